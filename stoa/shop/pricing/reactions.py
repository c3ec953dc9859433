"""What pricing does when the catalogue changes: an offer follows the products that come into its reach and leave it."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.shop.catalog.model import CategoryChanged, CollectionChanged, ProductChanged, ProductPublished, VariantEnded
from stoa.shop.pricing import actions
from stoa.shop.pricing.model import Scope


@reaction(ProductPublished)
async def published(tx: Writing, event: ProductPublished) -> None:
    await actions.follow_catalog(tx, [event.about])


@reaction(ProductChanged)
async def changed(tx: Writing, event: ProductChanged) -> None:
    await actions.follow_catalog(tx, [event.about])


@reaction(VariantEnded)
async def ended(tx: Writing, event: VariantEnded) -> None:
    await actions.follow_catalog(tx, [event.product_id])


@reaction(CategoryChanged)
async def category_changed(tx: Writing, _event: CategoryChanged) -> None:
    await actions.follow_catalog(tx, scope=Scope.CATEGORY)


@reaction(CollectionChanged)
async def collection_changed(tx: Writing, event: CollectionChanged) -> None:
    await actions.follow_catalog(tx, scope=Scope.COLLECTION, target=event.about)
