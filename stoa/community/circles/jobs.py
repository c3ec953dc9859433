"""What circles does by itself: know purchases from before it was there, and forget what nobody answered."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.community.circles import rules, store

BATCH = 500


@jobs.job("circles.fill", own_transactions=True, every=timedelta(days=1), attempts=3)
async def fill(db: Database, _args: dict[str, Any]) -> None:
    """Go through all members' orders in batches: once for those from before this room, and each night for what was missed."""
    after: UUID | None = None
    while True:
        async with db.writing() as tx:
            orders = await store.orders_after(tx, after, BATCH)
            await store.keep_orders(tx, orders)
        if len(orders) < BATCH:
            return
        after = orders[-1]


@jobs.job("circles.sweep", every=timedelta(days=1))
async def sweep(tx: Writing, _args: dict[str, Any]) -> None:
    """Forget suggestions that nobody answered for 30 days, and invitations a month after their end."""
    await store.sweep(tx, tx.now - rules.SUGGESTION_LIFE, tx.now - timedelta(days=30))
