"""Orders by API: one's own, and all of them for the staff."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from litestar import Request
from litestar.params import QueryParameter

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import get, post
from stoa.base.money import Money
from stoa.people import audit
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop import billing, orders, payments
from stoa.shop.billing.model import Link
from stoa.shop.orders import queries
from stoa.shop.orders.model import InGroup, NoSuchOrder, Order, OrderId, State, Summary, group_of


class LineOut(msgspec.Struct, kw_only=True):
    """A line of an order, and how many of it were cancelled, sent, have arrived and came back."""

    id: str
    variant_id: str
    product: str
    title: str
    choices: list[str]
    sku: str | None
    quantity: int
    cancelled: int
    shipped: int
    delivered: int
    returned: int
    unit_price: Money
    net: Money
    tax: Money
    total: Money


class CreditNoteOut(msgspec.Struct, kw_only=True):
    """What corrects the order's invoice; `link` is the address of its page, with the order's key where that was shown."""

    number: str
    date: datetime
    amount: Money
    link: str


class OrderOut(msgspec.Struct, kw_only=True):
    """An order. `link` is the address of its page for whoever has it.

    `subtotal` and `shipping` are as the market shows prices: with tax, or without where it is added; then `total` is both and `tax`.
    """

    id: str
    number: int
    state: State
    email: str
    market: str
    currency: str
    lines: list[LineOut]
    subtotal: Money
    shipping: Money
    tax: Money
    total: Money
    cancelled: Money
    """What of the total was cancelled since, and is not to be paid."""
    shipping_address: Address | None
    shipping_option: str | None
    arrives_by: date | None
    payment_state: str
    challenge_url: str | None
    created_at: datetime
    placed_at: datetime | None
    key: str | None = None
    link: str | None = None
    group: InGroup | None = None
    """Where it was made with others: with whom, and its place among them."""
    credit_notes: list[CreditNoteOut] = []


class SummaryOut(msgspec.Struct, kw_only=True):
    """An order as a row of a list."""

    id: str
    number: int
    state: State
    email: str
    name: str
    total: Money
    pieces: int
    created_at: datetime


class OrderList(msgspec.Struct, kw_only=True):
    items: list[SummaryOut]
    next_cursor: str | None
    has_more: bool


class NoteIn(msgspec.Struct, kw_only=True):
    """A note in the order's timeline; the shopper sees it if `visible`."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
    visible: bool = False


def written(
    order: Order,
    *,
    payment_state: str,
    challenge_url: str | None = None,
    key: str | None = None,
    group: InGroup | None = None,
    corrections: Sequence[Link] = (),
) -> OrderOut:
    """Return an order as the API writes it; with its key only for whoever has just made it."""
    lines = [
        LineOut(
            id=ids.show("lin", line.id),
            variant_id=ids.show("var", line.variant_id),
            product=line.handle,
            title=line.title,
            choices=line.choices,
            sku=line.sku,
            quantity=line.quantity,
            cancelled=line.cancelled,
            shipped=line.shipped,
            delivered=line.delivered,
            returned=line.returned,
            unit_price=line.unit,
            net=line.net,
            tax=line.tax,
            total=line.gross,
        )
        for line in order.lines
    ]
    return OrderOut(
        id=order.shown_id,
        number=order.number,
        state=order.state,
        email=order.email,
        market=order.market,
        currency=order.currency,
        lines=lines,
        subtotal=order.subtotal,
        shipping=order.shipping_shown,
        tax=order.tax,
        total=order.total,
        cancelled=order.cancelled,
        shipping_address=order.shipping_address,
        shipping_option=order.delivery.code if order.delivery else None,
        arrives_by=order.delivery.arrives_by if order.delivery else None,
        payment_state=payment_state,
        challenge_url=challenge_url,
        created_at=order.made_at,
        placed_at=order.placed_at,
        key=key,
        link=order.path if key else None,
        group=group,
        credit_notes=[CreditNoteOut(number=one.number, date=one.at, amount=one.amount, link=one.href) for one in corrections],
    )


async def answer(read: Reading, order: Order, key: str | None = None) -> OrderOut:
    """Return an order with how its payment stands, and what corrects its invoice."""
    payment = await payments.of_order(read, order.id)
    links = [one.link(order, key or "") for one in await billing.corrections(read, order.id)]
    return written(order, payment_state=payment.state.value if payment else "none", group=await group_of(read, order), corrections=links)


def order_id_of(text: str) -> OrderId:
    """Return the id. Raises NoSuchOrder, as for one that is somebody else's."""
    try:
        return OrderId(ids.parse("ord", text))
    except ids.UnknownId:
        raise NoSuchOrder from None


def key_of(request: Request[Any, Any, Any]) -> str | None:
    """Return the key that a program shows for a guest's order: `?key=` or the header `Order-Key`."""
    return request.headers.get("order-key") or request.query_params.get("key")


@get("/api/orders/{order_id:str}", may="anyone", tags=["Orders"], summary="See an order", refuses=(NoSuchOrder,))
async def see(
    read: Reading,
    visitor: Visitor,
    request: Request[Any, Any, Any],
    order_id: str,
    key: Annotated[str | None, QueryParameter(name="key", description="The order's key, from its link, for guests.")] = None,
) -> OrderOut:
    shown = key or key_of(request)
    return await answer(read, await orders.find(read, order_id_of(order_id), visitor, shown), shown)


@get("/api/orders", may="member", tags=["Orders"], summary="List one's own orders")
async def own(read: Reading, visitor: Visitor, cursor: str | None = None, limit: int | None = None) -> OrderList:
    if visitor.person is None:
        return OrderList(items=[], next_cursor=None, has_more=False)
    found = await queries.of_person(read, visitor.person, cursor, paging.limit(limit))
    return _list(found.items, found.next_cursor)


@get("/api/admin/orders", may="orders.read", tags=["Admin: orders"], summary="List all orders")
async def everything(
    read: Reading,
    state_: Annotated[State | None, QueryParameter(name="state")] = None,
    search: Annotated[str, QueryParameter(name="query")] = "",
    cursor: str | None = None,
    limit: int | None = None,
) -> OrderList:
    found = await orders.reports.listed(read, states=[state_] if state_ else None, query=search, cursor=cursor, limit=paging.limit(limit))
    return _list(found.items, found.next_cursor)


@get("/api/admin/orders/{order_id:str}", may="orders.read", tags=["Admin: orders"], summary="See any order")
async def see_any(read: Reading, order_id: str) -> OrderOut:
    return await answer(read, await orders.get(read, order_id_of(order_id)))


@post("/api/admin/orders/{order_id:str}/notes", may="orders.change", tags=["Admin: orders"], summary="Write into an order's timeline")
async def note(tx: Writing, visitor: Visitor, order_id: str, data: NoteIn) -> OrderOut:
    order = await orders.get(tx, order_id_of(order_id))
    await orders.note(tx, visitor, order.id, "note", {"text": data.text}, visible=data.visible)
    await audit.note(tx, visitor, "orders.note", order.id, {"number": order.number})
    return await answer(tx, order)


def _list(items: list[Summary], cursor: str | None) -> OrderList:
    rows = [
        SummaryOut(
            id=ids.show("ord", one.id),
            number=one.number,
            state=one.state,
            email=one.email,
            name=one.name,
            total=one.total,
            pieces=one.pieces,
            created_at=one.made_at,
        )
        for one in items
    ]
    return OrderList(items=rows, next_cursor=cursor, has_more=cursor is not None)


HANDLERS = [see, own, everything, see_any, note]
