"""The invoice of an order, made to be printed and filed: who sold what to whom, when, and with which taxes (UStG § 14)."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base.database import Reading
from stoa.base.http.pages import Kit, Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop import orders, payments
from stoa.shop.orders.model import Order
from stoa.shop.orders.web.api import order_id_of
from stoa.shop.payments.model import Payment


class Seller(msgspec.Struct, frozen=True):
    """Who sells: name and address, line by line, and the number they are known to the tax office by."""

    lines: list[str]
    tax_number: str

    @property
    def whole(self) -> bool:
        """Return whether an invoice says of them what it must."""
        return len(self.lines) > 1 and bool(self.tax_number)


class InvoicePage(Page, template="orders/invoice.html"):
    order: Order
    payment: Payment | None
    seller: Seller
    buyer: Address | None
    supplied_at: datetime | None
    net: Money
    given_back: Money | None
    tell: bool


def seller_of(settings: Any) -> Seller:
    """Return who sells, as the shop was started: the parts of STOA_SELLER, or its name alone."""
    lines = [line for part in settings.seller.split(";") if (line := part.strip())]
    return Seller(lines or [settings.shop_name], settings.tax_number.strip())


def supplied_at(order: Order) -> datetime | None:
    """Return when the last of it left the house; None while something is still to be sent, and where nothing ever will be."""
    if any(line.left for line in order.lines) or not any(line.shipped for line in order.lines):
        return None
    return max((entry.at for entry in order.entries if entry.kind == "shipped"), default=order.placed_at)


def buyer_of(order: Order) -> Address | None:
    """Return whom the invoice is for: the address it was asked for, or where it goes, unless that is somebody else's."""
    return order.billing_address or (order.shipping_address if order.hidden_as is None else None)


@page("/orders/{order_id:str}/invoice", may="anyone")
async def invoice(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, kit: Kit, order_id: str, key: str = ""
) -> Response[str]:
    """The invoice; the staff is told what its seller lacks."""
    order = await orders.find(read, order_id_of(order_id), visitor, key)
    payment = await payments.of_order(read, order.id)
    seller = seller_of(kit.settings)
    back = payment.refunded + payment.refunding if payment else 0
    content = InvoicePage(
        order=order,
        payment=payment,
        seller=seller,
        buyer=buyer_of(order),
        supplied_at=supplied_at(order),
        net=order.total - order.tax,
        given_back=payment.money(back) if payment and back else None,
        tell=not seller.whole and "orders.read" in visitor.permissions,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "orders-invoice", number=str(order.number)), robots="noindex")


HANDLERS = [invoice]
