"""The community's files on the desk: brought in with a report, taken out as they are wanted."""

from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, Response
from litestar.response import Stream

from stoa.base import ids
from stoa.base.database import Database, Reading
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Kit, Page, faults, fragment, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.refusals import Busy, Refusal
from stoa.community import exchange
from stoa.community.exchange.model import RUNS, Format, Kind, Shop
from stoa.people.sessions.model import Visitor
from stoa.shop import interchange
from stoa.shop.interchange.model import FILE_BYTES, NoSuchRun, Run
from stoa.shop.interchange.web.desk import download, run_of, shown_run, take_file

PLACE = "/desk/community/exchange"
_KINDS = [one.value for one in Kind]
_FORMATS = [one.value for one in Format]


class ExchangePage(Page, kw_only=True, template="exchange/desk.html"):
    """`runs` are as the partial `interchange/_run.html` takes them."""

    runs: list[dict[str, Any]]
    kinds: list[str]
    languages: list[dict[str, str]]
    typed: dict[str, str]
    problem: str
    most: int
    feeds: list[str]


@page(PLACE, may="catalog.edit")
async def see(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _show(request, read, visit, {})


async def _show(request: Request[Any, Any, Any], read: Reading, visit: Visit, typed: dict[str, str], problem: str = "") -> Response[str]:
    found = ExchangePage(
        runs=[_shown(one, visit) for one in await interchange.latest(read, RUNS)],
        kinds=_KINDS,
        languages=[{"value": one.code, "label": one.name} for one in LANGUAGES],
        typed=typed,
        problem=problem,
        most=FILE_BYTES // 1_000_000,
        feeds=[f"{visit.url}/feeds/reviews.google.xml", f"{visit.url}/feeds/reviews.meta.csv"],
        frame=await framed(read, visit),
    )
    return show(request, found, title=say(request, "exchange-title"), robots="noindex", status=422 if problem else 200)


def _shown(run: Run, visit: Visit) -> dict[str, Any]:
    return shown_run(run, visit, place=PLACE, notes=exchange.notes_of, same="exchange-nothing-changed")


@act(PLACE, may="catalog.edit", request_max_body_size=FILE_BYTES + 1_000_000)
async def bring_in(request: Request[Any, Any, Any], db: Database, visitor: Visitor, visit: Visit, kit: Kit) -> Response[Any]:
    """Keep the file, part by part, and let a job bring it in."""
    form = await Form.of(request)
    try:
        kind = Kind(form.choice("kind", _KINDS))
        texts = form.choice("language", [one.code for one in LANGUAGES], default=LANGUAGES[0].code)
        form.check()
        run_id, name, size = await take_file(form)
    except Busy:  # nothing is wrong with the file
        raise
    except (Refusal, ValueError) as refusal:
        told = faults(request, form.errors.values())
        problem = told.get("file") or told.get("kind") or next(iter(told.values()), "")
        if not problem and isinstance(refusal, Refusal):
            problem = exchange.explain(refusal, visit.language.code)
        async with db.reading() as read:
            raise Retype(await _show(request, read, visit, form.typed, problem)) from None
    async with db.writing() as tx:
        said = {"texts": texts, "name": kit.settings.shop_name, "url": kit.url}
        await interchange.ask(tx, run_id, f"community.{kind}", name, size, visit.language.code, visitor.person, said)
    return go(request, f"{PLACE}#{ids.show('run', run_id)}")


@page(f"{PLACE}/runs/{{run:str}}", may="catalog.edit")
async def run(request: Request[Any, Any, Any], read: Reading, visit: Visit, run: str) -> Response[str]:
    """Show how far one import is; the page asks for it again until it has ended."""
    return fragment(request, "interchange/_run.html", run=_shown(await _find(read, run), visit))


async def _find(read: Reading, run: str) -> Run:
    """Return a run of the community's files. Raises NoSuchRun."""
    found = await interchange.find(read, run_of(run))
    if found.kind not in RUNS:
        raise NoSuchRun
    return found


@page(f"{PLACE}/runs/{{run:str}}/rejected", may="catalog.edit")
async def rejected(db: Database, run: str) -> Stream:
    """Send the rows that could not go in."""
    async with db.reading() as read:
        found = await _find(read, run)
    if found.report is None or found.report.rejected is None:
        raise NoSuchRun
    return download(await interchange.rejected_parts(found), found.report.rejected)


@page(f"{PLACE}/export", may="catalog.edit")
async def export(request: Request[Any, Any, Any], db: Database, kit: Kit) -> Stream:
    """Send everything of a kind, as one moment of the shop has it, but reviews that wait: whoever decides would see their stars."""
    form = Form([(name, str(value)) for name, value in request.query_params.multi_items()])
    kind = form.choice("kind", _KINDS, default=Kind.REVIEWS.value)
    formats = _FORMATS if kind == Kind.REVIEWS.value else [Format.STOA.value]
    wanted = form.choice("format", formats, default=Format.STOA.value)
    form.check()
    async with db.reading() as read:
        name = f"{kind}-{wanted}-{read.now:%Y-%m-%d}{Format(wanted).ending}"
    return download(_exported(db, kit, Kind(kind), Format(wanted)), name)


async def _exported(db: Database, kit: Kit, kind: Kind, wanted: Format) -> AsyncIterator[bytes]:
    async with db.snapshot() as read:
        async for part in exchange.export_text(read, kind, wanted, shop=Shop(kit.settings.shop_name, kit.url), decided=True):
            yield part.encode()


HANDLERS = [see, bring_in, run, rejected, export]
