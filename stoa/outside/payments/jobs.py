"""The sandbox's webhooks on their way to the shop: at least once, again after a while when the shop does not take them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import clock, jobs
from stoa.base.database import Database, Writing
from stoa.outside.payments import signing, store
from stoa.outside.payments.sandbox import SECRET, Sandbox
from stoa.outside.payments.wired import providers

AGAIN = [timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=5), timedelta(hours=10)]
"""How long to wait after each failure (the schedule that Standard Webhooks advises)."""


@jobs.job(store.DELIVER, own_transactions=True)
async def deliver(db: Database, args: dict[str, Any]) -> None:
    """Deliver one webhook. That the shop does not take it is no fault of the job: it comes again, then is given up."""
    delivery = UUID(args["delivery"])
    sandbox = providers.current().get("sandbox")
    async with db.reading() as read:
        waiting = await store.waiting(read, delivery)
    if waiting is None or not isinstance(sandbox, Sandbox):
        return
    body, times, attempts = waiting
    error = None
    for _ in range(times):
        error = await _send(sandbox, f"evt_{delivery.hex}", msgspec.json.encode(body)) or error
    async with db.writing() as tx:
        await store.note_delivery(tx, delivery, error=error)
        if error and attempts < len(AGAIN):
            await jobs.enqueue(tx, store.DELIVER, {"delivery": delivery}, at=tx.now + AGAIN[attempts])


@jobs.job(store.END)
async def end(tx: Writing, args: dict[str, Any]) -> None:
    """End a refund that is to end later."""
    sandbox = providers.current().get("sandbox")
    if isinstance(sandbox, Sandbox):
        await sandbox.end(tx, args["key"])


async def _send(sandbox: Sandbox, message_id: str, body: bytes) -> str | None:
    """Send it once; return what went wrong."""
    try:
        status = await sandbox.send(signing.sign(SECRET, message_id, clock.now(), body), body)
    except OSError as error:
        return repr(error)
    return None if 200 <= status < 300 else f"the shop answered {status}"
