"""Pieces and cases: the SQL that writes, and reads for decisions."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.community.moderation.model import (
    Case,
    CaseId,
    NoSuchCase,
    NoSuchPiece,
    Seen,
    State,
)
from stoa.people.permissions.model import PersonId

PIECE = (
    """kind, id, author, email, product_id, version, texts, pictures, language, path, state, checks, made_at, changed_at, published_at"""
)
CASE = "id, kind, piece_id, reasons, harm, opened_at, leased_by, leased_until, decided_at"


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
    """Delete the pieces about which nothing was decided; of the others take away the words, but not the decision.

    Without words a piece waits for its author to come back with it; what was removed stays so, and its sketch with it (hashes,
    no words), so that it is known again when it comes back under a new number.
    """
    await tx.run(
        """delete from moderation.piece p where p.kind = $1 and p.id = any($2)
        and not exists (select from moderation.decision d where d.kind = p.kind and d.piece_id = p.id)
        and not exists (select from moderation.report r where r.kind = p.kind and r.piece_id = p.id)""",
        kind,
        sorted(ids),
    )
    await tx.run(
        """update moderation.piece set texts = '{}', pictures = '{}', checks = '[]', changed_at = $3,
            sketch = case when state = 'removed' then sketch end, bands = case when state = 'removed' then bands end,
            state = case when state = 'removed' then state else 'waiting' end
        where kind = $1 and id = any($2)""",
        kind,
        sorted(ids),
        tx.now,
    )


async def forget_words(tx: Writing, kind: str, ids: Collection[UUID]) -> None:
    """Take from pieces that are forgotten what still says who wrote them, and the words of their evidence."""
    await tx.run(
        "update moderation.piece set email = '', path = '', sketch = null, bands = null where kind = $1 and id = any($2)", kind, sorted(ids)
    )
    await tx.run(
        """update moderation.evidence e set texts = '{}', pictures = '{}', checks = '[]' from moderation.decision d
        where d.id = e.decision_id and d.kind = $1 and d.piece_id = any($2)""",
        kind,
        sorted(ids),
    )


async def earlier(
    read: Reading, wanted: Sequence[tuple[int, str, UUID, datetime, Sequence[int]]], since: datetime
) -> dict[int, list[tuple[Any, list[int], bool]]]:
    """Return, for each numbered piece, of earlier ones that share a band with it: author, sketch, whether it was removed.

    The inner limit is also a fence: it makes the planner go by the bands, never by time.
    """
    if not wanted:
        return {}
    rows = await read.rows(
        """select w.number, p.author, p.sketch, p.state = 'removed' as removed
        from jsonb_to_recordset($1) as w (number int, kind text, id uuid, at timestamptz, bands int[]),
        lateral (select c.author, c.sketch, c.state, c.id, c.made_at from moderation.piece c where c.bands && w.bands limit 200) p
        where (p.made_at, p.id) < (w.at, w.id) and p.made_at > $2""",
        [{"number": number, "kind": kind, "id": piece_id, "at": at, "bands": found} for number, kind, piece_id, at, found in wanted],
        since,
    )
    found: dict[int, list[tuple[Any, list[int], bool]]] = {}
    for row in rows:
        found.setdefault(row["number"], []).append((row["author"], row["sketch"], row["removed"]))
    return found


async def known_links(read: Reading, domains: Collection[str]) -> set[str]:
    """Return those of these domains that hosts have marked."""
    if not domains:
        return set()
    rows = await read.rows("select domain from moderation.spam_link where domain = any($1)", sorted(domains))
    return {row["domain"] for row in rows}


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


async def held(read: Reading, kind: str, ids: Collection[UUID]) -> set[UUID]:
    """Return those of these pieces that no file may move: taken away here, decided, or to be looked at for more than that a file says so."""
    rows = await read.rows(
        """select p.id from moderation.piece p where p.kind = $1 and p.id = any($2) and (p.state = 'removed'
            or exists (select from moderation.decision d where d.kind = p.kind and d.piece_id = p.id)
            or exists (select from moderation.case_ c where c.kind = p.kind and c.piece_id = p.id and c.decided_at is null and c.reasons <> '{file}'))""",
        kind,
        sorted(ids),
    )
    return {row["id"] for row in rows}


async def close_file_cases(tx: Writing, pieces: Sequence[tuple[str, UUID]]) -> None:
    """Close the cases of these pieces (kind, id) that were open only because a file said that they wait."""
    if pieces:
        await tx.run(
            """update moderation.case_ c set decided_at = $3, closed = 'withdrawn', leased_by = null, leased_until = null
            from unnest($1::text[], $2::uuid[]) as p (kind, id)
            where c.kind = p.kind and c.piece_id = p.id and c.decided_at is null and c.reasons = '{file}'""",
            [kind for kind, _ in pieces],
            [piece_id for _, piece_id in pieces],
            tx.now,
        )


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
    """Lease the most urgent case that nobody looks at and that is not about what the host wrote, or (where there is another) reported;
    give back their others.
    """
    await tx.run("update moderation.case_ set leased_by = null, leased_until = null where leased_by = $1 and decided_at is null", who)
    found: CaseId | None = await tx.value(
        """update moderation.case_ set leased_by = $1, leased_until = $2 where id = (
            select c.id from moderation.case_ c join moderation.piece p on p.kind = c.kind and p.id = c.piece_id
            where c.decided_at is null and (c.leased_until is null or c.leased_until <= $3) and p.author is distinct from $1
                and c.id <> all ($4) and (not exists (select from moderation.report r
                    where r.kind = c.kind and r.piece_id = c.piece_id and r.by = $1 and r.outcome is null)
                    or not exists (select from accounts.person o where o.roles && array['host', 'admin'] and o.erased_at is null and o.id <> $1))
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
