"""The spool: a file's rows on the disk, gathered by product however they are scattered, so that memory does not grow with the file.

A row *names* its product (a handle, an id, an article number) and may *point* at another row's product (WooCommerce's
variations point at their parent, which may come later). Rows of one product come out together: the one
that names it, then the others in the order of the file.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from stoa.base.files.model import FileNotWritable

_MANY = 5_000
_cells = msgspec.json.Decoder(list[str])


class Spooled(msgspec.Struct, frozen=True):
    """A row on the spool: its line, its cells, why it cannot be read (a code), whether what it points at was found."""

    line: int
    cells: list[str]
    fault: str
    lost: bool


class Spool:
    """A temporary file, gone when the block ends."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, bytes, str, str]] = []
        self._names: list[tuple[str, int]] = []

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="stoa-import-")
        self._db = sqlite3.connect(str(Path(self._folder.name) / "rows"), isolation_level=None, check_same_thread=False)
        self._run("pragma journal_mode = off")
        self._run("pragma synchronous = off")
        self._run("create table row (line integer primary key, cells blob, fault text, points text)")
        self._run("create table name (name text primary key, line integer) without rowid")
        self._run("begin")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()
        self._folder.cleanup()

    def add(self, line: int, cells: list[str], fault: str, names: list[str], points: str) -> None:
        """Keep a row. The first row of a name has it; `points` says whose the row is, empty when it stands for itself."""
        self._rows.append((line, msgspec.json.encode(cells), fault, points))
        self._names += [(name, line) for name in names]
        if len(self._rows) >= _MANY:
            self._flush()

    def products(self) -> Iterator[list[Spooled]]:
        """Yield the rows of each product, products in the order in which they begin in the file."""
        self._flush()
        self._run("create table place (first integer, line integer, lost integer, primary key (first, line)) without rowid")
        self._run(
            """insert into place select coalesce(n.line, r.line), r.line, r.points <> '' and n.line is null
            from row r left join name n on n.name = r.points"""
        )
        found = self._run(
            "select p.first, r.line, r.cells, r.fault, p.lost from place p join row r on r.line = p.line order by p.first, p.line"
        )
        for first, rows in groupby(found, key=lambda row: row[0]):
            product = [Spooled(line, _cells.decode(cells), fault, bool(lost)) for _, line, cells, fault, lost in rows]
            yield sorted(product, key=lambda row: row.line != first)

    def _flush(self) -> None:
        try:
            self._db.executemany("insert into row values (?, ?, ?, ?)", self._rows)
            self._db.executemany("insert or ignore into name values (?, ?)", self._names)
        except sqlite3.OperationalError as error:
            raise FileNotWritable(name=tempfile.gettempdir(), why=str(error)) from None
        self._rows.clear()
        self._names.clear()

    def _run(self, sql: str) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql)
        except sqlite3.OperationalError as error:
            raise FileNotWritable(name=tempfile.gettempdir(), why=str(error)) from None
