"""What carts does on a schedule."""

from datetime import timedelta
from typing import Any

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.shop.carts import store


@jobs.job("carts.forget", every=timedelta(days=1))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Delete guests' carts that nobody has touched for 60 days."""
    await store.forget(tx)
