"""The verbs of categories and collections."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import events, ids
from stoa.base.database import Writing
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog import group_store, rules, store
from stoa.shop.catalog.actions import FIRST
from stoa.shop.catalog.model import (
    Category,
    CategoryChanged,
    CategoryId,
    ChangedMeanwhile,
    Collection,
    CollectionChanged,
    CollectionId,
    Group,
    HandleTaken,
    InsideItself,
    NewGroup,
    NoSuchCategory,
    NoSuchCollection,
    NoSuchProduct,
    ProductChanged,
)
from stoa.shop.catalog.rich_text import sanitise


async def make_category(tx: Writing, actor: Visitor, new: NewGroup) -> CategoryId:
    """Make a category, at the end of its parent's unless a position is given; return its id.

    Raises UnfitGroup, HandleTaken, NoSuchCategory for its parent.
    """
    new = await _settle(tx, "category", new, None)
    category_id = CategoryId(ids.new())
    if not await group_store.insert_category(tx, category_id, new):
        raise NoSuchCategory
    await group_store.write_texts(tx, "category", category_id, new.texts)
    await store.touch(tx, [])
    await audit.note(tx, actor, "catalog.make_category", category_id, {"handle": new.handle})
    await events.record(tx, CategoryChanged(about=category_id))
    return category_id


async def change_category(tx: Writing, actor: Visitor, category_id: UUID, new: NewGroup, *, seen: datetime | None = None) -> None:
    """Say anew what a category is and where it stands; what is below it moves along, an old handle leads to it.

    Raises UnfitGroup, HandleTaken, InsideItself, ChangedMeanwhile, NoSuchCategory.
    """
    found = {one.id: one for one in await group_store.lock_categories(tx)}
    before = found.get(CategoryId(category_id))
    parent = found.get(new.parent_id) if new.parent_id is not None else None
    if before is None or (new.parent_id is not None and parent is None):
        raise NoSuchCategory
    if parent is not None and before.id in parent.path:
        raise InsideItself
    new = await _settle(tx, "category", new, before, seen)
    await group_store.write_category(tx, before.id, new, [*(parent.path if parent else []), before.id], len(before.path))
    await _finish_change(tx, actor, "category", before, new)
    await events.record(tx, CategoryChanged(about=before.id))


async def remove_category(tx: Writing, actor: Visitor, category_id: UUID) -> None:
    """Remove a category: its products and what is below it move to its parent; its address leads there too.

    Raises NoSuchCategory.
    """
    found = {one.id: one for one in await group_store.lock_categories(tx)}
    before = found.get(CategoryId(category_id))
    if before is None:
        raise NoSuchCategory
    moved = await group_store.dissolve_category(tx, before)
    await store.mark_changed(tx, moved)
    await audit.note(tx, actor, "catalog.remove_category", before.id, {"handle": before.handle, "products": len(moved)})
    await events.record_all(tx, [CategoryChanged(about=before.id), *(ProductChanged(about=product_id) for product_id in moved)])


async def make_collection(tx: Writing, actor: Visitor, new: NewGroup) -> CollectionId:
    """Make an empty collection; return its id. Raises UnfitGroup, HandleTaken."""
    new = await _settle(tx, "collection", new, None)
    collection_id = CollectionId(ids.new())
    await group_store.insert_collection(tx, collection_id, new)
    await group_store.write_texts(tx, "collection", collection_id, new.texts)
    await store.touch(tx, [])
    await audit.note(tx, actor, "catalog.make_collection", collection_id, {"handle": new.handle})
    return collection_id


async def change_collection(tx: Writing, actor: Visitor, collection_id: UUID, new: NewGroup, *, seen: datetime | None = None) -> None:
    """Say anew what a collection is. Raises UnfitGroup, HandleTaken, ChangedMeanwhile, NoSuchCollection."""
    before = await _open_collection(tx, collection_id)
    new = await _settle(tx, "collection", new, before, seen)
    await group_store.write_collection(tx, before.id, new)
    await _finish_change(tx, actor, "collection", before, new)
    await events.record(tx, CollectionChanged(about=before.id))


async def remove_collection(tx: Writing, actor: Visitor, collection_id: UUID) -> None:
    """Remove a collection; its products stay. Raises NoSuchCollection."""
    before = await _open_collection(tx, collection_id)
    await group_store.delete_collection(tx, before.id)
    await store.touch(tx, [])
    await audit.note(tx, actor, "catalog.remove_collection", before.id, {"handle": before.handle, "products": len(before.products)})
    await events.record(tx, CollectionChanged(about=before.id))


async def collect(tx: Writing, actor: Visitor, collection_id: UUID, product_ids: Sequence[UUID]) -> None:
    """Put products at the end of a collection; those in it already keep their place. Raises NoSuchCollection, NoSuchProduct."""
    before = await _open_collection(tx, collection_id)
    await gather(tx, actor, collection_id, list(dict.fromkeys([*before.products, *product_ids])))


async def gather(tx: Writing, actor: Visitor, collection_id: UUID, product_ids: Sequence[UUID]) -> None:
    """Let a collection hold exactly these products, in this order. Raises NoSuchCollection, NoSuchProduct."""
    before = await _open_collection(tx, collection_id)
    if list(product_ids) == before.products:
        return
    if len(await store.lock(tx, set(product_ids) - set(before.products))) < len(set(product_ids) - set(before.products)):
        raise NoSuchProduct
    await group_store.gather(tx, before.id, product_ids)
    await store.touch(tx, [])
    facts = {"added": _refs(product_ids, before.products), "removed": _refs(before.products, product_ids)}
    await audit.note(tx, actor, "catalog.gather", before.id, facts)
    await events.record(tx, CollectionChanged(about=before.id))


def _refs(found: Iterable[UUID], but: Sequence[UUID]) -> list[str]:
    return [str(one) for one in found if one not in but][:50]


async def _open_collection(tx: Writing, collection_id: UUID) -> Collection:
    found = await group_store.lock_collection(tx, collection_id)
    if found is None:
        raise NoSuchCollection
    return found


async def _settle(tx: Writing, kind: str, new: NewGroup, before: Category | Collection | None, seen: datetime | None = None) -> NewGroup:
    """Return what is asked for with its handle decided and its texts sanitised, after every check."""
    if before is not None and seen is not None and before.changed_at != seen:
        raise ChangedMeanwhile
    texts = {
        code: msgspec.structs.replace(text, name=text.name.strip(), description=sanitise(text.description))
        for code, text in new.texts.items()
    }
    handle = new.handle.strip().lower()
    if not handle and before is not None:
        handle = before.handle
    if not handle and texts:
        (handle,) = await store.free_handles(tx, [rules.slug((texts.get(FIRST) or next(iter(texts.values()))).name)], kind)
    rules.check_group(handle, texts, FIRST)
    if before is None or handle != before.handle:
        if await tx.value(f"select 1 from catalog.{kind} where handle = $1", handle):
            raise HandleTaken(handle=handle)
        await group_store.forget_redirect(tx, kind, handle)
    return msgspec.structs.replace(new, handle=handle, texts=texts)


async def _finish_change(tx: Writing, actor: Visitor, kind: str, before: Category | Collection, new: NewGroup) -> None:
    if new.handle != before.handle:
        await store.rename(tx, kind, before.id, before.handle, new.handle)
    dropped: dict[str, Group] = {code: text for code, text in before.texts.items() if code not in new.texts}
    await group_store.write_texts(tx, kind, before.id, new.texts, drop=list(dropped))
    await store.touch(tx, [])
    facts = {
        "before": {"handle": before.handle, "name": before.texts[FIRST].name},
        "after": {"handle": new.handle, "name": new.texts[FIRST].name},
    }
    await audit.note(tx, actor, f"catalog.change_{kind}", before.id, facts)
