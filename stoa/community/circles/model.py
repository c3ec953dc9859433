"""The nouns of circles: who stands how near to whom, and what is shown how far."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.events import Event
from stoa.base.refusals import Conflict, Invalid, Missing
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import Picture, ProductId, VariantId
from stoa.shop.orders.model import LineId, OrderId

__all__ = [
    "AROUND",
    "Audience",
    "Blocked",
    "Byline",
    "BylineChanged",
    "Chosen",
    "Distance",
    "Followed",
    "Friends",
    "Invitation",
    "InvitationId",
    "Kind",
    "LineId",
    "Member",
    "NewMember",
    "NoSuchInvitation",
    "NoSuchMember",
    "NoSuchPurchase",
    "OwnInvitation",
    "Person",
    "PersonId",
    "ProductId",
    "Purchase",
    "PurchaseState",
    "PutFollow",
    "PutMember",
    "ShowingChanged",
    "Shown",
    "Source",
    "Suggested",
    "Ties",
    "TooManyFollows",
    "TooManyInvitations",
    "UnfitMember",
    "VariantId",
]  # fmt: skip

InvitationId = NewType("InvitationId", UUID)


class Audience(StrEnum):
    """To whom something is shown; each one holds those before it."""

    NOBODY = "nobody"
    FRIENDS = "friends"
    CIRCLE = "circle"
    EVERYONE = "everyone"

    @property
    def reach(self) -> int:
        """Return the farthest distance at which it is seen."""
        return _REACH[self]


_REACH = {Audience.NOBODY: 0, Audience.FRIENDS: 1, Audience.CIRCLE: 2, Audience.EVERYONE: 3}


class Distance(IntEnum):
    """How far a viewer stands from an owner: themselves, a friend, somebody of their circle, anybody, one of the two blocked the other."""

    SELF = 0
    FRIEND = 1
    CIRCLE = 2
    STRANGER = 3
    BLOCKED = 4


AROUND: dict[Distance, PersonId | None] = {
    Distance.STRANGER: None,
    Distance.CIRCLE: PersonId(UUID(int=2)),
    Distance.FRIEND: PersonId(UUID(int=1)),
}
"""Viewers that nobody is: with them `circles.sees` answers as for a stranger, somebody of the circle, a friend."""


class Kind(StrEnum):
    """What a person may show."""

    PAGE = "page"
    PURCHASES = "purchases"
    REVIEWS = "reviews"
    QUESTIONS = "questions"
    LISTS = "lists"
    FOLLOWS = "follows"


class Ties(msgspec.Struct, frozen=True):
    """What is between a viewer and an owner.

    `follows`: the viewer follows the owner; `followed`: the owner follows the viewer; `welcome`: the owner let this follower
    into their circle; `blocked`: one of the two has blocked the other.
    """

    follows: bool = False
    followed: bool = False
    welcome: bool = False
    blocked: bool = False


class PurchaseState(StrEnum):
    """What a line of an order is to its buyer."""

    PLACED = "placed"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    RETURNED = "returned"


class Byline(msgspec.Struct, frozen=True):
    """What somebody is called in public. An empty name is "A member"; `href` is there when everybody may see their page."""

    name: str = ""
    initials: str = ""
    picture: str | None = None
    href: str | None = None


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of themselves: `handle` is the end of their page's address, `picture` is digest and width."""

    person_id: PersonId
    handle: str
    byline: str
    about: str
    picture: str | None
    state: str
    version: int


class NewMember(msgspec.Struct, frozen=True, kw_only=True):
    """What a person would like to be called and say. `picture` None keeps the one there is, "" takes it away."""

    byline: str
    about: str = ""
    picture: str | None = None
    renew: bool = False
    """Give the page another address; the old one leads nowhere."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A person's page as one viewer may see it, and what is between the two."""

    id: PersonId
    handle: str
    byline: Byline
    about: str
    distance: Distance
    follows: bool = False
    followed: bool = False
    welcome: bool = False
    muted: bool = False


class Friends(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a list of one's own: how they are called, and how one stands with them."""

    id: PersonId
    byline: Byline
    at: datetime
    friend: bool = False
    welcome: bool = False
    muted: bool = False


class Source(StrEnum):
    """How two people came near each other: a link that one shared, a wish list that one opened."""

    LINK = "link"
    LIST = "list"


class Suggested(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody one might like in one's circle. `came`: they came by what I shared, and have agreed already."""

    id: PersonId
    byline: Byline
    source: Source
    came: bool
    asked: bool


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """A link that brings somebody into a circle; `uses` are left."""

    id: InvitationId
    by: PersonId
    byline: Byline
    until_at: datetime
    uses: int


class Shown(msgspec.Struct, frozen=True):
    """What a person shows of each kind, and how many people that is today."""

    audiences: dict[Kind, Audience]
    friends: int
    circle: int
    member: Member | None

    def of(self, kind: Kind) -> Audience:
        """Return to whom a kind is shown; nobody, if nothing was said."""
        return self.audiences.get(kind, Audience.NOBODY)


class Purchase(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was bought, as its buyer sees it; `audience` None follows their setting for purchases."""

    line_id: LineId
    order_id: OrderId
    person_id: PersonId
    product_id: ProductId
    at: datetime
    state: PurchaseState
    gift: bool = False
    audience: Audience | None = None
    title: str = ""
    handle: str = ""
    picture: Picture | None = None

    @property
    def shown_id(self) -> str:
        return ids.show("lin", self.line_id)


class Chosen(msgspec.Struct, frozen=True):
    """Who of somebody's circle chose a product: how many, and the first few."""

    count: int
    people: list[Byline]


class PutMember(msgspec.Struct, frozen=True, kw_only=True):
    """A member from a file or a seed. What is None stays as it is; who is here already keeps address, state and version."""

    person_id: PersonId
    byline: str
    about: str = ""
    picture: str | None = None
    shows: dict[Kind, Audience] = {}
    handle: str = ""
    state: str = "published"
    version: int = 0
    since: datetime | None = None


class PutFollow(msgspec.Struct, frozen=True):
    """Who follows whom; `welcome` says that the followed let them into their circle."""

    follower: PersonId
    followed: PersonId
    welcome: bool = False
    at: datetime | None = None


class Followed(Event, frozen=True, kw_only=True):
    """Somebody began to follow `about`."""

    by: PersonId


class Blocked(Event, frozen=True, kw_only=True):
    """`about` blocked another."""

    other: PersonId


class ShowingChanged(Event, frozen=True, kw_only=True):
    """`about` shows a kind of thing to others than before."""

    kind: Kind


class BylineChanged(Event, frozen=True):
    """`about` is called otherwise in public now: name, picture, or whether the name leads to a page."""


class NoSuchMember(Missing):
    """There is nobody here, or nobody that you may see."""


class NoSuchInvitation(Missing):
    """There is no such invitation, it has ended, or it is not for you."""


class NoSuchPurchase(Missing):
    """You have bought no such thing."""


class OwnInvitation(Conflict):
    """This invitation is your own."""


class TooManyFollows(Conflict):
    """One follows 5,000 people at most."""


class TooManyInvitations(Conflict):
    """Twenty invitations at most are open at a time."""


class UnfitMember(Invalid):
    """The name or the words cannot stand in public; `errors` names each field."""
