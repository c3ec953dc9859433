"""The supervisor: starts the database, then the children, and starts again whatever dies, the database first."""

import logging
import os
import select
import signal
import time
from types import FrameType, TracebackType
from typing import Self

from stoa.app.running import refusing
from stoa.app.running.children import Child
from stoa.base.postgres import Postgres, PostgresFailed
from stoa.base.startup import CannotStart

log = logging.getLogger("stoa.running")

GRACE_SECONDS = 12.0
HOPELESS = 4


class Stopped(Exception):
    """Somebody asked us to stop (Ctrl-C, SIGTERM)."""


class WillNotStart(CannotStart):
    """A child said that it cannot start, or ended again and again before it had ever run for a while."""


class Supervisor:
    """Keeps a database (None: somebody else's) and children running inside a `with` block."""

    def __init__(self, postgres: Postgres | None) -> None:
        self._postgres = postgres
        self._children: list[Child] = []
        self._stopping = False
        self._handlers: dict[signal.Signals, object] = {}
        self._wakes, self._woken = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._pidfd: int | None = None

    def __enter__(self) -> Self:
        signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        for number, handler in ((signal.SIGCHLD, _nothing), (signal.SIGTERM, self._asked), (signal.SIGINT, self._asked)):
            self._handlers[number] = signal.signal(number, handler)
        try:
            self._start_database(30.0)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self._children:
            child.end()
        for child in self._children:
            child.wait(deadline)
        if self._postgres is not None:
            self._postgres.stop()
        signal.set_wakeup_fd(-1)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        self._let_go()
        os.close(self._wakes)
        os.close(self._woken)

    def add(self, child: Child) -> None:
        """Start a child and keep it running from now on."""
        self._children.append(child)
        child.start()

    def turn(self, *readable: int, timeout: float | None = None) -> list[int]:
        """Wait for something to happen and mend what died; return those of these files that can be read.

        Raises Stopped, and WillNotStart when a child cannot start or ends at once each time.
        """
        pauses = [child.due_at - time.monotonic() for child in self._children if child.due_at is not None]
        waits = [*readable, self._wakes, *([self._pidfd] if self._pidfd is not None else [])]
        limits = [one for one in (timeout, *pauses) if one is not None]
        found, _, _ = select.select(waits, [], [], max(0.0, min(limits)) if limits else None)
        if self._wakes in found:
            os.read(self._wakes, 4096)
        if self._stopping:
            raise Stopped
        self._mend()
        return [one for one in found if one in readable]

    def run(self) -> None:
        """Keep everything running until asked to stop."""
        while True:
            self.turn()

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _mend(self) -> None:
        if self._postgres is not None and self._postgres.gone():
            log.warning("the database is gone; starting it")
            self._restart_database()
        for child in self._children:
            code = child.look()
            if code is not None:
                if code == refusing.HOPELESS or (child.gave_up >= HOPELESS and not child.was_steady):
                    raise WillNotStart(child.said or f"The {child.name} does not start; what went wrong is above.")
                log.warning("the %s ended (%s); starting it again", child.name, child.said or code)
            if child.due_at is not None and child.due_at <= time.monotonic():
                child.start()

    def _start_database(self, patience: float) -> None:
        if self._postgres is None:
            return
        self._let_go()
        self._postgres.start(patience=patience)
        # Joined or our own: the kernel tells us when it ends.
        owner = self._postgres.owner()
        if owner is not None and self._postgres.pid is None:
            self._pidfd = os.pidfd_open(owner)

    def _restart_database(self) -> None:
        pause = 0.05
        while not self._stopping:
            try:
                self._start_database(60.0)
            except (PostgresFailed, OSError) as error:
                # Right after a kill its last processes may still hold the memory.
                log.warning("%s", error)
                time.sleep(pause)
                pause = min(pause * 2, 5.0)
            else:
                return

    def _let_go(self) -> None:
        if self._pidfd is not None:
            os.close(self._pidfd)
            self._pidfd = None


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Be there, so that the signal wakes us."""
