"""`stoa bench deals`: a group deal that everybody wants, beside what one UPDATE a join could do, and what deals cost who buys alone."""

from __future__ import annotations

import asyncio
import contextlib
import random
import secrets
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import uvloop

from stoa.app import databases, rooms, wiring
from stoa.app.bench import catalogue, limits, load, meter, waiting
from stoa.app.bench.load import Script, Story, request
from stoa.app.bench.meter import Cores, Meter, Row
from stoa.app.bench.store import ADDRESS, NOBODYS_CART, api_purchases, product_pages
from stoa.app.settings import Settings
from stoa.base import clock, ids, invariants, jobs
from stoa.base.database import Database, Writing
from stoa.base.postgres import Postgres
from stoa.deals import group_buys
from stoa.deals.group_buys import store as groups
from stoa.deals.group_buys.model import DealId, Kind, NewDeal, State, TeamId, TeamRow, Tier
from stoa.people.sessions.model import SYSTEM
from stoa.shop import stock
from stoa.shop.catalog.model import ProductId, VariantId

JSON = "application/json"
PLACES = 1_000_000
SCARCE, PLENTY = "product-1", "product-0"
"""What the crowd wants, and what has places for everybody."""
TRIES = 30
"""A lock that is not had in three seconds is refused with the advice to try again: so often a shopper does."""
SETTLES_WITHIN = 600
LIMIT = "update bench.place set taken = taken + 1 where id = 1 and taken + 1 <= most"


class Wanted(msgspec.Struct, frozen=True):
    """How much is measured: people who want the `units` of one deal, the connections they come on, and the rest."""

    people: int = 5_000
    units: int = 500
    connections: int = 200
    waiting: int = 50_000
    products: int = 500
    seconds: float = 5.0


class Group(msgspec.Struct, frozen=True):
    """A deal with its one team and what is bought by it."""

    deal: DealId
    team: TeamRow
    variant: VariantId

    @property
    def ref(self) -> str:
        return ids.show("var", self.variant)


# The visitors. Each factory runs in the load's own process, so it takes plain values only.


def _buyer(number: int) -> bytes:
    """Return what one of them says at the checkout: a mail box and a door of their own, since a person is in a team once."""
    address = {**ADDRESS, "line1": f"Hafenstraße {number}"}
    email = f"shopper-{number}@example.com"
    return msgspec.json.encode({"email": email, "shipping_address": address, "payment": {"provider": "sandbox", "token": "tok_ok"}})


def _place(handle: str, variant: str) -> bytes:
    return request("POST", f"/api/teams/{handle}/places", kind=JSON, body=msgspec.json.encode({"variant_id": variant}))


def joins(handle: str, variant: str) -> Callable[[random.Random], Script]:
    """Guests who join: a place by the team's link, and the checkout that takes it and sets the money aside."""
    place = _place(handle, variant)

    def script(_chance: random.Random) -> Script:
        status, _, made = yield place
        if status == 201:
            path = f"/api/carts/{msgspec.json.decode(made)['cart_id']}/checkout"
            # Nobody of the second of warming up comes again: the team has them already.
            yield request("POST", path, kind=JSON, body=_buyer(secrets.randbits(48)))

    return script


def shoppers(handle: str, variant: str) -> Callable[[int], Story]:
    """People who want a place of a deal: what each is told in the end is `ordered`, or the code of the refusal."""
    place = _place(handle, variant)

    def story(number: int) -> Story:
        status, made = yield from _patient(place)
        if status != 201:
            return _code(status, made)
        path = f"/api/carts/{msgspec.json.decode(made)['cart_id']}/checkout"
        status, made = yield from _patient(request("POST", path, kind=JSON, body=_buyer(number)))
        return "ordered" if status == 201 else _code(status, made)

    return story


def _patient(asked: bytes) -> Any:
    for _ in range(TRIES):
        status, _, body = yield asked
        if status != 503:
            break
    return status, body


def _code(status: int, body: bytes) -> str:
    with contextlib.suppress(msgspec.MsgspecError, AttributeError):
        return str(msgspec.json.decode(body).get("code", status))
    return str(status)


# The shop


async def _prepare(url: str, products: int, progress: Callable[[int, int], None]) -> list[str]:
    """Make the shop; return the variants of which there are enough."""
    rooms.load()
    await databases.migrate(url)
    async with _opened(url) as db:
        await catalogue.make(db, products, progress)
        async with db.writing() as tx:
            await tx.run("create schema bench")
            await tx.run("create table bench.place (id int primary key, taken int not null, most int not null, check (taken <= most))")
            await tx.run("insert into bench.place values (1, 0, 1000000000)")
            rows = await tx.rows(
                """select v.id from catalog.variant v join catalog.product p on p.id = v.product_id where p.handle <> $1 order by v.id limit 20000""",
                SCARCE,
            )
    return [ids.show("var", row["id"]) for row in rows]


async def _plan(url: str, handle: str, places: int, units: int | None = None) -> Group:
    """Open a deal on a product: many places, or so many and as many pieces."""
    async with _opened(url) as db, db.writing() as tx:
        product = ProductId(await tx.value("select id from catalog.product where handle = $1", handle))
        variant = VariantId(await tx.value("select id from catalog.variant where product_id = $1 order by position, id limit 1", product))
        if units is not None:
            await stock.count_again(tx, SYSTEM, {variant: units}, beside_orders=True)
        return await _deal(tx, product, variant, places)


async def _deal(tx: Writing, product: ProductId, variant: VariantId, places: int) -> Group:
    new = NewDeal(
        kind=Kind.TIERS,
        product_id=product,
        market="eu",
        title={"en": "Together"},
        tiers=(Tier(2, 10), Tier(max(places // 2, 3), 20)),
        minimum=2,
        maximum=places,
        closes_at=tx.now + timedelta(days=2),
    )
    deal = await group_buys.plan(tx, SYSTEM, new)
    (team,) = await groups.teams_of(tx, deal)
    return Group(deal, team, variant)


@contextlib.asynccontextmanager
async def _opened(url: str) -> Any:
    db = Database(url, now=clock.now, size=12)
    await db.open()
    try:
        yield db
    finally:
        await db.close()


# What is measured


def alone(servers: tuple[tuple[int, int], tuple[int, int]], variants: list[str], where: Cores, wanted: Wanted) -> dict[str, Any]:
    """Measure buying alone with deals and without: the same page, the same purchase, of one server and of the other in turns.

    `servers` are the port and process of each. A ratio is what it takes without ÷ what it takes with: above 1 where deals cost nothing.
    """
    loads = {"product page": partial(product_pages, wanted.products, NOBODYS_CART), "guest purchase": partial(api_purchases, variants)}
    ports, families = (servers[0][0], servers[1][0]), [meter.family(pid) for _, pid in servers]
    found = {}
    for name, make in loads.items():
        load.pairs(ports, make, seconds=wanted.seconds / 2, cores=where.load)  # to warm up
        before = [meter.cpu(one) for one in families]
        times, failed = load.pairs(ports, make, seconds=wanted.seconds * 4, cores=where.load)
        used = [meter.cpu(one) - was for one, was in zip(families, before, strict=True)]
        on, off = (statistics.median(one) for one in times)
        found[name] = {
            "ratio": round(off / on, 3),
            "aim": "≥ 0.97",
            "on_ms": round(1000 * on, 3),
            "off_ms": round(1000 * off, 3),
            "server_cpu_ratio": round(used[1] / used[0], 3) if used[0] else None,
            "pairs": len(times[0]),
            "failed": failed,
        }
    return found


def rush(url: str, port: int, where: Cores, wanted: Wanted) -> dict[str, Any]:
    """Have everybody want the places of one deal; return who got one, and how fast the others were told."""
    group = uvloop.run(_plan(url, SCARCE, wanted.units, wanted.units))
    told, took = load.rush(
        port, partial(shoppers, group.team.handle, group.ref), people=wanted.people, connections=wanted.connections, cores=where.load
    )
    answers = Counter(what for _, what in told)
    settled = uvloop.run(_settle(url, port, group.team.id))
    return {
        "people": wanted.people,
        "units": wanted.units,
        "connections": wanted.connections,
        "seconds": round(took, 1),
        "told": dict(answers.most_common()),
        "ordered_ms": load.spread([seconds for seconds, what in told if what == "ordered"]),
        "refused_ms": load.spread([seconds for seconds, what in told if what != "ordered"]),
        **settled,
    }


def _joins(url: str, on: Meter, where: Cores) -> Row:
    """Measure joins of a deal with many places, beside one UPDATE a join."""
    group = uvloop.run(_plan(url, PLENTY, PLACES))
    best = limits.measure_statement(url, where.server, LIMIT)
    return on.row("joins", partial(joins, group.team.handle, group.ref), best, "one UPDATE", "≥ half of it")


async def _settle(url: str, port: int, team: TeamId) -> dict[str, Any]:
    """Do the jobs until the team is settled and nothing is due; return what came of it."""
    settled = None
    async with _opened(url) as db:
        wiring.make_kit(Settings(database_url=url, mode="test", url="http://localhost", port=port), db)
        began = time.perf_counter()
        async with jobs.working(db):
            while await _is_due(db) and time.perf_counter() - began < SETTLES_WITHIN:  # nothing tells of it
                await asyncio.sleep(0.1)
                if settled is None and (await _outcome(db, team))["state"] == State.SETTLED:
                    settled = round(time.perf_counter() - began, 1)
        return {**await _outcome(db, team), "settled_in_s": settled, "all_jobs_done_in_s": round(time.perf_counter() - began, 1)}


async def _outcome(db: Database, team: TeamId) -> dict[str, Any]:
    async with db.reading() as read:
        row = await read.row(
            """select t.state, t.taken, count(o.id) filter (where o.state <> 'cancelled') as orders,
                count(m.id) filter (where m.state = 'captured') as captured
            from group_buys.team t left join group_buys.place p on p.team_id = t.id left join orders.order o on o.id = p.order_id
            left join payments.payment m on m.order_id = o.id where t.id = $1 group by t.id""",
            team,
        )
    return dict(row)


async def _is_due(db: Database) -> bool:
    async with db.reading() as read:
        sql = "select exists (select from base.job where state = 'running' or (state = 'waiting' and due_at <= $1))"
        return bool(await read.value(sql, read.now))


def run(wanted: Wanted, folder: Path, progress: Callable[[int, int], None]) -> tuple[list[Row], dict[str, Any]]:
    """Make the shop in `folder`, measure it, and return the rows and what else is worth knowing."""
    where = meter.cores()
    shutil.rmtree(folder, ignore_errors=True)
    postgres = Postgres(folder / "postgres")
    postgres.start()
    try:
        meter.pin(postgres.pid or 0, where.database)
        url = postgres.url
        variants = uvloop.run(_prepare(url, wanted.products, progress))
        with meter.running(url, folder / "crowd", where) as (port, server):
            crowd = rush(url, port, where, wanted)
            on = Meter(postgres, port, server, where, wanted.seconds)
            join = _joins(url, on, where)
            line = waiting.make(url, wanted.waiting)
            asked = on.row("place in the line", partial(waiting.places, ids.show("sal", line.sale), line.passes))
            memory = round(meter.memory(server) / 1e6, 1)
        with (
            meter.running(url, folder / "on", where) as with_deals,
            meter.running(url, folder / "off", where, without="deals") as without_deals,
        ):
            ratios = alone((with_deals, without_deals), variants, where, wanted)
        facts = {
            "rush": crowd,
            "waiting": line.facts,
            "joins_of_limit": round(join.ratio or 0, 3),
            "alone_on_to_off": ratios,
            "server_memory_mb": memory,
            "cores": {"server": sorted(where.server), "database": sorted(where.database), "load": sorted(where.load)},
            "invariants_broken": uvloop.run(_broken(url)),
        }
    finally:
        postgres.stop()
    return [join, asked], facts


async def _broken(url: str) -> list[str]:
    async with _opened(url) as db, db.snapshot() as read:
        return [str(one) for one in await invariants.check(read)]
