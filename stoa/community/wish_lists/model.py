"""The nouns of wish lists."""

from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.events import Event
from stoa.base.money import Money
from stoa.base.refusals import Conflict, Gone, Invalid, Missing
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.orders.model import OrderId

ListId = NewType("ListId", UUID)
EntryId = NewType("EntryId", UUID)
ClaimId = NewType("ClaimId", UUID)

MOST_LISTS = 50
MOST_ENTRIES = 300
MOST_QUANTITY = 99
MOST_NOTE = 500
MOST_KEPT_NOTE = 4_000
"""Notes on one thing of several lists are kept together, up to here."""
MOST_CO_OWNERS = 10
GIFT_POOL = "gift_pool"
"""Why the order of a pool is held."""


Day = date
"""A day, named so that a field may be called `date`."""


class Kind(StrEnum):
    """What was saved with one tap, a list of one's own making, or a registry for a day."""

    SAVED = "saved"
    LIST = "list"
    REGISTRY = "registry"


class View(StrEnum):
    """What the owner sees of what others promise: nothing, what is taken, or everything with names."""

    NOTHING = "nothing"
    TAKEN = "taken"
    ALL = "all"


class Priority(IntEnum):
    LOW = 0
    NORMAL = 1
    HIGH = 2


class Role(StrEnum):
    """Who looks at a list. A surprised co-owner sees as little as the owner, the other kind everything."""

    OWNER = "owner"
    SURPRISED = "surprised"
    CO_OWNER = "co_owner"
    GIVER = "giver"


class Who(msgspec.Struct, frozen=True):
    """Who asks: a member, a guest by the digest of their cookie, or nobody known."""

    person: PersonId | None = None
    guest: bytes | None = None
    name: str = ""


class WishList(msgspec.Struct, frozen=True, kw_only=True):
    """A list without its entries."""

    id: ListId
    owner: PersonId | None
    guest: bytes | None
    kind: Kind
    title: str
    recipient: str
    message: str
    date: Day | None
    view: View
    on_page: bool
    address_id: UUID | None
    secret: str | None
    state: str
    market: str
    language: str
    made_at: datetime
    changed_at: datetime

    @property
    def shown_id(self) -> str:
        return ids.show("lst", self.id)

    @property
    def path(self) -> str:
        """Return the address of its owners' page."""
        return f"/lists/{self.shown_id}"

    @property
    def share_path(self) -> str | None:
        """Return the address that is given to others, if there is one."""
        return f"/l/{self.secret}" if self.secret else None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on a list. `price` is what one cost when it was put there."""

    id: EntryId
    list_id: ListId
    variant_id: VariantId
    product_id: ProductId
    quantity: int
    note: str
    priority: Priority
    had_at: datetime | None
    market: str
    currency: str | None
    price: int | None
    made_at: datetime
    removed_at: datetime | None = None
    added_by: PersonId | None = None


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked out for: a lower price (than `below`, minor units, or than ever in 30 days), new stock."""

    entry_id: EntryId
    price: bool
    stock: bool
    below: int | None = None
    told_price: int | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A promise to give it, with an end. Whether it still holds is computed from the time."""

    id: ClaimId
    entry_id: EntryId
    name: str
    person: PersonId | None
    guest: bytes | None
    quantity: int
    made_at: datetime
    until: datetime
    cart_id: UUID | None = None
    order_id: OrderId | None = None
    bought_at: datetime | None = None
    ended_at: datetime | None = None
    shown: bool = True
    """Whether others may read the name."""
    view: View = View.NOTHING
    """What its giver was told that the owner would see of it."""
    sends: bool = False
    """Whether what it promises may go to the owner's hidden address."""

    def counts(self, now: datetime) -> bool:
        """Return whether it takes something off what is wished for."""
        return self.ended_at is None and (self.order_id is not None or now < self.until)


class CoOwner(msgspec.Struct, frozen=True):
    person_id: PersonId
    surprised: bool
    made_at: datetime


class Invitation(msgspec.Struct, frozen=True):
    """A way in for co-owners."""

    secret: str
    surprised: bool
    until: datetime

    @property
    def path(self) -> str:
        return f"/lists/join/{self.secret}"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What an owner says of a list."""

    title: str
    kind: Kind = Kind.LIST
    recipient: str = ""
    message: str = ""
    date: Day | None = None
    view: View = View.NOTHING
    on_page: bool = False
    address_id: UUID | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is said anew of an entry; None leaves it as it is."""

    quantity: int | None = None
    note: str | None = None
    priority: Priority | None = None
    had: bool | None = None


class PutEntry(msgspec.Struct, kw_only=True):
    """An entry as files hold it. `price` is what one cost when it was put there (minor units); without one, today's is kept."""

    variant_id: VariantId
    id: EntryId | None = None
    quantity: int = 1
    note: str = ""
    priority: Priority = Priority.NORMAL
    had: bool = False
    had_at: datetime | None = None
    added_by: PersonId | None = None
    market: str = ""
    currency: str | None = None
    price: int | None = None
    made_at: datetime | None = None
    removed_at: datetime | None = None


class PutList(msgspec.Struct, kw_only=True):
    """A list as files hold it: a member's, or a guest's by the digest of their cookie. The same id is the same list; without
    one, the same owner, kind and title is. `secret` keeps the link that was given to others; `shared` makes one where there is none.
    """

    owner: PersonId | None
    settings: Settings
    market: str
    language: str
    id: ListId | None = None
    guest: bytes | None = None
    entries: list[PutEntry] = []
    shared: bool = False
    secret: str | None = None
    state: str = "published"
    made_at: datetime | None = None
    changed_at: datetime | None = None
    removed_at: datetime | None = None


class EntrySaved(Event, frozen=True, kw_only=True):
    """Something was put on a list. `about` is the entry."""

    list: ListId
    variant: VariantId


class EntryRemoved(Event, frozen=True, kw_only=True):
    list: ListId
    variant: VariantId


class EntryClaimed(Event, frozen=True, kw_only=True):
    """Somebody promised to give it. `about` is the entry."""

    claim: ClaimId


class ClaimBought(Event, frozen=True, kw_only=True):
    """What was promised is ordered. `about` is the entry."""

    claim: ClaimId
    order: OrderId


class ListShared(Event, frozen=True):
    """A link to the list was made. `about` is the list, as in the next one."""


class ListUnshared(Event, frozen=True):
    """The link no longer opens it."""


class PoolOpened(Event, frozen=True, kw_only=True):
    """Money may be put together. `about` is the pool, as in the next ones."""

    entry: EntryId


class PoolFilled(Event, frozen=True, kw_only=True):
    """It is all there, and ordered."""

    order: OrderId


class PoolMissed(Event, frozen=True):
    """It was not full in time, or was given up; everybody gets their money back."""


class ShareReturned(Event, frozen=True, kw_only=True):
    """Somebody has their money back. `about` is the share."""

    amount: Money


class WatchMade(Event, frozen=True, kw_only=True):
    """Somebody looks out for it. `about` is the entry, as in the next ones."""

    variant: VariantId
    price: bool
    stock: bool


class PriceFell(Event, frozen=True, kw_only=True):
    """It costs less than at any time in the 30 days before: `low30` is that lowest price."""

    variant: VariantId
    price: Money
    low30: Money


class CameBack(Event, frozen=True, kw_only=True):
    """It can be had again."""

    variant: VariantId


class NoSuchList(Missing):
    """There is no such list, or none that you may see."""


class NoSuchEntry(Missing):
    """There is no such entry."""


class NoSuchClaim(Missing):
    """There is no such claim, or it is somebody else's."""


class NoSuchPool(Missing):
    """There is no such pool."""


class ListIsFull(Conflict):
    """A list holds so many things at most. Facts: most."""


class TooManyLists(Conflict):
    """A person keeps so many lists at most. Facts: most."""


class TooManyCoOwners(Conflict):
    """So many people edit a list at most. Facts: most."""


class AlreadyTaken(Conflict):
    """Fewer are still wished for than were to be given. Facts: left."""


class NotWished(Conflict):
    """It is not wished for any more."""


class OwnList(Conflict):
    """Nobody gives to themselves what is on their own list."""


class SavedStays(Conflict):
    """The list of what was saved with one tap is always there and always the owner's alone."""


class NoAddress(Conflict):
    """Money is put together for what the shop can send to the list's owner; the list has no address yet."""


class PoolIsRunning(Conflict):
    """Money is being put together for this already."""


class PoolStays(Conflict):
    """Money is put together for it where it is: it moves when that is over, or given up."""


class TooManyOfIt(Conflict):
    """Of one thing a list wishes for so many at most. Facts: most."""


class PoolIsOver(Gone):
    """No more money is taken: it is full, or its time has passed."""


class NotThatMuch(Invalid):
    """More than is missing, less than is taken, or so much that the rest would be too little for the next one."""


class InvitationIsOver(Gone):
    """The invitation has run out, or was taken back."""
