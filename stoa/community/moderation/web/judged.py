"""What was decided, and second looks, on the desk."""

from typing import Any

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
from stoa.community.moderation import actions, decision_store, host_store, queries, report_store, rules, store, work
from stoa.community.moderation.model import Decision, Rule, Verdict
from stoa.community.moderation.report_model import Appeal, Statement
from stoa.community.moderation.web.opened import (
    LANGUAGE_CHOICES,
    Asking,
    Shown,
    appeal_id_of,
    decision_id_of,
    kind_name,
    names,
    shown,
    without_a_room,
    written_in,
)
from stoa.people import accounts
from stoa.people.sessions.model import PersonId, Visitor

WHY = 1_000


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A decision in a list."""

    id: str
    kind: str
    title: str
    decision: Decision


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """The decision that is open: its record, its statement, what it took away, what became of it."""

    id: str
    kind: str
    decision: Decision
    version: int
    statement: Statement
    shown: Shown
    author: str
    by: str
    appeals: list[Appeal]
    reports: list[dict[str, str]]
    reporters: set[PersonId]


class DecisionsPage(Page, template="moderation/decisions.html"):
    rows: Slice[Row]
    view: str
    one: Seen | None = None


class AppealRow(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    kind: str
    title: str
    appeal: Appeal
    decision: Decision


class AppealsPage(Page, template="moderation/appeals.html"):
    rows: Slice[AppealRow]
    view: str
    rules: list[Rule]
    languages: tuple[dict[str, str], ...] = LANGUAGE_CHOICES
    one: Seen | None = None
    appeal: AppealRow | None = None
    own: bool = False
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}


VIEWS = {"all": None, "removed": "removed", "kept": "kept"}


def _title(decision: Decision, language: str) -> str:
    ground = (decision.ground or {}).get(language) or (decision.ground or {}).get("en") or {}
    return ground.get("title", "")


async def _decisions(request: Asking, read: Reading, visit: Visit, one: Decision | None) -> Response[str]:
    view = request.query_params.get("view", "all")
    found = await work.decisions(read, verdict=VIEWS.get(view), cursor=request.query_params.get("cursor"))
    rows = [
        Row(id=ids.show("dec", row.id), kind=kind_name(request, row.kind), title=_title(row, visit.language.code), decision=row)
        for row in found.items
    ]
    content = DecisionsPage(
        rows=Slice(rows, found.next_cursor),
        view=view if view in VIEWS else "all",
        one=await _seen(request, read, visit, one, await queries.rules_of(read, visit.language.code)) if one else None,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "moderation-decision" if one else "desk-decisions"), robots="noindex")


async def _seen(request: Asking, read: Reading, visit: Visit, one: Decision, known: list[Rule], *, blind: bool = False) -> Seen:
    """Return a decision with all that belongs to it; of what was removed, the words as the evidence keeps them.

    `known` are the rules, by whose titles reports are called. `blind` while somebody has to decide again: then nothing leads to where its stars are.
    """
    piece = await store.piece(read, one.kind, one.piece_id)
    kept = await work.evidence(read, one.id)
    found = await shown(request, read, piece, blind=blind)
    if kept is not None:
        was = without_a_room(kept["texts"], kept["pictures"])
        found = msgspec.structs.replace(
            found, excerpt=msgspec.structs.replace(found.excerpt, title=was.title, paragraphs=was.paragraphs, pictures=was.pictures)
        )
    appeals = await report_store.appeals_of(read, one.id)
    reports = await work.reports_of(read, one.kind, one.piece_id, open_only=False)
    titles = {rule.code: rule.title for rule in known} if reports else {}
    people = await accounts.people(read, [one.by] if one.by else [])
    return Seen(
        id=ids.show("dec", one.id),
        kind=kind_name(request, one.kind),
        decision=one,
        version=piece.version,
        statement=rules.statement(one, piece.state, visit.language.code, read.now, next((a for a in appeals if a.report_id is None), None)),
        shown=found,
        author=(await names(read, [one.author])).get(one.author, "") if one.author else "",
        by=people[one.by].name if one.by and one.by in people else "",
        appeals=appeals,
        reports=[{"rule": titles.get(r.rule, r.rule), "note": r.note, "outcome": r.outcome or ""} for r in reports],
        reporters={r.by for r in reports if r.by is not None},
    )


@page("/desk/community/decisions", may="community.moderate")
async def decisions(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    return await _decisions(request, read, visit, None)


@page("/desk/community/decisions/{decision_id:str}", may="community.moderate")
async def one_decision(request: Asking, read: Reading, visit: Visit, decision_id: str) -> Response[str]:
    return await _decisions(request, read, visit, await decision_store.decision(read, decision_id_of(decision_id)))


async def _appeals(
    request: Asking, read: Reading, visit: Visit, visitor: Visitor, one: Appeal | None, form: Form | None = None
) -> Response[str]:
    ended = request.query_params.get("view") == "ended"
    found = await work.appeals(read, ended=ended, cursor=request.query_params.get("cursor"))
    about = await decision_store.decision(read, one.decision_id) if one else None
    known = await queries.rules_of(read, visit.language.code)
    seen = await _seen(request, read, visit, about, known, blind=one.outcome is None) if one and about else None
    content = AppealsPage(
        rows=Slice([_row(request, visit, row.appeal, row.decision) for row in found.items], found.next_cursor),
        view="ended" if ended else "open",
        rules=known,
        one=seen,
        own=seen is not None and not await _may_look(read, visitor.member, seen),
        appeal=_row(request, visit, one, about) if one and about else None,
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "moderation-appeal" if one else "desk-appeals"), robots="noindex")


async def _may_look(read: Reading, who: PersonId, seen: Seen) -> bool:
    """Return whether this host may look again; asks only where something is theirs."""
    one = seen.decision
    if who not in {one.author, one.by, *seen.reporters}:
        return True
    reporters = await report_store.reported_by(read, one.kind, one.piece_id, one.id)
    return rules.may_look_again(one, who, one.author, await host_store.hosts(read), reporters)


def _row(request: Asking, visit: Visit, appeal: Appeal, decision: Decision) -> AppealRow:
    return AppealRow(
        id=ids.show("apl", appeal.id),
        kind=kind_name(request, decision.kind),
        title=_title(decision, visit.language.code),
        appeal=appeal,
        decision=decision,
    )


@page("/desk/community/appeals", may="community.moderate")
async def appeals(request: Asking, read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _appeals(request, read, visit, visitor, None)


@page("/desk/community/appeals/{appeal_id:str}", may="community.moderate")
async def one_appeal(request: Asking, read: Reading, visit: Visit, visitor: Visitor, appeal_id: str) -> Response[str]:
    return await _appeals(request, read, visit, visitor, await report_store.appeal(read, appeal_id_of(appeal_id)))


@act("/desk/community/appeals/{appeal_id:str}/decision", may="community.moderate")
async def decide(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, appeal_id: str) -> Response[Any]:
    """Uphold the decision or make the opposite one, with the reason that is told."""
    asked = await report_store.appeal(tx, appeal_id_of(appeal_id))
    before = await decision_store.decision(tx, asked.decision_id)
    form = await Form.of(request)
    reverse = form.choice("outcome", ["upheld", "reversed"]) == "reversed"
    why = legible.paragraphs(form.text("why", most=WHY))
    needs_rule = reverse and before.verdict is Verdict.KEPT
    rule = form.choice("rule", [one.code for one in await queries.rules_of(tx, "en")]) if needs_rule else None
    version = form.number("version", least=1)
    if form.errors:
        raise Retype(await _appeals(request, tx, visit, visitor, asked, form))
    language = written_in(form, visit)
    await actions.decide_appeal(tx, visitor, asked.id, reverse=reverse, why=why, rule=rule, language=language, version=version)
    return go(request, "/desk/community/appeals")


waits("/desk/community/appeals", Panel("select count(*) from moderation.appeal where outcome is null", int))

HANDLERS = [decisions, one_decision, appeals, one_appeal, decide]
