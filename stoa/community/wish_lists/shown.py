"""Lists as pages and programs are shown them: each viewer what they may know."""

from datetime import datetime

import msgspec

from stoa.base import ids
from stoa.base.money import Money
from stoa.community.wish_lists.model import Claim, ClaimId, Day, Entry, Kind, ListId, Role, Watch, WishList
from stoa.community.wish_lists.pool_model import ShownPool
from stoa.shop.catalog.model import SoldVariant


class Giving(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as somebody is shown it; without a name where the viewer is not to know it."""

    name: str
    quantity: int
    bought: bool
    until: datetime | None = None


class ShownEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as a page shows it now: what it is, costs, and what is promised, as far as the viewer may know.

    `taken` and `free` are None for who is not to know. `mine` is the viewer's own claim.
    """

    entry: Entry
    variant: SoldVariant
    price: Money | None
    was: Money | None = None
    saved_price: Money | None = None
    stock: int | None = None
    sold: bool = True
    watch: Watch | None = None
    taken: int | None = None
    free: int | None = None
    givings: list[Giving] = []
    mine: Claim | None = None
    pool: ShownPool | None = None

    @property
    def cheaper(self) -> Money | None:
        """Return by how much it costs less than when it was put here."""
        if self.price is None or self.saved_price is None or self.price.currency != self.saved_price.currency:
            return None
        return self.saved_price - self.price if self.price < self.saved_price else None

    @property
    def buyable(self) -> bool:
        """Return whether the shop sells it and has at least one."""
        return self.sold and (self.stock is None or self.stock > 0)

    @property
    def paid_together(self) -> bool:
        """Return whether some money is there for it and not all of it yet, as far as the viewer may know."""
        return self.pool is not None and not self.pool.full and self.pool.together is not None and self.pool.together.amount > 0

    @property
    def taken_care_of(self) -> int:
        """Return how many are promised, bought or paid: what money is still put together for is not one of them."""
        waits = self.pool is not None and not self.pool.full
        return max((self.taken or 0) - (self.pool.quantity if self.pool is not None and waits else 0), 0)

    @property
    def takes_parts(self) -> bool:
        """Return whether a part may be given now: its order has its thing, or there is one to begin it with."""
        return self.pool is not None and not self.pool.full and (self.pool.begun or self.buyable)

    @property
    def done(self) -> bool:
        """Return whether nothing of it is wished for any more, as far as the viewer may know."""
        return self.entry.had_at is not None or self.free == 0


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as its giver sees it on their own page. `path` leads to the list while it is shared; `gone`: it was taken down."""

    id: ClaimId
    title: str
    quantity: int
    recipient: str
    until: datetime
    bought: bool
    gone: bool
    path: str | None


class ListView(msgspec.Struct, frozen=True, kw_only=True):
    """A list with everything a page needs, as one viewer sees it."""

    wish_list: WishList
    role: Role
    entries: list[ShownEntry]
    sends: bool = False
    """Whether the shop can send to its owner without showing the address."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A list as a row of others, on pages and by API. `own` is false where one edits it with its owner."""

    kind: Kind
    title: str
    date: Day | None
    entries: int
    shared: bool
    own: bool


class Summary(Row, frozen=True, kw_only=True):
    """A list as a row of the account."""

    id: ListId
    changed_at: datetime

    @property
    def path(self) -> str:
        return f"/lists/{ids.show('lst', self.id)}"
