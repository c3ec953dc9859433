"""Everything the shop does by itself has a test that names it."""

import functools
from pathlib import Path

import pytest

from stoa.app import rooms
from stoa.base import events, jobs

TESTS = Path(__file__).parent.parent


@functools.cache
def all_tests() -> str:
    return "\n".join(path.read_text() for path in sorted(TESTS.rglob("test_*.py")))


def named() -> list[str]:
    rooms.load()
    return sorted(name for name in jobs.kinds() if not name.startswith("test."))


@pytest.mark.parametrize("name", named())
def test_it_is_tested(name: str) -> None:
    """By its name, by the function that does it, or, for a reaction, by the event it hears."""
    heard = [kind.rpartition(".")[2] for kind, hearers in events._reactions.items() if name in hearers]
    ways = [name.removeprefix("hear:"), f"{name.rpartition('.')[2]}(", *heard]
    assert any(way in all_tests() for way in ways), f"no test names any of {ways}"
