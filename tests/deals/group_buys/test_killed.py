"""GRP-1 through real processes: teams in every state reach their end while the worker is killed again and again.

Some are of forty; people take several pieces and cancel some of them, go, wait, and take what is kept for them. STOA_SEED makes others of it.
"""

import asyncio
import contextlib
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from subprocess import Popen
from typing import Any

import httpx
import msgspec
import pytest

from stoa.app.bench.meter import Cores, running
from stoa.base import clock, ids, invariants
from stoa.base.database import Database, Writing
from stoa.deals.group_buys import actions, store
from stoa.deals.group_buys.model import Kind, NewDeal, Tier
from stoa.people.sessions.model import SYSTEM
from stoa.shop import stock
from stoa.shop.catalog.model import Product
from stoa.shop.stock.model import NewItem
from tests.app import processes
from tests.shop.checkout.makers import make_shop
from tests.shop.pricing.makers import make_priced

pytestmark = [pytest.mark.slow, pytest.mark.anyio, pytest.mark.timeout(900)]
ADDRESS = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}
ANY = Cores(set(), set(), set())
TOKENS = ["tok_ok"] * 6 + ["tok_twice", "tok_timeout", "tok_capture_timeout", "tok_only_in_full", "tok_capture_fails", "tok_declined"]
LATER = ["tok_ok"] * 6 + ["tok_charge_fails_once", "tok_charge_fails", "tok_charge_timeout", "tok_timeout", "tok_declined"]
KILLS = 10
IN_TIME = 60
"""So many seconds after its deadline everything of a team is asked for."""
CANCELS, GOES = 0.3, 0.15
"""So likely one who has several pieces cancels one, and anybody goes."""
SEED = int(os.environ.get("STOA_SEED", "4"))
MANY = 40


class Stall(msgspec.Struct):
    """A product with its deal: of tiers with their one team, or of teams that shoppers start."""

    product: Product
    team: str | None
    tokens: list[str]
    people: int
    orders: list[dict[str, Any]] = []
    """Whoever has a place, as the checkout answered."""
    waiting: list[str] = []
    """The keys of those who wait for one."""


async def open_stall(tx: Writing, kind: Kind, people: int, days: int = 1) -> Stall:
    """Open a deal: 2 people −10 %, 4 people −20 %, at most 6 (or forty, where so many come); or teams of three."""
    product = await make_priced(tx, 10_000)
    await stock.make_items(tx, SYSTEM, [NewItem(product.variants[0].id, product.id, 500)])
    team = kind is Kind.TEAM
    new = NewDeal(
        kind=kind,
        product_id=product.id,
        market="eu",
        title={"en": "Together"},
        tiers=(Tier(3, 20),) if team else (Tier(2, 10), Tier(4, 20)),
        minimum=3 if team else 2,
        maximum=None if team else MANY if people > 8 else 6,
        closes_at=None if team else tx.now + timedelta(days=days),
    )
    deal = await actions.plan(tx, SYSTEM, new)
    teams = await store.teams_of(tx, deal)
    return Stall(product, teams[0].handle if teams else None, LATER if days > 6 else TOKENS, people)


async def open_all(tx: Writing) -> list[Stall]:
    """Open stalls that will fail, tip, be filled; by what is set aside and by what is saved."""
    await make_shop(tx)
    tiers = [await open_stall(tx, Kind.TIERS, people, days) for days in (1, 9) for people in (1, 3, 5, 8, 8, MANY)]
    return [*tiers, *[await open_stall(tx, Kind.TEAM, people) for people in (1, 2, 3, 3, 3)]]


async def fill(client: httpx.AsyncClient, stall: Stall, dice: random.Random) -> None:
    """Have people join over HTTP, one after another; some banks say no at once. Then some wait, some cancel a piece, and some go."""
    wanted = {"variant_id": ids.show("var", stall.product.variants[0].id)}
    for number in range(stall.people):
        path = f"/api/teams/{stall.team}/places" if stall.team else f"/api/products/{stall.product.handle}/teams"
        got = await client.post(path, json={**wanted, "quantity": dice.choice([1, 1, 2, 3])})
        if got.status_code == 409:
            break
        await check_out(client, stall, number, got.raise_for_status().json(), "tok_ok" if number == 0 else dice.choice(stall.tokens))
    for number in range(2):
        waits = await client.post(f"/api/teams/{stall.team}/waiting", json={**wanted, "email": f"wanda{number}@example.com"})
        assert waits.status_code in {201, 409}, waits.text  # where there is a place, nobody waits
        if waits.status_code == 201:
            stall.waiting.append(waits.json()["key"])
    for order in stall.orders[1:]:
        chance = dice.random()
        if chance < CANCELS and order["lines"][0]["quantity"] > 1:
            await cancel(client, order, 1)
        elif chance > 1 - GOES:
            await cancel(client, order)


async def check_out(client: httpx.AsyncClient, stall: Stall, number: int, place: dict[str, Any], token: str) -> None:
    home = {**ADDRESS, "line1": f"Hafenstraße {number + 1}"}
    body = {"email": f"ada{number}@example.com", "shipping_address": home, "payment": {"provider": "sandbox", "token": token}}
    answer = await client.post(f"/api/carts/{place['cart_id']}/checkout", json=body)
    assert answer.status_code in {201, 202, 402}, answer.text
    stall.team = stall.team or place["team"]
    if answer.status_code != 402:
        stall.orders.append(answer.json())


async def cancel(client: httpx.AsyncClient, order: dict[str, Any], pieces: int | None = None) -> None:
    """Cancel so many pieces of an order, or all of it; what is not known yet at the bank cannot be."""
    lines = None if pieces is None else [{"line_id": order["lines"][0]["id"], "quantity": pieces}]
    gone = await client.post(f"/api/orders/{order['id']}/cancellation", params={"key": order["key"]}, json={"lines": lines})
    assert gone.status_code in {200, 201, 409}, gone.text


async def take_up(client: httpx.AsyncClient, stalls: list[Stall]) -> int:
    """Have whoever is asked take the place that is kept for them; return how many did."""
    taken = 0
    for stall in stalls:
        for number, key in enumerate(stall.waiting):
            got = await client.post(f"/api/teams/{stall.team}/offers/{key}", json={})
            if got.status_code in {200, 201}:
                await check_out(client, stall, 900 + number, got.json(), "tok_ok")
                taken += 1
    return taken


class Worker:
    """The shop's worker as a process that dies and comes back."""

    def __init__(self, db: Database, folder: Path, port: int) -> None:
        self._start = {"data": folder, "port": port, "log": folder / "log", "STOA_DATABASE_URL": db.url}
        self._process: Popen[bytes] | None = None
        self._db = db
        self.cut_off = 0

    @property
    def name(self) -> str:
        """Return what jobs say that it does."""
        return f"%:{self._process.pid if self._process is not None else 0}"

    def start(self) -> None:
        self._process = processes.start("stoa.app.running.working", **self._start)

    def kill(self) -> None:
        if self._process is not None:
            processes.kill(self._process.pid)
            self._process.wait()
            self._process = None

    async def die(self, dice: random.Random) -> None:
        """Let it begin to work, kill it in the middle, and start another."""
        assert self._process is not None
        ours, looks, before = self.name, 50, None
        until = time.monotonic() + processes.PATIENCE
        while looks and time.monotonic() < until:
            async with self._db.reading() as read:
                seen = await read.row(
                    "select exists (select from base.job where worker like $1) as busy, (select max(ran_at) from base.schedule) as planned",
                    ours,
                )
            if seen["busy"]:
                break
            before = before or (seen["planned"],)
            looks -= before != (seen["planned"],)  # it has come to itself: a busy machine may take long for that
            await asyncio.sleep(0.05)
        await asyncio.sleep(dice.uniform(0, 0.2))
        self.kill()
        async with self._db.reading() as read:
            self.cut_off += await read.value("select count(*) from base.job where state = 'running' and worker like $1", ours)
        self.start()


@pytest.fixture
async def worker(db: Database, tmp_path: Path) -> AsyncIterator[Worker]:
    found = Worker(db, tmp_path, processes.free_port())
    yield found
    found.kill()


async def advance(db: Database, step: timedelta) -> None:
    async with db.writing() as tx:
        await clock.advance(tx, step, movable=True)
    await clock.load(db)


async def owed(db: Database, *, patient: bool = False) -> int:
    """Return how many teams whose time is over are not settled; `patient`, beside those in whose hour of grace, or of who was asked, it still is."""
    async with db.reading() as read:
        return int(
            await read.value(
                """select count(*) from group_buys.team t where (t.deadline <= $1 or t.percent is not null) and t.state <> 'settled'
                and not ($2 and (exists (select from group_buys.place p where p.team_id = t.id and p.grace_until > $1)
                        or exists (select from group_buys.waiting w where w.team_id = t.id and w.state = 'offered' and w.offered_until > $1))
                    and not exists (select from group_buys.place p where p.team_id = t.id and p.state = 'capturing'))""",
                read.now,
                patient,
            )
        )


BUSY = """select exists (select from base.job where kind not like '%.watch' and ((state = 'waiting' and due_at <= $1)
        or (state = 'running' and leased_until >= clock_timestamp() and worker like $2)))"""


async def at_rest(db: Database, worker: Worker, rested: list[float]) -> None:
    """Add up the seconds of the shop's clock in which nobody could do anything, since a dead worker's lease, a pause or the watch is waited for."""
    since: float | None = None
    while True:
        began = time.monotonic()
        async with db.reading() as read:
            busy = bool(await read.value(BUSY, read.now, worker.name)) or not await owed(db, patient=True)
        if since is not None and not busy:
            rested[0] += began - since
        since = None if busy else began
        await asyncio.sleep(0.1)


async def end(db: Database, worker: Worker, step: timedelta, dice: random.Random, kills: int = 0) -> None:
    """Let the deadline come, kill the worker so often at random moments, and see everything asked for.

    However long a busy machine takes for it: what the shop itself lets lie of the minute that it has is less than all of it.
    """
    worker.start()
    await advance(db, step)
    resting = asyncio.create_task(at_rest(db, worker, rested := [0.0]))
    for _ in range(kills):
        await worker.die(dice)
    until = time.monotonic() + processes.PATIENCE
    while await owed(db, patient=True):
        async with db.reading() as read:
            left = await read.rows("select id, state, percent, owed from group_buys.team where state <> 'settled'")
        assert time.monotonic() < until, left
        await asyncio.sleep(0.2)
    resting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await resting
    assert rested[0] < IN_TIME, rested
    worker.kill()


async def all_done(db: Database) -> None:
    """Wait until there is a moment in which nothing is to be done, nor being done."""
    until = time.monotonic() + processes.PATIENCE
    while True:
        async with db.reading() as read:
            left = await read.rows(
                "select kind from base.job where kind not like '%.watch' and (state = 'running' or (state = 'waiting' and due_at <= $1))",
                read.now,
            )
        if not left:
            return
        assert time.monotonic() < until, left
        await asyncio.sleep(0.1)


BOOKS = """select t.id, t.state as team, t.percent, p.state, o.state as "order", p.quantity as left, coalesce(l.fewer, 0) as fewer,
        o.total - coalesce(l.off, 0)::int as total, coalesce(sum(c.captured - c.refunded), 0)::int as kept
    from group_buys.place p join group_buys.team t on t.id = p.team_id join orders.order o on o.id = p.order_id
    left join lateral (select sum(cancelled) as fewer, sum(cancelled * unit) as off from orders.line where order_id = o.id) l on true
    left join payments.payment m on m.order_id = o.id left join outside_payments.charge c on c.reference = m.reference
    group by t.id, p.id, o.id, l.fewer, l.off"""
"""Each place with what its order costs without the pieces that were cancelled, and what the provider has of it."""


async def test_every_team_ends_as_written_while_the_worker_dies(db: Database, worker: Worker, tmp_path: Path) -> None:
    dice = random.Random(SEED)
    async with db.writing() as tx:
        stalls = await open_all(tx)
    with running(db.url, tmp_path, ANY) as (port, _):
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            await asyncio.gather(*[fill(client, stall, random.Random(f"{SEED} {n}")) for n, stall in enumerate(stalls)])
            assert await owed(db)  # those that were filled wait for a worker
            came = await take_up(client, stalls)
            await end(db, worker, timedelta(days=1), dice, KILLS)
            await end(db, worker, timedelta(hours=1, minutes=1), dice)  # the hour of grace is over: whoever waits is asked
            came += await take_up(client, stalls)
            await end(db, worker, timedelta(days=8), dice, KILLS)
            await end(db, worker, timedelta(hours=1, minutes=1), dice)
            came += await take_up(client, stalls)
        assert came > 0
        assert worker.cut_off > 0
        for _ in range(3):  # what was unknown is known, what was given up is back, and each who was asked in turn has had an hour
            await end(db, worker, timedelta(hours=1, minutes=1), dice)
        worker.start()
        await all_done(db)
    async with db.snapshot() as read:
        books = await read.rows(BOOKS)
        assert {row["team"] for row in books} == {"settled"}
        assert {(row["percent"] is None, row["state"]) for row in books} >= {(True, "released"), (False, "captured"), (False, "declined")}
        for row in books:
            assert row["kept"] == (row["total"] if row["state"] == "captured" else 0), dict(row)
            assert row["state"] != "captured" or row["percent"] is not None
            assert (row["order"] == "open") is (row["state"] == "captured")
        assert await read.value("select count(*) from group_buys.place where state in ('authorized', 'capturing', 'grace')") == 0
        assert await read.rows("select kind, error from base.job where state = 'dead'") == []
        assert await invariants.check(read) == []
        assert max(Counter(row["id"] for row in books).values()) > MANY / 2
        assert {row["left"] for row in books if row["state"] == "captured"} >= {1, 2, 3}
        assert any(row["fewer"] for row in books if row["state"] == "captured")
