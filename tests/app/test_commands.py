"""The command line: a shop filled, looked at, kept and brought back."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import asyncpg
import click
import pytest

from stoa.app import databases
from stoa.app.commands import COMMANDS
from stoa.app.commands.moving import Step
from stoa.app.running import address, folder
from stoa.app.settings import Settings
from tests.app import processes

pytestmark = pytest.mark.slow


def stoa(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return run(processes.ROOT, processes.environment(data, 8000, **more), *arguments)


def plain(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a newcomer does: in some folder, with nothing set at all."""
    nothing = {name: value for name, value in os.environ.items() if not name.startswith("STOA_")}
    return run(place, {**nothing, "PYTHONPATH": str(processes.ROOT)}, *arguments)


def run(place: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "stoa", *arguments],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself_with_an_example(tmp_path: Path, name: str) -> None:
    done = stoa(tmp_path, name, "--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout


@pytest.mark.parametrize(
    ("typed", "minutes"), [("90m", 90), ("24h", 1440), ("7d", 10_080), ("2h25m", 145), ("1d 2h 25m", 1585), (" 1d5m ", 1445), ("0h1m", 1)]
)
def test_a_step_of_the_clock_is_written_as_people_do(typed: str, minutes: int) -> None:
    assert Step().convert(typed, None, None) == timedelta(minutes=minutes)


@pytest.mark.parametrize("typed", ["", "0h", "0d0m", "25m2h", "2h2h", "-1h", "1.5h", "soon", "12345h"])
def test_what_is_no_step_of_the_clock_is_refused(typed: str) -> None:
    with pytest.raises(click.BadParameter, match="no step forward"):
        Step().convert(typed, None, None)


@pytest.mark.parametrize("verb", [("backup",), ("export", "products"), ("export", "reviews")])
def test_a_file_is_not_begun_where_there_is_no_folder(tmp_path: Path, verb: tuple[str, ...]) -> None:
    """The place that was given is named, before a database is started for it."""
    done = stoa(tmp_path / "shop", *verb, str(tmp_path / "away" / "shop.file"))
    assert done.returncode == 2
    assert f"There is no folder {tmp_path}/away to write shop.file in." in " ".join(done.stderr.split())
    assert not (tmp_path / "shop").exists()


def test_a_shop_is_kept_in_a_file_and_brought_back(tmp_path: Path) -> None:
    shop, other, file = tmp_path / "shop", tmp_path / "other", tmp_path / "shop.tar.gz"
    link = stoa(shop, "user", "add", "anna@example.com", "--role", "admin")
    assert link.stdout.startswith("http://localhost:8000/sign-in/link/"), link.stderr
    assert stoa(shop, "clock", "advance", "90m").returncode == 0
    (shop / "files" / "pictures").mkdir(parents=True)
    (shop / "files" / "pictures" / "one.webp").write_bytes(b"a picture")
    assert stoa(shop, "backup", str(file)).returncode == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []

    assert stoa(other, "restore", str(file)).returncode == 0
    people = json.loads(stoa(other, "user", "list", "--json").stdout)
    assert [(one["email"], sorted(one["roles"])) for one in people] == [("anna@example.com", ["admin", "shopper"])]
    assert (other / "files" / "pictures" / "one.webp").read_bytes() == b"a picture"
    assert json.loads(stoa(other, "check", "--json").stdout)["broken"] == []

    again = stoa(other, "restore", str(file))
    assert (again.returncode, "--replace throws it away" in again.stderr) == (1, True)
    assert stoa(other, "user", "add", "ben@example.com").returncode == 0
    assert stoa(other, "restore", str(file), "--replace").returncode == 0
    assert len(json.loads(stoa(other, "user", "list", "--json").stdout)) == 1

    half = tmp_path / "half.tar.gz"
    half.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    broken = stoa(other, "restore", str(half), "--replace")
    assert (broken.returncode, "no whole backup" in broken.stderr) == (1, True)
    assert len(json.loads(stoa(other, "user", "list", "--json").stdout)) == 1


def test_check_ends_with_one_where_something_is_broken(tmp_path: Path) -> None:
    assert stoa(tmp_path, "check").returncode == 0

    async def spoil(url: str) -> None:
        connection = await asyncpg.connect(url)
        await connection.execute("insert into stock.item (id, on_hand) values (gen_random_uuid(), 3)")
        await connection.close()

    with databases.reached(Settings(data=tmp_path)) as found:
        asyncio.run(spoil(found.database_url))
    done = stoa(tmp_path, "check", "--json")
    assert done.returncode == 1
    assert [one["name"] for one in json.loads(done.stdout)["broken"]] == ["stock.movements_explain_it"]


def test_what_is_refused_is_said_in_a_sentence(tmp_path: Path) -> None:
    for arguments, said, more in (
        (("user", "link", "nobody@example.com"), "There is no account", {}),
        (("clock", "advance", "24h"), "cannot be moved", {"STOA_MODE": "live"}),
        (("check",), "STOA_PORT is 'many'", {"STOA_PORT": "many"}),
        (("check",), "", {"STOA_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}),
    ):
        done = stoa(tmp_path, *arguments, **more)
        assert done.returncode == 1
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_the_demo_of_this_folder_is_found_with_nothing_set(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.mkdir()
    folder.remember(var, url="http://localhost:8161", seeded=True)
    with folder.Hold(var, "http://localhost:8162"):
        assert plain(tmp_path, "user", "add", "anna@example.com").stdout.startswith("http://localhost:8162/sign-in/link/")
        before = json.loads(plain(tmp_path, "clock", "show", "--json").stdout)["now"]
        advanced = plain(tmp_path, "clock", "advance", "24h", "--json")
        assert (advanced.returncode, advanced.stderr) == (0, "")
        assert timedelta(hours=24) <= datetime.fromisoformat(json.loads(advanced.stdout)["now"]) - datetime.fromisoformat(before)
    assert plain(tmp_path, "user", "link", "anna@example.com").stdout.startswith("http://localhost:8161/sign-in/link/")

    other = tmp_path / "other"
    other.mkdir()
    assert plain(tmp_path, "backup", "other/demo.tar.gz").returncode == 0
    assert plain(other, "restore", "demo.tar.gz").returncode == 0
    assert folder.demo_url(other / "var") == "http://localhost:8000"
    assert plain(other, "clock", "advance", "1m").returncode == 0


def test_a_live_shops_clock_stays_with_nothing_set(tmp_path: Path) -> None:
    done = plain(tmp_path, "clock", "advance", "24h")
    assert (done.returncode, "cannot be moved" in done.stderr) == (1, True)


def test_a_demo_opens_at_the_usual_port_with_nothing_set(tmp_path: Path) -> None:
    with contextlib.ExitStack() as held:
        with contextlib.suppress(address.AddressTaken):  # somebody else's is as good
            held.enter_context(address.listen("127.0.0.1", 8000))
        done = plain(tmp_path, "demo")
    assert (done.returncode, "Port 8000 is in use" in done.stderr) == (1, True), done.stderr


def test_a_reader_that_has_had_enough_is_no_fault(tmp_path: Path) -> None:
    for number in range(3):
        assert stoa(tmp_path, "user", "add", f"{number}@example.com").returncode == 0
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "stoa", "user", "list"],
        cwd=processes.ROOT,
        env=processes.environment(tmp_path, 8000),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        listing.stdout.close()
        assert (listing.wait(120), listing.stderr.read()) == (0, "")


def test_the_ending_says_whose_file_is_written(tmp_path: Path) -> None:
    refused = stoa(tmp_path, "export", "products", str(tmp_path / "all.jsonl"))
    assert (refused.returncode, "/desk/markets" in refused.stderr) == (1, True)

    async def make(url: str) -> None:
        connection = await asyncpg.connect(url)
        await connection.execute(
            """insert into pricing.market (id, code, name, currency, countries, tax_mode, position)
            values (gen_random_uuid(), 'eu', '{"en": "Europe"}', 'EUR', '{DE}', 'inclusive', 0)"""
        )
        await connection.close()

    with databases.reached(Settings(data=tmp_path)) as found:
        asyncio.run(make(found.database_url))
    for name, header in (("all.jsonl", ""), ("all.csv", "Title,URL handle,")):
        assert stoa(tmp_path, "export", "products", str(tmp_path / name)).returncode == 0
        assert (tmp_path / name).read_text()[:17] == header
