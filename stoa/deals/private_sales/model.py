"""The nouns of private sales: clubs and who is in them, sales and what is sold in them."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.events import Event
from stoa.base.money import Money
from stoa.base.refusals import Conflict, Gone, Invalid, Missing
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import ProductId, VariantId

ClubId = NewType("ClubId", UUID)
MemberId = NewType("MemberId", UUID)
InvitationId = NewType("InvitationId", UUID)
SaleId = NewType("SaleId", UUID)
ItemId = NewType("ItemId", UUID)
EntrantId = NewType("EntrantId", UUID)
ClaimId = NewType("ClaimId", UUID)

PURPOSE = "club"
"""The prefix of the purpose of carts and orders of a sale, and of whose prices they have: `club:<sale>`."""
MOST_ITEMS = 100
MOST_PLACES = 500
"""Of one invitation."""
MOST_TIERS = 8
MOST_AHEAD = 10_080
"""So many minutes before the others a tier may come in: a week."""
ONE_TIER = "member"
"""The tier that every club has."""


class Names(msgspec.Struct, frozen=True):
    """A text in each language; the first one stands in for what is not translated."""

    texts: dict[str, str]

    def of(self, language: str) -> str:
        return self.texts.get(language) or next(iter(self.texts.values()), "")


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """A tier of a club: who is in it may come in so many minutes before the others."""

    code: str
    name: dict[str, str]
    ahead_minutes: int = 0


class NewClub(msgspec.Struct, frozen=True, kw_only=True):
    """A club to be made. `quota` is how many people each new member may invite. There is always the tier `member`, without early access."""

    name: dict[str, str]
    text: dict[str, str] = {}
    quota: int = 3
    tiers: tuple[Tier, ...] = ()


class Club(msgspec.Struct, frozen=True, kw_only=True):
    id: ClubId
    name: dict[str, str]
    text: dict[str, str]
    quota: int


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a club: a person, or a guest with a pass. `left` is how many they may still invite."""

    id: MemberId
    club_id: ClubId
    person_id: PersonId | None
    name: str
    tier: str
    ahead_minutes: int
    invited_by: MemberId | None
    quota: int
    invited: int
    since: datetime
    feed: str = ""
    """Opens their calendar and their feed of openings, for programs that cannot sign in."""
    letters: bool = True
    """Whether they are written to about openings."""
    moved_at: datetime | None = None
    """When every opening moved for them: they came into another tier, or their tier comes in at another time."""
    left_at: datetime | None = None
    """When they went out; above whom they invited they still stand."""

    @property
    def left(self) -> int:
        return self.quota - self.invited


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """A link that lets so many people into a club until then. `by` is a member's name, empty for the shop's own."""

    id: InvitationId
    club_id: ClubId
    by_member: MemberId | None
    by: str
    tier: str
    places: int
    uses: int
    made_at: datetime
    until_at: datetime
    withdrawn_at: datetime | None = None
    """When it was taken back, before all of its places were used."""

    @property
    def left(self) -> int:
        return self.places - self.uses


class Accepted(msgspec.Struct, frozen=True):
    """Who is in a club now; a guest with the token of the pass that their cookie has to hold."""

    member: Member
    token: str | None = None


class NewItem(msgspec.Struct, frozen=True):
    """A variant that is sold: its price in minor units, and how many are set aside for the sale."""

    variant_id: VariantId
    price: int
    units: int


class NewSale(msgspec.Struct, frozen=True, kw_only=True):
    """A sale as a merchant plans it. `per_person` is pieces of each item; `room` how many people choose at the same time."""

    club_id: ClubId
    title: dict[str, str]
    market: str
    preview_at: datetime
    opens_at: datetime
    ends_at: datetime
    items: tuple[NewItem, ...]
    text: dict[str, str] = {}
    cart_minutes: int = 10
    offer_hours: int = 2
    per_person: int = 1
    room: int = 200
    hidden: bool = True


class Phase(StrEnum):
    """Where a sale stands for somebody: announced (nobody sees more than that it comes), preview, open, ended."""

    PLANNED = "planned"
    PREVIEW = "preview"
    OPEN = "open"
    ENDED = "ended"


class Sale(msgspec.Struct, frozen=True, kw_only=True):
    id: SaleId
    club_id: ClubId
    title: dict[str, str]
    text: dict[str, str]
    market: str
    currency: str
    preview_at: datetime
    opens_at: datetime
    ends_at: datetime
    cart_minutes: int
    offer_hours: int
    per_person: int
    room: int
    hidden: bool
    salt: bytes
    last_rank: int = 0
    admitted_through: int = 0
    pace: float = 0.0
    previewed_at: datetime | None = None
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    closed_at: datetime | None = None
    ended_reason: str = ""
    changed_at: datetime
    """When it was last planned anew."""
    closes_at: datetime
    """The last moment at which what is kept for somebody may be bought."""

    @property
    def ending(self) -> datetime:
        """Return when it ends, or ended."""
        return min(self.ended_at or self.ends_at, self.ends_at)

    @property
    def audience(self) -> str:
        """Return the audience of its prices, which is the purpose of its carts."""
        return f"{PURPOSE}:{self.id}"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A variant of a sale. `reserve` is how many are in nobody's hands."""

    id: ItemId
    sale_id: SaleId
    product_id: ProductId
    variant_id: VariantId
    price: int
    usual: int
    units: int
    reserve: int


class Priced(msgspec.Struct, frozen=True):
    """What a piece costs here, and usually."""

    price: Money
    usual: Money


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What a sale may come to. At the least nobody buys; at the most every one of the `units`: that is the `income`, and `given` is how
    much less that is than usually.

    `margin` is what is left of it without tax, less what the pieces cost. At the `worst` only what is sold below its cost is bought, at the
    `best` only what is not. The three are of the `known` of the `items` whose cost is known; None where none is.
    """

    units: int
    income: Money
    given: Money
    margin: Money | None
    worst: Money | None
    best: Money | None
    known: int
    items: int


class SaleOpened(Event, frozen=True):
    """The first of a sale's draws was made and people are let in. `about` is the sale, as in all events here."""


class SaleEnded(Event, frozen=True):
    """Nobody is let in any more."""


class EntrantAdmitted(Event, frozen=True, kw_only=True):
    """It is somebody's turn."""

    entrant: EntrantId


class WaitingListed(Event, frozen=True, kw_only=True):
    """Somebody waits for pieces that come back, and there is where to write to them."""

    claim: ClaimId


class WaitingOffered(Event, frozen=True, kw_only=True):
    """Pieces that came back are kept for somebody who waited."""

    claim: ClaimId


class NoSuchClub(Missing):
    """There is no such club."""


class NoSuchClubInvitation(Missing):
    """There is no such invitation."""


class InvitationIsUsedUp(Gone):
    """As many people as it was for have come, or its time is over."""


class InvitationIsWithdrawn(Gone):
    """Whoever made it has taken it back."""


class NothingToTakeBack(Conflict):
    """Everybody has come for whom an invitation was."""


class NoInvitationLeft(Conflict):
    """A member may invite so many people and no more."""


class NoSuchSale(Missing):
    """There is no such sale, or it is not for this visitor."""


class NoSuchItem(Missing):
    """The sale has no such item."""


class SaleHasOpened(Conflict):
    """A sale is changed until the first of its people are let in, and not afterwards."""


class TierIsPromised(Conflict):
    """A sale is planned with the tiers as they are: who comes in early, and by how much, stays until it is over."""


class SaleNotYet(Conflict):
    """It has not opened."""


class SaleIsOver(Conflict):
    """It has ended."""


class UnfitSale(Invalid):
    """What the sale says makes no sense; `errors` names each field."""
