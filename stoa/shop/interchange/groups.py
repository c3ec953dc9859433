"""Categories and collections of our own format: those that the shop lacks are made; those it has stay as they are."""

from collections.abc import AsyncIterator, Sequence

import msgspec

from stoa.base.database import Reading, Writing
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


async def make(tx: Writing, groups: Sequence[CategoryLine | CollectionLine]) -> int:
    """Make what the shop lacks, before the products come; return how many were made. Raises UnfitGroup, HandleTaken."""
    made = 0
    categories = {row["handle"]: CategoryId(row["id"]) for row in await tx.rows("select handle, id from catalog.category")}
    collections = {row["handle"] for row in await tx.rows("select handle from catalog.collection")}
    for one in groups:
        new = NewGroup(texts=one.texts, handle=one.handle)
        if isinstance(one, CategoryLine) and one.handle not in categories:
            new = msgspec.structs.replace(new, parent_id=categories.get(one.parent))
            categories[one.handle] = await catalog.make_category(tx, SYSTEM, new)
            made += 1
        elif isinstance(one, CollectionLine) and one.handle not in collections:
            collections.add(one.handle)
            await catalog.make_collection(tx, SYSTEM, new)
            made += 1
    return made


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
