"""An order's page, and the list of a member's own."""

from typing import Any

from litestar import Request, Response

from stoa.base.database import Reading
from stoa.base.http.beside import Beside, Place
from stoa.base.http.pages import Page, framed, partials, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.base.paging import Slice
from stoa.people.sessions.model import Visitor
from stoa.shop import billing, orders, payments, returns, shipping
from stoa.shop.billing.model import Link
from stoa.shop.orders import queries
from stoa.shop.orders.model import Entry, Order, Summary
from stoa.shop.orders.web import views
from stoa.shop.orders.web.api import order_id_of
from stoa.shop.payments.model import Payment, Refund
from stoa.shop.returns.model import Possible
from stoa.shop.shipping.model import Shipment

BESIDE = Place("order")
"""Where rooms above say what an order is part of."""


class OrderPage(Page, template="orders/order.html"):
    order: Order
    payment: Payment | None
    refunds: list[Refund]
    corrections: list[Link]
    shipments: list[Shipment]
    steps: list[views.Step]
    told: list[Entry]
    possible: Possible
    key: str
    beside: Beside


class OwnOrdersPage(Page, template="orders/own.html"):
    orders: Slice[Summary]


@page("/orders/{order_id:str}", may="anyone")
async def show_order(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    order_id: str,
    key: str = "",
) -> Response[str]:
    order = await orders.find(read, order_id_of(order_id), visitor, key)
    payment = await payments.of_order(read, order.id)
    content = OrderPage(
        order=order,
        payment=payment,
        refunds=await payments.refunds(read, [order.id]),
        corrections=[one.link(order, key) for one in await billing.corrections(read, order.id)],
        shipments=shipping.masked(order, (await shipping.shipments(read, [order.id])).get(order.id, [])),
        steps=views.way(order, payment),
        told=views.told(order),
        possible=await returns.possible(read, order),
        key=key,
        beside=await BESIDE.load(
            read, visit, partials(request), member=visitor.person is not None, order=order.id, language=visit.language.code, now=read.now
        ),
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "order-number", number=str(order.number)), robots="noindex")


@page("/account/orders", may="member")
async def own(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, cursor: str | None = None) -> Response[str]:
    found: Slice[Summary] = await queries.of_person(read, visitor.person, cursor) if visitor.person is not None else Slice([])
    return show(request, OwnOrdersPage(orders=found, frame=await framed(read, visit)), title=say(request, "orders-own"), robots="noindex")


HANDLERS = [show_order, own]
