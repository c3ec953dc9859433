"""What interchange itself keeps: the columns that files had, and what other shops called products that have no handle there."""

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from stoa.base.database import Reading, Writing
from stoa.base.files.model import Row
from stoa.shop.catalog.model import ProductId
from stoa.shop.interchange import queries
from stoa.shop.interchange.formats import Codec
from stoa.shop.interchange.model import Format
from stoa.shop.interchange.planning import Planned


async def find(read: Reading, codec: Codec, products: Sequence[Sequence[Row]], handles: Sequence[str]) -> dict[int, ProductId]:
    """Return which of these products (by their number) the shop has: by what its own shop calls it, else by its handle."""
    names = [codec.names(rows) for rows in products]
    if codec.format is not Format.WOOCOMMERCE:
        known = await queries.by_handles(read, [handle for handle in handles if handle])
        return {number: known[handle] for number, handle in enumerate(handles) if handle in known}
    rows = await read.rows(
        "select name, product_id from interchange.source where format = $1 and name = any($2)",
        codec.format,
        sorted({name for own in names for name in own}),
    )
    nameless = await queries.by_handles(read, [handle for handle, own in zip(handles, names, strict=True) if handle and not own])
    sources = {row["name"]: row["product_id"] for row in rows}
    found: dict[int, ProductId] = {}
    for number, (own, handle) in enumerate(zip(names, handles, strict=True)):
        product_id = sources.get(own[0]) or sources.get(own[-1]) if own else nameless.get(handle)
        if product_id is not None:
            found[number] = product_id
    return found


async def remember(tx: Writing, codec: Codec, made: Iterable[tuple[ProductId, Planned]]) -> None:
    """Note what the files call these products."""
    if codec.format is not Format.WOOCOMMERCE:
        return
    rows = [(name, product_id) for product_id, one in made for name in codec.names(one.rows)]
    await tx.run(
        """insert into interchange.source (format, name, product_id) select $1, n.name, n.product_id from unnest($2::text[], $3::uuid[]) n (name, product_id)
        on conflict (format, name) do update set product_id = excluded.product_id""",
        codec.format,
        [name for name, _ in rows],
        [product_id for _, product_id in rows],
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
