"""The verbs of billing: an invoice is issued once, what is given back corrects it."""

from collections.abc import Sequence
from uuid import UUID

from stoa.base.database import Writing
from stoa.shop.billing import rules, store
from stoa.shop.billing.model import Correction, Position
from stoa.shop.billing.selling import seller
from stoa.shop.orders.model import Order, OrderId


async def issue(tx: Writing, order: Order) -> None:
    """Issue the invoice of an order that is agreed for good; told twice, it is issued once. What costs nothing has none."""
    bill = rules.bill(order, seller.current())
    if order.replacement or not bill.total:
        return
    own = order.billing_address
    buyer = own or (order.shipping_address if order.hidden_as is None else None)
    await store.insert_invoice(tx, order, buyer, shipping=own is None and buyer is not None, bill=bill)


async def correct(
    tx: Writing, order_id: OrderId, amount: int, wanted: Sequence[Position], reason: str, *, refund: UUID | None = None
) -> Correction | None:
    """Take an amount back of an order's invoice (minor units, tax included), for a refund once; return the correction.

    None for an order that was not invoiced, and where nothing is left to correct. Its order is locked before.
    """
    invoice = await store.lock_invoice(tx, order_id)
    known = await store.of_refund(tx, refund) if refund is not None else None
    if invoice is None or known is not None:
        return known
    decided = rules.correct(invoice.bill, await store.corrections(tx, order_id), amount, wanted)
    if decided is None:
        return None
    entries, taxes = decided
    made = Correction(
        id=store.new_id(),
        number=await store.next_number(tx),
        order_id=order_id,
        refund_id=refund,
        at=tx.now,
        reason=reason,
        amount=sum(one.gross.amount for one in entries),
        currency=invoice.bill.currency,
        entries=entries,
        taxes=taxes,
    )
    await store.insert_correction(tx, made)
    return made
