"""What checkout does when it hears of others: carts are given back, and the shopper is told about their own order."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.outside import mail
from stoa.shop import billing, carts, orders, payments, pricing
from stoa.shop.orders.model import OrderCancelled, OrderId, OrderPlaced, told_by_holder
from stoa.shop.payments.model import PaymentDeclined, RefundCameBack, RefundMade


@reaction(PaymentDeclined)
async def give_the_cart_back(tx: Writing, event: PaymentDeclined) -> None:
    """A payment that is declined later, by a webhook, gives the cart back too."""
    await pricing.vouchers.give_back(tx, event.about)
    await carts.reopen(tx, event.about)


@reaction(OrderPlaced)
async def confirm_by_mail(tx: Writing, event: OrderPlaced) -> None:
    order = await orders.get(tx, OrderId(event.about))
    if await told_by_holder(tx, order, "placed"):
        return
    facts = {"order": order, "number": str(order.number)}
    await mail.post(tx, order.email, "checkout/placed", order.language, facts, f"placed:{order.id}", action=order.path)


@reaction(OrderCancelled)
async def tell_of_cancellation(tx: Writing, event: OrderCancelled) -> None:
    """Tell the shopper, unless the order was never agreed: then the page has told them already."""
    order = await orders.get(tx, OrderId(event.about))
    if order.placed_at is None or (event.whole and await told_by_holder(tx, order, "cancelled")):
        return
    payment = await payments.of_order(tx, order.id)
    taken = payment is None or payment.captured > 0  # what several pay is paid before it is an order
    cancelled = sum(line.cancelled for line in order.lines)
    facts = {
        "order": order,
        "number": str(order.number),
        "pieces": sum(one.quantity for one in event.lines),
        "amount": event.refund,
        "taken": "yes" if taken else "no",
        "whole": "yes" if event.whole else "no",
        "waits": any(line.left for line in order.lines if line.ships),
    }
    await mail.post(tx, order.email, "checkout/cancelled", order.language, facts, f"cancelled:{order.id}:{cancelled}", action=order.path)


@reaction(OrderCancelled)
async def give_its_codes_back(tx: Writing, event: OrderCancelled) -> None:
    """An order that is cancelled before its money was taken has used no voucher code."""
    payment = await payments.of_order(tx, OrderId(event.about))
    if event.whole and (payment is None or not payment.captured):
        await pricing.vouchers.give_back(tx, event.about)


@reaction(RefundMade)
async def tell_of_refund(tx: Writing, event: RefundMade) -> None:
    order = await orders.get(tx, OrderId(event.about))
    found = await billing.correction(tx, event.refund)
    note = found.link(order, order.key) if found is not None else None
    again = f":{event.came_back}" if event.came_back else ""
    facts = {"order": order, "number": str(order.number), "amount": event.amount, "note": note, "again": "yes" if again else "no"}
    await mail.post(tx, order.email, "checkout/refunded", order.language, facts, f"refunded:{event.refund}{again}", action=order.path)


@reaction(RefundCameBack)
async def tell_that_a_refund_came_back(tx: Writing, event: RefundCameBack) -> None:
    order = await orders.get(tx, OrderId(event.about))
    facts = {"order": order, "number": str(order.number), "amount": event.amount}
    key = f"refund-back:{event.refund}:{event.came_back}"
    await mail.post(tx, order.email, "checkout/refund_back", order.language, facts, key, action=order.path)
