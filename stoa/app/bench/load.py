"""A load: some connections that each send a request, wait for the whole answer, and send the next.

It runs in a process of its own, so that what it costs is not taken from the server's core.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
import time
from collections.abc import Callable, Generator, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import msgspec
import uvloop

Answer = tuple[int, bytes, bytes]
"""Status, head, body."""
Script = Generator[bytes, Answer, None]
"""One visitor's way: yields requests, is sent their answers; a whole run of it counts once."""
Story = Generator[bytes, Answer, str]
"""The same, and what the visitor was told in the end."""

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What a load found: runs a second, and milliseconds a run at the median, the 95th and the 99th of a hundred."""

    name: str
    runs: int
    seconds: float
    failed: int
    p50: float
    p95: float
    p99: float

    @property
    def rate(self) -> float:
        return self.runs / self.seconds


class _Client(asyncio.Protocol):
    """One kept connection."""

    def __init__(self) -> None:
        self._buffer = b""
        self._waiting: asyncio.Future[Answer] | None = None
        self._transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found or self._waiting is None:
            return
        length = _LENGTH.search(head)
        size = int(length[1]) if length else 0
        if len(rest) >= size:
            self._buffer = rest[size:]
            self._waiting.set_result((int(head[9:12]), head, rest[:size]))
            self._waiting = None

    def connection_lost(self, exc: Exception | None) -> None:
        if self._waiting is not None:
            self._waiting.set_exception(exc or ConnectionResetError())

    def ask(self, request: bytes) -> asyncio.Future[Answer]:
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._waiting


async def _visitor(
    port: int, script: Callable[[random.Random], Script], seed: int, until: float, times: list[float], failed: list[int]
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable mix of visits
    _, client = await asyncio.get_running_loop().create_connection(_Client, "127.0.0.1", port)
    while not times or time.perf_counter() < until:  # whoever could come so late only goes their way once
        began = time.perf_counter()
        good = await _gone(client, script(chance))
        times.append(time.perf_counter() - began)
        failed[0] += not good


async def _gone(client: _Client, way: Script) -> bool:
    """Go a visitor's way; return whether nothing was refused."""
    good = True
    request = next(way)
    try:
        while True:
            answer = await client.ask(request)
            good = good and answer[0] < 400
            request = way.send(answer)
    except StopIteration:
        return good


async def _run(port: int, script: Callable[[random.Random], Script], connections: int, seconds: float) -> tuple[list[float], int, float]:
    times: list[float] = []
    failed = [0]
    began = time.perf_counter()
    await asyncio.gather(*[_visitor(port, script, seed, began + seconds, times, failed) for seed in range(connections)])
    return times, failed[0], time.perf_counter() - began


def _process(
    pipe: Connection, port: int, make: Callable[[], Callable[[random.Random], Script]], connections: int, seconds: float, cores: set[int]
) -> None:
    if cores and sys.platform == "linux":
        os.sched_setaffinity(0, cores)
    pipe.send(uvloop.run(_run(port, make(), connections, seconds)))


def measure(
    name: str,
    port: int,
    make: Callable[[], Callable[[random.Random], Script]],
    *,
    connections: int = 16,
    seconds: float = 5.0,
    cores: set[int] | None = None,
) -> Measured:
    """Send this load for so long, from a process on these cores; `make` returns the script, in that process."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_process, args=(theirs, port, make, connections, seconds, cores or set()))
    process.start()
    times, failed, took = ours.recv()
    process.join()
    times.sort()
    return Measured(
        name=name,
        runs=len(times),
        seconds=took,
        failed=failed,
        p50=_at(times, 0.50),
        p95=_at(times, 0.95),
        p99=_at(times, 0.99),
    )


async def _shopper(port: int, people: Iterator[int], script: Callable[[int], Story], told: list[tuple[float, str]]) -> None:
    """One connection: each person who comes next goes their whole way on it."""
    _, client = await asyncio.get_running_loop().create_connection(_Client, "127.0.0.1", port)
    for number in people:
        began = time.perf_counter()
        way = script(number)
        request = next(way)
        try:
            while True:
                request = way.send(await client.ask(request))
        except StopIteration as ended:
            told.append((time.perf_counter() - began, ended.value))


async def _rush(port: int, script: Callable[[int], Story], people: int, connections: int) -> tuple[list[tuple[float, str]], float]:
    told: list[tuple[float, str]] = []
    coming = iter(range(people))
    began = time.perf_counter()
    await asyncio.gather(*[_shopper(port, coming, script, told) for _ in range(connections)])
    return told, time.perf_counter() - began


def _rushing(
    pipe: Connection, cores: set[int], port: int, make: Callable[[], Callable[[int], Story]], people: int, connections: int
) -> None:
    if cores and sys.platform == "linux":
        os.sched_setaffinity(0, cores)
    pipe.send(uvloop.run(_rush(port, make(), people, connections)))


def rush(
    port: int, make: Callable[[], Callable[[int], Story]], *, people: int, connections: int, cores: set[int]
) -> tuple[list[tuple[float, str]], float]:
    """Have so many people want something as fast as so many connections let them in; return how long each took and what they were told."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_rushing, args=(theirs, cores, port, make, people, connections))
    process.start()
    told, took = ours.recv()
    process.join()
    return told, took


Sides = tuple[list[float], list[float]]


async def _both(ports: tuple[int, int], script: Callable[[random.Random], Script], seconds: float) -> tuple[Sides, int]:
    loop = asyncio.get_running_loop()
    clients = [(await loop.create_connection(_Client, "127.0.0.1", port))[1] for port in ports]
    times: Sides = ([], [])
    failed = 0
    until, chance = time.perf_counter() + seconds, random.Random(5)  # noqa: S311 - the same pairs in every run
    while time.perf_counter() < until:
        seed, first = chance.getrandbits(30), chance.randrange(2)
        for side in (first, 1 - first):
            began = time.perf_counter()
            failed += not await _gone(clients[side], script(random.Random(seed)))  # noqa: S311 - both do the same
            times[side].append(time.perf_counter() - began)
    return times, failed


def _pairing(
    pipe: Connection, cores: set[int], ports: tuple[int, int], make: Callable[[], Callable[[random.Random], Script]], seconds: float
) -> None:
    if cores and sys.platform == "linux":
        os.sched_setaffinity(0, cores)
    pipe.send(uvloop.run(_both(ports, make(), seconds)))


def pairs(
    ports: tuple[int, int], make: Callable[[], Callable[[random.Random], Script]], *, seconds: float, cores: set[int]
) -> tuple[Sides, int]:
    """Do the same with two servers, one after the other in random order, again and again; return the times of each, and how often one failed.

    What else the machine does falls on both alike.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_pairing, args=(theirs, cores, ports, make, seconds))
    process.start()
    times, failed = ours.recv()
    process.join()
    return times, failed


def spread(times: list[float]) -> dict[str, float]:
    """Return the median, the 95th and the 99th of a hundred of these seconds, in milliseconds."""
    found = sorted(times)
    return {"p50": _at(found, 0.50), "p95": _at(found, 0.95), "p99": _at(found, 0.99)}


def _at(times: list[float], share: float) -> float:
    return round(1000 * times[min(len(times) - 1, int(len(times) * share))], 2) if times else 0.0


def request(method: str, path: str, *, cookie: str = "", kind: str = "", body: bytes = b"") -> bytes:
    """Return the bytes of a request: of a page as every browser sends it, which unpacks what comes; of the interface for programs as they do."""
    head = [f"{method} {path} HTTP/1.1", "Host: localhost", "Accept: */*"]
    if not path.startswith("/api/"):
        head.append("Accept-Encoding: gzip, deflate, br, zstd")
    if cookie:
        head.append(f"Cookie: {cookie}")
    if method != "GET":
        head += ["Origin: http://localhost", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def single(requests: Callable[[random.Random], bytes]) -> Callable[[random.Random], Script]:
    """Return the script of a visitor who asks one thing."""

    def script(chance: random.Random) -> Iterator[bytes]:
        yield requests(chance)

    return script  # type: ignore[return-value]
