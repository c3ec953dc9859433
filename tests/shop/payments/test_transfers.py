"""Money that the shopper sends themself: what is owed is what is still in the order, and what is too much goes back."""

import random
from collections.abc import Iterator

import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.outside import payments as providers
from stoa.outside.payments.bank_transfer import BankTransfer, account
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import checkout, orders, payments, returns
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments.model import NotAwaiting, Payment, State
from tests.shop.checkout.makers import RETURN, Shop, a_buyer, make_cart, make_shop

pytestmark = pytest.mark.anyio
PIECE, WAY = 2490, 390


@pytest.fixture(autouse=True)
def bank(db: Database) -> Iterator[None]:
    """The shop has an account."""
    before = dict(providers.current())
    providers.wire({**before, "bank_transfer": BankTransfer(account("Stoa; DE89370400440532013000; COBADEFFXXX"))})
    yield
    providers.wire(before)


async def order(db: Database, pieces: int, shop: Shop | None = None) -> Placed:
    async with db.writing() as tx:
        shop = shop or await make_shop(tx, on_hand=500)
        cart = await make_cart(tx, shop.variant, pieces)
    return await checkout.place(db, GUEST, cart, a_buyer("", provider="bank_transfer"), RETURN)


async def cancel(db: Database, placed: Placed, pieces: int) -> None:
    async with db.writing() as tx:
        await returns.cancel(tx, GUEST, placed.order.id, {placed.order.lines[0].id: pieces})
    await jobs.drain(db)


async def arrives(db: Database, placed: Placed, *, whole: bool = False) -> None:
    async with db.writing() as tx:
        await payments.mark_received(tx, SYSTEM, placed.order.id, whole=whole)
    await jobs.drain(db)


async def payment(db: Database, placed: Placed) -> Payment:
    async with db.reading() as read:
        found = await payments.of_order(read, placed.order.id)
    assert found is not None
    return found


async def test_pieces_that_are_cancelled_are_not_owed_any_more(db: Database) -> None:
    placed = await order(db, 3)
    await cancel(db, placed, 1)
    waits = await payment(db, placed)
    assert waits.instructions is not None
    assert (waits.state, waits.due, waits.instructions.amount.amount) == (State.AWAITING, 2 * PIECE + WAY, 2 * PIECE + WAY)
    await arrives(db, placed)
    paid = await payment(db, placed)
    assert (paid.state, paid.captured, paid.refunding, paid.refunded) == (State.CAPTURED, 2 * PIECE + WAY, 0, 0)
    async with db.reading() as read:
        assert (await orders.get(read, placed.order.id)).state is OrderState.OPEN
        told = await read.value("select facts from orders.entry where kind = 'transfer_received'")
        assert told["amount"]["amount"] == 2 * PIECE + WAY
    with pytest.raises(NotAwaiting):
        await arrives(db, placed)


async def test_what_was_sent_before_they_were_cancelled_goes_back_by_itself(db: Database) -> None:
    placed = await order(db, 3)
    await cancel(db, placed, 1)
    await arrives(db, placed, whole=True)
    paid = await payment(db, placed)
    assert (paid.captured, paid.refunding, paid.refunded) == (3 * PIECE + WAY, PIECE, 0)
    async with db.writing() as tx:  # from the bank account, by hand: owed until that is done
        assert await tx.value("select count(*) from orders.entry where kind = 'refund_by_hand'") == 1
        await payments.mark_refunded(tx, placed.order.id)
    paid = await payment(db, placed)
    assert (paid.captured, paid.refunding, paid.refunded) == (3 * PIECE + WAY, 0, PIECE)


async def test_nothing_is_owed_of_an_order_that_was_cancelled(db: Database) -> None:
    placed = await order(db, 2)
    await cancel(db, placed, 2)
    assert (await payment(db, placed)).state is State.VOIDED
    with pytest.raises(NotAwaiting):
        await arrives(db, placed)


async def test_any_history(db: Database) -> None:
    """Pieces go before the money is there and after it: what is kept is what is still in the order, with the way there."""
    dice = random.Random(4)
    async with db.writing() as tx:
        shop = await make_shop(tx, on_hand=500)
    for _ in range(12):
        placed, left, whole = await order(db, dice.randint(2, 5), shop), 0, dice.random() < 0.5
        left = placed.order.lines[0].quantity
        for moment in ("before", "arrives", "after"):
            if moment == "arrives":
                await arrives(db, placed, whole=whole)
            for _ in range(dice.randint(0, 2)):
                fewer = dice.randint(0, left - 1)
                if fewer:
                    await cancel(db, placed, fewer)
                    left -= fewer
        paid = await payment(db, placed)
        assert paid.captured - paid.refunding - paid.refunded == left * PIECE + WAY, (placed.order.number, whole)
