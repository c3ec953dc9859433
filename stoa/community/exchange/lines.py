"""Our own format: JSON lines, one thing a line, with nothing left out. What the rooms hold, by names that another shop knows too.

Products are named by handle, variants by article number, members by mail address: the file is the merchant's, and never published.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec

from stoa.base.database import Writing
from stoa.base.files.layout import Layout
from stoa.base.files.model import Fault, Row
from stoa.community.exchange import row_lines
from stoa.community.exchange.model import LINE, Format, Kind, Wrong
from stoa.community.exchange.row_lines import RowLine
from stoa.community.exchange.running import Outcome

__all__ = ["LINE", "OfLines", "Wrong", "unfit"]


class OfLines(ABC):
    """What takers of lines have in common: a line is read, or says why it cannot be. Things go in before the rows that hang on them."""

    kind: ClassVar[Kind]
    format = Format.STOA

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    async def take(self, tx: Writing, rows: Sequence[Row]) -> list[Outcome]:
        """Write what these lines say; return what became of each."""
        found: dict[int, Outcome] = {}
        things: list[tuple[Row, Any]] = []
        hanging: list[tuple[Row, RowLine]] = []
        for row in rows:
            line = row.cells.get(LINE, "")
            try:
                kept = row_lines.read(self.kind, line)
                if kept is None:
                    things.append((row, self.read(line)))
                else:
                    hanging.append((row, kept))
            except (msgspec.MsgspecError, RecursionError) as error:
                found[row.line] = Outcome(row, "refused", [Fault(LINE, "not_our_line", {"why": str(error)[:200]})])
            except Wrong as wrong:
                found[row.line] = Outcome(row, "refused", [wrong.fault])
        made = await self.put(tx, things) if things else []
        for one in [*made, *(await row_lines.put(tx, self.kind, hanging) if hanging else [])]:
            found[one.row.line] = one
        return [found[row.line] for row in rows]

    @abstractmethod
    def read(self, line: str) -> Any:
        """Return what a line says. Raises msgspec.MsgspecError, Wrong."""

    @abstractmethod
    async def put(self, tx: Writing, lines: Sequence[tuple[Row, Any]]) -> list[Outcome]:
        """Write what the good lines say."""


def unfit(row: Row, code: str, **facts: str | int) -> Outcome:
    """Return that a line cannot go in."""
    return Outcome(row, "refused", [Fault(LINE, code, facts)])
