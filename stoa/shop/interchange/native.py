"""Stoa's own format: one product a line, as JSON, in every language, with nothing left out. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec

from stoa.base.files.cells import ADDRESS, MOST_PIECES, MOST_UNITS
from stoa.base.files.layout import Layout
from stoa.base.files.model import Cells, Fault, Row, Unfit
from stoa.shop.catalog.model import Group, Option, State, Text
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.model import Goods, Image, Piece, Sale, Stock

LINE = "json"
_GROUP = re.compile(r'"stoa"\s*:\s*"c')
"""What only the line of a category or a collection says."""
VERSION = 1


_Price = Annotated[int, msgspec.Meta(ge=0, lt=10**13)]


class _Sale(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    amount: _Price
    from_at: datetime | None = None
    until_at: datetime | None = None


class _Stock(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    free: Annotated[int, msgspec.Meta(ge=0, le=MOST_PIECES)]
    tracked: bool
    backorder: bool


class _Variant(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    choices: list[str] = []
    sku: str = ""
    barcode: str = ""
    weight_grams: int = 0
    ships: bool = True
    prices: dict[str, _Price] = {}
    cost: Annotated[int, msgspec.Meta(ge=0, le=MOST_UNITS)] | None = None
    stock: _Stock | None = None
    sale: _Sale | None = None
    image: str = ""
    extra: dict[str, Any] = {}


class _Product(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="stoa", tag=f"product/{VERSION}"):
    handle: str
    state: State
    texts: dict[str, Text]
    category: list[str] = []
    vendor: str = ""
    kind: str = ""
    tags: list[str] = []
    options: list[Option] = []
    tax_class: str = "standard"
    variants: list[_Variant] = []
    images: list[Image] = []
    audience: Annotated[str, msgspec.Meta(pattern=r"^([a-z]+:\S{1,80})?$")] = ""
    extra: dict[str, Any] = {}
    error: Any = None
    """What a file of rejected rows says more; it is never read."""


class CategoryLine(
    msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="stoa", tag=f"category/{VERSION}"
):
    """A category; `parent` is the handle of the one above it, which comes before it."""

    handle: str
    texts: dict[str, Group]
    parent: str = ""
    error: Any = None


class CollectionLine(
    msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="stoa", tag=f"collection/{VERSION}"
):
    """A collection with its products' handles, in order."""

    handle: str
    texts: dict[str, Group]
    products: list[str] = []
    error: Any = None


_decoder = msgspec.json.Decoder(_Product)
_groups: msgspec.json.Decoder[CategoryLine | CollectionLine] = msgspec.json.Decoder(CategoryLine | CollectionLine)
_encoder = msgspec.json.Encoder()


def layout(header: Sequence[str], context: Context) -> Layout:  # noqa: ARG001 - every format has the same doors
    """Return the one column of a file of lines."""
    return Layout([LINE], [LINE])


def _product(row: Row) -> _Product:
    line = row.cells.get(LINE, "")
    try:
        if _GROUP.search(line):
            _groups.decode(line)  # says what is wrong with it, where it is no category either
        return _decoder.decode(line)
    except msgspec.DecodeError as error:
        raise Unfit([(0, Fault(LINE, "not_our_line", {"why": str(error)[:200]}))]) from None


def group_of(line: str) -> CategoryLine | CollectionLine | None:
    """Return the category or collection that a line is; None for any other line."""
    if not _GROUP.search(line):
        return None
    try:
        return _groups.decode(line)
    except msgspec.DecodeError:
        return None


def group_line(group: CategoryLine | CollectionLine) -> str:
    """Return the line of a category or collection."""
    return _encoder.encode(group).decode()


def points(row: Row, above: str) -> tuple[list[str], str]:  # noqa: ARG001 - as above
    """Return that a line is a product of its own; two of one handle are one too many."""
    try:
        handle = _product(row).handle
    except Unfit:
        return [], ""
    return [f"handle:{handle}"], f"handle:{handle}"


def names(rows: Sequence[Row]) -> list[str]:
    """Return the handle."""
    try:
        return [_product(rows[0]).handle]
    except Unfit:
        return []


def piece_rows(rows: Sequence[Row]) -> list[int]:
    """Return that all variants are in one line."""
    return [0] if rows else []


def read(rows: list[Row], layout: Layout, before: Goods | None, context: Context) -> tuple[Goods, list[str]]:  # noqa: ARG001
    """Return the product that a line says. Raises Unfit."""
    found = _product(rows[0])
    faults = [(number, Fault(LINE, "twice", {"value": found.handle})) for number in range(1, len(rows))]
    codes = {one.code for one in context.markets}
    unknown = sorted({code for one in found.variants for code in one.prices} - codes)
    if unknown:
        faults.append((0, Fault(LINE, "no_such_market", {"value": unknown[0]})))
    addresses = [*(one.src for one in found.images), *(one.image for one in found.variants if one.image)]
    faults += [(0, Fault(LINE, "not_an_address", {"value": one[:80]})) for one in addresses if not ADDRESS.match(one)]
    if faults:
        raise Unfit(faults)
    was = {tuple(one.choices): one for one in before.pieces} if before is not None else {}
    by_sku = {one.sku: one for one in before.pieces if one.sku} if before is not None else {}
    goods = Goods(
        id=before.id if before else None,
        changed_at=before.changed_at if before else None,
        collections=before.collections if before else [],
        handle=before.handle if before else found.handle,
        state=found.state,
        texts=found.texts,
        category=found.category,
        vendor=found.vendor,
        kind=found.kind,
        tags=found.tags,
        options=found.options,
        tax_class=found.tax_class,
        pieces=[_piece(one, by_sku.get(one.sku) or was.get(tuple(one.choices))) for one in found.variants],
        images=found.images,
        audience=found.audience,
        extra=found.extra,
    )
    return goods, []


def _piece(one: _Variant, was: Piece | None) -> Piece:
    bundle = bool(was and was.stock and was.stock.bundle)
    return Piece(
        id=was.id if was else None,
        picture_id=was.picture_id if was else None,
        choices=one.choices,
        sku=one.sku,
        barcode=one.barcode,
        weight_grams=one.weight_grams,
        ships=one.ships,
        prices={**(was.prices if was else {}), **one.prices},
        cost=one.cost if one.cost is not None else was.cost if was else None,
        stock=was.stock if was and bundle else Stock(one.stock.free, one.stock.tracked, one.stock.backorder) if one.stock else None,
        sale=Sale(one.sale.amount, one.sale.from_at, one.sale.until_at) if one.sale else None,
        image=one.image,
        extra=one.extra,
    )


def remember(rows: list[Row], layout: Layout, goods: Goods, context: Context) -> Goods:  # noqa: ARG001
    """Return the product as it is: a line has nothing that we have no place for."""
    return goods


def write(goods: Goods, context: Context) -> list[Cells]:  # noqa: ARG001
    """Return a product's one line."""
    product = _Product(
        handle=goods.handle,
        state=goods.state,
        texts=goods.texts,
        category=goods.category,
        vendor=goods.vendor,
        kind=goods.kind,
        tags=goods.tags,
        options=goods.options,
        tax_class=goods.tax_class,
        variants=[_variant(one) for one in goods.pieces],
        images=goods.images,
        audience=goods.audience,
        extra=goods.extra,
    )
    return [{LINE: _encoder.encode(product).decode()}]


def _variant(one: Piece) -> _Variant:
    return _Variant(
        choices=one.choices,
        sku=one.sku,
        barcode=one.barcode,
        weight_grams=one.weight_grams,
        ships=one.ships,
        prices=one.prices,
        cost=one.cost,
        stock=_Stock(free=one.stock.free, tracked=one.stock.tracked, backorder=one.stock.backorder) if one.stock else None,
        sale=_Sale(amount=one.sale.amount, from_at=one.sale.from_at, until_at=one.sale.until_at) if one.sale else None,
        image=one.image,
        extra=one.extra,
    )
