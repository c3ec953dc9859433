"""What pricing does by the clock."""

from datetime import timedelta
from typing import Any

from stoa.base.database import Writing
from stoa.base.jobs import job
from stoa.shop.pricing import offering


@job("pricing.turn", every=timedelta(minutes=1))
async def turn(tx: Writing, _args: dict[str, Any]) -> None:
    """Record the offers that the clock has opened and ended."""
    await offering.turn(tx)
