"""The queue on the desk: one list, one pane, a key for each decision. Nothing here can show stars: it is not told of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from stoa.base import ids, legible
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.http.waiting import waits
from stoa.base.paging import Slice
from stoa.community import moderation
from stoa.community.moderation import actions, keepers, queries, store, work
from stoa.community.moderation.model import Case, Check, Decision, Rule, Seen, Trust, Verdict, Weighed
from stoa.community.moderation.web.opened import (
    LANGUAGE_CHOICES,
    Asking,
    Shown,
    case_id_of,
    first_words,
    kind_name,
    names,
    piece_id_of,
    reason_names,
    shown,
    without_a_room,
    written_in,
)
from stoa.people.sessions.model import Visitor

FACT = 1_000


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A case in the list."""

    id: str
    kind: str
    first: str
    reasons: list[str]
    harm: int
    opened_at: datetime
    hidden: bool
    taken: bool
    reports: int


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it stands in the pane: of whom, no more than how often they were right."""

    rule: str
    note: str
    member: bool
    right: int
    of: int
    at: datetime


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """The case that is open."""

    id: str
    case: Case
    seen: Seen
    shown: Shown
    reasons: list[str]
    said: list[Said]
    checks: list[Check]
    author: str
    trust: Trust | None
    history: list[Decision]
    mine: bool
    taken: bool
    own: bool
    blind: bool


class QueuePage(Page, template="moderation/queue.html"):
    rows: Slice[Row]
    rules: list[Rule]
    languages: tuple[dict[str, str], ...] = LANGUAGE_CHOICES
    one: Open | None = None
    done: str = ""
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}


async def _screen(
    request: Asking, read: Reading, visit: Visit, visitor: Visitor, case: Case | None, form: Form | None = None
) -> Response[str]:
    found = await work.queue(read, cursor=request.query_params.get("cursor"))
    content = QueuePage(
        rows=Slice(await _rows(request, read, visitor, found.items), found.next_cursor),
        rules=await queries.rules_of(read, visit.language.code),
        one=await _open(request, read, visitor, case) if case else None,
        done=request.query_params.get("done", "")[:40],
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    title = say(request, "moderation-case", kind=content.one.shown.kind) if content.one else say(request, "desk-queue")
    return show(request, content, title=title, robots="noindex")


async def _rows(request: Asking, read: Reading, visitor: Visitor, waiting: list[work.Waiting]) -> list[Row]:
    excerpts = await keepers.excerpts(read, [(one.kind, one.piece_id) for one in waiting])
    reasons = await reason_names(request, read, [one.reasons for one in waiting])
    return [
        Row(
            id=ids.show("cas", one.id),
            kind=kind_name(request, one.kind),
            first=first_words(excerpts.get((one.kind, one.piece_id)) or without_a_room(one.texts, one.pictures), 110),
            reasons=why,
            harm=one.harm,
            opened_at=one.opened_at,
            hidden=one.state != "published",
            taken=one.leased_by is not None and one.leased_by != visitor.person,
            reports=one.reports,
        )
        for one, why in zip(waiting, reasons, strict=True)
    ]


async def _open(request: Asking, read: Reading, visitor: Visitor, case: Case) -> Open:
    seen = await store.piece(read, case.kind, case.piece_id)
    reports = await work.reports_of(read, case.kind, case.piece_id)
    people = sorted({one for one in (seen.author, *(report.by for report in reports)) if one is not None})
    trust = await queries.trust_of(read, people) if people else {}
    live = case.decided_at is None and case.leased_until is not None and case.leased_until > read.now
    titles = {one.code: one.title for one in await queries.rules_of(read, request.scope["visit"].language.code)}  # type: ignore[typeddict-item]
    said = []
    for one in reports:
        known = trust.get(one.by) if one.by else None
        said.append(
            Said(
                rule=titles.get(one.rule, one.rule),
                note=one.note,
                member=one.by is not None,
                right=known.right_reports if known else 0,
                of=known.right_reports + known.wrong_reports if known else 0,
                at=one.at,
            )
        )
    return Open(
        id=ids.show("cas", case.id),
        case=case,
        seen=seen,
        shown=await shown(request, read, seen, blind=case.decided_at is None),
        reasons=(await reason_names(request, read, [case.reasons]))[0],
        said=said,
        checks=[one for one in seen.checks if one.verdict is not Weighed.PASS],
        author=(await names(read, [seen.author])).get(seen.author, "") if seen.author else "",
        trust=trust.get(seen.author) if seen.author else None,
        history=await work.history(read, case.kind, case.piece_id),
        mine=live and case.leased_by == visitor.person,
        taken=live and case.leased_by != visitor.person,
        own=seen.author is not None and seen.author == visitor.person,
        blind=keepers.blind(case.kind),
    )


@page("/desk/community/queue", may="community.moderate")
async def listing(request: Asking, read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _screen(request, read, visit, visitor, None)


@page("/desk/community/queue/{case_id:str}", may="community.moderate")
async def one_case(request: Asking, read: Reading, visit: Visit, visitor: Visitor, case_id: str) -> Response[str]:
    return await _screen(request, read, visit, visitor, await store.case(read, case_id_of(case_id)))


@act("/desk/community/queue/next", may="community.moderate")
async def take_next(request: Asking, tx: Writing, visitor: Visitor) -> Response[Any]:
    """Take the most urgent case that nobody looks at."""
    return _to(request, await moderation.lease(tx, visitor))


@act("/desk/community/queue/{case_id:str}/lease", may="community.moderate")
async def take(request: Asking, tx: Writing, visitor: Visitor, case_id: str) -> Response[Any]:
    return _to(request, await moderation.lease(tx, visitor, case_id_of(case_id)))


@act("/desk/community/queue/{case_id:str}/skip", may="community.moderate")
async def skip(request: Asking, tx: Writing, visitor: Visitor, case_id: str) -> Response[Any]:
    """Give it back and take the next one."""
    return _to(request, await actions.skip(tx, visitor, case_id_of(case_id)))


@act("/desk/community/queue/{case_id:str}/decision", may="community.moderate")
async def decide(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, case_id: str) -> Response[Any]:
    """Keep it or take it away, and go on with the next case."""
    found = case_id_of(case_id)
    form = await Form.of(request)
    verdict = form.choice("verdict", [one.value for one in Verdict])
    removal = verdict == Verdict.REMOVED.value
    rule = form.choice("rule", [one.code for one in await queries.rules_of(tx, "en")]) if removal else None
    fact = legible.paragraphs(form.text("fact", required=removal, most=FACT))
    version, language = form.number("version", least=1), written_in(form, visit)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, visitor, await store.case(tx, found), form))
    made = await moderation.decide(tx, visitor, found, Verdict(verdict), rule, fact, version=version, language=language)
    return _to(request, await moderation.lease(tx, visitor), f"?done={ids.show('dec', made.id)}")


@act("/desk/community/look/{kind:str}/{piece_id:str}", may="community.moderate")
async def look(request: Asking, tx: Writing, visitor: Visitor, kind: str, piece_id: str) -> Response[Any]:
    """Open a case about something a host came across."""
    return _to(request, await actions.look_at(tx, visitor, kind[:40], piece_id_of(piece_id)))


def _to(request: Asking, case_id: UUID | None, more: str = "") -> Response[None]:
    path = f"/desk/community/queue/{ids.show('cas', case_id)}" if case_id is not None else "/desk/community/queue"
    return go(request, path + more)


waits("/desk/community/queue", Panel("select count(*) from moderation.case_ where decided_at is null", int))

HANDLERS = [listing, one_case, take_next, take, skip, decide, look]
