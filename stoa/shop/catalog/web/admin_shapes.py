"""What programs of the staff say of products, and what they are told."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from stoa.base import ids
from stoa.shop.catalog.model import Option, Product, State, Text, Variant, Words


class VariantIn(msgspec.Struct, kw_only=True):
    """A variant as it shall be; with `id` one that is there, without a new one. `choices`: a value's key for each option."""

    id: str | None = None
    choices: list[str] = []
    sku: str = ""
    barcode: str = ""
    weight_grams: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] = 0
    ships: bool = True
    picture_id: str | None = None
    extra: dict[str, Any] = {}


class ProductIn(msgspec.Struct, kw_only=True):
    """A new product; texts by language."""

    texts: dict[str, Text]
    variants: list[VariantIn] = []
    handle: str = ""
    state: State = State.DRAFT
    category_id: str | None = None
    vendor: str = ""
    kind: str = ""
    tags: list[str] = []
    options: list[Option] = []
    tax_class: str = "standard"
    extra: dict[str, Any] = {}


class ProductChangeIn(msgspec.Struct, kw_only=True):
    """What shall be different; what is left out stays. A language given as null loses its texts."""

    texts: dict[str, Text | None] | msgspec.UnsetType = msgspec.UNSET
    handle: str | msgspec.UnsetType = msgspec.UNSET
    state: State | msgspec.UnsetType = msgspec.UNSET
    category_id: str | msgspec.UnsetType | None = msgspec.UNSET
    vendor: str | msgspec.UnsetType = msgspec.UNSET
    kind: str | msgspec.UnsetType = msgspec.UNSET
    tags: list[str] | msgspec.UnsetType = msgspec.UNSET
    tax_class: str | msgspec.UnsetType = msgspec.UNSET
    extra: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class ArrangementIn(msgspec.Struct, kw_only=True):
    """A product's options and exactly its variants, in order; an open one that is not named is ended."""

    options: list[Option]
    variants: list[VariantIn]


class VariantDetail(msgspec.Struct, kw_only=True):
    id: str
    choices: list[str]
    sku: str | None
    barcode: str
    weight_grams: int
    ships: bool
    picture_id: str | None
    extra: dict[str, Any]


class PictureDetail(msgspec.Struct, kw_only=True):
    id: str
    src: str
    width: int
    height: int
    alts: Words


class ProductDetail(msgspec.Struct, kw_only=True):
    """A product whole, in every language; `audience` is the group of people that alone sees it."""

    id: str
    handle: str
    state: State
    category_id: str | None
    vendor: str
    kind: str
    tags: list[str]
    options: list[Option]
    tax_class: str
    extra: dict[str, Any]
    texts: dict[str, Text]
    variants: list[VariantDetail]
    pictures: list[PictureDetail]
    collections: list[str]
    made_at: datetime
    changed_at: datetime
    audience: str | None


class RowOut(msgspec.Struct, kw_only=True):
    id: str
    handle: str
    state: State
    title: str
    vendor: str
    variants: int
    changed_at: datetime


class RowList(msgspec.Struct, kw_only=True):
    items: list[RowOut]
    next_cursor: str | None
    has_more: bool


class PictureFrom(msgspec.Struct, kw_only=True):
    """An address from which a picture is to be fetched, by a job; addresses inside our own network are refused."""

    url: Annotated[str, msgspec.Meta(max_length=2_000, pattern="^https?://")]
    alts: Words = {}


class PictureOrder(msgspec.Struct, kw_only=True):
    """One picture of a product in its place, with its descriptions."""

    id: str
    alts: Words = {}


def written(product: Product) -> ProductDetail:
    """Return a product as the staff's API writes it."""
    same = {
        name: getattr(product, name)
        for name in (
            "handle",
            "state",
            "vendor",
            "kind",
            "tags",
            "options",
            "tax_class",
            "extra",
            "texts",
            "made_at",
            "changed_at",
            "audience",
        )
    }
    return ProductDetail(
        id=ids.show("prd", product.id),
        category_id=ids.show("cat", product.category_id) if product.category_id else None,
        variants=[_detail(one) for one in product.variants],
        pictures=[
            PictureDetail(
                id=ids.show("pic", one.id),
                src=f"/pictures/{one.digest}/{one.width}.webp",
                width=one.width,
                height=one.height,
                alts=one.alts,
            )
            for one in product.pictures
        ],
        collections=[ids.show("col", one) for one in product.collections],
        **same,
    )


def _detail(one: Variant) -> VariantDetail:
    return VariantDetail(
        id=ids.show("var", one.id),
        choices=one.choices,
        sku=one.sku,
        barcode=one.barcode,
        weight_grams=one.weight_grams,
        ships=one.ships,
        picture_id=ids.show("pic", one.picture_id) if one.picture_id else None,
        extra=one.extra,
    )
