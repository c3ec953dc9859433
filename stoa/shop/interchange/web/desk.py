"""Bringing files in and taking them out, on the desk."""

from collections.abc import AsyncIterator, Callable
from pathlib import PurePath
from typing import Any

from litestar import Request, Response
from litestar.datastructures import UploadFile

from stoa.base import ids
from stoa.base.database import Database, Reading
from stoa.base.files.model import Report
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Kit, Page, faults, fragment, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.streams import Stream
from stoa.base.http.visits import Visit
from stoa.base.refusals import Busy, FieldError, Refusal
from stoa.people.sessions.model import Visitor
from stoa.shop.interchange import exporting, queries, runs, wording
from stoa.shop.interchange.model import FILE_BYTES, Format, NoSuchRun, Run, RunId

_ERRORS = 20
_KINDS = {".jsonl": "application/x-ndjson", ".xml": "application/xml; charset=utf-8"}
_ENDINGS = {Format.SHOPIFY: "csv", Format.WOOCOMMERCE: "csv", Format.STOA: "jsonl"}


class InterchangePage(Page, kw_only=True, template="interchange/desk.html"):
    """`runs` are as the partial `_run.html` takes them."""

    runs: list[dict[str, Any]]
    problem: str
    most: int


@page("/desk/interchange", may="catalog.edit")
async def see(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _show(request, read, visit)


async def _show(request: Request[Any, Any, Any], read: Reading, visit: Visit, problem: str = "") -> Response[str]:
    found = InterchangePage(
        runs=[shown_run(one, visit) for one in await runs.latest(read)],
        problem=problem,
        most=FILE_BYTES // 1_000_000,
        frame=await framed(read, visit),
    )
    return show(request, found, title=say(request, "interchange-title"), robots="noindex", status=422 if problem else 200)


def shown_run(
    run: Run,
    visit: Visit,
    *,
    place: str = "/desk/interchange",
    notes: Callable[[Report, str], list[str]] = wording.notes_of,
    same: str = "interchange-nothing-changed",
) -> dict[str, Any]:
    """Return a run as the partial `_run.html` takes it; `place` is where its pages are, `same` the text for a file that changed nothing."""
    return {
        "id": ids.show("run", run.id),
        "file": run.file,
        "asked_at": run.asked_at,
        "ended": run.ended_at is not None,
        "progress": run.progress,
        "report": run.report,
        "refusal": run.refusal,
        "notes": notes(run.report, visit.language.code) if run.report else [],
        "errors": run.report.errors[:_ERRORS] if run.report else [],
        "more": run.report is not None and len(run.report.errors) > _ERRORS,
        "same": same,
        "path": f"{visit.language.prefix}{place}/runs/{ids.show('run', run.id)}",
    }


async def take_file(form: Form) -> tuple[RunId, str, int]:
    """Keep the file that a form brought, part by part; return the run it is for, its name and size. Raises Refusal."""
    sent = form.files.get("file", [])
    name = PurePath((sent[0].filename if sent else "").replace("\\", "/")).name[:200]
    if not name:
        form.errors["file"] = FieldError("/file", "required")
        form.check()
    run_id = runs.new_run()
    return run_id, name, await runs.keep(run_id, _parts(sent[0]), name)


@act("/desk/interchange", may="catalog.edit", request_max_body_size=FILE_BYTES + 1_000_000)
async def bring_in(request: Request[Any, Any, Any], db: Database, visitor: Visitor, visit: Visit, kit: Kit) -> Response[Any]:
    """Keep the file, part by part, and let a job bring it in."""
    form = await Form.of(request)
    try:
        run_id, name, size = await take_file(form)
    except Busy:  # nothing is wrong with the file
        raise
    except Refusal as refusal:
        problem = faults(request, form.errors.values()).get("file") or wording.of_refusal(refusal, visit.language.code)
        async with db.reading() as read:
            raise Retype(await _show(request, read, visit, problem)) from None
    async with db.writing() as tx:
        told = {"market": kit.settings.market, "url": kit.url}
        await runs.ask(tx, run_id, "products", name, size, visit.language.code, visitor.person, told)
    return go(request, "/desk/interchange")


async def _parts(sent: UploadFile) -> AsyncIterator[bytes]:
    while part := await sent.read(runs.PART):
        yield part


@page("/desk/interchange/runs/{run:str}", may="catalog.edit")
async def run(request: Request[Any, Any, Any], read: Reading, visit: Visit, run: str) -> Response[str]:
    """Show how far one import is; the page asks for it again until it has ended."""
    return fragment(request, "interchange/_run.html", run=shown_run(await runs.find(read, run_of(run)), visit))


@page("/desk/interchange/runs/{run:str}/rejected", may="catalog.edit")
async def rejected(db: Database, run: str) -> Stream:
    """Send the rows that could not go in."""
    async with db.reading() as read:
        found = await runs.find(read, run_of(run))
    if found.report is None or found.report.rejected is None:
        raise NoSuchRun
    return download(await runs.rejected_parts(found), found.report.rejected)


@page("/desk/interchange/export", may="catalog.edit")
async def export(request: Request[Any, Any, Any], db: Database, kit: Kit) -> Stream:
    """Send every product, as one moment of the shop has it."""
    form = Form([(name, str(value)) for name, value in request.query_params.multi_items()])
    asked = form.choice("format", [one.value for one in Format], default=Format.SHOPIFY.value)
    generation = form.number("generation", least=1, most=2, default=0) or None
    form.check()
    wanted = Format(asked)
    async with db.reading() as read:
        await queries.context(read, kit.settings.market)  # what is refused is refused before the download begins
        name = f"products-{wanted}-{read.now:%Y-%m-%d}.{_ENDINGS[wanted]}"
    return download(_exported(db, kit, wanted, generation), name)


async def _exported(db: Database, kit: Kit, wanted: Format, generation: int | None) -> AsyncIterator[bytes]:
    async with db.snapshot() as read:
        async for part in exporting.export_text(read, wanted, market=kit.settings.market, url=kit.url, generation=generation):
            yield part.encode()


def download(parts: AsyncIterator[bytes], name: str) -> Stream:
    """Return a file that is written while it is sent."""
    plain = name.encode("ascii", "replace").decode().replace('"', "'").replace("?", "_")
    kind = _KINDS.get(PurePath(name).suffix, "text/csv; charset=utf-8")
    return Stream(parts, media_type=kind, headers={"content-disposition": f'attachment; filename="{plain}"', "cache-control": "no-store"})


def run_of(text: str) -> RunId:
    """Return the run of an address. Raises NoSuchRun."""
    try:
        return RunId(ids.parse("run", text))
    except ids.UnknownId:
        raise NoSuchRun from None


HANDLERS = [see, bring_in, run, rejected, export]
