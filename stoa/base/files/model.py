"""The nouns of files: a row, what is wrong with it, and what became of a file."""

from collections.abc import Awaitable, Callable

import msgspec

from stoa.base.refusals import Conflict, Invalid, TooLarge

Cells = dict[str, str]
"""The cells of one row that say anything, by field (or by the column's own name where we have no field for it)."""

ROW_BYTES = 1_000_000
"""A row with more is a mistake."""


class Fault(msgspec.Struct, frozen=True):
    """Why a row cannot go in: the field, a stable code, and the facts of the sentence (`interchange-fault-<code>`)."""

    field: str
    code: str
    facts: dict[str, str | int] = {}


class Row(msgspec.Struct, frozen=True):
    """A row of a file: the line it begins at (from 1, as an editor counts), its cells by field, all its cells as they were."""

    line: int
    cells: Cells
    raw: list[str]
    fault: Fault | None = None


class RowError(msgspec.Struct, frozen=True):
    """A fault with its place in the file, for people: `column` as the file writes it."""

    line: int
    column: str
    code: str
    reason: str


class Unfit(Exception):
    """Rows cannot become the thing they stand for. Holds (place of the row among those of one thing, fault) of each."""

    def __init__(self, faults: list[tuple[int, Fault]]) -> None:
        super().__init__(str(faults[:3]))
        self.faults = faults


class Report(msgspec.Struct, kw_only=True):
    """What became of a file. Rows are counted without the header; `errors` are the first few hundred, `rejected` names the file with all."""

    format: str = ""
    generation: int = 0
    encoding: str = ""
    separator: str = ""
    rows: int = 0
    made: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    rejected_rows: int = 0
    rejected: str | None = None
    pictures: int = 0
    trouble: str = ""
    errors: list[RowError] = []
    notes: dict[str, int] = {}
    seconds: float = 0.0

    @property
    def things(self) -> int:
        """Return how many things (products, reviews …) the file held."""
        return self.made + self.changed + self.unchanged + self.refused


class Progress(msgspec.Struct, frozen=True):
    """How far it is; `stage` is `reading` (bytes) or `writing` (rows)."""

    stage: str
    done: int
    total: int


class NoSuchFile(Invalid):
    """There is no such file, or it is a folder. Facts: name."""


class FileNotReadable(Invalid):
    """The file may not be read, or the disk failed. Facts: name, why."""


class FileIsEmpty(Invalid):
    """There is nothing in the file, or nothing but a header. Facts: name."""


class FileIsAWorkbook(Invalid):
    """It is a workbook of a spreadsheet program, not what such a program saves as CSV. Facts: name."""


class ColumnTwice(Invalid):
    """Two columns of the file mean the same, by one name or by two. Facts: name, columns (with their numbers, from 1)."""


class FileNotWritable(Conflict):
    """The file could not be written: no permission, or the disk is full. What went into the shop stays. Facts: name, why."""


class FileTooLarge(TooLarge):
    """Larger than what is taken at once. Facts: most."""


Told = Callable[[Progress], Awaitable[None]]
"""Hears how far it is."""
