"""What pages and other rooms read of billing."""

from uuid import UUID

from stoa.base.database import Reading
from stoa.shop.billing import rules, store
from stoa.shop.billing.model import Correction, Invoice, Seller
from stoa.shop.billing.selling import seller
from stoa.shop.orders.model import Order, OrderId


async def invoice(read: Reading, order_id: OrderId) -> Invoice | None:
    """Return an order's invoice as it was issued; None for an order that is not invoiced yet, or never will be."""
    return await store.invoice(read, order_id)


async def corrections(read: Reading, order_id: OrderId) -> list[Correction]:
    """Return what corrects an order's invoice, the first first."""
    return await store.corrections(read, order_id)


async def correction(read: Reading, refund: UUID) -> Correction | None:
    """Return the correction that was issued for a refund."""
    return await store.of_refund(read, refund)


def provisional(order: Order) -> Invoice:
    """Return what an order's invoice would say now."""
    buyer = order.billing_address or (order.shipping_address if order.hidden_as is None else None)
    at = order.placed_at or order.made_at
    return Invoice(order_id=order.id, number=order.number, at=at, buyer=buyer, bill=rules.bill(order, seller.current()))


def seller_on(found: Invoice) -> Seller:
    """Return who sold: as they were called then, or as they are now where the shop had not said it yet."""
    return found.bill.seller if found.bill.seller.whole else seller.current()
