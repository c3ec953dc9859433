"""The nouns of exchange: what is brought in and taken out, in whose format, and a review as files know it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from stoa.base.files.model import Fault
from stoa.base.refusals import Conflict, Invalid
from stoa.community.reviews.model import Collection, ReviewId, State
from stoa.shop.catalog.model import ProductId, VariantId


class Kind(StrEnum):
    """What a file holds."""

    REVIEWS = "reviews"
    QUESTIONS = "questions"
    DISCUSSIONS = "discussions"
    WISH_LISTS = "wish-lists"
    CIRCLES = "circles"


class Format(StrEnum):
    """Whose file it is. All but our own, JSON lines, are for reviews alone."""

    JUDGEME = "judgeme"
    SHOPIFY = "shopify"
    GOOGLE = "google"
    META = "meta"
    STOA = "stoa"

    @property
    def ending(self) -> str:
        return {Format.GOOGLE: ".xml", Format.STOA: ".jsonl"}.get(self, ".csv")


RUNS = {f"community.{kind}": kind for kind in Kind}
"""What a run of the desk is called, by what its file holds."""


class Pointer(msgspec.Struct, frozen=True):
    """How a file says which product it means; the first that the shop knows counts. `field` is where to complain."""

    field: str
    handles: list[str] = []
    skus: list[str] = []
    codes: list[str] = []


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A review as a file says it. `key` is what the file calls it; empty where it has no word for that."""

    pointer: Pointer
    rating: int
    made_at: datetime
    key: str = ""
    title: str = ""
    text: str = ""
    pros: str = ""
    cons: str = ""
    name: str = ""
    email: str = ""
    location: str = ""
    language: str = ""
    reply: str = ""
    replied_at: datetime | None = None
    picture_urls: list[str] = []
    incentivized: bool = False
    collection: Collection = Collection.UNSOLICITED
    state: State = State.PUBLISHED
    notes: list[str] = []


class Sort(msgspec.Struct, frozen=True):
    """A variant as files name it: by article number and code."""

    id: VariantId
    sku: str = ""
    code: str = ""


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """A product as files name it, with its variants; `variant_id` is there when one of them was meant."""

    id: ProductId
    handle: str
    title: str = ""
    vendor: str = ""
    sorts: list[Sort] = []
    variant_id: VariantId | None = None

    @property
    def skus(self) -> list[str]:
        """Return the article numbers of the variant that was meant, else of all."""
        return [one.sku for one in self.sorts if one.sku and self.variant_id in {None, one.id}]

    @property
    def codes(self) -> list[str]:
        """Return the codes likewise."""
        return [one.code for one in self.sorts if one.code and self.variant_id in {None, one.id}]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A review as it is written into a file. `proof` is a digest of the order's line that an owner's review rests on."""

    key: str
    thing: Thing
    rating: int
    made_at: datetime
    path: str = ""
    title: str = ""
    text: str = ""
    pros: str = ""
    cons: str = ""
    name: str = ""
    email: str = ""
    location: str = ""
    language: str = ""
    reply: str = ""
    replied_at: datetime | None = None
    changed_at: datetime | None = None
    picture_urls: list[str] = []
    incentivized: bool = False
    collection: Collection = Collection.UNSOLICITED
    state: State = State.PUBLISHED
    proof: str = ""
    kept: dict[str, Any] = {}


class Shop(msgspec.Struct, frozen=True):
    """Whose reviews they are: what feeds call the store, and its address."""

    name: str = "Stoa"
    url: str = ""


class Known(msgspec.Struct, frozen=True):
    """Reviews that the shop has already: by their ids here, by what a format calls them, by what they say; `moments` are of those
    that were written in this shop.
    """

    ids: set[ReviewId]
    keys: set[str]
    alike: set[int]
    moments: set[tuple[ProductId, datetime]]


LINE = "json"
"""What the one column of a line is called, where a line of our own format is complained of."""


class Wrong(Exception):
    """Something that a line names is not here, or the line is nothing that we know. Holds the fault."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.fault = Fault(LINE, code, facts)


class NotAFileOfReviews(Invalid):
    """It is no file of reviews that we know. Facts: name, begins."""

    code = "not_a_file_of_reviews"


class NotInThisFormat(Invalid):
    """Only reviews come in the formats of others. Facts: kind, format."""


class NotTaken(Conflict):
    """The database holds no such thing: a number is too large, a text has characters that no text may hold. Facts: why."""
