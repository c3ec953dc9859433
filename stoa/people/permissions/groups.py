"""Groups of people: who is in one sees what is for it alone, and pays its prices. A guest is in one by the token of a pass."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime

from stoa.base.database import Reading, Writing
from stoa.people.permissions.model import PersonId

MOST_PASSES = 8


async def enter(tx: Writing, person: PersonId | Collection[PersonId], group: str) -> int:
    """Let one person or many into a group; return how many were not in it before."""
    return await tx.run(
        """insert into permissions.entered (person_id, audience, at)
        select person, $2, $3 from unnest($1::uuid[]) person order by person on conflict do nothing""",
        _each(person),
        group,
        tx.now,
    )


async def leave(tx: Writing, person: PersonId | Collection[PersonId], group: str) -> int:
    """Take one person or many out of a group; return how many were in it."""
    return await tx.run("delete from permissions.entered where person_id = any($1) and audience = $2", _each(person), group)


def _each(person: PersonId | Collection[PersonId]) -> list[PersonId]:
    return list(person) if isinstance(person, Collection) else [person]


async def members(read: Reading, group: str) -> list[PersonId]:
    """Return who is in a group."""
    rows = await read.rows("select person_id from permissions.entered where audience = $1 order by person_id", group)
    return [row["person_id"] for row in rows]


async def groups_of(read: Reading, person: PersonId) -> list[tuple[str, datetime]]:
    """Return the groups that a person is in, and since when."""
    rows = await read.rows("select audience, at from permissions.entered where person_id = $1 order by audience", person)
    return [(row["audience"], row["at"]) for row in rows]


async def forget(tx: Writing, person: PersonId) -> None:
    """Take a person out of every group."""
    await tx.run("delete from permissions.entered where person_id = $1", person)


async def pass_(tx: Writing, group: str, until: datetime) -> str:
    """Make a pass that lets guests into a group until then; return its token, which is not kept."""
    token = secrets.token_urlsafe(32)
    await tx.run("insert into permissions.pass (digest, audience, until_at) values ($1, $2, $3)", _digest(token), group, until)
    return token


async def end_passes(tx: Writing, group: str, only: bytes | None = None) -> int:
    """End every pass into a group at once, or `only` the one with that digest (see `digests`); return how many."""
    return await tx.run("delete from permissions.pass where audience = $1 and ($2::bytea is null or digest = $2)", group, only)


async def close(tx: Writing, group: str) -> None:
    """Empty a group: nobody is in it any more, and no pass leads into it."""
    await end_passes(tx, group)
    await tx.run("delete from permissions.entered where audience = $1", group)


def with_pass(passes: str | None, token: str) -> str:
    """Return the cookie of a guest who holds these passes (its value, or None) and now this one too: the last eight."""
    held = [one for one in (passes or "").split(".") if one and one != token]
    return ".".join([*held, token][-MOST_PASSES:])


def digests(passes: str | None) -> list[bytes]:
    """Return the digests of the tokens in such a cookie."""
    return [_digest(one) for one in (passes or "").split(".")[:MOST_PASSES] if one]


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
