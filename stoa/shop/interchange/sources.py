"""What interchange itself keeps: the columns that files had, and what other shops called products that have no handle there."""

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from stoa.base.database import Reading, Writing
from stoa.base.files.model import Row
from stoa.shop.catalog.model import ProductId
from stoa.shop.interchange import queries, woocommerce
from stoa.shop.interchange.formats import Codec
from stoa.shop.interchange.model import Format
from stoa.shop.interchange.planning import Planned


async def find(read: Reading, codec: Codec, products: Sequence[Sequence[Row]], handles: Sequence[str]) -> dict[int, ProductId]:
    """Return which of these products (by their number) the shop has: by what its own shop calls it, else by its handle."""
    if codec.format is Format.WOOCOMMERCE:
        return await _find_theirs(read, codec, products, handles)
    known = await queries.by_handles(read, [handle for handle in handles if handle])
    return {number: known[handle] for number, handle in enumerate(handles) if handle in known}


async def _find_theirs(read: Reading, codec: Codec, products: Sequence[Sequence[Row]], handles: Sequence[str]) -> dict[int, ProductId]:
    """Return the products of WooCommerce's rows: by the handle that a file of ours names, by id or article number as they came in before,
    by the article numbers of their variants, by that of a parent, for which our files write the handle; a nameless one by its title's handle.
    """
    names = [codec.names(rows) for rows in products]
    rows = await read.rows(
        "select name, product_id from interchange.source where format = $1 and name = any($2)",
        codec.format,
        sorted({name for own in names for name in own}),
    )
    sources = {row["name"]: row["product_id"] for row in rows}
    skus = await queries.by_skus(read, sorted({sku for rows in products for sku in _skus(rows)}))
    wanted = {handle for handle in handles if handle} | {_cell(rows[0], "sku") for rows in products if woocommerce.is_varied(rows)}
    answering = await queries.by_handles(read, sorted(wanted))
    varied = await queries.with_options(read, sorted({*answering.values(), *(owner for owner, _ in skus.values())}))
    found: dict[int, ProductId] = {}
    for number, (own, handle, given) in enumerate(zip(names, handles, products, strict=True)):
        owners = {skus[sku][0] for sku in _skus(given) if sku in skus}
        product_id = answering.get(handle) if _cell(given[0], "handle") or not own else None
        product_id = product_id or next((sources[name] for name in own if name in sources), None)
        if product_id is None and own:
            parent = answering.get(_cell(given[0], "sku")) if woocommerce.is_varied(given) and not owners else None
            product_id = next(iter(owners)) if len(owners) == 1 else parent
            if product_id is not None and (product_id in varied) != woocommerce.is_varied(given):
                product_id = None  # another kind of thing: its rows would end the variants of this one
        if product_id is not None:
            found[number] = product_id
    return found


def _cell(row: Row, field: str) -> str:
    return row.cells.get(field, "").strip()


def _skus(rows: Sequence[Row]) -> list[str]:
    """Return the article numbers of a product's variants; a parent's own is none."""
    return [sku for row in (rows[1:] if woocommerce.is_varied(rows) else rows) if (sku := _cell(row, "sku"))]


async def remember(tx: Writing, codec: Codec, made: Iterable[tuple[ProductId, Planned]]) -> None:
    """Note what the files call these products."""
    if codec.format is not Format.WOOCOMMERCE:
        return
    named: dict[str, ProductId] = {}
    for product_id, one in made:
        for name in codec.names(one.rows):
            named.setdefault(name, product_id)  # a parent's number may be another's own
    await tx.run(
        """insert into interchange.source (format, name, product_id) select $1, n.name, n.product_id from unnest($2::text[], $3::uuid[]) n (name, product_id)
        on conflict (format, name) do update set product_id = excluded.product_id""",
        codec.format,
        list(named),
        list(named.values()),
    )


async def keep_layout(tx: Writing, wanted: str, header: Sequence[str]) -> None:
    """Note the columns of a file, so that the export writes them."""
    await tx.run(
        """insert into interchange.layout (format, digest, columns, at) values ($1, $2, $3, $4)
        on conflict (format, digest) do update set at = excluded.at""",
        wanted,
        hashlib.sha256(msgspec.json.encode(list(header))).hexdigest(),
        list(header),
        tx.now,
    )


async def layouts(read: Reading, wanted: str) -> list[list[str]]:
    """Return the columns of the files that came in this format, the latest first."""
    rows = await read.rows("select columns from interchange.layout where format = $1 order by at desc, digest limit 50", wanted)
    return [row["columns"] for row in rows]
