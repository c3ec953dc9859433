"""GRP-3: two hundred people want the last three places at one moment, through HTTP and real connections, of a shop with its limits on."""

import asyncio
import contextlib
import itertools
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import msgspec
import pytest

from stoa.app.bench.meter import Cores, running
from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.deals.group_buys.model import Tier
from stoa.outside import payments as providers
from tests.app import processes
from tests.deals.group_buys.makers import join, make_deal, now, start

ADDRESS = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}
DOORS = itertools.count(1)


def somebody() -> dict[str, object]:
    """Return what somebody says at the checkout, each from a house and a mail box of their own."""
    door = next(DOORS)
    address = {**ADDRESS, "line1": f"Hafenstraße {door}"}
    return {"email": f"ada{door}@example.com", "shipping_address": address, "payment": {"provider": "sandbox", "token": "tok_ok"}}


ALL = Cores(set(), set(), set())
PEOPLE, HOUSEHOLDS = 200, 20
"""So many people on so many addresses: those who share one are not refused for each other's sake."""


class Told(msgspec.Struct, frozen=True):
    """What somebody is told in the end: they are in, or why not, and where to go instead."""

    status: int
    code: str = ""
    next: str = ""


async def send(client: httpx.AsyncClient, path: str, body: dict[str, object]) -> httpx.Response:
    """Send it until the shop is not too busy for it: what is not had in some seconds, a lock or a connection, is refused with the advice to try again."""
    while (answer := await client.post(path, json=body)).status_code == 503:
        pass
    return answer


async def take(client: httpx.AsyncClient, team: str, variant: str, gate: asyncio.Barrier) -> Told:
    """Want a place at the same moment as all others."""
    got = await send(client, f"/api/teams/{team}/places", {"variant_id": variant})
    await gate.wait()
    assert got.status_code == 201, got.text
    answer = await send(client, f"/api/carts/{got.json()['cart_id']}/checkout", somebody())
    said = answer.json()
    return Told(answer.status_code, said.get("code", ""), said.get("facts", {}).get("next", ""))


@contextlib.asynccontextmanager
async def households(port: int) -> AsyncIterator[list[httpx.AsyncClient]]:
    """Open a client for each address: the whole of 127.0.0.0/8 is this machine."""
    async with contextlib.AsyncExitStack() as opened:
        yield [
            await opened.enter_async_context(
                httpx.AsyncClient(
                    base_url=f"http://127.0.0.1:{port}",
                    transport=httpx.AsyncHTTPTransport(local_address=f"127.0.1.{number}", limits=processes.ANEW),
                    timeout=processes.PATIENCE,
                )
            )
            for number in range(1, HOUSEHOLDS + 1)
        ]


@pytest.mark.slow
@pytest.mark.anyio
async def test_two_hundred_want_the_last_three_places(db: Database, tmp_path: Path) -> None:
    """Three get them; each of the others is told at once where else they can be in, one tap away; money is asked of nobody but who is in."""
    async with db.writing() as tx:
        group = await make_deal(tx, tiers=(Tier(5, 20),), minimum=5)
    team, _ = await start(db, group)
    await join(db, team, group)
    with running(db.url, tmp_path, ALL, limited=True) as (port, _):
        async with households(port) as homes:
            gate, variant = asyncio.Barrier(PEOPLE), ids.show("var", group.shop.variant)
            told = await asyncio.gather(*[take(homes[number % HOUSEHOLDS], team.handle, variant, gate) for number in range(PEOPLE)])
            (own,) = {one.next for one in told if one.status != 201}
            assert (await homes[0].get(own)).status_code == 200
            late = await homes[0].get(f"{team.path}?late=1")
            assert (late.status_code, f'action="{own}/teams"' in late.text) == (200, True)
            tapped = await homes[0].post(f"{own}/teams", data={"variant": variant}, headers={"origin": "http://localhost"})
            assert (tapped.status_code, "/checkout/" in tapped.headers["location"]) == (303, True)
    answers = Counter((one.status, one.code) for one in told)
    assert answers[201, ""] == 3
    assert set(answers) <= {(201, ""), (409, "no_place_left"), (409, "group_is_over")}
    await jobs.drain(db)
    async with db.reading() as read:
        after = await now(read, team)
        assert (after.state, after.taken, after.counted) == ("settled", 5, 5)
        assert await read.value("select count(*) from orders.order") == 5
        charges = await providers.charges(read)
    # All there ever were at the provider, let go or not: nobody else's money was set aside even for a moment.
    assert [(one.state, one.captured) for one in charges] == [("captured", 2000 + 390)] * 5
