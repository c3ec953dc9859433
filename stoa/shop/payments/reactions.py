"""What payments does when it hears of others."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.events import reaction, reaction_to_many
from stoa.people.sessions.model import SYSTEM
from stoa.shop.billing.model import Position
from stoa.shop.orders.model import OrderCancelled, OrderId, OrderReleased
from stoa.shop.payments import actions, forgetting, giving_back, store


@reaction(OrderCancelled)
async def give_back_what_was_cancelled(tx: Writing, event: OrderCancelled) -> None:
    order_id = OrderId(event.about)
    positions = [Position(one.line_id, one.quantity, one.amount) for one in event.lines]
    way = event.refund.amount - sum(one.amount for one in positions)
    if event.whole and way:
        positions.append(Position(None, 0, way))
    if event.whole:
        await forgetting.of_order(tx, order_id)
    if await store.of_order(tx, order_id) is not None:
        await giving_back.refund(tx, SYSTEM, order_id, event.refund, event.reason, positions, corrects=event.agreed)
    elif await store.parts(tx, order_id):
        # What several pay may come to less than the order, which was never whole then.
        if event.whole:
            await giving_back.give_up_parts(tx, order_id, event.reason, positions if event.agreed else None)
        else:
            await giving_back.refund(tx, SYSTEM, order_id, event.refund, event.reason, positions, corrects=event.agreed)


@reaction_to_many(OrderReleased)
async def capture_what_was_held(tx: Writing, happened: Sequence[OrderReleased]) -> None:
    for payment in await store.of_orders(tx, [OrderId(event.about) for event in happened]):
        await actions.capture_later(tx, payment)
