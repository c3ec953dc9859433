"""What reviews does beside the request: makes standings anew, chains the ledger, asks owners."""

from datetime import timedelta
from typing import Any

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.community.reviews import asking, ledger, standing, store

BATCH = 200
REMOVED_KEPT = timedelta(days=365)
"""How long the words of what was removed are kept, in case somebody asks why (as ISO 20488 advises)."""


@jobs.job("reviews.refresh")
async def refresh(tx: Writing, _args: dict[str, Any]) -> None:
    """Make the standing anew of products whose reviews changed; many changes of one product are one."""
    found = await store.take_stale(tx, BATCH)
    await store.mark_stale(tx, await standing.refresh(tx, found))
    if await tx.value("select 1 from reviews.stale limit 1 for update skip locked"):
        await jobs.enqueue(tx, "reviews.refresh")


@jobs.job("reviews.seal", every=timedelta(minutes=1))
async def seal(tx: Writing, _args: dict[str, Any]) -> None:
    """Chain what was added to the ledger."""
    if await ledger.seal(tx) == ledger.BATCH:
        await jobs.enqueue(tx, "reviews.seal")


@jobs.job("reviews.ask", every=timedelta(minutes=10))
async def ask(tx: Writing, _args: dict[str, Any]) -> None:
    """Ask owners whose wait is over."""
    if await asking.ask_due(tx) == asking.AT_ONCE:
        await jobs.enqueue(tx, "reviews.ask")


@jobs.job("reviews.age", own_transactions=True, every=timedelta(days=1))
async def age(db: Database, _args: dict[str, Any]) -> None:
    """Make every standing anew, because reviews grow old; learn what is believed beforehand; forget what has run out."""
    async with db.writing() as tx:
        await standing.learn_priors(tx)
        await asking.forget_links(tx)
        await store.empty(tx, await store.removed_before(tx, tx.now - REMOVED_KEPT))
    last = None
    while True:
        async with db.writing() as tx:
            rows = await tx.rows(
                "select product_id from reviews.standing where $1::uuid is null or product_id > $1 order by product_id limit $2",
                last,
                BATCH,
            )
            await store.mark_stale(tx, await standing.refresh(tx, [row["product_id"] for row in rows]))
        if not rows:
            return
        last = rows[-1]["product_id"]
