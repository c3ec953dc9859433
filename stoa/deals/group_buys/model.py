"""The nouns of group buys: deals, the teams that fill them, and the places of those who are in."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.events import Event
from stoa.base.money import Money
from stoa.base.refusals import Conflict, Invalid, Missing
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.orders.model import OrderId

DealId = NewType("DealId", UUID)
TeamId = NewType("TeamId", UUID)
PlaceId = NewType("PlaceId", UUID)
WaitingId = NewType("WaitingId", UUID)

PURPOSE = "group"
"""The prefix of the purpose of carts and orders of a team: `group:<team>`."""
LONGEST = timedelta(days=60)
"""A window's longest."""
SET_ASIDE = timedelta(days=6)
"""So long a window may be for the amount to be set aside: that dies in about a week. Of a longer one the method is saved."""
PATIENCE = timedelta(minutes=15)
"""So long a reserved place waits for its payment."""
GRACE = timedelta(hours=1)
"""So long a place whose capture failed may be paid another way."""
WITHDRAWN = "withdrawn"
"""The reason of a deal that ended since its product is not sold any more; told in each reader's language."""
OFFER = timedelta(hours=1)
"""So long a place that became free is kept for whoever waits and was asked."""


class Kind(StrEnum):
    """A team that a shopper starts, as often as they like; or the one group of a deal with tiers and a deadline."""

    TEAM = "team"
    TIERS = "tiers"


class State(StrEnum):
    """Where a team stands. Tipped and filled are still on their way to settled; what each pays is fixed by then (`percent`)."""

    OPEN = "open"
    TIPPED = "tipped"
    FILLED = "filled"
    FAILED = "failed"
    SETTLED = "settled"


class PlaceState(StrEnum):
    """Reserved: no payment yet. Authorized: counts (with a long window its method is saved). Capturing: asked for.

    Grace: was declined, may be paid another way. Refilling: reserved by whoever waited, after the team's end.

    The others have ended: left by oneself, declined by the bank (or never paid), captured, released by the team's end.
    """

    RESERVED = "reserved"
    AUTHORIZED = "authorized"
    CAPTURING = "capturing"
    GRACE = "grace"
    CAPTURED = "captured"
    REFILLING = "refilling"
    LEFT = "left"
    DECLINED = "declined"
    RELEASED = "released"


class Tier(msgspec.Struct, frozen=True, array_like=True):
    """From so many people on, so many percent less."""

    people: int
    percent: int


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided about a team by: its terms, and how many places are taken, count, and are still owed an outcome.

    `offered` places are kept for those who waited and were asked; so many are `waiting` still.
    `reached` is the percent that so many have reached since it tipped: nobody who goes takes it from the others.
    `deadline` is none until the starter counts. `percent` is what is taken off in the end, none while that is open or where
    nobody pays.
    """

    kind: Kind
    tiers: tuple[Tier, ...]
    size: int
    most: int | None = None
    window: timedelta
    deadline: datetime | None = None
    state: State = State.OPEN
    taken: int = 0
    counted: int = 0
    owed: int = 0
    reached: int = 0
    percent: int | None = None
    waiting: int = 0
    offered: int = 0

    @property
    def free(self) -> bool:
        """Return whether there is a place for anybody who comes."""
        return self.most is None or self.taken + self.offered < self.most

    @property
    def ended(self) -> bool:
        """Return whether nobody can come in any more: the outcome is known."""
        return self.percent is not None or self.state in {State.FAILED, State.SETTLED}

    @property
    def missing(self) -> int:
        """Return how many more people who count it needs."""
        return max(self.size - self.counted, 0)


class NewDeal(msgspec.Struct, frozen=True, kw_only=True):
    """A deal as a merchant plans it. Of a team, `tiers` is one: its size and what is taken off."""

    kind: Kind
    product_id: ProductId
    market: str
    title: dict[str, str]
    tiers: tuple[Tier, ...]
    minimum: int
    maximum: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    per_person: int = 10
    """So many pieces one may have at most."""
    window_hours: int = 24
    open_to_strangers: bool = True


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What a deal comes to: so many people and pieces at so much off; what that brings in, and how much less than they cost alone now, net of tax."""

    people: int
    pieces: int
    percent: int
    income: Money
    given: Money


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """The smallest group that settles (one piece each), the largest that there are places and units for, and that by which most is given away.

    Whatever settles brings in between `least` and `greatest`, and gives away nothing to what the `costliest` gives. For teams, all of them
    together. `short`: there are fewer units than the smallest group needs. `open_ended`: nothing says how many may come.
    """

    fewest: Case
    most: Case
    costliest: Case
    least: Money
    greatest: Money
    short: bool = False
    open_ended: bool = False
    settles_in: int = 0
    """In so many seconds one worker has asked for the money of the largest group; 0 in what was reckoned before this was."""


class Deal(msgspec.Struct, frozen=True, kw_only=True):
    id: DealId
    kind: Kind
    product_id: ProductId
    market: str
    currency: str
    title: dict[str, str]
    tiers: tuple[Tier, ...]
    minimum: int
    maximum: int | None
    per_person: int
    window_hours: int
    opens_at: datetime
    closes_at: datetime | None
    open_to_strangers: bool
    prices: dict[VariantId, int]
    """The usual price of each variant when it was planned, in minor units: what the percentages are of."""
    offers: list[UUID]
    """What makes its price in a cart: for each variant the first tier's."""
    shut: bool = False
    """Whether it takes nobody new, so that its product is free for another."""
    ended_at: datetime | None = None
    ended_reason: str = ""
    forecast: Forecast | None = None

    def starts(self, now: datetime) -> bool:
        """Return whether somebody may start a team of it."""
        opened = self.opens_at <= now and (self.closes_at is None or now < self.closes_at)
        return self.kind is Kind.TEAM and opened and self.ended_at is None


class TeamRow(Team, frozen=True, kw_only=True):
    """A team as it is kept."""

    id: TeamId
    deal_id: DealId
    handle: str
    opened_at: datetime
    ended_reason: str = ""
    shown_first: str = "everybody"
    """Who sees it: only who has its link; its starter's circle first, and strangers from the middle of its time on; or everybody at once."""

    @property
    def path(self) -> str:
        return f"/t/{self.handle}"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    id: PlaceId
    team_id: TeamId
    order_id: OrderId
    person: PersonId | None
    name: str
    quantity: int
    state: PlaceState
    starter: bool
    joined_at: datetime
    changed_at: datetime
    grace_until: datetime | None = None
    waiting_id: WaitingId | None = None
    shown_to: str | None = None
    """To whom of their own a member shows that they are in: friends, their circle, or None for nobody."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who waits for a place; `offered_until` is until when one is kept for them."""

    id: WaitingId
    team_id: TeamId
    variant_id: VariantId
    person: PersonId | None
    email: str | None
    language: str
    key: str
    state: str
    since: datetime
    offered_until: datetime | None


class TeamOpened(Event, frozen=True, kw_only=True):
    """A team began. `about` is the team, as in all events here."""

    deal: DealId


class PlaceTaken(Event, frozen=True, kw_only=True):
    """Somebody counts."""

    place: PlaceId
    order: OrderId


class PlaceGivenUp(Event, frozen=True, kw_only=True):
    """Somebody left, or never paid."""

    place: PlaceId
    order: OrderId


class PlaceOffered(Event, frozen=True, kw_only=True):
    """A place is kept for somebody who waits."""

    waiting: WaitingId


class TeamTipped(Event, frozen=True):
    """So many count that everybody gets the price."""


class TeamFailed(Event, frozen=True):
    """Too few were in when its time was over, or the merchant ended it: nobody pays."""


class DealSettled(Event, frozen=True):
    """Each place is paid or given up; nothing is owed any more."""


class NoSuchDeal(Missing):
    """There is no such deal."""


class NoSuchTeam(Missing):
    """There is no such team."""


class NoSuchPlace(Missing):
    """There is no such place, or it is not yours."""


class NoPlaceLeft(Conflict):
    """Every place of the team is taken; nobody was asked for money. Facts: next, the address of the next team, of starting one, or the product."""


class GroupIsOver(Conflict):
    """The team has ended, or its time is over. Facts, where there was a team to join: next, as of NoPlaceLeft."""


class GroupNotYet(Conflict):
    """The deal has not begun, or the team's starter has not paid yet."""


class PlaceIsFree(Conflict):
    """Nobody has to wait: there is a place."""


class AlreadyWaiting(Conflict):
    """This address waits for a place of the team already."""


class NotKeptAnyMore(Conflict):
    """The place is not kept for this person any more."""


class NoSuchKeptPlace(Missing):
    """There is no such offer."""


class AlreadyIn(Conflict):
    """This person has a place in the team (by account, mail or address), or would start a second one for the product. Facts: team, its address."""


class SavesNothing(Conflict):
    """Alone it costs as little now: nobody is asked to wait for nothing. Facts: product, its address."""


class OnlyThisProduct(Conflict):
    """With a team's price one buys the team's product, in one order of its own."""


class NotItsPrice(Conflict):
    """The order costs more than the group's page says: nobody was asked for money."""


class TooManyEach(Conflict):
    """Nobody has so many pieces at the group's price. Facts: most, how many one may have."""


class TeamHasTipped(Conflict):
    """The team has tipped: whoever does not want it any more cancels their order."""


class AnotherDealRuns(Conflict):
    """The product has a deal of this kind in this market already, now or planned."""


class SomebodyIsIn(Conflict):
    """Whoever is in has agreed to this: it stays. Facts: fields, what cannot be changed any more."""


class UnfitDeal(Invalid):
    """What the deal says makes no sense; `errors` names each field."""
