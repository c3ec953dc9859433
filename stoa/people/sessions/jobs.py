"""What sessions do by themselves."""

from datetime import timedelta
from typing import Any

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.people.sessions import store


@jobs.job("sessions.forget", every=timedelta(hours=1))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Clear away sessions that have run out."""
    await store.forget(tx)
