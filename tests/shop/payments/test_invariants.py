"""What is kept of an order is measured by what is still in it."""

import pytest

from stoa.base import ids, invariants, jobs
from stoa.base.database import Database, Writing
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, payments, returns, shipping
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders import rules
from stoa.shop.returns.model import Wanted
from tests.shop.returns.makers import eur, make_paid
from tests.shop.shipping.makers import a_line

pytestmark = pytest.mark.anyio


class Undo(Exception):
    """What was done to look is undone."""


async def _broken(tx: Writing) -> list[str]:
    return [one.name for one in await invariants.check(tx)]


async def test_whoever_pays_for_a_cancelled_piece_is_found(tx: Writing) -> None:
    order = await make_paid(tx, 3)
    with pytest.raises(Undo):
        async with tx.attempt():
            await orders.cancel(tx, SYSTEM, order.id, "sold_out", {order.lines[0].id: 1})
            assert await _broken(tx) == []  # whoever gives it back has not heard of it yet
            await tx.run("delete from base.job")
            assert await _broken(tx) == ["payments.nobody_pays_too_much"]
            much = order.total - rules.still_owed(await orders.get(tx, order.id))
            await payments.refund(tx, SYSTEM, order.id, much - eur(1), "sold_out")
            assert await _broken(tx) == ["payments.nobody_pays_too_much"]
            await payments.refund(tx, SYSTEM, order.id, eur(1), "sold_out")
            assert await _broken(tx) == []
            raise Undo


async def test_however_pieces_are_cancelled_and_come_back_nothing_is_kept_for_them(db: Database) -> None:
    async with db.writing() as tx:
        line = a_line(VariantId(ids.new()), 11, unit=eur(91), net=eur(840), tax=eur(160))
        order = await make_paid(tx, 11, lines=[line], on_hand=20)
        piece = order.lines[0].id
        await shipping.ship(tx, SYSTEM, order.id, {piece: 5}, "manual")
    for turn in range(5):
        async with db.writing() as tx:
            await orders.cancel(tx, SYSTEM, order.id, "sold_out", {piece: 1}, by_staff=True)
            if turn == 3:
                await shipping.ship(tx, SYSTEM, order.id, {piece: 1}, "manual")
        await jobs.drain(db)
        async with db.writing() as tx:
            [back] = await returns.ask(tx, GUEST, order.id, [Wanted(piece, 1)])
            await returns.receive(tx, SYSTEM, back, {piece: 1})
            await returns.refund(tx, SYSTEM, back)
        await jobs.drain(db)
        async with db.reading() as read:
            assert await invariants.check(read) == []
