"""Jobs: work done soon, later or on a schedule, by the worker.

A job is a row written in the caller's transaction. A worker takes it by a lease, counted at the taking, so that a job
that kills its worker ends as a dead letter like any other that fails too often. Due times are the shop's clock; leases
are real time. A handler gets a transaction of its own, unless it asks for the database because it speaks to the
outside in between; either way it must be safe to run twice. (Why not a library: docs/decisions/0007.)
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import random
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.base.refusals import Busy

log = logging.getLogger("stoa.jobs")

Handler = Callable[[Any, dict[str, Any]], Awaitable[None]]

LEASE = timedelta(seconds=20)
ATTEMPTS = 8
POLL_SECONDS = 1.0
GATHER_SECONDS = 0.02
"""So long a full worker lets places become free before it looks again: taking four jobs costs what taking one does."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of job: what runs it, how often it is tried, whether it handles its own transactions."""

    name: str
    handler: Handler
    attempts: int
    own_transactions: bool
    every: timedelta | None = None


_kinds: dict[str, Kind] = {}


def job(
    name: str, *, attempts: int = ATTEMPTS, own_transactions: bool = False, every: timedelta | None = None
) -> Callable[[Handler], Handler]:
    """Register a handler.

    It gets a `Writing` and the arguments, or the `Database` when `own_transactions`. With `every` it also runs by
    itself at that interval of the shop's clock, once among all workers.
    """

    def register(handler: Handler) -> Handler:
        if name in _kinds:
            raise ValueError(f"two jobs are called {name}")
        _kinds[name] = Kind(name, handler, attempts, own_transactions, every)
        return handler

    return register


def kinds() -> dict[str, Kind]:
    """Return every kind of job there is, by name."""
    return dict(_kinds)


async def enqueue(
    tx: Writing, name: str, args: dict[str, Any] | None = None, *, at: datetime | None = None, key: str | None = None
) -> UUID | None:
    """Write a job, due at once or `at` a time; with a `key`, only if none with that key waits.

    Returns its id, or None when one with its key waits already. Raises KeyError for an unknown name.
    """
    kind = _kinds[name]
    found: UUID | None = await tx.value(
        """with made as (insert into base.job (id, kind, args, due_at, attempts_left, key, made_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (key) where state = 'waiting' do nothing returning id)
        select id from made, lateral (select case when $8 then pg_notify('stoa', 'jobs ') end) told""",
        ids.new(),
        name,
        args or {},
        at or tx.now,
        kind.attempts,
        key,
        tx.now,
        at is None or at <= tx.now,
    )
    return found


async def enqueue_all(tx: Writing, wanted: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Write many jobs, due at once, in one statement. Raises KeyError for an unknown name."""
    if not wanted:
        return
    await tx.value(
        """with made as (insert into base.job (id, kind, args, due_at, attempts_left, made_at)
            select j.id, j.kind, j.args, $5, j.attempts, $5
            from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::int[]) as j (id, kind, args, attempts) returning id)
        select pg_notify('stoa', 'jobs ') from made limit 1""",
        [ids.new() for _ in wanted],
        [name for name, _ in wanted],
        [args for _, args in wanted],
        [_kinds[name].attempts for name, _ in wanted],
        tx.now,
    )


async def do_each(db: Database, wanted: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Run what these jobs do now, each in a transaction of its own: what a watch finds due.

    One that fails keeps no other waiting. It is left to a job of its own, which is tried as often as any and ends as a dead
    letter that the desk shows; while one stands there, no other is made.
    """
    for name, args in wanted:
        try:
            async with db.writing() as tx:
                await _kinds[name].handler(tx, args)
        except (Busy, OSError) as error:
            log.warning("%s %s has to wait: %r", name, args, error)
        except Exception:
            log.exception("%s %s failed", name, args)
            async with db.writing() as tx:
                known = "select exists (select from base.job where kind = $1 and args @> $2::jsonb)"
                if not await tx.value(known, name, args):
                    await enqueue(tx, name, args)


async def progress(tx: Writing, job_id: UUID, done: int, total: int, words: str = "") -> None:
    """Say how far a long job has come; it is shown in the merchant's screens."""
    await tx.run("update base.job set progress = $2 where id = $1", job_id, {"done": done, "total": total, "words": words})


class Taken(msgspec.Struct, frozen=True):
    id: UUID
    kind: str
    args: dict[str, Any]
    attempt: int
    attempts_left: int


_TAKE = """
with due as (
    select id from base.job
    where (state = 'waiting' and due_at <= $1) or (state = 'running' and leased_until < clock_timestamp())
    order by due_at limit $2 for update skip locked)
update base.job j set
    state = case when attempts_left > 0 then 'running' else 'dead' end,
    attempts_left = greatest(attempts_left - 1, 0), attempt = attempt + 1,
    leased_until = case when attempts_left > 0 then clock_timestamp() + $3 end, worker = $4,
    error = case when j.attempts_left > 0 then j.error else coalesce(j.error, 'its worker died each time') end
from due where j.id = due.id
returning j.id, j.kind, j.args, j.attempt, j.attempts_left, j.state
"""


_FAILED = """
update base.job j set state = $2, due_at = $3, error = $4, leased_until = null,
    key = case when $2 = 'dead' or exists (select from base.job o where o.key = j.key and o.state = 'waiting') then null else key end
where id = $1
"""


class Worker:
    """Takes jobs as they come due and runs several at once."""

    def __init__(self, db: Database, *, concurrency: int = 8) -> None:
        self._db = db
        self._concurrency = concurrency
        self._wake = asyncio.Event()
        self._half_free = asyncio.Event()
        self._running: dict[UUID, asyncio.Task[None]] = {}
        self._looked_at = -POLL_SECONDS
        self._stopping = False
        self.name = f"{os.uname().nodename}:{os.getpid()}"

    def wake(self) -> None:
        """Look for jobs now (a new one was announced)."""
        self._wake.set()

    async def run(self) -> None:
        """Work until `stop`; survive the database's absence."""
        beat = asyncio.create_task(self._beat())
        try:
            while not self._stopping:
                self._wake.clear()
                room = self._concurrency - len(self._running)
                try:
                    await self._schedule()
                    took = await self._take()
                except (Busy, OSError) as error:
                    log.warning("the database is away (%s); looking again in a second", error)
                    took = 0
                await self._rest(full=0 < room == took)
        finally:
            beat.cancel()
            if self._running:
                await asyncio.wait(self._running.values(), timeout=10)

    async def _rest(self, *, full: bool) -> None:
        """Wait for a job to come; a full worker, which there may be more for already, for some room."""
        awaited, seconds = (self._half_free, GATHER_SECONDS) if full else (self._wake, POLL_SECONDS)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(awaited.wait(), seconds)

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    async def _schedule(self) -> None:
        if time.monotonic() < self._looked_at + POLL_SECONDS:
            return
        self._looked_at = time.monotonic()
        timed = [kind for kind in _kinds.values() if kind.every is not None]
        async with self._db.writing() as tx:
            for row in await tx.rows(
                """select name from unnest($1::text[], $2::interval[]) as t (name, every)
                where not exists (select from base.job where key = 'every:' || t.name and state in ('waiting', 'running'))
                and not exists (select from base.schedule s where s.name = t.name and s.ran_at > $3::timestamptz - t.every)""",
                [kind.name for kind in timed],
                [kind.every for kind in timed],
                tx.now,
            ):
                await tx.run(
                    "insert into base.schedule (name, ran_at) values ($1, $2) on conflict (name) do update set ran_at = excluded.ran_at",
                    row["name"],
                    tx.now,
                )
                await enqueue(tx, row["name"], key=f"every:{row['name']}")

    async def _take(self) -> int:
        room = self._concurrency - len(self._running)
        if room <= 0:
            return 0
        async with self._db.writing() as tx:
            rows = await tx.rows(_TAKE, tx.now, room, LEASE, self.name)
        for row in rows:
            if row["state"] == "dead":
                log.error("job %s (%s) is a dead letter: its worker died each time", row["id"], row["kind"])
                continue
            taken = Taken(row["id"], row["kind"], row["args"], row["attempt"], row["attempts_left"])
            task = asyncio.create_task(self._do(taken))
            self._running[taken.id] = task
        if len(self._running) * 2 > self._concurrency:
            self._half_free.clear()
        return len(rows)

    async def _do(self, taken: Taken) -> None:
        try:
            await perform(self._db, taken)
        except Exception as error:  # noqa: BLE001 - whatever a job does wrong, the worker lives and says so
            await self._failed(taken, error)
        finally:
            self._running.pop(taken.id, None)
            self._wake.set()
            if len(self._running) * 2 <= self._concurrency:
                self._half_free.set()

    async def _failed(self, taken: Taken, error: Exception) -> None:
        dead = taken.attempts_left == 0
        log.log(
            logging.ERROR if dead else logging.WARNING, "job %s (%s) failed, attempt %s: %r", taken.id, taken.kind, taken.attempt, error
        )
        delay = min(2.0**taken.attempt, 3600) * random.uniform(0.7, 1.3)  # noqa: S311 - jitter, not a secret
        words = "".join(traceback.format_exception(error))[-4_000:]
        with contextlib.suppress(Busy, OSError):  # the lease will run out by itself
            async with self._db.writing() as tx:
                await tx.run(
                    _FAILED,
                    taken.id,
                    "dead" if dead else "waiting",
                    tx.now + timedelta(seconds=delay),
                    words,
                )

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 4)
            if not self._running:
                continue
            with contextlib.suppress(Busy, OSError):
                async with self._db.writing() as tx:
                    await tx.run(
                        "update base.job set leased_until = clock_timestamp() + $2 where id = any($1) and state = 'running'",
                        list(self._running),
                        LEASE,
                    )


async def perform(db: Database, taken: Taken) -> None:
    """Run one job and strike it off; in the handler's own transaction where it has one, so both happen or neither."""
    kind = _kinds[taken.kind]
    args = {**taken.args, "job_id": taken.id} if kind.own_transactions else taken.args
    if kind.own_transactions:
        await kind.handler(db, args)
        async with db.writing() as tx:
            await _done(tx, taken.id)
    else:
        async with db.writing() as tx:
            await kind.handler(tx, args)
            await _done(tx, taken.id)


async def _done(tx: Writing, job_id: UUID) -> None:
    await tx.run("delete from base.job where id = $1", job_id)


async def drain(db: Database, *, limit: int = 1_000) -> int:
    """Run every job that is due, one after another, in this process; return how many (tests, the demo's set-up).

    A failing job raises here, and stays.
    """
    for done in range(limit):
        async with db.writing() as tx:
            rows = await tx.rows(_TAKE, tx.now, 1, LEASE, "drain")
        if not rows:
            return done
        row = rows[0]
        await perform(db, Taken(row["id"], row["kind"], row["args"], row["attempt"], row["attempts_left"]))
    raise RuntimeError(f"still jobs after {limit}")


@contextlib.asynccontextmanager
async def working(db: Database, *, concurrency: int = 8) -> AsyncIterator[Worker]:
    """Run a worker beside the block."""
    worker = Worker(db, concurrency=concurrency)
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await task
