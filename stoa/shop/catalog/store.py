"""The catalogue's rows: written set-wise, read whole for decisions."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.shop.catalog.model import NewProduct, NewVariant, Option, Product, ProductId, SoldVariant, Text, VariantId
from stoa.shop.catalog.model.putting import ArrangedVariant
from stoa.shop.catalog.rules import titles

_PRODUCT = msgspec.json.Decoder(Product)

WHOLE = """json_build_object(
    'id', p.id, 'handle', p.handle, 'state', p.own_state, 'audience', p.audience, 'category_id', p.category_id, 'vendor', p.vendor, 'kind', p.kind, 'tags', p.tags,
    'options', p.options, 'tax_class', p.tax_class, 'extra', p.extra, 'made_at', p.made_at, 'changed_at', p.changed_at,
    'texts', coalesce((select json_object_agg(t.language, json_build_object('title', t.title, 'subtitle', t.subtitle,
        'description', t.description, 'specifications', t.specifications, 'seo_title', t.seo_title, 'seo_description', t.seo_description))
        from catalog.product_text t where t.product_id = p.id), '{}'::json),
    'variants', coalesce((select json_agg(to_json(v) order by v.position, v.id) from catalog.variant v
        where v.product_id = p.id and v.ended_at is null), '[]'::json),
    'pictures', coalesce((select json_agg(json_build_object('id', i.id, 'digest', i.digest, 'width', i.width, 'height', i.height,
        'tint', i.tint, 'alts', i.alts, 'position', i.position) order by i.position, i.id)
        from catalog.picture i where i.product_id = p.id), '[]'::json),
    'collections', coalesce((select json_agg(c.collection_id) from catalog.collection_product c where c.product_id = p.id), '[]'::json)
)"""


async def find(read: Reading, product_id: UUID) -> Product | None:
    """Return a product whole."""
    return await read.document(_PRODUCT, f"select {WHOLE}::text from catalog.product p where p.id = $1", product_id)


async def find_by_handle(read: Reading, handle: str) -> Product | None:
    """Return the product that answers at this handle now."""
    return await read.document(_PRODUCT, f"select {WHOLE}::text from catalog.product p where p.handle = $1", handle)


async def lock(tx: Writing, product_ids: Iterable[UUID]) -> list[ProductId]:
    """Lock products against other editors, in sorted order; return those that exist."""
    rows = await tx.rows("select id from catalog.product where id = any($1) order by id for update", list(product_ids))
    return [row["id"] for row in rows]


async def redirected(read: Reading, kind: str, handle: str) -> str | None:
    """Return the handle at which what was called so answers now; None when nothing ever was."""
    found: str | None = await read.value(
        f"select t.handle from catalog.redirect r join catalog.{kind} t on t.id = r.target_id where r.kind = $1 and r.handle = $2",  # a constant of ours
        kind,
        handle,
    )
    return found


async def product_redirected(read: Reading, handle: str, groups: Sequence[str] | None) -> str | None:
    """Return the handle at which the product answers now that was called so, if it is one that these groups see."""
    found: str | None = await read.value(
        """select p.handle from catalog.redirect r join catalog.product p on p.id = r.target_id
        where r.kind = 'product' and r.handle = $1 and (p.audience is null or $2::text[] is null or p.audience = any($2))""",
        handle,
        groups,
    )
    return found


async def free_handles(read: Reading, wanted: Sequence[str], kind: str = "product", *, but: Iterable[str] = ()) -> list[str]:
    """Return handles for new things: those wanted, with a number appended where one is or was in use, or is in `but`."""
    rows = await read.rows(
        f"""select t.handle from unnest($1::text[]) w (stem) cross join lateral (
            select handle from catalog.{kind} where handle = stem
            union all select handle from catalog.{kind} where handle > stem || '-' and handle < stem || '.'
            union all select handle from catalog.redirect where kind = '{kind}' and handle = stem
            union all select handle from catalog.redirect where kind = '{kind}' and handle > stem || '-' and handle < stem || '.') t""",
        list(dict.fromkeys(wanted)),
    )
    taken = {row["handle"] for row in rows} | set(but)
    given = []
    for stem in wanted:
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        given.append(name)
    return given


async def insert_products(tx: Writing, products: Sequence[tuple[ProductId, NewProduct]]) -> None:
    """Write new products with their texts, all in three statements."""
    await tx.run(
        """insert into catalog.product (id, handle, own_state, category_id, vendor, kind, tags, options, tax_class, extra, made_at, changed_at)
        select id, handle, state, category_id, vendor, kind, array(select jsonb_array_elements_text(tags)), options, tax_class, extra, $2, $2
        from jsonb_to_recordset($1) as r (id uuid, handle text, state text, category_id uuid, vendor text, kind text, tags jsonb,
            options jsonb, tax_class text, extra jsonb)""",
        [{"id": id_, **_columns(new)} for id_, new in products],
        tx.now,
    )
    await write_texts(tx, [(id_, new.texts) for id_, new in products])
    for_redirects = [new.handle for _, new in products]
    await tx.run("delete from catalog.redirect where kind = 'product' and handle = any($1)", for_redirects)


def _columns(new: NewProduct) -> dict[str, Any]:
    return {
        "handle": new.handle,
        "state": new.state,
        "category_id": new.category_id,
        "vendor": new.vendor,
        "kind": new.kind,
        "tags": new.tags,
        "options": new.options,
        "tax_class": new.tax_class,
        "extra": new.extra,
    }


async def write_texts(tx: Writing, texts: Sequence[tuple[ProductId, dict[str, Text]]]) -> None:
    """Write products' texts over what was there; languages not given stay."""
    rows = [
        {"product_id": id_, "language": language, **msgspec.structs.asdict(text)}
        for id_, found in texts
        for language, text in found.items()
    ]
    await tx.run(
        """insert into catalog.product_text (product_id, language, title, subtitle, description, specifications, seo_title, seo_description)
        select * from jsonb_to_recordset($1) as r (product_id uuid, language text, title text, subtitle text, description text,
            specifications jsonb, seo_title text, seo_description text)
        on conflict (product_id, language) do update set title = excluded.title, subtitle = excluded.subtitle,
            description = excluded.description, specifications = excluded.specifications, seo_title = excluded.seo_title,
            seo_description = excluded.seo_description""",
        rows,
    )


async def insert_variants(tx: Writing, variants: Sequence[tuple[ProductId, int, NewVariant]]) -> list[VariantId]:
    """Write new variants of (product, position, variant); return their ids in that order."""
    made = [VariantId(ids.new()) for _ in variants]
    rows = [
        {"id": id_, "product_id": product_id, "position": position, **msgspec.structs.asdict(new)}
        for id_, (product_id, position, new) in zip(made, variants, strict=True)
    ]
    await tx.run(
        """insert into catalog.variant (id, product_id, position, sku, barcode, choices, weight_grams, ships, extra)
        select id, product_id, position, nullif(sku, ''), barcode, array(select jsonb_array_elements_text(choices)), weight_grams, ships, extra
        from jsonb_to_recordset($1) as r (id uuid, product_id uuid, position int, sku text, barcode text, choices jsonb, weight_grams int,
            ships boolean, extra jsonb)""",
        rows,
    )
    return made


async def end_variants(tx: Writing, variant_ids: Sequence[UUID]) -> None:
    """Stop selling variants; their rows stay for the orders that name them."""
    await tx.run("update catalog.variant set ended_at = $2 where id = any($1) and ended_at is null", list(variant_ids), tx.now)


async def write_variants(tx: Writing, product_id: ProductId, rows: Sequence[tuple[int, ArrangedVariant]]) -> None:
    """Write a product's open variants over what was there, at these positions.

    Their choices and article numbers are first set aside, so that two variants may swap them.
    """
    found = [{"position": position, **msgspec.structs.asdict(row)} for position, row in rows]
    await tx.run(
        """update catalog.variant v set sku = null, choices = array[v.id::text]
        from jsonb_to_recordset($2) as r (id uuid, sku text, choices jsonb)
        where v.id = r.id and v.product_id = $1 and (v.sku is distinct from nullif(r.sku, '') or to_jsonb(v.choices) <> r.choices)""",
        product_id,
        found,
    )
    await tx.run(
        """update catalog.variant v set position = r.position, sku = nullif(r.sku, ''), barcode = r.barcode,
            choices = array(select jsonb_array_elements_text(r.choices)), weight_grams = r.weight_grams, ships = r.ships,
            extra = r.extra, picture_id = (select i.id from catalog.picture i where i.id = r.picture_id and i.product_id = $1)
        from jsonb_to_recordset($2) as r (id uuid, position int, sku text, barcode text, choices jsonb, weight_grams int, ships boolean,
            extra jsonb, picture_id uuid)
        where v.id = r.id and v.product_id = $1""",
        product_id,
        found,
    )


async def write_options(tx: Writing, product_id: ProductId, options: Sequence[Option]) -> None:
    await tx.run("update catalog.product set options = $2 where id = $1", product_id, list(options))


async def write_product(tx: Writing, product_id: ProductId, new: NewProduct) -> None:
    """Write a product's own columns over what was there, and mark it changed."""
    await tx.run(
        """update catalog.product set own_state = r.state, category_id = r.category_id, vendor = r.vendor, kind = r.kind,
            tags = array(select jsonb_array_elements_text(r.tags)), options = r.options, tax_class = r.tax_class, extra = r.extra, changed_at = $3
        from jsonb_to_record($2) as r (state text, category_id uuid, vendor text, kind text, tags jsonb, options jsonb, tax_class text,
            extra jsonb) where id = $1""",
        product_id,
        _columns(new),
        tx.now,
    )


async def forget_texts(tx: Writing, product_id: ProductId, languages: Iterable[str]) -> None:
    """Remove a product's texts in these languages."""
    await tx.run("delete from catalog.product_text where product_id = $1 and language = any($2)", product_id, list(languages))


async def mark_changed(tx: Writing, product_ids: Iterable[UUID]) -> None:
    """Say that something about these products changed now: other editors and kept pages will see it."""
    found = sorted(product_ids)
    await tx.run("update catalog.product set changed_at = $2 where id = any($1)", found, tx.now)
    await touch(tx, found)


async def touch(tx: Writing, product_ids: Iterable[UUID]) -> None:
    """Let kept pages of these products, and every listing, be made again."""
    topics = sorted({"catalog", *(f"product:{product_id}" for product_id in product_ids)})
    await tx.rows("select base.touch(topic) from unnest($1::text[]) with ordinality as t (topic, n) order by n", topics)


async def rename(tx: Writing, kind: str, target: UUID, old: str, new: str) -> None:
    """Give a thing another handle; the old one leads to it from now on. Raises AlreadyThere for another's handle."""
    await tx.run(f"update catalog.{kind} set handle = $2, changed_at = $3 where id = $1", target, new, tx.now)
    await tx.run("delete from catalog.redirect where kind = $1 and handle = $2", kind, new)
    await tx.run(
        """insert into catalog.redirect (kind, handle, target_id, made_at) values ($1, $2, $3, $4)
        on conflict (kind, handle) do update set target_id = excluded.target_id, made_at = excluded.made_at""",
        kind,
        old,
        target,
        tx.now,
    )


async def product_of_variant(read: Reading, variant_id: UUID) -> ProductId | None:
    found: ProductId | None = await read.value("select product_id from catalog.variant where id = $1 and ended_at is null", variant_id)
    return found


class _Sold(msgspec.Struct):
    """A variant whose choices are keys still, and the options that say them in words."""

    variant: SoldVariant
    options: list[Option]


_SOLD = msgspec.json.Decoder(list[_Sold])


async def sold_variants(
    read: Reading, variant_ids: Iterable[UUID], language: str, first: str, groups: Collection[str] | None
) -> dict[VariantId, SoldVariant]:
    """Return what is sold under these ids, ended and archived ones too, in that order, in one statement; what the groups see of it."""
    wanted = list(variant_ids)
    found = await read.document(
        _SOLD,
        """select coalesce(json_agg(json_build_object('options', p.options, 'variant', json_build_object(
            'id', v.id, 'product_id', p.id, 'handle', p.handle,
            'title', (select t.title from catalog.product_text t where t.product_id = p.id
                order by t.language = $2 desc, t.language = $3 desc, t.language limit 1),
            'choices', v.choices, 'sku', v.sku, 'weight_grams', v.weight_grams, 'ships', v.ships,
            'tax_class', p.tax_class, 'active', p.own_state = 'active' and v.ended_at is null,
            'picture', (select json_build_object('id', i.id, 'digest', i.digest, 'width', i.width, 'height', i.height, 'tint', i.tint,
                'alt', coalesce(i.alts->>$2, i.alts->>$3, '')) from catalog.picture i
                where i.product_id = p.id order by i.id is not distinct from v.picture_id desc, i.position, i.id limit 1)))), '[]')::text
        from catalog.variant v join catalog.product p on p.id = v.product_id
        where v.id = any($1) and (p.audience is null or $4::text[] is null or p.audience = any($4))""",
        wanted,
        language,
        first,
        None if groups is None else list(groups),
    )
    by_id = {one.variant.id: one for one in found or []}
    return {variant_id: _sold(by_id[variant_id], language, first) for variant_id in map(VariantId, wanted) if variant_id in by_id}


def _sold(row: _Sold, language: str, first: str) -> SoldVariant:
    return msgspec.structs.replace(row.variant, choices=titles(row.options, row.variant.choices, language, first))
