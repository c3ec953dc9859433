"""Versions of what kept pages depend on, read for all who ask at the same time with one statement.

As a database commits for many at once (group commit: DeWitt et al., Implementation Techniques for Main Memory Database
Systems, 1984), a process reads for many at once: who asks while a statement is under way waits for the next, so nobody is told
of a moment before they asked. Whoever is alone is read for at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from stoa.base.database import Database
from stoa.base.refusals import Busy

PATIENCE = 0.05
"""Seconds after which nobody waits any longer for a statement that is under way: the next is sent beside it."""

_READ = "select topic, number from base.version where topic = any($1)"

Numbers = dict[str, int]


class Versions:
    """Reads versions of topics; one that never changed has none, which counts as 0."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._topics: set[str] = set()
        self._waiting: list[asyncio.Future[Numbers]] = []
        self._reader: asyncio.Task[None] | None = None
        self._since = 0.0

    async def total(self, topics: Sequence[str]) -> int:
        """Return the sum of these topics' versions, none of them older than this call. Raises Busy where the database cannot say."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Numbers] = loop.create_future()
        self._topics.update(topics)
        self._waiting.append(answer)
        if self._reader is None or loop.time() > self._since + PATIENCE:
            self._since = loop.time()
            self._reader = loop.create_task(self._read())
        numbers = await answer
        return sum([numbers.get(topic, 0) for topic in topics])

    async def _read(self) -> None:
        """Read for all who have asked, then for those who did meanwhile, until nobody has or another reader was sent."""
        me = asyncio.current_task()
        while self._waiting and self._reader is me:
            topics, self._topics = list(self._topics), set()
            waiting, self._waiting = self._waiting, []
            self._since = asyncio.get_running_loop().time()
            try:
                async with self._db.reading() as read:
                    found: Numbers = dict(await read.rows(_READ, topics))
            except BaseException as error:
                _refuse(waiting, error)
                if not isinstance(error, Exception):
                    raise
            else:
                for one in waiting:
                    if not one.done():  # who asked may have gone
                        one.set_result(found)
        if self._reader is me:
            self._reader = None


def _refuse(waiting: Sequence[asyncio.Future[Numbers]], error: BaseException) -> None:
    """Tell them all; a process that is being stopped has no time for them."""
    for one in waiting:
        if not one.done():
            one.set_exception(error if isinstance(error, Exception) else Busy(type(error).__name__))
