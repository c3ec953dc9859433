"""What the product page's template is given: words, amounts and dates ready to be written, worked out once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from stoa.base import ids, locale
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.money import Money
from stoa.shop.catalog.model import Option, Picture, Specification, Value, VariantId
from stoa.shop.catalog.queries import Link, RelatedProduct, ShownProduct, ShownVariant
from stoa.shop.catalog.rich_text import plain
from stoa.shop.catalog.rules import label
from stoa.shop.pricing.model import Prices, Quote, Shown
from stoa.shop.shipping.model import Promise
from stoa.shop.stock.model import Availability

Say = Callable[..., str]
FIRST = LANGUAGES[0].code
MOST = 99
"""So many of one thing a form offers; whoever wants more changes the number in the cart."""


class Crumb(msgspec.Struct, frozen=True):
    label: str
    href: str


class ProductView(msgspec.Struct, kw_only=True):
    """A product page's contents. Dictionaries have the shape that the components' macros state."""

    id: str
    name: str
    subtitle: str
    vendor: str
    description: str
    specifications: list[Specification]
    trail: list[Crumb]
    pictures: list[Picture]
    share_picture: str
    options: list[dict[str, Any]]
    variant: str
    sku: str | None
    price: dict[str, Any] | None
    stock: dict[str, Any]
    promise: dict[str, Any] | None
    reason: str | None
    sold_out: bool
    most: int
    variants: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    until: datetime | None


class Shelf(msgspec.Struct):
    """What a product's page was told: everything about its variants by id."""

    product: ShownProduct
    prices: dict[VariantId, Quote]
    there: dict[VariantId, Availability]

    def available(self, variant: ShownVariant) -> bool:
        """Return whether it can be bought now: it has a price here, and there is one (what nobody counts is there)."""
        found = self.there.get(variant.id)
        return variant.id in self.prices and (found is None or found.available)


def shelf(product: ShownProduct, prices: Prices | None, availability: list[Availability]) -> Shelf:
    return Shelf(product, {one.variant_id: one for one in prices.variants} if prices else {}, {one.variant_id: one for one in availability})


def chosen(known: Shelf, variant: UUID | None, choices: dict[str, str]) -> ShownVariant | None:
    """Return the variant to show: the one asked for, the one with those choices, or the first that can be bought."""
    variants = known.product.variants
    if variant is not None:
        named = next((one for one in variants if one.id == variant), None)
        if named is not None:
            return named
    if choices:
        keys = [option.key for option in known.product.options]
        fitting = [
            one for one in variants if all(choices.get(key, choice) == choice for key, choice in zip(keys, one.choices, strict=False))
        ]
        if fitting:
            return next((one for one in fitting if known.available(one)), fitting[0])
    return next((one for one in variants if known.available(one)), variants[0] if variants else None)


def product_view(
    known: Shelf, own: ShownVariant, promise: dict[str, Any] | None, visit: Visit, say: Say, changes: list[datetime | None], *, asked: bool
) -> ProductView:
    """Return the page's contents with one variant chosen; its picture comes first if it was asked for.

    `changes` are the moments at which something on the page changes by itself.
    """
    product, language = known.product, visit.language.code
    pictures = list(product.pictures)
    if own.picture and asked:
        pictures.insert(0, pictures.pop(own.picture))
    order = {picture.id: number for number, picture in enumerate(pictures, 1)}
    quoted, there = known.prices.get(own.id), known.there.get(own.id)
    price = price_view(quoted)
    return ProductView(
        id=ids.show("prd", product.id),
        name=product.title,
        subtitle=product.subtitle,
        vendor=product.vendor,
        description=product.description,
        specifications=product.specifications,
        trail=trail(product.trail, visit, say),
        pictures=pictures,
        share_picture=f"{visit.url}{pictures[0].src}" if pictures else "",
        options=[_option(known, number, option, own, language) for number, option in enumerate(product.options)],
        variant=ids.show("var", own.id),
        sku=own.sku,
        price=price,
        stock=stock_view(there, priced=quoted is not None),
        promise=promise,
        reason=quoted.reason if quoted else None,
        sold_out=not known.available(own),
        most=max(1, min(MOST, there.free)) if there and there.free is not None and not there.backorder else MOST,
        variants=[_for_script(known, one, order, language, say) for one in product.variants] if product.options else [],
        facts=_facts(known, own, pictures, visit, say),
        until=min((moment for moment in changes if moment is not None), default=None),
    )


def trail(links: list[Link], visit: Visit, say: Say) -> list[Crumb]:
    """Return the way from the front page to a product."""
    home = Crumb(say("catalog-home"), f"{visit.prefix}/")
    return [home, *(Crumb(link.name, f"{visit.prefix}/c/{quote(link.handle)}") for link in links)]


def price_view(found: Quote | None) -> dict[str, Any] | None:
    return None if found is None else {"now": found.price, "was": found.was, "lowest": found.low30 if found.was else None}


def stock_view(found: Availability | None, *, priced: bool) -> dict[str, Any]:
    if not priced or (found is not None and not found.available):
        return {"state": "out"}
    if found is not None and found.few is not None:
        return {"state": "few", "left": found.few}
    return {"state": "in"}


def promise_view(found: Promise | None, zone: str, language: str, now: datetime) -> dict[str, Any] | None:
    """Return the promise in words; the day of the last moment to order is said when it is not today."""
    if found is None:
        return None
    until = found.order_by.astimezone(ZoneInfo(zone))
    by = (
        f"{until:%H:%M}"
        if until.date() == now.astimezone(ZoneInfo(zone)).date()
        else f"{locale.day(until.date(), language)}, {until:%H:%M}"
    )
    return {"at": found.arrives_on, "by": by, "cost": found.cost, "free_from": found.free_from}


def cards(related: list[RelatedProduct], shown: list[Shown], visit: Visit) -> list[dict[str, Any]]:
    """Return the cards of other products; one without a price here is left out."""
    prices = {one.product_id: one for one in shown}
    return [
        {
            "href": f"{visit.prefix}/p/{quote(one.handle)}",
            "name": one.title,
            "maker": one.vendor,
            "picture": one.picture,
            "price": {"now": prices[one.id].price, "was": prices[one.id].was, "from": prices[one.id].varies},
        }
        for one in related
        if one.id in prices and one.picture is not None
    ]


def _option(known: Shelf, number: int, option: Option, own: ShownVariant, language: str) -> dict[str, Any]:
    values = []
    offered = {one.choices[number] for one in known.product.variants}
    for value in option.values:
        if value.key not in offered:
            continue
        fitting = [one for one in known.product.variants if one.choices[number] == value.key]
        exact = [
            one for one in fitting if one.choices[:number] + one.choices[number + 1 :] == own.choices[:number] + own.choices[number + 1 :]
        ]
        leads = exact[0] if exact else next((one for one in fitting if known.available(one)), fitting[0])
        values.append(
            {
                "value": value.key,
                "label": label(value.names, value.key, language, FIRST),
                "picture": _swatch(known.product, value, fitting) if option.swatch else "",
                "gone": not exact or not known.available(exact[0]),
                "href": f"?v={ids.show('var', leads.id)}",
            }
        )
    return {
        "name": option.key,
        "label": label(option.names, option.key, language, FIRST),
        "kind": "swatch" if option.swatch else "",
        "chosen": own.choices[number],
        "values": values,
    }


def _swatch(product: ShownProduct, value: Value, variants: list[ShownVariant]) -> str:
    """Return the address of a small picture of a value: its colour, or else a variant that has it."""
    if value.colour:
        drawn = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><rect width='1' height='1' fill='{value.colour}'/></svg>"
        return "data:image/svg+xml," + quote(drawn, safe="=:/' ")
    number = next((one.picture for one in variants if one.picture is not None), None)
    return product.pictures[number].thumb if number is not None else ""


def _for_script(known: Shelf, variant: ShownVariant, order: dict[Any, int], language: str, say: Say) -> dict[str, Any]:
    """Return what the page's script shows when this variant is chosen: words and amounts as the reader sees them."""
    quoted = known.prices.get(variant.id)
    stock = stock_view(known.there.get(variant.id), priced=quoted is not None)
    return {
        "id": ids.show("var", variant.id),
        "options": dict(zip([option.key for option in known.product.options], variant.choices, strict=True)),
        "price": locale.money(quoted.price, language) if quoted else "",
        "was": locale.money(quoted.was, language) if quoted and quoted.was else None,
        "stock": say("stock-few", left=stock["left"]) if "left" in stock else say(f"stock-{stock['state']}"),
        "state": stock["state"],
        "picture": order[known.product.pictures[variant.picture].id] if variant.picture is not None else 1,
        "sold_out": not known.available(variant),
    }


def _facts(known: Shelf, own: ShownVariant, pictures: list[Picture], visit: Visit, say: Say) -> list[dict[str, Any]]:
    """Return the product as schema.org says it, for search engines: Product with its Offer, and the way to it."""
    product = known.product
    url = visit.absolute(f"/p/{quote(product.handle)}")
    found: dict[str, Any] = {"@context": "https://schema.org", "@type": "Product", "name": product.title, "url": url}
    if pictures:
        found["image"] = [f"{visit.url}{picture.src}" for picture in pictures]
    if said := product.seo_description or plain(product.description, 500):
        found["description"] = said
    if product.vendor:
        found["brand"] = {"@type": "Brand", "name": product.vendor}
    if own.sku:
        found["sku"] = own.sku
    if (quoted := known.prices.get(own.id)) is not None:
        found["offers"] = _offer(
            quoted.price, f"{url}?v={ids.show('var', own.id)}" if product.options else url, available=known.available(own)
        )
    steps = [*trail(product.trail, visit, say), Crumb(product.title, f"{visit.prefix}/p/{quote(product.handle)}")]
    way = [
        {"@type": "ListItem", "position": number, "name": step.label, "item": f"{visit.url}{step.href}"}
        for number, step in enumerate(steps, 1)
    ]
    return [found, {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": way}]


def _offer(price: Money, url: str, *, available: bool) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "url": url,
        "price": f"{price.decimal():f}",
        "priceCurrency": price.currency,
        "availability": f"https://schema.org/{'InStock' if available else 'OutOfStock'}",
    }
