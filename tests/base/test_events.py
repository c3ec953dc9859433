import contextlib
from collections.abc import Sequence
from uuid import UUID

import pytest

from stoa.base import events, ids, jobs
from stoa.base.database import Database, Writing, statements
from stoa.base.events import Event

alone: list[int] = []
together: list[list[int]] = []


class Counted(Event, frozen=True):
    number: int


@events.reaction(Counted)
async def hears_each(_tx: Writing, event: Counted) -> None:
    alone.append(event.number)


@events.reaction_to_many(Counted)
async def hears_many(tx: Writing, happened: Sequence[Counted]) -> None:
    together.append([event.number for event in happened])
    await tx.rows("select base.touch('heard')")
    if any(event.number < 0 for event in happened):
        raise ValueError("no luck")


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    alone.clear()
    together.clear()
    monkeypatch.setattr(events, "AT_ONCE", 3)


def counted(*numbers: int, about: UUID | None = None) -> list[Counted]:
    return [Counted(about=about or ids.new(), number=number) for number in numbers]


async def times_heard(db: Database) -> int:
    async with db.reading() as read:
        return await read.value("select coalesce(sum(number), 0)::int from base.version where topic = 'heard'")  # type: ignore[no-any-return]


async def test_each_is_heard_alone_and_many_together_in_batches(db: Database) -> None:
    async with db.writing() as tx:
        await events.record_all(tx, counted(1, 2, 3, 4))
        assert await tx.value("select count(*) from base.event") == 4
    assert await jobs.drain(db) == 6
    assert sorted(alone) == [1, 2, 3, 4]
    assert sorted(together) == [[1, 2, 3], [4]]
    assert await jobs.drain(db) == 0


async def test_one_event_is_a_batch_of_one(db: Database) -> None:
    async with db.writing() as tx:
        await events.record(tx, *counted(7))
    assert await jobs.drain(db) == 2
    assert (alone, together) == ([7], [[7]])


async def test_of_events_that_say_the_same_a_batch_has_one_and_the_history_all(db: Database) -> None:
    about = ids.new()
    async with db.writing() as tx:
        await events.record_all(tx, [*counted(1, 1, about=about), *counted(1)])
        assert await tx.value("select count(*) from base.event") == 3
    await jobs.drain(db)
    assert (alone, together) == ([1, 1, 1], [[1, 1]])


async def test_what_is_rolled_back_is_heard_by_nobody(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with db.writing() as tx:
            await events.record_all(tx, counted(1, 2))
            raise ZeroDivisionError
    assert await jobs.drain(db) == 0


async def test_a_batch_that_fails_did_nothing_and_comes_again_whole(db: Database) -> None:
    async with db.writing() as tx:
        await events.record_all(tx, counted(1, -2))
        await tx.run("delete from base.job where kind like '%hears_each'")
    with pytest.raises(ValueError, match="no luck"):
        await jobs.drain(db)
    assert (together, await times_heard(db)) == ([[1, -2]], 0)
    async with db.writing() as tx:
        await tx.run("update base.job set leased_until = clock_timestamp() - interval '1 second'")
    with pytest.raises(ValueError, match="no luck"):
        await jobs.drain(db)
    assert (together, await times_heard(db)) == ([[1, -2], [1, -2]], 0)


async def test_the_statements_are_two_however_many_events(db: Database) -> None:
    seen: list[str] = []
    async with db.writing() as tx:
        token = statements.set(seen)
        await events.record_all(tx, counted(*range(50)))
        statements.reset(token)
    assert len(seen) == 2


async def test_what_is_recorded_one_after_another_is_heard_in_batches(db: Database) -> None:
    async with db.writing() as tx:
        async with events.together(tx):
            for event in counted(1, 2, 3, 4):
                await events.record(tx, event)
            assert await tx.value("select count(*) from base.event") == 0
        assert await tx.value("select count(*) from base.event") == 4
    await jobs.drain(db)
    assert sorted(together) == [[1, 2, 3], [4]]


async def test_what_a_savepoint_undoes_is_recorded_by_nobody(db: Database) -> None:
    async with db.writing() as tx:
        with contextlib.suppress(ZeroDivisionError):
            async with tx.attempt(), events.together(tx):
                await events.record(tx, *counted(1))
                raise ZeroDivisionError
        await events.record(tx, *counted(2))
    await jobs.drain(db)
    assert (alone, together) == ([2], [[2]])
