"""What pricing does when the catalogue changes: an offer follows the products that come into its reach and leave it."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.events import reaction, reaction_to_many
from stoa.shop.catalog.model import CategoryChanged, CollectionChanged, ProductChanged, ProductPublished, VariantEnded
from stoa.shop.pricing import actions
from stoa.shop.pricing.model import Scope


@reaction_to_many(ProductPublished)
async def published(tx: Writing, happened: Sequence[ProductPublished]) -> None:
    await actions.follow_catalog(tx, [event.about for event in happened])


@reaction_to_many(ProductChanged)
async def changed(tx: Writing, happened: Sequence[ProductChanged]) -> None:
    await actions.follow_catalog(tx, [event.about for event in happened])


@reaction_to_many(VariantEnded)
async def ended(tx: Writing, happened: Sequence[VariantEnded]) -> None:
    await actions.follow_catalog(tx, [event.product_id for event in happened])


@reaction_to_many(CategoryChanged)
async def category_changed(tx: Writing, _happened: Sequence[CategoryChanged]) -> None:
    await actions.follow_catalog(tx, scope=Scope.CATEGORY)


@reaction(CollectionChanged)
async def collection_changed(tx: Writing, event: CollectionChanged) -> None:
    await actions.follow_catalog(tx, scope=Scope.COLLECTION, target=event.about)
