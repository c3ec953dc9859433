"""The nouns of what anybody can check: what the score is made of, and the ledger (docs/reviews.md)."""

from datetime import datetime
from uuid import UUID

import msgspec

from stoa.community.reviews.model import Basis, ReviewId


class Heard(msgspec.Struct, frozen=True):
    """What the score asks of a review."""

    rating: int
    basis: Basis
    incentivized: bool
    made_at: datetime


class Prior(msgspec.Struct, frozen=True):
    """What is believed of a product before anybody has said anything: the mean (stars) and variance of its category, else of the shop."""

    mean: float = 4.0
    spread: float = 1.2


class Usual(msgspec.Struct, frozen=True):
    """The mean that a product of this category begins with; the category's name is empty for the shop's own."""

    category: str
    mean: float


class Score(msgspec.Struct, frozen=True):
    """The posterior mean, with its 95 % interval."""

    value: float
    low: float
    high: float


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the ledger. `hash` is that of all before it and itself; both are missing until it is chained.

    `v` says how it and its digest are written. `stars` are missing where somebody is still to decide: the digest binds them.
    """

    id: UUID
    v: int = 1
    seq: int | None
    at: datetime
    kind: str
    review_id: ReviewId
    reason: str
    stars: int | None
    digest: str
    previous: str | None
    hash: str | None


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of the ledger found: how many entries, the hash of the last, the first that is wrong, reviews that disagree.

    A review disagrees that stands otherwise than its last entry says, or says something else than that entry's digest binds.
    """

    entries: int
    loose: int
    head: str
    broken: int | None
    disagree: int

    @property
    def whole(self) -> bool:
        return self.broken is None and self.disagree == 0


class Waiting(msgspec.Struct, frozen=True):
    """How many reviews wait for a decision, and since when the one does that has waited longest."""

    count: int = 0
    since: datetime | None = None
