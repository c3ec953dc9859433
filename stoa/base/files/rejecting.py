"""The file of rejected rows: the columns as they came and one more, `Error`, so that it can be mended and imported again."""

import contextlib
import csv
import filecmp
import json
import os
from pathlib import Path
from typing import Protocol, TextIO

from stoa.base.files.layout import ERROR, Layout


class Shape(Protocol):
    """How a file of rejected rows is written."""

    @property
    def ending(self) -> str: ...
    @property
    def encoding(self) -> str: ...
    def begin(self, file: TextIO) -> None: ...
    def row(self, file: TextIO, cells: list[str], reason: str) -> None: ...
    def end(self, file: TextIO) -> None: ...


class Table:
    """A CSV: the columns as they came, and one more."""

    ending, encoding = ".csv", "utf-8-sig"

    def __init__(self, layout: Layout, separator: str) -> None:
        self._layout, self._separator = layout, separator

    def begin(self, file: TextIO) -> None:
        self._rows = csv.writer(file, delimiter=self._separator, lineterminator="\r\n")
        self._rows.writerow([*(name for name in self._layout.names if name != ERROR), ERROR])

    def row(self, file: TextIO, cells: list[str], reason: str) -> None:
        del file
        width = len(self._layout.names)
        own = [cell.replace("\x00", "") for name, cell in zip(self._layout.names, cells, strict=False) if name != ERROR]
        own += [""] * (width - len(own) - (ERROR in self._layout.names))
        self._rows.writerow([*own, reason, *cells[width:]])

    def end(self, file: TextIO) -> None:
        """Write nothing more."""


class Lines:
    """JSON lines, each with a member more."""

    ending, encoding = ".jsonl", "utf-8"

    def begin(self, file: TextIO) -> None:
        """Write nothing yet."""

    def row(self, file: TextIO, cells: list[str], reason: str) -> None:
        file.write(_with_error(cells[0] if cells else "", reason) + "\n")

    def end(self, file: TextIO) -> None:
        """Write nothing more."""


class Rejects:
    """Written beside the file it came from when there is a first rejected row; an earlier one is never overwritten.

    A disk that is full does not stop the import: `trouble` says so at the end.
    """

    def __init__(self, path: Path, shape: Shape, *, beside: bool) -> None:
        self._beside = beside
        self._path = path.with_name(f"{path.stem}.rejected{shape.ending}") if beside else path
        self._shape = shape
        self._file: TextIO | None = None
        self.trouble = ""

    def add(self, cells: list[str], reason: str, *, line: int) -> None:
        """Write a row and why it did not go in."""
        if self.trouble:
            return
        try:
            self._shape.row(self._opened(), cells, f"{line}: {reason}")
        except OSError as error:
            self.trouble = error.strerror or type(error).__name__
            self._drop()

    def close(self) -> str | None:
        """Finish; return where the file is, None when nothing was rejected or it could not be written."""
        if self._file is None:
            return None
        try:
            self._shape.end(self._file)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            return str(self._place())
        except OSError as error:
            self.trouble = error.strerror or type(error).__name__
            self._drop()
            return None

    def _opened(self) -> TextIO:
        if self._file is None:
            self._unfinished = self._path.with_name(f".{self._path.name}.{os.getpid()}")
            self._file = self._unfinished.open("w", encoding=self._shape.encoding, newline="")
            self._shape.begin(self._file)
        return self._file

    def _place(self) -> Path:
        """Move the finished file to its name; where one of that name says something else, to the next free one."""
        number, place = 1, self._path
        while self._beside and place.exists() and not filecmp.cmp(place, self._unfinished, shallow=False):
            number += 1
            place = self._path.with_name(f"{self._path.stem}-{number}{self._path.suffix}")
        self._unfinished.replace(place)
        return place

    def _drop(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            with contextlib.suppress(OSError):
                self._unfinished.unlink(missing_ok=True)
            self._file = None


def _with_error(line: str, reason: str) -> str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(found, dict):
        return line
    said = json.dumps({**found, "error": reason}, ensure_ascii=False)
    # Half a character (a lone surrogate) can be written as an escape alone.
    return said if said.isascii() or not any("\ud800" <= one <= "\udfff" for one in said) else json.dumps({**found, "error": reason})
