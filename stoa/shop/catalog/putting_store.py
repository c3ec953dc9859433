"""The rows of many products at once."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from stoa.base.database import Reading, Writing
from stoa.shop.catalog.model import ProductId, State, VariantId
from stoa.shop.catalog.model.putting import ArrangedVariant, PutProduct, WantedPicture


async def lock(tx: Writing, product_ids: Sequence[ProductId]) -> dict[ProductId, tuple[State, datetime]]:
    """Lock products in the order of their ids; return the state of each and when it was changed last."""
    rows = await tx.rows(
        "select id, own_state as state, changed_at from catalog.product where id = any($1) order by id for update", list(product_ids)
    )
    return {row["id"]: (State(row["state"]), row["changed_at"]) for row in rows}


async def taken_sku(read: Reading, skus: Sequence[str], but_of: Sequence[ProductId]) -> str | None:
    """Return one of these article numbers that a variant of another product has."""
    found: str | None = await read.value(
        "select min(sku) from catalog.variant where sku = any($1) and ended_at is null and product_id <> all($2)", list(skus), list(but_of)
    )
    return found


async def end_others(tx: Writing, product_ids: Sequence[ProductId], kept: Sequence[VariantId]) -> list[tuple[VariantId, ProductId]]:
    """Stop selling the open variants of these products that are not kept; return them."""
    if not product_ids:
        return []
    rows = await tx.rows(
        "update catalog.variant set ended_at = $3 where product_id = any($1) and ended_at is null and id <> all($2) returning id, product_id",
        list(product_ids),
        list(kept),
        tx.now,
    )
    return [(row["id"], row["product_id"]) for row in rows]


async def write_products(tx: Writing, products: Sequence[tuple[ProductId, PutProduct]]) -> None:
    """Write products' own columns over what was there, but handles, and mark them changed."""
    if not products:
        return
    names = ("state", "category_id", "vendor", "kind", "tags", "options", "tax_class", "extra")
    await tx.run(
        """update catalog.product p set own_state = r.state, category_id = r.category_id, vendor = r.vendor, kind = r.kind,
            tags = array(select jsonb_array_elements_text(r.tags)), options = r.options, tax_class = r.tax_class, extra = r.extra, changed_at = $2
        from jsonb_to_recordset($1) as r (id uuid, state text, category_id uuid, vendor text, kind text, tags jsonb, options jsonb,
            tax_class text, extra jsonb) where p.id = r.id""",
        [{"id": product_id, **{name: getattr(one, name) for name in names}} for product_id, one in products],
        tx.now,
    )


async def write_variants(tx: Writing, rows: Sequence[tuple[ProductId, int, ArrangedVariant, VariantId]]) -> None:
    """Write variants, new or over what was there, at these positions; of a picture, the one that the product has.

    Choices and article numbers that change are first set aside, so that variants may swap them.
    """
    found = [
        {**msgspec.structs.asdict(variant), "id": variant_id, "product_id": product_id, "position": position}
        for product_id, position, variant, variant_id in rows
    ]
    await tx.run(
        """update catalog.variant v set sku = null, choices = array[v.id::text] from jsonb_to_recordset($1) as r (id uuid, sku text, choices jsonb)
        where v.id = r.id and (v.sku is distinct from nullif(r.sku, '') or to_jsonb(v.choices) <> r.choices)""",
        [row for row, (_, _, variant, _) in zip(found, rows, strict=True) if variant.id is not None],
    )
    await tx.run(
        """insert into catalog.variant (id, product_id, position, sku, barcode, choices, weight_grams, ships, extra, picture_id)
        select id, product_id, position, nullif(sku, ''), barcode, array(select jsonb_array_elements_text(choices)), weight_grams, ships, extra,
            (select i.id from catalog.picture i where i.id = r.picture_id and i.product_id = r.product_id)
        from jsonb_to_recordset($1) as r (id uuid, product_id uuid, position int, sku text, barcode text, choices jsonb, weight_grams int,
            ships boolean, extra jsonb, picture_id uuid)
        on conflict (id) do update set position = excluded.position, sku = excluded.sku, barcode = excluded.barcode, choices = excluded.choices,
            weight_grams = excluded.weight_grams, ships = excluded.ships, extra = excluded.extra, picture_id = excluded.picture_id""",
        found,
    )


async def describe_pictures(tx: Writing, asked: Sequence[tuple[ProductId, WantedPicture]]) -> set[tuple[ProductId, str]]:
    """Describe the pictures that came from these addresses anew; return which products have which of them."""
    if not asked:
        return set()
    rows = await tx.rows(
        """with asked as (select * from jsonb_to_recordset($1) as r (product_id uuid, url text, alts jsonb)),
        told as (update catalog.picture i set alts = i.alts || a.alts from asked a
            where i.product_id = a.product_id and i.source = a.url and not i.alts @> a.alts)
        select i.product_id, i.source from catalog.picture i join asked a on i.product_id = a.product_id and i.source = a.url""",
        [{"product_id": product_id, "url": one.url, "alts": one.alts} for product_id, one in asked],
    )
    return {(row["product_id"], row["source"]) for row in rows}
