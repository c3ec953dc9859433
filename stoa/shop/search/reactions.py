"""What search does when it hears that something changed: mark the product, and have all that is marked indexed together."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.events import reaction_to_many
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


@reaction_to_many(ProductPublished)
async def index_published(tx: Writing, happened: Sequence[ProductPublished]) -> None:
    await actions.mark(tx, [event.about for event in happened])


@reaction_to_many(ProductChanged)
async def index_changed(tx: Writing, happened: Sequence[ProductChanged]) -> None:
    await actions.mark(tx, [event.about for event in happened])


@reaction_to_many(ProductArchived)
async def forget_archived(tx: Writing, happened: Sequence[ProductArchived]) -> None:
    await actions.mark(tx, [event.about for event in happened])


@reaction_to_many(VariantEnded)
async def index_without_variant(tx: Writing, happened: Sequence[VariantEnded]) -> None:
    await actions.mark(tx, [event.product_id for event in happened])


@reaction_to_many(PictureAdded)
async def index_picture(tx: Writing, happened: Sequence[PictureAdded]) -> None:
    await actions.mark(tx, [event.about for event in happened])


@reaction_to_many(CategoryChanged)
async def index_category(tx: Writing, happened: Sequence[CategoryChanged]) -> None:
    """Its name is a word of everything that stands in it or below it."""
    await actions.rename_places(tx)
    await actions.mark(tx, await queries.products_in_categories(tx, [event.about for event in happened]))


@reaction_to_many(CollectionChanged)
async def index_collection(tx: Writing, happened: Sequence[CollectionChanged]) -> None:
    """Products may have come into it or left it."""
    await actions.rename_places(tx)
    await actions.mark(tx, await queries.products_in_collections(tx, [event.about for event in happened]))


@reaction_to_many(PriceChanged)
async def price_product(tx: Writing, happened: Sequence[PriceChanged]) -> None:
    await actions.reprice(tx, {event.about for event in happened})


@reaction_to_many(OfferOpened)
async def price_offer(tx: Writing, happened: Sequence[OfferOpened]) -> None:
    await actions.reprice(tx, await queries.products_in_offers(tx, [event.about for event in happened]))


@reaction_to_many(OfferEnded)
async def price_after_offer(tx: Writing, happened: Sequence[OfferEnded]) -> None:
    await actions.reprice(tx, await queries.products_in_offers(tx, [event.about for event in happened]))


@reaction_to_many(StockRanOut)
async def note_ran_out(tx: Writing, happened: Sequence[StockRanOut]) -> None:
    await actions.restock(tx, [event.about for event in happened])


@reaction_to_many(StockCameBack)
async def note_came_back(tx: Writing, happened: Sequence[StockCameBack]) -> None:
    await actions.restock(tx, [event.about for event in happened])
