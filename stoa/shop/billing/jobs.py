"""What billing does on a schedule."""

from datetime import timedelta
from typing import Any

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.shop.billing import store


@jobs.job("billing.forget", every=timedelta(days=1))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Take the buyer from invoices of orders that have ended since their buyer asked to be forgotten."""
    await store.forget_buyers(tx)
