"""Shopify's product CSV, both generations of its header: rows in, `Goods` out. Pure. (Rows out: `shopify_rows`.)

A row is a variant, a picture, or both; rows with the same handle are a product, the first carries what is true of all.
A column that is missing leaves things as they are; a cell that is empty empties them, except a price and a cost.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from stoa.base.files import cells
from stoa.base.files.layout import Layout, laid_out
from stoa.base.files.model import Row, Unfit
from stoa.base.files.reader import Reader
from stoa.shop.catalog.model import Option, State, Text, Value
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.model import Goods, Image, Piece, Stock
from stoa.shop.interchange.reader import label

KEY = "shopify"
EXEMPT = "exempt"
GENERATIONS = (1, 2)

_COLUMNS = [
    ("title", "Title", "Title"),
    ("handle", "Handle", "URL handle"),
    ("description", "Body (HTML)", "Description"),
    ("vendor", "Vendor", "Vendor"),
    ("category", "Product Category", "Product category"),
    ("kind", "Type", "Type"),
    ("tags", "Tags", "Tags"),
    ("published", "Published", "Published on online store"),
    ("status", "Status", "Status"),
    ("sku", "Variant SKU", "SKU"),
    ("barcode", "Variant Barcode", "Barcode"),
    *((f"option{n}_{part}", f"Option{n} {part.title()}", f"Option{n} {part}") for n in range(1, 9) for part in ("name", "value")),
    ("price", "Variant Price", "Price"),
    ("compare_at", "Variant Compare At Price", "Compare-at price"),
    ("cost", "Cost per item", "Cost per item"),
    ("taxable", "Variant Taxable", "Charge tax"),
    ("tax_code", "Variant Tax Code", "Tax code"),
    ("tracker", "Variant Inventory Tracker", "Inventory tracker"),
    ("quantity", "Variant Inventory Qty", "Inventory quantity"),
    ("policy", "Variant Inventory Policy", "Continue selling when out of stock"),
    ("grams", "Variant Grams", "Weight value (grams)"),
    ("weight_unit", "Variant Weight Unit", "Weight unit for display"),
    ("ships", "Variant Requires Shipping", "Requires shipping"),
    ("fulfillment", "Variant Fulfillment Service", "Fulfillment service"),
    ("image", "Image Src", "Product image URL"),
    ("image_position", "Image Position", "Image position"),
    ("image_alt", "Image Alt Text", "Image alt text"),
    ("variant_image", "Variant Image", "Variant image URL"),
    ("gift_card", "Gift Card", "Gift card"),
    ("seo_title", "SEO Title", "SEO title"),
    ("seo_description", "SEO Description", "SEO description"),
]
_FIRST_ORDER = (
    "handle", "title", "description", "vendor", "category", "kind", "tags", "published",
    *(f"option{n}_{part}" for n in range(1, 9) for part in ("name", "value")), "sku", "grams", "tracker", "quantity", "policy", "fulfillment",
    "price", "compare_at", "ships", "taxable", "barcode", "image", "image_position", "image_alt", "gift_card", "seo_title", "seo_description",
    "variant_image", "weight_unit", "tax_code", "cost", "status",
)  # fmt: skip
"""The order of the columns in the first generation; `_COLUMNS` has that of the second."""
_KNOWN = {name.lower(): field for field, *names in _COLUMNS for name in names}
_ALWAYS = {field for field, *_ in _COLUMNS if not re.match(r"option[4-8]", field)}
VARIANT = {
    "sku", "barcode", "price", "compare_at", "cost", "taxable", "tax_code", "tracker", "quantity", "policy", "grams", "weight_unit", "ships",
    "fulfillment", "variant_image", *(f"option{n}_value" for n in range(1, 9)),
}  # fmt: skip
IMAGE = {"image", "image_position", "image_alt"}
_PIECE_SIGNS = ("sku", "barcode", "price", "quantity", *(f"option{n}_value" for n in range(1, 9)))
_STATES = {"active": State.ACTIVE, "draft": State.DRAFT, "archived": State.ARCHIVED, "unlisted": State.DRAFT}
_PRICE_IN = re.compile(r"price / (.+)", re.IGNORECASE)
UNTOLD = {"price", "cost", "handle"}
"""What an empty cell does not empty."""


def recognise(header: Sequence[str]) -> int:
    """Return the generation of a header, 0 for one that is not Shopify's."""
    names = {name.lower() for name in header}
    if not names & {"title", "handle", "url handle"}:
        return 0
    first, second = (sum(row[one].lower() in names and row[1].lower() != row[2].lower() for row in _COLUMNS) for one in GENERATIONS)
    return 1 if first > second else 2


def layout(header: Sequence[str], context: Context) -> Layout:
    """Return which field each column is; a price column of one of our markets is that market's."""
    known = dict(_KNOWN)
    for name in header:
        found = _PRICE_IN.fullmatch(name)
        code = context.named(found[1]) if found else None
        if code is not None and code != context.market.code:
            known[name.lower()] = f"price:{code}"
    return laid_out(header, known)


def full_layout(generation: int, context: Context, *, options: int = 3, markets: Sequence[str] = ()) -> Layout:
    """Return the columns of a whole file of that generation, with prices of these markets beside the main one."""
    wanted = [
        row
        for row in _COLUMNS
        if row[0] in _ALWAYS or row[0] in {f"option{n}_{p}" for n in range(4, options + 1) for p in ("name", "value")}
    ]
    if generation == GENERATIONS[0]:
        wanted.sort(key=lambda row: _FIRST_ORDER.index(row[0]))
    fields, names = [row[0] for row in wanted], [row[generation] for row in wanted]
    for code in markets:
        fields.append(f"price:{code}")
        names.append(f"Price / {next(one for one in context.markets if one.code == code).named(context.language)}")
    return Layout(fields, names)


def renamed(found: Layout, generation: int) -> Layout:
    """Return the same columns under the names of a generation."""
    names = {row[0]: row[generation] for row in _COLUMNS}
    return Layout(found.fields, [names.get(field, name) for field, name in zip(found.fields, found.names, strict=True)])


def points(row: Row, above: str) -> tuple[list[str], str]:
    """Return what a row calls its product, and whose row it is; `above` is what the row before it pointed at."""
    handle = row.cells.get("handle", "").strip().lower()
    title = " ".join(row.cells.get("title", "").split())
    own = f"handle:{handle}" if handle else f"title:{title}" if title else above
    return ([own] if own else []), own


def names(rows: Sequence[Row]) -> list[str]:
    """Return what a product may be known by: its handle; without one the catalogue makes it of the title."""
    return [handle for row in rows[:1] if (handle := row.cells.get("handle", "").strip().lower())]


# Rows in


def read(rows: list[Row], layout: Layout, before: Goods | None, context: Context) -> tuple[Goods, list[str]]:
    """Return the product as it shall be after these rows, and codes of what a person should know.

    Raises Unfit with every fault. What the rows say as they came is remembered by `remember`, after the catalogue has tidied the product.
    """
    reader = Reader(rows, layout.known)
    was = before or Goods()
    options, pieces = _pieces(reader, was, context)
    goods = msgspec.structs.replace(
        was,
        handle=was.handle or reader.first("handle")[1].lower(),
        state=_state(reader, before),
        category=path(reader.text("category", " > ".join(was.category))),
        vendor=reader.text("vendor", was.vendor),
        kind=reader.text("kind", was.kind),
        tags=[tag.strip() for tag in reader.text("tags", ",".join(was.tags)).split(",") if tag.strip()],
        tax_class=_tax_class(reader, was),
        texts={**was.texts, context.language: _texts(reader, was.texts.get(context.language, Text("")))},
        options=options,
        pieces=pieces,
        images=_images(reader, was, context.language),
    )
    if reader.faults:
        raise Unfit(reader.faults)
    return goods, reader.notes


def _texts(reader: Reader, was: Text) -> Text:
    title = reader.first("title")[1] or was.title
    if not title:
        reader.refuse(0, "title", "required")
    return msgspec.structs.replace(
        was,
        title=title,
        description=reader.text("description", was.description),
        seo_title=reader.text("seo_title", was.seo_title),
        seo_description=reader.text("seo_description", was.seo_description),
    )


def _state(reader: Reader, before: Goods | None) -> State:
    number, status = reader.first("status")
    state = _STATES.get(status.lower()) if status else before.state if before else State.ACTIVE
    if state is None:
        reader.refuse(number, "status", "unknown_status", value=status[:40])
        return State.DRAFT
    number, _ = reader.first("published")
    published = reader.yes(number, "published", default=True)
    if not status and published and before is not None and "published" in reader.known and before.state is State.DRAFT:
        state = State.ACTIVE
    number, _ = reader.first("gift_card")
    if reader.yes(number, "gift_card", default=False) and state is State.ACTIVE:
        reader.notes.append("gift_card")
        return State.DRAFT
    return State.DRAFT if state is State.ACTIVE and not published else state


def _tax_class(reader: Reader, was: Goods) -> str:
    said = {reader.yes(number, "taxable", default=True) for number, row in enumerate(reader.rows) if row.cells.get("taxable")}
    if len(said) > 1:
        reader.notes.append("mixed_tax")
    if not said:
        return was.tax_class
    if said == {False}:
        return EXEMPT
    return "standard" if was.tax_class == EXEMPT else was.tax_class


def path(text: str) -> list[str]:
    """Return the names of a place in the tree of categories; of a bare number, which is one in Shopify's own list, none."""
    return [] if text.strip().isdigit() else [part.strip() for part in text.split(">") if part.strip()]


def _images(reader: Reader, was: Goods, language: str) -> list[Image]:
    """Return the pictures of the rows in their order, then those that the product has besides."""
    if "image" not in reader.known:
        return was.images
    found: list[Image] = []
    alts = {one.src: one.alts for one in was.images}
    for number, row in enumerate(reader.rows):
        src = row.cells.get("image", "").strip()
        reader.of(number, "image_position", cells.whole, 0)
        if not src:
            continue
        reader.address(number, "image", src)
        told = dict(alts.get(src, {}))
        if "image_alt" in reader.known:
            told.pop(language, None)
            if alt := reader.cell(number, "image_alt")[:500].strip():
                told[language] = alt
        found.append(Image(src, told))
    named = {one.src for one in found}
    return [*found, *(one for one in was.images if one.src not in named)]


# Options and variants


def _pieces(reader: Reader, was: Goods, context: Context) -> tuple[list[Option], list[Piece]]:
    numbers = piece_rows(reader.rows)
    options, columns = _options(reader, was, numbers, context)
    values = {option.key: {label(value.names, value.key, context): value.key for value in option.values} for option in options}
    taken: set[int] = set()
    found = []
    for number in numbers:
        choices = []
        for option, column in zip(options, columns, strict=True):
            text = reader.cell(number, column)
            if column in reader.known and not text:
                reader.refuse(number, column, "choice_missing", option=option.key)
            choices.append(values[option.key].get(text, text))
        place = _matching(reader, number, choices, was, taken)
        taken.add(place)
        base = was.pieces[place] if place >= 0 else Piece()
        if options and columns[0] not in reader.known and place < 0:
            reader.refuse(number, "sku", "no_such_variant", value=reader.rows[number].cells.get("sku", "")[:40])
        found.append(_piece(reader, number, base, choices if not options or columns[0] in reader.known else base.choices, context))
    possible = [{value.key for value in option.values} for option in options]
    kept = [
        one
        for place, one in enumerate(was.pieces)
        if place not in taken and len(one.choices) == len(options) and all(c in p for c, p in zip(one.choices, possible, strict=True))
    ]
    return options, [*found, *kept]


def piece_rows(rows: Sequence[Row]) -> list[int]:
    """Return which rows are variants: those that say something only a variant has; the first when none does."""
    return [number for number, row in enumerate(rows) if any(row.cells.get(sign, "").strip() for sign in _PIECE_SIGNS)] or [0]


def _options(reader: Reader, was: Goods, numbers: list[int], context: Context) -> tuple[list[Option], list[str]]:
    """Return the product's options with every value that the rows name, and the column of each."""
    names: list[tuple[str, str]] = []
    for n in range(1, 9):
        name, column = reader.first(f"option{n}_name")[1], f"option{n}_value"
        said = [number for number in numbers if reader.cell(number, column)]
        if not name and said and len(was.options) >= n:
            name = label(was.options[n - 1].names, was.options[n - 1].key, context)
        if not name and said and not (n == 1 and _only_default(reader, numbers)):
            reader.refuse(said[0], column, "option_without_name", option=n)
        elif name and (said or n == 1 or len(names) < n):
            names.append((name, column))
    if not any(column in reader.known for _, column in names):
        return was.options, [f"option{n}_value" for n in range(1, len(was.options) + 1)]
    if len(names) == 1 and names[0][0].lower() == "title" and _only_default(reader, numbers):
        return [], []
    names = [(name, column) for name, column in names if any(reader.cell(number, column) for number in numbers)]
    known = {label(option.names, option.key, context): option for option in was.options}
    options = []
    for name, column in names:
        option = known.get(name) or Option(name, {context.language: name})
        texts = {label(value.names, value.key, context) for value in option.values}
        fresh = dict.fromkeys(text for number in numbers if (text := reader.cell(number, column)) and text not in texts)
        options.append(msgspec.structs.replace(option, values=[*option.values, *(Value(text, {context.language: text}) for text in fresh)]))
    return options, [column for _, column in names]


def _only_default(reader: Reader, numbers: list[int]) -> bool:
    return {reader.cell(number, "option1_value").lower() for number in numbers} <= {"default title", ""}


def _matching(reader: Reader, number: int, choices: list[str], was: Goods, taken: set[int]) -> int:
    """Return the place of the variant that a row means: by its article number, by its choices, the only one; -1 for a new one."""
    sku = reader.cell(number, "sku")
    free = [place for place in range(len(was.pieces)) if place not in taken]
    by_sku = [place for place in free if sku and was.pieces[place].sku == sku]
    by_choices = [place for place in free if was.pieces[place].choices == choices]
    if not by_sku and not by_choices and len(was.pieces) == 1 and free and "option1_value" not in reader.known:
        return 0
    return (by_sku or by_choices or [-1])[0]


def _piece(reader: Reader, number: int, base: Piece, choices: list[str], context: Context) -> Piece:
    row, known = reader.rows[number].cells, reader.known
    prices = dict(base.prices)
    for field in known:
        if field == "price" or field.startswith("price:"):
            code = field.partition(":")[2] or context.market.code
            said = reader.of(number, field, cells.amount, None, context.currency(code))
            if said is not None:
                prices[code] = said
    cost = reader.of(number, "cost", cells.amount, base.cost, context.market.currency) if context.tells_costs else base.cost
    if row.get("compare_at"):
        reader.of(number, "compare_at", cells.amount, 0, context.market.currency)
        reader.notes.append("compare_at")
    grams = reader.of(number, "grams", cells.decimal, Decimal(0)) if "grams" in known else Decimal(base.weight_grams)
    if grams < 0:
        reader.refuse(number, "grams", "negative", value=row["grams"][:40])
    image = reader.address(number, "variant_image", reader.cell(number, "variant_image")) if "variant_image" in known else base.image
    return msgspec.structs.replace(
        base,
        choices=choices,
        sku=row.get("sku", "").strip() if "sku" in known else base.sku,
        barcode=row.get("barcode", "").strip() if "barcode" in known else base.barcode,
        weight_grams=int(grams.to_integral_value(rounding="ROUND_HALF_UP")),
        ships=reader.yes(number, "ships", default=True) if "ships" in known else base.ships,
        prices=prices,
        cost=cost,
        stock=_stock(reader, number, base),
        image=image,
    )


def _stock(reader: Reader, number: int, base: Piece) -> Stock:
    was, known, row = base.stock or Stock(), reader.known, reader.rows[number].cells
    free = reader.of(number, "quantity", cells.pieces, was.free)
    if free < 0:
        reader.notes.append("negative_stock")
        free = 0
    tracked = was.tracked
    if "tracker" in known:
        tracked = bool(row.get("tracker", "").strip())
    elif row.get("quantity", "").strip():
        tracked = True
    policy = row.get("policy", "").strip().lower()
    backorder = was.backorder
    if policy in {"continue", "deny"}:
        backorder = policy == "continue"
    elif policy:
        backorder = reader.yes(number, "policy", default=False)
    if was.bundle and free != was.free:
        reader.refuse(number, "quantity", "bundle")
    return Stock(free, tracked, backorder, was.bundle)
