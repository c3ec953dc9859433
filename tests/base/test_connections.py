"""Connections are lent one at a time, and what comes back in doubt is thrown away."""

import asyncio
import contextlib

import pytest

from stoa.base import clock
from stoa.base.database import Database, DatabaseBusy


@pytest.fixture
async def two(db: Database):
    found = Database(db.url, now=clock.now, size=2)
    await found.open()
    yield found
    await found.close()


async def pid(db: Database) -> int:
    async with db.reading() as read:
        return await read.value("select pg_backend_pid()")


async def test_the_same_connection_serves_one_after_another(two: Database) -> None:
    assert len({await pid(two) for _ in range(5)}) == 1


async def test_no_more_than_were_allowed_and_everybody_gets_a_turn(two: Database) -> None:
    seen: set[int] = set()

    async def look(number: int) -> int:
        async with two.reading() as read:
            seen.add(await read.value("select pg_backend_pid()"))
            return number

    assert await asyncio.gather(*[look(number) for number in range(50)]) == list(range(50))
    assert len(seen) == 2


async def test_a_killed_connection_is_replaced(two: Database, db: Database) -> None:
    victim = await pid(two)
    async with db.reading() as read:
        await read.value("select pg_terminate_backend($1)", victim)
    with contextlib.suppress(DatabaseBusy):  # the first to use it may find out
        await pid(two)
    assert await pid(two) != victim


async def test_one_that_dies_in_the_middle_is_a_refusal_and_not_given_on(two: Database, db: Database) -> None:
    with pytest.raises(DatabaseBusy):
        async with two.writing() as tx:
            victim = await tx.value("select pg_backend_pid()")
            async with db.reading() as read:
                await read.value("select pg_terminate_backend($1)", victim)
            await tx.value("select 1")
    assert await pid(two) != victim


async def test_a_cancelled_visitor_leaves_nothing_behind(two: Database, db: Database) -> None:
    async def slow() -> None:
        async with two.writing() as tx:
            await tx.run("create temp table left_behind ()")
            await tx.value("select pg_sleep(30)")

    tasks = [asyncio.create_task(slow()) for _ in range(2)]
    async with db.reading() as read:
        while await read.value("select count(*) from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()") < 2:
            await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    async with two.reading() as read:
        assert await read.value("select to_regclass('pg_temp.left_behind')") is None


async def test_who_waits_and_gives_up_does_not_keep_a_turn(two: Database) -> None:
    async with two.reading(), two.reading():
        waiting = asyncio.create_task(pid(two))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    assert await asyncio.gather(pid(two), pid(two))


async def test_a_constraint_is_a_refusal_and_the_connection_goes_on(two: Database) -> None:
    before = await pid(two)
    with pytest.raises(ZeroDivisionError):
        async with two.writing() as tx:
            await tx.run("insert into base.version values ('x', 1)")
            raise ZeroDivisionError
    assert await pid(two) == before
    async with two.reading() as read:
        assert await read.value("select count(*) from base.version where topic = 'x'") == 0


async def test_a_database_that_is_not_there_is_said_so() -> None:
    with pytest.raises((OSError, DatabaseBusy)):
        await Database("postgresql://stoa@/nothing?host=/nonexistent", now=clock.now).open()


async def test_who_waits_too_long_is_refused_and_takes_nobodys_turn(two: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stoa.base.connections.PATIENCE", 0.0)
    async with two.reading(), two.reading():
        with pytest.raises(DatabaseBusy):
            await pid(two)
    assert await pid(two) > 0
