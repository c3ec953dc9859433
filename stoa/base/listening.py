"""Listening: one connection a process hears every announcement (`tx.notify`), and comes back when it is lost.

After each loss the listeners are called with an empty message: what was announced meanwhile is unknown, so each looks
for itself.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg

from stoa.base.database import Database

log = logging.getLogger("stoa.listening")

Heard = Callable[[str], Awaitable[None]]


class Listener:
    """Calls functions by topic as announcements come in."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._heard: dict[str, list[Heard]] = {}
        self._queue: asyncio.Queue[tuple[str, str] | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def on(self, topic: str, heard: Heard) -> None:
        """Call `heard` with the message of each announcement on this topic."""
        self._heard.setdefault(topic, []).append(heard)

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            try:
                connection = await self._db.listener()
            except (OSError, asyncpg.PostgresError):
                await asyncio.sleep(0.5)
                continue
            try:
                connection.add_termination_listener(lambda _: self._queue.put_nowait(None))
                await connection.add_listener("stoa", self._receive)
                for topic in self._heard:
                    self._queue.put_nowait((topic, ""))
                await self._deliver()
            finally:
                connection.terminate()

    def _receive(self, _connection: Any, _pid: int, _channel: str, payload: Any) -> None:
        topic, _, message = str(payload).partition(" ")
        self._queue.put_nowait((topic, message))

    async def _deliver(self) -> None:
        while (announced := await self._queue.get()) is not None:
            topic, message = announced
            for heard in self._heard.get(topic, ()):
                try:
                    await heard(message)
                except Exception:
                    log.exception("a listener to %s failed", topic)
        log.warning("the listening connection was lost; connecting again")
