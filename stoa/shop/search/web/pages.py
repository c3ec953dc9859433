"""The pages that list products: the front page, categories, collections, what a search found.

Each is one statement; a search is asked again where words were mended or mean more than they say (see `queries.better`).
"""

import functools
from typing import Any
from urllib.parse import quote

from litestar import MediaType, Request, Response

from stoa.base.database import Database, Reading
from stoa.base.http.pages import Page, PageQuery, fragment, kit, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing
from stoa.shop.catalog.model import NoSuchCategory, NoSuchCollection
from stoa.shop.search import actions, places, queries, suggesting
from stoa.shop.search.model import Found, Wish
from stoa.shop.search.places import Link, Place
from stoa.shop.search.queries import Listed, Words
from stoa.shop.search.web import asking, views
from stoa.shop.search.web.views import ListingView

_RESULTS = "results"
_ROW = 8


class PlacePage(Page, template="search/place.html"):
    """A category or a collection with what stands in it."""

    place: Place | None
    listing: Listed
    view: ListingView | None = None
    trail: list[dict[str, str]] = []
    facts: list[dict[str, Any]] = []


class SearchPage(Page, template="search/search.html"):
    """What a search found."""

    listing: Listed
    words: Words
    view: ListingView | None = None
    found: Found | None = None
    query: str = ""
    instead: str = ""


class NothingPage(Page, template="search/nothing.html"):
    """What to do when a search found nothing."""

    listing: Listed
    departments: list[Link]
    query: str = ""
    narrowed: str = ""
    others: list[dict[str, Any]] = []


class HomePage(Page, template="search/home.html"):
    """The front page."""

    newest: Listed
    best: Listed
    departments: list[Link]
    collections: list[Link]
    new: list[dict[str, Any]] = []
    sold: list[dict[str, Any]] = []
    facts: list[dict[str, Any]] = []


@functools.lru_cache(maxsize=500)
def _category(panel: Panel) -> PageQuery[PlacePage]:
    return PageQuery(PlacePage, place=places.CATEGORY, listing=panel)


@functools.lru_cache(maxsize=500)
def _collection(panel: Panel) -> PageQuery[PlacePage]:
    return PageQuery(PlacePage, place=places.COLLECTION, listing=panel)


@functools.lru_cache(maxsize=500)
def _search(panel: Panel) -> PageQuery[SearchPage]:
    return PageQuery(SearchPage, listing=panel, words=queries.WORDS)


@functools.lru_cache(maxsize=10)
def _home(language: str) -> PageQuery[HomePage]:
    return PageQuery(
        HomePage,
        topics=places.HOME_TOPICS,
        newest=places.newest(language),
        best=places.best_sellers(language),
        departments=places.DEPARTMENTS,
        collections=places.COLLECTIONS,
    )


@functools.lru_cache(maxsize=10)
def _nothing(language: str) -> PageQuery[NothingPage]:
    return PageQuery(NothingPage, listing=places.best_sellers(language), departments=places.DEPARTMENTS)


@page("/c/{handle:str}", may="anyone")
async def category(handle: str, request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Show a category; lead on from a handle that it had before."""
    asked = asking.wish(request, visit, visitor, category=handle)
    shown = await _place(request, read, visit, asked, f"/c/{quote(handle)}", _category) if handle.isprintable() else None
    return shown or await _led_on(read, visit, "category", handle)


@page("/collections/{handle:str}", may="anyone")
async def collection(handle: str, request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Show a collection; lead on from a handle that it had before."""
    asked = asking.wish(request, visit, visitor, collection=handle)
    shown = await _place(request, read, visit, asked, f"/collections/{quote(handle)}", _collection) if handle.isprintable() else None
    return shown or await _led_on(read, visit, "collection", handle)


async def _place(request: Request[Any, Any, Any], read: Reading, visit: Visit, asked: Wish, path: str, query: Any) -> Response[Any] | None:
    begun = queries.begin(asked)
    shown: PlacePage = await query(begun.panel).load(read, visit, **begun.given)
    if shown.place is None:
        return None
    found = begun.found(shown.listing)
    shown.view = views.listing(found, asked, path, visit, functools.partial(say, request))
    if visit.wants_fragment == _RESULTS:
        return fragment(request, "search/_listing.html", view=shown.view)
    shown.trail = views.trail(shown.place, visit, functools.partial(say, request))
    shown.facts = [views.breadcrumb_list(shown.trail, shown.place.name, path, visit), *shown.view.facts]
    _keep(shown, found)
    return show(
        request,
        shown,
        title=shown.place.seo_title or shown.place.name,
        description=shown.place.seo_description or shown.place.description,
        canonical=asking.address(path, [("cursor", asked.cursor)]) if asked.cursor else path,
        robots="noindex" if asking.pairs(asked) else "",
    )


def _keep(shown: Page, found: Found) -> None:
    """Let the page be kept until something that it shows changes."""
    shown.topics, shown.version, shown.until = found.topics, found.version, found.until


async def _led_on(read: Reading, visit: Visit, kind: str, handle: str) -> Response[Any]:
    """Answer a handle that is not in use: 301 to what it named, or that there is nothing."""
    now_called = await places.renamed(read, kind, handle) if handle.isprintable() else None
    if now_called is None:
        raise NoSuchCategory if kind == "category" else NoSuchCollection
    place = "c" if kind == "category" else "collections"
    query = f"?{visit.query}" if visit.query else ""
    location = f"{visit.prefix}/{place}/{quote(now_called)}{query}"
    return Response(None, status_code=301, headers={"location": location}, media_type=MediaType.TEXT)


@page("/search", may="anyone")
async def search(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Show what a search found; without words, everything there is."""
    asked = asking.wish(request, visit, visitor)
    async with db.reading() as read:
        shown, found = await _find(read, visit, asked)
        empty = await _nothing_found(request, read, visit, asked) if found.total == 0 and not visit.wants_fragment else None
    if empty is not None:
        if not asked.filters.count:
            async with db.writing() as tx:
                await actions.note_miss(tx, visit.language.code, asked.query)
        return empty
    shown.view = views.listing(found, asked, "/search", visit, functools.partial(say, request))
    if visit.wants_fragment == _RESULTS:
        return fragment(request, "search/_listing.html", view=shown.view)
    shown.found, shown.query = found, " ".join(asked.query.split())[:200]
    if found.mended is not None:
        shown.instead = asking.address(f"{visit.prefix}/search", [("q", found.mended.typed), ("exact", "1")])
    _keep(shown, found)
    title = say(request, "search-results", query=shown.query) if shown.query else say(request, "search-everything")
    return show(request, shown, title=title, canonical=asking.address("/search", asking.pairs(asked)), robots="noindex")


async def _find(read: Reading, visit: Visit, asked: Wish) -> tuple[SearchPage, Found]:
    begun = queries.begin(asked)
    shown = await _search(begun.panel).load(read, visit, **begun.given)
    improved = await queries.better(read, begun, shown.words)
    if improved is not None:
        begun = improved
        shown = await _search(begun.panel).load(read, visit, **begun.given)
    return shown, begun.found(shown.listing)


async def _nothing_found(request: Request[Any, Any, Any], read: Reading, visit: Visit, asked: Wish) -> Response[Any]:
    """Return the page that helps on: without the filters, in the departments, to what others buy."""
    shown = await _nothing(visit.language.code).load(read, visit, audiences=list(asked.audiences), take=_ROW)
    shown.query = " ".join(asked.query.split())[:200]
    shown.others = [views.card(product, visit, functools.partial(say, request)) for product in shown.listing.products]
    if asked.filters.count:
        shown.narrowed = asking.address(f"{visit.prefix}/search", [pair for pair in asking.pairs(asked) if pair[0] in {"q", "exact"}])
    title = say(request, "search-nothing-title", query=shown.query)
    return show(request, shown, title=title, canonical="/search", robots="noindex")


@page("/search/suggest", may="anyone")
async def suggest(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    """Show what a search may be going to find, for the list below the search field."""
    typed = request.query_params.get("q", "")
    found = await suggesting.suggest(
        read, typed, language=visit.language.code, market=visit.market, audiences=tuple(pricing.audiences(visitor))
    )
    products = [views.card(product, visit, functools.partial(say, request)) for product in found.products]
    everything = asking.address(f"{visit.prefix}/search", [("q", typed)])
    return fragment(request, "search/_suggestions.html", found=found, products=products, everything=everything, prefix=visit.prefix)


@page("/", may="anyone")
async def home(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    """Show the front page."""
    shown = await _home(visit.language.code).load(read, visit, audiences=pricing.audiences(visitor), take=_ROW)
    shown.new = [views.card(product, visit, functools.partial(say, request)) for product in shown.newest.products]
    shown.sold = [views.card(product, visit, functools.partial(say, request)) for product in shown.best.products]
    name = kit(request).settings.shop_name
    shown.facts = [views.site(visit, name)]
    shown.until = min((one.until for one in (shown.newest, shown.best) if one.until is not None), default=None)
    return show(request, shown, title=say(request, "search-welcome"), description=say(request, "search-welcome-text"), canonical="/")
