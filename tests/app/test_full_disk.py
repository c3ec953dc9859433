"""A disk that is full: whoever writes is told so and nothing is lost, and once there is room again everything goes on by itself."""

import asyncio
import contextlib
import random
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import asyncpg
import pytest

from stoa.app import databases, rooms, wiring
from stoa.app.settings import Settings
from stoa.base import clock, ids
from stoa.base.database import Database
from stoa.people.sessions.model import SYSTEM
from stoa.shop import stock
from stoa.shop.stock.model import NewItem
from tests.app import chaos, processes, small_disk
from tests.shop.checkout.makers import make_shop
from tests.shop.pricing.makers import make_priced

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not small_disk.possible(), reason="no namespaces for users here"),
]
SIZE = "400m"
SOME = 5


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's."""
    with tempfile.TemporaryDirectory(prefix="stoa-") as folder:
        yield Path(folder)


async def stocked(data: Path) -> list[str]:
    """Make a small shop in this folder; return what it sells."""
    with databases.reached(Settings(mode="test", data=data)) as reached:
        await databases.migrate(reached.database_url)
        rooms.load()
        db = Database(reached.database_url, now=clock.now, size=2)
        await db.open()
        wiring.make_kit(reached, db)
        async with db.writing() as tx:
            shop = await make_shop(tx, on_hand=100_000)
            other = await make_priced(tx, 1990, handle="other")
            await stock.make_items(tx, SYSTEM, [NewItem(other.variants[0].id, other.id, 100_000)])
        await db.close()
    return [ids.show("var", one) for one in (shop.variant, other.variants[0].id)]


@contextlib.asynccontextmanager
async def buyers(url: str, wanted: list[str], outcome: chaos.Outcome) -> AsyncIterator[None]:
    """Have people buy beside the block."""
    over = asyncio.Event()
    tasks = [asyncio.create_task(chaos.buy(url, wanted, random.Random(number), outcome, over)) for number in range(chaos.BUYERS)]
    yield
    over.set()
    await asyncio.gather(*tasks)


def fill(ballast: Path) -> None:
    """Write until there is no room: what the database gives back of its log is taken by the next call."""
    with ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


async def use_up(url: str, gone: Callable[[], bool]) -> None:
    """Have the database use up what it has set aside of the disk for its log, until it is gone; it may come back a few times before."""
    async with asyncio.timeout(120):
        while not gone():
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                connection = await asyncpg.connect(url)
                while True:
                    await connection.execute("select pg_logical_emit_message(true, 'room', repeat('x', 1000)), pg_switch_wal()")
            await asyncio.sleep(0.02)


async def test_a_full_disk_loses_nothing(short: Path) -> None:
    wanted = await stocked(short / "made")
    disk, port, outcome = short / "disk", processes.free_port(), chaos.Outcome()
    disk.mkdir()
    arguments = (str(disk), SIZE, str(short / "made"), "tests.app.running_shop")
    with processes.running("tests.app.small_disk", *arguments, data=disk, port=port, log=short / "log") as shop:
        await asyncio.to_thread(processes.wait_until, lambda: processes.ready(port), what="the start")
        place = small_disk.inside(shop.pid, disk)
        url = f"postgresql://stoa@/postgres?host={place / 'postgres'}"
        async with buyers(f"http://127.0.0.1:{port}", wanted, outcome):
            await until(lambda: len(outcome.promised) >= SOME)
            ballast = place / "ballast"

            def full_until_refused() -> bool:
                fill(ballast)
                return outcome.refused >= SOME

            await until(full_until_refused)  # no table can grow
            await use_up(url, lambda: "the database is gone" in (short / "log").read_text())  # and no log
            ballast.unlink()
            there = len(outcome.promised)
            await until(lambda: len(outcome.promised) >= there + SOME)
        await chaos.settle(url, outcome)
        await chaos.read_the_books(url, outcome)
        assert shop.poll() is None
    assert outcome.well, f"{outcome.line()} {outcome}"


@pytest.fixture
def other_database(tmp_path: Path) -> Iterator[str]:
    """The address of a small shop's database, on a disk with room."""
    asyncio.run(stocked(tmp_path / "shop"))
    with databases.reached(Settings(mode="test", data=tmp_path / "shop")) as reached:
        yield reached.database_url


@pytest.mark.parametrize(
    ("size", "arguments"),
    [
        ("64k", ("backup", "kept.tar.gz")),  # neither the database
        ("300k", ("backup", "kept.tar.gz")),  # nor what is packed beside it
        ("8k", ("export", "products", "kept.jsonl")),
        ("8k", ("export", "products", "kept.csv")),
    ],
)
def test_a_file_that_finds_no_room_is_said_and_the_last_one_stays(
    tmp_path: Path, other_database: str, size: str, arguments: tuple[str, ...]
) -> None:
    disk, before, after = tmp_path / "disk", tmp_path / "before", tmp_path / "after"
    disk.mkdir()
    before.mkdir()
    (before / arguments[-1]).write_text("the last one, whole")
    (before / "else").write_bytes(b"x" * 4096)
    *verbs, name = arguments
    done = on_disk(disk, size, before, *verbs, str(disk / name), data=tmp_path / "data", STOA_DATABASE_URL=other_database, AFTER=str(after))
    assert (done.returncode, "No space left on device" in done.stderr, "Traceback" in done.stderr) == (1, True, False), done.stderr
    assert {one.name: one.read_bytes()[:19] for one in after.iterdir()} == {name: b"the last one, whole", "else": b"x" * 19}


def test_a_backup_is_not_called_broken_where_there_is_no_room_for_what_it_holds(tmp_path: Path, other_database: str) -> None:
    disk, empty, file = tmp_path / "disk", tmp_path / "empty", tmp_path / "shop.tar.gz"
    disk.mkdir()
    empty.mkdir()
    made = on_disk(disk, "1m", empty, "backup", str(file), data=tmp_path / "data", STOA_DATABASE_URL=other_database)
    assert made.returncode == 0, made.stderr
    done = on_disk(disk, "8k", empty, "restore", str(file), "--replace", data=disk, STOA_DATABASE_URL=other_database)
    assert (done.returncode, "No space left on device" in done.stderr, "no whole backup" in done.stderr) == (1, True, False), done.stderr
    assert asyncio.run(sold(other_database)) == 2


def on_disk(disk: Path, size: str, before: Path, *arguments: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the shop with a small disk at this place."""
    return subprocess.run(
        [sys.executable, "-m", "tests.app.small_disk", str(disk), size, str(before), "stoa", *arguments],
        cwd=processes.ROOT,
        env=processes.environment(data, 8000, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


async def sold(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval("select count(*) from catalog.product"))
    finally:
        await connection.close()


async def until(holds: object) -> None:
    await asyncio.to_thread(processes.wait_until, holds, 120.0)
