"""What pages read of payments."""

from collections.abc import Sequence

from stoa.base.database import Reading
from stoa.people.sessions.model import PersonId
from stoa.shop.orders.model import OrderId
from stoa.shop.payments import refund_store, store
from stoa.shop.payments.model import Method, Payment, Refund


async def of_order(read: Reading, order_id: OrderId) -> Payment | None:
    """Return the order's payment; None where there is none, or several (`parts`)."""
    return await store.of_order(read, order_id)


async def parts(read: Reading, order_id: OrderId) -> list[Payment]:
    """Return the payments of an order that several pay together."""
    return await store.parts(read, order_id)


async def of_orders(read: Reading, order_ids: Sequence[OrderId]) -> dict[OrderId, Payment]:
    """Return the payments of these orders."""
    return {one.order_id: one for one in await store.of_orders(read, order_ids)}


async def refunds(read: Reading, order_ids: Sequence[OrderId] | None) -> list[Refund]:
    """Return what was and is being given back of these orders; None: all that failed and is still owed."""
    return await (refund_store.of_orders(read, order_ids) if order_ids is not None else refund_store.owed(read))


async def methods(read: Reading, person: PersonId) -> list[Method]:
    """Return a person's saved ways to pay, the latest first."""
    return await store.methods(read, person)
