"""What the templates of listings are given, in the shapes that the components' macros state."""

from collections.abc import Callable
from itertools import groupby
from typing import Any
from urllib.parse import quote

import msgspec

from stoa.base import ids, locale
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.shop.search.model import Facets, Found, FoundProduct, Sort, Stock, Wish
from stoa.shop.search.places import Place
from stoa.shop.search.web import asking

Say = Callable[..., str]
_SHOWN_VALUES = 24
_SHOWN_OPTIONS = 8
_OPEN = 2


class ListingView(msgspec.Struct, kw_only=True):
    """A listing: its cards, what it may be narrowed to, how it is sorted, and the pages beside this one."""

    action: str
    count: int
    products: list[dict[str, Any]]
    filters: list[dict[str, Any]]
    chosen: int
    chips: list[dict[str, str]]
    hidden: list[dict[str, str]]
    sorts: list[dict[str, str]]
    sort: str
    pages: dict[str, Any] | None
    facts: list[dict[str, Any]]


_hearts: list[bool] = []


def give_hearts() -> None:
    """Let every card of a listing have a heart that saves its product: a room above says so once, when it is imported."""
    _hearts[:] = [True]


def has_hearts() -> bool:
    return bool(_hearts)


def listing(found: Found, asked: Wish, path: str, visit: Visit, say: Say) -> ListingView:
    """Return the view of a listing at this path."""
    action = f"{visit.prefix}{path}"
    groups = filters(found.facets, asked, found.currency, say)
    return ListingView(
        action=action,
        count=found.total,
        products=[{**card(product, visit, say), "heart": ids.show("prd", product.id) if _hearts else None} for product in found.products],
        filters=groups,
        chosen=asked.filters.count,
        chips=chips(groups, asked, action),
        hidden=[{"name": name, "value": value} for name, value in asking.pairs(asked) if name in {"q", "exact"}],
        sorts=[{"value": one.value, "label": say(f"search-sort-{one.value}")} for one in Sort],
        sort=asked.sort.value,
        pages=pages(found, asked, action),
        facts=[item_list(found, visit)] if found.products else [],
    )


def card(product: FoundProduct, visit: Visit, say: Say) -> dict[str, Any]:
    """Return a product as the card of a listing shows it."""
    shown = product.card
    few = product.stock is Stock.FEW
    return {
        "href": f"{visit.prefix}/p/{quote(shown.handle)}",
        "name": shown.title,
        "maker": shown.vendor,
        "picture": shown.picture,
        "swatches": shown.swatches,
        "price": {"now": product.price, "was": product.was, "from": product.varies},
        "stock": {"state": product.stock.value},
        "rating": {"value": product.stars, "count": product.voices} if product.voices else None,
        "badge": {"text": say("stock-few", left=product.left), "kind": "wait"} if few else None,
    }


def filters(facets: Facets, asked: Wish, currency: str, say: Say) -> list[dict[str, Any]]:
    """Return the kinds of filters in which there is something to choose, those in use and the first few open."""
    groups = [
        _group("category", say("search-filter-category"), _categories(facets, asked)),
        *_options(facets, asked),
        _group("price", say("search-filter-price"), _prices(facets, asked, currency, say)),
        _group("stars", say("search-filter-stars"), _stars(facets, asked, say)),
        _group("stock", say("search-filter-stock"), _stock(facets, asked, say)),
    ]
    shown = [group for group in groups if group["options"]]
    for number, group in enumerate(shown):
        group["open"] = number < _OPEN or any(option["checked"] for option in group["options"])
    return shown


def _group(name: str, label: str, options: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "label": label, "options": options}


def _option(value: str, label: str, count: int, *, checked: bool) -> dict[str, Any]:
    return {"value": value, "label": label, "count": count, "checked": checked}


def _categories(facets: Facets, asked: Wish) -> list[dict[str, Any]]:
    chosen = asked.filters.categories
    found = [_option(one.handle, one.name, one.count, checked=one.handle in chosen) for one in facets.categories]
    return found if len(found) > 1 or chosen else []


def _options(facets: Facets, asked: Wish) -> list[dict[str, Any]]:
    """Return a group for each option, those that most products have first."""
    chosen = asked.filters.choices
    missing = [key for key in chosen if key not in {one.key for one in facets.choices}]
    groups = []
    for key, values in groupby(sorted(facets.choices, key=lambda one: one.key), key=lambda one: one.key.partition(":")[0]):
        several = sorted(values, key=lambda one: (one.position, one.value))
        options = [_option(one.key, one.value, one.count, checked=one.key in chosen) for one in several[:_SHOWN_VALUES]]
        options += [_option(one, one.partition(":")[2], 0, checked=True) for one in missing if one.startswith(f"{key}:")]
        if len(options) > 1 or any(option["checked"] for option in options):
            groups.append((sum(one.count for one in several), _group("choice", several[0].option, options)))
    return [group for _, group in sorted(groups, key=lambda pair: (-pair[0], pair[1]["label"]))][:_SHOWN_OPTIONS]


def _prices(facets: Facets, asked: Wish, currency: str, say: Say) -> list[dict[str, Any]]:
    chosen = {asking.price(*one) for one in asked.filters.prices}
    counts = {asking.price(one.least, one.most): one for one in facets.prices}
    found = [
        _option(value, _range(one.least, one.most, currency, asked, say), one.count, checked=value in chosen)
        for value, one in counts.items()
    ]
    found += [
        _option(asking.price(least, most), _range(least, most, currency, asked, say), 0, checked=True)
        for least, most in asked.filters.prices
        if asking.price(least, most) not in counts
    ]
    return found if len(found) > 1 or chosen else []


def _range(least: int, most: int | None, currency: str, asked: Wish, say: Say) -> str:
    def amount(value: int) -> str:
        return locale.money(Money(value, currency), asked.language) if currency else ""

    if most is None:
        return say("search-price-over", amount=amount(least))
    return say("search-price-between", least=amount(least), most=amount(most)) if least else say("search-price-under", amount=amount(most))


def _stock(facets: Facets, asked: Wish, say: Say) -> list[dict[str, Any]]:
    useful = facets.in_stock or asked.filters.in_stock
    return [_option("in", say("search-in-stock"), facets.in_stock, checked=asked.filters.in_stock)] if useful else []


def _stars(facets: Facets, asked: Wish, say: Say) -> list[dict[str, Any]]:
    chosen = asked.filters.stars
    if chosen is None and not any(one.count for one in facets.stars):
        return []
    return [
        _option(str(one.stars), say("search-stars-least", stars=one.stars), one.count, checked=one.stars == chosen) for one in facets.stars
    ]


def chips(groups: list[dict[str, Any]], asked: Wish, action: str) -> list[dict[str, str]]:
    """Return the filters in use, each with the address that leaves it out."""
    said = asking.pairs(asked)
    return [
        {"label": option["label"], "href": asking.address(action, [pair for pair in said if pair != (group["name"], option["value"])])}
        for group in groups
        for option in group["options"]
        if option["checked"]
    ]


def pages(found: Found, asked: Wish, action: str) -> dict[str, Any] | None:
    """Return the addresses of the pages before and after this one; None when this one is all."""
    if found.next_cursor is None and found.previous_cursor is None:
        return None
    said = asking.pairs(asked)
    return {
        "previous": asking.address(action, [*said, ("cursor", found.previous_cursor)]) if found.previous_cursor else None,
        "next": asking.address(action, [*said, ("cursor", found.next_cursor)]) if found.next_cursor else None,
        "numbers": [],
    }


def item_list(found: Found, visit: Visit) -> dict[str, Any]:
    """Return the products as schema.org says a list of them."""
    elements = [
        {"@type": "ListItem", "position": number, "url": visit.absolute(f"/p/{quote(product.card.handle)}"), "name": product.card.title}
        for number, product in enumerate(found.products, 1)
    ]
    return {"@context": "https://schema.org", "@type": "ItemList", "numberOfItems": found.total, "itemListElement": elements}


def trail(place: Place, visit: Visit, say: Say) -> list[dict[str, str]]:
    """Return the way from the front page to a category or collection, without itself."""
    above = [{"label": link.name, "href": f"{visit.prefix}/c/{quote(link.handle)}"} for link in place.trail]
    return [{"label": say("search-home"), "href": f"{visit.prefix}/"}, *above]


def breadcrumb_list(steps: list[dict[str, str]], name: str, path: str, visit: Visit) -> dict[str, Any]:
    """Return the way to a page as schema.org says it."""
    way = [*steps, {"label": name, "href": f"{visit.prefix}{path}"}]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": step["label"], "item": f"{visit.url}{step['href']}"}
            for number, step in enumerate(way, 1)
        ],
    }


def site(visit: Visit, name: str) -> dict[str, Any]:
    """Return the shop as schema.org says it, with its search."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": name,
        "url": visit.absolute("/"),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": visit.absolute("/search?q={search_term_string}")},
            "query-input": "required name=search_term_string",
        },
    }
