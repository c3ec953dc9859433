"""What discussions does on a schedule: it forgets carts that never became an order."""

from datetime import timedelta
from typing import Any

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.community.discussions import outcomes


@jobs.job("discussions.forget", every=timedelta(days=1))
async def forget(tx: Writing, args: dict[str, Any]) -> None:
    """Forget what was put into carts from topics and never ordered."""
    del args
    await outcomes.forget(tx)
