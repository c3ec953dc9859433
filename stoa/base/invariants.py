"""Invariants: statements that must return no rows, whatever happened.

Each room states its own; they run after action tests, after races and load, and on a schedule in production.
"""

import msgspec

from stoa.base.database import Reading


class Invariant(msgspec.Struct, frozen=True):
    """A truth about the data: its name, the sentence, and the SQL that finds what breaks it."""

    name: str
    sentence: str
    sql: str


class Broken(msgspec.Struct, frozen=True):
    """An invariant that does not hold, with up to five of the rows that show it."""

    name: str
    sentence: str
    rows: list[str]


_all: dict[str, Invariant] = {}


def hold(name: str, sentence: str, sql: str) -> Invariant:
    """State an invariant."""
    if name in _all:
        raise ValueError(f"two invariants are called {name}")
    _all[name] = found = Invariant(name, sentence, sql)
    return found


def stated() -> list[Invariant]:
    """Return every invariant that has been stated."""
    return list(_all.values())


async def check(read: Reading) -> list[Broken]:
    """Return the invariants that do not hold."""
    broken = []
    for invariant in _all.values():
        rows = await read.rows(f"select * from ({invariant.sql}) found limit 5")
        if rows:
            broken.append(Broken(invariant.name, invariant.sentence, [str(dict(row)) for row in rows]))
    return broken
