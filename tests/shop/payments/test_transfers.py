"""Money that the shopper sends themself: what is owed is what is still in the order, and what is too much goes back."""

import random
import re
from collections.abc import Iterator

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.outside import payments as providers
from stoa.outside.payments.bank_transfer import BankTransfer, account
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import checkout, orders, payments, returns
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments.model import NotAwaiting, OtherAmount, Payment, State
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import RETURN, Shop, a_buyer, make_cart, make_shop

pytestmark = pytest.mark.anyio
PIECE, WAY = 2490, 390


@pytest.fixture(autouse=True)
def bank(db: Database) -> Iterator[None]:
    """The shop has an account."""
    before = dict(providers.current())
    open_an_account()
    yield
    providers.wire(before)


def open_an_account() -> None:
    providers.wire({**providers.current(), "bank_transfer": BankTransfer(account("Stoa; DE89370400440532013000; COBADEFFXXX"))})


async def order(db: Database, pieces: int, shop: Shop | None = None) -> Placed:
    async with db.writing() as tx:
        shop = shop or await make_shop(tx, on_hand=500)
        cart = await make_cart(tx, shop.variant, pieces)
    return await checkout.place(db, GUEST, cart, a_buyer("", provider="bank_transfer"), RETURN)


async def cancel(db: Database, placed: Placed, pieces: int) -> None:
    async with db.writing() as tx:
        await returns.cancel(tx, GUEST, placed.order.id, {placed.order.lines[0].id: pieces})
    await jobs.drain(db)


async def arrives(db: Database, placed: Placed, amount: int | None = None) -> None:
    async with db.writing() as tx:
        await payments.mark_received(tx, SYSTEM, placed.order.id, None if amount is None else Money(amount, "EUR"))
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
    await arrives(db, placed, 3 * PIECE + WAY)
    paid = await payment(db, placed)
    assert (paid.captured, paid.refunding, paid.refunded) == (3 * PIECE + WAY, PIECE, 0)
    async with db.writing() as tx:  # from the bank account, by hand: owed until that is done
        assert await tx.value("select count(*) from orders.entry where kind = 'refund_by_hand'") == 1
        await payments.mark_refunded(tx, placed.order.id)
    paid = await payment(db, placed)
    assert (paid.captured, paid.refunding, paid.refunded) == (3 * PIECE + WAY, 0, PIECE)


async def test_what_arrives_for_an_order_that_was_cancelled_goes_back(db: Database) -> None:
    placed = await order(db, 2)
    await cancel(db, placed, 2)
    assert (await payment(db, placed)).state is State.VOIDED
    await arrives(db, placed)
    late = await payment(db, placed)
    assert (late.state, late.captured, late.refunding, late.refunded) == (State.CAPTURED, 2 * PIECE + WAY, 2 * PIECE + WAY, 0)
    async with db.writing() as tx:
        seen = (await orders.get(tx, placed.order.id)).entries
        assert [entry.kind for entry in seen if entry.visible and entry.kind == "paid_too_late"] == ["paid_too_late"]
        await payments.mark_refunded(tx, placed.order.id)
    assert (await payment(db, placed)).refunded == 2 * PIECE + WAY
    await jobs.drain(db)
    async with db.reading() as read:
        assert (await orders.get(read, placed.order.id)).state is OrderState.CANCELLED
        assert await read.value("select count(*) from mail.letter where template = 'checkout/refunded'") == 1
    with pytest.raises(NotAwaiting):
        await arrives(db, placed)


@pytest.mark.parametrize(
    ("cancelled", "amount"), [(0, 3 * PIECE + WAY - 1), (1, 2 * PIECE + WAY - 1), (0, 3 * PIECE + WAY + 1), (3, 3 * PIECE + WAY + 1)]
)
async def test_too_little_or_more_than_was_asked_for_is_not_booked(db: Database, cancelled: int, amount: int) -> None:
    placed = await order(db, 3)
    if cancelled:
        await cancel(db, placed, cancelled)
    before = await payment(db, placed)
    with pytest.raises(OtherAmount) as refused:
        await arrives(db, placed, amount)
    assert refused.value.facts["most"] == 3 * PIECE + WAY
    assert await payment(db, placed) == before


async def test_the_words_of_a_transfer_are_the_order_s_number(db: Database) -> None:
    placed = await order(db, 1)
    told = (await payment(db, placed)).instructions
    assert told is not None
    assert told.reference == str(placed.order.number)


async def test_the_desk_books_what_has_arrived(db: Database, client: httpx.AsyncClient) -> None:
    open_an_account()  # the app has wired its own providers
    placed = await order(db, 3)
    await cancel(db, placed, 1)
    await sign_in(client, db, Role.MERCHANT)
    address = f"/desk/orders/{ids.show('ord', placed.order.id)}"
    assert re.search(r'<input[^>]*name="arrived"[^>]*value="53.70"', (await client.get(address)).text)
    refused = await client.post(f"{address}/transfer", data={"arrived": "50.00"})
    assert refused.status_code == 422
    assert 'value="50.00"' in refused.text
    assert (await client.post(f"{address}/transfer", data={"arrived": "78.60"})).status_code == 303
    await jobs.drain(db)
    paid = await payment(db, placed)
    assert (paid.captured, paid.refunding) == (3 * PIECE + WAY, PIECE)
    assert 'name="arrived"' not in (await client.get(address)).text


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
                await arrives(db, placed, placed.order.total.amount if whole else None)
            for _ in range(dice.randint(0, 2)):
                fewer = dice.randint(0, left - 1)
                if fewer:
                    await cancel(db, placed, fewer)
                    left -= fewer
        paid = await payment(db, placed)
        assert paid.captured - paid.refunding - paid.refunded == left * PIECE + WAY, (placed.order.number, whole)
