"""What privacy does by itself."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.outside import mail
from stoa.people import accounts
from stoa.people.permissions.model import PersonId
from stoa.people.privacy import actions, store


@jobs.job("privacy.export", own_transactions=True)
async def make_export(db: Database, args: dict[str, Any]) -> None:
    """Make the export of one moment, keep it, and say so by mail."""
    person_id = PersonId(UUID(args["person"]))
    async with db.snapshot() as read:
        body = await actions.export(read, person_id)
    async with db.writing() as tx:
        person = await accounts.find(tx, person_id)
        if person.email is None or not await store.keep(tx, person_id, body):
            return
        await mail.post(tx, person.email, "privacy/export_ready", person.language, {}, action="/account/privacy")


@jobs.job("privacy.forget", every=timedelta(hours=6))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Clear away exports that have run out."""
    await store.forget(tx)
