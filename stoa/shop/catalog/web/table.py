"""The table of a product's options and variants: as it is, as it was typed, and what it means."""

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from stoa.base import ids
from stoa.base.http.forms import Form
from stoa.base.locale import LANGUAGES
from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.shop.catalog.model import Option, PictureId, Product, Value, VariantId
from stoa.shop.catalog.model.putting import ArrangedVariant
from stoa.shop.catalog.rules import Errors, check_options, check_variants, slug
from stoa.shop.pricing.model import Market, Quote
from stoa.shop.stock.model import Availability

CODES = [one.code for one in LANGUAGES]
BLANK_VALUES = 2
MOST_ROWS = 600


class ValueRow(msgspec.Struct):
    """One value of an option, as typed."""

    key: str = ""
    names: dict[str, str] = {}
    colour: str = ""


class OptionRow(msgspec.Struct):
    """One option with its values, as typed; the last rows are blank, for new ones."""

    key: str = ""
    names: dict[str, str] = {}
    swatch: bool = False
    values: list[ValueRow] = []


class VariantRow(msgspec.Struct):
    """One variant, as typed. `was` holds the stock as it was shown, so that a sale in between is not overwritten."""

    id: str = ""
    choices: list[str] = []
    sku: str = ""
    barcode: str = ""
    weight: str = ""
    ships: bool = True
    picture: str = ""
    prices: dict[str, str] = {}
    cost: str | None = None
    """None where the form that was sent has no such field."""
    stock: str = ""
    was: str = ""
    end: bool = False


class Table(msgspec.Struct):
    """The whole editor."""

    options: list[OptionRow]
    variants: list[VariantRow]


class Arrangement(msgspec.Struct):
    """What the table means, and where it stands in it: each variant's row, each option's, and the rows of its values."""

    options: list[Option]
    variants: list[ArrangedVariant]
    rows: list[int]
    places: list[tuple[int, list[int]]]
    prices: dict[int, list[tuple[str, Money]]]
    stock: dict[int, tuple[int, str]]
    costs: dict[int, Money | None]


def table_of(
    product: Product,
    prices: Mapping[str, Mapping[VariantId, Quote]],
    stock: Mapping[VariantId, Availability],
    costs: Mapping[VariantId, Money],
) -> Table:
    """Return the editor of a product as it is: base prices by market, what a piece costs, units on hand."""
    options = [
        OptionRow(option.key, dict(option.names), option.swatch, [ValueRow(one.key, dict(one.names), one.colour) for one in option.values])
        for option in product.options
    ]
    variants = []
    for one in product.variants:
        on_hand = str(stock[one.id].on_hand) if one.id in stock else ""
        amounts = {code: f"{quotes[one.id].base.decimal():f}" for code, quotes in prices.items() if one.id in quotes}
        variants.append(
            VariantRow(
                id=ids.show("var", one.id),
                choices=list(one.choices),
                sku=one.sku or "",
                barcode=one.barcode,
                weight=str(one.weight_grams or ""),
                ships=one.ships,
                picture=ids.show("pic", one.picture_id) if one.picture_id else "",
                prices=amounts,
                cost=f"{costs[one.id].decimal():f}" if one.id in costs else "",
                stock=on_hand,
                was=on_hand,
            )
        )
    return with_blanks(Table(options, variants))


def with_blanks(table: Table) -> Table:
    """Return the table with rows to fill in: values for each option, one more option, one more variant."""
    options = [
        msgspec.structs.replace(option, values=[*option.values, *(ValueRow() for _ in range(BLANK_VALUES))]) for option in table.options
    ]
    options.append(OptionRow(values=[ValueRow() for _ in range(BLANK_VALUES + 1)]))
    room_for_more = bool(table.options) or not table.variants
    return Table(options, [*table.variants, *([VariantRow(choices=[""] * len(table.options))] if room_for_more else [])])


def table_from(form: Form) -> Table:
    """Return the editor as it was typed."""
    options: list[OptionRow] = []
    while f"option-{(i := len(options))}-key" in form.typed and i < 20:
        values: list[ValueRow] = []
        while f"value-{i}-{(j := len(values))}-key" in form.typed and j < 300:
            at = f"value-{i}-{j}"
            values.append(ValueRow(form.typed[f"{at}-key"], _names(form, at), form.typed.get(f"{at}-colour", "").strip().lower()))
        options.append(OptionRow(form.typed[f"option-{i}-key"], _names(form, f"option-{i}"), form.ticked(f"option-{i}-swatch"), values))
    variants: list[VariantRow] = []
    while f"variant-{(n := len(variants))}-id" in form.typed and n < MOST_ROWS:
        variants.append(_variant_row(form, f"variant-{n}", len(options)))
    return Table(options, variants)


def _names(form: Form, at: str) -> dict[str, str]:
    return {code: text for code in CODES if (text := form.text(f"{at}-name-{code}", required=False, most=255))}


def _variant_row(form: Form, at: str, options: int) -> VariantRow:
    typed = {name: form.typed.get(f"{at}-{name}", "").strip() for name in ("id", "sku", "barcode", "weight", "picture", "stock", "was")}
    prices = {name.rpartition("-")[2]: value.strip() for name, value in form.typed.items() if name.startswith(f"{at}-price-")}
    return VariantRow(
        **typed,
        choices=[form.typed.get(f"{at}-choice-{i}", "") for i in range(options)],
        prices=prices,
        cost=form.typed[f"{at}-cost"].strip() if f"{at}-cost" in form.typed else None,
        ships=form.ticked(f"{at}-ships"),
        end=form.ticked(f"{at}-end"),
    )


def arrangement(form: Form, table: Table, markets: Sequence[Market]) -> Arrangement:
    """Return what the table means, noting what cannot be understood at the field it stands in."""
    kept = [(i, row) for i, row in enumerate(table.options) if any(value.names for value in row.values)]
    for i, option in kept:
        if not option.names and not option.key:
            form.refuse(f"option-{i}-name-{CODES[0]}", "required")
    options = [_option(option) for _, option in kept]
    places = [(i, [j for j, value in enumerate(option.values) if value.names]) for i, option in kept]
    found = Arrangement(options, [], [], places, {}, {}, {})
    for n, row in enumerate(table.variants):
        if row.end or not (row.id or row.sku or any(row.choices) or any(row.prices.values()) or row.stock):
            continue
        at = f"variant-{n}"
        choices = [_choice(table, options, row, i, place) for place, (i, _) in enumerate(kept)]
        number = len(found.variants)
        found.rows.append(n)
        found.variants.append(
            ArrangedVariant(
                id=VariantId(ids.parse("var", row.id)) if row.id else None,
                choices=choices,
                sku=form.text(f"{at}-sku", required=False, most=255),
                barcode=form.text(f"{at}-barcode", required=False, most=255),
                weight_grams=form.number(f"{at}-weight", default=0),
                ships=row.ships,
                picture_id=PictureId(ids.parse("pic", row.picture)) if row.picture else None,
            )
        )
        found.prices[number] = [
            (market.code, price)
            for market in markets
            if (price := form.amount(f"{at}-price-{market.code}", market.currency, required=False)) is not None
        ]
        if row.cost is not None and markets:
            found.costs[number] = form.amount(f"{at}-cost", markets[0].currency, required=False)
        if row.stock and row.stock != row.was:
            found.stock[number] = (form.number(f"{at}-stock", least=0), row.was)
    errors = Errors()
    check_options(errors, found.options)
    check_variants(errors, found.options, found.variants)
    place_errors(form, errors.found, found)
    return found


def _option(row: OptionRow) -> Option:
    keys: list[str] = []
    values = []
    for value in row.values:
        if value.names:
            key = value.key or _new_key(value.names, keys)
            keys.append(key)
            values.append(Value(key, value.names, value.colour))
    return Option(row.key or _new_key(row.names, []), row.names, values, row.swatch)


def _new_key(names: Mapping[str, str], taken: list[str]) -> str:
    stem = slug(names.get(CODES[0]) or next(iter(names.values()), ""))
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key


def _choice(table: Table, options: list[Option], row: VariantRow, at: int, place: int) -> str:
    """Return a variant's choice of an option; one made just now gives every variant its first value."""
    if not table.options[at].key and not row.choices[at]:
        return options[place].values[0].key
    return row.choices[at]


def combine(options: list[Option], variants: list[ArrangedVariant]) -> list[list[str]]:
    """Return the choices of every combination that no variant has yet."""
    there = {tuple(one.choices) for one in variants}
    every: list[list[str]] = [[]]
    for option in options:
        every = [[*begun, value.key] for begun in every for value in option.values]
        if len(every) > MOST_ROWS:
            return []
    return [one for one in every if tuple(one) not in there] if options else []


_VARIANT = re.compile(r"/variants/(\d+)/(\w+)")
_OPTION = re.compile(r"/options/(\d+)(?:/values/(\d+)/(names/(\w+)|\w+))?")


def place_errors(form: Form, errors: Iterable[FieldError], wanted: Arrangement | None = None) -> None:
    """Note the rules' errors at the fields of the form that they are about."""
    for error in errors:
        form.refuse(_field_of(error.pointer, wanted), error.code, **error.facts)


def _field_of(pointer: str, wanted: Arrangement | None) -> str:
    name = pointer.removeprefix("/")
    if wanted is not None and (found := _VARIANT.match(pointer)):
        return _variant_field(wanted, int(found[1]), found[2])
    if wanted is not None and (found := _OPTION.match(pointer)):
        option, values = wanted.places[int(found[1])]
        if found[2] is None:
            return f"option-{option}-name-{CODES[0]}"
        row = f"value-{option}-{values[int(found[2])]}"
        return f"{row}-colour" if found[3] == "colour" else f"{row}-name-{found[4] or CODES[0]}"
    if name.startswith("texts/"):
        _, language, field = [*name.split("/", 2), "title"][:3]
        return f"{field}-{language}"
    return name


def _variant_field(wanted: Arrangement, number: int, field: str) -> str:
    """Return the field of a variant's row; of its choices, the one that is none, or the first."""
    if number >= len(wanted.rows):
        return "variants"
    at = f"variant-{wanted.rows[number]}"
    if field != "choices":
        return f"{at}-weight" if field == "weight_grams" else f"{at}-{field}"
    if not wanted.places:
        return f"{at}-sku"
    chosen = zip(wanted.variants[number].choices, wanted.options, wanted.places, strict=False)
    wrong = [place for choice, option, (place, _) in chosen if choice not in {value.key for value in option.values}]
    return f"{at}-choice-{(wrong or [wanted.places[0][0]])[0]}"
