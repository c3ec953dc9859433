"""The verb of the audit log."""

from typing import Any
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Writing
from stoa.people.permissions.model import Visitor


async def note(tx: Writing, actor: Visitor, verb: str, about: UUID, facts: dict[str, Any]) -> None:
    """Write down that `actor` did `verb` ("orders.refund", "accounts.give_role") to the thing of that id.

    Facts named `before` and `after` are shown as a change.
    """
    await tx.run(
        "insert into audit.entry (id, at, actor, key, verb, about, facts) values ($1, $2, $3, $4, $5, $6, $7)",
        ids.new(),
        tx.now,
        actor.person,
        actor.key,
        verb,
        about,
        facts,
    )
