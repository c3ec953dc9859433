"""Orders on the desk: one list, one pane, and what may be done by hand."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from litestar import Request, Response

from stoa.base import ids, locale
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, fragment, framed, go, kit, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.http.waiting import waits
from stoa.base.money import Money
from stoa.base.paging import Slice
from stoa.base.refusals import Conflict
from stoa.people import audit
from stoa.people.sessions.model import PersonId, Visitor
from stoa.shop import billing, orders, payments, shipping
from stoa.shop.billing.model import Link, meant
from stoa.shop.orders import queries
from stoa.shop.orders.model import LineId, Order, State, Summary
from stoa.shop.orders.web import views
from stoa.shop.orders.web.api import order_id_of
from stoa.shop.payments.model import OtherAmount, Payment, Refund
from stoa.shop.shipping.model import Shipment

OWED = "owed"
"""The view of orders of which something could not be given back."""
VIEWS: dict[str, list[State] | None] = {
    "open": [State.OPEN],
    "held": [State.HELD],
    "pending": [State.PENDING],
    "closed": [State.CLOSED],
    "cancelled": [State.CANCELLED],
    OWED: None,
    "all": None,
}


class DeskOrdersPage(Page, template="orders/desk.html"):
    """The list, and the order that is open beside it."""

    orders: Slice[Summary]
    view: str
    kept: str
    """What an address says of the list that is open: its view, search, day and page."""
    choices: list[str]
    query: str
    day: date | None = None
    order: Order | None = None
    payment: Payment | None = None
    refunds: list[Refund] = []
    corrections: list[Link] = []
    shipments: list[Shipment] = []
    steps: list[views.Step] = []
    cancellable: dict[LineId, int] = {}
    refundable: Money | None = None
    arriving: str = ""
    """The amount of a transfer that may come, as it is typed."""
    given_for: list[dict[str, str]] = []
    part: str = ""
    """The form that was refused; `errors` and `typed` are its own."""
    errors: dict[str, str] = {}
    typed: dict[str, str] = {}
    problem: str = ""


async def _screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    order: Order | None,
    *,
    form: Form | None = None,
    part: str = "",
    problem: str = "",
    status: int = 200,
) -> Response[str]:
    query = request.query_params
    day = views.day_of(query.get("day", ""))
    zone = ZoneInfo(kit(request).settings.time_zone)
    since = datetime.combine(day, time(), zone) if day else None
    until = datetime.combine(day + timedelta(days=1), time(), zone) if day else None
    view = query.get("view", "all" if order or day or query.get("q") else "open")
    states = VIEWS.get(view)
    listed = await orders.reports.listed(
        read,
        states=states,
        among=[one.order_id for one in await payments.refunds(read, None)] if view == OWED else None,
        query=query.get("q", "")[:100],
        since=since,
        until=until,
        cursor=query.get("cursor"),
    )
    payment = await payments.of_order(read, order.id) if order else None
    content = DeskOrdersPage(
        orders=listed,
        view=view,
        kept=urlencode({"view": view, **{name: query[name] for name in ("q", "day", "cursor", "before") if query.get(name)}}),
        choices=list(VIEWS),
        query=query.get("q", ""),
        day=day,
        order=order,
        payment=payment,
        refunds=await payments.refunds(read, [order.id]) if order else [],
        corrections=[one.link(order) for one in await billing.corrections(read, order.id)] if order else [],
        shipments=(await shipping.shipments(read, [order.id])).get(order.id, []) if order else [],
        steps=views.way(order, payment) if order else [],
        cancellable={line.id: line.left for line in order.lines if line.left} if order and order.state not in _ENDED else {},
        refundable=payment.money(payment.left) if payment else None,
        arriving=str(payment.money(payment.due or payment.amount).decimal()) if payment and payment.may_arrive else "",
        given_for=_parts(request, order) if order else [],
        part=part,
        errors=faults(request, form.errors.values()) if form else {},
        typed=form.typed if form else {},
        problem=problem,
        frame=await framed(read, visit),
    )
    title = say(request, "order-number", number=str(order.number)) if order else say(request, "orders-desk")
    return show(request, content, title=title, status=status)


def _legible(visit: Visit, amount: Money) -> str:
    return locale.money(amount, visit.language.code)


def _back(request: Request[Any, Any, Any], visit: Visit, order_id: str) -> Response[None]:
    """See the order again, beside the list as it was."""
    return go(request, f"/desk/orders/{order_id}" + (f"?{visit.query}" if visit.query else ""))


_ENDED = {State.CLOSED, State.CANCELLED}


def _parts(request: Request[Any, Any, Any], order: Order) -> list[dict[str, str]]:
    """Return what an amount may be given back for: nothing in particular, the way there, a line."""
    lines = [{"value": ids.show("lin", line.id), "label": line.title} for line in order.lines]
    way = [{"value": "shipping", "label": say(request, "checkout-shipping")}] if order.shipping else []
    return [{"value": "", "label": say(request, "billing-goodwill-all")}, *way, *lines]


@page("/desk/orders", may="orders.read")
async def listing(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _screen(request, read, visit, None)


@page("/desk/orders/{order_id:str}", may="orders.read")
async def one(request: Request[Any, Any, Any], read: Reading, visit: Visit, order_id: str) -> Response[str]:
    return await _screen(request, read, visit, await orders.get(read, order_id_of(order_id)))


@page("/desk/orders/of/{person_id:str}", may="orders.read")
async def of_customer(request: Request[Any, Any, Any], read: Reading, person_id: str, cursor: str | None = None) -> Response[str]:
    """Show a customer's orders, as a part of their screen."""
    found = await queries.of_person(read, PersonId(ids.parse("per", person_id)), cursor)
    return fragment(request, "orders/_of_customer.html", orders=found, person_id=person_id)


@act("/desk/orders/{order_id:str}/cancellation", may="orders.change")
async def cancel(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    """Cancel what has not left the house, all of it or some lines; the money goes back by itself."""
    order = await orders.get(tx, order_id_of(order_id))
    form = await Form.of(request)
    reason = form.text("reason", most=200)
    wanted = {line.id: form.number(f"line-{ids.show('lin', line.id)}", default=0, most=line.left) for line in order.lines if line.left}
    chosen = {line_id: count for line_id, count in wanted.items() if count}
    if not chosen:
        form.refuse("pieces", "nothing_chosen")
    if form.errors:
        raise Retype(await _screen(request, tx, visit, order, form=form, part="cancel"))
    decided = await orders.cancel(tx, visitor, order.id, reason, chosen, by_staff=True)
    await audit.note(
        tx,
        visitor,
        "orders.cancel",
        order.id,
        {"number": order.number, "pieces": sum(chosen.values()), "reason": reason, "whole": decided.whole},
    )
    return _back(request, visit, order_id)


@act("/desk/orders/{order_id:str}/refunds", may="orders.refund")
async def refund(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    """Give an amount back, as goodwill or for what went wrong."""
    order = await orders.get(tx, order_id_of(order_id))
    form = await Form.of(request)
    amount, reason = form.amount("amount", order.currency), form.text("reason", most=200)
    part = form.choice("part", [one["value"] for one in _parts(request, order)], default="")
    if amount is not None and not amount:
        payment = await payments.of_order(tx, order.id)
        most = Money(payment.left if payment else 0, order.currency)
        form.refuse("amount", "out_of_range", least=_legible(visit, Money(1, order.currency)), most=_legible(visit, most))
    if form.errors or amount is None:
        raise Retype(await _screen(request, tx, visit, order, form=form, part="refund"))
    try:
        async with tx.attempt():
            await payments.refund(tx, visitor, order.id, amount, reason, meant(part, amount.amount))
    except Conflict as refusal:
        left = _legible(visit, Money(int(refusal.facts.get("left", 0)), order.currency))
        problem = say(request, "orders-too-much", left=left)
        raise Retype(await _screen(request, tx, visit, order, form=form, part="refund", problem=problem, status=409)) from None
    await audit.note(tx, visitor, "orders.refund", order.id, {"number": order.number, "amount": amount, "reason": reason})
    return _back(request, visit, order_id)


@act("/desk/orders/{order_id:str}/notes", may="orders.change")
async def note(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    order = await orders.get(tx, order_id_of(order_id))
    form = await Form.of(request)
    text = form.text("note", most=2000)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, order, form=form, part="note"))
    await orders.note(tx, visitor, order.id, "note", {"text": text}, visible=form.ticked("visible"))
    return _back(request, visit, order_id)


@act("/desk/orders/{order_id:str}/transfer", may="orders.refund")
async def transfer_received(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    """Note that a bank transfer has arrived, and how much; the order goes on, and what is too much goes back."""
    order = await orders.get(tx, order_id_of(order_id))
    form = await Form.of(request)
    arrived = form.amount("arrived", order.currency)
    if arrived is not None and not form.errors:
        try:
            async with tx.attempt():
                await payments.mark_received(tx, visitor, order.id, arrived)
        except OtherAmount as refusal:
            form.refuse(
                "arrived",
                "out_of_range",
                **{name: _legible(visit, Money(int(said), order.currency)) for name, said in refusal.facts.items()},
            )
    if form.errors:
        raise Retype(await _screen(request, tx, visit, order, form=form))
    await audit.note(tx, visitor, "orders.transfer_received", order.id, {"number": order.number, "amount": arrived})
    return _back(request, visit, order_id)


@act("/desk/orders/{order_id:str}/refunds/again", may="orders.refund")
async def refund_again(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    """Try refunds again that the provider has refused."""
    order = await orders.get(tx, order_id_of(order_id))
    await payments.refund_again(tx, order.id)
    await audit.note(tx, visitor, "orders.refund_again", order.id, {"number": order.number})
    return _back(request, visit, order_id)


@act("/desk/orders/{order_id:str}/refunds/made", may="orders.refund")
async def refund_made(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    """Note that what was owed was given back by hand."""
    order = await orders.get(tx, order_id_of(order_id))
    await payments.mark_refunded(tx, order.id)
    await audit.note(tx, visitor, "orders.refund_made", order.id, {"number": order.number})
    return _back(request, visit, order_id)


waits("/desk/orders", Panel("select count(distinct order_id) from payments.refund where state = 'failed'", int))

HANDLERS = [listing, one, of_customer, cancel, refund, refund_again, refund_made, note, transfer_received]
