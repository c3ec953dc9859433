"""CLUB-2: a third party checks the draw with the script in the docs, from what is published; and sees when it was tampered with."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.deals.private_sales import moving, rules
from stoa.deals.private_sales.web.script import CHECK
from tests.deals.private_sales.makers import crowd, make_sale, sale_of

pytestmark = pytest.mark.anyio
DOCS = Path(__file__).parents[3] / "docs" / "private-sales.md"


def script() -> str:
    found = re.search(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert found is not None
    return found[1]


def run(folder: Path, data: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    """Run the script as somebody else would: on a file, with a Python that knows nothing of us."""
    (folder / "check.py").write_text(script())
    (folder / "draw.json").write_text(json.dumps(data))
    return subprocess.run([sys.executable, "-I", "check.py", "draw.json"], cwd=folder, capture_output=True, text=True, check=False)


def test_the_docs_and_the_page_show_the_same_ten_lines() -> None:
    assert script() == CHECK
    assert len([line for line in CHECK.splitlines() if line]) <= 10


async def published(db: Database, client: httpx.AsyncClient, people: int) -> dict[str, Any]:
    """Draw among so many; return what is published."""
    async with db.writing() as tx:
        club = await make_sale(tx)
        await crowd(tx, club.sale, people)
        tx.now = (await sale_of(tx, club.sale)).opens_at
        await moving.turn(tx, club.sale)
    found: dict[str, Any] = (await client.get(f"/api/sales/{ids.show('sal', club.sale)}/draw")).json()
    return found


async def test_anybody_checks_the_draw_from_published_data(db: Database, client: httpx.AsyncClient, tmp_path: Path) -> None:
    data = await published(db, client, 200)
    done = run(tmp_path, data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "200 entrants, and the draw is right" in done.stdout


async def test_tampering_is_seen(db: Database, client: httpx.AsyncClient, tmp_path: Path) -> None:
    data = await published(db, client, 20)
    everybody = data["rounds"][1]
    entrants = everybody["entrants"]
    swapped = [entrants[1], entrants[0], *entrants[2:]]
    stranger = "0" * 36
    places = ([stranger, *entrants], [*entrants, stranger])  # one of them may be where the seed puts it
    smuggled = next(
        one
        for one in places
        if one != sorted(one, key=lambda id_: hashlib.sha256(bytes.fromhex(everybody["seed"]) + id_.encode()).digest())
    )
    for wrong in (
        {**everybody, "entrants": swapped},
        {**everybody, "entrants": smuggled},
        {**everybody, "seed": "00" * 32},
        {**everybody, "commitment": "00" * 32},
    ):
        done = run(tmp_path, {"rounds": [data["rounds"][0], wrong]})
        assert done.returncode == 1
        assert "AssertionError: another " in done.stderr


async def test_the_database_draws_as_the_rule_says(db: Database, client: httpx.AsyncClient) -> None:
    (_, drawn) = (await published(db, client, 50))["rounds"]
    order = rules.draw(bytes.fromhex(drawn["seed"]), [UUID(one) for one in sorted(drawn["entrants"])])
    assert [str(one) for one in order] == drawn["entrants"]
