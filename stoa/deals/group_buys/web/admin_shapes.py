"""What programs of the shop say and are told of group buys."""

from datetime import datetime
from typing import Annotated

import msgspec

from stoa.base import ids
from stoa.base.money import Money
from stoa.base.refusals import FieldError, Invalid
from stoa.deals.group_buys.afterwards import Watched
from stoa.deals.group_buys.changing import Changes
from stoa.deals.group_buys.model import Case, Deal, Forecast, Kind, NewDeal, PlaceState, State, Tier
from stoa.shop.carts.model import MOST
from stoa.shop.catalog.model import ProductId

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Title = dict[
    Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")], Annotated[str, msgspec.Meta(max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$")]
]
People = Annotated[int, msgspec.Meta(ge=2, le=100_000)]
Pieces = Annotated[int, msgspec.Meta(ge=1, le=MOST)]
Hours = Annotated[int, msgspec.Meta(ge=1, le=1_440)]


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
    """What is to be otherwise; what is not given stays. Once somebody is in, what they joined stays, or becomes better: steps (lower prices for
    whatever number comes, the first as large as it was), and with steps also more places, or a later end (where amounts are set aside, within
    six days of its beginning).
    """

    title: Annotated[Title, msgspec.Meta(min_length=1)] | msgspec.UnsetType = msgspec.UNSET
    tiers: Annotated[list[TierIn], msgspec.Meta(min_length=1, max_length=100)] | msgspec.UnsetType = msgspec.UNSET
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
    `open_ended`: nothing says how many may come, and more than reckoned with would cost more. `settles_in`: in so many seconds of its end
    one worker has asked for the money of the largest group, each team by itself; above 60 the desk says so.
    """

    fewest: CaseOut
    most: CaseOut
    costliest: CaseOut
    least: Money
    greatest: Money
    short: bool
    open_ended: bool
    settles_in: int


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


class DriftOut(msgspec.Struct, kw_only=True):
    """A variant whose price has changed since the deal was planned: its usual one then and now, what it costs alone now, at the first and the last step."""

    title: str
    planned: Money
    usual: Money
    alone: Money
    first: Money
    last: Money
    saves: bool


class DealDetail(msgspec.Struct, kw_only=True):
    """A deal with its teams and places, the latest 200 of each, what came of it, which of its fields cannot be changed any more, or for the better
    alone, and what costs another price alone now than when it was planned.
    """

    deal: DealOut
    teams: list[TeamSeen]
    places: list[PlaceSeen]
    cohort: CohortOut
    fixed: list[str]
    better: list[str]
    drift: list[DriftOut]


def planned(data: DealIn) -> NewDeal:
    """Return the deal that is asked for. Raises Invalid for a product that is no id; one that does not exist is refused as it is planned."""
    try:
        product = ProductId(ids.parse("prd", data.product_id))
    except ids.UnknownId:
        raise Invalid([FieldError("/product_id", "invalid")]) from None
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


def told(seen: Watched) -> DealOut:
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
        forecast=reckoned(deal.forecast) if deal.forecast is not None else None,
    )


def reckoned(found: Forecast) -> ForecastOut:
    return ForecastOut(
        fewest=_case(found.fewest),
        most=_case(found.most),
        costliest=_case(found.costliest),
        least=found.least,
        greatest=found.greatest,
        short=found.short,
        open_ended=found.open_ended,
        settles_in=found.settles_in,
    )


def _case(one: Case) -> CaseOut:
    return CaseOut(people=one.people, pieces=one.pieces, percent=one.percent, income=one.income, given=one.given)


def changes(data: ChangesIn) -> Changes:
    """Return what a program would have otherwise."""
    given = {name: getattr(data, name) for name in Changes.__struct_fields__}
    if data.tiers is not msgspec.UNSET:
        given["tiers"] = tuple(Tier(one.people, one.percent) for one in data.tiers)
    return Changes(**given)
