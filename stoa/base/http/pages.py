"""Pages: a typed page object, its template, and the frame around it (navigation, cart, who is here).

    class ProductPage(Page, template="catalog/product.html"):
        product: Product

    PRODUCT = PageQuery(ProductPage, product=catalog.PRODUCT)
    page = await PRODUCT.load(read, visit, handle=handle)
    return show(request, page, title=page.product.title)

The frame's panels are given once by the app; every page's statement carries them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

import msgspec
from litestar import MediaType, Request, Response

from stoa.base.database import Database, Reading
from stoa.base.http import visits
from stoa.base.http.packing import PLACE, Piece
from stoa.base.http.panels import Kept, Panel, Query
from stoa.base.http.rendering import Renderer
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.refusals import FieldError

P = TypeVar("P", bound="Page")

_all: list[type[Page]] = []


class _PageMeta(msgspec.StructMeta):
    """Takes the page's template beside the class's own options."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], template: str = "", **config: Any) -> Any:
        made: Any = super().__new__(mcs, name, bases, namespace, **config)
        if template:
            made.template = template
            _all.append(made)
        return made


class Page(msgspec.Struct, kw_only=True, metaclass=_PageMeta):
    """The root of page objects. `frame` holds the frame's panels; `version` and `topics` let the page be kept."""

    template: ClassVar[str] = ""
    frame: dict[str, Any] = {}
    versions: dict[str, int] | None = None
    topics: list[str] | None = None
    version: int = 0
    until: datetime | None = None


Load = Callable[[Reading], Awaitable[Any]]
_frame: dict[str, Panel | Kept] = {}
_under: dict[str, tuple[str, Load]] = {}
Chrome = Callable[[Request[Any, Any, Any], dict[str, Any]], dict[str, Any]]
_chrome: list[Chrome] = []


def all_pages() -> list[type[Page]]:
    """Return every page object there is."""
    return list(_all)


def frame(panels: dict[str, Panel | Kept], chrome: Chrome, under: Mapping[str, tuple[str, Load]] | None = None) -> None:
    """Give the panels that every page carries, and what the layout is to know of them and the request (called once, by the app).

    `under` has what pages at or below an address carry too, under its name: it is loaded by itself, and never raises.
    """
    _frame.clear()
    _frame.update(panels)
    _under.clear()
    _under.update(under or {})
    _chrome[:] = [chrome]


class Kit(msgspec.Struct):
    """What handlers reach through the app's state."""

    db: Database
    renderer: Renderer
    url: str
    secure: bool
    demo: bool
    release: str
    settings: Any
    services: dict[str, Any] = {}


def kit(connection: Any) -> Kit:
    found: Kit = connection.app.state.kit
    return found


class PageQuery(Generic[P]):
    """A page's one statement: its panels, the frame's, and, where `topics` says on what it depends, its version.

    `topics` is an SQL expression for a text array, with the page's parameters.
    """

    def __init__(self, kind: type[P], /, topics: str | None = None, **panels: Panel | Kept) -> None:
        self._kind = kind
        self._live = {name: panel for name, panel in panels.items() if isinstance(panel, Panel)}
        self._kept = {name: panel for name, panel in panels.items() if isinstance(panel, Kept)}
        self._topics = topics
        self._query: Query[P] | None = None

    @property
    def query(self) -> Query[P]:
        """Return the statement, made at its first use, when the app has given the frame."""
        if self._query is None:
            framed = ", ".join(f"'{name}', ({panel.sql})" for name, panel in _frame.items() if isinstance(panel, Panel))
            kept = [*self._kept.values(), *(panel for panel in _frame.values() if isinstance(panel, Kept))]
            fixed = ", ".join(f"'{topic}'" for topic in sorted({topic for panel in kept for topic in panel.topics}))
            topics = f"{self._topics or 'array[]::text[]'} || array[{fixed}]::text[]"
            # Each by the index, however many topics the planner expects.
            number = "coalesce((select v.number from base.version v where v.topic = t.topic), 0)"
            versions = f"select json_object_agg(t.topic, {number}) from unnest({topics}) t (topic)"
            self._query = Query(
                self._kind,
                **self._live,
                frame=Panel(f"select json_build_object({framed})", dict[str, Any]),
                versions=Panel(versions, dict[str, int] | None),
            )
        return self._query

    async def load(self, read: Reading, visit: Visit, /, **given: object) -> P:
        """Send the statement with these parameters and the frame's; what is kept is added."""
        params = {
            "language": visit.language.code,
            "market": visit.market,
            "cart": visit.cart,
            "session": visit.session,
            "now": read.now,
            **given,
        }
        page = await self.query.load(read, **params)
        versions = page.versions or {}
        for name, kept in self._kept.items():
            setattr(page, name, await kept.get(read, versions, params))
        for name, panel in _frame.items():
            if isinstance(panel, Kept):
                page.frame[name] = await panel.get(read, versions, params)
        for place, (name, load) in _under.items():
            if visit.path == place or visit.path.startswith(f"{place}/"):
                page.frame[name] = await load(read)
        if self._topics is not None:
            page.topics, page.version = list(versions), sum(versions.values())
        return page


async def framed(read: Reading, visit: Visit) -> dict[str, Any]:
    """Return the frame alone, for a page whose rest is at hand already."""
    page = await _FRAME_ONLY.load(read, visit)
    return page.frame


_FRAME_ONLY = PageQuery(Page)


def chrome(
    request: Request[Any, Any, Any],
    given: dict[str, Any],
    *,
    title: str,
    description: str = "",
    canonical: str | None = None,
    robots: str = "",
) -> dict[str, Any]:
    """Return what the layout knows of a page, its frame's panels included."""
    visit = visits.of(request)
    path = canonical or visit.path
    return {
        "title": title,
        "description": description,
        "canonical": visit.absolute(path),
        "lang": visit.language.code,
        "dir": visit.language.direction,
        "alternates": [{"lang": one.code, "label": one.name, "href": visit.absolute(path, one)} for one in LANGUAGES],
        "path": visit.path,
        "here": visit.path + (f"?{visit.query}" if visit.query else ""),
        "market": visit.market,
        "robots": robots,
        **given,
        **(_chrome[0](request, given) if _chrome else {}),
    }


def frame_at_hand(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """Return as much of the frame as this process keeps, without asking the database: for what says that something is wrong."""
    visit = visits.of(request)
    given: dict[str, object] = {"language": visit.language.code, "market": visit.market}
    found = {}
    for name, panel in _frame.items():
        if isinstance(panel, Kept) and given.keys() >= set(panel.by):
            value = panel.at_hand(kit(request).db.kept, given)
            if value is not None:
                found[name] = value
    return found


def show(
    request: Request[Any, Any, Any],
    page: Page,
    *,
    title: str,
    description: str = "",
    canonical: str | None = None,
    status: int = 200,
    robots: str = "",
) -> Response[str]:
    """Render a page object. The page is kept for other visitors when it has topics and the visit is anonymous."""
    visit = visits.of(request)
    around = chrome(request, page.frame, title=title, description=description, canonical=canonical, robots=robots)
    context = {name: getattr(page, name) for name in page.__struct_fields__}
    text = kit(request).renderer.render(visit.language.code, page.template, {**context, "page": around})
    if page.topics is not None and visit.anonymous and status == 200:
        request.scope["keep"] = (page.topics, page.version, page.until)  # type: ignore[typeddict-unknown-key]
    return Response(text, media_type=MediaType.HTML, status_code=status)


def fragment(request: Request[Any, Any, Any], template: str, status: int = 200, **context: Any) -> Response[str]:
    """Render a partial alone, for a live update; the same file that the page includes."""
    visit = visits.of(request)
    around = {"lang": visit.language.code, "path": visit.path, "here": visit.path}
    text = kit(request).renderer.render(visit.language.code, template, {"page": around, **context})
    return Response(text, media_type=MediaType.HTML, status_code=status)


def laid_in(request: Request[Any, Any, Any], piece: Piece) -> str:
    """Have a piece that is kept packed laid into the answer, packed as it is; return what the template writes in its place."""
    request.scope["laid_in"] = piece  # type: ignore[typeddict-unknown-key]
    return PLACE.decode()


def partials(request: Request[Any, Any, Any]) -> Callable[[str, Mapping[str, Any]], str]:
    """Return what renders a partial in the visitor's language."""
    return partial(kit(request).renderer.render, visits.of(request).language.code)


def go(request: Request[Any, Any, Any], path: str) -> Response[None]:
    """Answer a form that was accepted: see `path`, in the same language (303)."""
    return Response(None, status_code=303, headers={"location": visits.of(request).prefix + path}, media_type=MediaType.TEXT)


def say(request: Request[Any, Any, Any], key: str, **facts: object) -> str:
    """Return a text in the visitor's language."""
    return kit(request).renderer.texts.say(visits.of(request).language.code, key, facts)


def faults(request: Request[Any, Any, Any], errors: Iterable[FieldError]) -> dict[str, str]:
    """Return the sentence about each wrong field, by the field's name, in the visitor's language."""
    texts, code = kit(request).renderer.texts, visits.of(request).language.code
    found = {}
    for error in errors:
        key = f"refusal-field-{error.code.replace('_', '-')}"
        known = key if texts.has(LANGUAGES[0].code, key) else "refusal-field-invalid"
        found[error.pointer.removeprefix("/")] = texts.say(code, known, error.facts)
    return found
