"""The formats: what each can do, under one name, so that a run need not know whose file it reads."""

from collections.abc import Callable, Sequence

import msgspec

from stoa.base.files.layout import Layout
from stoa.base.files.model import Cells, Row
from stoa.shop.interchange import native, shopify, shopify_rows, woocommerce, woocommerce_rows
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.model import Format, Goods


class Codec(msgspec.Struct, frozen=True):
    """One format.

    `points` says what a row calls its product and whose row it is; `names` what a product may be known by, `pieces` which rows are variants; `read` makes rows
    a product; `remember` keeps what is needed to write them as they came; `write` writes them.
    """

    format: Format
    layout: Callable[[Sequence[str], Context], Layout]
    points: Callable[[Row, str], tuple[list[str], str]]
    names: Callable[[Sequence[Row]], list[str]]
    pieces: Callable[[Sequence[Row]], list[int]]
    read: Callable[[list[Row], Layout, Goods | None, Context], tuple[Goods, list[str]]]
    remember: Callable[[list[Row], Layout, Goods, Context], Goods]
    write: Callable[[Goods, Context], list[Cells]]


_CODECS = {
    Format.SHOPIFY: Codec(
        Format.SHOPIFY,
        shopify.layout,
        shopify.points,
        shopify.names,
        shopify.piece_rows,
        shopify.read,
        shopify_rows.remember,
        shopify_rows.write,
    ),
    Format.WOOCOMMERCE: Codec(
        Format.WOOCOMMERCE,
        woocommerce.layout,
        woocommerce.points,
        woocommerce.names,
        woocommerce.piece_rows,
        woocommerce.read,
        woocommerce_rows.remember,
        woocommerce_rows.write,
    ),
    Format.STOA: Codec(
        Format.STOA, native.layout, native.points, native.names, native.piece_rows, native.read, native.remember, native.write
    ),
}


def codec(wanted: Format) -> Codec:
    """Return what a format can do."""
    return _CODECS[wanted]


def of_header(header: list[str]) -> Format | None:
    """Return whose file begins with this header; None for nobody's that we know."""
    if shopify.recognise(header):
        return Format.SHOPIFY
    return Format.WOOCOMMERCE if woocommerce.recognise(header) else None
