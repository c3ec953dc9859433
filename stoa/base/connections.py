"""Connections: some to one PostgreSQL, lent one at a time, the latest used first.

asyncpg's own pool costs as much CPU for each lending as the statement of a kept page does (docs/decisions/0017). This one
does less: it hands out the connection itself, keeps no session state to clean, and throws away whatever came back in
doubt (cancelled, cut off, inside a transaction) instead of mending it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

PATIENCE = 10.0
"""Seconds that a request waits for a connection before it is refused."""


class Connections:
    """At most `size` connections; each is made when it is first needed."""

    def __init__(self, connect: Callable[[], Awaitable[Any]], size: int) -> None:
        self._connect = connect
        self._size = size
        self._idle: list[Any] = []
        self._open = 0
        self._waiting: deque[asyncio.Future[Any]] = deque()
        self._closed = False

    async def take(self) -> Any:
        """Return a connection that nobody else has; it is given back by `give` or `drop`.

        Raises what connecting raises, and TimeoutError when all stay taken for ten seconds.
        """
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
            self._open -= 1
        if self._open < self._size:
            return await self._make()
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Any] = loop.create_future()
        self._waiting.append(turn)
        # `asyncio.wait_for` would take another future and another round of the loop.
        late = loop.call_later(PATIENCE, _end_late, turn)
        try:
            found = await turn
        except BaseException:
            self._pass_on(turn)
            raise
        finally:
            late.cancel()
        return found if found is not None else await self._make()

    def give(self, connection: Any) -> None:
        """Take a connection back, for the one who has waited longest or for later."""
        if self._closed or connection.is_closed() or connection.is_in_transaction():
            self.drop(connection)
            return
        turn = self._next()
        if turn is not None:
            turn.set_result(connection)
        else:
            self._idle.append(connection)

    def drop(self, connection: Any) -> None:
        """Throw a connection away; whoever waits may make another."""
        self._open -= 1
        with contextlib.suppress(Exception):
            connection.terminate()
        turn = self._next()
        if turn is not None:
            turn.set_result(None)

    async def close(self) -> None:
        """Close what is idle; what is lent is closed when it comes back."""
        self._closed = True
        while self._idle:
            with contextlib.suppress(OSError, asyncio.TimeoutError):
                await self._idle.pop().close(timeout=5)

    async def _make(self) -> Any:
        self._open += 1
        try:
            return await self._connect()
        except BaseException:
            self._open -= 1
            turn = self._next()
            if turn is not None:
                turn.set_result(None)
            raise

    def _next(self) -> asyncio.Future[Any] | None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                return turn
        return None

    def _pass_on(self, turn: asyncio.Future[Any]) -> None:
        """Give on what came in the moment its waiter gave up."""
        if turn.done() and not turn.cancelled() and turn.exception() is None:
            connection = turn.result()
            if connection is not None:
                self.give(connection)


def _end_late(turn: asyncio.Future[Any]) -> None:
    if not turn.done():
        turn.set_exception(TimeoutError())
