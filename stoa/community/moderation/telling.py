"""The letters of moderation: what was decided about mine, what became of my report, what a second look found.

Each is owed and posted once; who has no address here reads it on the page of the decision.
"""

from collections.abc import Mapping
from hashlib import sha256

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community.moderation import decision_store, report_store, store
from stoa.community.moderation.model import Decision, DecisionId, Outcome, Verdict
from stoa.community.moderation.report_model import AppealId, Report, ReportId
from stoa.community.moderation.texts import joined
from stoa.outside import mail
from stoa.people import accounts
from stoa.people.permissions.model import PersonId


async def decided(tx: Writing, decision_id: DecisionId) -> None:
    """Tell the author that a piece was taken away, with the reasons, or that it can be read now."""
    decision = await decision_store.decision(tx, decision_id)
    seen = await store.piece(tx, decision.kind, decision.piece_id)
    to = await _to(tx, decision.author, seen.email, seen.language)
    if to is None:
        return
    email, language = to
    if decision.verdict is Verdict.KEPT:
        await _post(tx, email, "published", language, {}, f"published:{decision_id}", seen.path or "/account/decisions")
        return
    facts = {
        **_ground(decision, language),
        "fact": decision.fact,
        "fact_language": decision.fact_language,
        "automated": decision.automated,
        "words": joined(seen.texts)[:600],
        "found_by": decision.found_by.value,
    }
    await _post(tx, email, "removed", language, facts, f"removed:{decision_id}", path_of(decision))


async def report_taken(tx: Writing, report_id: ReportId) -> None:
    """Confirm to somebody without an account that the report is here, with the link by which it can be followed.

    Nobody has proved that the mailbox is theirs: the letter has no word that a stranger wrote, and there is one a day for a mailbox, and by
    its link that mailbox says that it was somebody else.
    """
    one = await report_store.report(tx, report_id)
    if one.by is None and one.email:
        once = f"report-taken:{sha256(one.email.encode()).hexdigest()[:24]}:{tx.now:%Y-%m-%d}"
        await _post(tx, one.email, "report_taken", one.language, {}, once, report_path(one), not_me_path(one))


async def report_answered(tx: Writing, report_id: ReportId) -> None:
    """Tell who reported what became of it, unless they decided it themselves, as the only host."""
    one = await report_store.report(tx, report_id)
    to = await _to(tx, one.by, one.email, one.language)
    if to is None or one.outcome is None:
        return
    email, language = to
    decision = await decision_store.decision(tx, one.decision_id) if one.decision_id else None
    if decision is not None and decision.by is not None and decision.by == one.by:
        return
    facts = {
        "outcome": one.outcome.value,
        "fact": decision.fact if decision and one.outcome is Outcome.WRONG else "",
        "fact_language": decision.fact_language if decision else None,
        **(_ground(decision, language) if decision else {"rule": "", "rule_text": ""}),
    }
    await _post(tx, email, "report_answered", language, facts, f"report:{report_id}:{one.decision_id}", report_path(one), not_me_path(one))


async def appeal_decided(tx: Writing, appeal_id: AppealId) -> None:
    """Tell who asked for a second look what it found."""
    one = await report_store.appeal(tx, appeal_id)
    decision = await decision_store.decision(tx, one.decision_id)
    if one.report_id is not None:
        report = await report_store.report(tx, one.report_id)
        to, path, not_me = await _to(tx, report.by, report.email, report.language), report_path(report), not_me_path(report)
    else:
        seen = await store.piece(tx, decision.kind, decision.piece_id)
        to, path, not_me = await _to(tx, decision.author, seen.email, seen.language), path_of(decision), None
    if to is not None:
        email, language = to
        facts = {"outcome": one.outcome, "why": one.why, "why_language": one.why_language}
        await _post(tx, email, "appeal_decided", language, facts, f"appeal:{appeal_id}", path, not_me)


async def bias_found(tx: Writing, kind: str) -> None:
    """Tell every admin that decisions hang on stars, once a month for each kind: the page about it is read by those whom it is about."""
    admins = await tx.rows(
        "select id, email, language from accounts.person where 'admin' = any(roles) and email is not null and erased_at is null order by id"
    )
    for one in admins:
        await _post(tx, one["email"], "bias_found", one["language"], {}, f"bias:{kind}:{tx.now:%Y-%m}:{one['id']}", "/desk/community/bias")


def path_of(decision: Decision) -> str:
    """Return the address of the statement of reasons for a letter: its key opens it wherever the letter is read, signed in or not."""
    return f"/decisions/{ids.show('dec', decision.id)}?key={decision.key}"


def report_path(report: Report) -> str:
    """Return the address of a report for a letter, with its key."""
    return f"/reports/{ids.show('rpt', report.id)}?key={report.key}"


def not_me_path(report: Report) -> str | None:
    """Return where a guest's mailbox says that it was somebody else who reported; None for a member's report."""
    return f"/reports/{ids.show('rpt', report.id)}/not-me?key={report.letter_key}" if report.letter_key else None


def _ground(decision: Decision, language: str) -> dict[str, str]:
    ground = (decision.ground or {}).get(language) or (decision.ground or {}).get("en") or {}
    return {"rule": ground.get("title", ""), "rule_text": ground.get("text", "")}


async def _to(read: Reading, person: PersonId | None, email: str, language: str) -> tuple[str, str] | None:
    """Return where somebody is written to and in which language; None for who has no address, or was erased."""
    if person is not None:
        found = (await accounts.people(read, [person])).get(person)
        return (found.email, found.language) if found is not None and found.email else None
    return (email, language) if email else None


async def _post(
    tx: Writing, to: str, name: str, language: str, facts: Mapping[str, object], key: str, action: str, not_me: str | None = None
) -> None:
    await mail.post(
        tx,
        to,
        f"moderation/{name}",
        language,
        facts,
        key=f"moderation:{key}",
        action=action,
        unsubscribe=not_me,
        one_click=not_me is not None,
    )
