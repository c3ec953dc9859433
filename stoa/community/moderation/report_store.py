"""Reports and appeals: the SQL that writes, and reads for decisions."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.community.moderation.model import DecisionId, Outcome
from stoa.community.moderation.report_model import Appeal, AppealId, NoSuchAppeal, NoSuchReport, Report, ReportId
from stoa.people.permissions.model import PersonId

REPORT = "id, kind, piece_id, version, by, name, email, language, rule, note, at, outcome, answered_at, decision_id, key, letter_key, disowned_at"
APPEAL = "id, decision_id, report_id, by, text, at, outcome, why, decided_by, decided_at, why_language"

BY_ANOTHER = "not exists (select from moderation.decision e where e.id = {0}.decision_id and e.by = {0}.by)"
"""A report that whoever made it did not answer themselves: only that says how often somebody is right."""


async def insert_report(tx: Writing, one: Report) -> bool:
    """Write it; False where this reporter's report of the piece is open already."""
    written = await tx.run(
        f"""insert into moderation.report ({REPORT}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        on conflict do nothing""",
        *[getattr(one, name.strip()) for name in REPORT.split(",")],
    )
    return written == 1


async def open_report(read: Reading, like: Report) -> Report:
    """Return the open report that the same reporter made of the same piece before. Raises NoSuchReport."""
    found = await read.one(
        Report,
        f"""select {REPORT} from moderation.report where kind = $1 and piece_id = $2 and outcome is null
        and by is not distinct from $3 and email = $4""",
        like.kind,
        like.piece_id,
        like.by,
        like.email,
    )
    if found is None:
        raise NoSuchReport
    return found


async def report(read: Reading, report_id: ReportId) -> Report:
    """Return it. Raises NoSuchReport."""
    found = await read.one(Report, f"select {REPORT} from moderation.report where id = $1", report_id)
    if found is None:
        raise NoSuchReport
    return found


async def reported_by(read: Reading, kind: str, piece_id: UUID, answered_by: DecisionId | None = None) -> set[PersonId]:
    """Return the members whose reports of a piece are open, or were answered by that decision."""
    rows = await read.rows(
        """select by from moderation.report where kind = $1 and piece_id = $2 and by is not null and (outcome is null or decision_id = $3)""",
        kind,
        piece_id,
        answered_by,
    )
    return {PersonId(row["by"]) for row in rows}


class Reporter(msgspec.Struct, frozen=True):
    """Who reported a piece and how often they were right before."""

    right: int
    wrong: int
    since: datetime | None


async def reporters(read: Reading, kind: str, piece_id: UUID) -> list[Reporter]:
    """Return the members whose reports of the piece are open."""
    return await read.all(
        Reporter,
        f"""select count(o.id) filter (where o.outcome = 'right')::int as right, count(o.id) filter (where o.outcome = 'wrong')::int as wrong,
            a.made_at as since
        from moderation.report r join accounts.person a on a.id = r.by
        left join moderation.report o on o.by = r.by and o.outcome is not null and {BY_ANOTHER.format("o")}
        where r.kind = $1 and r.piece_id = $2 and r.outcome is null group by r.by, a.made_at""",
        kind,
        piece_id,
    )


async def answer_reports(tx: Writing, kind: str, piece_id: UUID, outcome: Outcome, decision_id: DecisionId | None) -> list[ReportId]:
    """Give every open report of the piece its outcome; return them."""
    rows = await tx.rows(
        """update moderation.report set outcome = $3, answered_at = $4, decision_id = $5
        where kind = $1 and piece_id = $2 and outcome is null returning id""",
        kind,
        piece_id,
        outcome.value,
        tx.now,
        decision_id,
    )
    return sorted(ReportId(row["id"]) for row in rows)


async def answer_again(tx: Writing, before: DecisionId, outcome: Outcome, decision_id: DecisionId) -> list[ReportId]:
    """Change the outcome of the reports that a decision answered, now that another one stands."""
    rows = await tx.rows(
        "update moderation.report set outcome = $2, answered_at = $3, decision_id = $4 where decision_id = $1 returning id",
        before,
        outcome.value,
        tx.now,
        decision_id,
    )
    return sorted(ReportId(row["id"]) for row in rows)


async def insert_appeal(
    tx: Writing, appeal_id: AppealId, decision_id: DecisionId, report_id: ReportId | None, by: PersonId | None, text: str
) -> None:
    await tx.run(
        "insert into moderation.appeal (id, decision_id, report_id, by, text, at) values ($1, $2, $3, $4, $5, $6)",
        appeal_id,
        decision_id,
        report_id,
        by,
        text,
        tx.now,
    )


async def appeal_of(read: Reading, decision_id: DecisionId, report_id: ReportId | None = None) -> Appeal | None:
    """Return the appeal of the author, or of that reporter."""
    return await read.one(
        Appeal,
        f"select {APPEAL} from moderation.appeal where decision_id = $1 and report_id is not distinct from $2",
        decision_id,
        report_id,
    )


async def appeal(read: Reading, appeal_id: AppealId, *, lock: bool = False) -> Appeal:
    """Return it. Raises NoSuchAppeal."""
    found = await read.one(Appeal, f"select {APPEAL} from moderation.appeal where id = $1{' for update' if lock else ''}", appeal_id)
    if found is None:
        raise NoSuchAppeal
    return found


async def decide_appeal(tx: Writing, appeal_id: AppealId, outcome: str, why: str, by: PersonId | None, language: str | None) -> None:
    await tx.run(
        "update moderation.appeal set outcome = $2, why = $3, decided_by = $4, decided_at = $5, why_language = $6 where id = $1",
        appeal_id,
        outcome,
        why,
        by,
        tx.now,
        language,
    )


async def end_appeals(
    tx: Writing, kind: str, pieces: Collection[UUID], *, authors: bool, reporters: bool, besides: AppealId | None = None
) -> list[AppealId]:
    """End the second looks at these pieces that authors or reporters wait for, since there is nothing left to look at; return those
    of reporters.
    """
    rows = await tx.rows(
        """update moderation.appeal a set outcome = 'gone', decided_at = $3 from moderation.decision d
        where d.id = a.decision_id and d.kind = $1 and d.piece_id = any($2) and a.outcome is null and a.id is distinct from $4
            and case when a.report_id is null then $5::boolean else $6::boolean end
        returning a.id, a.report_id""",
        kind,
        sorted(pieces),
        tx.now,
        besides,
        authors,
        reporters,
    )
    return sorted(AppealId(row["id"]) for row in rows if row["report_id"] is not None)


async def appeals_of(read: Reading, decision_id: DecisionId) -> list[Appeal]:
    return await read.all(Appeal, f"select {APPEAL} from moderation.appeal where decision_id = $1 order by id", decision_id)


async def appeals_of_all(read: Reading, decisions: Sequence[DecisionId]) -> dict[DecisionId, Appeal]:
    """Return the authors' appeals against these decisions."""
    rows = await read.all(
        Appeal, f"select {APPEAL} from moderation.appeal where decision_id = any($1) and report_id is null", list(decisions)
    )
    return {one.decision_id: one for one in rows}
