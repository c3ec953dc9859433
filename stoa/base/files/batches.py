"""Writing many things, a batch in one transaction: again when others were in the way, in halves when one of them is refused."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from stoa.base.database import AlreadyThere, Database, Writing
from stoa.base.refusals import Busy, Refusal

T = TypeVar("T")
R = TypeVar("R")
TRIES = 6

pause = asyncio.sleep


async def again(db: Database, work: Callable[[Writing], Awaitable[R]], *more: type[Refusal]) -> R:
    """Do it in one transaction; again when others were in the way (Busy, AlreadyThere, or `more`). Raises Refusal."""
    passing: tuple[type[Refusal], ...] = (Busy, AlreadyThere, *more)
    for attempt in range(TRIES):
        try:
            async with db.writing() as tx:
                return await work(tx)
        except passing as refusal:
            if attempt == TRIES - 1:
                raise
            await pause(0.2 * 2**attempt if isinstance(refusal, Busy) else 0)
    raise AssertionError("unreachable")


async def in_halves(
    things: list[T], attempt: Callable[[list[T]], Awaitable[None]], refused: Callable[[T, Refusal], Awaitable[None]]
) -> None:
    """Attempt them all; where something about them is refused, in two halves, down to the one at fault. Raises Busy."""
    try:
        await attempt(things)
    except Busy:
        raise
    except Refusal as refusal:
        if len(things) == 1:
            await refused(things[0], refusal)
            return
        half = len(things) // 2
        await in_halves(things[:half], attempt, refused)
        await in_halves(things[half:], attempt, refused)
