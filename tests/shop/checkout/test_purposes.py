"""Carts for one purpose: held orders, their holder's say, and money that is taken when the holder asks for it."""

from typing import Any

import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.base.refusals import Conflict
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop import carts, checkout, orders, payments, pricing
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import Holder, Order, State, holding
from stoa.shop.payments import actions
from stoa.shop.payments.model import NotOwed, PaymentDeclinedNow, PaysLater
from stoa.shop.payments.model import State as PaymentState
from stoa.shop.pricing.model import Kind, NewOffer, Scope
from tests.shop.checkout.makers import RETURN, Shop, a_buyer, make_shop

pytestmark = pytest.mark.anyio


class Full(Conflict):
    """No more of these."""


class Recorder:
    """Holds orders for a test, and writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.full = False

    async def begin(self, _tx: Any, _actor: Visitor, order: Order) -> None:
        if self.full:
            raise Full
        self.told.append(f"begin {order.state} {order.purpose}")

    async def placed(self, _tx: Any, _actor: Visitor, order: Order) -> None:
        self.told.append(f"placed {order.state}")

    async def gone(self, _tx: Any, _actor: Visitor, order: Order) -> None:
        self.told.append(f"gone {order.state}")


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    found = Recorder()
    monkeypatch.setattr(holding, "_holders", {})
    holding.holder("trial", Holder(begin=found.begin, placed=found.placed, gone=found.gone))
    return found


async def order_for_purpose(db: Database, shop: Shop, token: str = "tok_ok", provider: str = "sandbox") -> Placed:
    async with db.writing() as tx:
        cart = await carts.make(tx, "eu", "en", purpose="trial:1", audience="group:1")
        await carts.add(tx, cart, shop.variant, 1)
    return await checkout.place(db, GUEST, cart, a_buyer(token, provider=provider), RETURN)


async def shop_with_offer(db: Database) -> Shop:
    async with db.writing() as tx:
        shop = await make_shop(tx, price=2500)
        offer = NewOffer(
            reason={"en": "Together"}, kind=Kind.PERCENT, value=200_000, scope=Scope.PRODUCT, target=shop.product.id, audience="group:1"
        )
        await pricing.publish_offer(tx, SYSTEM, offer)
    return shop


async def test_its_order_is_held_at_its_own_price_and_taken_when_asked(db: Database, recorder: Recorder) -> None:
    shop = await shop_with_offer(db)
    placed = await order_for_purpose(db, shop)
    assert recorder.told == ["begin pending trial:1", "placed pending"]
    assert (placed.order.state, placed.order.hold_reason, placed.order.subtotal.amount) == (State.HELD, "trial:1", 2000)
    await jobs.drain(db)
    order, line = placed.order, placed.order.lines[0]
    async with db.writing() as tx:
        paid = await payments.of_order(tx, order.id)
        assert paid is not None
        assert (paid.state, paid.captured) == (PaymentState.AUTHORIZED, 0)
        back = await orders.change_line(tx, SYSTEM, order.id, line.id, None, Money(1750, "EUR"))
        await payments.refund(tx, SYSTEM, order.id, back, "group")
        assert await payments.take(tx, order.id)
    await jobs.drain(db)
    async with db.writing() as tx:
        paid = await payments.of_order(tx, order.id)
        assert paid is not None
        assert (paid.state, paid.captured, paid.amount) == (PaymentState.CAPTURED, 1750 + 390, 2000 + 390)
        await orders.release(tx, SYSTEM, order.id)
    await jobs.drain(db)
    async with db.reading() as read:
        assert (await orders.get(read, order.id)).state == State.OPEN


async def test_its_holder_may_refuse_it_and_nobody_is_charged(db: Database, recorder: Recorder) -> None:
    shop = await shop_with_offer(db)
    recorder.full = True
    with pytest.raises(Full):
        await order_for_purpose(db, shop)
    async with db.reading() as read:
        assert await read.value("select (select count(*) from orders.order) + (select count(*) from payments.payment)") == 0


async def test_a_declined_payment_tells_the_holder_and_gives_that_cart_back(db: Database, recorder: Recorder) -> None:
    shop = await shop_with_offer(db)
    with pytest.raises(PaymentDeclinedNow):
        await order_for_purpose(db, shop, "tok_declined")
    assert recorder.told == ["begin pending trial:1", "gone pending"]
    async with db.reading() as read:
        token = await read.value("select token from carts.cart where purpose is not null and order_id is null")
        assert await carts.current(read, token, GUEST) is None
        found = await carts.current(read, None, GUEST, purpose=token)
        assert found is not None


async def test_transfers_are_not_taken_for_a_purpose(db: Database, recorder: Recorder) -> None:
    shop = await shop_with_offer(db)
    with pytest.raises(PaysLater):
        await order_for_purpose(db, shop, "", "bank_transfer")
    assert recorder.told == []


async def test_a_capture_that_fails_leaves_the_order_held_to_be_paid_another_way(db: Database, recorder: Recorder) -> None:
    shop = await shop_with_offer(db)
    placed = await order_for_purpose(db, shop, "tok_capture_fails")
    async with db.writing() as tx:
        await payments.take(tx, placed.order.id)
    await jobs.drain(db)
    async with db.writing() as tx:
        assert (await orders.get(tx, placed.order.id)).state == State.HELD
        declined = await payments.pay_again(tx, placed.order.id, "sandbox", "tok_declined")
        with pytest.raises(NotOwed):
            await payments.pay_again(tx, placed.order.id, "sandbox", "tok_ok")
    await payments.authorize(db, declined, RETURN)
    async with db.writing() as tx:
        assert (await orders.get(tx, placed.order.id)).state == State.HELD
        again = await payments.pay_again(tx, placed.order.id, "sandbox", "tok_ok")
    await payments.authorize(db, again, RETURN)
    await jobs.drain(db)
    async with db.reading() as read:
        paid = await payments.of_order(read, placed.order.id)
        assert paid is not None
        assert (paid.state, paid.captured) == (PaymentState.CAPTURED, 2390)
        assert await read.value("select sum(captured) from payments.payment") == 2390


async def test_another_try_for_an_order_that_ended_meanwhile_is_let_go(db: Database, recorder: Recorder) -> None:
    shop = await shop_with_offer(db)
    placed = await order_for_purpose(db, shop, "tok_capture_fails")
    async with db.writing() as tx:
        await payments.take(tx, placed.order.id)
    await jobs.drain(db)
    async with db.writing() as tx:
        again = await payments.pay_again(tx, placed.order.id, "sandbox", "tok_ok")
        await orders.cancel(tx, SYSTEM, placed.order.id, "group", by_staff=True)
    assert recorder.told[-1] == "gone held"
    await actions.authorize(db, again, RETURN)
    await jobs.drain(db)
    async with db.reading() as read:
        assert await read.value("select state from payments.payment where id = $1", again) == "voided"


async def test_the_usual_cart_is_left_alone(db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
        usual = await carts.make(tx, "eu", "en")
        await carts.add(tx, usual, shop.variant, 2)
        own = await carts.make(tx, "eu", "en", purpose="trial:1")
        assert own.id != usual.id
        found = await carts.current(tx, usual.token, GUEST)
        assert found is not None
        assert found.id == usual.id
