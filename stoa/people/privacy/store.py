"""The SQL of privacy."""

from datetime import datetime

from stoa.base.database import Reading, Writing
from stoa.people.permissions.model import PersonId
from stoa.people.privacy.model import ExportState


async def ask(tx: Writing, person: PersonId, until: datetime) -> None:
    await tx.run(
        """insert into privacy.export (person_id, asked_at, until_at) values ($1, $2, $3)
        on conflict (person_id) do update set asked_at = excluded.asked_at, until_at = excluded.until_at, ready_at = null, body = null""",
        person,
        tx.now,
        until,
    )


async def keep(tx: Writing, person: PersonId, body: bytes) -> int:
    return await tx.run("update privacy.export set body = $2, ready_at = $3 where person_id = $1", person, body, tx.now)


async def state(read: Reading, person: PersonId) -> ExportState | None:
    return await read.one(
        ExportState, "select asked_at, ready_at, until_at from privacy.export where person_id = $1 and until_at > $2", person, read.now
    )


async def body(read: Reading, person: PersonId) -> bytes | None:
    found: bytes | None = await read.value(
        "select body from privacy.export where person_id = $1 and until_at > $2 and ready_at is not null", person, read.now
    )
    return found


async def drop(tx: Writing, person: PersonId) -> None:
    await tx.run("delete from privacy.export where person_id = $1", person)


async def forget(tx: Writing) -> None:
    """Clear away exports that have run out."""
    await tx.run("delete from privacy.export where until_at < $1", tx.now)
