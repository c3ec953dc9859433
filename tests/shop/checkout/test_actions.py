"""From a cart to an order, with a provider that does everything a provider may do."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from stoa.base import clock, jobs
from stoa.base.database import Database, DatabaseBusy, Writing
from stoa.base.money import Money
from stoa.outside import payments as providers
from stoa.outside.payments import Charge
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import carts, checkout, orders, payments, pricing, stock
from stoa.shop.carts.model import Cart
from stoa.shop.checkout import actions
from stoa.shop.checkout.model import CartIsEmpty, TotalWentUp
from stoa.shop.orders.model import OrderId, State
from stoa.shop.payments.model import PaymentDeclinedNow
from stoa.shop.payments.model import State as PaymentState
from stoa.shop.stock.model import OutOfStock
from tests.conftest import Webhooks
from tests.shop.checkout.makers import HOME, RETURN, Shop, a_buyer, buy, make_cart, make_shop
from tests.shop.pricing.makers import at


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


async def charges(db: Database) -> list[Charge]:
    async with db.reading() as read:
        return await providers.charges(read)


async def free(db: Database, shop: Shop) -> int | None:
    async with db.reading() as read:
        return (await stock.availability(read, [shop.variant]))[shop.variant].free


async def states(db: Database, order_id: OrderId) -> tuple[State, PaymentState]:
    async with db.reading() as read:
        payment = await payments.of_order(read, order_id)
        assert payment is not None
        return (await orders.get(read, order_id)).state, payment.state


@pytest.fixture
def later() -> Callable[[timedelta], None]:
    """Move this process's clock forward."""

    def move(step: timedelta) -> None:
        clock.set_offset(clock._offset + step)

    return move


async def test_a_guest_buys_and_pays_once(db: Database, shop: Shop) -> None:
    placed = await buy(db, shop.variant, quantity=2)
    order = placed.order
    assert (order.state, order.total, order.subtotal, order.shipping, order.tax) == (
        State.OPEN,
        Money(5370, "EUR"),
        Money(4980, "EUR"),
        Money(390, "EUR"),
        Money(857, "EUR"),
    )
    assert await free(db, shop) == 8
    await jobs.drain(db)
    assert await states(db, order.id) == (State.OPEN, PaymentState.CAPTURED)
    assert [(one.amount, one.captured, one.refunded) for one in await charges(db)] == [(5370, 5370, 0)]
    async with db.reading() as read:
        letters = await read.rows('select "to", template from mail.letter')
    assert [tuple(row) for row in letters] == [("ada@example.com", "checkout/placed")]


async def test_pressed_twice_it_is_one_order_and_one_charge(db: Database, shop: Shop) -> None:
    async with db.writing() as tx:
        cart = await make_cart(tx, shop.variant)
    first = await checkout.place(db, GUEST, cart, a_buyer(), RETURN)
    second = await checkout.place(db, GUEST, cart, a_buyer(), RETURN)
    assert second.order.id == first.order.id
    assert len(await charges(db)) == 1
    assert await free(db, shop) == 9


async def test_a_declined_card_costs_nothing_and_the_cart_comes_back(db: Database, shop: Shop) -> None:
    async with db.writing() as tx:
        cart = await make_cart(tx, shop.variant)
    with pytest.raises(PaymentDeclinedNow):
        await checkout.place(db, GUEST, cart, a_buyer("tok_declined"), RETURN)
    assert await free(db, shop) == 10
    again = await checkout.place(db, GUEST, cart, a_buyer("tok_ok"), RETURN)
    await jobs.drain(db)
    assert again.order.state == State.OPEN
    assert [one.captured for one in await charges(db)] == [0, 2880] or sorted(one.captured for one in await charges(db)) == [2880]
    async with db.reading() as read:
        assert await read.value("select count(*) from mail.letter where template = 'checkout/cancelled'") == 0


async def test_a_challenge_that_is_passed(db: Database, shop: Shop, webhooks: Webhooks) -> None:
    placed = await buy(db, shop.variant, "tok_challenge")
    assert placed.order.state == State.PENDING
    assert placed.challenge_url is not None
    assert await free(db, shop) == 9
    charge = (await charges(db))[0]
    async with db.writing() as tx:
        await providers.current()["sandbox"].decide(tx, charge.reference, approved=True)
    await checkout.come_back(db, placed.order.id)
    await jobs.drain(db)
    assert await states(db, placed.order.id) == (State.OPEN, PaymentState.CAPTURED)


async def test_no_answer_at_all_but_the_money_was_set_aside(db: Database, shop: Shop, later) -> None:
    placed = await buy(db, shop.variant, "tok_timeout")
    assert await states(db, placed.order.id) == (State.PENDING, PaymentState.UNKNOWN)
    assert await free(db, shop) == 9
    await payments.look_up(db, placed.payment.id)
    await jobs.drain(db)
    assert await states(db, placed.order.id) == (State.OPEN, PaymentState.CAPTURED)
    assert [one.captured for one in await charges(db)] == [2880]


async def test_a_call_that_never_arrived_frees_the_units_and_the_cart(db: Database, shop: Shop) -> None:
    async with db.writing() as tx:
        cart = await make_cart(tx, shop.variant)
    placed = await checkout.place(db, GUEST, cart, a_buyer("tok_lost"), RETURN)
    await payments.look_up(db, placed.payment.id)
    await jobs.drain(db)
    assert (await states(db, placed.order.id))[0] == State.CANCELLED
    assert await free(db, shop) == 10
    async with db.reading() as read:
        assert (await carts.current(read, cart.token, GUEST)) is not None


async def test_money_that_comes_too_late_is_let_go(db: Database, shop: Shop, later) -> None:
    """The unit went to somebody else meanwhile: the late authorization is voided, nothing is captured."""
    placed = await buy(db, shop.variant, "tok_late", quantity=10)
    later(payments_patience() + timedelta(seconds=1))
    async with db.writing() as tx:  # nothing is known yet when patience runs out
        await tx.run("update outside_payments.charge set appears_at = $1", tx.now + timedelta(minutes=5))
    await payments.look_up(db, placed.payment.id)
    assert (await states(db, placed.order.id))[0] == State.CANCELLED
    other = await buy(db, shop.variant, quantity=10)
    later(timedelta(minutes=6))
    await payments.look_up(db, placed.payment.id)
    await jobs.drain(db)
    assert (await states(db, placed.order.id)) == (State.CANCELLED, PaymentState.VOIDED)
    assert (await states(db, other.order.id)) == (State.OPEN, PaymentState.CAPTURED)
    assert sorted(one.captured for one in await charges(db)) == [0, 10 * 2490 + 390]


def payments_patience() -> timedelta:
    return timedelta(minutes=30)


async def test_a_capture_that_fails_cancels_the_order_and_tells_the_desk(db: Database, shop: Shop) -> None:
    placed = await buy(db, shop.variant, "tok_capture_fails")
    await jobs.drain(db)
    assert await states(db, placed.order.id) == (State.CANCELLED, PaymentState.FAILED)
    assert await free(db, shop) == 10
    async with db.reading() as read:
        assert await read.value("select count(*) from base.event where kind = 'payments.PaymentStuck'") == 1


async def test_a_cancelled_order_is_refunded_once_also_when_the_first_try_fails(db: Database, shop: Shop, later) -> None:
    placed = await buy(db, shop.variant, "tok_refund_fails_once")
    await jobs.drain(db)
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, placed.order.id, "changed_mind")
    await jobs.drain(db)
    async with db.reading() as read:
        assert [tuple(row) for row in await read.rows("select state, attempts from payments.refund")] == [("asked", 1)]
    later(timedelta(minutes=2))
    await jobs.drain(db)
    assert [(one.captured, one.refunded) for one in await charges(db)] == [(2880, 2880)]
    async with db.reading() as read:
        assert [tuple(row) for row in await read.rows("select state, amount from payments.refund")] == [("made", 2880)]


async def test_the_last_unit_that_is_gone_is_refused_before_anything_is_asked(db: Database, shop: Shop) -> None:
    await buy(db, shop.variant, quantity=10)
    with pytest.raises(OutOfStock) as refusal:
        await buy(db, shop.variant)
    assert refusal.value.free == 0
    assert len(await charges(db)) == 1
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 1


async def test_a_higher_total_than_was_shown_is_told_before_paying(db: Database, shop: Shop) -> None:
    async with db.writing() as tx:
        cart = await make_cart(tx, shop.variant)
    with pytest.raises(TotalWentUp):
        await checkout.place(db, GUEST, cart, a_buyer(expected=2879), RETURN)
    assert await charges(db) == []
    assert await free(db, shop) == 10


async def test_an_empty_cart_is_not_bought(db: Database, shop: Shop) -> None:
    async with db.writing() as tx:
        cart = await carts.make(tx, "eu", "en")
    with pytest.raises(CartIsEmpty):
        await checkout.place(db, GUEST, cart, a_buyer(), RETURN)


async def test_the_checkout_promises_units_for_ten_minutes_thirty_at_most(db: Database, shop: Shop, later) -> None:
    async with db.writing() as tx:
        cart = await make_cart(tx, shop.variant, 10)
        draft = await checkout.begin(tx, GUEST, cart)
    assert await free(db, shop) == 0
    for minutes in (9, 9, 9):
        later(timedelta(minutes=minutes))
        async with db.writing() as tx:
            await checkout.say_how(tx, GUEST, cart, draft, "standard", "")
    assert await free(db, shop) == 0
    later(timedelta(minutes=3))
    assert await free(db, shop) == 10
    async with db.writing() as tx:
        await tx.run("delete from stock.hold")


async def test_the_price_that_was_shown_holds_as_long_as_the_units_and_a_lower_one_is_given(db: Database, shop: Shop, later) -> None:
    async with db.writing() as tx:
        cart = await make_cart(tx, shop.variant)
        draft = await checkout.begin(tx, GUEST, cart)
        await pricing.set_price(tx, SYSTEM, shop.variant, "eu", Money(2990, "EUR"))
        assert (await checkout.bill(tx, GUEST, cart, HOME, None, draft)).totals.subtotal == Money(2490, "EUR")
    later(timedelta(minutes=9))
    placed = await checkout.place(db, GUEST, cart, a_buyer(), RETURN)
    assert placed.order.lines[0].unit == Money(2490, "EUR")
    async with db.writing() as tx:
        second = await make_cart(tx, shop.variant)
        await checkout.begin(tx, GUEST, second)
        await pricing.set_price(tx, SYSTEM, shop.variant, "eu", Money(1990, "EUR"))
    lower = await checkout.place(db, GUEST, second, a_buyer(), RETURN)
    assert lower.order.lines[0].unit == Money(1990, "EUR")


async def test_a_price_that_rose_after_the_promise_ended_is_told(db: Database, shop: Shop, later) -> None:
    async with db.writing() as tx:
        cart = await make_cart(tx, shop.variant)
        await checkout.begin(tx, GUEST, cart)
        await pricing.set_price(tx, SYSTEM, shop.variant, "eu", Money(2990, "EUR"))
    later(timedelta(minutes=10))
    with pytest.raises(TotalWentUp):
        await checkout.place(db, GUEST, cart, a_buyer(expected=2880), RETURN)
    async with db.writing() as tx:
        await tx.run("delete from stock.hold")


async def test_who_waits_too_long_for_the_last_unit_waits_again_and_hears_what_is_so(
    db: Database, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree, busy = actions._agree, [0]

    async def slow(*given: Any) -> Any:
        found = await agree(*given)
        busy[0] += 1
        if busy[0] < actions.QUEUES:
            raise DatabaseBusy("LockNotAvailableError")
        return found

    monkeypatch.setattr(actions, "_agree", slow)
    assert (await buy(db, shop.variant, quantity=10)).order.state == State.OPEN
    assert (busy[0], await free(db, shop)) == (actions.QUEUES, 0)
    busy[0] = 0
    with pytest.raises(OutOfStock):
        await buy(db, shop.variant)
    with pytest.raises(DatabaseBusy):
        await _never(db, shop, monkeypatch)
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 1


async def _never(db: Database, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_given: object) -> None:
        raise DatabaseBusy("LockNotAvailableError")

    monkeypatch.setattr(actions, "_agree", never)
    await buy(db, shop.variant)


async def begins(tx: Writing, cart: Cart, moment: datetime) -> bool:
    """Let a cart enter the checkout at this moment; return whether its units are promised."""
    try:
        async with tx.attempt():
            draft = await checkout.begin(at(tx, moment), GUEST, cart)
    except OutOfStock:
        return False
    return draft.held_until > moment


async def test_nobody_keeps_the_last_one_by_pressing_again_and_again(tx: Writing) -> None:
    shop = await make_shop(tx, on_hand=1)
    mine, theirs = await make_cart(tx, shop.variant), await make_cart(tx, shop.variant)
    began, minute = tx.now, timedelta(minutes=1)
    for minutes in (0, 9, 18, 27):
        assert await begins(tx, mine, began + minutes * minute)
        assert not await begins(tx, theirs, began + (minutes + 1) * minute)
    # The cap has passed: pressed again, it promises nothing, and whoever was refused has it.
    assert not await begins(tx, mine, began + 30 * minute)
    assert await begins(tx, theirs, began + 31 * minute)
    assert not await begins(tx, mine, began + 34 * minute)
    await tx.run("delete from stock.hold")


async def test_where_nobody_else_wants_it_a_checkout_begins_anew_after_the_pause(tx: Writing) -> None:
    shop = await make_shop(tx, on_hand=1)
    mine, theirs = await make_cart(tx, shop.variant), await make_cart(tx, shop.variant)
    began, minute = tx.now, timedelta(minutes=1)
    assert await begins(tx, mine, began)
    assert not await begins(tx, mine, began + 32 * minute)
    assert await begins(tx, mine, began + 33 * minute)
    assert not await begins(tx, theirs, began + 42 * minute)
    await tx.run("delete from stock.hold")
