"""WooCommerce's product CSV: `Goods` in, rows out, as they came but for what has changed since. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape
from typing import Any

import msgspec

from stoa.base.files import cells
from stoa.base.files.layout import Layout
from stoa.base.files.model import Cells, Row
from stoa.shop.catalog.model import State, Text
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.model import Goods, Piece
from stoa.shop.interchange.reader import chosen, label
from stoa.shop.interchange.woocommerce import ANY, EXEMPT, GRAMS, KEY, TAX_CLASSES, attributes

_UNTOLD = {"regular_price", "cost"}
"""What an empty cell does not empty."""


def _joined(texts: Sequence[str]) -> str:
    return ", ".join(text.replace(",", "\\,") for text in texts)


def _told_as(value: str) -> str:
    """Return a specification as it is read again: `a, b` is two values that we show as we got them, any other comma is a part of one."""
    return value if ", ".join(one.strip() for one in value.split(",") if one.strip()) == value else _joined([value])


def plain(goods: Goods, context: Context) -> list[Cells]:
    """Return a product's rows as we would write them if it had never come from a file: itself, then its variants if it has options."""
    text = goods.texts.get(context.language) or next(iter(goods.texts.values()), Text(""))
    own = str(goods.extra.get(KEY, {}).get("sku") or goods.handle)
    row: Cells = {
        "type": "variable" if goods.options else _simple(goods),
        "sku": own if goods.options else "",
        "title": text.title,
        "published": {State.ACTIVE: "1", State.DRAFT: "-1", State.ARCHIVED: "0"}[goods.state],
        "visibility": "visible",
        "subtitle": escape(text.subtitle, quote=False),
        "description": text.description,
        "tax_status": "none" if goods.tax_class == EXEMPT else "taxable",
        "tax_class": _tax_class(goods),
        "categories": " > ".join(name.replace(",", "\\,") for name in goods.category),
        "tags": ", ".join(goods.tags),
        "images": ", ".join(one.src for one in goods.images),
        "vendor": goods.vendor,
        "position": "0",
        "handle": goods.handle,
        **_attribute_cells(goods, text, context),
    }
    if not goods.options and goods.pieces:
        row |= _piece_cells(goods.pieces[0], context)
    variations = [_variation(goods, piece, number, own, context) for number, piece in enumerate(goods.pieces)] if goods.options else []
    return [{field: cell for field, cell in one.items() if cell} for one in (row, *variations)]


def _simple(goods: Goods) -> str:
    return "simple" if any(one.ships for one in goods.pieces) or not goods.pieces else "simple, virtual"


def _tax_class(goods: Goods) -> str:
    if goods.tax_class == EXEMPT:
        return ""
    return next((theirs for theirs, ours in TAX_CLASSES.items() if ours == goods.tax_class), goods.tax_class)


def _attribute_cells(goods: Goods, text: Text, context: Context) -> Cells:
    """Return the product's attributes under the numbers that its file gave them, others after those."""
    values = {
        label(option.names, option.key, context): _joined([label(v.names, v.key, context) for v in option.values if v.key != ANY])
        for option in goods.options
    }
    values |= {one.name: _told_as(one.value) for one in text.specifications if one.name not in values}
    numbers: dict[str, int] = dict(goods.extra.get(KEY, {}).get("attributes", {}))
    found: Cells = {}
    free = (number for number in range(1, 100) if number not in numbers.values())
    for name, value in values.items():
        number = numbers[name] if name in numbers else next(free)
        found |= {f"attribute{number}_name": name, f"attribute{number}_values": value}
    return found


def _variation(goods: Goods, piece: Piece, place: int, parent: str, context: Context) -> Cells:
    numbers: dict[str, int] = piece.extra.get(KEY, {}).get("attributes", {})
    row = {
        "type": "variation" if piece.ships else "variation, virtual",
        "title": goods.texts[context.language].title if context.language in goods.texts else "",
        "published": "1",
        "visibility": "visible",
        "tax_status": "none" if goods.tax_class == EXEMPT else "taxable",
        "tax_class": "parent",
        "parent": parent,
        "position": str(place + 1),
        "handle": goods.handle,
        "images": piece.image,
        **_piece_cells(piece, context),
    }
    for number, (option, choice) in enumerate(zip(goods.options, piece.choices, strict=False), 1):
        name = label(option.names, option.key, context)
        at = numbers.get(name, number)
        row |= {
            f"attribute{at}_name": name,
            f"attribute{at}_values": "" if choice == ANY else chosen(option, choice, context).replace(",", "\\,"),
        }
    return row


def _piece_cells(piece: Piece, context: Context) -> Cells:
    currency = context.market.currency
    row = {"sku": piece.sku, "barcode": piece.barcode}
    for unit, factor in GRAMS.items():
        row[f"weight:{unit}"] = f"{(piece.weight_grams / factor).normalize():f}"[:20] if piece.weight_grams else ""
    if context.market.code in piece.prices:
        row["regular_price"] = cells.written(piece.prices[context.market.code], currency)
    if piece.cost is not None and context.tells_costs:
        row["cost"] = cells.written(piece.cost, currency)
    if piece.sale is not None:
        row["sale_price"] = cells.written(piece.sale.amount, currency)
        row["sale_from"] = f"{piece.sale.from_at:%Y-%m-%d %H:%M:%S}" if piece.sale.from_at else ""
        row["sale_until"] = _until(piece)
    stock = piece.stock
    if stock is not None:
        row["stock"] = str(stock.free) if stock.tracked else ""
        row["in_stock"] = "1" if not stock.tracked or stock.free or stock.backorder else "0"
        row["backorders"] = "1" if stock.backorder else "0"
    return row


def _until(piece: Piece) -> str:
    if piece.sale is None or piece.sale.until_at is None:
        return ""
    end = piece.sale.until_at
    if (end.hour, end.minute, end.second) == (0, 0, 0):
        return f"{end - timedelta(days=1):%Y-%m-%d}"
    return f"{end:%Y-%m-%d %H:%M:%S}"


def write(goods: Goods, context: Context) -> list[Cells]:
    """Return a product's rows: as they came from a file, but for what has changed since."""
    first, *others = plain(goods, context)
    rows = [cells.recalled(first, goods.extra.get(KEY, {}).get("cells", {}))]
    for piece, row in zip(goods.pieces, others, strict=False):
        rows.append(cells.recalled(row, piece.extra.get(KEY, {}).get("cells", {})))
    return rows


def remember(rows: list[Row], layout: Layout, goods: Goods, context: Context) -> Goods:
    """Return the product with what is needed to write these rows again as they came."""
    kept: dict[str, Any] = dict(goods.extra.get(KEY, {}))
    pieces = [dict(piece.extra) for piece in goods.pieces]
    if goods.options and rows[0].cells.get("sku", "").strip():
        kept["sku"] = rows[0].cells["sku"].strip()
    if any(field.startswith("attribute") for field in layout.known):
        kept["attributes"] = {name: number for number, (name, _) in attributes(rows[0]).items()}
        for piece, row in zip(pieces, rows[1:], strict=False):
            own = {name: number for number, (name, _) in attributes(row).items()}
            if own != {label(option.names, option.key, context): n for n, option in enumerate(goods.options, 1)}:
                piece[KEY] = {**piece.get(KEY, {}), "attributes": own}
    goods = _with(goods, kept, pieces)
    first, *others = plain(goods, context)
    known = layout.known
    kept["cells"] = cells.remembered(rows[0].cells, first, _told(rows[0], known), _other(kept, known))
    for piece, row, ours in zip(pieces, rows[1:], others, strict=False):
        own = piece.get(KEY, {})
        piece[KEY] = {**own, "cells": cells.remembered(row.cells, ours, _told(row, known), _other(own, known))}
    return _with(goods, kept, pieces)


def _told(row: Row, known: set[str]) -> set[str]:
    return known - {field for field in _UNTOLD if not row.cells.get(field)}


def _other(kept: dict[str, Any], known: set[str]) -> dict[str, Any]:
    return {field: value for field, value in kept.get("cells", {}).items() if field not in known}


def _with(goods: Goods, kept: dict[str, Any], pieces: Sequence[dict[str, Any]]) -> Goods:
    return msgspec.structs.replace(
        goods,
        extra={**goods.extra, KEY: kept},
        pieces=[msgspec.structs.replace(one, extra=extra) for one, extra in zip(goods.pieces, pieces, strict=True)],
    )
