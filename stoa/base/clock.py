"""The shop's clock: aware UTC, in one place, and movable in demo and test mode.

Rules never ask it: they are given `now`. Actions find it as `tx.now`, read once when the transaction begins.
"""

from datetime import UTC, datetime, timedelta

from stoa.base.database import Database, Writing
from stoa.base.refusals import Forbidden

_offset = timedelta(0)


class ClockIsFixed(Forbidden):
    """The clock of a real shop cannot be moved."""


def now() -> datetime:
    """Return the shop's time, in UTC."""
    return datetime.now(UTC) + _offset


def set_offset(offset: timedelta) -> None:
    """Set how far ahead of real time this process's clock runs."""
    global _offset  # noqa: PLW0603 - one clock a process is the point
    _offset = offset


async def load(db: Database) -> None:
    """Set this process's clock by the offset that the database holds."""
    async with db.reading() as read:
        set_offset(await read.value("select ahead from base.clock") or timedelta(0))


async def advance(tx: Writing, step: timedelta, *, movable: bool) -> datetime:
    """Move the shop's clock forward for every process that listens; return the new time.

    Raises ClockIsFixed unless `movable` (demo and test mode), ValueError for a step backwards: time never returns.
    """
    if not movable:
        raise ClockIsFixed
    if step <= timedelta(0):
        raise ValueError("the clock only moves forward")
    ahead: timedelta = await tx.value("update base.clock set ahead = ahead + $1 returning ahead", step)
    await tx.notify("clock", str(ahead.total_seconds()))
    return datetime.now(UTC) + ahead
