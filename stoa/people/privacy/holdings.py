"""Who holds what on people."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from stoa.base.database import Reading, Writing
from stoa.people.permissions.model import PersonId

Export = Callable[[Reading, PersonId], Awaitable[Any]]
Erase = Callable[[Writing, PersonId], Awaitable[None]]


class Holding(msgspec.Struct, frozen=True):
    """What one room holds: how it is told, how it is taken away."""

    name: str
    export: Export
    erase: Erase


_holdings: dict[str, Holding] = {}


def holds(name: str, *, export: Export, erase: Erase) -> None:
    """Say that a room holds something on people.

    `export` returns plain values for JSON, in words of the model. `erase` takes away what says who it was, in the
    transaction of the whole erasure; it is safe to run twice.
    """
    if name in _holdings:
        raise ValueError(f"{name} holds something already")
    _holdings[name] = Holding(name, export, erase)


def holdings() -> list[Holding]:
    return list(_holdings.values())
