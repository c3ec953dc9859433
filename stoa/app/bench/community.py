"""`stoa bench community`: the store with a large community, its server on one core, beside what asyncpg alone could do."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import uvloop

from stoa.app import databases, rooms, wiring
from stoa.app.bench import catalogue, crowd, limits, load, meter
from stoa.app.bench.crowd import Crowd
from stoa.app.bench.limits import Ask
from stoa.app.bench.load import Script, request
from stoa.app.bench.meter import Meter, Row
from stoa.app.bench.store import NOBODYS_CART, SEEN_A_SECOND, each_product, listings, product_pages
from stoa.app.settings import Settings
from stoa.base import clock, ids, invariants
from stoa.base.database import Database
from stoa.base.http.visits import SESSION_COOKIE, Visit
from stoa.base.locale import LANGUAGES
from stoa.base.postgres import Postgres
from stoa.people import sessions
from stoa.people.permissions.model import PersonId
from stoa.people.sessions.model import Way

TYPED = [
    "does the handle",
    "is it easy to cle",
    "colour in dayli",
    "how long did it tak",
    "does the lid come loo",
    "small kitch",
    "fabric stai",
]
POSTED = 20
_BROWSER = {"host": "localhost", "origin": "http://localhost"}

Told = Callable[[str, int, int], None]


def suggestions(products: list[str]) -> Callable[[random.Random], Script]:
    """Visitors who type a question: one request a pause in their typing."""
    return load.single(
        lambda chance: request("GET", f"/questions/suggest?product={chance.choice(products)}&q={quote(chance.choice(TYPED))}")
    )


def review_lists(count: int) -> Callable[[random.Random], Script]:
    return load.single(lambda chance: request("GET", f"/p/product-{int(count * chance.random() ** 2.2)}/reviews", cookie=NOBODYS_CART))


def members_pages(count: int, tokens: list[str]) -> Callable[[random.Random], Script]:
    """Members who look at things: nothing of their pages is kept."""
    return load.single(
        lambda chance: request("GET", f"/p/product-{chance.randrange(count)}", cookie=f"{SESSION_COOKIE}={chance.choice(tokens)}")
    )


class Bench:
    """One run's loads."""

    def __init__(self, measure: Meter, products: list[str], tokens: list[str]) -> None:
        self._meter, self._products, self._tokens = measure, products, tokens

    def asks(self) -> list[Ask]:
        """Return the pages whose statements are the limits."""
        middle = len(self._products) // 2
        return [
            Ask("first", "GET", f"/p/product-{middle}", NOBODYS_CART),
            Ask("product", "GET", f"/p/product-{middle}", NOBODYS_CART),
            Ask("member", "GET", f"/p/product-{middle}", f"{SESSION_COOKIE}={self._tokens[0]}"),
            Ask("suggest", "GET", f"/questions/suggest?product={self._products[0]}&q={quote(TYPED[0])}"),
            Ask("reviews", "GET", "/p/product-1/reviews", NOBODYS_CART),
            Ask("listing", "GET", "/c/things-3", NOBODYS_CART),
        ]

    def rows(self, beside: dict[str, float]) -> Iterator[Row]:
        """Measure everything, one row after another."""
        n, row = len(self._products), self._meter.row
        yield row("product page, first sight", partial(product_pages, n, NOBODYS_CART), beside.get("first"), "its SQL")
        self._meter.warm(partial(each_product, n, NOBODYS_CART), 1 + n / SEEN_A_SECOND)
        yield row("product page, made anew", partial(product_pages, n, NOBODYS_CART), beside.get("product"), "its SQL", "≥ 2,000/s")
        yield row("the same, a member's", partial(members_pages, n, self._tokens), beside.get("member"), "its SQL")
        yield row("while one types", partial(suggestions, self._products), beside.get("suggest"), "its SQL", "p95 < 200 ms, aim 50")
        yield row("reviews of a product", partial(review_lists, n), beside.get("reviews"), "its SQL")
        yield row("listing of 24, stars", partial(listings, NOBODYS_CART), beside.get("listing"), "its SQL", "≥ 2,000/s")


def run(products: int, of: Crowd, seconds: float, folder: Path, told: Told) -> tuple[list[Row], dict[str, Any]]:
    """Make the shop and its crowd in `folder`, measure, and return the rows and what else is worth knowing."""
    where = meter.cores()
    shutil.rmtree(folder, ignore_errors=True)
    postgres = Postgres(folder / "postgres")
    postgres.start()
    try:
        began = time.perf_counter()
        names, tokens, writers = uvloop.run(_prepare(postgres.url, products, of, told))
        made = time.perf_counter() - began
        with meter.running(postgres.url, folder, where) as (port, server):
            bench = Bench(Meter(postgres, port, server, where, seconds), names, tokens)
            rows = list(bench.rows(limits.measure(postgres.url, bench.asks(), where.server)))
            seen = sorted(_visible_after(port, number, handle, token) for number, (handle, token) in enumerate(writers))
            facts = {
                "products": products,
                "members": of.members,
                "follows": of.follows,
                "reviews": of.reviews,
                "questions_and_answers": of.asked,
                "made_in_s": round(made, 1),
                "review_visible_after_ms": {"median": round(seen[POSTED // 2]), "slowest": round(seen[-1])},
                "server_memory_mb": round(meter.memory(server) / 1e6, 1),
                "invariants_broken": uvloop.run(_broken(postgres.url)),
            }
    finally:
        postgres.stop()
    return rows, facts


_WRITERS = """select p.handle, w.person from (select id, handle from catalog.product order by id limit $2) p
    cross join lateral (select person from unnest($1::uuid[]) person
        where not exists (select from reviews.review where author = person and product_id = p.id) limit 1) w"""
"""Products, each with a member who has said nothing of it."""


def _visible_after(port: int, number: int, handle: str, token: str) -> float:
    """Post a review as a member; return after how many milliseconds the product's page shows it."""
    said = catalogue.invented(random.Random(number), 30)  # noqa: S311 - words that nobody has said before: what is repeated waits for a host
    path = f"/p/{handle}"
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=_BROWSER, cookies={SESSION_COOKIE: token}) as client:
        client.get(path)
        began = time.perf_counter()
        form = {"rating": "5", "title": said[:40], "text": said}
        if client.post(f"{path}/review", data=form).status_code != httpx.codes.SEE_OTHER:
            raise RuntimeError("a review was refused")
        while escape(said) not in client.get(f"{path}/reviews?sort=new").text:
            if time.perf_counter() - began > 30:
                raise RuntimeError("a review was not shown within 30 seconds")
            time.sleep(0.01)
        return (time.perf_counter() - began) * 1000


async def _prepare(url: str, products: int, of: Crowd, told: Told) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    rooms.load()
    await databases.migrate(url)
    db = Database(url, now=clock.now, size=4)
    await db.open()
    wiring.make_kit(Settings(database_url=url, mode="test", url="http://localhost"), db)
    await catalogue.make(db, products, lambda done, total: told("products", done, total))
    people = await crowd.make(db, of, told)
    async with db.writing() as tx:
        tokens = [await _signed_in(tx, one) for one in people[:: max(1, len(people) // 200)]]
        writers = [(row["handle"], await _signed_in(tx, row["person"])) for row in await tx.rows(_WRITERS, list(people[-200:]), POSTED)]
    async with db.reading() as read:
        found = await read.rows("select id from catalog.product order by id")
    await db.close()
    return [ids.show("prd", row["id"]) for row in found], tokens, writers


async def _signed_in(tx: Any, person: PersonId) -> str:
    visit = Visit(LANGUAGES[0], "eu", "/", "", None, None, "127.0.0.1", "http://localhost")
    return await sessions.start(tx, person, visit, way=Way.LINK, device="")


async def _broken(url: str) -> int:
    db = Database(url, now=clock.now, size=2)
    await db.open()
    async with db.writing() as tx:
        # The crowd's things come of no orders; what is shown of them was measured, what must be true of them is not.
        await tx.run("delete from circles.purchase")
    async with db.reading() as read:
        broken = len(await invariants.check(read))
    await db.close()
    return broken
