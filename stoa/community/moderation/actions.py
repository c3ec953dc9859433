"""The verbs of whoever reports, decides, appeals and looks again.

Everybody locks the piece first, then its case, so that a piece has one decision at a time, and the room that owns it
shows or hides it in the same transaction: nothing is half decided.
"""

import secrets
from uuid import UUID

from stoa.base import events, ids
from stoa.base.database import Writing
from stoa.community.moderation import decision_store, disowning, host_store, keepers, recording, report_store, rules, store
from stoa.community.moderation.model import (
    AlreadyDecided,
    AppealDecided,
    CaseId,
    Decision,
    DecisionId,
    FoundBy,
    LeasedByAnother,
    NoSuchDecision,
    NoSuchPiece,
    ReportTaken,
    Seen,
    State,
    Verdict,
)
from stoa.community.moderation.report_model import Appeal, AppealId, Report, ReportId
from stoa.people import audit
from stoa.people.permissions.model import PersonId
from stoa.people.sessions.model import Visitor


async def report(
    tx: Writing,
    visitor: Visitor,
    kind: str,
    piece_id: UUID,
    rule: str,
    note: str = "",
    email: str = "",
    *,
    name: str = "",
    language: str = "en",
) -> Report:
    """Say that a piece breaks a rule; a host looks, the worst first. Somebody's second report of the same piece is their first.

    It is hidden until then only when enough members say so, of enough weight for a community of this size (QA-4).
    Raises NoSuchPiece (also for what is hidden), NoSuchRule.
    """
    seen = await store.lock_piece(tx, kind, piece_id)
    if seen.state is not State.PUBLISHED:
        raise NoSuchPiece
    ground = await host_store.ground(tx, rule)
    mailbox = "" if visitor.person or await disowning.is_quiet(tx, email) else email
    made = Report(
        id=ReportId(ids.new()),
        kind=kind,
        piece_id=piece_id,
        version=seen.version,
        by=visitor.person,
        name=name,
        email=mailbox,
        language=language,
        rule=rule,
        note=note,
        at=tx.now,
        outcome=None,
        answered_at=None,
        decision_id=None,
        key=secrets.token_urlsafe(24),
        letter_key=secrets.token_urlsafe(24) if mailbox else None,
    )
    if not await report_store.insert_report(tx, made):
        return await report_store.open_report(tx, made)
    reporters = await report_store.reporters(tx, kind, piece_id)
    weights = [rules.weight(one.right, one.wrong, one.since, tx.now) for one in reporters]
    harm = rules.harm([ground.severity], visible=True, weight=sum(weights))
    await store.open_cases(tx, [(ids.new(), kind, piece_id, [f"report:{rule}"], harm)])
    if sum(weights) >= rules.FEWEST and rules.hides(weights, *await host_store.community(tx, tx.now - rules.ACTIVE_WITHIN)):
        await _set_state(tx, seen, State.WAITING)
    await events.record(tx, ReportTaken(about=made.id, kind=kind))
    return made


async def look_at(tx: Writing, actor: Visitor, kind: str, piece_id: UUID) -> CaseId:
    """Open a case about what a host came across; return it, leased to them. Raises NoSuchPiece, LeasedByAnother."""
    seen = await store.lock_piece(tx, kind, piece_id)
    await store.open_cases(tx, [(ids.new(), kind, seen.id, ["host"], rules.harm([1], visible=seen.state is State.PUBLISHED))])
    case_id = (await store.open_case_of(tx, kind, [piece_id]))[piece_id]
    return await lease(tx, actor, case_id) or case_id


async def lease(tx: Writing, actor: Visitor, case_id: CaseId | None = None) -> CaseId | None:
    """Take a case for ten minutes: this one, or the most urgent that nobody looks at (None when there is none).

    Whoever takes one gives back the one before. Raises NoSuchCase, AlreadyDecided, LeasedByAnother.
    """
    who, until = actor.member, tx.now + rules.LEASE
    if case_id is None:
        return await store.lease_next(tx, who, until)
    if not await store.lease_this(tx, case_id, who, until):
        case = await store.case(tx, case_id)
        raise AlreadyDecided if case.decided_at is not None else LeasedByAnother
    return case_id


async def skip(tx: Writing, actor: Visitor, case_id: CaseId) -> CaseId | None:
    """Give a case back and take the next one. Raises NoSuchCase."""
    await store.case(tx, case_id)
    return await store.lease_next(tx, actor.member, tx.now + rules.LEASE, [case_id])


async def decide(
    tx: Writing,
    actor: Visitor,
    case_id: CaseId,
    verdict: Verdict,
    rule: str | None = None,
    fact: str = "",
    *,
    blind: bool = True,
    version: int | None = None,
    language: str | None = None,
) -> Decision:
    """Decide a case: keep the piece, or take it away for a rule and a fact. The author and every reporter are told why.

    A person decides, never a program with a key. `version` is what was looked at, `language` that of the fact. `blind` says that the stars were hidden; a kind that has stars is never decided otherwise
    by the desk. Raises NoSuchCase, AlreadyDecided, LeasedByAnother, PieceChanged, NotYourOwn, ReasonMissing, NoSuchRule.
    """
    known = await store.case(tx, case_id)
    seen = await store.lock_piece(tx, known.kind, known.piece_id)
    case = await store.lock_case(tx, case_id)
    reported = actor.member in await report_store.reported_by(tx, seen.kind, seen.id) and await host_store.hosts(tx) > 1
    rules.check_decision(case, seen, actor.member, verdict, rule, fact, version, tx.now, reported=reported)
    made = await recording.decision(
        tx,
        seen,
        verdict=verdict,
        rule=rule,
        fact=fact,
        found_by=rules.found_by(case.reasons),
        by=actor.member,
        case_id=case_id,
        blind=blind and keepers.blind(seen.kind),
        language=language,
    )
    await _set_state(tx, seen, State.REMOVED if verdict is Verdict.REMOVED else State.PUBLISHED)
    await audit.note(tx, actor, f"community.{verdict.value}", seen.id, {"kind": seen.kind, "decision": made.id, "rule": made.rule})
    return made


async def _set_state(tx: Writing, seen: Seen, state: State) -> None:
    """Change a piece's state here and in the room that owns it."""
    if seen.state is not state:
        await store.set_state(tx, seen.kind, seen.id, state)
        await keepers.set_state(tx, seen.kind, [seen.id], state)


async def appeal(tx: Writing, visitor: Visitor, decision_id: DecisionId, text: str = "", key: str = "") -> AppealId:
    """Ask for a second look at a removal, as the author: signed in, or with the key of the letter.

    Raises NoSuchDecision for anybody else, AlreadyAppealed, TooLateToAppeal, NothingToAppeal.
    """
    decision = await decision_store.decision(tx, decision_id, lock=True)
    if not rules.concerns(decision, visitor.person, key):
        raise NoSuchDecision
    seen = await store.piece(tx, decision.kind, decision.piece_id)
    rules.check_appeal(decision, seen.state, await report_store.appeal_of(tx, decision_id), tx.now, reporter=False)
    return await _appeal(tx, visitor.person, decision_id, None, text)


async def appeal_report(tx: Writing, one: Report, text: str = "") -> AppealId:
    """Ask for a second look at what was kept, as who reported it (article 20 gives them the same right).

    Raises AlreadyAppealed, TooLateToAppeal, NothingToAppeal.
    """
    if one.decision_id is None:
        raise NoSuchDecision
    decision = await decision_store.decision(tx, one.decision_id, lock=True)
    seen = await store.piece(tx, decision.kind, decision.piece_id)
    rules.check_appeal(decision, seen.state, await report_store.appeal_of(tx, decision.id, one.id), tx.now, reporter=True)
    return await _appeal(tx, one.by, decision.id, one.id, text)


async def _appeal(tx: Writing, by: PersonId | None, decision_id: DecisionId, report_id: ReportId | None, text: str) -> AppealId:
    made = AppealId(ids.new())
    await report_store.insert_appeal(tx, made, decision_id, report_id, by, text)
    return made


async def decide_appeal(
    tx: Writing,
    actor: Visitor,
    appeal_id: AppealId,
    *,
    reverse: bool,
    why: str,
    rule: str | None = None,
    language: str | None = None,
    version: int | None = None,
) -> Appeal:
    """Look again: uphold the decision, or make the opposite one. A person decides, another one than before where there is one. `language` is
    that of `why`, `version` what was looked at.

    Raises NoSuchAppeal, AlreadyDecided, NotYourOwn, ReasonMissing, NoSuchRule, NothingToAppeal, PieceChanged.
    """
    asked = await report_store.appeal(tx, appeal_id)
    before = await decision_store.decision(tx, asked.decision_id)
    seen = await store.lock_piece(tx, before.kind, before.piece_id)
    asked = await report_store.appeal(tx, appeal_id, lock=True)
    if asked.outcome is not None:
        raise AlreadyDecided
    reporters = await report_store.reported_by(tx, seen.kind, seen.id, before.id)
    rules.check_second_look(before, actor.member, seen.author, await host_store.hosts(tx), reporters)
    rules.check_why(why)
    if reverse:
        rules.check_reversal(before, seen, version)
        await _reverse(tx, actor, asked, before, seen, rule, why, language)
    await report_store.decide_appeal(tx, appeal_id, "reversed" if reverse else "upheld", why.strip(), actor.person, language)
    await events.record(tx, AppealDecided(about=appeal_id, reversed=reverse))
    await audit.note(tx, actor, "community.appeal", before.piece_id, {"appeal": appeal_id, "reversed": reverse})
    return await report_store.appeal(tx, appeal_id)


async def _reverse(
    tx: Writing, actor: Visitor, asked: Appeal, before: Decision, seen: Seen, rule: str | None, why: str, language: str | None
) -> None:
    """Make the opposite decision in the place of the one before, and answer again who had been answered by that."""
    verdict = Verdict.KEPT if before.verdict is Verdict.REMOVED else Verdict.REMOVED
    rules.check_reason(verdict, rule, why)
    case = (await store.open_case_of(tx, seen.kind, [seen.id])).get(seen.id)
    made = await recording.decision(
        tx,
        seen,
        verdict=verdict,
        rule=rule,
        fact=why,
        found_by=FoundBy.APPEAL,
        by=actor.member,
        case_id=case,
        blind=keepers.blind(seen.kind),
        language=language,
        asked=asked.id,
    )
    await decision_store.overturn(tx, before.id, made.id)
    await recording.answer_again(tx, before, made)
    await _set_state(tx, seen, State.REMOVED if verdict is Verdict.REMOVED else State.PUBLISHED)
