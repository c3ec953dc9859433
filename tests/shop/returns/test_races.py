"""Real connections that want the same thing at the same moment."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from stoa.base.database import Database, Writing
from stoa.base.refusals import Conflict
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, payments, returns, shipping
from stoa.shop.orders.model import State
from stoa.shop.returns.model import Wanted
from tests.shop.returns.makers import make_paid

pytestmark = pytest.mark.anyio

Verb = Callable[[Writing], Awaitable[object]]


async def race(db: Database, verbs: list[Verb]) -> list[str]:
    """Run them all at once, each on a connection of its own; return done or the refusal's code of each."""
    gate = asyncio.Event()

    async def run(verb: Verb) -> str:
        await gate.wait()
        try:
            async with db.writing() as tx:
                await verb(tx)
        except Conflict as refusal:
            return refusal.code
        return "done"

    tasks = [asyncio.create_task(run(verb)) for verb in verbs]
    await asyncio.sleep(0)
    gate.set()
    return await asyncio.gather(*tasks)


async def test_an_order_is_either_cancelled_or_packed(db: Database) -> None:
    for number in range(6):
        async with db.writing() as tx:
            order = await make_paid(tx, 1)
        line = order.lines[0].id
        verbs: list[Verb] = [
            lambda tx, o=order: returns.cancel(tx, GUEST, o.id),
            lambda tx, o=order, one=line: shipping.ship(tx, SYSTEM, o.id, {one: 1}, "manual"),
        ]
        outcomes = await race(db, verbs if number % 2 else verbs[::-1])
        assert Counter(outcome == "done" for outcome in outcomes) == {True: 1, False: 1}
        async with db.reading() as read:
            after = await orders.get(read, order.id)
        assert (after.state, after.lines[0].shipped) in {(State.CANCELLED, 0), (State.OPEN, 1)}


async def test_a_return_is_paid_back_once_however_often_it_is_pressed(db: Database) -> None:
    async with db.writing() as tx:
        order = await make_paid(tx, 2, state="delivered")
        [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(order.lines[0].id, 2)])
    outcomes = await race(db, [lambda tx: returns.refund(tx, SYSTEM, return_id)] * 8)
    assert Counter(outcomes) == {"done": 1, "not_now": 7}
    async with db.reading() as read:
        assert [one.amount for one in await payments.refunds(read, [order.id])] == [order.total.amount]


async def test_a_piece_is_asked_back_once(db: Database) -> None:
    async with db.writing() as tx:
        order = await make_paid(tx, 1, state="delivered")
    wanted = [Wanted(order.lines[0].id, 1)]
    outcomes = await race(db, [lambda tx: returns.ask(tx, GUEST, order.id, wanted)] * 8)
    assert Counter(outcomes) == {"done": 1, "not_that_many_to_return": 7}


async def test_a_piece_is_sent_once(db: Database) -> None:
    async with db.writing() as tx:
        order = await make_paid(tx, 3)
    line = order.lines[0].id
    outcomes = await race(db, [lambda tx: shipping.ship(tx, SYSTEM, order.id, {line: 2}, "manual")] * 6)
    assert Counter(outcomes) == {"done": 1, "not_that_many": 5}
