"""`stoa bench store`: the store with 20,000 products, its server on one core, beside what asyncpg alone could do."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import msgspec
import uvloop

from stoa.app import databases, rooms
from stoa.app.bench import catalogue, limits, load
from stoa.app.bench.load import Measured, Script, request
from stoa.base import clock, ids, invariants, processes
from stoa.base.database import Database
from stoa.base.postgres import Postgres

FORM = "application/x-www-form-urlencoded"
_TICKS = os.sysconf("SC_CLK_TCK")
NOBODYS_CART = f"stoa_cart={uuid.UUID(int=0)}"
"""A cart that does not exist: a page is kept when a visitor without a cart has seen it, so before that it is made anew."""


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


def _cpu(pids: list[int]) -> float:
    """Return the CPU seconds these processes and their children have used."""
    total = 0.0
    for pid in pids:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12]) + int(fields[13]) + int(fields[14])) / _TICKS
    return total


def _family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    found = [pid]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += _family(int(child))
    return found


def memory(pid: int) -> int:
    """Return the resident memory of a process and its descendants, in bytes."""
    pages = 0
    for one in _family(pid):
        with contextlib.suppress(OSError):
            pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(url: str, folder: Path, where: Cores) -> Iterator[tuple[int, int]]:
    """Run the shop's server on its core; yield its port and process id."""
    port = _free_port()
    environment = {
        **os.environ,
        "STOA_DATABASE_URL": url,
        "STOA_DATA": str(folder),
        "STOA_PORT": str(port),
        "STOA_URL": "http://localhost",
        "STOA_MODE": "test",
        "STOA_RATE_LIMITS": "no",
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
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"http://127.0.0.1:{port}/robots.txt", timeout=2).status_code < 500:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not answer in 30 seconds")


# The visitors. Each factory runs in the load's own process, so it takes plain values only.


def product_pages(count: int, cookie: str) -> Callable[[random.Random], Script]:
    return load.single(lambda chance: request("GET", f"/p/product-{chance.randrange(count)}", cookie=cookie))


def listings(cookie: str) -> Callable[[random.Random], Script]:
    return load.single(lambda chance: request("GET", f"/c/things-{chance.randrange(20)}", cookie=cookie))


def searches(queries: list[str], cookie: str) -> Callable[[random.Random], Script]:
    return load.single(lambda chance: request("GET", f"/search?q={chance.choice(queries)}", cookie=cookie))


def additions(variants: list[str]) -> Callable[[random.Random], Script]:
    """Visitors who fill carts, fifty things each."""
    carts: dict[int, list[Any]] = {}

    def script(chance: random.Random) -> Script:
        mine = carts.setdefault(id(chance), ["", 0])
        body = f"variant={chance.choice(variants)}&quantity=1".encode()
        _, head, _ = yield request("POST", "/cart/lines", cookie=mine[0], kind=FORM, body=body)
        mine[1] += 1
        if not mine[0]:
            mine[0] = "stoa_cart=" + head.decode().lower().partition("set-cookie: stoa_cart=")[2][:36]
        if mine[1] % 50 == 0:
            mine[0] = ""

    return script


ADDRESS = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}


def purchases(variants: list[str]) -> Callable[[random.Random], Script]:
    """Guests who buy by the forms: cart, checkout, address, delivery, payment."""
    address = urlencode({"email": "ada@example.com", **ADDRESS}).encode()

    def script(chance: random.Random) -> Script:
        body = f"variant={chance.choice(variants)}&quantity=1".encode()
        _, head, _ = yield request("POST", "/cart/lines", kind=FORM, body=body)
        cookie = "stoa_cart=" + head.decode().lower().partition("set-cookie: stoa_cart=")[2][:36]
        yield request("POST", "/checkout", cookie=cookie, kind=FORM)
        yield request("POST", "/checkout/address", cookie=cookie, kind=FORM, body=address)
        yield request("POST", "/checkout/delivery", cookie=cookie, kind=FORM, body=b"delivery=standard")
        yield request("POST", "/checkout/place", cookie=cookie, kind=FORM, body=b"payment=sandbox:tok_ok")

    return script


def api_purchases(variants: list[str]) -> Callable[[random.Random], Script]:
    """Programs that buy: a cart, a line, the checkout."""
    body = msgspec.json.encode(
        {"email": "ada@example.com", "shipping_address": ADDRESS, "payment": {"provider": "sandbox", "token": "tok_ok"}}
    )

    def script(chance: random.Random) -> Script:
        _, _, made = yield request("POST", "/api/carts", kind="application/json", body=b"{}")
        cart = msgspec.json.decode(made)["id"]
        yield request("PUT", f"/api/carts/{cart}/lines/{chance.choice(variants)}", kind="application/json", body=b'{"quantity": 1}')
        yield request("POST", f"/api/carts/{cart}/checkout", kind="application/json", body=body)

    return script


class Bench:
    """One run: a large shop, a server on one core, and the loads one after another."""

    def __init__(
        self,
        postgres: Postgres,
        port: int,
        server: int,
        where: Cores,
        seconds: float,
        queries: list[str],
        variants: list[str],
        products: int,
    ) -> None:
        self._postgres = postgres
        self._port = port
        self._server = server
        self._where = where
        self._seconds = seconds
        self._queries = queries
        self._variants = variants
        self._products = products

    def rows(self, beside: dict[str, float]) -> Iterator[Row]:
        """Measure everything, one row after another."""
        n, v, q = self._products, self._variants, self._queries
        hot = min(n, 500)
        yield self._row("product page, made anew", partial(product_pages, n, NOBODYS_CART), beside.get("product"), "its SQL", "≥ 2,500/s")
        for _ in range(2):
            self._measure("", partial(product_pages, hot, ""), 2)
        yield self._row(
            "product page, by version", partial(product_pages, hot, ""), beside.get("version"), "the version's SQL", "≥ 8,000/s"
        )
        yield self._row("product page, with a cart", partial(product_pages, hot, self._cart()), None, "", "")
        yield self._row("listing of 24", partial(listings, NOBODYS_CART), beside.get("listing"), "its SQL", "≥ 2,000/s")
        yield self._row("search", partial(searches, q, NOBODYS_CART), beside.get("search"), "its SQL", "≥ 800/s, p95 < 20 ms")
        yield self._row("add to cart", partial(additions, v), beside.get("cart"), "its SQL", "≥ 1,500/s")
        yield self._row("guest purchase, forms", partial(purchases, v), None, "", "≤ 8 ms of server")
        yield self._row("guest purchase, API", partial(api_purchases, v), None, "", "≤ 8 ms of server")

    def _cart(self) -> str:
        """Return the cookie of a cart with something in it."""
        url, body = f"http://127.0.0.1:{self._port}/cart/lines", {"variant": self._variants[0]}
        answer = httpx.post(url, data=body, headers={"host": "localhost", "origin": "http://localhost"})
        return f"stoa_cart={answer.cookies['stoa_cart']}"

    def _measure(self, name: str, make: Callable[[], Any], seconds: float) -> Measured:
        return load.measure(name, self._port, make, seconds=seconds, cores=self._where.load)

    def _row(self, name: str, make: Callable[[], Any], limit: float | None, limit_name: str, aim: str) -> Row:
        self._measure(name, make, 1.0)
        server, database = _family(self._server), _family(self._postgres.pid or 0)
        before = _cpu(server), _cpu(database)
        measured = self._measure(name, make, self._seconds)
        after = _cpu(server), _cpu(database)
        each = 1000 / max(measured.runs, 1)
        return Row(
            measured=measured,
            server_ms=round((after[0] - before[0]) * each, 3),
            database_ms=round((after[1] - before[1]) * each, 3),
            limit=limit,
            limit_name=limit_name,
            aim=aim,
        )


def run(products: int, seconds: float, folder: Path, progress: Callable[[int, int], None]) -> tuple[list[Row], dict[str, Any]]:
    """Make the shop in `folder`, measure it, and return the rows and what else is worth knowing."""
    where = cores()
    shutil.rmtree(folder, ignore_errors=True)
    postgres = Postgres(folder / "postgres")
    postgres.start()
    try:
        for pid in _family(postgres.pid or 0):
            os.sched_setaffinity(pid, where.database)
        began = time.perf_counter()
        variants, queries = uvloop.run(_prepare(postgres.url, products, progress))
        made = time.perf_counter() - began
        with running(postgres.url, folder, where) as (port, server):
            beside = limits.measure(postgres.url, products, queries, variants, where.server)
            bench = Bench(postgres, port, server, where, seconds, queries, variants, products)
            rows = list(bench.rows(beside))
            facts = {
                "products": products,
                "variants": len(variants),
                "made_in_s": round(made, 1),
                "server_memory_mb": round(memory(server) / 1e6, 1),
                "cores": {"server": sorted(where.server), "database": sorted(where.database), "load": sorted(where.load)},
                "invariants_broken": uvloop.run(_broken(postgres.url)),
            }
    finally:
        postgres.stop()
    return rows, facts


async def _prepare(url: str, products: int, progress: Callable[[int, int], None]) -> tuple[list[str], list[str]]:
    rooms.load()
    await databases.migrate(url)
    db = Database(url, now=clock.now, size=4)
    await db.open()
    await catalogue.make(db, products, progress)
    async with db.reading() as read:
        found = await read.rows("select id from catalog.variant order by id limit 20000")
        titles = await read.rows("select title from catalog.product_text order by product_id limit 400")
    await db.close()
    chance = random.Random(3)  # noqa: S311 - the same queries in every run
    queries = []
    for row in titles:
        parts = row["title"].split()
        queries.append("+".join(chance.sample(parts[1:4], 2)).lower())
        queries.append(_mistyped(parts[2].lower(), chance))
    return [ids.show("var", row["id"]) for row in found], queries


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


async def _broken(url: str) -> int:
    db = Database(url, now=clock.now, size=2)
    await db.open()
    async with db.snapshot() as read:
        found = len(await invariants.check(read))
    await db.close()
    return found
