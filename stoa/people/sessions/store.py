"""The SQL of sessions and keys."""

from datetime import datetime
from typing import Any

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.people.sessions.model import ApiKey, KeyId, PersonId, Session, SessionId, Way
from stoa.people.sessions.rules import IDLE, IDLE_STAFF, NOTED_EVERY

_ALIVE = (
    """s.until_at > $2 and s.seen_at > $2 - case when p.roles && '{host,agent,merchant,admin}' then $3::interval else $4::interval end"""
)

_WHO = "select s.id, s.person_id, s.proved_at, s.seen_at, p.name, p.email, p.roles"
_ENTERED = "select e.audience from permissions.entered e where e.person_id = s.person_id"
_ONE = f"""{_WHO}, array({_ENTERED}) as groups from sessions.session s join accounts.person p on p.id = s.person_id
where s.digest = $1 and p.erased_at is null and {_ALIVE}"""
_ONE_OR_PASSES = f"""{_WHO}, array({_ENTERED}
    union select l.audience from permissions.pass l where l.digest = any($5::bytea[]) and l.until_at > $2) as groups
from (values (1)) asked left join (sessions.session s join accounts.person p on p.id = s.person_id)
    on s.digest = $1 and p.erased_at is null and {_ALIVE}"""


async def by_session(read: Reading, digest: bytes | None, passes: list[bytes]) -> Any:
    """Return the session of that token's digest while it lives, with its person and their groups.

    With passes there is a row in any case: of a guest, with the groups that the passes let into and nothing else.
    """
    if passes:
        return await read.row(_ONE_OR_PASSES, digest, read.now, IDLE_STAFF, IDLE, passes)
    return await read.row(_ONE, digest, read.now, IDLE_STAFF, IDLE)


async def by_key(read: Reading, digest: bytes) -> Any:
    return await read.row("select id, name, scopes, seen_at from sessions.api_key where digest = $1 and ended_at is null", digest)


async def add_session(tx: Writing, digest: bytes, person: PersonId, way: Way, *, device: str, address: str, until: datetime) -> SessionId:
    return await tx.value(  # type: ignore[no-any-return]
        """insert into sessions.session (id, digest, person_id, way, device, address, made_at, proved_at, seen_at, until_at)
        values ($1, $2, $3, $4, $5, $6, $7, $7, $7, $8) returning id""",
        ids.new(),
        digest,
        person,
        way,
        device[:200],
        address[:60],
        tx.now,
        until,
    )


async def note_session(tx: Writing, session: SessionId) -> None:
    await tx.run(
        "update sessions.session set seen_at = $2 where id = $1 and seen_at < $2::timestamptz - $3::interval", session, tx.now, NOTED_EVERY
    )


async def note_key(tx: Writing, key: KeyId) -> None:
    await tx.run(
        "update sessions.api_key set seen_at = $2 where id = $1 and (seen_at is null or seen_at < $2::timestamptz - $3::interval)",
        key,
        tx.now,
        NOTED_EVERY,
    )


async def end_by_digest(tx: Writing, digest: bytes) -> int:
    return await tx.run("delete from sessions.session where digest = $1", digest)


async def end_session(tx: Writing, person: PersonId, session: SessionId) -> int:
    return await tx.run("delete from sessions.session where id = $1 and person_id = $2", session, person)


async def end_all(tx: Writing, person: PersonId, but: SessionId | None) -> int:
    return await tx.run("delete from sessions.session where person_id = $1 and id is distinct from $2", person, but)


async def sessions_of(read: Reading, person: PersonId) -> list[Session]:
    return await read.all(
        Session,
        f"""select s.id, s.way, s.device, s.address, s.made_at, s.seen_at
        from sessions.session s join accounts.person p on p.id = s.person_id
        where s.person_id = $1 and {_ALIVE} order by s.seen_at desc, s.id limit 100""",
        person,
        read.now,
        IDLE_STAFF,
        IDLE,
    )


async def add_key(tx: Writing, digest: bytes, name: str, hint: str, scopes: list[str], maker: PersonId | None) -> KeyId:
    return await tx.value(  # type: ignore[no-any-return]
        """insert into sessions.api_key (id, digest, name, hint, scopes, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7) returning id""",
        ids.new(),
        digest,
        name,
        hint,
        sorted(set(scopes)),
        maker,
        tx.now,
    )


async def end_key(tx: Writing, key: KeyId) -> int:
    return await tx.run("update sessions.api_key set ended_at = $2 where id = $1 and ended_at is null", key, tx.now)


async def keys(read: Reading) -> list[ApiKey]:
    return await read.all(
        ApiKey,
        """select id, name, hint, scopes, made_by, made_at, seen_at, ended_at from sessions.api_key
        order by ended_at is not null, id desc limit 500""",
    )


async def forget(tx: Writing) -> None:
    """Clear away sessions that have run out."""
    await tx.run("delete from sessions.session where until_at < $1 or seen_at < $1::timestamptz - $2::interval", tx.now, IDLE)
