"""The verbs of products and variants. Each locks the product, decides, writes, and leaves a trail."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import events, ids
from stoa.base.database import Reading, Writing
from stoa.base.locale import LANGUAGES
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog import rules, store
from stoa.shop.catalog.model import (
    ChangedMeanwhile,
    HandleTaken,
    NewProduct,
    NewVariant,
    NoSuchCategory,
    NoSuchProduct,
    NoSuchVariant,
    Option,
    Product,
    ProductArchived,
    ProductChange,
    ProductChanged,
    ProductId,
    ProductPublished,
    SkuTaken,
    SoldVariant,
    State,
    Text,
    VariantEnded,
    VariantId,
)
from stoa.shop.catalog.model.putting import ArrangedVariant
from stoa.shop.catalog.rich_text import sanitise

FIRST = LANGUAGES[0].code


async def create_product(tx: Writing, actor: Visitor, new: NewProduct) -> Product:
    """Make a product with its texts and variants; return it.

    Raises UnfitProduct, NotReadyToSell, HandleTaken, SkuTaken, NoSuchCategory.
    """
    (product_id,) = await create_products(tx, actor, [new])
    return await find_product(tx, product_id)


async def create_products(tx: Writing, actor: Visitor, news: Sequence[NewProduct]) -> list[ProductId]:
    """Make many products at once, in a fixed number of statements and one event each; return their ids in order."""
    tidy = [tidied(new) for new in news]
    for new in tidy:
        rules.check_product(new, FIRST)
    await refuse_unknown_categories(tx, {new.category_id for new in tidy if new.category_id is not None})
    await _refuse_taken_skus(tx, [variant.sku for new in tidy for variant in new.variants if variant.sku])
    await refuse_taken_handles(tx, [new.handle for new in tidy if new.handle])
    asked = [new.handle for new in tidy if new.handle]
    free = iter(await store.free_handles(tx, [rules.slug(first_title(new)) for new in tidy if not new.handle], but=asked))
    handles = [new.handle or next(free) for new in tidy]
    made = [(ProductId(ids.new()), msgspec.structs.replace(new, handle=handle)) for new, handle in zip(tidy, handles, strict=True)]
    await store.insert_products(tx, made)
    await store.insert_variants(tx, [(id_, number, variant) for id_, new in made for number, variant in enumerate(new.variants)])
    await store.touch(tx, [])
    for product_id, new in made:
        await audit.note(tx, actor, "catalog.create_product", product_id, {"handle": new.handle, "state": new.state})
    await events.record_all(tx, [ProductPublished(about=product_id) for product_id, new in made if new.state is State.ACTIVE])
    return [product_id for product_id, _ in made]


async def change_product(tx: Writing, actor: Visitor, product_id: UUID, change: ProductChange, *, seen: datetime | None = None) -> Product:
    """Change what the change names and nothing else; a new handle leaves a redirect behind. Return the product.

    `seen` is the `changed_at` that the editor looked at. Raises ChangedMeanwhile, UnfitProduct, NotReadyToSell, HandleTaken,
    NoSuchCategory, NoSuchProduct.
    """
    before = await _open(tx, product_id, seen)
    wanted = _changed(before, change)
    rules.check_product(wanted, FIRST, called=True)
    if wanted.category_id not in {None, before.category_id}:
        await refuse_unknown_categories(tx, {wanted.category_id})
    if wanted.handle != before.handle:
        await refuse_taken_handles(tx, [wanted.handle])
        await store.rename(tx, "product", before.id, before.handle, wanted.handle)
    await store.write_product(tx, before.id, wanted)
    if wanted.texts != before.texts:
        await store.write_texts(
            tx, [(before.id, {language: text for language, text in wanted.texts.items() if before.texts.get(language) != text})]
        )
        await store.forget_texts(tx, before.id, set(before.texts) - set(wanted.texts))
    await store.touch(tx, [before.id])
    await _tell_change(tx, actor, before, wanted)
    return await find_product(tx, before.id)


async def rename(tx: Writing, actor: Visitor, product_id: UUID, handle: str, *, seen: datetime | None = None) -> Product:
    """Give a product another handle; the old address leads to it from now on. Raises as `change_product`."""
    return await change_product(tx, actor, product_id, ProductChange(handle=handle), seen=seen)


async def archive(tx: Writing, actor: Visitor, product_id: UUID, *, seen: datetime | None = None) -> Product:
    """Stop selling a product; its page answers that it is gone. Raises as `change_product`."""
    return await change_product(tx, actor, product_id, ProductChange(state=State.ARCHIVED), seen=seen)


async def arrange(
    tx: Writing,
    actor: Visitor,
    product_id: UUID,
    options: Sequence[Option],
    variants: Sequence[ArrangedVariant],
    *,
    seen: datetime | None = None,
) -> Product:
    """Give a product these options and exactly these variants, in this order: with an id it is changed, without it is made,
    an open one that is not named is ended. Return the product.

    Raises ChangedMeanwhile, UnfitProduct, NotReadyToSell, SkuTaken, NoSuchVariant, NoSuchProduct.
    """
    before = await _open(tx, product_id, seen)
    tidied = rules.tidy_options(options)
    errors = rules.Errors()
    rules.check_options(errors, tidied)
    rules.check_variants(errors, tidied, [one.as_new() for one in variants])
    errors.refuse()
    rules.check_ready(before.state, before.texts, len(variants), FIRST)
    known = {variant.id for variant in before.variants}
    kept = [one for one in variants if one.id is not None]
    if not {one.id for one in kept} <= known:
        raise NoSuchVariant
    await _refuse_taken_skus(tx, [one.sku for one in variants if one.sku], but_of=before.id)
    ended = sorted(known - {one.id for one in kept})
    await store.end_variants(tx, ended)
    await store.write_variants(tx, before.id, [(position, one) for position, one in enumerate(variants) if one.id is not None])
    await store.insert_variants(tx, [(before.id, position, one.as_new()) for position, one in enumerate(variants) if one.id is None])
    await store.write_options(tx, before.id, tidied)
    await store.mark_changed(tx, [before.id])
    await audit.note(tx, actor, "catalog.arrange", before.id, {"variants": len(variants), "ended": [str(one) for one in ended]})
    gone = [VariantEnded(about=one, product_id=before.id) for one in ended]
    await events.record_all(tx, [*gone, ProductChanged(about=before.id)])
    return await find_product(tx, before.id)


async def add_variant(tx: Writing, actor: Visitor, product_id: UUID, new: NewVariant) -> VariantId:
    """Add a variant at the end; return its id. Raises as `arrange`."""
    before = await _open(tx, product_id, None)
    after = await arrange(tx, actor, product_id, before.options, [*map(ArrangedVariant.of, before.variants), ArrangedVariant.new(new)])
    return after.variants[-1].id


async def change_variant(tx: Writing, actor: Visitor, variant_id: UUID, new: NewVariant, *, seen: datetime | None = None) -> Product:
    """Say anew what a variant is; return its product. Raises as `arrange`."""
    before = await _of_variant(tx, variant_id)
    rows = [
        ArrangedVariant.new(new, one.id, one.picture_id) if one.id == variant_id else ArrangedVariant.of(one) for one in before.variants
    ]
    return await arrange(tx, actor, before.id, before.options, rows, seen=seen)


async def end_variant(tx: Writing, actor: Visitor, variant_id: UUID, *, seen: datetime | None = None) -> Product:
    """Stop selling a variant; return its product. Raises as `arrange`."""
    before = await _of_variant(tx, variant_id)
    rows = [ArrangedVariant.of(one) for one in before.variants if one.id != variant_id]
    return await arrange(tx, actor, before.id, before.options, rows, seen=seen)


async def find_product(read: Reading, product_id: UUID) -> Product:
    """Return a product whole, in every state. Raises NoSuchProduct."""
    found = await store.find(read, product_id)
    if found is None:
        raise NoSuchProduct
    return found


async def sold_variants(
    read: Reading, variant_ids: Sequence[UUID], language: str, groups: Collection[str] | None = ()
) -> dict[VariantId, SoldVariant]:
    """Return what carts and orders need of these variants; ended and archived ones too, marked as not active.

    Of products for some only those for one of the `groups`; None for what the shop knows, whoever sees it.
    """
    return await store.sold_variants(read, variant_ids, language, FIRST, groups)


async def _open(tx: Writing, product_id: UUID, seen: datetime | None) -> Product:
    """Lock a product and return it. Raises NoSuchProduct, ChangedMeanwhile."""
    await store.lock(tx, [product_id])
    before = await find_product(tx, product_id)
    if seen is not None and before.changed_at != seen:
        raise ChangedMeanwhile
    return before


async def _of_variant(tx: Writing, variant_id: UUID) -> Product:
    product_id = await store.product_of_variant(tx, variant_id)
    if product_id is None:
        raise NoSuchVariant
    return await _open(tx, product_id, None)


def first_title(new: NewProduct) -> str:
    """Return the title in the first language, or in one it has."""
    return new.texts[FIRST].title if FIRST in new.texts else next(iter(new.texts.values())).title


def tidied(new: NewProduct) -> NewProduct:
    """Return a product trimmed, its texts sanitised."""
    return msgspec.structs.replace(
        new,
        handle=new.handle.strip().lower(),
        texts={language: _tidy_text(text) for language, text in new.texts.items()},
        tags=rules.tidy_tags(new.tags),
        options=rules.tidy_options(new.options),
    )


def _tidy_text(text: Text) -> Text:
    return msgspec.structs.replace(text, title=text.title.strip(), description=sanitise(text.description))


def _changed(before: Product, change: ProductChange) -> NewProduct:
    """Return the product as it shall be: what was, with what the change names."""
    given: dict[str, Any] = {name: value for name, value in msgspec.structs.asdict(change).items() if value is not msgspec.UNSET}
    if "texts" in given:
        merged = {**before.texts, **given["texts"]}
        given["texts"] = {language: text for language, text in merged.items() if text is not None}
    was = NewProduct(
        texts=before.texts,
        variants=[ArrangedVariant.of(variant).as_new() for variant in before.variants],
        handle=before.handle,
        state=before.state,
        category_id=before.category_id,
        vendor=before.vendor,
        kind=before.kind,
        tags=before.tags,
        options=before.options,
        tax_class=before.tax_class,
        extra=before.extra,
    )
    return tidied(msgspec.structs.replace(was, **given))


async def _tell_change(tx: Writing, actor: Visitor, before: Product, wanted: NewProduct) -> None:
    fields = ("handle", "state", "category_id", "vendor", "kind", "tags", "tax_class")
    changed = [name for name in fields if getattr(before, name) != getattr(wanted, name)]
    facts: dict[str, Any] = {
        "before": {name: getattr(before, name) for name in changed},
        "after": {name: getattr(wanted, name) for name in changed},
    }
    if wanted.texts != before.texts:
        facts["texts"] = sorted(code for code in {*before.texts, *wanted.texts} if before.texts.get(code) != wanted.texts.get(code))
    await audit.note(tx, actor, "catalog.change_product", before.id, facts)
    if before.state is not State.ACTIVE and wanted.state is State.ACTIVE:
        await events.record(tx, ProductPublished(about=before.id))
    elif before.state is State.ACTIVE and wanted.state is not State.ACTIVE:
        await events.record(tx, ProductArchived(about=before.id))
    else:
        await events.record(tx, ProductChanged(about=before.id))


async def refuse_unknown_categories(tx: Writing, wanted: set[Any]) -> None:
    """Raise NoSuchCategory unless all are there."""
    if wanted and await tx.value("select count(*) from catalog.category where id = any($1)", list(wanted)) < len(wanted):
        raise NoSuchCategory


async def refuse_taken_handles(tx: Writing, handles: list[str]) -> None:
    """Raise HandleTaken where a product has one of them, or one comes twice."""
    taken = await tx.value("select min(handle) from catalog.product where handle = any($1)", handles) if handles else None
    if taken is None and len(set(handles)) < len(handles):
        taken = max(handles, key=handles.count)
    if taken is not None:
        raise HandleTaken(handle=taken)


async def _refuse_taken_skus(tx: Writing, skus: list[str], but_of: ProductId | None = None) -> None:
    taken = (
        await tx.value(
            "select min(sku) from catalog.variant where sku = any($1) and ended_at is null and product_id is distinct from $2", skus, but_of
        )
        if skus
        else None
    )
    if taken is None and len(set(skus)) < len(skus):
        taken = max(skus, key=skus.count)
    if taken is not None:
        raise SkuTaken(sku=taken)
