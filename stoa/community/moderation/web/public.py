"""What everybody may read and do: the rules, and reporting what breaks them, also without an account."""

from typing import Any

from litestar import Response

from stoa.base import ids, legible
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit, Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community import moderation
from stoa.community.moderation import host_store, queries, store, work
from stoa.community.moderation.model import NoSuchPiece, Rule, Seen, State
from stoa.community.moderation.report_model import Report
from stoa.community.moderation.web.opened import Asking, Shown, piece_id_of, piece_path, shown
from stoa.community.moderation.work import Figures
from stoa.people.sessions.model import Visitor

PER_REPORTER = Rate(burst=20, seconds=3600)
PER_MAILBOX = Rate(burst=5, seconds=3600)
"""So that nobody fills somebody else's mailbox with confirmations."""
NOTE = 2_000
ILLEGAL = "illegal"
LEAST_SAID = 20


class RulesPage(Page, template="moderation/rules.html"):
    rules: list[Rule]
    figures: Figures
    links: int


class ReportPage(Page, template="moderation/report.html"):
    """The form. `shown` is empty of what only some may read."""

    rules: list[Rule]
    where: str
    shown: Shown | None
    guest: bool
    host: bool
    typed: dict[str, str]
    errors: dict[str, str]


@page("/rules", may="anyone")
async def see_rules(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """The rules, how they are kept, and how long that takes."""
    content = RulesPage(
        rules=await queries.rules_of(read, visit.language.code),
        figures=await work.figures(read),
        links=await host_store.count_links(read),
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "moderation-rules"), description=say(request, "moderation-rules-lead"))


@page("/report/{kind:str}/{piece_id:str}", may="anyone")
async def write_report(request: Asking, read: Reading, visit: Visit, visitor: Visitor, kind: str, piece_id: str) -> Response[str]:
    seen = await _visible(read, kind, piece_id)
    return await _form(request, read, visit, visitor, seen, {"rule": request.query_params.get("rule", "")})


async def _visible(read: Reading, kind: str, piece_id: str) -> Seen:
    """Return a piece that others see. Raises NoSuchPiece for any other."""
    seen = await store.piece(read, kind[:40], piece_id_of(piece_id))
    if seen.state is not State.PUBLISHED:
        raise NoSuchPiece
    return seen


async def _form(
    request: Asking, read: Reading, visit: Visit, visitor: Visitor, seen: Seen, typed: dict[str, str], form: Form | None = None
) -> Response[str]:
    found = await shown(request, read, seen)
    content = ReportPage(
        rules=await queries.rules_of(read, visit.language.code),
        where=piece_path(seen.kind, seen.id),
        shown=found if found.excerpt.public else None,
        guest=visitor.guest,
        host=visitor.may("community.moderate"),
        typed=typed,
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "moderation-report"), robots="noindex")


@act("/report/{kind:str}/{piece_id:str}", may="anyone")
async def send_report(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, kind: str, piece_id: str) -> Response[Any]:
    """Take the report; the page it leads to says how it stands, now and later."""
    seen = await _visible(tx, kind, piece_id)
    form = await Form.of(request)
    codes = [rule.code for rule in await queries.rules_of(tx, visit.language.code)]
    rule = form.choice("rule", codes)
    illegal = rule == ILLEGAL
    note = legible.paragraphs(form.text("note", required=illegal, least=LEAST_SAID if illegal else 0, most=NOTE))
    email = form.email("email", required=False) if visitor.guest else ""
    name = legible.paragraphs(form.text("name", required=False, most=120)) if visitor.guest else ""
    if illegal and not form.ticked("good_faith"):
        form.refuse("good_faith", "required")
    if form.errors:
        raise Retype(await _form(request, tx, visit, visitor, seen, form.typed, form))
    slow_down(kit, visit, visitor, email)
    made = await moderation.report(tx, visitor, seen.kind, seen.id, rule, note, email, name=name, language=visit.language.code)
    return go(request, report_path(made, visitor))


def slow_down(kit: Kit, visit: Visit, visitor: Visitor, email: str) -> None:
    """Take one of the reports that somebody may make in an hour. Raises SlowDown."""
    limits: Limits = kit.services["limits"]
    limits.take("report", str(visitor.person or visit.address), PER_REPORTER)
    if email:
        limits.take("report-mail", email, PER_MAILBOX)


def report_path(made: Report, visitor: Visitor) -> str:
    """Return the address of a report that this visitor has just made."""
    path = f"/reports/{ids.show('rpt', made.id)}"
    return path if not visitor.guest else f"{path}?key={made.key}"


HANDLERS = [see_rules, write_report, send_report]
