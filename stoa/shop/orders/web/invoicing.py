"""The invoice of an order, made to be printed and filed: who sold what to whom, when, and with which taxes (UStG § 14)."""

from datetime import datetime
from typing import Any

from litestar import Request, Response

from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.people.sessions.model import Visitor
from stoa.shop import billing, orders, payments
from stoa.shop.billing.model import Invoice, Link, Seller
from stoa.shop.orders.model import Order
from stoa.shop.orders.web.api import order_id_of
from stoa.shop.payments.model import Payment


class InvoicePage(Page, template="orders/invoice.html"):
    """`issued`: it stays as it is; until then it says what would be invoiced now."""

    order: Order
    payment: Payment | None
    invoice: Invoice
    issued: bool
    seller: Seller
    supplied_at: datetime | None
    corrections: list[Link]
    given_back: Money | None
    tell: bool


def supplied_at(order: Order) -> datetime | None:
    """Return when the last of it left the house; None while something is still to be sent, and where nothing ever will be."""
    if any(line.left for line in order.lines) or not any(line.shipped for line in order.lines):
        return None
    return max((entry.at for entry in order.entries if entry.kind == "shipped"), default=order.placed_at)


@page("/orders/{order_id:str}/invoice", may="anyone")
async def invoice(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, order_id: str, key: str = ""
) -> Response[str]:
    """The invoice; the staff is told what its seller lacks."""
    order = await orders.find(read, order_id_of(order_id), visitor, key)
    payment = await payments.of_order(read, order.id)
    back = payment.refunded + payment.refunding if payment else 0
    found = await billing.invoice(read, order.id)
    said = found or billing.provisional(order)
    seller = billing.seller_on(said)
    content = InvoicePage(
        order=order,
        payment=payment,
        invoice=said,
        issued=found is not None or order.replacement or not order.total,
        seller=seller,
        supplied_at=supplied_at(order),
        corrections=[one.link(order, key) for one in await billing.corrections(read, order.id)],
        given_back=payment.money(back) if payment and back else None,
        tell=not seller.whole and "orders.read" in visitor.permissions,
        frame=await framed(read, visit),
    )
    return show(
        request,
        content,
        title=say(request, "orders-invoice" if content.issued else "orders-invoice-before", number=str(order.number)),
        robots="noindex",
    )


HANDLERS = [invoice]
