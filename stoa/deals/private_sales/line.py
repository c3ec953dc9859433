"""The nouns of what is scarce in a sale: the line before it with its draws and places, and what of it is kept for whom."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from stoa.base.refusals import Conflict, Missing
from stoa.deals.private_sales.model import ClaimId, EntrantId, ItemId, MemberId, SaleId


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """A moment at which a tier is let in, and its draw. `seed` is none until it has been drawn."""

    ahead_minutes: int
    opens_at: datetime
    commitment: bytes
    seed: bytes | None = None
    drawn_at: datetime | None = None


class Entrant(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in the line of a sale. `id` is public."""

    id: EntrantId
    sale_id: SaleId
    member_id: MemberId
    ahead_minutes: int
    opens_at: datetime
    entered_at: datetime
    drawn: int | None = None
    rank: int | None = None
    admitted_at: datetime | None = None
    admitted_until: datetime | None = None


class Where(StrEnum):
    """Where somebody stands: not in the line, before the draw, in the line, inside; their time inside is over, or the sale has ended."""

    OUTSIDE = "outside"
    BEFORE = "before"
    LINE = "line"
    INSIDE = "inside"
    OVER = "over"
    ENDED = "ended"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One's place: `ahead` people at most are before it, `about` is how long that takes at the pace of late (none: not known).

    `at_most` is how long it takes if everybody before stays for all of their minutes.
    """

    where: Where
    entrant: EntrantId | None = None
    opens_at: datetime
    ahead: int = 0
    about: timedelta | None = None
    at_most: timedelta | None = None
    until: datetime | None = None
    drawn: int | None = None


class ClaimState(StrEnum):
    """Waiting: in the list. Offered, held: units are theirs until a time. Ordered: being paid. Bought. Over: came to nothing."""

    WAITING = "waiting"
    OFFERED = "offered"
    HELD = "held"
    ORDERED = "ordered"
    BOUGHT = "bought"
    OVER = "over"


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    id: ClaimId
    sale_id: SaleId
    item_id: ItemId
    member_id: MemberId
    wanted: int
    quantity: int
    state: ClaimState
    since: datetime
    until_at: datetime | None = None
    cart_id: UUID | None = None
    order_id: UUID | None = None
    offered: bool = False
    """Whether it came from the waiting list: it has a cart and a time of its own."""
    email: str | None = None
    """Where a guest who waits is written to."""
    language: str = "en"


class Queue(msgspec.Struct, frozen=True):
    """How it stands with a waiting list: how many are `ahead`, how many pieces those in carts may still give back, and what came back so far."""

    ahead: int
    pieces_ahead: int
    in_carts: int
    returned: int
    ended: int


class NothingKept(Missing):
    """There is nothing kept for this visitor by that name."""


class NotYourTurn(Conflict):
    """Others are before this visitor, or their time inside is over."""


class SoldOutNow(Conflict):
    """No piece is free now; one may wait for those that come back."""


class OverTheLimit(Conflict):
    """A person gets so many pieces of an item: one person is one account, one device, one address, one way to pay. Facts: most."""


class ClaimIsOver(Conflict):
    """The time for which the pieces were kept is over."""


class OnlyWhatIsKept(Conflict):
    """An order of a sale is of what is kept for its buyer, and of nothing else."""
