"""What a benchmark stands on: a server on a core of its own, loads one after another, and what each cost in CPU."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import msgspec

from stoa.app.bench import load
from stoa.app.bench.load import Measured
from stoa.base import processes
from stoa.base.postgres import Postgres

_TICKS = os.sysconf("SC_CLK_TCK")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the result: the load, what it cost in CPU milliseconds, and the limit beside it."""

    measured: Measured
    server_ms: float
    database_ms: float
    limit: float | None
    limit_name: str = ""
    aim: str = ""

    @property
    def ratio(self) -> float | None:
        return self.measured.rate / self.limit if self.limit else None


class Cores(msgspec.Struct, frozen=True):
    """Who runs where: the server has a core of its own; the rest share what is left."""

    server: set[int]
    database: set[int]
    load: set[int]


def cores() -> Cores:
    """Return the division of this machine's cores; on one core everybody shares it."""
    have = sorted(os.sched_getaffinity(0))
    if len(have) >= 4:
        return Cores({have[0]}, set(have[1:-1]), {have[-1]})
    if len(have) >= 2:
        return Cores({have[0]}, set(have[1:]), set(have[1:]))
    return Cores(set(have), set(have), set(have))


def cpu(pids: list[int]) -> float:
    """Return the CPU seconds these processes and their children have used."""
    total = 0.0
    for pid in pids:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12]) + int(fields[13]) + int(fields[14])) / _TICKS
    return total


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    found = [pid]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    return found


def pin(pid: int, where: set[int]) -> None:
    """Keep a process and its descendants on these cores."""
    for one in family(pid):
        with contextlib.suppress(ProcessLookupError):  # it has ended meanwhile
            os.sched_setaffinity(one, where)


def memory(pid: int) -> int:
    """Return the memory of a process and its descendants in bytes; pages that several share count once (proportional set size)."""
    kilobytes = 0
    for one in family(pid):
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
            kilobytes += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return kilobytes * 1024


@contextlib.contextmanager
def _free_port() -> Iterator[int]:
    """Lend a port where whoever asks for it by its number may listen, and that nobody is given by chance."""
    with socket.socket() as kept:
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.bind(("127.0.0.1", 0))
        yield int(kept.getsockname()[1])


@contextlib.contextmanager
def running(url: str, folder: Path, where: Cores, without: str = "", *, limited: bool = False) -> Iterator[tuple[int, int]]:
    """Run the shop's server on its core, without these rooms; yield its port and process id.

    A load comes from one address, so visitors are not limited, unless they are `limited` as they are in a shop.
    """
    with _free_port() as port:
        environment = {
            **os.environ,
            "STOA_DATABASE_URL": url,
            "STOA_DATA": str(folder),
            "STOA_PORT": str(port),
            "STOA_URL": "http://localhost",
            "STOA_MODE": "test",
            "STOA_RATE_LIMITS": "yes" if limited else "no",
            "STOA_WITHOUT": without,
            "MALLOC_ARENA_MAX": "2",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        process = subprocess.Popen(
            [sys.executable, "-m", "stoa", "serve"],
            env=environment,
            preexec_fn=partial(_pinned, where.server),  # noqa: PLW1509 - one thread here
        )
        try:
            _wait(port, process)
            yield port, process.pid
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _pinned(where: set[int]) -> None:
    if where:
        os.sched_setaffinity(0, where)
    processes.die_with_parent(signal.SIGTERM)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(2_400):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"http://127.0.0.1:{port}/robots.txt", timeout=2).status_code < 500:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not answer in two minutes")


class Meter:
    """Measures loads on one running server, each after a second of warming up."""

    def __init__(self, postgres: Postgres, port: int, server: int, where: Cores, seconds: float) -> None:
        self.port = port
        self._postgres = postgres
        self._server = server
        self._where = where
        self._seconds = seconds

    def warm(self, make: Callable[[], Any], seconds: float = 1.0) -> None:
        """Send a load that is not counted."""
        load.measure("", self.port, make, seconds=seconds, cores=self._where.load)

    def row(self, name: str, make: Callable[[], Any], limit: float | None = None, limit_name: str = "", aim: str = "") -> Row:
        """Send a load; return what it did and what it cost."""
        self.warm(make)
        server, database = family(self._server), family(self._postgres.pid or 0)
        before = cpu(server), cpu(database)
        measured = load.measure(name, self.port, make, seconds=self._seconds, cores=self._where.load)
        after = cpu(server), cpu(database)
        each = 1000 / max(measured.runs, 1)
        return Row(
            measured=measured,
            server_ms=round((after[0] - before[0]) * each, 3),
            database_ms=round((after[1] - before[1]) * each, 3),
            limit=limit,
            limit_name=limit_name,
            aim=aim,
        )
