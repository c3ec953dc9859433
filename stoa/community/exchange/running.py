"""A run: a file read row by row, taken in a batch at a time, each batch one transaction; what cannot go in is written beside it.

Memory does not grow with the file. A run that was cut off is simply run again: what is in already says so.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

import asyncpg
import msgspec

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.base.files import batches, reading
from stoa.base.files.layout import Layout
from stoa.base.files.model import Fault, FileIsEmpty, Progress, Report, Row, RowError, Told
from stoa.base.files.reading import Read, Sheet
from stoa.base.files.rejecting import Lines, Rejects, Shape, Table
from stoa.base.refusals import Refusal
from stoa.community.exchange import elements, wording
from stoa.community.exchange.elements import Document
from stoa.community.exchange.model import Format, Kind, NotTaken, Shop
from stoa.people import audit
from stoa.people.sessions.model import SYSTEM
from stoa.shop.interchange.model import RunId

BATCH = 500
MOST_ERRORS = 500


class Outcome(msgspec.Struct, frozen=True):
    """What became of a row: made, changed, unchanged or refused."""

    row: Row
    what: str
    faults: list[Fault] = []
    notes: list[str] = []


class Taker(Protocol):
    """What one kind of file in one format is taken in by."""

    @property
    def kind(self) -> Kind: ...
    @property
    def format(self) -> Format: ...
    @property
    def layout(self) -> Layout: ...
    async def take(self, tx: Writing, rows: Sequence[Row]) -> list[Outcome]:
        """Write what these rows say in this transaction; return what became of each. Raises Refusal, then nothing is written."""
        ...


class Run:
    """One import under way."""

    def __init__(
        self, db: Database, sheet: Sheet, taker: Taker, *, language: str, told: Told | None, run_id: RunId | None, shop: Shop
    ) -> None:
        self.db, self.sheet, self.taker, self.language, self.told = db, sheet, taker, language, told
        self.run_id, self.shop = run_id or RunId(ids.new()), shop
        self.notes: Counter[str] = Counter()
        self.report = Report(format=taker.format.value, encoding=sheet.encoding, separator=reading.SEPARATORS.get(sheet.separator, ""))

    async def go(self, rejected: Path | None) -> Report:
        """Bring everything in; return what became of it. Raises FileIsEmpty, FileNotReadable."""
        started = time.perf_counter()
        self.rejects = Rejects(rejected or self.sheet.path, self._shape(), beside=rejected is None)
        await self._read()
        self.report.rejected = self.rejects.close()
        self.report.trouble = self.rejects.trouble
        if not self.report.rows:
            raise FileIsEmpty(name=self.sheet.path.name)
        self.report.notes = {code: number for code, number in sorted(self.notes.items()) if number}
        self.report.seconds = time.perf_counter() - started
        await self._note()
        return self.report

    def _shape(self) -> Shape:
        if self.taker.format is Format.GOOGLE:
            return Document(self.shop)
        return Lines() if self.taker.format is Format.STOA else Table(self.taker.layout, self.sheet.separator)

    async def _read(self) -> None:
        """Read the file and take it in, telling how many bytes are read."""
        found, raw, whole = await asyncio.to_thread(self._opened)
        with whole, reading.readable(self.sheet.path):
            while chunk := await asyncio.to_thread(lambda: list(islice(found, BATCH))):
                self.report.rows += len(chunk)
                far = raw.tell() if not raw.closed else self.sheet.size
                await batches.in_halves([self._row(one) for one in chunk], self._attempt, self._refused)
                if self.told is not None:
                    await self.told(Progress("writing", far, self.sheet.size))

    def _opened(self) -> tuple[Iterator[Read], BinaryIO, BinaryIO | TextIO]:
        """Open the file; return its rows, the bytes below (which know how far it is), and what is to be closed."""
        if self.taker.format is Format.GOOGLE:
            raw = reading.opened(self.sheet.path)
            return elements.rows(raw), raw, raw
        text, raw = reading.text_of(self.sheet.path, self.sheet.encoding)
        return (reading.lines(text) if self.taker.format is Format.STOA else reading.rows(text, self.sheet)), raw, text

    def _row(self, one: Read) -> Row:
        facts: dict[str, str | int] = {}
        if one.fault.endswith("cells"):
            facts = {"cells": len(one.cells), "columns": len(self.taker.layout.fields)}
        elif one.fault == "broken_document":
            facts = {"why": one.cells[-1]}
        fault = Fault("", one.fault, facts) if one.fault else None
        if self.taker.format is Format.GOOGLE:
            return Row(one.line, elements.cells_of(one.cells) if not one.last else {}, one.cells if not one.last else [], fault)
        if fault is None and any("\x00" in cell or "\\u0000" in cell for cell in one.cells):
            fault = Fault("", "zero_byte")
        return self.taker.layout.row(one.line, one.cells, fault)

    async def _attempt(self, rows: list[Row]) -> None:
        """Take rows in one transaction; again when others were in the way. Raises Refusal."""
        broken = [Outcome(row, "refused", [row.fault]) for row in rows if row.fault is not None]

        async def work(tx: Writing) -> list[Outcome]:
            try:
                return await self.taker.take(tx, [row for row in rows if row.fault is None])
            except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, asyncpg.exceptions.DataError) as error:
                raise NotTaken(
                    why=getattr(error, "constraint_name", None) or getattr(error, "column_name", None) or str(error)[:120]
                ) from error

        taken = await batches.again(self.db, work) if len(broken) < len(rows) else []
        for one in sorted([*broken, *taken], key=lambda one: one.row.line):
            self._count(one)

    async def _refused(self, row: Row, refusal: Refusal) -> None:
        reason = wording.WORDING.of_refusal(refusal, self.language)
        self._count(Outcome(row, "refused", [Fault("", "refused", {"reason": reason})]))

    def _count(self, one: Outcome) -> None:
        setattr(self.report, one.what, getattr(self.report, one.what) + 1)
        if one.what != "refused":
            self.notes.update(set(one.notes))
            return
        self.report.rejected_rows += 1
        reasons = []
        for fault in one.faults:
            column = self.taker.layout.name_of(fault.field)
            reason = wording.WORDING.of_fault(fault, column, self.language)
            reasons.append(f"{column}: {reason}" if column else reason)
            if len(self.report.errors) < MOST_ERRORS:
                self.report.errors.append(RowError(one.row.line, column, fault.code, reason))
        self.rejects.add(one.row.raw, " · ".join(reasons), line=one.row.line)

    async def _note(self) -> None:
        """Write one entry in the audit log."""
        names = ("format", "rows", "made", "changed", "unchanged", "refused")
        async with self.db.writing() as tx:
            facts = {"kind": self.taker.kind.value, "file": self.sheet.path.name[:200]}
            await audit.note(tx, SYSTEM, "exchange.import", self.run_id, facts | {name: getattr(self.report, name) for name in names})
