"""One's own place by API: paying it another way within its hour, and to whom it is shown."""

from datetime import datetime
from typing import Any, Literal

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Database, Reading, Writing
from stoa.base.http.routes import post, put
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.deals.group_buys import actions, store, telling
from stoa.deals.group_buys.model import NoSuchPlace, Place, PlaceId, PlaceState
from stoa.deals.group_buys.web import paying, turns
from stoa.people.sessions.model import Visitor
from stoa.shop import orders
from stoa.shop.checkout.web.api import PaymentIn
from stoa.shop.orders.model import NoSuchOrder, Order
from stoa.shop.payments.model import NotOwed, PaymentDeclinedNow, PaysLater, State, UnknownProvider


class PaidOut(msgspec.Struct, kw_only=True):
    """How it went: captured or authorized (it is being taken), challenge (to be confirmed at `challenge_url`), unknown (the bank is asked again)."""

    team: str
    place_id: str
    payment_state: str
    challenge_url: str | None
    amount: Money
    grace_until: datetime | None


class ShownIn(msgspec.Struct, kw_only=True):
    """Who of one's own may see that one is in."""

    to: Literal["nobody", "friends", "circle"]


@post(
    "/api/teams/{handle:str}/places/{place_id:str}/payment",
    may="anyone",
    status_code=201,
    tags=["Group buys"],
    summary="Pay a place another way",
    opt={"order_key": True},
    refuses=(NoSuchPlace, NotOwed, PaymentDeclinedNow, PaysLater, UnknownProvider),
)
async def pay(
    request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, handle: str, place_id: str, data: PaymentIn
) -> Response[PaidOut]:
    """Within the hour of grace (`place.state` is `grace`), as often as it takes. A guest shows the key of their order in the header `Order-Key`.

    Answers 202 where it is not known yet, 402 `payment_declined`, 409 `not_owed` where nothing is to be paid.
    """
    async with db.reading() as read:
        order, place = await _own(read, visitor, handle, place_id, request.headers.get("order-key"))
        amount = await telling.due(read, order)
    if place.state is not PlaceState.GRACE:
        raise NotOwed
    turns.take(request, visitor, turns.PAY, order.shown_id)
    payment = await paying.paid(request, db, visit, visitor, order, data.provider, data.token)
    if payment.state in {State.DECLINED, State.FAILED}:
        raise PaymentDeclinedNow
    out = PaidOut(
        team=handle,
        place_id=place_id,
        payment_state=payment.state.value,
        challenge_url=payment.challenge_url if payment.state is State.CHALLENGE else None,
        amount=amount,
        grace_until=place.grace_until,
    )
    return Response(out, status_code=202 if payment.state in {State.UNKNOWN, State.CHALLENGE, State.INTENDED} else 201)


@put(
    "/api/teams/{handle:str}/places/{place_id:str}/shown",
    may="member",
    status_code=204,
    tags=["Group buys"],
    summary="Show that one is in",
    refuses=(NoSuchPlace,),
)
async def shown(tx: Writing, visitor: Visitor, handle: str, place_id: str, data: ShownIn) -> None:
    """To one's friends, one's circle, or nobody, as it is unless one says so."""
    team, place = await store.by_handle(tx, handle), await store.place(tx, _id(place_id))
    if team is None or place is None or place.team_id != team.id:
        raise NoSuchPlace
    await actions.show_place(tx, visitor, place.id, None if data.to == "nobody" else data.to)


class FirstIn(msgspec.Struct, kw_only=True):
    """Who sees a team that one started: only who has its link, one's circle first (a guest has none), or everybody."""

    to: actions.First


@put(
    "/api/teams/{handle:str}/places/{place_id:str}/first",
    may="anyone",
    status_code=204,
    tags=["Group buys"],
    summary="Say who sees a team",
    opt={"order_key": True},
    refuses=(NoSuchPlace,),
)
async def first(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, handle: str, place_id: str, data: FirstIn) -> None:
    """Of a team that one has started. A guest shows the key of their order in the header `Order-Key`."""
    team, place = await store.by_handle(tx, handle), await store.place(tx, _id(place_id))
    if team is None or place is None or place.team_id != team.id:
        raise NoSuchPlace
    await actions.show_first(tx, visitor, place.id, data.to, request.headers.get("order-key"))


async def _own(read: Reading, visitor: Visitor, handle: str, place_id: str, key: str | None) -> tuple[Order, Place]:
    """Return a place of the team that is the visitor's own, or whose order's key they have, with its order. Raises NoSuchPlace."""
    team, place = await store.by_handle(read, handle), await store.place(read, _id(place_id))
    if team is None or place is None or place.team_id != team.id:
        raise NoSuchPlace
    try:
        return await orders.find(read, place.order_id, visitor, key), place
    except NoSuchOrder:
        raise NoSuchPlace from None


def _id(text: str) -> PlaceId:
    try:
        return PlaceId(ids.parse("plc", text))
    except ids.UnknownId:
        raise NoSuchPlace from None


HANDLERS = [pay, shown, first]
