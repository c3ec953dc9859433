"""Exporting: every product, in the order in which it was made, in one moment of the shop, a few hundred at a time."""

import contextlib
import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

from stoa.base.database import Database, Reading
from stoa.base.files.layout import Layout, joined
from stoa.base.files.model import FileNotWritable, Progress, Told
from stoa.shop.interchange import formats, groups, native, queries, shopify, sources, woocommerce
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.model import Format


async def export_text(
    read: Reading, wanted: Format, *, market: str = "", url: str = "", generation: int | None = None, told: Told | None = None
) -> AsyncIterator[str]:
    """Yield the file of every product, in parts; of a moment when `read` is a snapshot.

    Columns are those of the files that came in, in their order, then those that the format has besides. Raises NoMarket.
    """
    context = await queries.context(read, market)
    codec, tree = formats.codec(wanted), await queries.tree(read)
    layout = await _layout(read, wanted, context, generation)
    total = await read.value("select count(*) from catalog.product")
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    if wanted is Format.STOA:
        async for line in groups.lines(read):
            text.write(line + "\n")
    else:
        rows.writerow(layout.names)
    done = 0
    async for found in queries.everything(read, tree, url):
        for goods in found:
            for row in codec.write(goods, context):
                if wanted is Format.STOA:
                    text.write(row[native.LINE] + "\n")
                else:
                    rows.writerow(layout.cells(row))
        done += len(found)
        yield text.getvalue()
        text.seek(0)
        text.truncate()
        if told is not None:
            await told(Progress("writing", done, total))
    if text.tell():
        yield text.getvalue()


async def export_products(
    db: Database, path: Path, wanted: Format, *, market: str = "", url: str = "", generation: int | None = None, told: Told | None = None
) -> int:
    """Write every product to a file, which is there whole or not at all; return how many bytes it has.

    Raises NoMarket, FileNotWritable.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    size = 0
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            async with db.snapshot() as read:
                async for part in export_text(read, wanted, market=market, url=url, generation=generation, told=told):
                    size += len(part.encode())
                    file.write(part)
        unfinished.replace(path)
    except OSError as error:
        raise FileNotWritable(name=path.name, why=error.strerror or type(error).__name__) from None
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return size


async def _layout(read: Reading, wanted: Format, context: Context, generation: int | None) -> Layout:
    """Return the columns of an export: Shopify's in the generation of the file that came last, the present one where none came."""
    headers = await sources.layouts(read, wanted)
    if wanted is Format.STOA:
        return native.layout([], context)
    came = [formats.codec(wanted).layout(header, context) for header in headers]
    if wanted is Format.WOOCOMMERCE:
        full = woocommerce.full_layout(context, attributes=await queries.most_attributes(read))
    else:
        number = generation or (shopify.recognise(headers[0]) if headers else shopify.GENERATIONS[-1])
        others = [code for code in await queries.priced_markets(read) if code != context.market.code]
        full = shopify.full_layout(number, context, options=await queries.most_options(read), markets=others)
        came = [shopify.renamed(one, number) for one in came]
    first, *more = [*came, full]
    return joined(first, more)
