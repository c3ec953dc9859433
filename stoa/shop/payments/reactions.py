"""What payments does when it hears of others."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.people.sessions.model import SYSTEM
from stoa.shop.orders.model import OrderCancelled, OrderId, OrderReleased
from stoa.shop.payments import actions, store


@reaction(OrderCancelled)
async def give_back_what_was_cancelled(tx: Writing, event: OrderCancelled) -> None:
    if await store.of_order(tx, OrderId(event.about)) is not None:
        await actions.refund(tx, SYSTEM, OrderId(event.about), event.refund, event.reason)


@reaction(OrderReleased)
async def capture_what_was_held(tx: Writing, event: OrderReleased) -> None:
    payment = await store.of_order(tx, OrderId(event.about))
    if payment is not None:
        await actions.capture_later(tx, payment)
