"""Rules, known links, collections, people and what is counted: the SQL that writes, and reads for decisions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.community.moderation.chance import Test
from stoa.community.moderation.model import (
    NoSuchPiece,
    NoSuchRule,
)
from stoa.people.permissions.model import PersonId


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


async def community(read: Reading, since: datetime) -> tuple[int, int]:
    """Return how many members there are who came by since then, and how many at all."""
    row = await read.row(
        """select (select count(distinct s.person_id) from sessions.session s where s.seen_at > $1) as active,
            (select count(*) from accounts.person where erased_at is null) as members""",
        since,
    )
    return row["active"], row["members"]


async def hosts(read: Reading) -> int:
    """Return how many people may decide here."""
    found: int = await read.value("select count(*) from accounts.person where roles && array['host', 'admin'] and erased_at is null")
    return found


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


async def about_person(read: Reading, person: PersonId, kinds: Sequence[str]) -> list[tuple[str, UUID]]:
    """Return the pieces of these kinds (kind, id) that somebody wrote, or that are themselves: a piece by the id of a person."""
    rows = await read.rows(
        "select kind, id from moderation.piece where kind = any($2) and (author = $1 or id = $1) order by kind, id", person, list(kinds)
    )
    return [(row["kind"], row["id"]) for row in rows]


async def forget_person(tx: Writing, person: PersonId) -> None:
    """Take somebody out of what they wrote, reported and asked for."""
    await tx.run("update moderation.piece set author = null, email = '' where author = $1", person)
    await tx.run("update moderation.decision set author = null where author = $1", person)
    await tx.run("update moderation.report set by = null, name = '', email = '', note = '' where by = $1", person)
    await tx.run("update moderation.appeal set by = null, text = '' where by = $1", person)
    await tx.run("delete from moderation.conduct where person_id = $1", person)
