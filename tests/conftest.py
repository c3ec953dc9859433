"""One PostgreSQL for the run; for each test a transaction that is rolled back (`tx`), or a database of its own (`db`)."""

import asyncio
import contextlib
import itertools
import os
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import asyncpg
import httpx
import msgspec
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypotheses
from hypothesis.internal.conjecture import providers

from stoa.app import databases, rooms, wiring
from stoa.app.settings import Settings
from stoa.base import clock, connections, database, invariants
from stoa.base.database import Database, Reading, Writing
from stoa.base.http import beside, limits, panels, waiting
from stoa.base.http.front import Front
from stoa.base.http.rendering import Renderer
from stoa.base.locale import Texts
from stoa.base.postgres import Postgres
from stoa.outside import payments
from stoa.outside.payments.sandbox import Sandbox, Send
from stoa.people.profiles import places
from tests import quick_place
from tests.legible import Reader

# How fast a machine is under load is not what is tried here. The same examples are tried each time, whatever Hypothesis makes of `CI` by itself:
# what was green stays green whoever runs it. With STOA_SEED (any number) others are tried, and what is found is printed so that it can be tried again.
hypotheses.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="STOA_SEED" not in os.environ,
    print_blob=True,
)
hypotheses.load_profile("patient")
if "STOA_SEED" not in os.environ:
    # Hypothesis takes some values from the code that a process has loaded: which that is depends on the tests that ran in it before.
    pytest.MonkeyPatch().setattr(providers, "_get_local_constants", lambda: providers._local_constants)

_numbers = itertools.count()
ORIGIN = "http://localhost:8000"


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """Begin and end with the shop's clock at the real time, wherever another test of this process has left it.

    Who goes two days ahead of now, and meant the now of a clock that was ahead already, would arrive before the end.
    """
    clock.set_offset(timedelta())
    yield
    clock.set_offset(timedelta())


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it change nothing that the machine is busy: what is late is tried where it is meant.

    Nothing is left out of a page, nobody is refused a connection or a lock, and what may be done so often in a while is not allowed again meanwhile.
    """
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: 0.0))
    _wait_for_what_helps(monkeypatch, 60_000)
    monkeypatch.setattr(connections, "PATIENCE", 240.0)
    monkeypatch.setitem(database.SETTINGS, "lock_timeout", "60000")


@pytest.fixture
def hurried(patient: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what helps out of a page after a second: where it never comes."""
    _wait_for_what_helps(monkeypatch, 1_000)


def _wait_for_what_helps(monkeypatch: pytest.MonkeyPatch, milliseconds: int) -> None:
    for module in (beside, panels, waiting, places):
        monkeypatch.setattr(module, "HELP_TIMEOUT_MS", milliseconds)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server whose `template` database has every migration; with STOA_TEST_DATABASE_URL, that one."""
    rooms.load()
    outside = os.environ.get("STOA_TEST_DATABASE_URL")
    if outside:
        asyncio.run(_make_template(outside))
        yield outside
        return
    with quick_place.folder(quick_place.place()) as folder:
        version = os.environ.get("STOA_TEST_POSTGRES", "18")
        postgres = Postgres(folder / "pg", version=version, options=databases.SPARES_DURABILITY)
        postgres.start()
        try:
            asyncio.run(_make_template(postgres.url))
            yield postgres.url
        finally:
            postgres.stop()


def _on(url: str, name: str) -> str:
    head, _, tail = url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{tail}" if tail else "")


async def _make_template(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("drop database if exists stoa_template with (force)")
    await connection.execute("create database stoa_template")
    await connection.close()
    await databases.migrate(_on(url, "stoa_template"))


@contextlib.asynccontextmanager
async def fresh_database(server: str) -> AsyncIterator[str]:
    """Lend a new database, as after the migrations."""
    name = f"stoa_{os.getpid()}_{next(_numbers)}"
    connection = await asyncpg.connect(server)
    await connection.execute(f"create database {name} template stoa_template strategy file_copy")
    try:
        yield _on(server, name)
    finally:
        await connection.execute(f"drop database {name} with (force)")
        await connection.close()


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    """What writes pages and letters, without an app."""
    return Renderer(
        rooms.template_folders(), Texts(folder for _, folder in rooms.folders()), asset=lambda name: f"/assets/{name}", pseudo=True
    )


class Webhooks:
    """Takes what the sandbox provider sends, and keeps it; `into` is where it goes from here, when there is an app."""

    def __init__(self) -> None:
        self.sent: list[tuple[dict[str, str], bytes]] = []
        self.into: Send | None = None

    async def __call__(self, headers: dict[str, str], body: bytes) -> int:
        self.sent.append((headers, body))
        return 204 if self.into is None else await self.into(headers, body)


def deliver_to(send: Send) -> None:
    sandbox = payments.current()["sandbox"]
    assert isinstance(sandbox, Sandbox)
    sandbox.send = send


@pytest.fixture(scope="session")
async def shared(server: str) -> AsyncIterator[Database]:
    async with fresh_database(server) as url:
        db = Database(url, now=clock.now, size=4)
        await db.open()
        yield db
        await db.close()


@pytest.fixture(scope="session")
async def chosen(shared: Database, renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return wiring.outside(Settings(mode="test", data=tmp_path_factory.mktemp("shared"), url=ORIGIN), shared, renderer)


@pytest.fixture
async def tx(shared: Database, chosen: dict[str, Any]) -> AsyncIterator[Writing]:
    """A transaction that is rolled back; every stated invariant must hold at its end."""
    # Another test of this process may have wired an app of its own.
    wiring.wire(chosen)

    class Undo(Exception):
        pass

    with contextlib.suppress(Undo):
        async with shared.writing() as tx:
            yield tx
            broken = await invariants.check(tx)
            if broken:
                pytest.fail(f"invariants do not hold: {broken}")
            raise Undo


@pytest.fixture
def webhooks() -> Webhooks:
    """What the sandbox provider has sent."""
    return Webhooks()


@pytest.fixture
async def db(server: str, settings: Settings, renderer: Renderer, webhooks: Webhooks) -> AsyncIterator[Database]:
    """A database of the test's own, where transactions commit; the services outside are those that ship with the shop."""
    async with fresh_database(server) as url:
        db = Database(url, now=clock.now, size=12)
        await db.open()
        wiring.outside(settings, db, renderer)
        deliver_to(webhooks)
        yield db
        async with db.snapshot() as read:
            broken = await invariants.check(read)
        await db.close()
        assert broken == []


@pytest.fixture
async def read(db: Database) -> AsyncIterator[Reading]:
    async with db.reading() as read:
        yield read


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(mode="test", data=tmp_path, url=ORIGIN, rate_limits=False, pseudo=True)


@pytest.fixture
def app(db: Database, settings: Settings, webhooks: Webhooks) -> Front:
    """The real application on the test's own database; the sandbox provider's webhooks reach it."""
    front = wiring.build(msgspec.structs.replace(settings, database_url=db.url), db)

    async def into(headers: dict[str, str], body: bytes) -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=front), base_url=ORIGIN) as provider:
            answer = await provider.post("/api/webhooks/sandbox", content=body, headers={**headers, "content-type": "application/json"})
        return answer.status_code

    webhooks.into = into
    deliver_to(webhooks)
    return front


@pytest.fixture
async def client(app: Front) -> AsyncIterator[httpx.AsyncClient]:
    """A browser without scripts: it keeps cookies, says where its forms come from, and takes no page with an id on two elements."""
    async with Reader(transport=httpx.ASGITransport(app=app), base_url=ORIGIN, headers={"origin": ORIGIN}) as client:
        yield client


@pytest.fixture
def forward() -> Callable[[timedelta], None]:
    """Advance the shop's clock for this process: its own jobs and requests, not those of servers and workers that it starts."""
    gone = [timedelta()]

    def forward(by: timedelta) -> None:
        gone[0] += by
        clock.set_offset(gone[0])

    return forward
