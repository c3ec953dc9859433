"""Group buys by API, for the shop: plan one or say what it may come to, list and watch them, change and end one."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import get, patch, post
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.deals.group_buys import actions, afterwards, changing, store
from stoa.deals.group_buys.afterwards import Watched
from stoa.deals.group_buys.changing import Changes
from stoa.deals.group_buys.model import (
    AnotherDealRuns,
    Case,
    Deal,
    DealId,
    Forecast,
    GroupIsOver,
    Kind,
    NewDeal,
    NoSuchDeal,
    PlaceState,
    SomebodyIsIn,
    State,
    Tier,
    UnfitDeal,
)
from stoa.people.sessions.model import Visitor
from stoa.shop.carts.model import MOST
from stoa.shop.catalog.model import NoSuchProduct, ProductId
from stoa.shop.pricing.model import NoSuchMarket

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Title = dict[
    Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")], Annotated[str, msgspec.Meta(max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$")]
]
People = Annotated[int, msgspec.Meta(ge=2, le=100_000)]
Pieces = Annotated[int, msgspec.Meta(ge=1, le=MOST)]
Hours = Annotated[int, msgspec.Meta(ge=1, le=1_440)]
TAGS = ["Admin: group buys"]


class TierIn(msgspec.Struct, kw_only=True):
    """From so many people on, so many percent less."""

    people: People
    percent: Annotated[int, msgspec.Meta(ge=1, le=99)]


class DealIn(msgspec.Struct, kw_only=True):
    """A deal. Of a `team` one tier: its size and what is taken off. Of `tiers` any, rising, the first with the fewest people it needs; it
    has to close. Without `opens_at` it opens at once; after the `closes_at` of a `team` no team begins.
    """

    kind: Kind
    product_id: str
    market: Annotated[str, msgspec.Meta(max_length=40, pattern=r"^[^\x00-\x1f\x7f]+$")]
    title: Annotated[Title, msgspec.Meta(min_length=1)]
    tiers: Annotated[list[TierIn], msgspec.Meta(min_length=1, max_length=100)]
    maximum: People | None = None
    per_person: Pieces = 10
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    window_hours: Hours = 24
    open_to_strangers: bool = True


class ChangesIn(msgspec.Struct, kw_only=True):
    """What is to be otherwise; what is not given stays. Once somebody is in, what they joined stays, whatever is given."""

    title: Annotated[Title, msgspec.Meta(min_length=1)] | msgspec.UnsetType = msgspec.UNSET
    maximum: People | msgspec.UnsetType | None = msgspec.UNSET
    per_person: Pieces | msgspec.UnsetType = msgspec.UNSET
    window_hours: Hours | msgspec.UnsetType = msgspec.UNSET
    opens_at: Moment | msgspec.UnsetType | None = msgspec.UNSET
    closes_at: Moment | msgspec.UnsetType | None = msgspec.UNSET
    open_to_strangers: bool | msgspec.UnsetType = msgspec.UNSET


class EndIn(msgspec.Struct, kw_only=True):
    """Why it ends: told to whoever is in."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]


class CaseOut(msgspec.Struct, kw_only=True):
    """So many people and pieces at so much off: what they bring in, and how much less than alone now, net of tax."""

    people: int
    pieces: int
    percent: int
    income: Money
    given: Money


class ForecastOut(msgspec.Struct, kw_only=True):
    """The smallest group that settles, the largest, the one that costs most; between `least` and `greatest` lies what any brings in.

    Net of tax, within stock, without delivery; teams all together. `short`: there are fewer pieces than the smallest group needs.
    `open_ended`: nothing says how many may come, and more than reckoned with would cost more.
    """

    fewest: CaseOut
    most: CaseOut
    costliest: CaseOut
    least: Money
    greatest: Money
    short: bool
    open_ended: bool


class DealOut(msgspec.Struct, kw_only=True):
    """A deal. `state` is coming, running, closing (nobody new comes in, the last are settled) or over; `forecast` is that of its planning."""

    id: str
    kind: Kind
    product_id: str
    market: str
    title: dict[str, str]
    tiers: list[TierIn]
    maximum: int | None
    per_person: int
    opens_at: datetime
    closes_at: datetime | None
    window_hours: int
    open_to_strangers: bool
    state: str
    ended_at: datetime | None
    ended_reason: str
    teams: int
    people: int
    waiting: int
    forecast: ForecastOut | None


class DealList(msgspec.Struct, kw_only=True):
    items: list[DealOut]
    next_cursor: str | None
    has_more: bool


class TeamSeen(msgspec.Struct, kw_only=True):
    """A team: so many `places` are taken, of so many `people` the payment counts, so many wait."""

    handle: str
    state: State
    size: int
    most: int | None
    places: int
    people: int
    waiting: int
    percent: int | None
    deadline: datetime | None


class PlaceSeen(msgspec.Struct, kw_only=True):
    """A place with its order. `left` is how many of its pieces are neither cancelled nor sent back."""

    id: str
    team: str
    order_id: str
    number: int
    name: str
    state: PlaceState
    quantity: int
    left: int
    starter: bool
    joined_at: datetime
    grace_until: datetime | None


class CohortOut(msgspec.Struct, kw_only=True):
    """Who bought by it, and what came of it: what was cancelled or sent back is not counted. `margin` is none where no cost is known."""

    customers: int
    new: int
    returning: int
    again: int
    pieces: int
    revenue: Money
    given: Money
    margin: Money | None
    teams: int
    tipped: int


class DealDetail(msgspec.Struct, kw_only=True):
    """A deal with its teams and places, the latest 200 of each, what came of it, and which of its fields cannot be changed any more."""

    deal: DealOut
    teams: list[TeamSeen]
    places: list[PlaceSeen]
    cohort: CohortOut
    fixed: list[str]


@get("/api/admin/deals", may="offers.edit", tags=TAGS, summary="List group buys")
async def listed(read: Reading, visit: Visit, cursor: str | None = None, limit: int | None = None) -> DealList:
    """The newest come first."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    take = paging.limit(limit)
    found = await afterwards.watched(read, visit.language.code, before, take + 1)
    more = paging.encode(found[take - 1].deal.id) if len(found) > take else None
    return DealList(items=[_out(one) for one in found[:take]], next_cursor=more, has_more=more is not None)


@post(
    "/api/admin/deals",
    may="offers.edit",
    status_code=201,
    tags=TAGS,
    summary="Plan a group buy",
    refuses=(UnfitDeal, AnotherDealRuns, NoSuchProduct, NoSuchMarket),
)
async def plan(tx: Writing, visit: Visit, visitor: Visitor, data: DealIn) -> DealOut:
    """It opens at its moment by itself. A product has one of each kind in each market."""
    return await _seen(tx, visit, await actions.plan(tx, visitor, _new(data)))


@post(
    "/api/admin/deals/forecast",
    may="offers.edit",
    status_code=200,
    tags=TAGS,
    summary="Say what a group buy may come to",
    refuses=(UnfitDeal, NoSuchProduct, NoSuchMarket),
)
async def forecast(read: Reading, data: DealIn) -> ForecastOut:
    """Nothing is planned: with the stock and the prices of now."""
    return _forecast(await actions.forecast(read, _new(data)))


@get("/api/admin/deals/{deal_id:str}", may="offers.edit", tags=TAGS, summary="Watch a group buy", refuses=(NoSuchDeal,))
async def watch(read: Reading, visit: Visit, deal_id: str) -> DealDetail:
    seen = await _watched(read, visit, _id(deal_id))
    came = await afterwards.cohort(read, seen.deal)
    return DealDetail(
        deal=_out(seen),
        teams=[
            TeamSeen(
                handle=one.handle,
                state=one.state,
                size=one.size,
                most=one.most,
                places=one.taken,
                people=one.counted,
                waiting=one.waiting + one.offered,
                percent=one.percent,
                deadline=one.deadline,
            )
            for one in await store.teams_of(read, seen.deal.id)
        ],
        places=[
            PlaceSeen(
                id=ids.show("plc", one.id),
                team=one.team,
                order_id=ids.show("ord", one.order_id),
                number=one.number,
                name=one.name,
                state=one.state,
                quantity=one.quantity,
                left=one.left,
                starter=one.starter,
                joined_at=one.joined_at,
                grace_until=one.grace_until,
            )
            for one in await afterwards.places(read, seen.deal)
        ],
        cohort=CohortOut(
            customers=came.customers,
            new=came.new,
            returning=came.returning,
            again=came.again,
            pieces=came.pieces,
            revenue=came.revenue,
            given=came.given,
            margin=came.margin.amount,
            teams=came.teams,
            tipped=came.tipped,
        ),
        fixed=sorted(changing.fixed(seen.deal, joined=await store.anybody(read, seen.deal.id))),
    )


@patch(
    "/api/admin/deals/{deal_id:str}",
    may="offers.edit",
    tags=TAGS,
    summary="Change a group buy",
    refuses=(NoSuchDeal, GroupIsOver, SomebodyIsIn, UnfitDeal),
)
async def change(tx: Writing, visit: Visit, visitor: Visitor, deal_id: str, data: ChangesIn) -> DealOut:
    """What nobody has agreed to yet: as long as nobody is in, all of this; then the title and whether strangers see teams, and of a
    team price its end and the hours of teams that begin from now on.
    """
    found = _id(deal_id)
    await changing.change(tx, visitor, found, Changes(**{name: getattr(data, name) for name in Changes.__struct_fields__}))
    return await _seen(tx, visit, found)


@post(
    "/api/admin/deals/{deal_id:str}/end",
    may="offers.edit",
    status_code=200,
    tags=TAGS,
    summary="End a group buy early",
    refuses=(NoSuchDeal, GroupIsOver),
)
async def end(tx: Writing, visit: Visit, visitor: Visitor, deal_id: str, data: EndIn) -> DealOut:
    """Teams that have tipped settle as at their deadline; the others end, and nobody in them pays. Everybody is told the reason."""
    found = _id(deal_id)
    await actions.end_early(tx, visitor, found, data.reason)
    return await _seen(tx, visit, found)


def _new(data: DealIn) -> NewDeal:
    try:
        product = ProductId(ids.parse("prd", data.product_id))
    except ids.UnknownId:
        raise NoSuchProduct from None
    return NewDeal(
        kind=data.kind,
        product_id=product,
        market=data.market,
        title=data.title,
        tiers=tuple(Tier(one.people, one.percent) for one in data.tiers),
        minimum=data.tiers[0].people,
        maximum=data.maximum,
        per_person=data.per_person,
        opens_at=data.opens_at,
        closes_at=data.closes_at,
        window_hours=data.window_hours,
        open_to_strangers=data.open_to_strangers,
    )


def _id(text: str) -> DealId:
    try:
        return DealId(ids.parse("dea", text))
    except ids.UnknownId:
        raise NoSuchDeal from None


async def _watched(read: Reading, visit: Visit, deal_id: DealId) -> Watched:
    deal = await store.deal(read, deal_id)
    if deal is None:
        raise NoSuchDeal
    return (await afterwards.watch(read, visit.language.code, [deal]))[0]


async def _seen(read: Reading, visit: Visit, deal_id: DealId) -> DealOut:
    return _out(await _watched(read, visit, deal_id))


def _out(seen: Watched) -> DealOut:
    deal: Deal = seen.deal
    return DealOut(
        id=ids.show("dea", deal.id),
        kind=deal.kind,
        product_id=ids.show("prd", deal.product_id),
        market=deal.market,
        title=deal.title,
        tiers=[TierIn(people=one.people, percent=one.percent) for one in deal.tiers],
        maximum=deal.maximum,
        per_person=deal.per_person,
        opens_at=deal.opens_at,
        closes_at=deal.closes_at,
        window_hours=deal.window_hours,
        open_to_strangers=deal.open_to_strangers,
        state=seen.state,
        ended_at=deal.ended_at,
        ended_reason=deal.ended_reason,
        teams=seen.teams,
        people=seen.people,
        waiting=seen.waiting,
        forecast=_forecast(deal.forecast) if deal.forecast is not None else None,
    )


def _forecast(found: Forecast) -> ForecastOut:
    return ForecastOut(
        fewest=_case(found.fewest),
        most=_case(found.most),
        costliest=_case(found.costliest),
        least=found.least,
        greatest=found.greatest,
        short=found.short,
        open_ended=found.open_ended,
    )


def _case(one: Case) -> CaseOut:
    return CaseOut(people=one.people, pieces=one.pieces, percent=one.percent, income=one.income, given=one.given)


HANDLERS = [listed, plan, forecast, watch, change, end]
