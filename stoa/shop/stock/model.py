"""The nouns of stock."""

from datetime import datetime
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.events import Event
from stoa.base.refusals import Conflict, Missing
from stoa.shop.catalog.model import ProductId, VariantId

ItemId = NewType("ItemId", UUID)
HoldId = NewType("HoldId", UUID)

FEW = 5
"""From here down a page says how many are left."""


class Need(msgspec.Struct, frozen=True):
    """An item that a wanted variant is made of, as it stands under its lock."""

    variant_id: VariantId
    item_id: ItemId
    quantity: int
    on_hand: int
    allocated: int
    tracked: bool
    backorder: bool


class NewItem(msgspec.Struct, frozen=True):
    """The stock of one variant that is to be kept."""

    variant_id: VariantId
    product_id: ProductId
    on_hand: int = 0
    tracked: bool = True
    backorder: bool = False


class Pass(msgspec.Struct, frozen=True):
    """Units that one owner's hold gives to another's."""

    giver: UUID
    taker: UUID
    variant_id: VariantId
    quantity: int


class Availability(msgspec.Struct, frozen=True):
    """How many can be had now; `free` is None where nobody counts. `until` is when that may change by itself."""

    variant_id: VariantId
    free: int | None
    backorder: bool = False
    on_hand: int = 0
    allocated: int = 0
    until: datetime | None = None

    @property
    def available(self) -> bool:
        return self.free is None or self.backorder or self.free > 0

    @property
    def few(self) -> int | None:
        """Return how many are left when they are few, else None."""
        return self.free if self.free is not None and not self.backorder and 0 < self.free <= FEW else None

    def enough(self, quantity: int) -> bool:
        return self.free is None or self.backorder or self.free >= quantity


class Few(msgspec.Struct, frozen=True):
    """A variant of which few are left."""

    variant: VariantId
    free: int


class StockRanOut(Event, frozen=True):
    """The last unit of something a product needs was allocated. `about` is the product."""


class StockCameBack(Event, frozen=True):
    """There are units again of what a product needs. `about` is the product."""


class OutOfStock(Conflict):
    """Fewer are free than were wanted; the facts say of which variant, and how many are."""

    code = "out_of_stock"

    def __init__(self, variant_id: VariantId, free: int) -> None:
        super().__init__(free=free, variant=ids.show("var", variant_id))
        self.variant_id = variant_id
        self.free = free


class NoSuchStock(Missing):
    """Nothing is known of this variant's stock."""


class StillAllocated(Conflict):
    """The count would leave fewer units than already belong to orders."""
