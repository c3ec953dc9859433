"""What interchange does outside of requests."""

from typing import Any
from uuid import UUID

from stoa.base.database import Database
from stoa.base.jobs import job
from stoa.shop.interchange import runs
from stoa.shop.interchange.model import RunId


@job("interchange.import", attempts=4, own_transactions=True)
async def bring_in(db: Database, args: dict[str, Any]) -> None:
    """Bring in a file that the desk was given."""
    await runs.bring_in(db, RunId(UUID(args["run"])))
