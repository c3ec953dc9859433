"""What payments does when an order is held, released, or given up."""

from stoa.base import jobs
from stoa.base.database import Database
from stoa.outside import payments as providers
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import checkout, orders, payments
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import OrderReleased
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments import reactions
from stoa.shop.payments.model import State
from tests.shop.checkout.makers import RETURN, a_buyer, make_cart, make_shop


async def hold(db: Database) -> Placed:
    """Place an order that waits, its money only set aside."""
    async with db.writing() as tx:
        shop = await make_shop(tx)
        cart = await make_cart(tx, shop.variant)
    placed = await checkout.place(db, GUEST, cart, a_buyer(), RETURN, hold_reason="team")
    await jobs.drain(db)
    return placed


async def charged(db: Database) -> list[tuple[int, int, int]]:
    async with db.reading() as read:
        return [(one.amount, one.captured, one.refunded) for one in await providers.charges(read)]


async def test_money_that_was_set_aside_is_taken_once_when_the_order_is_released(db: Database) -> None:
    placed = await hold(db)
    assert placed.order.state is OrderState.HELD
    assert await charged(db) == [(2880, 0, 0)]
    async with db.writing() as tx:
        await orders.release(tx, SYSTEM, placed.order.id)
    await jobs.drain(db)
    assert await charged(db) == [(2880, 2880, 0)]
    async with db.writing() as tx:
        for _ in range(2):
            await reactions.capture_what_was_held(tx, [OrderReleased(about=placed.order.id, reason="team")])
        assert await tx.value("select count(*) from base.job where kind = 'payments.capture'") == 0
    await jobs.drain(db)
    async with db.reading() as read:
        payment = await payments.of_order(read, placed.order.id)
        assert payment is not None
        assert (payment.state, payment.captured) == (State.CAPTURED, 2880)
        assert await read.value("select count(*) from base.event where kind = 'payments.PaymentCaptured'") == 1
    assert await charged(db) == [(2880, 2880, 0)]


async def test_heard_twice_before_the_money_is_taken_it_is_taken_once(db: Database) -> None:
    placed = await hold(db)
    async with db.writing() as tx:
        await orders.release(tx, SYSTEM, placed.order.id)
        for _ in range(2):
            await reactions.capture_what_was_held(tx, [OrderReleased(about=placed.order.id, reason="team")])
    await jobs.drain(db)
    assert await charged(db) == [(2880, 2880, 0)]


async def test_an_order_without_a_payment_is_left_alone(db: Database) -> None:
    placed = await hold(db)
    async with db.writing() as tx:
        await reactions.capture_what_was_held(tx, [OrderReleased(about=placed.order.cart_id or placed.order.id, reason="team")])
        assert await tx.value("select count(*) from base.job") == 0
    assert await charged(db) == [(2880, 0, 0)]
