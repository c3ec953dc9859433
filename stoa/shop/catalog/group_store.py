"""The rows of categories and collections. `kind` is one of the two words, never what somebody typed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.shop.catalog.model import Category, CategoryId, Collection, CollectionId, Group, NewGroup, ProductId

_CATEGORIES = msgspec.json.Decoder(list[Category])
_COLLECTIONS = msgspec.json.Decoder(list[Collection])


def _texts(kind: str) -> str:
    return f"""coalesce((select json_object_agg(t.language, json_build_object('name', t.name, 'description', t.description,
        'seo_title', t.seo_title, 'seo_description', t.seo_description)) from catalog.{kind}_text t where t.{kind}_id = g.id), '{{}}'::json)"""


_CATEGORY = f"""json_build_object('id', g.id, 'parent_id', g.parent_id, 'path', g.path, 'handle', g.handle, 'position', g.position,
    'picture_id', g.picture_id, 'changed_at', g.changed_at, 'texts', {_texts("category")})"""
_COLLECTION = f"""json_build_object('id', g.id, 'handle', g.handle, 'position', g.position, 'picture_id', g.picture_id,
    'changed_at', g.changed_at, 'texts', {_texts("collection")},
    'products', coalesce((select json_agg(c.product_id order by c.position, c.product_id) from catalog.collection_product c
        where c.collection_id = g.id), '[]'::json))"""


async def categories(read: Reading) -> list[Category]:
    """Return the whole tree, each parent before its children, in every language."""
    sql = f"""with recursive tree as (
        select g.*, array[lpad(g.position::text, 10, '0') || g.id] as place from catalog.category g where g.parent_id is null
        union all select g.*, t.place || (lpad(g.position::text, 10, '0') || g.id) from catalog.category g join tree t on t.id = g.parent_id)
        select coalesce(json_agg({_CATEGORY} order by g.place), '[]')::text from tree g"""
    return await read.document(_CATEGORIES, sql) or []


async def lock_categories(tx: Writing) -> list[Category]:
    """Lock the tree, so that two moves cannot make a ring between them, and return it."""
    await tx.rows("select id from catalog.category order by id for update")
    return await categories(tx)


async def insert_category(tx: Writing, category_id: CategoryId, new: NewGroup) -> bool:
    """Write a category below its parent; return whether that is there."""
    return (
        await tx.run(
            """insert into catalog.category (id, parent_id, path, handle, position, picture_id, made_at, changed_at)
        select $1, $2, coalesce(p.path, '{}') || $1::uuid, $3,
            coalesce($4, (select coalesce(max(c.position) + 1, 0) from catalog.category c where c.parent_id is not distinct from $2)), $5, $6, $6
        from (select 1) one left join catalog.category p on p.id = $2 where $2::uuid is null or p.id is not null""",
            category_id,
            new.parent_id,
            new.handle,
            new.position,
            new.picture_id,
            tx.now,
        )
        == 1
    )


async def write_category(tx: Writing, category_id: CategoryId, new: NewGroup, path: Sequence[CategoryId], depth: int) -> None:
    """Write a category's place; the paths below it, which were `depth` long up to it, follow."""
    await tx.run(
        """update catalog.category set path = $2::uuid[] || path[$3 + 1:],
            changed_at = case when id = $1 then $7 else changed_at end,
            parent_id = case when id = $1 then $4 else parent_id end,
            position = case when id = $1 then coalesce($5, position) else position end,
            picture_id = case when id = $1 then $6 else picture_id end
        where path[$3] = $1""",
        category_id,
        list(path),
        depth,
        new.parent_id,
        new.position,
        new.picture_id,
        tx.now,
    )


async def dissolve_category(tx: Writing, category: Category) -> list[ProductId]:
    """Hand what a category holds to its parent and delete it; return the products that moved."""
    rows = await tx.rows("update catalog.product set category_id = $2 where category_id = $1 returning id", category.id, category.parent_id)
    await tx.run(
        """update catalog.category set path = path[:$2 - 1] || path[$2 + 1:], parent_id = case when parent_id = $1 then $3 else parent_id end,
            changed_at = $4 where path[$2] = $1 and id <> $1""",
        category.id,
        len(category.path),
        category.parent_id,
        tx.now,
    )
    if category.parent_id is None:
        await tx.run("delete from catalog.redirect where target_id = $1", category.id)
    else:
        await tx.run("update catalog.redirect set target_id = $2 where target_id = $1", category.id, category.parent_id)
    await tx.run("delete from catalog.category where id = $1", category.id)
    if category.parent_id is not None:
        await tx.run(
            "insert into catalog.redirect (kind, handle, target_id, made_at) values ('category', $1, $2, $3)",
            category.handle,
            category.parent_id,
            tx.now,
        )
    return [row["id"] for row in rows]


async def collections(read: Reading) -> list[Collection]:
    """Return every collection with its products, in every language."""
    sql = f"select coalesce(json_agg({_COLLECTION} order by g.position, g.id), '[]')::text from catalog.collection g"
    return await read.document(_COLLECTIONS, sql) or []


async def lock_collection(tx: Writing, collection_id: UUID) -> Collection | None:
    """Lock a collection and return it."""
    await tx.rows("select id from catalog.collection where id = $1 for update", collection_id)
    sql = f"select coalesce(json_agg({_COLLECTION}), '[]')::text from catalog.collection g where g.id = $1"
    found = await tx.document(_COLLECTIONS, sql, collection_id)
    return found[0] if found else None


async def insert_collection(tx: Writing, collection_id: CollectionId, new: NewGroup) -> None:
    await tx.run(
        """insert into catalog.collection (id, handle, position, picture_id, made_at, changed_at)
        values ($1, $2, coalesce($3, (select coalesce(max(position) + 1, 0) from catalog.collection)), $4, $5, $5)""",
        collection_id,
        new.handle,
        new.position,
        new.picture_id,
        tx.now,
    )


async def write_collection(tx: Writing, collection_id: CollectionId, new: NewGroup) -> None:
    await tx.run(
        "update catalog.collection set position = coalesce($2, position), picture_id = $3, changed_at = $4 where id = $1",
        collection_id,
        new.position,
        new.picture_id,
        tx.now,
    )


async def delete_collection(tx: Writing, collection_id: CollectionId) -> None:
    await tx.run("delete from catalog.redirect where target_id = $1", collection_id)
    await tx.run("delete from catalog.collection where id = $1", collection_id)


async def gather(tx: Writing, collection_id: CollectionId, product_ids: Sequence[UUID]) -> None:
    """Let a collection hold exactly these products, in this order."""
    await tx.run(
        "delete from catalog.collection_product where collection_id = $1 and product_id <> all($2)", collection_id, list(product_ids)
    )
    await tx.run(
        """insert into catalog.collection_product (collection_id, product_id, position)
        select $1, id, n from unnest($2::uuid[]) with ordinality as t (id, n)
        on conflict (collection_id, product_id) do update set position = excluded.position""",
        collection_id,
        list(dict.fromkeys(product_ids)),
    )
    await tx.run("update catalog.collection set changed_at = $2 where id = $1", collection_id, tx.now)


async def write_texts(tx: Writing, kind: str, group_id: UUID, texts: dict[str, Group], drop: Sequence[str] = ()) -> None:
    """Write the texts of a category or collection over what was there."""
    rows: list[dict[str, Any]] = [{"language": language, **msgspec.structs.asdict(text)} for language, text in texts.items()]
    await tx.run(
        f"""insert into catalog.{kind}_text ({kind}_id, language, name, description, seo_title, seo_description)
        select $1, * from jsonb_to_recordset($2) as r (language text, name text, description text, seo_title text, seo_description text)
        on conflict ({kind}_id, language) do update set name = excluded.name, description = excluded.description,
            seo_title = excluded.seo_title, seo_description = excluded.seo_description""",
        group_id,
        rows,
    )
    if drop:
        await tx.run(f"delete from catalog.{kind}_text where {kind}_id = $1 and language = any($2)", group_id, list(drop))


async def forget_redirect(tx: Writing, kind: str, handle: str) -> None:
    """A handle that is in use again leads nowhere else."""
    await tx.run("delete from catalog.redirect where kind = $1 and handle = $2", kind, handle)


async def category_counts(read: Reading) -> dict[CategoryId, int]:
    """Return how many products stand in each category itself."""
    rows = await read.rows(
        "select category_id, count(*) as products from catalog.product where category_id is not null group by category_id"
    )
    return {row["category_id"]: int(row["products"]) for row in rows}


async def handles(read: Reading, product_ids: Sequence[UUID]) -> list[str]:
    """Return the handles of these products, in the same order."""
    rows = await read.rows(
        "select p.handle from unnest($1::uuid[]) with ordinality t (id, n) join catalog.product p on p.id = t.id order by t.n",
        list(product_ids),
    )
    return [row["handle"] for row in rows]


async def products_by_handle(read: Reading, wanted: Sequence[str]) -> dict[str, ProductId]:
    """Return the products that answer at these handles."""
    return {
        row["handle"]: row["id"] for row in await read.rows("select handle, id from catalog.product where handle = any($1)", list(wanted))
    }
