"""What is saved for a held order and charged later; what is tried again; what a provider takes in full only."""

from datetime import timedelta
from typing import Any

import pytest

from stoa.base import clock, jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.outside import payments as providers
from stoa.outside.payments.model import ProviderTimeout
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop import carts, checkout, orders, payments
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import Holder, Order, holding
from stoa.shop.payments import capturing
from stoa.shop.payments.model import PaymentDeclinedNow, State
from tests.conftest import Webhooks
from tests.shop.checkout.makers import RETURN, Shop, a_buyer, make_shop

pytestmark = pytest.mark.anyio
TOTAL = 2490 + 390


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Orders for `now` set the amount aside, those for `later` save how it is paid."""

    async def nothing(_tx: Any, _actor: Visitor, _order: Order) -> None: ...

    async def saves(_read: Any, purpose: str) -> bool:
        return purpose == "trial:later"

    monkeypatch.setattr(holding, "_holders", {})
    holding.holder("trial", Holder(begin=nothing, placed=nothing, gone=nothing, saves=saves))


async def order(db: Database, token: str = "tok_ok", *, when: str = "later", shop: Shop | None = None) -> Placed:
    async with db.writing() as tx:
        shop = shop or await make_shop(tx)
        cart = await carts.make(tx, "eu", "en", purpose=f"trial:{when}")
        await carts.add(tx, cart, shop.variant, 1)
    return await checkout.place(db, GUEST, cart, a_buyer(token), RETURN)


async def take(db: Database, placed: Placed, *, again: bool = False) -> bool:
    async with db.writing() as tx:
        asked = await payments.take(tx, placed.order.id, again=again)
    await jobs.drain(db)
    return asked


async def state(db: Database, placed: Placed) -> State:
    async with db.reading() as read:
        found = await payments.of_order(read, placed.order.id)
    assert found is not None
    return found.state


async def charges(db: Database) -> list[tuple[str, int, int]]:
    """Return how each charge stands at the provider: its state, what was taken, what was given back."""
    async with db.reading() as read:
        return [(one.state, one.captured, one.refunded) for one in await providers.charges(read)]


async def told(db: Database, kind: str) -> int:
    async with db.reading() as read:
        return int(await read.value("select count(*) from orders.entry where kind = $1", kind))


async def test_it_is_saved_with_nothing_set_aside_and_charged_when_the_holder_asks(db: Database) -> None:
    placed = await order(db)
    assert placed.payment is not None
    assert (placed.payment.state, placed.order.state) == (State.SAVED, orders.model.State.HELD)
    assert await charges(db) == [("saved", 0, 0)]
    async with db.writing() as tx:
        line = placed.order.lines[0]
        back = await orders.change_line(tx, SYSTEM, placed.order.id, line.id, None, Money(2000, "EUR"))
        await payments.refund(tx, SYSTEM, placed.order.id, back, "cheaper")
    assert await take(db, placed)
    assert await state(db, placed) is State.CAPTURED
    assert await charges(db) == [("saved", 0, 0), ("captured", 2390, 0)]
    assert not await take(db, placed)
    async with db.writing() as tx:
        await orders.release(tx, SYSTEM, placed.order.id)
        assert await tx.value("select count(*) from payments.payment where method is not null") == 0


async def test_what_was_saved_for_an_order_that_ended_is_forgotten(db: Database) -> None:
    placed = await order(db)
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, placed.order.id, "changed_mind")
    await jobs.drain(db)
    assert await state(db, placed) is State.VOIDED
    assert await charges(db) == [("saved", 0, 0)]
    async with db.reading() as read:
        assert await read.value("select count(*) from payments.payment where method is not null") == 0
        assert await read.value("select count(*) from payments.method") == 0


async def test_a_card_that_is_declined_saves_nothing(db: Database) -> None:
    with pytest.raises(PaymentDeclinedNow):
        await order(db, "tok_declined")
    assert await charges(db) == [("declined", 0, 0)]


async def test_a_charge_that_is_declined_is_tried_once_more_by_itself(db: Database) -> None:
    placed = await order(db, "tok_charge_fails_once")
    await take(db, placed)
    assert (await state(db, placed), await told(db, "capture_failed")) == (State.DECLINED, 1)
    assert await take(db, placed, again=True)
    assert await state(db, placed) is State.CAPTURED
    assert await charges(db) == [("saved", 0, 0), ("declined", 0, 0), ("captured", TOTAL, 0)]
    async with db.writing() as tx:
        await orders.release(tx, SYSTEM, placed.order.id)


async def test_and_not_a_third_time(db: Database) -> None:
    placed = await order(db, "tok_charge_fails")
    await take(db, placed)
    assert await take(db, placed, again=True)
    assert not await take(db, placed, again=True)
    assert await charges(db) == [("saved", 0, 0), ("declined", 0, 0), ("declined", 0, 0)]
    async with db.writing() as tx:
        again = await payments.pay_again(tx, placed.order.id, "sandbox", "tok_ok")
    await payments.authorize(db, again, RETURN)
    await jobs.drain(db)
    assert await state(db, placed) is State.CAPTURED


async def test_an_amount_set_aside_with_nothing_saved_is_not_tried_again(db: Database) -> None:
    placed = await order(db, "tok_capture_fails", when="now")
    await take(db, placed)
    assert await state(db, placed) is State.FAILED
    assert not await take(db, placed, again=True)


async def test_no_answer_to_a_charge_is_asked_about_until_it_is_known(db: Database) -> None:
    placed = await order(db, "tok_charge_timeout")
    await take(db, placed)
    assert await state(db, placed) is State.UNKNOWN
    assert await take(db, placed)
    clock.set_offset(timedelta(seconds=10))
    async with db.writing() as tx:
        await jobs.enqueue(tx, "payments.ask")
    await jobs.drain(db)
    assert await state(db, placed) is State.CAPTURED
    assert await charges(db) == [("saved", 0, 0), ("captured", TOTAL, 0)]


async def test_a_charge_that_was_never_made_since_the_worker_died_is_made_with_the_same_key(db: Database) -> None:
    placed = await order(db)
    async with db.writing() as tx:
        await payments.take(tx, placed.order.id)
        await tx.run("delete from base.job where kind = 'payments.charge'")
        payment = await payments.of_order(tx, placed.order.id)
    assert payment is not None
    await payments.look_up(db, payment.id)
    await jobs.drain(db)
    assert await state(db, placed) is State.CAPTURED
    assert await charges(db) == [("saved", 0, 0), ("captured", TOTAL, 0)]


async def test_a_capture_without_an_answer_is_sent_again_with_its_key(db: Database) -> None:
    placed = await order(db, "tok_capture_timeout", when="now")
    with pytest.raises(ProviderTimeout):
        await take(db, placed)
    assert await state(db, placed) is State.CAPTURING
    async with db.reading() as read:
        payment = await payments.of_order(read, placed.order.id)
    assert payment is not None
    await capturing.capture(db, payment.id, held=True)
    assert await state(db, placed) is State.CAPTURED
    assert await charges(db) == [("captured", TOTAL, 0)]


async def test_a_provider_that_takes_all_or_nothing_has_the_difference_given_back(db: Database) -> None:
    placed = await order(db, "tok_only_in_full", when="now")
    async with db.writing() as tx:
        back = await orders.change_line(tx, SYSTEM, placed.order.id, placed.order.lines[0].id, None, Money(2000, "EUR"))
        await payments.refund(tx, SYSTEM, placed.order.id, back, "cheaper")
    await take(db, placed)
    assert await charges(db) == [("captured", TOTAL, 490)]
    async with db.reading() as read:
        assert await read.value("select (captured, refunded, refunding) = (2880, 490, 0) from payments.payment")


async def test_money_that_comes_after_the_order_ended_goes_back_and_the_desk_is_told(db: Database, webhooks: Webhooks) -> None:
    placed = await order(db, "tok_taken_late", when="now")
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, placed.order.id, "given_up")
    clock.set_offset(timedelta(minutes=11))
    await jobs.drain(db)
    headers, body = webhooks.sent[-1]
    assert await payments.receive_webhook(db, "sandbox", headers, body)
    assert not await payments.receive_webhook(db, "sandbox", headers, body)
    await jobs.drain(db)
    assert await charges(db) == [("captured", TOTAL, TOTAL)]
    assert await told(db, "paid_too_late") == 1
