"""The nouns of catalog: products with options and variants, categories, collections, pictures; its events and refusals."""

import functools
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

import msgspec

from stoa.base.events import Event
from stoa.base.refusals import Conflict, Gone, Invalid, Missing, TooLarge

ProductId = NewType("ProductId", UUID)
VariantId = NewType("VariantId", UUID)
CategoryId = NewType("CategoryId", UUID)
CollectionId = NewType("CollectionId", UUID)
PictureId = NewType("PictureId", UUID)

Words = dict[str, str]
"""A short text by language code; the first language stands in for one that lacks it."""

WIDTHS = (160, 320, 480, 640, 960, 1280)
"""The widths in pixels in which pictures are kept; never wider than the original."""


def widths(width: int) -> list[int]:
    """Return the widths in which a picture is kept whose largest is that wide."""
    return [one for one in WIDTHS if one < width] + [width]


class State(StrEnum):
    """A draft is not shown, an active product is sold, an archived one answers that it is gone."""

    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class Specification(msgspec.Struct, frozen=True):
    """One row of what a product is made of or measures ("Weight", "460 g")."""

    name: str
    value: str


class Text(msgspec.Struct, frozen=True):
    """What is said of a product in one language. The description is sanitised HTML."""

    title: str
    subtitle: str = ""
    description: str = ""
    specifications: list[Specification] = []
    seo_title: str = ""
    seo_description: str = ""


class Value(msgspec.Struct, frozen=True):
    """One value of an option ("Clay"). `key` never changes; `names` are its labels; `colour` (#rrggbb) draws a swatch."""

    key: str
    names: Words = {}
    colour: str = ""


class Option(msgspec.Struct, frozen=True):
    """What there is to choose ("Glaze"), with its values. `key` never changes."""

    key: str
    names: Words = {}
    values: list[Value] = []
    swatch: bool = False


class KeptPicture(msgspec.Struct, frozen=True):
    """A picture in the shop's own sizes: its content digest, the size in pixels of the largest, its mean colour.

    It need not be of a product: not yet, or because somebody added it to what they wrote.
    """

    digest: str
    width: int
    height: int
    tint: str = ""

    @property
    def thumb(self) -> str:
        """Return the address of the smallest size."""
        return f"/pictures/{self.digest}/{min(WIDTHS[0], self.width)}.webp"

    @property
    def src(self) -> str:
        """Return the address of a middling size, for programs that take no `srcset`."""
        return f"/pictures/{self.digest}/{min(640, self.width)}.webp"

    @property
    def srcset(self) -> str:
        """Return every size there is, with its width."""
        return _srcset(self.digest, self.width)

    @property
    def largest(self) -> str:
        return f"/pictures/{self.digest}/{self.width}.webp"


class Picture(KeptPicture, frozen=True, kw_only=True):
    """A picture of a product, described in one language for those who cannot see it."""

    id: PictureId
    alt: str = ""


@functools.lru_cache(maxsize=2_000)
def _srcset(digest: str, width: int) -> str:
    return ", ".join(f"/pictures/{digest}/{one}.webp {one}w" for one in widths(width))


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """What is sold and stocked. `choices` holds one value key for each option of the product."""

    id: VariantId
    product_id: ProductId
    position: int = 0
    sku: str | None = None
    barcode: str = ""
    choices: list[str] = []
    weight_grams: int = 0
    ships: bool = True
    picture_id: PictureId | None = None
    extra: dict[str, Any] = {}
    ended_at: datetime | None = None


class NewVariant(msgspec.Struct, frozen=True, kw_only=True):
    """A variant as it is asked for; an empty `sku` is none."""

    choices: list[str] = []
    sku: str = ""
    barcode: str = ""
    weight_grams: int = 0
    ships: bool = True
    extra: dict[str, Any] = {}


class NewProduct(msgspec.Struct, frozen=True, kw_only=True):
    """A product as it is asked for. Without a handle it gets one made of its title."""

    texts: dict[str, Text]
    variants: list[NewVariant] = []
    handle: str = ""
    state: State = State.DRAFT
    category_id: CategoryId | None = None
    vendor: str = ""
    kind: str = ""
    tags: list[str] = []
    options: list[Option] = []
    tax_class: str = "standard"
    extra: dict[str, Any] = {}


class ProductChange(msgspec.Struct, frozen=True, kw_only=True):
    """What shall be different; what is not given stays. A language given as None loses its texts."""

    handle: str | msgspec.UnsetType = msgspec.UNSET
    texts: dict[str, Text | None] | msgspec.UnsetType = msgspec.UNSET
    state: State | msgspec.UnsetType = msgspec.UNSET
    category_id: CategoryId | msgspec.UnsetType | None = msgspec.UNSET
    vendor: str | msgspec.UnsetType = msgspec.UNSET
    kind: str | msgspec.UnsetType = msgspec.UNSET
    tags: list[str] | msgspec.UnsetType = msgspec.UNSET
    tax_class: str | msgspec.UnsetType = msgspec.UNSET
    extra: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """A product whole, in every language, with its open variants: what decisions and the desk see.

    `audience` is the group of people that alone sees it; None where it is for everybody.
    """

    id: ProductId
    handle: str
    state: State
    category_id: CategoryId | None
    vendor: str
    kind: str
    tags: list[str]
    options: list[Option]
    tax_class: str
    extra: dict[str, Any]
    made_at: datetime
    changed_at: datetime
    texts: dict[str, Text]
    variants: list[Variant]
    pictures: list["OwnPicture"]
    collections: list[CollectionId]
    audience: str | None = None


class OwnPicture(msgspec.Struct, frozen=True, kw_only=True):
    """A product's picture as the desk sees it: its place, and its description in every language."""

    id: PictureId
    digest: str
    width: int
    height: int
    tint: str
    alts: Words = {}
    position: int = 0


class SoldVariant(msgspec.Struct, frozen=True, kw_only=True):
    """What carts and orders need of a variant, in one language. `choices` are texts; `active`: may be sold now."""

    id: VariantId
    product_id: ProductId
    handle: str
    title: str
    choices: list[str]
    sku: str | None
    weight_grams: int
    ships: bool
    tax_class: str
    picture: Picture | None
    active: bool


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """What a category or a collection says of itself in one language."""

    name: str
    description: str = ""
    seo_title: str = ""
    seo_description: str = ""


class NewGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A category or collection as it is asked for; without a handle it gets one made of its name."""

    texts: dict[str, Group]
    handle: str = ""
    parent_id: CategoryId | None = None
    position: int | None = None
    picture_id: PictureId | None = None


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the tree. `path` leads from the root to it, itself included."""

    id: CategoryId
    parent_id: CategoryId | None
    path: list[CategoryId]
    handle: str
    position: int
    picture_id: PictureId | None
    changed_at: datetime
    texts: dict[str, Group]


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """Products gathered by the merchant, across categories, in an order of their own."""

    id: CollectionId
    handle: str
    position: int
    picture_id: PictureId | None
    changed_at: datetime
    texts: dict[str, Group]
    products: list[ProductId] = []


class ProductPublished(Event, frozen=True, kw_only=True):
    """It became active; `about` is the product."""


class ProductChanged(Event, frozen=True, kw_only=True):
    """Texts, options, variants, pictures or places of an active or draft product changed; `about` is the product."""


class ProductArchived(Event, frozen=True, kw_only=True):
    """It is no longer sold; `about` is the product."""


class VariantEnded(Event, frozen=True, kw_only=True):
    """It is no longer sold; `about` is the variant."""

    product_id: ProductId


class PictureAdded(Event, frozen=True, kw_only=True):
    """A picture was stored in the shop's sizes; `about` is the product."""

    picture_id: PictureId


class CategoryChanged(Event, frozen=True, kw_only=True):
    """A category was made, renamed, moved or removed; `about` is the category."""


class CollectionChanged(Event, frozen=True, kw_only=True):
    """A collection's texts or products changed; `about` is the collection."""


class NoSuchProduct(Missing):
    """There is no such product, or it is not shown yet."""


class NoSuchVariant(Missing):
    """There is no such variant."""


class NoSuchCategory(Missing):
    """There is no such category."""


class NoSuchCollection(Missing):
    """There is no such collection."""


class NoSuchPicture(Missing):
    """There is no such picture, or not in that size."""


class ProductIsGone(Gone):
    """It was sold here and is no longer."""


class UnfitProduct(Invalid):
    """What was said of the product cannot be; `errors` names each field."""


class UnfitGroup(Invalid):
    """What was said of the category or collection cannot be; `errors` names each field."""


class HandleTaken(Conflict):
    """Another product, category or collection answers at that address."""


class SkuTaken(Conflict):
    """Another variant has that article number."""


class ChangedMeanwhile(Conflict):
    """Somebody else changed it after it was opened; nothing was overwritten."""


class InsideItself(Conflict):
    """A category cannot be put below itself."""


class NotReadyToSell(Conflict):
    """An active product needs at least one variant and a title in the first language."""


class NotAPicture(Invalid):
    """The file is not a picture the shop can read."""


class PictureTooLarge(TooLarge):
    """The file has more bytes or pixels than the shop takes."""
