"""The pages that list products: the front page, categories, collections, what a search found.

Each is one statement; a search is asked again where words were mended or mean more than they say.
"""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import MediaType, Request, Response

from stoa.base.database import Database, Reading
from stoa.base.http import visits
from stoa.base.http.packing import piece
from stoa.base.http.pages import Page, PageQuery, fragment, kit, laid_in, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing
from stoa.shop.catalog.model import NoSuchCategory, NoSuchCollection
from stoa.shop.search import actions, places, queries, rules, suggesting
from stoa.shop.search.model import Found, Wish
from stoa.shop.search.places import Link, Place
from stoa.shop.search.queries import Listed, Listing, Words
from stoa.shop.search.web import asking, keeping, views
from stoa.shop.search.web.keeping import Made

_RESULTS = "results"
_ROW = 8


class PlaceParts(Page):
    """What the database says of a category or a collection and of what stands in it."""

    place: Place | None
    listing: Listed


class SearchParts(Page):
    """What the database says of a search."""

    listing: Listed
    words: Words


class PlacePage(Page, template="search/place.html"):
    """A category or a collection with what stands in it."""

    made: Made
    listing: str = ""
    hearts: str = ""


class SearchPage(Page, template="search/search.html"):
    """What a search found."""

    made: Made
    listing: str = ""
    hearts: str = ""


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
    hero: Any = None
    """What the page opens with: the first picture that was given to a collection, or else the newest product's."""


@functools.lru_cache(maxsize=500)
def _category(panel: Panel) -> PageQuery[PlaceParts]:
    return PageQuery(PlaceParts, place=places.CATEGORY, listing=panel)


@functools.lru_cache(maxsize=500)
def _collection(panel: Panel) -> PageQuery[PlaceParts]:
    return PageQuery(PlaceParts, place=places.COLLECTION, listing=panel)


@functools.lru_cache(maxsize=500)
def _search(panel: Panel) -> PageQuery[SearchParts]:
    return PageQuery(SearchParts, listing=panel, words=queries.WORDS)


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


async def _place(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, asked: Wish, path: str, query: Callable[[Panel], PageQuery[PlaceParts]]
) -> Response[Any] | None:
    kept = await keeping.look(read, visit, asked)
    if kept is None:
        begun = queries.begin(asked)
        parts = await query(begun.panel).load(read, visit, **begun.given)
        if parts.place is None:
            return None
        made = _make_place(request, visit, asked, path, parts.place, begun.found(parts.listing))
        keeping.keep_of(read).put(asked, made)
        kept = made, parts.frame
    made, frame = kept
    return _answer(request, visit, made, PlacePage(made=made, frame=frame))


def _make_place(request: Request[Any, Any, Any], visit: Visit, asked: Wish, path: str, place: Place, found: Found) -> Made:
    speak = functools.partial(say, request)
    view = views.listing(found, asked, path, visit, speak)
    trail = views.trail(place, visit, speak)
    facts = [views.breadcrumb_list(trail, place.name, path, visit), *view.facts]
    return Made(
        topics=found.topics,
        version=found.version,
        until=found.until,
        listing=piece(_render(request, "search/_listing.html", view=view).encode()),
        head=_render(request, "search/_head.html", view=view, facts=facts),
        title=place.seo_title or place.name,
        heading=place.name,
        description=place.seo_description or " ".join(rules.plain(place.description).split())[:300],
        lead=place.description,
        canonical=asking.address(path, [("cursor", asked.cursor)]) if asked.cursor else path,
        robots="noindex" if asking.pairs(asked) else "",
        trail=trail,
    )


def _render(request: Request[Any, Any, Any], template: str, **context: Any) -> str:
    return kit(request).renderer.render(visits.of(request).language.code, template, context)


def _answer(request: Request[Any, Any, Any], visit: Visit, made: Made, shown: PlacePage | SearchPage) -> Response[Any]:
    """Show a listing in its page, or alone when only its filters changed. Which hearts are the visitor's own is asked beside it."""
    hearts = ""
    if views.has_hearts():
        known = visit.session is not None or visit.list is not None
        hearts = _render(request, "search/_hearts.html", load=known)
    if visit.wants_fragment == _RESULTS:
        return Response(made.listing.plain().decode() + hearts, media_type=MediaType.HTML)
    shown.hearts, shown.listing = hearts, laid_in(request, made.listing)
    shown.topics, shown.version, shown.until = made.topics, made.version, made.until
    return show(request, shown, title=made.title, description=made.description, canonical=made.canonical, robots=made.robots)


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
        kept = await keeping.look(read, visit, asked) or await _find(request, read, visit, asked)
        if kept is not None:
            return _answer(request, visit, kept[0], SearchPage(made=kept[0], frame=kept[1]))
        empty = await _nothing_found(request, read, visit, asked)
    if not asked.filters.count:
        async with db.writing() as tx:
            await actions.note_miss(tx, visit.language.code, asked.query)
    return empty


async def _find(request: Request[Any, Any, Any], read: Reading, visit: Visit, asked: Wish) -> tuple[Made, dict[str, Any]] | None:
    """Return what a search found, with the frame; what is mended is what a search for the mended words found. None for nothing."""
    begun = queries.begin(asked)
    parts = await _search(begun.panel).load(read, visit, **begun.given)
    correction = await queries.mended(read, begun, parts.words)
    if correction is None:
        return await _found(request, read, visit, begun, parts)
    meant = msgspec.structs.replace(asked, query=correction.shown)
    kept = await keeping.look(read, visit, meant)
    if kept is None:
        begun = queries.begin(meant)
        kept = await _found(request, read, visit, begun, await _search(begun.panel).load(read, visit, **begun.given))
    if kept is None:
        return None
    instead = asking.address(f"{visit.prefix}/search", [("q", correction.typed), ("exact", "1")])
    made = msgspec.structs.replace(kept[0], mended=correction, instead=instead)
    if keeping.keep_of(read).get(meant) is not None:
        keeping.keep_of(read).put(asked, made)
    return made, kept[1]


async def _found(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, begun: Listing, parts: SearchParts
) -> tuple[Made, dict[str, Any]] | None:
    wider = queries.widened(begun, parts.words)
    if wider is not None:
        begun, parts = wider, await _search(wider.panel).load(read, visit, **wider.given)
    found = begun.found(parts.listing)
    if not found.total and not visit.wants_fragment:
        return None
    made = _make_search(request, visit, begun.wish, found)
    if found.total:
        keeping.keep_of(read).put(begun.wish, made)
    return made, parts.frame


def _make_search(request: Request[Any, Any, Any], visit: Visit, asked: Wish, found: Found) -> Made:
    view = views.listing(found, asked, "/search", visit, functools.partial(say, request))
    query = " ".join(asked.query.split())[:200]
    title = say(request, "search-results", query=query) if query else say(request, "search-everything")
    return Made(
        topics=found.topics,
        version=found.version,
        until=found.until,
        listing=piece(_render(request, "search/_listing.html", view=view).encode()),
        head=_render(request, "search/_head.html", view=view, facts=[]),
        title=title,
        heading=title,
        canonical=asking.address("/search", asking.pairs(asked)),
        robots="noindex",
        loosened=found.loosened,
    )


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
    for links in (shown.departments, shown.collections):
        places.choose_pictures(links)
    shown.hero = next((one.own for one in shown.collections if one.own), shown.new[0]["picture"] if shown.new else None)
    name = kit(request).settings.shop_name
    shown.facts = [views.site(visit, name)]
    shown.until = min((one.until for one in (shown.newest, shown.best) if one.until is not None), default=None)
    return show(request, shown, title=say(request, "search-welcome"), description=say(request, "search-welcome-text"), canonical="/")
