"""Buyers buy over HTTP while servers, workers and databases are killed at random moments; afterwards the books are read.

    bin/chaos --rounds 100

What must be true when the dust has settled: every order that was answered 201 is there; nobody was charged twice; nobody
was charged without getting goods; every stated invariant holds; nothing is left undecided; nobody was shown a fault: what cannot be had just now is
said to be so. After each kill the shop is back by itself.

Faults that were put in to see whether fifteen rounds find them. They did: a commit does not wait for the disk (21 orders lost); a checkout pressed twice is
paid twice (59 charged twice); each call to the provider has a key of its own (10 charged without goods); nobody asks what became of a payment (14
undecided); a dead worker's jobs are left (19 undecided); a request that was cut off is a fault (16 faults); nobody starts a dead server again (not back in
two minutes). Money that comes for an order that has ended needs longer than a run: tests/shop/payments has that.
"""

import argparse
import asyncio
import contextlib
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import msgspec

from stoa.app import databases, rooms, wiring
from stoa.app.demo import seeding
from stoa.app.settings import Settings
from stoa.base import clock, ids, invariants
from stoa.base.database import Database, Reading
from tests.app import processes

TOKENS = ["tok_ok"] * 5 + ["tok_declined", "tok_timeout", "tok_late", "tok_lost", "tok_twice", "tok_refund_fails_once", "tok_challenge"]
BUYERS = 6
PRESSED_AGAIN = 0.5
"""So likely somebody presses twice: though there was an answer, and anew, not as the same request, where it was cut off."""
ADDRESS = {"name": "Ada Beck", "line1": "Hauptstraße 1", "city": "Berlin", "postal_code": "10115", "country": "DE"}
SETTLED = """select
    (select count(*) from base.job where state = 'running' or (state = 'waiting' and due_at <= $1))
    + (select count(*) from payments.payment p where state in ('intended', 'unknown', 'challenge', 'capturing', 'voiding') or state = 'authorized'
        and not exists (select from orders.order o where o.id = p.order_id and o.state = 'held'))
    + (select count(*) from payments.refund where state = 'asked')
    + (select count(*) from orders.order where state = 'pending')"""


class Outcome(msgspec.Struct):
    """What happened."""

    rounds: int = 0
    kills: Counter[str] = msgspec.field(default_factory=Counter)
    answers: Counter[int] = msgspec.field(default_factory=Counter)
    cut_off: int = 0
    refused: int = 0
    """How often it was said that this cannot be done just now (503)."""
    faults: list[str] = []
    promised: set[UUID] = set()
    orders: int = 0
    lost: list[str] = []
    charged_twice: list[str] = []
    charged_for_nothing: list[str] = []
    undecided: int = 0
    dead_letters: list[str] = []
    broken: list[str] = []
    seconds: float = 0.0

    @property
    def well(self) -> bool:
        wrong = self.lost or self.charged_twice or self.charged_for_nothing or self.faults or self.dead_letters or self.broken
        return not (wrong or self.undecided)

    def line(self) -> str:
        """Return all of it in a sentence."""
        kills = ", ".join(f"{name} {count}" for name, count in sorted(self.kills.items()))
        return (
            f"{self.rounds} rounds in {self.seconds:.0f} s ({kills} killed), {self.orders} orders, {len(self.promised)} answered 201, "
            f"{self.cut_off} answers cut off, {self.refused} refused for now, {len(self.faults)} faults: {len(self.lost)} lost, {len(self.charged_twice)} charged twice, "
            f"{len(self.charged_for_nothing)} charged without goods, {self.undecided} undecided, {len(self.dead_letters)} dead letters, "
            f"{len(self.broken)} invariants broken"
        )


async def run(folder: Path, rounds: int, seed: int) -> Outcome:
    """Fill a shop in this folder, run it, trade and kill; return what came of it."""
    began = time.monotonic()
    port = processes.free_port()
    settings = Settings(mode="test", data=folder / "var", port=port, url=f"http://127.0.0.1:{port}", rate_limits=False)
    outcome, dice = Outcome(), random.Random(seed)
    with databases.reached(settings) as reached:
        await _fill(reached)
    with processes.running("tests.app.running_shop", data=settings.data, port=port, log=folder / "log") as shop:
        url = databases.Postgres(settings.data / "postgres").url
        await asyncio.to_thread(processes.wait_until, lambda: processes.ready(port), 120.0, "the start")
        wanted = await variants(url)
        over = asyncio.Event()
        buyers = [asyncio.create_task(buy(settings.url, wanted, random.Random(f"{seed} {n}"), outcome, over)) for n in range(BUYERS)]
        for _ in range(rounds):
            await asyncio.sleep(dice.uniform(0.1, 1.2))
            await _kill(shop.pid, dice.choice(list(processes.PARTS)), outcome)
            await asyncio.to_thread(processes.wait_until, lambda: processes.ready(port), 120.0, "the shop's return")
            outcome.rounds += 1
        over.set()
        await asyncio.gather(*buyers)
        await settle(url, outcome)
        await read_the_books(url, outcome)
    outcome.seconds = time.monotonic() - began
    return outcome


async def _fill(settings: Settings) -> None:
    await databases.migrate(settings.database_url)
    rooms.load()
    db = Database(settings.database_url, now=clock.now, size=4)
    await db.open()
    wiring.make_kit(settings, db)
    await seeding.fill(db, lambda _words, _done, _total: None)
    await db.close()


@contextlib.asynccontextmanager
async def looking(url: str) -> AsyncIterator[Database]:
    """Open a database, with its clock."""
    rooms.load()
    db = Database(url, now=clock.now, size=2)
    await db.open()
    try:
        await clock.load(db)
        yield db
    finally:
        await db.close()


async def variants(url: str) -> list[str]:
    """Return some variants of which there are plenty and some that run out."""
    async with looking(url) as db, db.reading() as read:
        rows = await read.rows(
            """(select c.variant_id from stock.component c join stock.item i on i.id = c.item_id order by i.on_hand desc, c.variant_id limit 20)
            union all (select c.variant_id from stock.component c join stock.item i on i.id = c.item_id
                where i.on_hand - i.allocated between 1 and 12 order by c.variant_id limit 10)"""
        )
    return [ids.show("var", row["variant_id"]) for row in rows]


async def _kill(parent: int, name: str, outcome: Outcome) -> None:
    pid = await asyncio.to_thread(processes.part, parent, name)
    if pid is not None:
        processes.kill(pid)
        outcome.kills[name] += 1


async def buy(url: str, wanted: list[str], dice: random.Random, outcome: Outcome, over: asyncio.Event) -> None:
    """Buy again and again until it is over, some of these variants each time, with a card that does anything a card may."""
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        while not over.is_set():
            cart = await _insist(client, "POST", "/api/carts", {}, outcome)
            if cart is None or cart.status_code != 201:
                continue
            cart_id = cart.json()["id"]
            for variant in dice.sample(wanted, dice.choice([1, 1, 2])):
                await _insist(client, "PUT", f"/api/carts/{cart_id}/lines/{variant}", {"quantity": dice.choice([1, 1, 2])}, outcome)
            body = {
                "email": f"{uuid4().hex[:8]}@example.com",
                "shipping_address": ADDRESS,
                "payment": {"provider": "sandbox", "token": dice.choice(TOKENS)},
            }
            presses = 1 + (dice.random() < PRESSED_AGAIN)
            for _ in range(presses):
                answer = await _insist(client, "POST", f"/api/carts/{cart_id}/checkout", body, outcome, anew=presses > 1)
                if answer is not None:
                    outcome.answers[answer.status_code] += 1
                    if answer.status_code == 201:
                        outcome.promised.add(ids.parse("ord", answer.json()["id"]))


async def _insist(
    client: httpx.AsyncClient, method: str, path: str, body: object, outcome: Outcome, *, anew: bool = False
) -> httpx.Response | None:
    """Send until there is an answer, as a program with patience does: the same request under the same key.

    `anew`: under another after an answer that was cut off, as somebody does who presses again.
    """
    headers = {"idempotency-key": uuid4().hex}
    for attempt in range(30):
        try:
            answer = await client.request(method, path, json=body, headers=headers)
        except httpx.HTTPError:
            outcome.cut_off += 1
            headers = {"idempotency-key": uuid4().hex} if anew else headers
        else:
            outcome.refused += answer.status_code == 503
            if answer.status_code == 500:
                outcome.faults.append(f"{method} {path}: {answer.text}")
            if answer.status_code < 500 and not (answer.status_code == 409 and "in_progress" in answer.text):
                return answer
        await asyncio.sleep(min(0.05 * 2**attempt, 1.0))
    return None


async def settle(url: str, outcome: Outcome) -> None:
    """Let the clock run until everything has been decided: leases end, doubts are asked about, patience ends."""
    async with looking(url) as db:
        deadline = time.monotonic() + 240
        while time.monotonic() < deadline:
            async with db.writing() as tx:
                now = await clock.advance(tx, timedelta(minutes=7), movable=True)
            for _ in range(12):
                await asyncio.sleep(0.25)
                async with db.reading() as read:
                    outcome.undecided = await read.value(SETTLED, now)
                if not outcome.undecided:
                    return


async def read_the_books(url: str, outcome: Outcome) -> None:
    """Note every order that is lost, every charge that is wrong, and every invariant that does not hold."""
    async with looking(url) as db, db.snapshot() as read:
        outcome.orders = await read.value("select count(*) from orders.order where cart_id is not null")
        there = {row["id"] for row in await read.rows("select id from orders.order where id = any($1)", list(outcome.promised))}
        outcome.lost = [ids.show("ord", one) for one in outcome.promised - there]
        outcome.charged_twice = await _twice(read)
        outcome.charged_for_nothing = await _for_nothing(read)
        rows = await read.rows("select kind, coalesce(error, '') as error from base.job where state = 'dead'")
        outcome.dead_letters = [f"{row['kind']}: {row['error'][-300:]}" for row in rows]
        outcome.broken = [f"{one.name}: {one.rows}" for one in await invariants.check(read)]


async def _twice(read: Reading) -> list[str]:
    """Return orders for which the provider took or holds money more than once, or other money than the shop believes.

    An order that several pay has a charge for each of them.
    """
    rows = await read.rows(
        """select c."order" || ': ' || count(*) || ' charges' as id from outside_payments.charge c left join payments.payment p on p.reference = c.reference
        where c.state in ('authorized', 'captured') group by c."order"
        having count(*) filter (where p.part is not true) > case when bool_or(p.part) then 0 else 1 end
        union select c."order" || ': ' || c.state || ' ' || c.captured || '-' || c.refunded || ', believed ' || p.state || ' ' || p.captured || '-' || p.refunded
        from outside_payments.charge c join payments.payment p on p.reference = c.reference
        where (c.captured, c.refunded) <> (p.captured, p.refunded)"""
    )
    return [row["id"] for row in rows]


async def _for_nothing(read: Reading) -> list[str]:
    """Return charges of which the provider kept money though their order was cancelled or is not there."""
    rows = await read.rows(
        """select c.reference from outside_payments.charge c left join payments.payment p on p.reference = c.reference
        left join orders.order o on o.id = p.order_id
        where (c.state = 'captured' and c.refunded < c.captured and coalesce(o.state, 'cancelled') = 'cancelled')
            or (c.state = 'authorized' and c.expires_at > c.made_at and coalesce(o.state, 'cancelled') = 'cancelled' and p.id is null)"""
    )
    return [row["reference"] for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill parts of a shop under load, then read the books.")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stoa-chaos-") as folder:
        outcome = asyncio.run(run(Path(folder), given.rounds, given.seed))
    for found in (outcome.lost, outcome.charged_twice, outcome.charged_for_nothing, outcome.faults, outcome.dead_letters, outcome.broken):
        for line in found:
            print(line, file=sys.stderr)  # noqa: T201
    print(outcome.line())  # noqa: T201
    sys.exit(0 if outcome.well else 1)


if __name__ == "__main__":
    main()
