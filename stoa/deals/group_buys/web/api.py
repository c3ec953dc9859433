"""Group buys by API: see teams, start one, take a place, leave. A place is had by checking out the cart that is given back."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Request

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import is_email
from stoa.base.http.routes import delete, get, post
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.money import Money
from stoa.base.refusals import FieldError, Invalid
from stoa.deals.group_buys import actions, listing, people, queries, store, waiting
from stoa.deals.group_buys.model import (
    AlreadyIn,
    AlreadyWaiting,
    GroupIsOver,
    GroupNotYet,
    NoPlaceLeft,
    NoSuchDeal,
    NoSuchKeptPlace,
    NoSuchPlace,
    NoSuchTeam,
    NotKeptAnyMore,
    OnlyThisProduct,
    PlaceId,
    PlaceIsFree,
    PlaceState,
    SavesNothing,
    TeamHasTipped,
    TooManyEach,
)
from stoa.deals.group_buys.queries import TeamView
from stoa.deals.group_buys.web import turns
from stoa.people.sessions.model import Visitor
from stoa.shop.carts.model import MOST, NotSold
from stoa.shop.catalog.model import VariantId
from stoa.shop.stock.model import OutOfStock


class StepOut(msgspec.Struct, kw_only=True):
    people: int
    price: Money
    reached: bool


class TeamOut(msgspec.Struct, kw_only=True):
    """A team. `people` counts those whose payment is set aside; `state` is open, full, sold_out, tipped, ending, won or failed.

    `open`: somebody may join now. `sold_out`: there is a place, and nothing to be had in it just now; one may wait.
    """

    handle: str
    kind: str
    title: str
    state: str
    size: int
    people: int
    missing: int
    most: int | None
    deadline: datetime | None
    steps: list[StepOut]
    open: bool
    sold_out: bool
    reason: str
    """What the merchant says who ended it before its time, `withdrawn` where the product is not sold any more; else empty."""


class OpenTeamOut(msgspec.Struct, kw_only=True):
    """An open team that strangers may join."""

    handle: str
    size: int
    people: int
    missing: int
    deadline: datetime | None


class WantedIn(msgspec.Struct, kw_only=True):
    """Which variant, and how many pieces of it: as many as the deal gives one."""

    variant_id: str
    quantity: Annotated[int, msgspec.Meta(ge=1, le=MOST)] = 1
    language: Annotated[str, msgspec.Meta(max_length=10)] = ""
    """Of the order and its letters; that of the address otherwise."""


class StartIn(WantedIn, kw_only=True):
    """`first`: who sees the team; only who has its link, one's circle first (a guest has none: only who has the link), or everybody."""

    first: actions.First = "everybody"


class PlaceOut(msgspec.Struct, kw_only=True):
    """The cart whose checkout takes the place, and the team's handle."""

    team: str
    cart_id: str


class WaitingIn(msgspec.Struct, kw_only=True):
    """Which piece one waits for, and where to write to (a member's own address is known)."""

    variant_id: str
    email: str = ""
    language: Annotated[str, msgspec.Meta(max_length=10)] = ""
    """Of the letters; that of the address otherwise."""


class WaitingOut(msgspec.Struct, kw_only=True):
    """The team, how many wait for a place of it, oneself included, and the key by which one takes what is kept, or waits no more."""

    team: str
    waiting: int
    key: str


class OfferOut(msgspec.Struct, kw_only=True):
    """How somebody's waiting stands: waiting, offered (a place is kept for them `until` then), taken, declined, lapsed or over."""

    team: str
    state: str
    until: datetime | None


class OwnTeamOut(msgspec.Struct, kw_only=True):
    """A place of one's own. `stands`: missing (people), sold_out, tipped, ending, paid, grace (`grace_until` it may be paid another way), left, declined or released."""

    team: str
    place_id: str
    state: PlaceState
    stands: str
    size: int
    people: int
    missing: int
    deadline: datetime | None
    grace_until: datetime | None
    leaves: bool
    order_id: str
    title: str
    total: Money


class OwnWaitingOut(msgspec.Struct, kw_only=True):
    """What one waits for; `until` while a place is kept. The key takes it, or ends the waiting."""

    team: str
    key: str
    state: str
    until: datetime | None
    title: str


class OwnTeams(msgspec.Struct, kw_only=True):
    """One's own places, the latest first; on the first page what one waits for."""

    items: list[OwnTeamOut]
    waiting: list[OwnWaitingOut]
    next_cursor: str | None
    has_more: bool


_JOINING = (TooManyEach, NoPlaceLeft, GroupIsOver, GroupNotYet, OnlyThisProduct, SavesNothing, OutOfStock, NotSold)


@get("/api/products/{handle:str}/teams", may="anyone", tags=["Group buys"], summary="List a product's open teams")
async def open_teams(read: Reading, visitor: Visitor, handle: str) -> list[OpenTeamOut]:
    """Those that miss fewest come first; a product that does not exist has none."""
    product = await queries.product_of(read, handle, visitor)
    found = await queries.open_teams(read, product, 20) if product is not None else []
    return [OpenTeamOut(handle=one.handle, size=one.size, people=one.counted, missing=one.missing, deadline=one.deadline) for one in found]


@get("/api/teams/{handle:str}", may="anyone", tags=["Group buys"], summary="See a team", refuses=(NoSuchTeam,))
async def see(read: Reading, visit: Visit, visitor: Visitor, handle: str) -> TeamOut:
    return out(await queries.see(read, handle, visitor, visit.language.code))


def out(seen: TeamView) -> TeamOut:
    """Return a team as programs are told of it."""
    team = seen.team
    return TeamOut(
        handle=team.handle,
        kind=team.kind.value,
        title=seen.title,
        state=seen.state,
        size=team.size,
        people=team.counted,
        missing=team.missing,
        most=team.most,
        deadline=team.deadline,
        steps=[StepOut(people=one.people, price=one.price, reached=one.reached) for one in seen.steps],
        open=seen.open,
        sold_out=seen.sold_out,
        reason=seen.reason,
    )


@post(
    "/api/products/{handle:str}/teams",
    may="anyone",
    status_code=201,
    tags=["Group buys"],
    summary="Start a team",
    refuses=(NoSuchDeal, AlreadyIn, *_JOINING),
)
async def start(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, handle: str, data: StartIn) -> PlaceOut:
    """Check the cart out to take the team's first place: its time begins when that is paid.

    A member who has a place in a team for the product that still fills is refused: the fact `team` is its address.
    """
    turns.take(request, visitor, turns.START)
    product = await queries.product_of(tx, handle, visitor)
    deal = await queries.team_deal(tx, product) if product is not None else None
    if deal is None:
        raise NoSuchDeal
    team, cart = await actions.start(tx, visitor, deal, _variant(data), _language(data, visit), data.quantity, first=data.first)
    return PlaceOut(team=team.handle, cart_id=cart.shown_id)


@post(
    "/api/teams/{handle:str}/places",
    may="anyone",
    status_code=201,
    tags=["Group buys"],
    summary="Join a team",
    refuses=(NoSuchTeam, AlreadyIn, *_JOINING),
)
async def join(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, handle: str, data: WantedIn) -> PlaceOut:
    """Check the cart out to take the place: until then it is anybody's.

    Of `no_place_left`, here and at the checkout, the fact `next` is the address of the next team, of starting one, or of the product.
    """
    turns.take(request, visitor, turns.JOIN)
    cart = await actions.join(tx, visitor, handle, _variant(data), _language(data, visit), data.quantity)
    return PlaceOut(team=handle, cart_id=cart.shown_id)


@delete(
    "/api/teams/{handle:str}/places/{place_id:str}",
    may="anyone",
    status_code=204,
    tags=["Group buys"],
    summary="Leave a team",
    opt={"order_key": True},
    refuses=(NoSuchPlace, TeamHasTipped),
)
async def leave(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, handle: str, place_id: str) -> None:
    """A guest shows the key of their order in the header `Order-Key`. Of a place that is given up already the answer is the same."""
    try:
        found = PlaceId(ids.parse("plc", place_id))
    except ids.UnknownId:
        raise NoSuchPlace from None
    if await store.by_handle(tx, handle) is None:
        raise NoSuchPlace
    await actions.leave(tx, visitor, found, request.headers.get("order-key"))


@post(
    "/api/teams/{handle:str}/waiting",
    may="anyone",
    status_code=201,
    tags=["Group buys"],
    summary="Wait for a place of a full team",
    refuses=(NoSuchTeam, PlaceIsFree, GroupIsOver, GroupNotYet, AlreadyIn, AlreadyWaiting, OnlyThisProduct),
)
async def wait(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, handle: str, data: WaitingIn) -> WaitingOut:
    """Whoever comes first is asked first, by a letter and here: `GET` and `POST …/offers/{key}` see and take what is kept, `DELETE` waits no more."""
    turns.take(request, visitor, turns.WAIT)
    if not visitor.email and not is_email(data.email):
        raise Invalid([FieldError("/email", "not_an_address")])
    waits = await waiting.wait(tx, visitor, handle, _variant(data), _language(data, visit), data.email)
    team, one = await store.by_handle(tx, handle), await listing.find(tx, waits)
    return WaitingOut(team=handle, waiting=team.waiting if team is not None else 0, key=one.key if one is not None else "")


@get(
    "/api/teams/{handle:str}/offers/{key:str}",
    may="anyone",
    tags=["Group buys"],
    summary="See how one's waiting stands",
    refuses=(NoSuchKeptPlace,),
)
async def offer(read: Reading, handle: str, key: str) -> OfferOut:
    one, team = await listing.by_key(read, key), await store.by_handle(read, handle)
    if one is None or team is None or one.team_id != team.id:
        raise NoSuchKeptPlace
    return OfferOut(team=handle, state=one.state, until=one.offered_until if one.state == "offered" else None)


@post(
    "/api/teams/{handle:str}/offers/{key:str}",
    may="anyone",
    status_code=201,
    tags=["Group buys"],
    summary="Take the place that is kept",
    refuses=(NoSuchKeptPlace, NotKeptAnyMore, GroupIsOver, SavesNothing, OutOfStock, NotSold),
)
async def take_up(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, handle: str, key: str) -> PlaceOut:
    """Check the cart out to take the place, while it is kept."""
    turns.take(request, visitor, turns.JOIN)
    cart = await waiting.take_up(tx, visitor, handle, key, visit.language.code)
    return PlaceOut(team=handle, cart_id=cart.shown_id)


@delete(
    "/api/teams/{handle:str}/offers/{key:str}",
    may="anyone",
    status_code=204,
    tags=["Group buys"],
    summary="Leave the place that is kept to the next",
    refuses=(NoSuchKeptPlace, NotKeptAnyMore),
)
async def no_thanks(tx: Writing, handle: str, key: str) -> None:
    await waiting.no_thanks(tx, handle, key)


@get("/api/me/teams", may="member", tags=["Group buys"], summary="List one's own teams")
async def own(read: Reading, visit: Visit, visitor: Visitor, cursor: str | None = None, limit: int | None = None) -> OwnTeams:
    """A place is left by `DELETE /api/teams/{team}/places/{place_id}` as long as `leaves` says so."""
    if visitor.person is None:
        return OwnTeams(items=[], waiting=[], next_cursor=None, has_more=False)
    found = await people.own_teams(read, visitor.person, cursor, paging.limit(limit))
    waits = await people.own_waiting(read, visitor.person, visit.language.code) if cursor is None else []
    return OwnTeams(
        items=[
            OwnTeamOut(
                team=one.handle,
                place_id=ids.show("plc", one.id),
                state=one.state,
                stands=one.stands,
                size=one.size,
                people=one.counted,
                missing=one.missing,
                deadline=one.deadline,
                grace_until=one.grace_until,
                leaves=one.leaves,
                order_id=ids.show("ord", one.order_id),
                title=one.title,
                total=one.total,
            )
            for one in found.items
        ],
        waiting=[OwnWaitingOut(team=one.handle, key=one.key, state=one.state, until=one.offered_until, title=one.title) for one in waits],
        next_cursor=found.next_cursor,
        has_more=found.has_more,
    )


def _variant(data: WantedIn | WaitingIn) -> VariantId:
    """Return the variant. Raises Invalid for what is no id; one of another product, or of none, is refused where it is wanted."""
    try:
        return VariantId(ids.parse("var", data.variant_id))
    except ids.UnknownId:
        raise Invalid([FieldError("/variant_id", "invalid")]) from None


def _language(data: WantedIn | WaitingIn, visit: Visit) -> str:
    """Return the language that was asked for. Raises Invalid for one that the shop does not speak."""
    codes = [one.code for one in LANGUAGES]
    if data.language and data.language not in codes:
        raise Invalid([FieldError("/language", "not_one_of", {"choices": ", ".join(codes)})])
    return data.language or visit.language.code


HANDLERS = [open_teams, see, start, join, leave, wait, offer, take_up, no_thanks, own]
