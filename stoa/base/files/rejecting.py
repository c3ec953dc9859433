"""The file of rejected rows: the columns as they came and one more, `Error`, so that it can be mended and imported again."""

import contextlib
import csv
import filecmp
import json
import os
from pathlib import Path
from typing import TextIO

from stoa.base.files.layout import ERROR, Layout


class Rejects:
    """Written beside the file it came from when there is a first rejected row; an earlier one is never overwritten.

    A disk that is full does not stop the import: `trouble` says so at the end.
    """

    def __init__(self, path: Path, layout: Layout, separator: str, *, lines: bool, beside: bool) -> None:
        self._beside = beside
        self._path = path.with_name(f"{path.stem}.rejected{'.jsonl' if lines else '.csv'}") if beside else path
        self._layout, self._separator, self._lines = layout, separator, lines
        self._file: TextIO | None = None
        self.trouble = ""

    def add(self, cells: list[str], reason: str, *, line: int) -> None:
        """Write a row and why it did not go in."""
        if self.trouble:
            return
        try:
            if self._file is None:
                self._open()
            self._write(cells, f"{line}: {reason}")
        except OSError as error:
            self.trouble = error.strerror or type(error).__name__
            self._drop()

    def close(self) -> str | None:
        """Finish; return where the file is, None when nothing was rejected or it could not be written."""
        if self._file is None:
            return None
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            return str(self._place())
        except OSError as error:
            self.trouble = error.strerror or type(error).__name__
            self._drop()
            return None

    def _open(self) -> None:
        self._unfinished = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        self._file = self._unfinished.open("w", encoding="utf-8" if self._lines else "utf-8-sig", newline="")
        if not self._lines:
            self._rows = csv.writer(self._file, delimiter=self._separator, lineterminator="\r\n")
            self._rows.writerow([*(name for name in self._layout.names if name != ERROR), ERROR])

    def _write(self, cells: list[str], reason: str) -> None:
        if self._lines and self._file is not None:
            self._file.write(_with_error(cells[0] if cells else "", reason) + "\n")
            return
        width = len(self._layout.names)
        own = [cell.replace("\x00", "") for name, cell in zip(self._layout.names, cells, strict=False) if name != ERROR]
        own += [""] * (width - len(own) - (ERROR in self._layout.names))
        self._rows.writerow([*own, reason, *cells[width:]])

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
    except ValueError:
        return line
    if not isinstance(found, dict):
        return line
    return json.dumps({**found, "error": reason}, ensure_ascii=False)
