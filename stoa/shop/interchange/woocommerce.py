"""WooCommerce's product CSV: rows in, `Goods` out. Pure. (Rows out: `woocommerce_rows`.)

A row is a product or, of the type `variation`, a variant of the product it names as its parent, by id or article number. Attributes that
variations choose by are options, the others specifications. A sale price is an offer; see docs/interchange.md.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import unescape

import msgspec

from stoa.base.files import cells
from stoa.base.files.cells import Wrong
from stoa.base.files.layout import Layout, laid_out
from stoa.base.files.model import Row, Unfit
from stoa.base.files.reader import Reader
from stoa.shop.catalog.model import Option, Specification, State, Text, Value
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.model import Goods, Image, Piece, Sale, Stock
from stoa.shop.interchange.reader import label

KEY = "woocommerce"
EXEMPT = "exempt"
ANY = "any"
"""The key of the choice that a variation leaves open."""
_ANY_NAMES = {"en": "Any", "de": "Beliebig"}

COLUMNS = {
    "id": "ID", "type": "Type", "sku": "SKU", "barcode": "GTIN, UPC, EAN, or ISBN", "title": "Name", "published": "Published",
    "featured": "Is featured?", "visibility": "Visibility in catalog", "subtitle": "Short description", "description": "Description",
    "sale_from": "Date sale price starts", "sale_until": "Date sale price ends", "tax_status": "Tax status", "tax_class": "Tax class",
    "in_stock": "In stock?", "stock": "Stock", "backorders": "Backorders allowed?", "weight:kg": "Weight (kg)", "sale_price": "Sale price",
    "regular_price": "Regular price", "categories": "Categories", "tags": "Tags", "images": "Images", "parent": "Parent", "position": "Position",
    "vendor": "Brands", "cost": "Cost of goods", "handle": "Meta: stoa_handle",
}  # fmt: skip
_KNOWN = {name.lower(): field for field, name in COLUMNS.items()} | {
    f"weight ({unit})": f"weight:{unit}" for unit in ("g", "kg", "lbs", "oz")
}
_ATTRIBUTE = re.compile(r"attribute (\d{1,2}) (name|value\(s\))", re.IGNORECASE)
GRAMS = {"g": Decimal(1), "kg": Decimal(1000), "lbs": Decimal("453.59237"), "oz": Decimal("28.349523125")}
TAX_CLASSES = {"": "standard", "standard": "standard", "reduced-rate": "reduced", "zero-rate": "zero"}
_KINDS = {"simple", "variable", "variation", "grouped", "external"}
_MORE_KINDS = {"virtual", "downloadable"}
_BETWEEN_IMAGES = re.compile(r",\s*(?=https?://)")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:Z|[+-]\d\d:?\d\d)?")


def recognise(header: Sequence[str]) -> bool:
    """Return whether a header is WooCommerce's."""
    names = {name.lower() for name in header}
    return "name" in names and bool(names & {"type", "regular price", "in stock?", "parent"})


def layout(header: Sequence[str], context: Context) -> Layout:  # noqa: ARG001 - every format has the same doors
    """Return which field each column is."""
    known = dict(_KNOWN)
    for name in header:
        found = _ATTRIBUTE.fullmatch(name)
        if found:
            known[name.lower()] = f"attribute{int(found[1])}_{'name' if found[2].lower() == 'name' else 'values'}"
    return laid_out(header, known)


def full_layout(context: Context, *, attributes: int) -> Layout:  # noqa: ARG001
    """Return the columns of a whole file, with so many attributes."""
    numbers = range(1, max(attributes, 2) + 1)
    fields = [*COLUMNS, *(f"attribute{n}_{part}" for n in numbers for part in ("name", "values"))]
    names_ = [*COLUMNS.values(), *(f"Attribute {n} {part}" for n in numbers for part in ("name", "value(s)"))]
    return Layout(fields, names_)


def _kind(row: Row) -> set[str]:
    return {word.strip().lower() for word in row.cells.get("type", "simple").split(",") if word.strip()}


def _own_names(row: Row) -> list[str]:
    number, sku = row.cells.get("id", "").strip(), row.cells.get("sku", "").strip()
    return ([f"id:{number}"] if number else []) + ([f"sku:{sku}"[:500]] if sku else [])


def _handle(row: Row) -> list[str]:
    """Return the handle that a file of ours names beside a row: nobody else's product can have that name."""
    handle = row.cells.get("handle", "").strip().lower()
    return [f"handle:{handle}"[:500]] if handle else []


def points(row: Row, above: str) -> tuple[list[str], str]:  # noqa: ARG001
    """Return what a row calls its product, and whose row it is: a variation's parent's."""
    if "variation" in _kind(row):
        parent = row.cells.get("parent", "").strip()
        named = parent.replace(" ", "") if parent.startswith("id:") else f"sku:{parent}"[:500]
        return [], next(iter(_handle(row)), named)
    own = [*_handle(row), *_own_names(row)]
    return own, own[0] if own else ""


def is_varied(rows: Sequence[Row]) -> bool:
    """Return whether these rows are of a product with options."""
    return "variable" in _kind(rows[0]) or len(rows) > 1


def piece_rows(rows: Sequence[Row]) -> list[int]:
    """Return which rows are variants: the variations; the product's own where there is none."""
    return [place for place, row in enumerate(rows) if place and "variation" in _kind(row)] or [0]


def names(rows: Sequence[Row]) -> list[str]:
    """Return what a product is known by in its own shop."""
    return _own_names(rows[0])


def read(rows: list[Row], layout: Layout, before: Goods | None, context: Context) -> tuple[Goods, list[str]]:
    """Return the product as it shall be after these rows, and codes of what a person should know. Raises Unfit with every fault."""
    reader = Reader(rows, layout.known)
    was = before or Goods()
    kind = _checked_kind(reader)
    options, specifications = _attributes(reader, was, context)
    text = was.texts.get(context.language, Text(""))
    goods = msgspec.structs.replace(
        was,
        state=_state(reader, before, kind),
        category=_category(reader) if "categories" in reader.known else was.category,
        vendor=reader.cell(0, "vendor") if "vendor" in reader.known else was.vendor,
        tags=[tag for one in reader.cell(0, "tags").split(",") if (tag := one.strip())] if "tags" in reader.known else was.tags,
        tax_class=_tax_class(reader, was),
        texts={**was.texts, context.language: _text(reader, text, specifications)},
        options=options,
        pieces=_pieces(reader, was, options, kind, context),
        images=_images(reader, was),
    )
    if not goods.texts[context.language].title:
        reader.refuse(0, "title", "required")
    if reader.faults:
        raise Unfit(reader.faults)
    return goods, reader.notes


def _checked_kind(reader: Reader) -> set[str]:
    kind = _kind(reader.rows[0])
    unknown = sorted(kind - _KINDS - _MORE_KINDS)
    if unknown:
        reader.refuse(0, "type", "unknown_type", value=unknown[0][:40])
    for place in range(1, len(reader.rows)):
        if "variation" not in _kind(reader.rows[place]):
            reader.refuse(place, "id" if "id" in reader.known else "sku", "twice", value=(_own_names(reader.rows[place]) or [""])[0][:80])
    return kind


def _state(reader: Reader, before: Goods | None, kind: set[str]) -> State:
    said = reader.cell(0, "published")
    if said not in {"", "-1", "0", "1"}:
        reader.refuse(0, "published", "unknown_status", value=said[:40])
    state = {"1": State.ACTIVE, "0": State.DRAFT, "-1": State.DRAFT}.get(said, before.state if before else State.ACTIVE)
    if said == "0" and before is not None and before.state is State.ARCHIVED:
        return State.ARCHIVED
    if kind & {"grouped", "external"}:
        reader.notes.append("draft_type")
        return State.DRAFT
    if state is State.ACTIVE and reader.cell(0, "visibility") == "hidden":
        reader.notes.append("hidden")
        return State.DRAFT
    return state


def _text(reader: Reader, was: Text, specifications: list[Specification]) -> Text:
    def prose(field: str) -> str:
        return reader.cell(0, field).replace("\\n", "\n")

    subtitle = " ".join(unescape(re.sub(r"<[^>]*>", " ", prose("subtitle"))).split())
    return msgspec.structs.replace(
        was,
        title=reader.cell(0, "title") or was.title,
        subtitle=subtitle[:500] if "subtitle" in reader.known else was.subtitle,
        description=prose("description") if "description" in reader.known else was.description,
        specifications=specifications,
    )


def _category(reader: Reader) -> list[str]:
    """Return the deepest of the categories that a row names, the first of equals."""
    paths = [[part.strip() for part in one.split(">") if part.strip()] for one in re.split(r"(?<!\\),", reader.cell(0, "categories"))]
    paths = [[name.replace("\\,", ",") for name in one] for one in paths if one]
    if not paths:
        return []
    deepest = max(paths, key=len)
    if any(one != deepest[: len(one)] for one in paths):
        reader.notes.append("more_categories")
    return deepest


def _tax_class(reader: Reader, was: Goods) -> str:
    if not reader.known & {"tax_status", "tax_class"}:
        return was.tax_class
    if reader.cell(0, "tax_status") in {"none", "shipping"}:
        return EXEMPT
    said = reader.cell(0, "tax_class").lower()
    return TAX_CLASSES.get(said, said)


def _images(reader: Reader, was: Goods) -> list[Image]:
    if "images" not in reader.known:
        return was.images
    alts = {one.src: one.alts for one in was.images}
    sources = [one.strip() for one in _BETWEEN_IMAGES.split(reader.cell(0, "images")) if one.strip()]
    found = [Image(reader.address(0, "images", src), alts.get(src, {})) for src in sources]
    return [*found, *(one for one in was.images if one.src not in sources)]


# Attributes


def attributes(row: Row) -> dict[int, tuple[str, list[str]]]:
    """Return a row's attributes by their number: name and values."""
    found = {}
    for field, cell in row.cells.items():
        if field.startswith("attribute") and field.endswith("_name") and cell.strip():
            number = int(field.removeprefix("attribute").removesuffix("_name"))
            values = re.split(r"(?<!\\),", row.cells.get(f"attribute{number}_values", ""))
            found[number] = (cell.strip(), [one.strip().replace("\\,", ",") for one in values if one.strip()])
    return dict(sorted(found.items()))


def _attributes(reader: Reader, was: Goods, context: Context) -> tuple[list[Option], list[Specification]]:
    """Return the options, with the values that variations have, and the specifications."""
    text = was.texts.get(context.language, Text(""))
    if not any(field.startswith("attribute") for field in reader.known):
        return was.options, text.specifications
    own = attributes(reader.rows[0])
    used: dict[str, dict[str, None]] = {}
    for row in reader.rows[1:]:
        for name, values in attributes(row).values():
            used.setdefault(name, {}).update(dict.fromkeys(values[:1] or [""]))
    known = {label(option.names, option.key, context): option for option in was.options}
    ordered = [name for name, _ in own.values() if name in used] + [name for name in used if name not in {one for one, _ in own.values()}]
    listed = dict(own.values())
    options = [
        _option(known.get(name) or Option(name, {context.language: name}), listed.get(name, []), used[name], context) for name in ordered
    ]
    specifications = [Specification(name, ", ".join(values)) for name, values in own.values() if name not in used]
    return options, specifications


def _option(option: Option, listed: Sequence[str], used: dict[str, None], context: Context) -> Option:
    have = {label(value.names, value.key, context) for value in option.values}
    texts = [text for text in (*listed, *used) if text in used and text]
    fresh = [Value(text, {context.language: text}) for text in dict.fromkeys(texts) if text not in have]
    if "" in used and ANY not in {value.key for value in option.values}:
        fresh.append(Value(ANY, _ANY_NAMES))
    return msgspec.structs.replace(option, values=[*option.values, *fresh])


# Variants


def _pieces(reader: Reader, was: Goods, options: list[Option], kind: set[str], context: Context) -> list[Piece]:
    places = [place for place in piece_rows(reader.rows) if place]
    if not places and kind & {"variable", "grouped"}:
        return was.pieces
    taken: set[int] = set()
    found = []
    for place in places or [0]:
        choices = _choices(reader, place, options, context) if places else []
        sku = reader.cell(place, "sku")
        free = [number for number in range(len(was.pieces)) if number not in taken]
        match = [number for number in free if sku and was.pieces[number].sku == sku] or [
            number for number in free if was.pieces[number].choices == choices
        ]
        taken |= set(match[:1])
        found.append(_piece(reader, place, was.pieces[match[0]] if match else Piece(), choices, context))
    possible = [{value.key for value in option.values} for option in options]
    kept = [
        one
        for number, one in enumerate(was.pieces)
        if number not in taken and len(one.choices) == len(options) and all(c in p for c, p in zip(one.choices, possible, strict=True))
    ]
    return [*found, *kept]


def _choices(reader: Reader, place: int, options: list[Option], context: Context) -> list[str]:
    said = dict(attributes(reader.rows[place]).values())
    choices = []
    for option in options:
        text = next(iter(said.get(label(option.names, option.key, context), [])), "")
        if not text:
            reader.notes.append("any_choice")
        keys = {label(value.names, value.key, context): value.key for value in option.values}
        choices.append(keys.get(text, text) if text else ANY)
    return choices


def _piece(reader: Reader, place: int, base: Piece, choices: list[str], context: Context) -> Piece:
    known, currency = reader.known, context.market.currency
    prices = dict(base.prices)
    regular = reader.of(place, "regular_price", cells.amount, None, currency)
    if regular is not None:
        prices[context.market.code] = regular
    cost = reader.of(place, "cost", cells.amount, base.cost, currency) if context.tells_costs else base.cost
    images = reader.cell(place, "images") if place else ""
    return msgspec.structs.replace(
        base,
        choices=choices,
        sku=reader.cell(place, "sku") if "sku" in known else base.sku,
        barcode=reader.cell(place, "barcode") if "barcode" in known else base.barcode,
        weight_grams=_grams(reader, place, base),
        ships="virtual" not in _kind(reader.rows[place]) if "type" in known else base.ships,
        prices=prices,
        cost=cost,
        stock=_stock(reader, place, base),
        sale=_sale(reader, place, prices.get(context.market.code), context) if "sale_price" in known else base.sale,
        image=reader.address(place, "images", _BETWEEN_IMAGES.split(images)[0].strip()) if place and "images" in known else base.image,
    )


def _grams(reader: Reader, place: int, base: Piece) -> int:
    field = next((field for field in sorted(reader.known) if field.startswith("weight:")), None)
    if field is None:
        return base.weight_grams
    weight = reader.of(place, field, cells.decimal, Decimal(0))
    if weight < 0:
        reader.refuse(place, field, "negative", value=reader.cell(place, field)[:40])
    return int((weight * GRAMS[field.partition(":")[2]]).to_integral_value(rounding="ROUND_HALF_UP"))


def _stock(reader: Reader, place: int, base: Piece) -> Stock | None:
    was = base.stock or Stock()
    if was.bundle:
        return was
    said = "" if reader.cell(place, "stock") == "parent" else reader.cell(place, "stock")
    free = reader.of(place, "stock", cells.cut_pieces, 0) if said else 0
    if free < 0:
        reader.notes.append("negative_stock")
    in_stock, backorders = reader.cell(place, "in_stock").lower(), reader.cell(place, "backorders").lower()
    backorder = backorders in {"1", "yes", "notify"} or in_stock in {"backorder", "onbackorder"}
    if place and reader.cell(place, "published") in {"0", "-1"}:
        reader.notes.append("disabled_variation")
        return Stock(0, tracked=True)
    if not reader.known & {"stock", "in_stock"} or not (said or in_stock or backorders or base.stock):
        return base.stock if base.id else was
    if said:
        return Stock(max(free, 0), tracked=True, backorder=backorder)
    if in_stock in {"0", "no", "false", "outofstock"}:
        return Stock(0, tracked=True, backorder=backorder)
    return Stock(0, tracked=False, backorder=backorder)


def _sale(reader: Reader, place: int, regular: int | None, context: Context) -> Sale | None:
    """Return the sale that a row means; none when it is over, or lowers nothing."""
    amount = reader.of(place, "sale_price", cells.amount, None, context.market.currency)
    from_at = reader.of(place, "sale_from", moment, None)
    until_at = reader.of(place, "sale_until", last_moment, None)
    if amount is None or (until_at is not None and until_at <= context.now):
        return None
    if regular is None or amount >= regular:
        reader.notes.append("sale_not_lower")
        return None
    if from_at is not None and until_at is not None and until_at <= from_at:
        reader.refuse(place, "sale_until", "ends_before_it_begins")
        return None
    return Sale(amount, from_at if from_at is not None and from_at > context.now else None, until_at)


def moment(text: str) -> datetime:
    """Return the moment that a date means, in UTC. Raises Wrong."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise Wrong("not_a_moment", value=text[:40])
    try:
        return datetime(*(int(part or 0) for part in found.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type]  # six numbers
    except (ValueError, OverflowError):
        raise Wrong("not_a_moment", value=text[:40]) from None


def last_moment(text: str) -> datetime:
    """Return when what lasts until a day is over: at its end, where no time is given. Raises Wrong."""
    found = moment(text)
    return found + timedelta(days=1) if (found.hour, found.minute, found.second) == (0, 0, 0) else found
