"""The merchant's screen about finding: synonyms, searches that found nothing, indexing anew."""

from typing import Any
from urllib.parse import quote

from litestar import Request, Response

from stoa.base import ids, jobs
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, fragment, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.people.sessions.model import Visitor
from stoa.shop.search import actions, queries
from stoa.shop.search.model import Miss, NotASynonym, Synonym
from stoa.shop.search.queries import Rebuilding

_CODES = [one.code for one in LANGUAGES]
_PLACES = (("products", "catalog.edit"), ("orders", "orders.read"), ("customers", "customers.read"))


class DeskSearchPage(Page, template="search/desk.html"):
    """Synonyms, searches without result, and how far indexing is. `looked_for` was typed into the desk's own search field."""

    synonyms: list[Synonym]
    misses: list[Miss]
    rebuilding: Rebuilding | None
    products: int
    words: int
    languages: list[dict[str, str]]
    typed: dict[str, str]
    errors: dict[str, str]
    looked_for: str
    places: list[dict[str, str]]


async def _screen(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, form: Form | None = None
) -> Response[str]:
    looked_for = request.query_params.get("q", "")[:100]
    products, words = await queries.sizes(read)
    asked = request.query_params
    typed = form.typed if form else {"language": asked.get("in", visit.language.code), "terms": asked.get("terms", "")[:100]}
    shown = DeskSearchPage(
        synonyms=await queries.synonyms(read),
        misses=await queries.misses(read),
        rebuilding=await queries.rebuilding(read),
        products=products,
        words=words,
        languages=[{"value": one.code, "label": one.name} for one in LANGUAGES],
        typed=typed,
        errors=faults(request, form.errors.values()) if form else {},
        looked_for=looked_for,
        places=[
            {"label": say(request, f"desk-{name}"), "href": f"{visit.prefix}/desk/{name}?q={quote(looked_for)}"}
            for name, permission in _PLACES
            if visitor.may(permission)
        ],
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, "desk-search-screen"), robots="noindex")


@page("/desk/search", may="catalog.edit")
async def see(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    if visit.wants_fragment == "rebuilding":
        return fragment(request, "search/_rebuilding.html", rebuilding=await queries.rebuilding(read))
    return await _screen(request, read, visit, visitor)


@act("/desk/search/synonyms", may="catalog.edit")
async def add(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    language = form.choice("language", _CODES)
    terms = form.text("terms", most=500).split(",")
    means = form.text("means", required=False, most=500).split(",")
    if not form.errors:
        try:
            await actions.add_synonym(tx, visitor, language, terms, means)
        except NotASynonym:
            form.refuse("terms", "not_a_synonym")
    if form.errors:
        raise Retype(await _screen(request, tx, visit, visitor, form))
    return go(request, "/desk/search")


@act("/desk/search/synonyms/{synonym:str}/removal", may="catalog.edit")
async def remove(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, synonym: str) -> Response[Any]:
    await actions.remove_synonym(tx, visitor, ids.parse("syn", synonym))
    return go(request, "/desk/search")


@act("/desk/search/rebuild", may="catalog.edit")
async def rebuild(request: Request[Any, Any, Any], tx: Writing) -> Response[Any]:
    """Index everything anew, unless that is under way."""
    if await queries.rebuilding(tx) is None:
        await jobs.enqueue(tx, "search.rebuild", key="every:search.rebuild")
    return go(request, "/desk/search")


HANDLERS = [see, add, remove, rebuild]
