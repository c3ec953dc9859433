"""Rows that hang on things: what a room holds of people beside what its files have words for, so that files lose nothing.

Each room says once, by `keep`, which of its tables go into which file, and how another shop knows what a row names.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NamedTuple

from stoa.base.database import Writing

Row = Mapping[str, Any]


class Kept(NamedTuple):
    """A table that goes into files whole.

    `people`, `products` and `variants` are columns that name such; a file has a mail address, a handle, an article number there.
    `needs` are columns that name a row of a table, which has to be there first. A row that is there already is left as it is, but
    for the columns `also` while it `yields`. `where` chooses rows. (Both are SQL about a row `t`.) `then` is told which rows are
    new or were changed.
    """

    table: str
    file: str
    key: tuple[str, ...]
    people: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    needs: Mapping[str, str] = {}
    also: tuple[str, ...] = ()
    yields: str = "true"
    where: str = "true"
    then: Callable[[Writing, Sequence[Row]], Awaitable[None]] | None = None


_kept: dict[str, Kept] = {}


def keep(*tables: Kept) -> None:
    """Say that these tables go into files, in this order: a row needs only what stands before it."""
    for one in tables:
        if one.table in _kept:
            raise ValueError(f"{one.table} is kept twice")
        _kept[one.table] = one


def of(file: str) -> list[Kept]:
    """Return the tables of a kind of file."""
    return [one for one in _kept.values() if one.file == file]
