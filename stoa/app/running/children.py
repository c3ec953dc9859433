"""One process that the supervisor keeps alive."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from functools import partial
from typing import IO

from stoa.app.running import refusing
from stoa.base import processes

STEADY_SECONDS = 5.0
LONGEST_PAUSE = 10.0


class Child:
    """A module run as a process of its own, started again with growing pauses when it ends by itself.

    One that works `once` may end well.
    """

    def __init__(
        self, name: str, module: str, environment: Mapping[str, str], sockets: tuple[int, ...] = (), *, once: bool = False
    ) -> None:
        self.name = name
        self.failures = 0
        self.gave_up = 0
        self.was_steady = False
        self.said = ""
        self.due_at: float | None = None
        self._module = module
        self._environment = {**os.environ, "MALLOC_ARENA_MAX": "2", **environment}
        self._sockets = sockets
        self._once = once
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0
        self._saying: IO[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start it now."""
        self._began, self.due_at = time.monotonic(), None
        self._saying = tempfile.TemporaryFile()  # noqa: SIM115 - until it has ended
        saying = self._saying.fileno()
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._module],
            env={**self._environment, refusing.SAID_FD: str(saying)},
            stdin=subprocess.DEVNULL,
            pass_fds=(*self._sockets, saying),
            start_new_session=self._once,  # Ctrl-C ends what has children of its own through us, in order
            preexec_fn=partial(processes.die_with_parent, signal.SIGTERM, os.getpid()),  # noqa: PLW1509 - one thread here
        )

    def look(self) -> int | None:
        """Return the code it ended with, once for each end; note what it said and when it is due again, if that may help."""
        if self._process is None or (code := self._process.poll()) is None:
            return None
        self._ended()
        if code == 0 and self._once:
            return None
        if code == refusing.HOPELESS:
            return code
        # One that says it could not start never ran, however long a busy machine took to let it say so.
        steady = code != refusing.LATER and time.monotonic() - self._began >= STEADY_SECONDS
        self.was_steady |= steady
        self.failures = 1 if steady else self.failures + 1
        # One that was killed did not give up by itself: only its own ends say that it cannot start.
        self.gave_up = 0 if steady else self.gave_up + (code > 0)
        pause = 0.0 if self.failures == 1 else min(0.1 * 2.0**self.failures, LONGEST_PAUSE)
        self.due_at = time.monotonic() + pause
        return code

    def end(self) -> None:
        """Ask it to end."""
        if self._process is not None:
            self._process.terminate()

    def wait(self, deadline: float) -> None:
        """Wait until it has ended; kill it at the deadline."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._ended()

    def _ended(self) -> None:
        """Note what it said."""
        self._process = None
        if self._saying is not None:
            self.said = os.pread(self._saying.fileno(), 4_000, 0).decode(errors="replace")
            self._saying.close()
            self._saying = None
