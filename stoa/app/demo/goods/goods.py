"""Loads the demo shop's catalogue from its TOML files and refuses anything that does not add up."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stoa.app.demo.goods.model import (
    Category,
    Collection,
    Goods,
    GoodsError,
    Option,
    Product,
    Specification,
    Text,
    Value,
    Variant,
)
from stoa.app.demo.goods.reader import Table

CATALOGUE = Path(__file__).parent / "catalogue"
SHELVES = ("kitchen", "table", "desk", "bags", "garden", "home")
TAX_CLASSES = ("standard", "reduced")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words that products share, kept once so that they are spelled once."""

    options: dict[str, Text]
    values: dict[str, Value]
    specifications: dict[str, Text]
    categories: frozenset[str]
    collections: frozenset[str]


def load(folder: Path = CATALOGUE) -> Goods:
    """The whole shelf. Reading is done once per folder; the values are frozen, so sharing is safe."""
    return _load(folder)


@cache
def _load(folder: Path) -> Goods:
    shop = _open(folder, "shop")
    name, tagline = shop.word("name"), shop.both("tagline")
    categories = tuple(_category(table) for table in shop.tables("category"))
    collections = tuple(_collection(table) for table in shop.tables("collection"))
    words = _Vocabulary(
        options={key: table.own_text() for key, table in shop.named("options")},
        values=dict(_values(shop)),
        specifications={key: table.own_text() for key, table in shop.named("specifications")},
        categories=frozenset(category.handle for category in categories),
        collections=frozenset(collection.handle for collection in collections),
    )
    shop.done()
    products = tuple(product for shelf in SHELVES for product in _shelf(folder, shelf, words))
    _refuse_twins("handle", (product.handle for product in products))
    _refuse_twins("sku", (variant.sku for product in products for variant in product.variants))
    return Goods(name, tagline, categories, collections, products)


def _open(folder: Path, name: str) -> Table:
    path = folder / f"{name}.toml"
    try:
        return Table(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except tomllib.TOMLDecodeError as problem:
        raise GoodsError(f"{path.name}: {problem}") from problem


def _category(table: Table) -> Category:
    handle = table.word("handle")
    parent = table.word("parent") if table.has("parent") else None
    category = Category(handle, parent, table.both("name"), table.both("summary"))
    table.done()
    return category


def _collection(table: Table) -> Collection:
    collection = Collection(table.word("handle"), table.both("name"), table.both("summary"))
    table.done()
    return collection


def _values(shop: Table) -> Iterable[tuple[str, Value]]:
    for key, table in shop.named("colours"):
        hex_code = table.word("hex")
        yield key, Value(key, table.own_text(), hex_code)
    for key, table in shop.named("values"):
        yield key, Value(key, table.own_text())


def _shelf(folder: Path, name: str, words: _Vocabulary) -> Iterable[Product]:
    shelf = _open(folder, name)
    for table in shelf.tables("product"):
        yield _product(table, name, words)
    shelf.done()


def _product(table: Table, shelf: str, words: _Vocabulary) -> Product:
    handle = table.word("handle")
    table.where = f"{shelf}.toml, {handle}"
    code = table.word("code")
    options = tuple(_option(table, row, words) for row in table.rows("options"))
    variants = tuple(_variant(table, row, code, options) for row in table.rows("variants"))
    if not variants:
        raise table.error("a product needs at least one variant")
    product = Product(
        handle=handle,
        code=code,
        category=_known(table, table.word("category"), words.categories),
        brand=table.word("brand"),
        title=table.both("title"),
        summary=table.both("summary"),
        description=table.both("description"),
        specifications=_specifications(table, words, variants),
        options=options,
        variants=variants,
        tags=table.words("tags"),
        synonyms_en=table.words("synonyms_en"),
        synonyms_de=table.words("synonyms_de"),
        collections=tuple(_known(table, key, words.collections) for key in table.words("collections")),
        tax_class=_known(table, table.word("tax_class") if table.has("tax_class") else "standard", TAX_CLASSES),
    )
    table.done()
    return product


def _known(table: Table, key: str, known: Iterable[str]) -> str:
    if key not in known:
        raise table.error(f"'{key}' is not known to shop.toml")
    return key


def _option(table: Table, row: list[object], words: _Vocabulary) -> Option:
    """A row reads: the option's key, then the keys of its values."""
    key, *values = (str(item) for item in row)
    for unknown in (value for value in values if value not in words.values):
        raise table.error(f"option value '{unknown}' is not known to shop.toml")
    if key not in words.options or not values:
        raise table.error(f"option '{key}' is not known to shop.toml or has no values")
    return Option(key, words.options[key], tuple(words.values[value] for value in values))


def _variant(table: Table, row: list[object], code: str, options: tuple[Option, ...]) -> Variant:
    """A row reads: value keys joined by '/', price in cents, grams, starting stock."""
    match row:
        case [str(joined), int(price), int(grams), int(stock)] if price > 0 and grams > 0 and stock >= 0:
            choice = tuple(joined.split("/")) if joined else ()
        case _:
            raise table.error(f"variant {row} should be [choice, price, grams, stock]")
    offered = [{value.key for value in option.values} for option in options]
    if len(choice) != len(offered) or any(key not in keys for key, keys in zip(choice, offered, strict=True)):
        raise table.error(f"variant '{joined}' does not choose one value of each option")
    return Variant("-".join([code, *(key.upper() for key in choice)]), choice, price, grams, stock)


def _specifications(table: Table, words: _Vocabulary, variants: tuple[Variant, ...]) -> tuple[Specification, ...]:
    """Written rows, then the weight, which follows from the variants and is never written twice."""
    found = []
    for row in table.rows("specs"):
        key, english, german = (str(item) for item in (row if len(row) == 3 else [*row, row[-1]]))
        if key not in words.specifications:
            raise table.error(f"specification '{key}' is not known to shop.toml")
        found.append(Specification(words.specifications[key], Text(english, german)))
    found.append(Specification(words.specifications["weight"], _weight(variants)))
    return tuple(found)


def _weight(variants: tuple[Variant, ...]) -> Text:
    grams = sorted({variant.grams for variant in variants})
    parts = [_mass(weight) for weight in dict.fromkeys((grams[0], grams[-1]))]
    return Text(" to ".join(part.en for part in parts), " bis ".join(part.de for part in parts))


def _mass(grams: int) -> Text:
    if grams < 1000:
        return Text(f"{grams} g", f"{grams} g")
    kilos = f"{grams / 1000:.2f}".rstrip("0").rstrip(".")
    return Text(f"{kilos} kg", f"{kilos.replace('.', ',')} kg")


def _refuse_twins(what: str, keys: Iterable[str]) -> None:
    twins = [key for key, count in Counter(keys).items() if count > 1]
    if twins:
        raise GoodsError(f"the same {what} twice: {', '.join(twins)}")
