"""Paying a place another way, as often as it takes, within the hour that it has after its bank took back its promise."""

from datetime import datetime
from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Database, Reading
from stoa.base.http.forms import Form
from stoa.base.http.limits import SlowDown
from stoa.base.http.pages import Page, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.deals.group_buys import store, telling
from stoa.deals.group_buys.model import NoSuchPlace, Place, PlaceState
from stoa.deals.group_buys.web import turns
from stoa.people.sessions.model import Visitor
from stoa.shop import orders, payments
from stoa.shop.checkout.web import choices
from stoa.shop.orders.model import NoSuchOrder, Order, OrderId
from stoa.shop.payments.model import Payment
from stoa.shop.payments.model import State as PaymentState


class PayAgainPage(Page, kw_only=True, template="group_buys/pay.html"):
    title: str
    amount: Money
    until: datetime | None
    path: str
    methods: list[choices.Choice]
    problem: str = ""


@page("/t/{handle:str}/pay/{ordered:str}", may="anyone")
async def form(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, handle: str, ordered: str, key: str = ""
) -> Response[Any]:
    order, place = await _place(read, visitor, handle, ordered, key)
    if place.state is not PlaceState.GRACE:
        return go(request, order.path)
    return await _shown(request, read, visit, visitor, order, place)


async def _shown(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    order: Order,
    place: Place,
    problem: str = "",
    status: int = 200,
) -> Response[Any]:
    saved = await payments.methods(read, visitor.person) if visitor.person is not None else []
    content = PayAgainPage(
        title=order.lines[0].title,
        amount=await telling.due(read, order),
        until=place.grace_until,
        path=await telling.pay_path(read, place, order),
        methods=choices.offered(request, saved, later=False),
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "group-buys-pay-title"), status=status, robots="noindex")


@act("/t/{handle:str}/pay/{ordered:str}", may="anyone")
async def pay(
    request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, handle: str, ordered: str, key: str = ""
) -> Response[Any]:
    """Pay; it runs in steps of its own, since the provider is never asked inside a transaction."""
    provider, _, token = (await Form.of(request)).text("payment", most=200).partition(":")
    async with db.reading() as read:
        order, place = await _place(read, visitor, handle, ordered, key)
        if place.state is not PlaceState.GRACE:
            return go(request, order.path)
        try:
            turns.take(request, visitor, turns.PAY, order.shown_id)
        except SlowDown as slow:
            again = _shown(request, read, visit, visitor, order, place, turns.sentence(request, slow), slow.status)
            raise await turns.said_on(slow, again) from None
    payment = await paid(request, db, visit, visitor, order, provider, token)
    if payment.state in {PaymentState.DECLINED, PaymentState.FAILED}:
        async with db.reading() as read:
            return await _shown(request, read, visit, visitor, order, place, say(request, "refusal-payment-declined"), 402)
    if payment.state is PaymentState.CHALLENGE and payment.challenge_url is not None:
        return Response(None, status_code=303, headers={"location": payment.challenge_url})
    return go(request, order.path)


async def paid(
    request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, order: Order, provider: str, token: str
) -> Payment:
    """Pay a held order another way; return how that stands. Raises NotOwed, UnknownProvider, PaysLater."""
    async with db.writing() as tx:
        payment_id = await payments.pay_again(tx, order.id, provider, token, person=visitor.person)
    return await payments.authorize(db, payment_id, f"{kit(request).url}{visit.prefix}/checkout/back/{order.shown_id}")


async def _place(read: Reading, visitor: Visitor, handle: str, ordered: str, key: str) -> tuple[Order, Place]:
    """Return an order of the team that the visitor owns or has the key of, with its place. Raises NoSuchPlace."""
    try:
        order = await orders.find(read, OrderId(ids.parse("ord", ordered)), visitor, key)
    except (ids.UnknownId, NoSuchOrder):
        raise NoSuchPlace from None
    place = await store.place_of(read, order.id)
    team = await store.team(read, place.team_id) if place is not None else None
    if place is None or team is None or team.handle != handle:
        raise NoSuchPlace
    return order, place


HANDLERS = [form, pay]
