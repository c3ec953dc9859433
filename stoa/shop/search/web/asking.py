"""What an address asks of a listing. Whatever it says, it is some listing: what cannot be understood is left out."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request

from stoa.base import paging
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing
from stoa.shop.search.listing import LEAST_STARS
from stoa.shop.search.model import Filters, Sort, Wish

_RANGE = re.compile(r"(\d{1,12})-(\d{1,12})?")
_MOST = 40
_STARS = {str(one) for one in LEAST_STARS}

Pairs = list[tuple[str, str]]


def wish(
    request: Request[Any, Any, Any], visit: Visit, visitor: Visitor, *, category: str | None = None, collection: str | None = None
) -> Wish:
    """Return the listing that this address asks for; outside a category and a collection, what is typed counts."""
    audiences = tuple(pricing.audiences(visitor))
    if not visit.query:
        return Wish(language=visit.language.code, market=visit.market, category=category, collection=collection, audiences=audiences)
    asked = request.query_params
    anywhere = category is None and collection is None
    sort = asked.get("sort", "")
    return Wish(
        language=visit.language.code,
        market=visit.market,
        query=asked.get("q", "") if anywhere else "",
        category=category,
        collection=collection,
        filters=Filters(
            categories=_clean(asked.getall("category", [])),
            choices=tuple(key for key in _clean(asked.getall("choice", [])) if ":" in key),
            prices=tuple(_ranges(_clean(asked.getall("price", [])))),
            in_stock="in" in asked.getall("stock", []),
            stars=min((int(one) for one in asked.getall("stars", []) if one in _STARS), default=None),
        ),
        sort=Sort(sort) if sort in set(Sort) else Sort.FIT,
        cursor=_cursor(asked.get("cursor", "")),
        audiences=audiences,
        exact="exact" in asked,
    )


def _clean(values: Iterable[str]) -> tuple[str, ...]:
    """Return each value once, in order; none that no category or choice could be called."""
    return tuple(value for value in dict.fromkeys(values) if value.isprintable() and 0 < len(value) <= 200)[:_MOST]


def _ranges(values: Iterable[str]) -> Iterable[tuple[int, int | None]]:
    for value in values:
        if found := _RANGE.fullmatch(value):
            yield int(found[1]), int(found[2]) if found[2] else None


def _cursor(text: str) -> str | None:
    """Return a cursor that a listing could have made, else none: the listing begins at its beginning."""
    try:
        paging.decode(text[1:], tuple[int, UUID])
    except paging.BadCursor:
        return None
    return text if text[0] in "+-" else None


def pairs(asked: Wish) -> Pairs:
    """Return what an address must say to ask for this again, without its cursor."""
    said: Pairs = [("q", asked.query)] if asked.query else []
    said += [("category", handle) for handle in asked.filters.categories]
    said += [("choice", key) for key in asked.filters.choices]
    said += [("price", price(least, most)) for least, most in asked.filters.prices]
    said += [("stock", "in")] if asked.filters.in_stock else []
    said += [("stars", str(asked.filters.stars))] if asked.filters.stars is not None else []
    said += [("sort", asked.sort.value)] if asked.sort is not Sort.FIT else []
    return said + ([("exact", "1")] if asked.exact else [])


def price(least: int, most: int | None) -> str:
    """Return how an address names a range of prices."""
    return f"{least}-{'' if most is None else most}"


def address(path: str, said: Pairs) -> str:
    return f"{path}?{urlencode(said)}" if said else path
