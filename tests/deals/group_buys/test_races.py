"""GRP-3 at the room's own door: two hundred people with real connections want the last three places."""

import asyncio
from collections import Counter

import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.deals.group_buys import actions
from stoa.deals.group_buys.model import GroupIsOver, NoPlaceLeft, Tier
from stoa.people.sessions.model import GUEST
from stoa.shop.carts.model import Cart
from tests.deals.group_buys.makers import join, make_deal, money, now, order, start

pytestmark = pytest.mark.anyio
PEOPLE = 200


async def test_two_hundred_want_the_last_three_places(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx, tiers=(Tier(5, 20),), minimum=5)
    team, _ = await start(db, group)
    await join(db, team, group)
    async with db.writing() as tx:
        carts = [await actions.join(tx, GUEST, team.handle, group.shop.variant, "en") for _ in range(PEOPLE)]

    async def take(cart: Cart) -> str:
        try:
            await order(db, cart, "tok_ok")
        except (NoPlaceLeft, GroupIsOver) as refused:
            return type(refused).__name__
        return "in"

    found = Counter(await asyncio.gather(*[take(cart) for cart in carts]))
    assert found["in"] == 3
    assert set(found) <= {"in", "NoPlaceLeft", "GroupIsOver"}
    await jobs.drain(db)
    async with db.reading() as read:
        after = await now(read, team)
        assert (after.state, after.taken, after.counted) == ("settled", 5, 5)
        assert await read.value("select count(*) from orders.order") == 5
        assert await read.value("select count(*) from payments.payment") == 5
    assert await money(db) == (0, 5 * (2000 + 390), 0)
