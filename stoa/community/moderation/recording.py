"""Writing a decision down: its record, the evidence, the piece's state, and the answer to everybody who reported it."""

import secrets
from collections.abc import Sequence

from stoa.base import events, ids
from stoa.base.database import Writing
from stoa.base.events import Event
from stoa.community.moderation import decision_store, host_store, report_store, rules, store
from stoa.community.moderation.model import (
    AppealDecided,
    CaseId,
    Decision,
    DecisionId,
    FoundBy,
    PieceDecided,
    ReportAnswered,
    Seen,
    State,
    Verdict,
)
from stoa.community.moderation.report_model import AppealId
from stoa.people.permissions.model import PersonId


async def decision(
    tx: Writing,
    seen: Seen,
    *,
    verdict: Verdict,
    rule: str | None,
    fact: str,
    found_by: FoundBy,
    by: PersonId | None,
    case_id: CaseId | None,
    blind: bool,
    before: State | None = None,
    language: str | None = None,
    asked: AppealId | None = None,
) -> Decision:
    """Write it down about a locked piece. `before` is the state that it changes, `language` that of the fact, `asked` the second look that
    came to it; others at earlier decisions about the piece end. Of what was shown before nobody decides `blind`: its stars were public.
    Raises NoSuchRule.
    """
    ground = (await host_store.ground(tx, rule)).texts if rule and verdict is Verdict.REMOVED else None
    made = Decision(
        id=DecisionId(ids.new()),
        kind=seen.kind,
        piece_id=seen.id,
        version=seen.version,
        author=seen.author,
        case_id=case_id,
        verdict=verdict,
        rule=rule if verdict is Verdict.REMOVED else None,
        ground=ground,
        fact=fact.strip(),
        found_by=found_by,
        automated=found_by is FoundBy.KNOWN_LINK,
        blind=blind and seen.published_at is None,
        by=by,
        at=tx.now,
        key=secrets.token_urlsafe(24),
        overturned_by=None,
        fact_language=language if fact.strip() else None,
    )
    await decision_store.insert_decision(tx, made)
    if verdict is Verdict.REMOVED:
        await decision_store.keep_evidence(tx, made.id)
    if case_id is not None:
        await store.close_cases(tx, [case_id], "decided")
    told = rules.outcome(verdict)
    answered = [
        ReportAnswered(about=report, outcome=told) for report in await report_store.answer_reports(tx, seen.kind, seen.id, told, made.id)
    ]
    ended = await report_store.end_appeals(tx, seen.kind, [seen.id], authors=True, reporters=verdict is Verdict.REMOVED, besides=asked)
    after = State.REMOVED if verdict is Verdict.REMOVED else State.PUBLISHED
    changed = (before or seen.state) is not after or found_by is FoundBy.KNOWN_LINK
    await events.record_all(
        tx, [PieceDecided(about=seen.id, kind=seen.kind, verdict=verdict, decision=made.id, changed=changed), *answered, *gone(ended)]
    )
    return made


def gone(appeals: Sequence[AppealId]) -> list[Event]:
    """Return that these second looks ended with nothing left to look at."""
    return [AppealDecided(about=one, reversed=False) for one in appeals]


async def answer_again(tx: Writing, before: Decision, after: Decision) -> None:
    """Tell those whose reports the one decision answered that another one stands now."""
    told = rules.outcome(after.verdict)
    answered = await report_store.answer_again(tx, before.id, told, after.id)
    await events.record_all(tx, [ReportAnswered(about=report, outcome=told) for report in answered])
