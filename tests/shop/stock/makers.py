"""Stock to test with."""

from uuid import UUID

from stoa.base import ids
from stoa.base.database import Writing
from stoa.people.sessions.model import SYSTEM
from stoa.shop import stock
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.stock.model import NewItem


async def make_stock(
    tx: Writing, on_hand: int = 10, *, tracked: bool = True, backorder: bool = False, product: UUID | None = None
) -> VariantId:
    """Keep stock of a new variant."""
    variant = VariantId(ids.new())
    await stock.make_items(tx, SYSTEM, [NewItem(variant, ProductId(product or ids.new()), on_hand, tracked, backorder)])
    return variant
