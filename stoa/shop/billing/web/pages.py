"""A correction of an invoice, made to be printed and filed: what it corrects, and what of it, with which taxes (Directive 2006/112/EC, Art. 219; UStDV § 31 (5))."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import billing, orders
from stoa.shop.billing.model import Correction, Entry, Invoice, NoSuchCorrection, Seller, numbered
from stoa.shop.orders.model import NoSuchOrder, Order, OrderId
from stoa.shop.pricing.model.taxes import TaxLine


class CorrectionPage(Page, template="billing/correction.html"):
    order: Order
    invoice: Invoice
    correction: Correction
    rows: list[Entry]
    taxes: list[TaxLine]
    seller: Seller
    key: str


@page("/orders/{order_id:str}/corrections/{number:str}", may="anyone")
async def correction(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, order_id: str, number: str, key: str = ""
) -> Response[str]:
    """A correction, for whoever may see its order."""
    try:
        wanted = OrderId(ids.parse("ord", order_id))
    except ids.UnknownId:
        raise NoSuchOrder from None
    order = await orders.find(read, wanted, visitor, key)
    invoice = await billing.invoice(read, order.id)
    if invoice is None:
        raise NoSuchCorrection
    found = numbered(await billing.corrections(read, order.id), number)
    content = CorrectionPage(
        order=order,
        invoice=invoice,
        correction=found,
        rows=found.rows(),
        taxes=[one for one in found.taxes if one.base or one.amount],
        seller=billing.seller_on(invoice),
        key=key,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "billing-correction", number=found.shown_number), robots="noindex")


HANDLERS = [correction]
