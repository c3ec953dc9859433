"""The nouns of the demo shop's shelf: plain frozen values, no database behind them."""

from __future__ import annotations

from dataclasses import dataclass


class GoodsError(ValueError):
    """The catalogue says something that cannot be true; the message names the file and the product."""


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in both languages of the demo shop."""

    en: str
    de: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an option. `hex` is set for colours that a page can show as a swatch."""

    key: str
    name: Text
    hex: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    name: Text
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """What is sold and stocked. `choice` holds one value key per option, in the product's order."""

    sku: str
    choice: tuple[str, ...]
    price: int  # euro cents, tax included
    grams: int
    stock: int


@dataclass(frozen=True, slots=True)
class Specification:
    name: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Product:
    handle: str
    code: str
    category: str
    brand: str
    title: Text
    summary: Text
    description: Text  # HTML: p, ul, li, em, strong
    specifications: tuple[Specification, ...]
    options: tuple[Option, ...]
    variants: tuple[Variant, ...]
    tags: tuple[str, ...]
    synonyms_en: tuple[str, ...]
    synonyms_de: tuple[str, ...]
    collections: tuple[str, ...]
    tax_class: str

    @property
    def colours(self) -> tuple[Value, ...]:
        """The colour values in the order a page should offer them; empty for a product of one colour."""
        return next((option.values for option in self.options if option.key == "colour"), ())


@dataclass(frozen=True, slots=True)
class Category:
    handle: str
    parent: str | None
    name: Text
    summary: Text


@dataclass(frozen=True, slots=True)
class Collection:
    handle: str
    name: Text
    summary: Text


@dataclass(frozen=True, slots=True)
class Goods:
    """Everything on the demo shop's shelf."""

    shop_name: str
    tagline: Text
    categories: tuple[Category, ...]
    collections: tuple[Collection, ...]
    products: tuple[Product, ...]

    def product(self, handle: str) -> Product:
        for product in self.products:
            if product.handle == handle:
                return product
        raise KeyError(handle)

    def top_category(self, handle: str) -> Category:
        """The root of the branch that a category hangs on."""
        by_handle = {category.handle: category for category in self.categories}
        category = by_handle[handle]
        while category.parent is not None:
            category = by_handle[category.parent]
        return category
