"""The verbs of privacy."""

from datetime import timedelta
from typing import Any

import msgspec

from stoa.base import events, jobs
from stoa.base.database import Reading, Writing
from stoa.people import accounts, audit, sessions
from stoa.people.permissions.model import PersonId, Visitor
from stoa.people.privacy import store
from stoa.people.privacy.holdings import holdings
from stoa.people.privacy.model import ExportState, NoExport, PersonErased

KEPT = timedelta(days=7)


async def export(read: Reading, person: PersonId) -> bytes:
    """Return all that is held on somebody, as JSON; all of one moment when `read` is a snapshot."""
    found: dict[str, Any] = {"made_at": read.now}
    for holding in holdings():
        found[holding.name] = await holding.export(read, person)
    return msgspec.json.format(msgspec.json.encode(found), indent=2)


async def ask_export(tx: Writing, person: PersonId) -> None:
    """Have an export made by a job; a mail says when it can be fetched."""
    await store.ask(tx, person, tx.now + KEPT)
    await jobs.enqueue(tx, "privacy.export", {"person": str(person)}, key=f"privacy.export:{person}")


async def exported(read: Reading, person: PersonId) -> ExportState | None:
    """Return how far the person's export is, if one was asked for."""
    return await store.state(read, person)


async def fetch(read: Reading, person: PersonId) -> bytes:
    """Return the person's export. Raises NoExport."""
    found = await store.body(read, person)
    if found is None:
        raise NoExport
    return found


async def erase(tx: Writing, actor: Visitor, person_id: PersonId) -> None:
    """Take away who somebody was, in every room, and sign them out everywhere. It cannot be undone.

    Raises NoSuchPerson, LastAdmin; nothing is erased then.
    """
    await accounts.find(tx, person_id)
    await audit.note(tx, actor, "privacy.erase", person_id, {})
    for holding in reversed(holdings()):
        await holding.erase(tx, person_id)
    await sessions.end_all(tx, person_id)
    await store.drop(tx, person_id)
    await accounts.erase(tx, person_id)
    await events.record(tx, PersonErased(about=person_id))
