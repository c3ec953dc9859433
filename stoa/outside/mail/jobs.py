"""Letters on their way: at least once, each attempt with the same Message-ID."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.outside.mail import rules, store
from stoa.outside.mail.actions import SEND
from stoa.outside.mail.model import LetterId, MailDelayed, MailRefused, State
from stoa.outside.mail.office import office

KEPT = timedelta(days=90)


@jobs.job(SEND, own_transactions=True)
async def send(db: Database, args: dict[str, Any]) -> None:
    """Hand one letter over. A server that is away is no fault of the job: the letter waits, ever longer."""
    async with db.reading() as read:
        letter = await store.find(read, LetterId(UUID(args["letter"])))
    if letter is None or letter.state is not State.WAITING:
        return
    try:
        await office.current().sender.send(letter)
    except MailRefused as refused:
        async with db.writing() as tx:
            await store.note_failed(tx, letter.id, str(refused))
    except MailDelayed as delayed:
        wait = rules.wait(letter.attempts + 1)
        async with db.writing() as tx:
            if wait is None:
                await store.note_failed(tx, letter.id, str(delayed))
            else:
                await store.note_delayed(tx, letter.id, str(delayed))
                await jobs.enqueue(tx, SEND, {"letter": letter.id}, at=tx.now + wait, key=f"mail:{letter.id}")
    else:
        async with db.writing() as tx:
            await store.note_sent(tx, letter.id)


@jobs.job("mail.forget", every=timedelta(days=1))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Delete letters after ninety days: what they said is in the rooms that posted them."""
    await store.forget_before(tx, tx.now - KEPT)
