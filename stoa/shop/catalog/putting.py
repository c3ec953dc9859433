"""The verb of files: many products at once, new ones and ones that are there, in a fixed number of statements."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from stoa.base import events, ids, jobs
from stoa.base.database import Writing
from stoa.base.events import Event
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog import putting_store, rules, store
from stoa.shop.catalog.actions import FIRST, first_title, refuse_taken_handles, refuse_unknown_categories, tidied
from stoa.shop.catalog.model import (
    ChangedMeanwhile,
    NewProduct,
    ProductArchived,
    ProductChanged,
    ProductId,
    ProductPublished,
    SkuTaken,
    State,
    VariantEnded,
    VariantId,
)
from stoa.shop.catalog.model.putting import Put, PutProduct


def as_kept(new: NewProduct) -> NewProduct:
    """Return a product as the catalogue would keep it: its texts sanitised, its handle made of its title where it has none.

    Raises UnfitProduct with everything that is wrong, NotReadyToSell.
    """
    found = tidied(new)
    if not found.handle and found.texts:
        found = msgspec.structs.replace(found, handle=rules.slug(first_title(found)))
    rules.check_product(found, FIRST)
    return found


async def put_products(tx: Writing, actor: Visitor, wanted: Sequence[PutProduct]) -> list[Put]:
    """Make products, or say anew what those with an `id` are: all they have is what is given, but pictures, which are only added.

    Handles of products that are there stay. Return the ids of each, its variants in the order given. Raises ChangedMeanwhile, UnfitProduct,
    NotReadyToSell, HandleTaken, SkuTaken, NoSuchCategory; then nothing is written.
    """
    wanted = [as_kept(one) for one in wanted]  # type: ignore[misc]  # the same kind comes back
    fresh = [one for one in wanted if one.id is None]
    there = {one.id: one for one in wanted if one.id is not None}
    states = await _seen(tx, there)
    await refuse_unknown_categories(tx, {one.category_id for one in wanted if one.category_id is not None})
    await refuse_taken_handles(tx, [one.handle for one in fresh])
    await _refuse_taken_skus(tx, wanted, list(there))
    made = [(one, one.id or ProductId(ids.new())) for one in wanted]
    rows = [
        (product_id, position, variant, variant.id or VariantId(ids.new()))
        for one, product_id in made
        for position, variant in enumerate(one.variants)
    ]
    ended = await putting_store.end_others(tx, list(there), [variant_id for *_, variant_id in rows])
    await store.insert_products(tx, [(product_id, one) for one, product_id in made if one.id is None])
    await putting_store.write_products(tx, list(there.items()))
    await store.write_texts(tx, [(product_id, one.texts) for product_id, one in there.items()])
    await putting_store.write_variants(tx, rows)
    await store.touch(tx, list(there))
    await _fetch_pictures(tx, made)
    await _tell(tx, actor, made, states, ended)
    found: dict[ProductId, list[VariantId]] = {product_id: [] for _, product_id in made}
    for product_id, _, _, variant_id in rows:
        found[product_id].append(variant_id)
    return [Put(product_id, variants) for product_id, variants in found.items()]


async def _seen(tx: Writing, there: dict[ProductId, PutProduct]) -> dict[ProductId, State]:
    """Lock the products that are there; return their states. Raises ChangedMeanwhile."""
    found = await putting_store.lock(tx, list(there))
    if any(product_id not in found or (one.seen is not None and found[product_id][1] != one.seen) for product_id, one in there.items()):
        raise ChangedMeanwhile
    return {product_id: state for product_id, (state, _) in found.items()}


async def _refuse_taken_skus(tx: Writing, wanted: Sequence[PutProduct], there: list[ProductId]) -> None:
    skus = [variant.sku for one in wanted for variant in one.variants if variant.sku]
    taken = await putting_store.taken_sku(tx, skus, there)
    if taken is None:
        taken = next((sku for sku, times in Counter(skus).items() if times > 1), None)
    if taken is not None:
        raise SkuTaken(sku=taken)


async def _fetch_pictures(tx: Writing, made: Sequence[tuple[PutProduct, ProductId]]) -> None:
    """Let jobs fetch the pictures that the products lack, and describe those they have anew."""
    asked = [(product_id, one) for product, product_id in made for one in product.pictures]
    have = await putting_store.describe_pictures(tx, asked)
    missing: list[tuple[str, dict[str, Any]]] = [
        ("catalog.fetch_picture", {"product_id": product_id, "url": one.url, "alts": one.alts, "position": one.position})
        for product_id, one in asked
        if (product_id, one.url) not in have
    ]
    await jobs.enqueue_all(tx, missing)


async def _tell(
    tx: Writing,
    actor: Visitor,
    made: Sequence[tuple[PutProduct, ProductId]],
    states: dict[ProductId, State],
    ended: Sequence[tuple[VariantId, ProductId]],
) -> None:
    facts = {"made": sum(one.id is None for one, _ in made), "changed": sum(one.id is not None for one, _ in made)}
    await audit.note(tx, actor, "catalog.put_products", made[0][1] if len(made) == 1 else ids.new(), facts)
    happened: list[Event] = []
    for one, product_id in made:
        before = states.get(product_id, State.DRAFT)
        if one.state is State.ACTIVE and before is not State.ACTIVE:
            happened.append(ProductPublished(about=product_id))
        elif before is State.ACTIVE and one.state is not State.ACTIVE:
            happened.append(ProductArchived(about=product_id))
        elif one.id is not None:
            happened.append(ProductChanged(about=product_id))
    happened += [VariantEnded(about=variant_id, product_id=product_id) for variant_id, product_id in ended]
    await events.record_all(tx, happened)
