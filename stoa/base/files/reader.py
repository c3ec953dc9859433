"""Reading the cells of one product's rows, gathering everything that is wrong with them."""

from collections.abc import Callable
from typing import Any, TypeVar

from stoa.base.files import cells
from stoa.base.files.cells import Wrong
from stoa.base.files.model import Fault, Row

T = TypeVar("T")


class Reader:
    """A product's rows and the fields its file has; `faults` are (place of the row, fault)."""

    def __init__(self, rows: list[Row], known: set[str]) -> None:
        self.rows = rows
        self.known = known
        self.faults: list[tuple[int, Fault]] = []
        self.notes: list[str] = []

    def refuse(self, place: int, field: str, code: str, **facts: str | int) -> None:
        """Note that a cell is wrong."""
        self.faults.append((place, Fault(field, code, facts)))

    def cell(self, place: int, field: str) -> str:
        """Return what a row says in a field, trimmed."""
        return self.rows[place].cells.get(field, "").strip()

    def first(self, field: str) -> tuple[int, str]:
        """Return the first row that says anything in a field, and what."""
        return next(((place, found) for place in range(len(self.rows)) if (found := self.cell(place, field))), (0, ""))

    def text(self, field: str, default: str) -> str:
        """Return what the product's rows say; what was when there is no such column."""
        return self.first(field)[1] if field in self.known else default

    def of(self, place: int, field: str, parse: Callable[..., T], default: T, *more: Any) -> T:
        """Return what a cell says, by that parser; the default for an empty one, and for a wrong one after noting it."""
        text = self.cell(place, field)
        if not text:
            return default
        try:
            return parse(text, *more)
        except Wrong as wrong:
            self.faults.append((place, wrong.at(field)))
            return default

    def yes(self, place: int, field: str, *, default: bool) -> bool:
        """Return whether a cell says yes."""
        return self.of(place, field, cells.yes, default)

    def address(self, place: int, field: str, text: str) -> str:
        """Return the address of a picture, after noting one that is none."""
        if text and not cells.ADDRESS.match(text):
            self.refuse(place, field, "not_an_address", value=text[:80])
        return text
