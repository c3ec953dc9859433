"""Where no offer is still to end, prices are read in a shorter way: it must say what the longer one says, at every moment."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from stoa.base.database import Writing
from tests.shop.pricing.makers import at, make_market, make_offer, make_priced

HOUR = timedelta(hours=1)
OFFERS: list[tuple[str, list[dict[str, Any]]]] = [
    ("none", []),
    ("an hour", [{"from_at": 1 * HOUR, "until_at": 2 * HOUR}]),
    ("for members", [{"from_at": 1 * HOUR, "until_at": 2 * HOUR, "audience": "members"}]),
    ("one after another", [{"from_at": 1 * HOUR, "until_at": 2 * HOUR}, {"from_at": 2 * HOUR, "until_at": 3 * HOUR, "value": 300_000}]),
    ("without end", [{"from_at": 2 * HOUR}]),
]
_LONG = """select v.id as variant_id, q.* from unnest($1::uuid[]) with ordinality v (id, n)
    cross join lateral pricing.quoted(v.id, $2, $3, $4) q order by n"""
MOMENTS = [HOUR * n / 2 for n in range(8)] + [2 * HOUR - timedelta(microseconds=1)]


@pytest.mark.parametrize("audiences", [["everyone"], ["everyone", "members"]])
@pytest.mark.parametrize(("what", "offers"), OFFERS, ids=[one[0] for one in OFFERS])
async def test_the_short_way_says_what_the_long_one_says(
    tx: Writing, what: str, offers: list[dict[str, Any]], audiences: list[str]
) -> None:
    start = at(tx, tx.now)
    await make_market(start)
    await make_market(start, "us", currency="USD", countries=["US"])
    dear, cheap = [await make_priced(start, *amounts, handle=f"mug-{len(amounts)}") for amounts in ((2000, 1500, 1500), (900,))]
    for one in offers:
        times = {name: tx.now + value for name, value in one.items() if name.endswith("_at")}
        await make_offer(start, **{**one, **times})
    variants = [*(one.id for one in dear.variants), cheap.variants[0].id]
    for later in MOMENTS:
        for market in ("eu", "us", "nowhere"):
            given = (market, audiences, tx.now + later)
            short = await tx.rows("select * from pricing.quotes($1, $2, $3, $4)", variants, *given)
            long = await tx.rows(_LONG, variants, *given)
            assert short == long, (later, market)
            shown = await tx.rows("select * from pricing.shown($1, $2, $3, $4)", [dear.id, cheap.id], *given)
            assert {_facts(row["product_id"], [row], varies=row["varies"]) for row in shown} == {
                _facts(product, rows, varies=len({row["price"] for row in rows}) > 1)
                for product in (dear.id, cheap.id)
                if (rows := [row for row in long if row["product_id"] == product])
            }


def _facts(product: UUID, rows: list[Any], *, varies: bool) -> tuple[UUID, int, datetime | None, bool]:
    return product, min(row["price"] for row in rows), min((row["changes_at"] for row in rows if row["changes_at"]), default=None), varies
