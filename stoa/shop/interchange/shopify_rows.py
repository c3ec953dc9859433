"""Shopify's product CSV: `Goods` in, rows out, as they came but for what has changed since. Pure."""

from itertools import zip_longest
from typing import Any

import msgspec

from stoa.base.files import cells
from stoa.base.files.layout import Layout
from stoa.base.files.model import Cells, Row
from stoa.shop.catalog.model import State, Text
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.model import Goods, Piece
from stoa.shop.interchange.reader import chosen, label
from stoa.shop.interchange.shopify import EXEMPT, IMAGE, KEY, UNTOLD, VARIANT, piece_rows


class Placed(msgspec.Struct, frozen=True):
    """A row to be written, and what it is of: the place of a variant and of a picture, -1 for none."""

    cells: Cells
    piece: int = -1
    image: int = -1


def _places(goods: Goods) -> list[tuple[int, int]]:
    """Return for each row the variant and the picture in it: as the file had them, else the n-th with the n-th."""
    kept = goods.extra.get(KEY, {}).get("places")
    pieces, images = list(range(len(goods.pieces))), list(range(len(goods.images)))
    if kept is None or sum(one[0] for one in kept) > len(pieces) or sum(one[1] for one in kept) > len(images):
        kept = []
    rows = [(pieces.pop(0) if piece else -1, images.pop(0) if image else -1) for piece, image in kept]
    rows += zip_longest(pieces, images, fillvalue=-1)
    return rows or [(-1, -1)]


def plain(goods: Goods, context: Context) -> list[Placed]:
    """Return a product's rows as we would write them if it had never come from a file."""
    rows = []
    for number, (piece, image) in enumerate(_places(goods)):
        row: Cells = {"handle": goods.handle}
        if number == 0:
            row |= _product_cells(goods, context)
        if piece >= 0:
            row |= _piece_cells(goods, goods.pieces[piece], context)
        if image >= 0:
            one = goods.images[image]
            row |= {"image": one.src, "image_position": str(image + 1), "image_alt": one.alts.get(context.language, "")}
        rows.append(Placed({field: cell for field, cell in row.items() if cell}, piece, image))
    return rows


def _product_cells(goods: Goods, context: Context) -> Cells:
    text = goods.texts.get(context.language) or next(iter(goods.texts.values()), Text(""))
    row = {
        "title": text.title,
        "description": text.description,
        "vendor": goods.vendor,
        "category": " > ".join(goods.category),
        "kind": goods.kind,
        "tags": ", ".join(goods.tags),
        "published": "true" if goods.state is State.ACTIVE else "false",
        "status": goods.state.value,
        "gift_card": "false",
        "seo_title": text.seo_title,
        "seo_description": text.seo_description,
    }
    for n, option in enumerate(goods.options, 1):
        row[f"option{n}_name"] = label(option.names, option.key, context)
    if not goods.options:
        row["option1_name"] = "Title"
    return row


def _piece_cells(goods: Goods, piece: Piece, context: Context) -> Cells:
    row = {
        "sku": piece.sku,
        "barcode": piece.barcode,
        "grams": str(piece.weight_grams),
        "ships": "true" if piece.ships else "false",
        "taxable": "false" if goods.tax_class == EXEMPT else "true",
        "fulfillment": "manual",
        "variant_image": piece.image,
    }
    for n, (option, choice) in enumerate(zip(goods.options, piece.choices, strict=False), 1):
        row[f"option{n}_value"] = chosen(option, choice, context)
    if not goods.options:
        row["option1_value"] = "Default Title"
    for code, amount in piece.prices.items():
        row["price" if code == context.market.code else f"price:{code}"] = cells.written(amount, context.currency(code))
    if piece.cost is not None and context.tells_costs:
        row["cost"] = cells.written(piece.cost, context.market.currency)
    if piece.stock is not None:
        row["tracker"] = "shopify" if piece.stock.tracked else ""
        row["quantity"] = str(piece.stock.free)
        row["policy"] = "continue" if piece.stock.backorder else "deny"
    return row


def write(goods: Goods, context: Context) -> list[Cells]:
    """Return a product's rows: as they came from a file, but for what has changed since."""
    kept = goods.extra.get(KEY, {})
    rows = []
    for number, row in enumerate(plain(goods, context)):
        memory = {
            **(kept.get("cells", {}) if number == 0 else {}),
            **(goods.pieces[row.piece].extra.get(KEY, {}) if row.piece >= 0 else {}),
            **(kept.get("images", {}).get(image_key(goods, row.image), {}) if row.image >= 0 else {}),
            **kept.get("rows", {}).get(str(number), {}),
        }
        rows.append(cells.recalled(row.cells, memory))
    return rows


def image_key(goods: Goods, place: int) -> str:
    """Return a name for one of a product's pictures: its address, numbered where that comes again."""
    src = goods.images[place].src
    times = sum(one.src == src for one in goods.images[:place])
    return f"{src} {times}" if times else src


def remember(rows: list[Row], layout: Layout, goods: Goods, context: Context) -> Goods:
    """Return the product with what is needed to write these rows again as they came. `goods` is as the catalogue keeps it."""
    kept: dict[str, Any] = dict(goods.extra.get(KEY, {}))
    pieces = [dict(piece.extra) for piece in goods.pieces]
    numbers = set(piece_rows(rows))
    kept["places"] = [
        [number in numbers, bool(row.cells.get("image", "").strip()) and "image" in layout.known] for number, row in enumerate(rows)
    ]
    goods = msgspec.structs.replace(goods, extra={**goods.extra, KEY: kept})
    known = layout.known
    earlier = {field: value for field, value in kept.get("cells", {}).items() if field not in known}
    memory: dict[str, Any] = {"cells": earlier, "images": {}, "rows": {}}
    for piece in pieces:
        piece[KEY] = {field: value for field, value in piece.get(KEY, {}).items() if field not in known}
    for number, (came, ours) in enumerate(zip(rows, plain(goods, context), strict=False)):
        said = known - {field for field in known if not came.cells.get(field) and _untold(field)}
        for field, value in cells.remembered(came.cells, ours.cells, said).items():
            _owner(memory, pieces, goods, ours, number, field)[field] = value
    usual = [[n < len(goods.pieces), n < len(goods.images)] for n in range(len(rows))]
    if kept["places"] == usual and len(rows) <= max(len(goods.pieces), len(goods.images), 1):
        del kept["places"]
    found = {**{name: value for name, value in memory.items() if value}, **({"places": kept["places"]} if "places" in kept else {})}
    for piece in pieces:
        if not piece[KEY]:
            del piece[KEY]
    return msgspec.structs.replace(
        goods,
        extra={**{name: value for name, value in goods.extra.items() if name != KEY}, KEY: found},
        pieces=[msgspec.structs.replace(one, extra=extra) for one, extra in zip(goods.pieces, pieces, strict=True)],
    )


def _untold(field: str) -> bool:
    return field in UNTOLD or field.startswith("price:")


def _owner(memory: dict[str, Any], pieces: list[dict[str, Any]], goods: Goods, row: Placed, number: int, field: str) -> dict[str, Any]:
    """Return where a cell of a row is remembered: with its variant, its picture, its product, or the row itself."""
    if row.piece >= 0 and (field in VARIANT or "variant" in field.lower()):
        return pieces[row.piece][KEY]  # type: ignore[no-any-return]
    if row.image >= 0 and field in IMAGE:
        return memory["images"].setdefault(image_key(goods, row.image), {})  # type: ignore[no-any-return]
    if number == 0:
        return memory["cells"]  # type: ignore[no-any-return]
    if row.piece >= 0:
        return pieces[row.piece][KEY]  # type: ignore[no-any-return]
    if row.image >= 0:
        return memory["images"].setdefault(image_key(goods, row.image), {})  # type: ignore[no-any-return]
    return memory["rows"].setdefault(str(number), {})  # type: ignore[no-any-return]
