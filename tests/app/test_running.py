"""A shop's processes: what dies is started again, what belongs to a shop ends with it, and two do not share a folder."""

import asyncio
import json
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import asyncpg
import httpx
import pytest
from rich.console import Console

from stoa.app import databases, settings
from stoa.app.running import address, children, folder, showing, starting
from stoa.app.running.children import Child
from stoa.app.running.telling import Telling
from stoa.app.settings import Settings
from tests.app import processes
from tests.app.processes import free_port, part, ready, running, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
SHOP = "tests.app.running_shop"


def test_what_dies_is_started_again(tmp_path: Path) -> None:
    port = free_port()
    with running(SHOP, data=tmp_path / "var", port=port, log=tmp_path / "log") as shop:
        wait_until(lambda: ready(port), what="the first start")
        for name in ("server", "worker", "database"):
            before = part(shop.pid, name)
            assert before is not None
            processes.kill(before)
            wait_until(lambda name=name, before=before: part(shop.pid, name) not in {None, before}, what=f"a new {name}")
            wait_until(lambda: ready(port), what=f"readiness after the {name} was killed")
        assert shop.poll() is None
    assert shop.returncode == 0
    assert processes.of_folder(tmp_path / "var") == []


def test_nothing_is_left_when_the_parent_is_killed(tmp_path: Path) -> None:
    port = free_port()
    with running(SHOP, data=tmp_path / "var", port=port, log=tmp_path / "log") as shop:
        wait_until(lambda: ready(port), what="the first start")
        processes.kill(shop.pid)
        shop.wait()
        wait_until(lambda: processes.of_folder(tmp_path / "var") == [], what="the end of every child")
    with running(SHOP, data=tmp_path / "var", port=port, log=tmp_path / "log") as shop:
        wait_until(lambda: ready(port), what="the start after it")


def test_visitors_wait_while_a_server_starts_again(tmp_path: Path) -> None:
    port = free_port()
    with running(SHOP, data=tmp_path / "var", port=port, log=tmp_path / "log") as shop:
        wait_until(lambda: ready(port), what="the first start")
        killed = part(shop.pid, "server")
        assert killed is not None
        processes.kill(killed)
        assert httpx.get(f"http://127.0.0.1:{port}/health/live", timeout=120).text == "alive"


def test_serve_and_worker_share_a_database_whoever_started_it(tmp_path: Path) -> None:
    port = free_port()
    with running("stoa", "worker", data=tmp_path / "var", port=port, log=tmp_path / "worker.log") as first:
        wait_until(lambda: part(first.pid, "database") and part(first.pid, "worker"), what="the worker")
        with running("stoa", "serve", data=tmp_path / "var", port=port, log=tmp_path / "serve.log", STOA_WORKERS="2") as second:
            wait_until(lambda: ready(port), what="the server")
            assert part(second.pid, "database") is None
            assert len([1 for command in processes.children(second.pid).values() if "serving" in command]) == 2
            first.send_signal(signal.SIGTERM)
            assert first.wait(processes.PATIENCE) == 0
            wait_until(lambda: part(second.pid, "database"), what="the database's new owner")
            wait_until(lambda: ready(port), what="the server on it")


def test_a_demo_refuses_a_taken_port_a_taken_folder_and_a_live_shops_folder(tmp_path: Path) -> None:
    def demo(data: Path, port: int, *more: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "stoa", "demo", "--port", str(port), *more],
            cwd=processes.ROOT,
            env=processes.environment(data, port),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return done.returncode, done.stderr

    port = free_port()
    with address.listen("127.0.0.1", port):
        code, said = demo(tmp_path / "a", port)
        assert (code, f"Port {port} is in use" in said) == (1, True)
    with folder.Hold(tmp_path / "b", "http://localhost:1"):
        code, said = demo(tmp_path / "b", port)
        assert (code, "runs on the folder" in said, "http://localhost:1" in said) == (1, True, True)
    (tmp_path / "c" / "postgres" / "data").mkdir(parents=True)
    for more in ((), ("--reset",)):
        code, said = demo(tmp_path / "c", port, *more)
        assert (code, "is no demo" in said) == (1, True)
    assert (tmp_path / "c" / "postgres" / "data").is_dir()


def test_a_child_that_ends_at_once_is_started_with_growing_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "time", SimpleNamespace(monotonic=lambda: 0.0))  # however long a busy machine takes
    child = Child("nothing", "stoa.no_such_module", {})
    pauses = []
    for _ in range(4):
        child.start()
        wait_until(lambda: child.look() is not None)
        pauses.append(child.due_at)
    assert pauses == pytest.approx([0.0, 0.4, 0.8, 1.6])


def test_one_that_could_not_start_never_ran_however_long_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine so busy that a start takes longer than a child must live to be steady, it is given up all the same."""
    monkeypatch.setattr(children, "STEADY_SECONDS", 0.0)
    child = Child("worker", starting.WORKING, {"STOA_DATABASE_URL": "postgresql://stoa@127.0.0.1:1/shop"})
    for times in (1, 2):
        child.start()
        wait_until(lambda: child.look() is not None, what="its end")
        assert (child.was_steady, child.gave_up, child.failures) == (False, times, times)


def test_the_folder_remembers_its_demo(tmp_path: Path) -> None:
    assert folder.demo_url(tmp_path) is None
    folder.claim(tmp_path, url="http://localhost:1", embedded=True)
    assert (folder.demo_url(tmp_path), folder.seeded(tmp_path)) == ("http://localhost:1", False)
    folder.remember(tmp_path, url="http://localhost:2", seeded=True)
    folder.claim(tmp_path, url="http://localhost:3", embedded=True)
    assert json.loads((tmp_path / folder.DEMO).read_text()) == {"url": "http://localhost:3", "seeded": True}
    folder.empty(tmp_path)
    assert folder.demo_url(tmp_path) is None


@pytest.mark.parametrize("named", [True, False])
def test_commands_find_the_address_of_the_shop_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, named: bool) -> None:
    if named:
        monkeypatch.setenv("STOA_DATA", str(tmp_path))
    else:
        monkeypatch.delenv("STOA_DATA", raising=False)
        monkeypatch.chdir(tmp_path)
        tmp_path = tmp_path / "var"
    for name in ("STOA_URL", "STOA_PORT", "STOA_MODE", "STOA_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert settings.read().url == "http://localhost:8000"
    with folder.Hold(tmp_path, "http://localhost:8123"):
        assert (settings.read().url, settings.read().mode) == ("http://localhost:8123", "live")
        with folder.Hold(tmp_path, "http://localhost:8124", alone=False):
            assert settings.read().url == "http://localhost:8123"
        folder.claim(tmp_path, url="http://localhost:8123", embedded=True)
        assert (settings.read().url, settings.read().mode) == ("http://localhost:8123", "demo")
        monkeypatch.setenv("STOA_MODE", "demo")
        assert settings.read().url == "http://localhost:8123"
        monkeypatch.setenv("STOA_PORT", "8200")
        assert settings.read().url == "http://localhost:8200"
        monkeypatch.setenv("STOA_URL", "https://shop.example")
        assert settings.read().url == "https://shop.example"
        monkeypatch.delenv("STOA_URL")
        monkeypatch.delenv("STOA_PORT")
    assert settings.read().url == "http://localhost:8123"
    (tmp_path / folder.DEMO).unlink()
    assert settings.read().url == "http://localhost:8000"


def pretend_another_version(data: Path) -> None:
    async def pretend(url: str) -> None:
        await databases.migrate(url)
        connection = await asyncpg.connect(url)
        await connection.execute("update base.migration set digest = 'other' where room = 'orders'")
        await connection.close()

    with databases.reached(Settings(data=data)) as found:
        asyncio.run(pretend(found.database_url))


def refused(data: Path, *arguments: str, **more: str) -> str:
    """Return what a command says that cannot start: one sentence, no trace."""
    done = subprocess.run(
        [sys.executable, "-m", "stoa", *arguments],
        cwd=processes.ROOT,
        env=processes.environment(data, free_port(), **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr.count("Traceback"), done.stderr[:7]) == (1, 0, "Error: "), done.stderr
    return done.stderr


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "check"])
def test_a_database_of_another_version_is_refused_in_one_sentence(tmp_path: Path, command: str) -> None:
    pretend_another_version(tmp_path / "var")
    said = refused(tmp_path / "var", command, STOA_WORKERS="2")
    assert said.count("made by another version of Stoa: orders/0001_orders.sql is not the file that ran there. Nothing was changed.") == 1
    assert "Start the version that made it" in said
    assert processes.of_folder(tmp_path / "var") == []


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "demo"])
def test_a_database_that_is_not_there_is_said_in_one_sentence(tmp_path: Path, command: str) -> None:
    said = refused(tmp_path / "var", command, STOA_DATABASE_URL="postgresql://stoa:secret@127.0.0.1:1/shop", STOA_LOG="error")
    assert said.startswith("Error: The database does not answer: ")
    assert "Nothing was changed. Start it, or mend STOA_DATABASE_URL." in said
    assert "secret" not in said


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "demo"])
def test_a_server_that_cannot_start_is_said_with_what_was_kept(tmp_path: Path, command: str) -> None:
    data = tmp_path / "var" / "postgres" / "data"
    data.mkdir(parents=True, mode=0o700)
    (data / "PG_VERSION").write_text("9.6\n")
    (data / "postgresql.conf").touch()
    folder.remember(tmp_path / "var", url="http://localhost:1", seeded=True)
    said = refused(tmp_path / "var", command)
    assert (
        "ended at once: database files are incompatible with server. The data directory was initialized by PostgreSQL version 9.6" in said
    )
    assert "Its data is as it was" in said
    assert (data / "PG_VERSION").read_text() == "9.6\n"


def test_a_demo_of_another_version_is_said_in_a_sentence(tmp_path: Path) -> None:
    data = tmp_path / "var"
    pretend_another_version(data)
    folder.remember(data, url="http://localhost:1", seeded=True)
    with running("stoa", "demo", "--port", str(free_port()), data=data, port=1, log=tmp_path / "log") as demo:
        assert demo.wait(120) == 1
    said = (tmp_path / "log").read_text()
    assert "made by another version of Stoa" in said
    assert "bin/demo --reset begins again" in said


@pytest.mark.parametrize("filled", [True, False])
def test_a_demo_starts_its_worker_once_its_server_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, filled: bool) -> None:
    happened: list[str] = []

    class Noting:
        def add(self, child: Child) -> None:
            happened.append(child.name)

    def follow(*_given: object) -> dict[str, str]:
        happened.append("links")
        return {"shopper": "/"}

    monkeypatch.setattr(showing, "_prepare", lambda module, _url: happened.append(module.rpartition(".")[2]))
    monkeypatch.setattr(showing, "_follow", follow)
    monkeypatch.setattr(showing, "_knock", lambda *_given: happened.append("knock"))
    folder.remember(tmp_path, url="http://localhost:1", seeded=filled)
    folder.note_painted(tmp_path)
    with address.listen("127.0.0.1", free_port()) as listening:
        showing._get_ready(Settings(data=tmp_path, workers=1), Noting(), "", listening, Telling(Console(quiet=True)))  # type: ignore[arg-type]
    before = ["inviting", "server", "links"] if filled else ["preparing", "links", "server"]
    assert happened == [*before, "knock", "worker"]
