"""The limit: the statements that a page sends, sent by asyncpg alone, on the same core and in the same run.

The statements are not written again here: each page is asked for once, and what it sends is recorded.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Coroutine
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import asyncpg
import httpx
import msgspec
import uvloop

from stoa.app import wiring
from stoa.app.settings import Settings
from stoa.base import clock
from stoa.base.database import SETTINGS, Database, Statement, prepare, statements

CONNECTIONS = 16
SECONDS = 2.0


class Ask(msgspec.Struct, frozen=True):
    """A page to ask for. One without a name only prepares for the next; cookies go along from one to the next."""

    name: str
    method: str
    path: str
    cookie: str = ""
    data: dict[str, str] | None = None


async def _record(url: str, asks: list[Ask]) -> dict[str, list[tuple[str, tuple[Any, ...]]]]:
    """Ask each page once, through the real application, and return the statements it sent with their arguments."""
    db = Database(url, now=clock.now, size=2)
    await db.open()
    front = wiring.build(Settings(database_url=url, mode="test", url="http://localhost", rate_limits=False), db)
    found: dict[str, list[tuple[str, tuple[Any, ...]]]] = {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=front), base_url="http://localhost") as client:
        for ask in asks:
            headers = {"origin": "http://localhost", **({"cookie": ask.cookie} if ask.cookie else {})}
            seen: list[str] = []
            token = statements.set(seen)
            await client.request(ask.method, ask.path, headers=headers, data=ask.data)
            statements.reset(token)
            if ask.name:
                sent = [(str(one), one.args) for one in seen if isinstance(one, Statement)]
                # What a page writes down when its answer is sent is no part of the answer.
                found[ask.name] = [one for one in sent if ask.method != "GET" or one[0].startswith("select")]
    await db.close()
    return found


async def _one(connection: Any, page: list[tuple[str, tuple[Any, ...]]], until: float) -> int:
    count = 0
    prepared = [(await connection.prepare(sql), args) for sql, args in page]
    changes = len(page) > 1 and any(not sql.lstrip().lower().startswith("select") for sql, _ in page)
    while time.perf_counter() < until:
        if changes:
            async with connection.transaction():
                for statement, args in prepared:
                    await statement.fetch(*args)
        else:
            for statement, args in prepared:
                await statement.fetch(*args)
        count += 1
    return count


async def _rate(url: str, page: list[tuple[str, tuple[Any, ...]]]) -> float:
    connections = [await asyncpg.connect(url, server_settings=SETTINGS) for _ in range(CONNECTIONS)]
    for connection in connections:
        await prepare(connection)
    began = time.perf_counter()
    counts = await asyncio.gather(*[_one(connection, page, began + SECONDS) for connection in connections])
    took = time.perf_counter() - began
    for connection in connections:
        await connection.close()
    return sum(counts) / took


async def _alone(url: str, sql: str, args: tuple[Any, ...]) -> dict[str, float]:
    return {"alone": await _rate(url, [(sql, args)])}


async def _all(url: str, asks: list[Ask]) -> dict[str, float]:
    recorded = await _record(url, asks)
    return {name: await _rate(url, page) for name, page in recorded.items() if page}


def _process(pipe: Connection, cores: set[int], work: Callable[..., Coroutine[Any, Any, dict[str, float]]], *args: Any) -> None:
    os.sched_setaffinity(0, cores)
    pipe.send(uvloop.run(work(*args)))


def measure(url: str, asks: list[Ask], cores: set[int]) -> dict[str, float]:
    """Return, for each page by name, how often a second its statements run without a server around them."""
    return _apart(cores, _all, url, asks)


def measure_statement(url: str, cores: set[int], sql: str, *args: Any) -> float:
    """Return how often a second this one statement runs, each a transaction of its own."""
    return _apart(cores, _alone, url, sql, args)["alone"]


def _apart(cores: set[int], work: Callable[..., Coroutine[Any, Any, dict[str, float]]], *args: Any) -> dict[str, float]:
    """Do this in a process on these cores."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_process, args=(theirs, cores, work, *args))
    process.start()
    found: dict[str, float] = ours.recv()
    process.join()
    return found
