"""The nouns of reviews: what somebody says of a product, on which basis, and where the product stands by all of them."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.events import Event
from stoa.base.refusals import Conflict, Invalid, Missing
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import KeptPicture, ProductId, VariantId
from stoa.shop.orders.model import LineId, OrderId

ReviewId = NewType("ReviewId", UUID)
AspectId = NewType("AspectId", UUID)

MOST_TITLE, MOST_TEXT, MOST_PICTURES = 120, 5_000, 6


class State(StrEnum):
    """Waiting for a decision, shown to everybody, removed by a rule, or taken back by its author."""

    WAITING = "waiting"
    PUBLISHED = "published"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


class Basis(StrEnum):
    """What a review rests on: a delivered order of this shop, nothing that the shop knows of, or another shop's file."""

    ORDER = "order"
    NONE = "none"
    IMPORTED = "imported"


class Collection(StrEnum):
    """How it came: by itself, or after the shop had asked (Google product review feeds, `collection_method`)."""

    UNSOLICITED = "unsolicited"
    POST_FULFILLMENT = "post_fulfillment"


class Sort(StrEnum):
    HELPFUL = "helpful"
    NEWEST = "new"
    BEST = "high"
    WORST = "low"


class Owned(msgspec.Struct, frozen=True, kw_only=True):
    """A delivered line of an order: what the badge rests on."""

    line_id: LineId
    order_id: OrderId
    product_id: ProductId
    variant_id: VariantId
    person_id: PersonId | None
    delivered_at: datetime
    asked: bool = False
    """Whether the shop asked for a review of it."""


class New(msgspec.Struct, frozen=True, kw_only=True):
    """A review as it is written. `name` and `email` are a guest's; a member goes by their byline."""

    product_id: ProductId
    rating: int
    title: str = ""
    text: str = ""
    language: str = "en"
    variant_id: VariantId | None = None
    aspects: dict[str, int] = {}
    context: dict[str, str] = {}
    pictures: list[KeptPicture] = []
    recommends: bool | None = None
    name: str = ""
    email: str = ""


class Written(msgspec.Struct, frozen=True):
    """A review that was taken: its id, whether it is shown already, and for a guest the key that opens it to them."""

    id: ReviewId
    state: State
    key: str | None = None


Shot = KeptPicture
"""A picture that came with a review."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What the shop answered."""

    text: str
    state: State
    at: datetime
    changed_at: datetime


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A review whole, as it stands."""

    id: ReviewId
    product_id: ProductId
    variant_id: VariantId | None
    author: PersonId | None
    name: str
    email: str | None
    location: str
    rating: int
    title: str
    text: str
    pros: str
    cons: str
    language: str
    aspects: dict[str, int]
    context: dict[str, str]
    pictures: list[Shot]
    picture_urls: list[str]
    recommends: bool | None
    basis: Basis
    line_id: LineId | None
    delivered_at: datetime | None
    incentivized: bool
    incentive: UUID | None
    collection: Collection
    state: State
    helpful: int
    unhelpful: int
    salt: str
    source: str | None
    source_id: str | None
    extra: dict[str, Any]
    made_at: datetime
    changed_at: datetime
    published_at: datetime | None
    version: int
    reply: Reply | None = None

    @property
    def shown_id(self) -> str:
        return ids.show("rev", self.id)

    @property
    def path(self) -> str:
        return f"/reviews/{self.shown_id}"

    @property
    def owned_days(self) -> int | None:
        """Return for how many days the author had had it when they wrote; None without an order."""
        return None if self.delivered_at is None else max(0, (self.made_at - self.delivered_at).days)


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """What a review said before a change."""

    version: int
    before: dict[str, Any]
    at: datetime


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What its author wants it to say from now on."""

    rating: int
    title: str = ""
    text: str = ""
    aspects: dict[str, int] = {}
    context: dict[str, str] = {}
    pictures: list[Shot] = []
    recommends: bool | None = None


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Which reviews of a product somebody wants to read, and in which order. `aspect`: those that say something of it."""

    stars: int | None = None
    owners: bool = False
    pictures: bool = False
    variant: VariantId | None = None
    language: str | None = None
    aspect: str | None = None
    polarity: str | None = None
    sort: Sort = Sort.HELPFUL

    @property
    def all(self) -> bool:
        """Return whether it narrows nothing."""
        return (self.stars, self.variant, self.language, self.aspect) == (None,) * 4 and not self.owners and not self.pictures


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a product stands: the score with its interval, how many reviews, how many by owners, how many of each star.

    `aspects` says how often each place from one to five was answered, by the aspect's code.
    """

    product_id: ProductId
    score: float
    low: float
    high: float
    count: int
    verified: int
    stars: list[int]
    aspects: dict[str, list[int]] = {}


class HighlightSentence(msgspec.Struct, frozen=True):
    review_id: ReviewId
    text: str


class Highlight(msgspec.Struct, frozen=True, kw_only=True):
    """What several reviews say of an aspect, with the sentences that say it; nothing is added to them."""

    language: str
    aspect: str
    polarity: str
    reviews: int
    sentences: list[HighlightSentence]


class Rewardable(msgspec.Struct, frozen=True):
    """All that a reward may know of a review. Nothing in it tells whether the author was pleased."""

    id: ReviewId
    author: PersonId | None
    product_id: ProductId
    basis: Basis
    collection: Collection
    state: State
    incentivized: bool
    made_at: datetime
    published_at: datetime | None


class PutVote(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a review helped somebody, what that weighed (0 to 1), and whether it counted towards the author's trust."""

    person: PersonId
    helpful: bool
    weight: float
    credited: bool = False
    at: datetime


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What a review went through where it was: so that it comes back as it was. `reason`: the rule by which it was removed.

    `key_digest` knows a guest's key again; `salt` is that of the ledger's digest; `incentive` the entry that paid for it.
    """

    version: int = 1
    changed_at: datetime | None = None
    published_at: datetime | None = None
    removed_at: datetime | None = None
    reason: str = ""
    salt: str = ""
    key_digest: str | None = None
    incentive: UUID | None = None
    edits: list[Edit] = []
    votes: list[PutVote] = []
    reply_by: PersonId | None = None
    reply_changed_at: datetime | None = None
    reply_state: State = State.PUBLISHED


class PutReview(msgspec.Struct, frozen=True, kw_only=True):
    """A review from a file or another program. With `source` and `source_id` the same one is taken once, and later changed.

    `line_id` makes it an owner's if that line was delivered and not sent back; without it a file's review is `imported`.
    `id` is the one it had in another shop, or before it was lost; `state` is published, waiting or removed. `extra` keeps what the file says and this shop has no place for.
    `helpful` and `unhelpful` are votes that another shop counted; those of people are in `past`, which counts only when the review is new here.
    """

    product_id: ProductId
    rating: int
    made_at: datetime
    id: ReviewId | None = None
    title: str = ""
    text: str = ""
    pros: str = ""
    cons: str = ""
    language: str = "en"
    name: str = ""
    email: str = ""
    location: str = ""
    author: PersonId | None = None
    variant_id: VariantId | None = None
    line_id: LineId | None = None
    aspects: dict[str, int] = {}
    context: dict[str, str] = {}
    pictures: list[Shot] = []
    picture_urls: list[str] = []
    recommends: bool | None = None
    helpful: int = 0
    unhelpful: int = 0
    incentivized: bool = False
    collection: Collection = Collection.UNSOLICITED
    state: State = State.PUBLISHED
    reply: str = ""
    replied_at: datetime | None = None
    source: str | None = None
    source_id: str | None = None
    extra: dict[str, Any] = {}
    past: Past | None = None


class Put(msgspec.Struct, frozen=True):
    """What became of it: made, changed or kept (also where the same person wrote of it in this shop); refused where the product or line is not there (`id` None)."""

    id: ReviewId | None
    what: str


class ReviewReceived(Event, frozen=True, kw_only=True):
    """Somebody wrote. No event says how many stars: who rewards reviews hears of them here."""

    product_id: ProductId
    author: PersonId | None


class ReviewPublished(Event, frozen=True, kw_only=True):
    product_id: ProductId
    author: PersonId | None


class ReviewRemoved(Event, frozen=True, kw_only=True):
    product_id: ProductId
    author: PersonId | None


class ReviewEdited(Event, frozen=True, kw_only=True):
    """Its author, or the file it came from, changed what it says; whether it is still shown is to be looked up."""

    product_id: ProductId
    author: PersonId | None


class ReviewReplied(Event, frozen=True, kw_only=True):
    product_id: ProductId
    author: PersonId | None


class NoSuchReview(Missing):
    """There is no such review, or it is not yours to see."""


class NoSuchReviewRequest(Missing):
    """The link of a letter has run out, or was never there."""


class ReviewedAlready(Conflict):
    """There is a review of this product by this person already; it can be changed."""


class OwnReview(Conflict):
    """Nobody votes on their own review."""


class NotAReview(Invalid):
    """What was sent cannot be taken as a review."""
