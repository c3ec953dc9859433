"""What shipping does on a schedule: it asks the carriers."""

from typing import Any

from stoa.base import jobs
from stoa.base.database import Database


@jobs.job("shipping.register", own_transactions=True)
async def register(db: Database, args: dict[str, Any]) -> None:
    """Register a parcel with its carrier."""
