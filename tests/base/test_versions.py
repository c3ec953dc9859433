"""One statement tells many what version things are at, and nobody of a moment before they asked."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from stoa.base.database import Database, DatabaseBusy, statements
from stoa.base.http import versions
from stoa.base.http.versions import Versions

pytestmark = pytest.mark.anyio


class Slow:
    """A database whose statements wait until they are let through: each with what it was asked, and what was so when it was sent."""

    def __init__(self) -> None:
        self.now = {"a": 1, "b": 2}
        self.sent: list[tuple[set[str], asyncio.Future[None]]] = []

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator["Slow"]:
        yield self

    async def rows(self, _sql: str, topics: list[str]) -> list[tuple[str, int]]:
        seen = dict(self.now)
        through: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.sent.append((set(topics), through))
        await through
        return [(topic, seen[topic]) for topic in topics if topic in seen]

    async def until_sent(self, count: int) -> None:
        async with asyncio.timeout(120):
            while len(self.sent) < count:
                await asyncio.sleep(0.001)


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def read(slow: Slow) -> Versions:
    db: Any = slow
    return Versions(db)


def ask(read: Versions, *topics: str) -> "asyncio.Task[int]":
    return asyncio.ensure_future(read.total(topics))


async def test_many_who_ask_at_once_cost_one_statement(db: Database) -> None:
    async with db.writing() as tx:
        await tx.run("insert into base.version (topic, number) values ('one', 3), ('two', 4)")
    read = Versions(db)
    token = statements.set(seen := [])
    found = await asyncio.gather(*[read.total(["one", "two", f"never-{number}"]) for number in range(100)], read.total(["two"]))
    statements.reset(token)
    assert found == [7] * 100 + [4]
    assert len(seen) == 1
    async with db.writing() as tx:
        await tx.run("select base.touch('one')")
    assert await read.total(["one", "two"]) == 8


async def test_who_asks_while_one_is_under_way_is_told_of_a_later_moment(slow: Slow, read: Versions) -> None:
    first = ask(read, "a")
    await slow.until_sent(1)
    slow.now["a"] = 5
    later = [ask(read, "a"), ask(read, "a", "b", "never")]
    await asyncio.sleep(0)
    assert [topics for topics, _ in slow.sent] == [{"a"}]
    slow.sent[0][1].set_result(None)
    assert await first == 1
    await slow.until_sent(2)
    assert slow.sent[1][0] == {"a", "b", "never"}
    slow.sent[1][1].set_result(None)
    assert await asyncio.gather(*later) == [5, 7]


async def test_a_statement_that_hangs_holds_nobody_up_who_comes_later(slow: Slow, read: Versions, monkeypatch: pytest.MonkeyPatch) -> None:
    hangs = ask(read, "a")
    await slow.until_sent(1)
    gathered = ask(read, "b")
    monkeypatch.setattr(versions, "PATIENCE", -1.0)
    comes = ask(read, "a")
    await slow.until_sent(2)
    slow.sent[1][1].set_result(None)
    assert await asyncio.gather(gathered, comes) == [2, 1]
    slow.sent[0][1].set_result(None)
    assert await hangs == 1
    # Neither of the two is left to wait for: the next is read for as the first was.
    again = ask(read, "b")
    await slow.until_sent(3)
    slow.sent[2][1].set_result(None)
    assert await again == 2


async def test_what_the_database_refuses_is_told_to_all_who_asked_for_it(slow: Slow, read: Versions) -> None:
    asked = [ask(read, "a"), ask(read, "b")]
    await slow.until_sent(1)
    later = ask(read, "a")
    await asyncio.sleep(0)
    slow.sent[0][1].set_exception(DatabaseBusy("gone"))
    assert [type(one) for one in await asyncio.gather(*asked, return_exceptions=True)] == [DatabaseBusy, DatabaseBusy]
    await slow.until_sent(2)
    slow.sent[1][1].set_result(None)
    assert await later == 1


async def test_who_goes_away_leaves_the_others_their_answer(slow: Slow, read: Versions) -> None:
    gone, stays = ask(read, "a"), ask(read, "a")
    await slow.until_sent(1)
    gone.cancel()
    slow.sent[0][1].set_result(None)
    assert await stays == 1
    assert gone.cancelled() or isinstance((await asyncio.gather(gone, return_exceptions=True))[0], asyncio.CancelledError)
