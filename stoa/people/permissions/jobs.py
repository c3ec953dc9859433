"""What permissions do by themselves."""

from datetime import timedelta
from typing import Any

from stoa.base import jobs
from stoa.base.database import Writing


@jobs.job("permissions.forget", every=timedelta(hours=1))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Clear away passes that have run out."""
    await tx.run("delete from permissions.pass where until_at < $1", tx.now)
