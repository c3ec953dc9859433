"""The nouns of the programme: what is offered for a time, and what it is worth beside the true price of before."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from stoa.base.money import Money
from stoa.shop.catalog.model import Picture

WHOLE = 1_000_000


class View(StrEnum):
    """What is on, what comes, what has ended."""

    NOW = "now"
    COMING = "coming"
    ENDED = "ended"


class Kind(StrEnum):
    """An offer; a price that a team fills; one group whose price falls as people come; a private sale."""

    OFFER = "offer"
    TEAM = "team"
    GROUP = "group"
    SALE = "sale"


class Step(msgspec.Struct, frozen=True):
    """From so many people on, so much each."""

    people: int
    price: Money


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is offered for a time.

    `price` is what the thing in question (`goods`) costs by it, `was` the lowest price that it had in the 30 days before, where
    that is higher. `on` names what it is on, nothing for everything. `paid` and `saved` are of a group that has ended: how many
    customers kept something, and by how much all of them together paid less than that lowest price. `people` are in: of team prices
    those in teams that still fill; `missing` is how many the open one needs that misses fewest, None where there is none.
    """

    id: UUID
    kind: Kind
    view: View
    title: str
    on: str
    path: str
    begins: datetime
    ends: datetime | None
    changed_at: datetime
    goods: str = ""
    picture: Picture | None = None
    price: Money | None = None
    was: Money | None = None
    several: bool = False
    steps: list[Step] = []
    people: int = 0
    missing: int | None = None
    paid: int = 0
    saved: Money | None = None
    settling: bool = False
    members: bool = False

    @property
    def off(self) -> Money | None:
        """Return what is taken off the lowest price of the 30 days before; None where nothing is."""
        return self.was - self.price if self.was is not None and self.price is not None else None

    @property
    def percent(self) -> int:
        """Return that as whole percent, rounded down: never more than is true."""
        off = self.off
        return off.amount * 100 // self.was.amount if off is not None and self.was is not None and self.was.amount else 0


class Programme(msgspec.Struct, frozen=True):
    """The first of each view, the cursors of what follows, and the moment at which something begins or ends by itself.

    `versions` are the topics that it depends on.
    """

    now: list[Occasion] = []
    coming: list[Occasion] = []
    ended: list[Occasion] = []
    more: dict[View, str] = {}
    changes_at: datetime | None = None
    versions: dict[str, int] = {}

    def of(self, view: View) -> list[Occasion]:
        return {View.NOW: self.now, View.COMING: self.coming, View.ENDED: self.ended}[view]
