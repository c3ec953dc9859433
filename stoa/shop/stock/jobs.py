"""What stock does on a schedule."""

from datetime import timedelta
from typing import Any

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.shop.stock import store


@jobs.job("stock.sweep", every=timedelta(hours=6))
async def sweep(tx: Writing, _args: dict[str, Any]) -> None:
    """Delete holds that ran out long ago; they count for nothing either way."""
    await store.sweep(tx)
