import asyncio
from datetime import timedelta
from typing import Any

import pytest

from stoa.base import jobs
from stoa.base.database import Database, Writing

ran: list[Any] = []


@jobs.job("test.note")
async def note(_tx: Writing, args: dict[str, Any]) -> None:
    ran.append(args["n"])


@jobs.job("test.fails", attempts=2)
async def fails(tx: Writing, _args: dict[str, Any]) -> None:
    await tx.run("insert into base.version values ('undone', 1)")
    raise ValueError("no luck")


@pytest.fixture(autouse=True)
def clean() -> None:
    ran.clear()


async def test_a_job_runs_once_and_is_gone(db: Database) -> None:
    async with db.writing() as tx:
        await jobs.enqueue(tx, "test.note", {"n": 1})
    assert await jobs.drain(db) == 1
    assert ran == [1]
    assert await jobs.drain(db) == 0


async def test_a_rolled_back_job_never_was(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with db.writing() as tx:
            await jobs.enqueue(tx, "test.note", {"n": 1})
            raise ZeroDivisionError
    assert await jobs.drain(db) == 0


async def test_a_job_with_a_key_waits_only_once(db: Database) -> None:
    async with db.writing() as tx:
        assert await jobs.enqueue(tx, "test.note", {"n": 1}, key="k") is not None
        assert await jobs.enqueue(tx, "test.note", {"n": 2}, key="k") is None
    assert await jobs.drain(db) == 1
    assert ran == [1]


async def test_a_later_job_waits(db: Database) -> None:
    async with db.writing() as tx:
        await jobs.enqueue(tx, "test.note", {"n": 1}, at=tx.now + timedelta(hours=1))
    assert await jobs.drain(db) == 0


async def test_a_job_that_fails_too_often_is_a_dead_letter_and_changes_nothing(db: Database) -> None:
    async with db.writing() as tx:
        await jobs.enqueue(tx, "test.fails")
    for _ in range(2):
        async with db.writing() as tx:
            await tx.run("update base.job set due_at = $1 where state = 'waiting'", tx.now)
        worker = jobs.Worker(db)
        assert await worker._take() == 1
        await asyncio.wait(worker._running.values())
    async with db.reading() as read:
        assert await read.value("select state from base.job where kind = 'test.fails'") == "dead"
        assert "no luck" in await read.value("select error from base.job where kind = 'test.fails'")
        assert await read.value("select count(*) from base.version where topic = 'undone'") == 0


async def test_a_job_that_kills_its_worker_ends_as_a_dead_letter(db: Database) -> None:
    async with db.writing() as tx:
        await jobs.enqueue(tx, "test.fails")
    for _ in range(3):
        async with db.writing() as tx:  # taken, and the worker dies: its lease runs out
            await tx.rows(jobs._TAKE, tx.now, 1, jobs.LEASE, "dying")
            await tx.run("update base.job set leased_until = clock_timestamp() - interval '1 second' where state = 'running'")
    async with db.reading() as read:
        assert dict(await read.row("select state, error from base.job where kind = 'test.fails'")) == {
            "state": "dead",
            "error": "its worker died each time",
        }
