"""`stoa bench store`: the store with 20,000 products, its server on one core, beside what asyncpg alone could do."""

from __future__ import annotations

import itertools
import random
import shutil
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
from stoa.app.bench import catalogue, limits, load, meter
from stoa.app.bench.limits import Ask
from stoa.app.bench.load import Script, request
from stoa.app.bench.meter import Meter, Row
from stoa.base import clock, ids, invariants
from stoa.base.database import Database
from stoa.base.postgres import Postgres

FORM = "application/x-www-form-urlencoded"
NOBODYS_CART = f"stoa_cart={uuid.UUID(int=0)}"
"""A cart that does not exist: a page is kept when a visitor without a cart has seen it, so before that it is made anew."""

SEEN_A_SECOND = 600
"""So many products are surely seen each second, so that all of them were seen once before pages made anew are measured."""


# The visitors. Each factory runs in the load's own process, so it takes plain values only.


def product_pages(count: int, cookie: str) -> Callable[[random.Random], Script]:
    return load.single(lambda chance: request("GET", f"/p/product-{chance.randrange(count)}", cookie=cookie))


def each_product(count: int, cookie: str) -> Callable[[random.Random], Script]:
    """Visitors who together see one product after the other."""
    turn = itertools.count()
    return load.single(lambda _: request("GET", f"/p/product-{next(turn) % count}", cookie=cookie))


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

    def __init__(self, measure: Meter, queries: list[str], variants: list[str], products: int) -> None:
        self._meter = measure
        self._queries = queries
        self._variants = variants
        self._products = products

    def asks(self) -> list[Ask]:
        """Return the pages whose statements are the limits."""
        first, second = self._variants[:2]
        return [
            Ask("first", "GET", f"/p/product-{self._products // 2}", NOBODYS_CART),
            Ask("product", "GET", f"/p/product-{self._products // 2}", NOBODYS_CART),
            Ask("", "GET", "/p/product-1"),
            Ask("version", "GET", "/p/product-1"),
            Ask("listing", "GET", "/c/things-3", NOBODYS_CART),
            Ask("search", "GET", f"/search?q={self._queries[0]}", NOBODYS_CART),
            Ask("", "POST", "/cart/lines", data={"variant": first}),
            Ask("cart", "POST", "/cart/lines", data={"variant": second}),
        ]

    def rows(self, beside: dict[str, float]) -> Iterator[Row]:
        """Measure everything, one row after another."""
        n, v, q, row = self._products, self._variants, self._queries, self._meter.row
        hot = min(n, 500)
        yield row("product page, first sight", partial(product_pages, n, NOBODYS_CART), beside.get("first"), "its SQL")
        self._meter.warm(partial(each_product, n, NOBODYS_CART), 1 + n / SEEN_A_SECOND)
        yield row("product page, made anew", partial(product_pages, n, NOBODYS_CART), beside.get("product"), "its SQL", "≥ 2,500/s")
        self._meter.warm(partial(product_pages, hot, ""), 4)
        yield row("product page, by version", partial(product_pages, hot, ""), beside.get("version"), "the version's SQL", "≥ 8,000/s")
        yield row("product page, with a cart", partial(product_pages, hot, self._cart()))
        yield row("listing of 24", partial(listings, NOBODYS_CART), beside.get("listing"), "its SQL", "≥ 2,000/s")
        yield row("search", partial(searches, q, NOBODYS_CART), beside.get("search"), "its SQL", "≥ 800/s, p95 < 20 ms")
        yield row("add to cart", partial(additions, v), beside.get("cart"), "its SQL", "≥ 1,500/s")
        yield row("guest purchase, forms", partial(purchases, v), aim="≤ 8 ms of server")
        yield row("guest purchase, API", partial(api_purchases, v), aim="≤ 8 ms of server")

    def _cart(self) -> str:
        """Return the cookie of a cart with something in it."""
        url, body = f"http://127.0.0.1:{self._meter.port}/cart/lines", {"variant": self._variants[0]}
        answer = httpx.post(url, data=body, headers={"host": "localhost", "origin": "http://localhost"})
        return f"stoa_cart={answer.cookies['stoa_cart']}"


def run(products: int, seconds: float, folder: Path, progress: Callable[[int, int], None]) -> tuple[list[Row], dict[str, Any]]:
    """Make the shop in `folder`, measure it, and return the rows and what else is worth knowing."""
    where = meter.cores()
    shutil.rmtree(folder, ignore_errors=True)
    postgres = Postgres(folder / "postgres")
    postgres.start()
    try:
        meter.pin(postgres.pid or 0, where.database)
        began = time.perf_counter()
        variants, queries, existing = uvloop.run(_prepare(postgres.url, products, progress))
        made = time.perf_counter() - began
        with meter.running(postgres.url, folder, where) as (port, server):
            bench = Bench(Meter(postgres, port, server, where, seconds), queries, variants, products)
            rows = list(bench.rows(limits.measure(postgres.url, bench.asks(), where.server)))
            facts = {
                "products": products,
                "variants": existing,
                "made_in_s": round(made, 1),
                "server_memory_mb": round(meter.memory(server) / 1e6, 1),
                "cores": {"server": sorted(where.server), "database": sorted(where.database), "load": sorted(where.load)},
                "invariants_broken": uvloop.run(_broken(postgres.url)),
            }
    finally:
        postgres.stop()
    return rows, facts


async def _prepare(url: str, products: int, progress: Callable[[int, int], None]) -> tuple[list[str], list[str], int]:
    """Make the shop; return variants to buy, words to search for, and how many variants there are."""
    rooms.load()
    await databases.migrate(url)
    db = Database(url, now=clock.now, size=4)
    await db.open()
    await catalogue.make(db, products, progress)
    async with db.reading() as read:
        found = await read.rows("select id from catalog.variant order by id limit 20000")
        existing = int(await read.value("select count(*) from catalog.variant"))
        titles = await read.rows("select title from catalog.product_text order by product_id limit 400")
    await db.close()
    chance = random.Random(3)  # noqa: S311 - the same queries in every run
    queries = []
    for row in titles:
        parts = row["title"].split()
        queries.append("+".join(chance.sample(parts[1:4], 2)).lower())
        queries.append(_mistyped(parts[2].lower(), chance))
    return [ids.show("var", row["id"]) for row in found], queries, existing


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
