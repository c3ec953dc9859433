"""A team as people come: server-sent events to those who watch, exact, bounded, and over when nothing more can change."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from stoa.app import wiring
from stoa.base.database import Database
from stoa.base.http import watching
from stoa.base.http.front import Front
from stoa.base.http.pages import Kit
from stoa.base.http.watching import Watchers
from stoa.deals.group_buys.model import TeamRow
from tests.deals.group_buys.makers import Group, join, make_deal, standing, start

pytestmark = pytest.mark.anyio


class Reader:
    """A program that reads a stream of the real app; `slow` takes nothing after the first piece."""

    def __init__(self, front: Front, path: str, *, last: str = "", slow: bool = False) -> None:
        self.status = 0
        self.pieces: list[str] = []
        self._slow = slow
        self._news = asyncio.Condition()
        self._gone = asyncio.Event()
        path, _, query = path.partition("?")
        headers = [(b"host", b"localhost:8000"), (b"accept", b"text/event-stream")]
        if last:
            headers.append((b"last-event-id", last.encode()))
        scope = {
            "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(), "headers": headers,
            "client": ("192.0.2.7", 1), "server": ("localhost", 8000), "scheme": "http", "http_version": "1.1", "root_path": "", "extensions": {},
        }  # fmt: skip
        self.task = asyncio.create_task(front(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        if self._slow and self.pieces:
            await asyncio.Event().wait()
        async with self._news:
            if message.get("body"):
                self.pieces.append(message["body"].decode())
            self._news.notify_all()

    async def until(self, text: str) -> None:
        """Return when this was told."""
        async with asyncio.timeout(120), self._news:
            await self._news.wait_for(lambda: text in "".join(self.pieces))

    async def ended(self) -> None:
        async with asyncio.timeout(120):
            await self.task

    def go(self) -> None:
        self._gone.set()

    @property
    def teams(self) -> list[dict[str, Any]]:
        found = "".join(self.pieces).splitlines()
        return [json.loads(line.removeprefix("data: ")) for line in found if line.startswith("data: {")]


def kit_of(front: Front) -> Kit:
    kit: Kit = front._app.state.kit  # type: ignore[attr-defined]
    return kit


def watchers_of(front: Front) -> Watchers:
    found: Watchers = kit_of(front).services["watchers"]
    return found


@pytest.fixture
async def heard(app: Front, db: Database) -> AsyncIterator[Front]:
    """The app with its one listening connection."""
    listener = wiring.listening(db, kit_of(app))
    listener.start()
    yield app
    app.stop()
    await listener.stop()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PATIENCE", 0.5)


async def a_team(db: Database, **overrides: Any) -> tuple[Group, TeamRow]:
    async with db.writing() as tx:
        group = await make_deal(tx, **overrides)
    return group, (await start(db, group))[0]


async def test_two_who_watch_see_somebody_join_at_once(heard: Front, db: Database) -> None:
    group, team = await a_team(db)
    page, program = Reader(heard, f"{team.path}/live?state=open"), Reader(heard, f"/api/teams/{team.handle}/live")
    await page.until("One person is in")
    await program.until('"people":1')
    await join(db, team, group)
    await page.until("2 people are in")
    await program.until('"people":2')
    assert page.status == program.status == 200
    assert [(one["people"], one["missing"], one["state"]) for one in program.teams] == [(1, 2, "open"), (2, 1, "open")]
    await join(db, team, group)
    assert await standing(db, team) == ("settled", 3, 3)
    await page.until("event: turn\ndata: won")
    await program.until('"state":"won"')
    await page.ended()
    await program.ended()
    assert len(watchers_of(heard)) == 0


async def test_only_who_counts_is_told_of(heard: Front, db: Database) -> None:
    group, team = await a_team(db)
    program = Reader(heard, f"/api/teams/{team.handle}/live")
    await program.until('"people":1')
    with contextlib.suppress(Exception):
        await join(db, team, group, "tok_declined")
    await join(db, team, group)
    await program.until('"people":2')
    assert [one["people"] for one in program.teams] == [1, 2]


async def test_what_was_seen_is_not_sent_again(heard: Front, db: Database) -> None:
    group, team = await a_team(db)
    first = Reader(heard, f"/api/teams/{team.handle}/live")
    await first.until('"people":1')
    seen = next(line.removeprefix("id: ") for line in "".join(first.pieces).splitlines() if line.startswith("id: "))
    again = Reader(heard, f"/api/teams/{team.handle}/live", last=seen)
    await again.until("retry: ")
    await join(db, team, group)
    await again.until('"people":2')
    assert [one["people"] for one in again.teams] == [2]


async def test_a_reader_who_takes_nothing_is_dropped(heard: Front, db: Database, impatient: None) -> None:
    group, team = await a_team(db)
    slow, quick = Reader(heard, f"/api/teams/{team.handle}/live", slow=True), Reader(heard, f"/api/teams/{team.handle}/live")
    await slow.until('"people":1')
    await quick.until('"people":1')
    await join(db, team, group)
    await quick.until('"people":2')
    await slow.ended()
    assert len(watchers_of(heard)) == 1


async def test_a_lost_listening_connection_loses_nothing(heard: Front, db: Database) -> None:
    group, team = await a_team(db)
    program = Reader(heard, f"/api/teams/{team.handle}/live")
    await program.until('"people":1')
    sql = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'"
    async with asyncio.timeout(120), db.reading() as read:
        while not await read.rows(sql):  # it may only be on its way to listen
            await asyncio.sleep(0.01)
    await join(db, team, group)
    await program.until('"people":2')


async def test_who_goes_is_forgotten_and_a_process_that_stops_ends_them_all(heard: Front, db: Database) -> None:
    _, team = await a_team(db)
    goes, stays = Reader(heard, f"/api/teams/{team.handle}/live"), Reader(heard, f"/api/teams/{team.handle}/live")
    await goes.until('"people":1')
    await stays.until('"people":1')
    goes.go()
    await goes.ended()
    assert len(watchers_of(heard)) == 1
    heard.stop()
    await stays.ended()
    assert len(watchers_of(heard)) == 0


async def test_streams_are_bounded_by_address_and_by_process(app: Front, db: Database, client: httpx.AsyncClient) -> None:
    _, team = await a_team(db)
    kit_of(app).services["watchers"] = Watchers(most=3, most_of_one=2)
    open_ = [Reader(app, f"/api/teams/{team.handle}/live") for _ in range(2)]
    for one in open_:
        await one.until('"people":1')
    third = Reader(app, f"/api/teams/{team.handle}/live")
    await third.ended()
    assert third.status == 429
    for one in open_:
        one.go()
        await one.ended()
    head = await client.head(f"{team.path}/live")
    assert (head.status_code, head.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")


async def test_there_is_nothing_to_watch_where_there_is_no_team(app: Front, client: httpx.AsyncClient) -> None:
    for path in ("/t/0123/live", "/api/teams/0123/live"):
        assert (await client.get(path)).status_code == 404, path
