"""The SQL of moderation that writes, and reads for decisions."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.community.moderation.chance import Test
from stoa.community.moderation.model import (
    Appeal,
    AppealId,
    Case,
    CaseId,
    Decision,
    DecisionId,
    NoSuchAppeal,
    NoSuchCase,
    NoSuchDecision,
    NoSuchPiece,
    NoSuchReport,
    NoSuchRule,
    Outcome,
    Report,
    ReportId,
    Seen,
    State,
)
from stoa.people.permissions.model import PersonId

PIECE = (
    """kind, id, author, email, product_id, version, texts, pictures, language, path, state, checks, made_at, changed_at, published_at"""
)
CASE = "id, kind, piece_id, reasons, harm, opened_at, leased_by, leased_until, decided_at"
DECISION = (
    "id, kind, piece_id, version, author, case_id, verdict, rule, ground, fact, found_by, automated, blind, by, at, key, overturned_by"
)
REPORT = "id, kind, piece_id, version, by, name, email, language, rule, note, at, outcome, answered_at, decision_id, key"
APPEAL = "id, decision_id, report_id, by, text, at, outcome, why, decided_by, decided_at"


# --- pieces ----------------------------------------------------------------------------------------------------------


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """A piece as it is written down."""

    kind: str
    id: UUID
    author: PersonId | None
    email: str
    product_id: UUID | None
    texts: dict[str, str]
    pictures: list[str]
    language: str
    path: str
    state: State
    checks: list[Any]
    sketch: list[int] | None
    bands: list[int] | None
    imported: bool
    made_at: datetime


_PUT = """
insert into moderation.piece (kind, id, author, email, product_id, texts, pictures, language, path, state, checks, sketch, bands,
    imported, made_at, changed_at, published_at)
select p.kind, p.id, p.author, p.email, p.product_id, p.texts, p.pictures, p.language, p.path, p.state, p.checks, p.sketch, p.bands,
    p.imported, p.made_at, $2, case when p.state = 'published' then p.made_at end
from jsonb_to_recordset($1) as p (kind text, id uuid, author uuid, email text, product_id uuid, texts jsonb, pictures text[], language text,
    path text, state text, checks jsonb, sketch int[], bands int[], imported boolean, made_at timestamptz)
on conflict (kind, id) do update set version = piece.version + 1, texts = excluded.texts, pictures = excluded.pictures,
    language = excluded.language, path = excluded.path, product_id = excluded.product_id, state = excluded.state, checks = excluded.checks,
    sketch = excluded.sketch, bands = excluded.bands, changed_at = excluded.changed_at,
    email = case when excluded.email <> '' then excluded.email else piece.email end,
    published_at = coalesce(piece.published_at, case when excluded.state = 'published' then excluded.changed_at end)
"""


async def put(tx: Writing, pieces: Sequence[Entered]) -> None:
    """Write pieces, or the next version of those that are there."""
    if pieces:
        await tx.run(_PUT, [msgspec.to_builtins(one) for one in pieces], tx.now)


async def lock_pieces(tx: Writing, kind: str, ids: Collection[UUID]) -> dict[UUID, Seen]:
    """Lock pieces of a kind, in the order of their ids: everybody locks the piece before its case."""
    rows = await tx.all(
        Seen, f"select {PIECE} from moderation.piece where kind = $1 and id = any($2) order by id for no key update", kind, sorted(ids)
    )
    return {one.id: one for one in rows}


async def lock_piece(tx: Writing, kind: str, piece: UUID) -> Seen:
    """Lock it. Raises NoSuchPiece."""
    found = (await lock_pieces(tx, kind, [piece])).get(piece)
    if found is None:
        raise NoSuchPiece
    return found


async def piece(read: Reading, kind: str, piece_id: UUID) -> Seen:
    """Return it. Raises NoSuchPiece."""
    found = await read.one(Seen, f"select {PIECE} from moderation.piece where kind = $1 and id = $2", kind, piece_id)
    if found is None:
        raise NoSuchPiece
    return found


async def set_state(tx: Writing, kind: str, piece_id: UUID, state: State) -> None:
    await tx.run(
        """update moderation.piece set state = $3, published_at = case when $3 = 'published' then coalesce(published_at, $4) else published_at end
        where kind = $1 and id = $2""",
        kind,
        piece_id,
        state.value,
        tx.now,
    )


async def forget_pieces(tx: Writing, kind: str, ids: Collection[UUID]) -> None:
    """Delete the pieces about which nothing was decided; of the others take away the words, but not the decision."""
    await tx.run(
        """delete from moderation.piece p where p.kind = $1 and p.id = any($2)
        and not exists (select from moderation.decision d where d.kind = p.kind and d.piece_id = p.id)
        and not exists (select from moderation.report r where r.kind = p.kind and r.piece_id = p.id)""",
        kind,
        sorted(ids),
    )
    await tx.run(
        """update moderation.piece set texts = '{}', pictures = '{}', checks = '[]', sketch = null, bands = null, state = 'removed', changed_at = $3
        where kind = $1 and id = any($2)""",
        kind,
        sorted(ids),
        tx.now,
    )


async def earlier(
    read: Reading, wanted: Sequence[tuple[int, str, UUID, datetime, Sequence[int]]], since: datetime
) -> dict[int, list[tuple[Any, list[int]]]]:
    """Return, for each numbered piece, authors and sketches of earlier ones that share a band with it.

    The inner limit is also a fence: it makes the planner go by the bands, never by time.
    """
    if not wanted:
        return {}
    rows = await read.rows(
        """select w.number, p.author, p.sketch
        from jsonb_to_recordset($1) as w (number int, kind text, id uuid, at timestamptz, bands int[]),
        lateral (select c.author, c.sketch, c.kind, c.id, c.made_at from moderation.piece c where c.bands && w.bands limit 200) p
        where (p.made_at, p.id) < (w.at, w.id) and p.made_at > $2""",
        [{"number": number, "kind": kind, "id": piece_id, "at": at, "bands": found} for number, kind, piece_id, at, found in wanted],
        since,
    )
    found: dict[int, list[tuple[Any, list[int]]]] = {}
    for row in rows:
        found.setdefault(row["number"], []).append((row["author"], row["sketch"]))
    return found


async def known_links(read: Reading, domains: Collection[str]) -> set[str]:
    """Return those of these domains that hosts have marked."""
    if not domains:
        return set()
    rows = await read.rows("select domain from moderation.spam_link where domain = any($1)", sorted(domains))
    return {row["domain"] for row in rows}


# --- cases -----------------------------------------------------------------------------------------------------------


async def open_cases(tx: Writing, cases: Sequence[tuple[UUID, str, UUID, list[str], int]]) -> None:
    """Open a case for each piece, or add the reasons to the one that is open; the worst harm stays."""
    if not cases:
        return
    await tx.run(
        """insert into moderation.case_ (id, kind, piece_id, reasons, harm, opened_at)
        select c.id, c.kind, c.piece_id, c.reasons, c.harm, $2
        from jsonb_to_recordset($1) as c (id uuid, kind text, piece_id uuid, reasons text[], harm int)
        on conflict (kind, piece_id) where decided_at is null do update set harm = greatest(case_.harm, excluded.harm),
            reasons = case_.reasons || array(select r from unnest(excluded.reasons) r where r <> all (case_.reasons))""",
        [{"id": a, "kind": b, "piece_id": c, "reasons": d, "harm": e} for a, b, c, d, e in cases],
        tx.now,
    )


async def open_case_of(read: Reading, kind: str, ids: Collection[UUID]) -> dict[UUID, CaseId]:
    rows = await read.rows(
        "select piece_id, id from moderation.case_ where kind = $1 and piece_id = any($2) and decided_at is null", kind, sorted(ids)
    )
    return {row["piece_id"]: CaseId(row["id"]) for row in rows}


async def case(read: Reading, case_id: CaseId) -> Case:
    """Return it. Raises NoSuchCase."""
    found = await read.one(Case, f"select {CASE} from moderation.case_ where id = $1", case_id)
    if found is None:
        raise NoSuchCase
    return found


async def lock_case(tx: Writing, case_id: CaseId) -> Case:
    """Lock it; its piece is locked already. Raises NoSuchCase."""
    found = await tx.one(Case, f"select {CASE} from moderation.case_ where id = $1 for update", case_id)
    if found is None:
        raise NoSuchCase
    return found


async def lease_next(tx: Writing, who: PersonId, until: datetime, skip: Collection[UUID] = ()) -> CaseId | None:
    """Lease the most urgent case that nobody looks at and that is not about the host's own writing; give back their others."""
    await tx.run("update moderation.case_ set leased_by = null, leased_until = null where leased_by = $1 and decided_at is null", who)
    found: CaseId | None = await tx.value(
        """update moderation.case_ set leased_by = $1, leased_until = $2 where id = (
            select c.id from moderation.case_ c join moderation.piece p on p.kind = c.kind and p.id = c.piece_id
            where c.decided_at is null and (c.leased_until is null or c.leased_until <= $3) and p.author is distinct from $1
                and c.id <> all ($4)
            order by c.harm desc, c.opened_at, c.id limit 1 for update of c skip locked) returning id""",
        who,
        until,
        tx.now,
        list(skip),
    )
    return found


async def lease_this(tx: Writing, case_id: CaseId, who: PersonId, until: datetime) -> bool:
    """Lease this one if nobody else looks at it; give back their others."""
    await tx.run(
        "update moderation.case_ set leased_by = null, leased_until = null where leased_by = $1 and id <> $2 and decided_at is null",
        who,
        case_id,
    )
    changed = await tx.run(
        """update moderation.case_ set leased_by = $2, leased_until = $3
        where id = $1 and decided_at is null and (leased_by = $2 or leased_until is null or leased_until <= $4)""",
        case_id,
        who,
        until,
        tx.now,
    )
    return changed == 1


async def close_cases(tx: Writing, ids: Collection[CaseId], how: str) -> None:
    await tx.run(
        """update moderation.case_ set decided_at = $2, closed = $3, leased_by = null, leased_until = null
        where id = any($1) and decided_at is null""",
        sorted(ids),
        tx.now,
        how,
    )


# --- decisions -------------------------------------------------------------------------------------------------------


async def insert_decision(tx: Writing, one: Decision) -> None:
    await tx.run(
        f"insert into moderation.decision ({DECISION}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        *[getattr(one, name.strip()) for name in DECISION.split(",")],
    )


async def decision(read: Reading, decision_id: DecisionId, *, lock: bool = False) -> Decision:
    """Return it. Raises NoSuchDecision."""
    found = await read.one(
        Decision, f"select {DECISION} from moderation.decision where id = $1{' for update' if lock else ''}", decision_id
    )
    if found is None:
        raise NoSuchDecision
    return found


async def overturn(tx: Writing, decision_id: DecisionId, by: DecisionId) -> None:
    await tx.run("update moderation.decision set overturned_by = $2 where id = $1", decision_id, by)


async def keep_evidence(tx: Writing, decision_id: DecisionId) -> None:
    """Keep what was taken away as it is now, and the checks that spoke against it."""
    await tx.run(
        """insert into moderation.evidence (decision_id, texts, pictures, checks, at)
        select d.id, p.texts, p.pictures, p.checks, $2 from moderation.decision d
        join moderation.piece p on p.kind = d.kind and p.id = d.piece_id where d.id = $1""",
        decision_id,
        tx.now,
    )


async def forget_evidence(tx: Writing, before: datetime) -> None:
    """Forget what was taken away before then, and the names and addresses of those whose reports were answered before then."""
    await tx.run(
        """update moderation.piece p set texts = '{}', pictures = '{}', checks = '[]', sketch = null, bands = null
        from moderation.evidence e join moderation.decision d on d.id = e.decision_id
        where e.at < $1 and p.kind = d.kind and p.id = d.piece_id and p.state = 'removed' and p.version = d.version""",
        before,
    )
    await tx.run("delete from moderation.evidence where at < $1", before)
    await tx.run("update moderation.report set name = '', email = '' where answered_at < $1 and (name <> '' or email <> '')", before)


# --- rules -----------------------------------------------------------------------------------------------------------


class Ground(msgspec.Struct, frozen=True):
    """A rule with its texts in every language."""

    code: str
    texts: dict[str, dict[str, str]]
    severity: int
    position: int
    ended_at: datetime | None = None


async def ground(read: Reading, code: str) -> Ground:
    """Return a rule that is in force. Raises NoSuchRule."""
    found = await read.one(
        Ground, "select code, texts, severity, position, ended_at from moderation.rule where code = $1 and ended_at is null", code
    )
    if found is None:
        raise NoSuchRule
    return found


async def grounds(read: Reading) -> list[Ground]:
    """Return every rule, those that have ended too, in order."""
    return await read.all(Ground, "select code, texts, severity, position, ended_at from moderation.rule order by position, code")


async def put_rule(tx: Writing, one: Ground) -> None:
    await tx.run(
        """insert into moderation.rule (code, texts, severity, position, ended_at) values ($1, $2, $3, $4, $5)
        on conflict (code) do update set texts = excluded.texts, severity = excluded.severity, position = excluded.position,
            ended_at = excluded.ended_at""",
        one.code,
        one.texts,
        one.severity,
        one.position,
        one.ended_at,
    )


# --- reports ---------------------------------------------------------------------------------------------------------


async def insert_report(tx: Writing, one: Report) -> bool:
    """Write it; False where this reporter's report of the piece is open already."""
    written = await tx.run(
        f"""insert into moderation.report ({REPORT}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
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


class Reporter(msgspec.Struct, frozen=True):
    """Who reported a piece and how often they were right before."""

    right: int
    wrong: int
    since: datetime | None


async def reporters(read: Reading, kind: str, piece_id: UUID) -> list[Reporter]:
    """Return the members whose reports of the piece are open."""
    return await read.all(
        Reporter,
        """select count(o.id) filter (where o.outcome = 'right')::int as right, count(o.id) filter (where o.outcome = 'wrong')::int as wrong,
            a.made_at as since
        from moderation.report r join accounts.person a on a.id = r.by left join moderation.report o on o.by = r.by and o.outcome is not null
        where r.kind = $1 and r.piece_id = $2 and r.outcome is null group by r.by, a.made_at""",
        kind,
        piece_id,
    )


async def community(read: Reading, since: datetime) -> tuple[int, int]:
    """Return how many members there are who came by since then, and how many at all."""
    row = await read.row(
        """select (select count(distinct s.person_id) from sessions.session s where s.seen_at > $1) as active,
            (select count(*) from accounts.person where erased_at is null) as members""",
        since,
    )
    return row["active"], row["members"]


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


# --- appeals ---------------------------------------------------------------------------------------------------------


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


async def decide_appeal(tx: Writing, appeal_id: AppealId, outcome: str, why: str, by: PersonId | None) -> None:
    await tx.run(
        "update moderation.appeal set outcome = $2, why = $3, decided_by = $4, decided_at = $5 where id = $1",
        appeal_id,
        outcome,
        why,
        by,
        tx.now,
    )


async def hosts(read: Reading) -> int:
    """Return how many people may decide here."""
    found: int = await read.value("select count(*) from accounts.person where roles && array['host', 'admin'] and erased_at is null")
    return found


# --- what is counted ---------------------------------------------------------------------------------------------------


async def put_figures(tx: Writing, body: dict[str, Any]) -> None:
    await tx.run(
        "insert into moderation.figure (body, at) values ($1, $2) on conflict (one) do update set body = excluded.body, at = excluded.at",
        body,
        tx.now,
    )


async def put_bias(tx: Writing, kind: str, table: Sequence[tuple[int, int, int]], found: Test | None, *, alarm: bool) -> None:
    """Write down one night's look; looking again on the same day replaces it."""
    await tx.run(
        """insert into moderation.bias (day, kind, stars, chi2, freedom, p, alarm, at) values (($8::timestamptz at time zone 'UTC')::date, $1, $2, $3, $4, $5, $6, $7)
        on conflict (day, kind) do update set stars = excluded.stars, chi2 = excluded.chi2, freedom = excluded.freedom, p = excluded.p,
            alarm = excluded.alarm, at = excluded.at""",
        kind,
        table,
        found and found.chi2,
        found and found.freedom,
        found and found.p,
        alarm,
        tx.now,
        tx.now,
    )


async def helped(tx: Writing, people: dict[PersonId, int]) -> None:
    """Add to how often others found each helpful (less, when it is taken back)."""
    await tx.run(
        """insert into moderation.conduct (person_id, helpful) select w.id, greatest(w.more, 0) from unnest($1::uuid[], $2::int[]) w (id, more) order by 1
        on conflict (person_id) do update set helpful = greatest(0, conduct.helpful + (select m.more from unnest($1::uuid[], $2::int[]) m (id, more)
            where m.id = conduct.person_id))""",
        list(people),
        list(people.values()),
    )


# --- what hosts keep -----------------------------------------------------------------------------------------------------


async def add_link(tx: Writing, domain: str, note: str, by: PersonId | None) -> bool:
    """Mark a domain; False where it is marked already."""
    return bool(
        await tx.run(
            "insert into moderation.spam_link (domain, note, added_by, at) values ($1, $2, $3, $4) on conflict do nothing",
            domain,
            note,
            by,
            tx.now,
        )
    )


async def remove_link(tx: Writing, domain: str) -> bool:
    return bool(await tx.run("delete from moderation.spam_link where domain = $1", domain))


async def count_links(read: Reading) -> int:
    found: int = await read.value("select count(*) from moderation.spam_link")
    return found


async def appeals_of(read: Reading, decision_id: DecisionId) -> list[Appeal]:
    return await read.all(Appeal, f"select {APPEAL} from moderation.appeal where decision_id = $1 order by id", decision_id)


async def collect(tx: Writing, handle: str, kind: str, pieces: Sequence[UUID], *, on: bool) -> None:
    """Put pieces at the end of a collection, or take them out. Raises NoSuchPiece for an unknown one."""
    collection = await tx.value("select id from moderation.collection where handle = $1", handle)
    if collection is None:
        raise NoSuchPiece
    if not on:
        await tx.run(
            "delete from moderation.collected where collection_id = $1 and kind = $2 and piece_id = any($3)", collection, kind, pieces
        )
        return
    await tx.run(
        """insert into moderation.collected (collection_id, kind, piece_id, position)
        select $1, $2, w.id, w.n + (select coalesce(max(position), 0) from moderation.collected where collection_id = $1)
        from unnest($3::uuid[]) with ordinality w (id, n) on conflict do nothing""",
        collection,
        kind,
        list(pieces),
    )


async def appeals_of_all(read: Reading, decisions: Sequence[DecisionId]) -> dict[DecisionId, Appeal]:
    """Return the authors' appeals against these decisions."""
    rows = await read.all(
        Appeal, f"select {APPEAL} from moderation.appeal where decision_id = any($1) and report_id is null", list(decisions)
    )
    return {one.decision_id: one for one in rows}


async def forget_person(tx: Writing, person: PersonId) -> None:
    """Take somebody out of what they wrote, reported and asked for."""
    await tx.run("update moderation.piece set author = null, email = '' where author = $1", person)
    await tx.run("update moderation.decision set author = null where author = $1", person)
    await tx.run("update moderation.report set by = null, name = '', email = '', note = '' where by = $1", person)
    await tx.run("update moderation.appeal set by = null, text = '' where by = $1", person)
    await tx.run("delete from moderation.conduct where person_id = $1", person)
