"""What discussions does on a schedule: it forgets carts that never became an order, and ends on product pages what was put forward for a time."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.community.discussions import deriving, hosting, outcomes
from stoa.community.discussions.model import TopicId


@jobs.job("discussions.forget", every=timedelta(days=1))
async def forget(tx: Writing, args: dict[str, Any]) -> None:
    """Forget what was put into carts from topics and never ordered."""
    del args
    await outcomes.forget(tx)


@jobs.job(hosting.FEATURE_ENDS)
async def feature_ends(tx: Writing, args: dict[str, Any]) -> None:
    """Have the pages of products made anew that a topic names, in the moment in which it is put forward no more. Safe to run early or twice."""
    await deriving.changed(tx, [TopicId(UUID(args["topic"]))])
