"""A bank's message and the shopper who comes back from it arrive at the same moment."""

import asyncio

import pytest

from stoa.base import clock, database
from stoa.base.database import Database
from stoa.shop import checkout, orders
from stoa.shop.orders.model import OrderId, State
from stoa.shop.payments import store
from stoa.shop.payments.model import State as PaymentState
from tests.shop.checkout.makers import buy, make_shop


async def somebody_waits(db: Database) -> None:
    """Return when a connection of this database waits for a lock."""
    sql = "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"
    async with asyncio.timeout(120), db.reading() as read:
        while not await read.value(sql):
            pass


async def answered(db: Database) -> OrderId:
    """Return an order whose buyer has just said yes at their bank."""
    async with db.writing() as tx:
        shop = await make_shop(tx)
    placed = await buy(db, shop.variant, "tok_challenge")
    assert placed.payment is not None
    async with db.writing() as tx:
        await tx.run("update outside_payments.charge set state = 'authorized'")
    return placed.order.id


async def test_whoever_comes_back_stands_in_the_way_of_nobody_who_has_locked_the_order(db: Database) -> None:
    order_id = await answered(db)
    async with db.writing() as tx:
        await orders.lock(tx, order_id)
        back = asyncio.create_task(checkout.come_back(db, order_id))
        await somebody_waits(db)
        seen = await store.of_order(tx, order_id)
        assert seen is not None
        locked = await store.lock(tx, seen.id)
        assert locked is not None
        assert locked.state is PaymentState.CHALLENGE
    await back
    async with db.reading() as read:
        assert (await orders.get(read, order_id)).state is State.OPEN


async def test_whoever_comes_back_is_not_refused_while_somebody_else_writes_it_down(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    order_id = await answered(db)
    monkeypatch.setitem(database.SETTINGS, "lock_timeout", "50")
    hasty = Database(db.url, now=clock.now, size=1)
    async with db.writing() as tx:
        await orders.lock(tx, order_id)
        await asyncio.create_task(checkout.come_back(hasty, order_id))
    await hasty.close()
    async with db.reading() as read:
        assert (await orders.get(read, order_id)).state is State.PENDING
    await checkout.come_back(db, order_id)
    async with db.reading() as read:
        assert (await orders.get(read, order_id)).state is State.OPEN
