"""GRP-3: two hundred people want the last three places at one moment, through HTTP and real connections."""

import asyncio
import itertools
from collections import Counter
from pathlib import Path

import httpx
import pytest

from stoa.app.bench.meter import Cores, running
from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.deals.group_buys.model import Tier
from stoa.outside import payments as providers
from tests.deals.group_buys.makers import join, make_deal, now, start

ADDRESS = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}
DOORS = itertools.count(1)


def somebody() -> dict[str, object]:
    """Return what somebody says at the checkout, each from a house and a mail box of their own."""
    door = next(DOORS)
    address = {**ADDRESS, "line1": f"Hafenstraße {door}"}
    return {"email": f"ada{door}@example.com", "shipping_address": address, "payment": {"provider": "sandbox", "token": "tok_ok"}}


ALL = Cores(set(), set(), set())
PEOPLE = 200


@pytest.mark.slow
@pytest.mark.anyio
async def test_two_hundred_want_the_last_three_places(db: Database, tmp_path: Path) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx, tiers=(Tier(5, 20),), minimum=5)
    team, _ = await start(db, group)
    await join(db, team, group)
    with running(db.url, tmp_path, ALL) as (port, _):
        limits = httpx.Limits(max_connections=PEOPLE, max_keepalive_connections=PEOPLE)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=60) as client:
            gate = asyncio.Barrier(PEOPLE)
            wanted = {"variant_id": ids.show("var", group.shop.variant)}

            async def take(_: int) -> tuple[int, str]:
                got = await client.post(f"/api/teams/{team.handle}/places", json=wanted)
                await gate.wait()
                if got.status_code != 201:
                    return got.status_code, got.json().get("code", "")
                for _ in range(30):  # a lock that is not had in three seconds is refused, with the advice to try again
                    answer = await client.post(f"/api/carts/{got.json()['cart_id']}/checkout", json=somebody())
                    if answer.status_code != 503:
                        break
                return answer.status_code, answer.json().get("code", "")

            answers = Counter(await asyncio.gather(*[take(number) for number in range(PEOPLE)]))
    assert answers[201, ""] == 3
    assert set(answers) <= {(201, ""), (409, "no_place_left"), (409, "group_is_over"), (503, "database_busy")}
    await jobs.drain(db)
    async with db.reading() as read:
        after = await now(read, team)
        assert (after.state, after.taken, after.counted) == ("settled", 5, 5)
        assert await read.value("select count(*) from orders.order") == 5
        charges = await providers.charges(read)
    assert [(one.state, one.captured) for one in charges] == [("captured", 2000 + 390)] * 5
