"""The nouns of search."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.money import Money
from stoa.base.refusals import Invalid, Missing
from stoa.shop.catalog.model import CategoryId, CollectionId, Option, Picture, PictureId, ProductId, Specification

SynonymId = NewType("SynonymId", UUID)


class Term(msgspec.Struct, frozen=True):
    """A word of a query, or several that belong together (a phrase, a hyphenated word); `minus` excludes it."""

    pieces: tuple[str, ...]
    phrase: bool = False
    minus: bool = False


class Asked(msgspec.Struct, frozen=True):
    """A query as it was understood: its text as shown to people, and its terms, folded."""

    text: str
    terms: tuple[Term, ...] = ()


class Candidate(msgspec.Struct, frozen=True):
    """A word of the vocabulary that may have been meant, in how many products it stands, and whether it names one."""

    word: str
    products: int = 1
    named: bool = False


class VocabularyWord(msgspec.Struct, frozen=True):
    """A word as it is kept: in how many products it stands, whether it names one, its neighbours (`rules.neighbours`)."""

    word: str
    products: int
    named: bool
    neighbours: list[int]


class Written(msgspec.Struct, frozen=True):
    """A product's texts in one language, folded: title, names, lead and body, by falling weight.

    `vocabulary` holds their words that may be mistyped; `named` those of title and names.
    """

    title: str
    names: str
    lead: str
    body: str
    vocabulary: list[str] = []
    named: list[str] = []


class Wanted(msgspec.Struct, frozen=True):
    """A query in the database's own words: PostgreSQL's tsquery syntax made of folded words only.

    `must`: all but the last term; `last`: the last one; `prefix`: the last word as a beginning; `some`: any of the terms;
    `none`: what is excluded; `terms`: how many are wanted.
    """

    must: str
    last: str
    prefix: str
    some: str
    none: str
    terms: int


class SourceText(msgspec.Struct, frozen=True):
    """What the catalogue says of a product in one language."""

    title: str
    subtitle: str = ""
    description: str = ""
    specifications: list[Specification] = []


class SourceVariant(msgspec.Struct, frozen=True):
    choices: list[str] = []
    sku: str | None = None
    barcode: str = ""


class SourcePicture(msgspec.Struct, frozen=True):
    id: PictureId
    digest: str
    width: int
    height: int
    tint: str = ""
    alts: dict[str, str] = {}


class SourceGroup(msgspec.Struct, frozen=True):
    """A category or collection the product stands in: its name in one language."""

    language: str
    name: str


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A product as the catalogue has it, with all that it may be found by. `words`: further names, by language."""

    id: ProductId
    handle: str
    made_at: datetime
    vendor: str = ""
    kind: str = ""
    tags: list[str] = []
    options: list[Option] = []
    words: dict[str, list[str]] = {}
    texts: dict[str, SourceText] = {}
    variants: list[SourceVariant] = []
    picture: SourcePicture | None = None
    categories: list[CategoryId] = []
    collections: list[CollectionId] = []
    groups: list[SourceGroup] = []


class Document(msgspec.Struct, frozen=True):
    """A product in one language, ready to be indexed. `card` is what listings show of it."""

    product_id: ProductId
    language: str
    title: str
    written: Written
    brevity: float
    card: "Card"


class Swatch(msgspec.Struct, frozen=True):
    label: str
    colour: str


class Card(msgspec.Struct, frozen=True):
    """What a listing shows of a product, besides its price and whether it is there."""

    handle: str
    title: str
    vendor: str = ""
    picture: Picture | None = None
    swatches: list[Swatch] = []


class Shelf(msgspec.Struct, frozen=True):
    """Where a product stands, in every language."""

    product_id: ProductId
    categories: list[CategoryId]
    collections: list[CollectionId]
    choices: list[str]
    made_at: datetime


class Choice(msgspec.Struct, frozen=True):
    """The labels of a choice (`colour:red`) in one language."""

    key: str
    language: str
    option: str
    value: str
    colour: str = ""
    position: int = 0


class Merit(msgspec.Struct, frozen=True):
    """What people say of a product: `stars` as shown, from so many of them; the highest `score` comes first among the best rated."""

    product: ProductId
    score: int
    stars: float
    count: int


class Sort(StrEnum):
    """The orders of a listing. `fit`: best match of a search, the merchant's order of a collection, best sellers of a category."""

    FIT = "fit"
    CHEAPEST = "price"
    DEAREST = "price-down"
    NEWEST = "new"
    SOLD = "sold"
    RATED = "rated"


class Filters(msgspec.Struct, frozen=True):
    """What a listing is narrowed to: any of each kind, and all kinds at once.

    `categories` are handles, `choices` are keys (`colour:red`), `prices` are ranges in minor units (the end not included, or open),
    `stars` is how many at least.
    """

    categories: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    prices: tuple[tuple[int, int | None], ...] = ()
    in_stock: bool = False
    stars: int | None = None

    @property
    def count(self) -> int:
        return len(self.categories) + len(self.choices) + len(self.prices) + self.in_stock + (self.stars is not None)


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody looks for. `category` and `collection` are handles; with `exact` nothing is mended."""

    language: str
    market: str
    query: str = ""
    category: str | None = None
    collection: str | None = None
    filters: Filters = Filters()
    sort: Sort = Sort.FIT
    cursor: str | None = None
    limit: int = 24
    audiences: tuple[str, ...] = ("everyone",)
    exact: bool = False
    facets: bool = True


class Stock(StrEnum):
    """Whether a product is there: some variant in plenty, only a few altogether, none."""

    IN = "in"
    FEW = "few"
    OUT = "out"


class FoundProduct(msgspec.Struct, frozen=True, kw_only=True):
    """A product of a listing: its card, and its price and stock at this moment. `varies`: other variants cost more.

    `stars` is what `voices` people say of it; nobody has said anything where that is 0.
    """

    id: ProductId
    card: Card
    price: Money
    was: Money | None = None
    varies: bool = False
    stock: Stock = Stock.IN
    left: int | None = None
    stars: float = 0.0
    voices: int = 0
    key: int = 0


class CategoryCount(msgspec.Struct, frozen=True):
    handle: str
    name: str
    count: int
    depth: int = 1


class ChoiceCount(msgspec.Struct, frozen=True):
    key: str
    option: str
    value: str
    count: int
    colour: str = ""
    position: int = 0


class PriceCount(msgspec.Struct, frozen=True):
    """Products from `least` up to `most` (not included; None: no end), in minor units."""

    least: int
    most: int | None
    count: int


class StarsCount(msgspec.Struct, frozen=True):
    """Products of at least so many stars."""

    stars: int
    count: int


class Facets(msgspec.Struct, frozen=True):
    """What the listing could be narrowed to, and how many products each would leave beside the other kinds of filters."""

    categories: list[CategoryCount] = []
    choices: list[ChoiceCount] = []
    prices: list[PriceCount] = []
    in_stock: int = 0
    stars: list[StarsCount] = []


class Mended(msgspec.Struct, frozen=True):
    """The query that was typed, and the one whose results are shown instead."""

    typed: str
    shown: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a listing.

    `total` counts all of it. `loosened`: nothing had every word, so these have some. `topics`, `version` and `until` let a page that
    shows it be kept.
    """

    products: list[FoundProduct]
    total: int
    currency: str
    facets: Facets = Facets()
    mended: Mended | None = None
    loosened: bool = False
    next_cursor: str | None = None
    previous_cursor: str | None = None
    topics: list[str] = []
    version: int = 0
    until: datetime | None = None


class PlaceName(msgspec.Struct, frozen=True):
    """What a category or collection is called in one language."""

    kind: str
    place_id: UUID
    language: str
    handle: str
    name: str


class Suggestions(msgspec.Struct, frozen=True):
    """What somebody who is typing may be looking for."""

    products: list[FoundProduct] = []
    places: list[PlaceName] = []
    mended: Mended | None = None


class Synonym(msgspec.Struct, frozen=True):
    """Whoever searches for any of `terms` also finds `means`; two-way when the two are equal."""

    id: SynonymId
    language: str
    terms: list[str]
    means: list[str]

    @property
    def both_ways(self) -> bool:
        return self.terms == self.means


class Miss(msgspec.Struct, frozen=True):
    """A search that found nothing: how often, and when last."""

    language: str
    query: str
    count: int
    last_at: datetime


class NoSuchSynonym(Missing):
    """There is no such synonym, or it was removed already."""


class NotASynonym(Invalid):
    """What was given names nothing to be found, or only itself."""
