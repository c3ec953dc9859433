"""A product as a table or a file says it whole: rows of variants, old ones and new ones, and pictures by their addresses."""

from datetime import datetime

import msgspec

from stoa.shop.catalog.model import NewProduct, NewVariant, PictureId, ProductId, Variant, VariantId, Words


class ArrangedVariant(NewVariant, frozen=True, kw_only=True):
    """A row of a product's table of variants: an open one with its id, or a new one without."""

    id: VariantId | None = None
    picture_id: PictureId | None = None

    @classmethod
    def of(cls, variant: Variant) -> "ArrangedVariant":
        """Return the row of a variant as it is."""
        return cls(
            id=variant.id,
            picture_id=variant.picture_id,
            choices=variant.choices,
            sku=variant.sku or "",
            barcode=variant.barcode,
            weight_grams=variant.weight_grams,
            ships=variant.ships,
            extra=variant.extra,
        )

    @classmethod
    def new(cls, new: NewVariant, id: VariantId | None = None, picture_id: PictureId | None = None) -> "ArrangedVariant":  # noqa: A002
        """Return the row of what is asked for."""
        return cls(**msgspec.structs.asdict(new), id=id, picture_id=picture_id)

    def as_new(self) -> NewVariant:
        """Return what it says, without which variant it is."""
        return NewVariant(**{name: getattr(self, name) for name in NewVariant.__struct_fields__})


class WantedPicture(msgspec.Struct, frozen=True):
    """A picture to be fetched from an address, its descriptions by language, its place among the product's."""

    url: str
    alts: Words = {}
    position: int | None = None


class PutProduct(NewProduct, frozen=True, kw_only=True):
    """A product as a file says it is: with an `id` one that is there, last seen as it was at `seen`."""

    id: ProductId | None = None
    seen: datetime | None = None
    variants: list[ArrangedVariant] = []  # type: ignore[assignment]  # a narrower kind of the same, never changed in place
    pictures: list[WantedPicture] = []


class Put(msgspec.Struct, frozen=True):
    """A product that was put into the catalogue, and its variants in the order in which they were given."""

    product_id: ProductId
    variants: list[VariantId]
