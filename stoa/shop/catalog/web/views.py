"""What the product page's template is given: words, amounts and dates ready to be written, each worked out once."""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec

from stoa.base import ids, locale
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.shop.catalog.model import Option, Picture, Specification, Value
from stoa.shop.catalog.queries import Link, ShelfProduct, ShownProduct, ShownVariant
from stoa.shop.catalog.rules import label
from stoa.shop.catalog.web import facts
from stoa.shop.catalog.web.facts import Crumb
from stoa.shop.pricing.model import Prices, Quote, Shown
from stoa.shop.shipping.model import Promise
from stoa.shop.stock.model import Availability

Say = Callable[..., str]
FIRST = LANGUAGES[0].code
MOST = 99
"""So many of one thing a form offers; whoever wants more changes the number in the cart."""


class ProductView(msgspec.Struct, kw_only=True):
    """A product page's contents. Dictionaries have the shape that the components' macros state."""

    id: str
    name: str
    subtitle: str
    vendor: str
    description: str
    specifications: list[Specification]
    trail: list[Crumb]
    pictures: list[dict[str, Any]]
    share_picture: str
    options: list[dict[str, Any]]
    variant: str
    price: dict[str, Any] | None
    stock: dict[str, Any]
    promise: dict[str, Any] | None
    reason: str | None
    sold_out: bool
    most: int
    variants: list[dict[str, Any]]
    facts: list[dict[str, Any]]


class Offered(msgspec.Struct, frozen=True):
    """A variant with what other rooms say of it: its price here, how many there are, whether it can be bought now."""

    variant: ShownVariant
    ref: str
    quoted: Quote | None
    there: Availability | None
    available: bool

    @property
    def stock(self) -> dict[str, Any]:
        if not self.available:
            return {"state": "out"}
        if self.there is not None and self.there.few is not None:
            return {"state": "few", "left": self.there.few}
        return {"state": "in"}


def offered(product: ShownProduct, prices: Prices, availability: list[Availability]) -> list[Offered]:
    """Return the product's variants; what nobody counts is there, what has no price here is not."""
    quotes = {one.variant_id: one for one in prices.variants}
    there = {one.variant_id: one for one in availability}
    found = []
    for one in product.variants:
        quoted, units = quotes.get(one.id), there.get(one.id)
        available = quoted is not None and (units is None or units.available)
        found.append(Offered(one, ids.show("var", one.id), quoted, units, available))
    return found


def chosen(product: ShownProduct, variants: list[Offered], ref: str, choices: dict[str, str]) -> Offered | None:
    """Return the variant to show: the one asked for, the one with those choices, or the first that can be bought."""
    named = next((one for one in variants if one.ref == ref), None)
    if named is not None:
        return named
    fitting = variants
    if choices:
        keys = [option.key for option in product.options]
        fitting = [one for one in variants if all(choices.get(*pair) == pair[1] for pair in zip(keys, one.variant.choices, strict=False))]
    return next((one for one in fitting or variants if one.available), next(iter(fitting or variants), None))


def product_view(
    product: ShownProduct, variants: list[Offered], own: Offered, promise: dict[str, Any] | None, visit: Visit, say: Say, *, asked: bool
) -> ProductView:
    """Return the page's contents with one variant chosen; its picture comes first if it was asked for."""
    language, there = visit.language.code, own.there
    pictures = list(product.pictures)
    if own.variant.picture and asked:
        pictures.insert(0, pictures.pop(own.variant.picture))
    crumbs = trail(product.trail, visit, say)
    return ProductView(
        id=ids.show("prd", product.id),
        name=product.title,
        subtitle=product.subtitle,
        vendor=product.vendor,
        description=product.description,
        specifications=product.specifications,
        trail=crumbs,
        pictures=[picture_view(one) for one in pictures],
        share_picture=f"{visit.url}{pictures[0].src}" if pictures else "",
        options=[_option(product, variants, number, option, own.variant, language) for number, option in enumerate(product.options)],
        variant=own.ref,
        price=price_view(own.quoted),
        stock=own.stock,
        promise=promise,
        reason=own.quoted.reason if own.quoted else None,
        sold_out=not own.available,
        most=max(1, min(MOST, there.free)) if there and there.free is not None and not there.backorder else MOST,
        variants=_for_script(product, variants, pictures, language, say) if product.options else [],
        facts=facts.product(product, own.quoted, own.ref, crumbs, visit, available=own.available),
    )


def trail(links: list[Link], visit: Visit, say: Say) -> list[Crumb]:
    """Return the way from the front page to a product."""
    home = Crumb(say("catalog-home"), f"{visit.prefix}/")
    return [home, *(Crumb(link.name, f"{visit.prefix}/c/{quoted(link.handle)}") for link in links)]


@functools.lru_cache(maxsize=2_000)
def quoted(handle: str) -> str:
    """Return a handle as it is written in an address."""
    return quote(handle, safe="")


@functools.lru_cache(maxsize=2_000)
def picture_view(picture: Picture) -> dict[str, Any]:
    """Return a picture as templates take it; the same one is asked for on many pages."""
    names = ("src", "srcset", "thumb", "alt", "width", "height", "tint")
    return {name: getattr(picture, name) for name in names}


def price_view(found: Quote | None) -> dict[str, Any] | None:
    return None if found is None else {"now": found.price, "was": found.was, "lowest": found.low30 if found.was else None}


def promise_view(found: Promise | None, zone: str, language: str, now: datetime) -> dict[str, Any] | None:
    """Return the promise in words: the day by which it is there; when one has to order is said with its day where that is not today."""
    if found is None:
        return None
    until, today = found.order_by.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    by = f"{until:%H:%M}" if until.date() == today else f"{locale.day(until.date(), language)}, {until:%H:%M}"
    return {
        "at": found.arrives_by,
        "latest": found.arrives_by != found.arrives_on,
        "by": by,
        "cost": found.cost,
        "free_from": found.free_from,
    }


class Shelf(msgspec.Struct, frozen=True):
    """The newest of a category with their prices here. `changes_at`: when one of those changes by itself."""

    products: list[ShelfProduct]
    prices: list[Shown]

    @property
    def changes_at(self) -> datetime | None:
        return min((one.changes_at for one in self.prices if one.changes_at is not None), default=None)


def cards(shelf: Shelf | None, own: ShownProduct, visit: Visit, most: int = 4) -> list[dict[str, Any]]:
    """Return the cards of others like the product; one without a price here is left out."""
    if shelf is None:
        return []
    prices = {one.product_id: one for one in shelf.prices}
    others = [one for one in shelf.products if one.id != own.id][:most]
    return [
        {
            "href": f"{visit.prefix}/p/{quoted(one.handle)}",
            "name": one.title,
            "maker": one.vendor,
            "picture": picture_view(one.picture),
            "price": {"now": prices[one.id].price, "was": prices[one.id].was, "from": prices[one.id].varies},
        }
        for one in others
        if one.id in prices and one.picture is not None
    ]


def _option(
    product: ShownProduct, variants: list[Offered], number: int, option: Option, own: ShownVariant, language: str
) -> dict[str, Any]:
    """Return an option with the values that some variant has. Each value leads to the variant that is otherwise alike, if there is one."""
    others = own.choices[:number] + own.choices[number + 1 :]
    values = []
    for value in option.values:
        fitting = [one for one in variants if one.variant.choices[number] == value.key]
        if not fitting:
            continue
        alike = next((one for one in fitting if one.variant.choices[:number] + one.variant.choices[number + 1 :] == others), None)
        leads = alike or next((one for one in fitting if one.available), fitting[0])
        values.append(
            {
                "value": value.key,
                "label": label(value.names, value.key, language, FIRST),
                "picture": _swatch(product, value, fitting) if option.swatch else "",
                "gone": alike is None or not alike.available,
                "href": f"?v={leads.ref}",
            }
        )
    return {
        "name": option.key,
        "label": label(option.names, option.key, language, FIRST),
        "kind": "swatch" if option.swatch else "",
        "chosen": own.choices[number],
        "values": values,
    }


def _swatch(product: ShownProduct, value: Value, variants: list[Offered]) -> str:
    """Return the address of a small picture of a value: its colour, or else a variant that has it."""
    if value.colour:
        return _drawn(value.colour)
    number = next((one.variant.picture for one in variants if one.variant.picture is not None), None)
    return product.pictures[number].thumb if number is not None else ""


@functools.lru_cache(maxsize=2_000)
def _drawn(colour: str) -> str:
    drawn = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><rect width='1' height='1' fill='{colour}'/></svg>"
    return "data:image/svg+xml," + quote(drawn, safe="=:/' ")


def _for_script(product: ShownProduct, variants: list[Offered], pictures: list[Picture], language: str, say: Say) -> list[dict[str, Any]]:
    """Return what the page's script shows when a variant is chosen: words and amounts as the reader sees them."""
    keys = [option.key for option in product.options]
    places = {picture.id: number for number, picture in enumerate(pictures, 1)}
    found = []
    for one in variants:
        stock, number = one.stock, one.variant.picture
        found.append(
            {
                "id": one.ref,
                "options": dict(zip(keys, one.variant.choices, strict=True)),
                "price": locale.money(one.quoted.price, language) if one.quoted else "",
                "was": locale.money(one.quoted.was, language) if one.quoted and one.quoted.was else None,
                "stock": say("stock-few", left=stock["left"]) if "left" in stock else say(f"stock-{stock['state']}"),
                "state": stock["state"],
                "picture": places[product.pictures[number].id] if number is not None else 1,
                "sold_out": not one.available,
            }
        )
    return found
