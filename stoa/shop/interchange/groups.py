"""Categories and collections of our own format: those that the shop lacks are made; those it has stay as they are."""

from collections.abc import AsyncIterator, Sequence

import msgspec

from stoa.base.database import Reading, Writing
from stoa.base.files.model import Fault
from stoa.base.refusals import Busy, Refusal
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import CategoryId, CollectionId, NewGroup
from stoa.shop.interchange import native
from stoa.shop.interchange.native import CategoryLine, CollectionLine

_TEXTS = """coalesce((select json_object_agg(t.language, json_build_object('name', t.name, 'description', t.description, 'seo_title', t.seo_title,
    'seo_description', t.seo_description) order by t.language) from catalog.{0}_text t where t.{0}_id = g.id), '{{}}')"""
_CATEGORIES = f"""select json_build_object('stoa', 'category/1', 'handle', g.handle, 'texts', {_TEXTS.format("category")},
    'parent', coalesce((select p.handle from catalog.category p where p.id = g.parent_id), ''))::text as line
    from catalog.category g order by cardinality(g.path), g.position, g.id"""
_COLLECTIONS = f"""select json_build_object('stoa', 'collection/1', 'handle', g.handle, 'texts', {_TEXTS.format("collection")},
    'products', coalesce((select json_agg(p.handle order by c.position, p.id) from catalog.collection_product c
        join catalog.product p on p.id = c.product_id where c.collection_id = g.id), '[]'))::text as line
    from catalog.collection g order by g.position, g.id"""


async def lines(read: Reading) -> AsyncIterator[str]:
    """Yield the line of every category, those above first, and of every collection."""
    for row in await read.rows(_CATEGORIES):
        yield native.group_line(msgspec.json.decode(row["line"], type=CategoryLine))
    for row in await read.rows(_COLLECTIONS):
        yield native.group_line(msgspec.json.decode(row["line"], type=CollectionLine))


async def make(tx: Writing, groups: Sequence[CategoryLine | CollectionLine]) -> tuple[int, dict[int, Refusal | Fault]]:
    """Make what the shop lacks, before the products come; return how many were made, and why not of those (by their place) that cannot be."""
    made = 0
    refused: dict[int, Refusal | Fault] = {}
    categories = {row["handle"]: CategoryId(row["id"]) for row in await tx.rows("select handle, id from catalog.category")}
    collections = {row["handle"] for row in await tx.rows("select handle from catalog.collection")}
    for place, one in enumerate(groups):
        if one.handle in (categories if isinstance(one, CategoryLine) else collections):
            continue
        new = NewGroup(texts=one.texts, handle=one.handle)
        if isinstance(one, CategoryLine) and one.parent:
            if one.parent not in categories:
                refused[place] = Fault("parent", "no_such_category", {"value": one.parent[:80]})
                continue
            new = msgspec.structs.replace(new, parent_id=categories[one.parent])
        try:
            async with tx.attempt():
                if isinstance(one, CategoryLine):
                    categories[one.handle] = await catalog.make_category(tx, SYSTEM, new)
                else:
                    await catalog.make_collection(tx, SYSTEM, new)
                    collections.add(one.handle)
        except Busy:
            raise
        except Refusal as refusal:
            refused[place] = refusal
            continue
        made += 1
    return made, refused


async def gather(tx: Writing, groups: Sequence[CategoryLine | CollectionLine]) -> None:
    """Put the products into their collections, when they are in; those that are in them already stay where they are."""
    for one in groups:
        if not isinstance(one, CollectionLine) or not one.products:
            continue
        found = await tx.row("select id from catalog.collection where handle = $1", one.handle)
        rows = await tx.rows(
            """select p.id from unnest($1::text[]) with ordinality w (handle, n) join catalog.product p on p.handle = w.handle
            where not exists (select from catalog.collection_product c where c.collection_id = $2 and c.product_id = p.id) order by w.n""",
            one.products,
            found["id"],
        )
        if rows:
            await catalog.collect(tx, SYSTEM, CollectionId(found["id"]), [row["id"] for row in rows])
