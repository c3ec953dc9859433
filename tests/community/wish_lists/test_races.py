"""Two at once: the last one of an entry, the last cents of a pool, the same tap."""

import asyncio

import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.community.wish_lists import actions, claiming, pool_store, pooling
from stoa.community.wish_lists.model import AlreadyTaken, Claim, NotThatMuch, PoolIsOver, Role
from stoa.community.wish_lists.pool_model import PoolState
from stoa.people.sessions.model import GUEST
from tests.community.wish_lists.makers import RETURN, a_part, contribute, guest, make_pool, make_wishes
from tests.shop.checkout.makers import make_shop

pytestmark = pytest.mark.anyio


async def test_two_guests_want_the_last_one(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, quantity=1)
    start = asyncio.Barrier(2)

    async def claim(number: int) -> Claim | AlreadyTaken:
        try:
            async with db.writing() as tx:
                await start.wait()
                return await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(number), f"Guest {number}", 1)
        except AlreadyTaken as refused:
            return refused

    found = await asyncio.gather(claim(1), claim(2))
    assert sorted(type(one).__name__ for one in found) == ["AlreadyTaken", "Claim"]
    async with db.reading() as read:
        assert await read.value("select count(*) from wish_lists.claim") == 1


async def test_two_contributions_fill_the_last_cents(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        pool_id = await make_pool(tx, wishes)
    await contribute(db, wishes, pool_id, 1000)
    start = asyncio.Barrier(2)

    async def give(number: int) -> object:
        await start.wait()
        try:
            return await pooling.contribute(db, wishes.list, pool_id, guest(number), a_part(1880), "en", RETURN)
        except (NotThatMuch, PoolIsOver) as refused:
            return refused

    found = await asyncio.gather(give(2), give(3))
    await jobs.drain(db)
    assert sum(isinstance(one, pooling.Contributed) for one in found) == 1
    async with db.reading() as read:
        pool = await pool_store.find(read, pool_id)
        assert pool is not None
        assert (pool.state, pool.promised, pool.paid) == (PoolState.FULL, 2880, 2880)
        assert await read.value("select sum(captured - refunded) from payments.payment where part") == 2880


async def test_two_first_contributions_make_one_order(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        pool_id = await make_pool(tx, wishes)
    start = asyncio.Barrier(2)

    async def give(number: int) -> object:
        await start.wait()
        return await pooling.contribute(db, wishes.list, pool_id, guest(number), a_part(1440), "en", RETURN)

    await asyncio.gather(give(1), give(2))
    await jobs.drain(db)
    async with db.reading() as read:
        assert await read.value("select array_agg(state) from orders.order") == ["open"]
        assert await read.value("select state from wish_lists.pool") == "full"


async def test_two_taps_at_once_save_once(db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    start = asyncio.Barrier(3)

    async def tap() -> None:
        await start.wait()
        async with db.writing() as tx:
            await actions.save(tx, GUEST, guest(), shop.variant, "eu", "en")

    await asyncio.gather(tap(), tap(), tap())
    async with db.reading() as read:
        assert tuple(await read.row("select (select count(*) from wish_lists.list), (select count(*) from wish_lists.entry)")) == (1, 1)
