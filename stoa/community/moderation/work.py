"""What hosts see: the queue, decisions, appeals, people, and how it all goes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.paging import Slice
from stoa.community.moderation import decision_store, host_store, report_store
from stoa.community.moderation.model import CaseId, Decision, DecisionId, State
from stoa.community.moderation.report_model import Appeal, Report
from stoa.people.permissions.model import PersonId


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A case as a row of the queue."""

    id: CaseId
    kind: str
    piece_id: UUID
    reasons: list[str]
    harm: int
    opened_at: datetime
    leased_by: PersonId | None
    state: State
    language: str
    texts: dict[str, str]
    pictures: list[str]
    reports: int


_ROW = """select c.id, c.kind, c.piece_id, c.reasons, c.harm, c.opened_at, case when c.leased_until > $1 then c.leased_by end as leased_by, p.state, p.language, p.texts, p.pictures,
    (select count(*)::int from moderation.report r where r.kind = c.kind and r.piece_id = c.piece_id and r.outcome is null) as reports
from moderation.case_ c join moderation.piece p on p.kind = c.kind and p.id = c.piece_id where c.decided_at is null"""


async def queue(read: Reading, *, kind: str | None = None, cursor: str | None = None, limit: int = 50) -> Slice[Waiting]:
    """Return what somebody has to look at: the most harmful first, of those the longest waiting. Raises BadCursor."""
    after = paging.decode(cursor, tuple[int, datetime, UUID]) if cursor else (None, None, None)
    rows = await read.all(
        Waiting,
        f"""{_ROW} and ($2::text is null or c.kind = $2)
            and ($3::int is null or c.harm < $3 or (c.harm = $3 and (c.opened_at, c.id) > ($4::timestamptz, $5::uuid)))
        order by c.harm desc, c.opened_at, c.id limit $6""",
        read.now,
        kind,
        *after,
        limit + 1,
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return Slice(rows[:limit], paging.encode(last.harm, last.opened_at, last.id) if last else None)


async def reports_of(read: Reading, kind: str, piece_id: UUID, *, open_only: bool = True) -> list[Report]:
    """Return what people said is wrong with a piece, the first first."""
    return await read.all(
        Report,
        f"""select {report_store.REPORT} from moderation.report where kind = $1 and piece_id = $2 and (outcome is null or not $3) order by id limit 200""",
        kind,
        piece_id,
        open_only,
    )


async def decisions(
    read: Reading, *, author: PersonId | None = None, verdict: str | None = None, cursor: str | None = None, limit: int = 50
) -> Slice[Decision]:
    """Return decisions, the latest first; of one author, or with one verdict. Raises BadCursor."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        Decision,
        f"""select {decision_store.DECISION} from moderation.decision where ($1::uuid is null or author = $1) and ($2::text is null or verdict = $2)
            and ($3::uuid is null or id < $3) order by id desc limit $4""",
        author,
        verdict,
        before,
        limit + 1,
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if len(rows) > limit else None)


async def history(read: Reading, kind: str, piece_id: UUID) -> list[Decision]:
    """Return every decision about a piece, the first first."""
    return await read.all(
        Decision, f"select {decision_store.DECISION} from moderation.decision where kind = $1 and piece_id = $2 order by id", kind, piece_id
    )


async def evidence(read: Reading, decision_id: DecisionId) -> dict[str, Any] | None:
    """Return what was taken away, while it is kept."""
    row = await read.row("select texts, pictures, checks, at from moderation.evidence where decision_id = $1", decision_id)
    return None if row is None else dict(row)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """An appeal beside the decision it is about."""

    appeal: Appeal
    decision: Decision


async def appeals(read: Reading, *, ended: bool = False, cursor: str | None = None, limit: int = 50) -> Slice[Asked]:
    """Return appeals with their decisions: those that wait, the longest waiting first, or those that have ended, the latest first."""
    after = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    where, order = ("outcome is not null and ($1::uuid is null or id < $1)", "desc") if ended else (
        "outcome is null and ($1::uuid is null or id > $1)", "asc")  # fmt: skip
    found = await read.all(
        Appeal, f"select {report_store.APPEAL} from moderation.appeal where {where} order by id {order} limit $2", after, limit + 1
    )
    about = await read.all(
        Decision,
        f"select {decision_store.DECISION} from moderation.decision where id = any($1)",
        sorted({one.decision_id for one in found}),
    )
    by_id = {one.id: one for one in about}
    rows = [Asked(appeal=one, decision=by_id[one.decision_id]) for one in found]
    return Slice(rows[:limit], paging.encode(rows[limit - 1].appeal.id) if len(rows) > limit else None)


class Counts(msgspec.Struct, frozen=True):
    """What waits and for how long."""

    cases: int
    urgent: int
    hidden: int
    oldest: datetime | None
    appeals: int
    oldest_appeal: datetime | None
    reports: int
    decided: int
    removed: int


async def counts(read: Reading) -> Counts:
    found = await read.one(
        Counts,
        """select c.cases, c.urgent, c.hidden, c.oldest, a.appeals, a.oldest_appeal, d.decided, d.removed,
            (select count(*) from moderation.report where outcome is null) as reports
        from (select count(*) as cases, count(*) filter (where c.harm >= 5) as urgent, min(c.opened_at) as oldest,
                count(*) filter (where p.state = 'waiting') as hidden
            from moderation.case_ c join moderation.piece p on p.kind = c.kind and p.id = c.piece_id where c.decided_at is null) c,
        (select count(*) as appeals, min(at) as oldest_appeal from moderation.appeal where outcome is null) a,
        (select count(*) as decided, count(*) filter (where verdict = 'removed') as removed from moderation.decision
            where at > $1::timestamptz - interval '7 days') d""",
        read.now,
    )
    return found or Counts(0, 0, 0, None, 0, None, 0, 0, 0)


class Took(msgspec.Struct, frozen=True, kw_only=True):
    """The time until it can be read, in seconds, of what was written here in the last thirty days: half of it within `median`, 99 of 100
    within `most`. What still waits counts as waiting until now; what was taken away before anybody read it does not count.
    """

    written: int = 0
    at_once: int = 0
    median: float = 0.0
    most: float = 0.0
    within_a_day: int = 0

    @property
    def median_span(self) -> timedelta:
        return timedelta(seconds=self.median)

    @property
    def most_span(self) -> timedelta:
        return timedelta(seconds=self.most)


class Figures(Took, frozen=True, kw_only=True):
    """How long things took in the last thirty days, in seconds, and how much there was of them.

    `kinds` is the same for each kind of piece; `filed` counts what of those days came from files, which is in none of the times.
    """

    kinds: dict[str, Took] = {}
    filed: int = 0
    decided: int = 0
    decision_median: float = 0.0
    decision_most: float = 0.0
    removed: int = 0
    appeals: int = 0
    reversed: int = 0
    active: int = 0
    members: int = 0
    at: datetime | None = None


async def count_figures(read: Reading, since: datetime, active_since: datetime) -> dict[str, Any]:
    """Count them anew: times to publication of what was written here, what still waits counted as waiting until now."""
    row = await read.row(
        """select f.*, d.*, r.*, a.* from (select count(*) as filed from moderation.piece where made_at > $1 and imported) f,
        (select count(*) as decided, coalesce(percentile_disc(0.5) within group (order by took), 0) as decision_median,
                coalesce(percentile_disc(0.99) within group (order by took), 0) as decision_most
            from (select extract(epoch from decided_at - opened_at)::float8 as took from moderation.case_
                where decided_at > $1 and closed = 'decided') t) d,
        (select count(*) as removed from moderation.decision where at > $1 and verdict = 'removed') r,
        (select count(*) as appeals, count(*) filter (where outcome = 'reversed') as reversed from moderation.appeal where at > $1) a""",
        since,
    )
    took = await _took(read, since)
    active, members = await host_store.community(read, active_since)
    return {**took.pop(""), "kinds": took, **dict(row), "active": active, "members": members}


async def _took(read: Reading, since: datetime) -> dict[str, dict[str, Any]]:
    """Return the fields of Took by kind, those of all kinds together under ""."""
    rows = await read.rows(
        """select coalesce(kind, '') as kind, count(*) as written, count(*) filter (where took < 1) as at_once,
            count(*) filter (where took < 86400) as within_a_day,
            coalesce(percentile_disc(0.5) within group (order by took), 0) as median,
            coalesce(percentile_disc(0.99) within group (order by took), 0) as most
        from (select kind, extract(epoch from coalesce(published_at, $1) - made_at)::float8 as took from moderation.piece
            where made_at > $2 and not imported and (published_at is not null or (state = 'waiting' and texts <> '{}'))) t
        group by grouping sets ((kind), ())""",
        read.now,
        since,
    )
    return {row["kind"]: {name: row[name] for name in Took.__struct_fields__} for row in rows}


async def figures(read: Reading) -> Figures:
    """Return them as they were counted last."""
    row = await read.row("select body, at from moderation.figure")
    return Figures() if row is None else msgspec.convert({**row["body"], "at": row["at"]}, Figures)


class Bias(msgspec.Struct, frozen=True, kw_only=True):
    """One night's look at whether decisions hang on stars: `stars` holds [stars, kept, removed] for one to five."""

    day: Any
    kind: str
    stars: list[tuple[int, int, int]]
    chi2: float | None
    freedom: int | None
    p: float | None
    alarm: bool
    at: datetime


async def bias(read: Reading, *, days: int = 60) -> list[Bias]:
    """Return the latest nights, the last first."""
    return await read.all(
        Bias,
        "select day, kind, stars, chi2, freedom, p, alarm, at from moderation.bias order by day desc, kind limit $1",
        days,
    )


async def alarms(read: Reading) -> list[Bias]:
    """Return the kinds whose last look raised the alarm."""
    return await read.all(
        Bias,
        """select * from (select distinct on (kind) day, kind, stars, chi2, freedom, p, alarm, at from moderation.bias order by kind, day desc) b
        where alarm order by kind""",
    )


async def decided_pieces(read: Reading, kind: str, since: datetime) -> dict[str, list[UUID]]:
    """Return the pieces of a kind that people decided since then, by the verdict that stands."""
    rows = await read.rows(
        """select distinct on (piece_id) piece_id, verdict from moderation.decision
        where kind = $1 and at > $2 and by is not null and overturned_by is null order by piece_id, id desc""",
        kind,
        since,
    )
    found: dict[str, list[UUID]] = {"kept": [], "removed": []}
    for row in rows:
        found[row["verdict"]].append(row["piece_id"])
    return found


async def people(read: Reading, *, limit: int = 100) -> list[PersonId]:
    """Return whose writing was decided about or who reported lately, the latest first."""
    rows = await read.rows(
        """select person, max(at) as at from (
            (select author as person, at from moderation.decision where author is not null order by id desc limit 500)
            union all (select by, at from moderation.report where by is not null order by id desc limit 500)) x
        group by person order by 2 desc, 1 limit $1""",
        limit,
    )
    return [PersonId(row["person"]) for row in rows]


class Link(msgspec.Struct, frozen=True):
    """A domain that hosts have marked."""

    domain: str
    note: str
    at: datetime


async def links(read: Reading, *, cursor: str | None = None, limit: int = 200) -> Slice[Link]:
    after = paging.decode(cursor, tuple[str])[0] if cursor else ""
    rows = await read.all(
        Link, "select domain, note, at from moderation.spam_link where domain > $1 order by domain limit $2", after, limit + 1
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].domain) if len(rows) > limit else None)


async def mine(read: Reading, person: PersonId, *, limit: int = 100) -> tuple[list[Decision], list[Report]]:
    """Return the decisions about what somebody wrote, and what they reported, the latest first."""
    about = await read.all(
        Decision, f"select {decision_store.DECISION} from moderation.decision where author = $1 order by id desc limit $2", person, limit
    )
    said = await read.all(
        Report, f"select {report_store.REPORT} from moderation.report where by = $1 order by id desc limit $2", person, limit
    )
    return about, said


async def states(read: Reading, pieces: Sequence[tuple[str, UUID]]) -> dict[tuple[str, UUID], State]:
    rows = await read.rows(
        "select p.kind, p.id, p.state from unnest($1::text[], $2::uuid[]) w (kind, id) join moderation.piece p on p.kind = w.kind and p.id = w.id",
        [kind for kind, _ in pieces],
        [piece for _, piece in pieces],
    )
    return {(row["kind"], row["id"]): State(row["state"]) for row in rows}
