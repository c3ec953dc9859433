"""Our own format: JSON lines, one thing a line, with nothing left out. What the rooms hold, by names that another shop knows too.

Products are named by handle, variants by article number, members by mail address: the file is the merchant's, and never published.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec

from stoa.base.database import Writing
from stoa.base.files.layout import Layout
from stoa.base.files.model import Fault, Row
from stoa.community.exchange.model import Format, Kind
from stoa.community.exchange.running import Outcome

LINE = "json"


class Wrong(Exception):
    """Something that a line names is not here. Holds the fault."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.fault = Fault(LINE, code, facts)


class OfLines:
    """What takers of lines have in common: a line is read, or says why it cannot be."""

    kind: ClassVar[Kind]
    format = Format.STOA

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    async def take(self, tx: Writing, rows: Sequence[Row]) -> list[Outcome]:
        """Write what these lines say; return what became of each."""
        found: dict[int, Outcome] = {}
        good: list[tuple[Row, Any]] = []
        for row in rows:
            try:
                good.append((row, self.read(row.cells.get(LINE, ""))))
            except (msgspec.MsgspecError, RecursionError) as error:
                found[row.line] = Outcome(row, "refused", [Fault(LINE, "not_our_line", {"why": str(error)[:200]})])
            except Wrong as wrong:
                found[row.line] = Outcome(row, "refused", [wrong.fault])
        for one in await self.put(tx, good) if good else []:
            found[one.row.line] = one
        return [found[row.line] for row in rows]

    def read(self, line: str) -> Any:
        """Return what a line says. Raises msgspec.MsgspecError, Wrong."""
        raise NotImplementedError

    async def put(self, tx: Writing, lines: Sequence[tuple[Row, Any]]) -> list[Outcome]:
        """Write what the good lines say."""
        raise NotImplementedError


def unfit(row: Row, code: str, **facts: str | int) -> Outcome:
    """Return that a line cannot go in."""
    return Outcome(row, "refused", [Fault(LINE, code, facts)])
