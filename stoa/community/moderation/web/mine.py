"""What was decided about mine and what became of my reports: the reasons, and the second look in one tap."""

import hmac
from datetime import datetime
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
from stoa.community import moderation
from stoa.community.moderation import actions, decision_store, queries, report_store, rules, store, work
from stoa.community.moderation.model import Decision, NoSuchDecision, Verdict
from stoa.community.moderation.report_model import Appeal, NoSuchReport, Report, Statement
from stoa.community.moderation.texts import joined
from stoa.community.moderation.web.opened import Asking, decision_id_of, kind_name, report_id_of
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry, Group, Line
from stoa.people.sessions.model import Visitor

APPEAL = 2_000
LINE = Panel(
    f"""select json_build_object('key', case when n.open > 0 then 'moderation-line-appeal' when n.removed > 0 then 'moderation-line-removed'
            else 'moderation-line-none' end, 'count', case when n.open > 0 then n.open else n.removed end, 'waits', n.open > 0)
    from (select count(*) as removed, count(*) filter (where d.at > :now::timestamptz - interval '{rules.APPEAL.days} days'
            and p.state = 'removed' and not exists (select from moderation.appeal a where a.decision_id = d.id and a.report_id is null)) as open
        from moderation.decision d join moderation.piece p on p.kind = d.kind and p.id = d.piece_id
        where d.author = :viewer::uuid and d.verdict = 'removed' and d.overturned_by is null) n""",
    Line,
)
"""How many removals somebody may still have looked at again; else how many there were."""

profiles.offer_entry(AccountEntry("moderation-mine", "shield", "/account/decisions", position=72, group=Group.COMMUNITY), LINE)


class DecisionPage(Page, template="moderation/decision.html"):
    """A statement of reasons. `words` is what was taken away, while the evidence is kept."""

    decision: Decision
    statement: Statement
    kind: str
    words: list[str]
    appeal: Appeal | None
    again: Statement | None
    key: str
    errors: dict[str, str] = {}
    typed: dict[str, str] = {}


class ReportedPage(Page, template="moderation/reported.html"):
    """A report, and what became of it."""

    report: Report
    kind: str
    rule: str
    statement: Statement | None
    appeal: Appeal | None
    can_appeal: bool
    told_at: str
    key: str


class Row(msgspec.Struct, frozen=True):
    """A row of the account's list."""

    href: str
    what: str
    kind: str
    at: datetime
    state: str


class MinePage(Page, template="moderation/mine.html"):
    entries: list[AccountEntry]
    decisions: list[Row]
    reports: list[Row]


async def _decision(read: Reading, visitor: Visitor, decision_id: str, key: str) -> Decision:
    """Return a removal that is about something of this visitor's. Raises NoSuchDecision for any other, there or not."""
    found = await decision_store.decision(read, decision_id_of(decision_id))
    if found.verdict is not Verdict.REMOVED or not rules.concerns(found, visitor.person, key):
        raise NoSuchDecision
    return found


@page("/decisions/{decision_id:str}", may="anyone")
async def see_decision(request: Asking, read: Reading, visit: Visit, visitor: Visitor, decision_id: str, key: str = "") -> Response[str]:
    return await _statement(request, read, visit, await _decision(read, visitor, decision_id, key), key)


async def _statement(request: Asking, read: Reading, visit: Visit, decision: Decision, key: str, form: Form | None = None) -> Response[str]:
    seen = await store.piece(read, decision.kind, decision.piece_id)
    asked = await report_store.appeal_of(read, decision.id)
    kept = await work.evidence(read, decision.id)
    later = await decision_store.decision(read, decision.overturned_by) if decision.overturned_by else None
    code = visit.language.code
    content = DecisionPage(
        decision=decision,
        statement=rules.statement(decision, seen.state, code, read.now, asked),
        kind=kind_name(request, decision.kind),
        words=joined(kept["texts"]).splitlines() if kept else [],
        appeal=asked,
        again=rules.statement(later, seen.state, code, read.now) if later else None,
        key=key,
        errors=faults(request, form.errors.values()) if form else {},
        typed=form.typed if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "moderation-decision"), robots="noindex")


@act("/decisions/{decision_id:str}/appeal", may="anyone")
async def appeal(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, decision_id: str, key: str = "") -> Response[Any]:
    """Ask for a second look: one tap, with words or without."""
    decision = await _decision(tx, visitor, decision_id, key)
    form = await Form.of(request)
    text = legible.paragraphs(form.text("text", required=False, most=APPEAL))
    if form.errors:
        raise Retype(await _statement(request, tx, visit, decision, key, form))
    await moderation.appeal(tx, visitor, decision.id, text, key)
    return go(request, f"/decisions/{decision_id}{_with(key)}")


async def _report(read: Reading, visitor: Visitor, report_id: str, key: str) -> Report:
    """Return this visitor's own report. Raises NoSuchReport for any other, there or not."""
    found = await report_store.report(read, report_id_of(report_id))
    own = found.by is not None and found.by == visitor.person
    if not own and not (key and hmac.compare_digest(key.encode(), found.key.encode())):
        raise NoSuchReport
    return found


@page("/reports/{report_id:str}", may="anyone")
async def see_report(request: Asking, read: Reading, visit: Visit, visitor: Visitor, report_id: str, key: str = "") -> Response[str]:
    one = await _report(read, visitor, report_id, key)
    decision = await decision_store.decision(read, one.decision_id) if one.decision_id else None
    seen = await store.piece(read, one.kind, one.piece_id)
    asked = await report_store.appeal_of(read, decision.id, one.id) if decision else None
    titles = {rule.code: rule.title for rule in await queries.rules_of(read, visit.language.code)}
    statement = rules.statement(decision, seen.state, visit.language.code, read.now, asked) if decision else None
    content = ReportedPage(
        report=one,
        kind=kind_name(request, one.kind),
        rule=titles.get(one.rule, one.rule),
        statement=statement,
        appeal=asked,
        can_appeal=statement is not None and statement.can_appeal and statement.effect == "kept",
        told_at=one.email if one.outcome is None else "",
        key=key,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "moderation-your-report"), robots="noindex")


@act("/reports/{report_id:str}/appeal", may="anyone")
async def appeal_report(request: Asking, tx: Writing, visitor: Visitor, report_id: str, key: str = "") -> Response[Any]:
    """Ask for a second look at what was kept."""
    one = await _report(tx, visitor, report_id, key)
    form = await Form.of(request)
    text = legible.paragraphs(form.text("text", required=False, most=APPEAL))
    form.check()
    await actions.appeal_report(tx, one, text)
    return go(request, f"/reports/{report_id}{_with(key)}")


def _with(key: str) -> str:
    return f"?key={key}" if key else ""


@page("/account/decisions", may="member")
async def see_mine(request: Asking, read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    about, said = await work.mine(read, visitor.member)
    content = MinePage(
        entries=profiles.entries(),
        decisions=[_decided(request, visit, one) for one in about if one.verdict is Verdict.REMOVED],
        reports=[_said(request, one) for one in said],
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "moderation-mine"), robots="noindex")


def _decided(request: Asking, visit: Visit, one: Decision) -> Row:
    ground = (one.ground or {}).get(visit.language.code) or (one.ground or {}).get("en") or {}
    state = "overturned" if one.overturned_by else "removed"
    return Row(f"/decisions/{ids.show('dec', one.id)}", ground.get("title", ""), kind_name(request, one.kind), one.at, state)


def _said(request: Asking, one: Report) -> Row:
    outcome = one.outcome.value if one.outcome else "open"
    return Row(f"/reports/{ids.show('rpt', one.id)}", one.note[:120], kind_name(request, one.kind), one.at, outcome)


HANDLERS = [see_decision, appeal, see_report, appeal_report, see_mine]
