"""What wish lists do on a schedule."""

from datetime import timedelta
from typing import Any

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.community.wish_lists import gone_store, pooling

KEPT = timedelta(days=180)
"""So long a guest's list is kept after the last change, as is its cookie."""


@jobs.job("wish_lists.end_pools", every=timedelta(minutes=1))
async def end_pools(tx: Writing, _args: dict[str, Any]) -> None:
    """Give money back that was put together and did not suffice by its date."""
    await pooling.end_overdue(tx)


@jobs.job("wish_lists.forget", every=timedelta(days=1))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Delete guests' lists that nobody has touched for half a year, and what stood of removed ones for those who had promised something."""
    await gone_store.forget_guests(tx, tx.now - KEPT)
    await gone_store.forget_removed(tx, tx.now - KEPT)
