"""What search does by itself: index what was marked, soon; everything anew, at night or when the merchant asks."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.shop.search import actions


@jobs.job("search.catch_up")
async def catch_up(tx: Writing, _args: dict[str, Any]) -> None:
    """Index a batch of what was marked; when there may be more, go on in a job of its own."""
    if await actions.catch_up(tx) == actions.BATCH:
        await jobs.enqueue(tx, "search.catch_up", key="search.catch_up")


@jobs.job("search.rebuild", own_transactions=True, every=timedelta(days=1), attempts=3)
async def rebuild(db: Database, args: dict[str, Any]) -> None:
    """Index everything anew, telling how far it is."""
    job_id = UUID(str(args["job_id"]))

    async def tell(done: int, total: int) -> None:
        async with db.writing() as tx:
            await jobs.progress(tx, job_id, done, total)

    await actions.rebuild(db, tell)
