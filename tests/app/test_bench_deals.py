"""The deals' benchmark as a small run: what it promises about a crowd and few places comes out exactly. Times are not looked at."""

from pathlib import Path

import pytest

from stoa.app.bench import deals
from stoa.app.bench.deals import Wanted

SMALL = Wanted(people=60, units=10, connections=20, waiting=300, products=20, seconds=0.3)


@pytest.mark.slow
def test_a_crowd_and_few_places(tmp_path: Path) -> None:
    rows, facts = deals.run(SMALL, tmp_path, lambda _done, _total: None)
    rush = facts["rush"]
    assert (rush["orders"], rush["captured"], rush["taken"], rush["state"]) == (10, 10, 10, "settled")
    assert rush["told"]["ordered"] == 10
    assert sum(rush["told"].values()) == 60
    assert set(rush["told"]) <= {"ordered", "no_place_left", "group_is_over", "out_of_stock"}
    assert facts["invariants_broken"] == []
    joins, places = rows
    assert (joins.measured.name, joins.measured.failed) == ("joins", 0)
    assert joins.measured.runs > 0
    assert joins.ratio == pytest.approx(facts["joins_of_limit"], abs=0.001)
    assert facts["waiting"]["people"] == 300
    assert (places.measured.name, places.measured.failed) == ("place in the line", 0)
    alone = facts["alone_on_to_off"]
    assert {name: one["failed"] for name, one in alone.items()} == {"product page": 0, "guest purchase": 0}
    assert all(one["pairs"] > 0 and one["ratio"] > 0 for one in alone.values())
