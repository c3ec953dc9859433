"""The backlog: jobs that wait, run or gave up, as the staff sees them; and what may be done about those that gave up."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import jobs
from stoa.base.database import Reading, Writing
from stoa.base.refusals import Missing

MOST_LISTED = 50


class Progress(msgspec.Struct, frozen=True):
    done: int
    total: int
    words: str = ""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A job as it stands; `error` ends with what went wrong."""

    id: UUID
    kind: str
    args: dict[str, Any]
    attempt: int
    due_at: datetime
    made_at: datetime
    progress: Progress | None
    error: str | None

    @property
    def why(self) -> str:
        """Return the last line of what went wrong."""
        lines = [line for line in (self.error or "").splitlines() if line.strip()]
        return lines[-1] if lines else ""


class Waiting(msgspec.Struct, frozen=True):
    """How many of a kind wait (or gave up), and when the first of them is (or was) due."""

    kind: str
    count: int
    first_at: datetime


class Timed(msgspec.Struct, frozen=True):
    """A job that runs by itself: how often, and when it last began."""

    kind: str
    every: timedelta
    ran_at: datetime | None


class NoSuchDeadLetter(Missing):
    """There is no such job, or it has not given up."""


_JOB = "id, kind, args, attempt, due_at, made_at, progress, error"


async def running(read: Reading) -> list[Job]:
    return await read.all(Job, f"select {_JOB} from base.job where state = 'running' order by made_at, id limit {MOST_LISTED}")


async def dead(read: Reading) -> list[Job]:
    """Return those that gave up, the latest first."""
    return await read.all(Job, f"select {_JOB} from base.job where state = 'dead' order by made_at desc, id limit {MOST_LISTED}")


async def given_up(read: Reading) -> list[Waiting]:
    """Return how many of each kind gave up."""
    return await read.all(
        Waiting,
        "select kind, count(*) as count, min(due_at) as first_at from base.job where state = 'dead' group by kind order by 2 desc, 1",
    )


async def waiting(read: Reading) -> list[Waiting]:
    return await read.all(
        Waiting, "select kind, count(*) as count, min(due_at) as first_at from base.job where state = 'waiting' group by kind order by 3, 1"
    )


async def schedule(read: Reading) -> list[Timed]:
    """Return every job that runs by itself."""
    ran = {row["name"]: row["ran_at"] for row in await read.rows("select name, ran_at from base.schedule")}
    timed = [(kind.name, kind.every) for kind in jobs.kinds().values() if kind.every is not None]
    return [Timed(name, every, ran.get(name)) for name, every in sorted(timed)]


async def retry(tx: Writing, job_id: UUID) -> str:
    """Let a job that gave up begin again, at once; return its kind. Raises NoSuchDeadLetter."""
    kind: str | None = await tx.value("select kind from base.job where id = $1 and state = 'dead' for update", job_id)
    if kind is None:
        raise NoSuchDeadLetter
    known = jobs.kinds().get(kind)
    await tx.run(
        "update base.job set state = 'waiting', attempts_left = $2, due_at = $3, worker = null where id = $1",
        job_id,
        known.attempts if known else jobs.ATTEMPTS,
        tx.now,
    )
    await tx.notify("jobs")
    return kind


async def discard(tx: Writing, job_id: UUID) -> str:
    """Throw a job away that gave up; return its kind. Raises NoSuchDeadLetter."""
    kind: str | None = await tx.value("delete from base.job where id = $1 and state = 'dead' returning kind", job_id)
    if kind is None:
        raise NoSuchDeadLetter
    return kind


async def retry_all(tx: Writing, kind: str) -> int:
    """Let all of a kind that gave up begin again; return how many."""
    known = jobs.kinds().get(kind)
    begun: int = await tx.value(
        """with again as (
            update base.job set state = 'waiting', attempts_left = $2, due_at = $3, worker = null where state = 'dead' and kind = $1 returning 1
        ) select count(*) from again""",
        kind,
        known.attempts if known else jobs.ATTEMPTS,
        tx.now,
    )
    await tx.notify("jobs")
    return begun


async def discard_all(tx: Writing, kind: str) -> int:
    """Throw all of a kind away that gave up; return how many."""
    gone: int = await tx.value(
        "with gone as (delete from base.job where state = 'dead' and kind = $1 returning 1) select count(*) from gone", kind
    )
    return gone
