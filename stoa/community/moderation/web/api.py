"""Rules, reports, reasons and second looks by API, for everybody."""

from datetime import datetime
from typing import Annotated

import msgspec

from stoa.base import ids, legible
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import is_email
from stoa.base.http.pages import Kit
from stoa.base.http.routes import get, post
from stoa.base.http.visits import Visit
from stoa.base.refusals import FieldError, Invalid
from stoa.community import moderation
from stoa.community.moderation import decision_store, queries, report_store, rules, store, work
from stoa.community.moderation.model import Decision, FoundBy, NoSuchDecision, NoSuchPiece, Outcome, Verdict
from stoa.community.moderation.report_model import AlreadyAppealed, NothingToAppeal, Report, Statement, TooLateToAppeal
from stoa.community.moderation.web.opened import decision_id_of, piece_id_of
from stoa.community.moderation.web.public import ILLEGAL, LEAST_SAID, NOTE, slow_down
from stoa.people.sessions.model import Visitor

TAG = "Community rules"


class RuleOut(msgspec.Struct, kw_only=True):
    """A published rule; `severity` from 1 to 5."""

    code: str
    title: str
    text: str
    severity: int


class RulesOut(msgspec.Struct, kw_only=True):
    items: list[RuleOut]


class ReportIn(msgspec.Struct, kw_only=True):
    """What is wrong with a piece. `id` is the piece's own (`rev_…`, `ans_…`); for "illegal", `note` says why and `good_faith` is true."""

    kind: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    id: Annotated[str, msgspec.Meta(max_length=60)]
    rule: Annotated[str, msgspec.Meta(max_length=40)]
    note: Annotated[str, msgspec.Meta(max_length=NOTE)] = ""
    name: Annotated[str, msgspec.Meta(max_length=120)] = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    good_faith: bool = False


class ReportOut(msgspec.Struct, kw_only=True):
    """A report and what became of it; `key` opens it without an account."""

    id: str
    kind: str
    rule: str
    note: str
    at: datetime
    outcome: Outcome | None
    answered_at: datetime | None
    key: str | None


class DecisionOut(msgspec.Struct, kw_only=True):
    """A statement of reasons: the fact, the rule, whether by a machine, and until when a second look can be asked for."""

    id: str
    kind: str
    verdict: Verdict
    rule: str | None
    rule_title: str
    fact: str
    fact_language: str | None
    found_by: FoundBy
    automated: bool
    at: datetime
    can_appeal: bool
    appeal_until: datetime
    overturned: bool


class MineOut(msgspec.Struct, kw_only=True):
    decisions: list[DecisionOut]
    reports: list[ReportOut]


class AppealIn(msgspec.Struct, kw_only=True):
    """Words are not needed. `key` is the letter's, for authors without an account."""

    text: Annotated[str, msgspec.Meta(max_length=2_000)] = ""
    key: Annotated[str, msgspec.Meta(max_length=80)] = ""


class AppealOut(msgspec.Struct, kw_only=True):
    id: str
    decision_id: str


@get("/api/rules", may="anyone", tags=[TAG], summary="Read the rules")
async def see_rules(read: Reading, visit: Visit) -> RulesOut:
    found = await queries.rules_of(read, visit.language.code)
    return RulesOut(items=[RuleOut(code=one.code, title=one.title, text=one.text, severity=one.severity) for one in found])


@post("/api/reports", may="anyone", tags=[TAG], summary="Report what breaks a rule", refuses=(NoSuchPiece,))
async def report(tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, data: ReportIn) -> ReportOut:
    note, email = legible.paragraphs(data.note), data.email.strip().lower()
    errors = []
    if data.rule == ILLEGAL and len(note) < LEAST_SAID:
        errors.append(FieldError("/note", "too_short", {"least": LEAST_SAID}))
    if data.rule == ILLEGAL and not data.good_faith:
        errors.append(FieldError("/good_faith", "required"))
    if email and not is_email(email):
        errors.append(FieldError("/email", "not_an_address"))
    if data.rule not in {one.code for one in await queries.rules_of(tx, "en")}:
        errors.append(FieldError("/rule", "not_a_choice"))
    if errors:
        raise Invalid(errors)
    slow_down(kit, visit, visitor, email)
    made = await moderation.report(
        tx,
        visitor,
        data.kind,
        piece_id_of(data.id),
        data.rule,
        note,
        email,
        name=legible.paragraphs(data.name),
        language=visit.language.code,
    )
    return report_out(made, key=visitor.guest)


def report_out(one: Report, *, key: bool = False) -> ReportOut:
    return ReportOut(
        id=ids.show("rpt", one.id),
        kind=one.kind,
        rule=one.rule,
        note=one.note,
        at=one.at,
        outcome=one.outcome,
        answered_at=one.answered_at,
        key=one.key if key else None,
    )


def decision_out(one: Decision, statement: Statement) -> DecisionOut:
    return DecisionOut(
        id=ids.show("dec", one.id),
        kind=one.kind,
        verdict=one.verdict,
        rule=one.rule,
        rule_title=statement.rule_title,
        fact=one.fact,
        fact_language=one.fact_language,
        found_by=one.found_by,
        automated=one.automated,
        at=one.at,
        can_appeal=statement.can_appeal,
        appeal_until=statement.appeal_until,
        overturned=one.overturned_by is not None,
    )


@get("/api/me/decisions", may="member", tags=["Me"], summary="See what was decided about mine, and my reports")
async def mine(read: Reading, visit: Visit, visitor: Visitor) -> MineOut:
    about, said = await work.mine(read, visitor.member)
    states = await work.states(read, [(one.kind, one.piece_id) for one in about])
    asked = await report_store.appeals_of_all(read, [one.id for one in about])
    statements = [
        (one, rules.statement(one, states[one.kind, one.piece_id], visit.language.code, read.now, asked.get(one.id)))
        for one in about
        if one.verdict is Verdict.REMOVED
    ]
    return MineOut(decisions=[decision_out(*one) for one in statements], reports=[report_out(one) for one in said])


@get("/api/decisions/{decision_id:str}", may="anyone", tags=[TAG], summary="Read the reasons for a decision", refuses=(NoSuchDecision,))
async def see_decision(read: Reading, visit: Visit, visitor: Visitor, decision_id: str, key: str = "") -> DecisionOut:
    one = await decision_store.decision(read, decision_id_of(decision_id))
    if one.verdict is not Verdict.REMOVED or not rules.concerns(one, visitor.person, key):
        raise NoSuchDecision
    seen = await store.piece(read, one.kind, one.piece_id)
    return decision_out(one, rules.statement(one, seen.state, visit.language.code, read.now, await report_store.appeal_of(read, one.id)))


@post(
    "/api/decisions/{decision_id:str}/appeal",
    may="anyone",
    tags=[TAG],
    summary="Ask for a second look",
    refuses=(NoSuchDecision, AlreadyAppealed, NothingToAppeal, TooLateToAppeal),
)
async def appeal(tx: Writing, visitor: Visitor, decision_id: str, data: AppealIn) -> AppealOut:
    made = await moderation.appeal(tx, visitor, decision_id_of(decision_id), legible.paragraphs(data.text), data.key)
    return AppealOut(id=ids.show("apl", made), decision_id=decision_id)


HANDLERS = [see_rules, report, mine, see_decision, appeal]
