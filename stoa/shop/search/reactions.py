"""What search does when it hears that something changed: mark the product, and have all that is marked indexed together."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.shop.catalog.model import (
    CategoryChanged,
    CollectionChanged,
    PictureAdded,
    ProductArchived,
    ProductChanged,
    ProductPublished,
    VariantEnded,
)
from stoa.shop.pricing.model import OfferEnded, OfferOpened, PriceChanged
from stoa.shop.search import actions, queries
from stoa.shop.stock.model import StockCameBack, StockRanOut


@reaction(ProductPublished)
async def index_published(tx: Writing, event: ProductPublished) -> None:
    await actions.mark(tx, [event.about])


@reaction(ProductChanged)
async def index_changed(tx: Writing, event: ProductChanged) -> None:
    await actions.mark(tx, [event.about])


@reaction(ProductArchived)
async def forget_archived(tx: Writing, event: ProductArchived) -> None:
    await actions.mark(tx, [event.about])


@reaction(VariantEnded)
async def index_without_variant(tx: Writing, event: VariantEnded) -> None:
    await actions.mark(tx, [event.product_id])


@reaction(PictureAdded)
async def index_picture(tx: Writing, event: PictureAdded) -> None:
    await actions.mark(tx, [event.about])


@reaction(CategoryChanged)
async def index_category(tx: Writing, event: CategoryChanged) -> None:
    """Its name is a word of everything that stands in it or below it."""
    await actions.mark(tx, await queries.products_in_category(tx, event.about))
    await actions.rename_places(tx)


@reaction(CollectionChanged)
async def index_collection(tx: Writing, event: CollectionChanged) -> None:
    """Products may have come into it or left it."""
    await actions.mark(tx, await queries.products_in_collection(tx, event.about))
    await actions.rename_places(tx)


@reaction(PriceChanged)
async def price_product(tx: Writing, event: PriceChanged) -> None:
    await actions.reprice(tx, [event.about])


@reaction(OfferOpened)
async def price_offer(tx: Writing, event: OfferOpened) -> None:
    await actions.reprice(tx, await queries.products_in_offer(tx, event.about))


@reaction(OfferEnded)
async def price_after_offer(tx: Writing, event: OfferEnded) -> None:
    await actions.reprice(tx, await queries.products_in_offer(tx, event.about))


@reaction(StockRanOut)
async def note_ran_out(tx: Writing, event: StockRanOut) -> None:
    await actions.restock(tx, [event.about])


@reaction(StockCameBack)
async def note_came_back(tx: Writing, event: StockCameBack) -> None:
    await actions.restock(tx, [event.about])
