"""Importing a file: read it onto the spool, plan it against the shop a batch at a time, write each batch in one transaction.

Each product goes in whole or not at all. A run that was cut off is simply run again: what is in already says so.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.base.files import batches, reading
from stoa.base.files.layout import Layout, unrivalled
from stoa.base.files.model import Fault, FileIsEmpty, Progress, Report, Row, RowError, Told
from stoa.base.files.reading import Sheet
from stoa.base.files.rejecting import Lines, Rejects, Table
from stoa.base.refusals import Invalid, Refusal
from stoa.people import audit
from stoa.people.sessions.model import SYSTEM
from stoa.shop.catalog.model import ChangedMeanwhile
from stoa.shop.interchange import formats, groups, native, planning, queries, shopify, sources, wording, writing
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.formats import Codec
from stoa.shop.interchange.model import LINES, Format, NotAProductFile, RunId
from stoa.shop.interchange.planning import Planned
from stoa.shop.interchange.spool import Spool, Spooled

BATCH_ROWS = 2_000
"""A batch is so many rows or a little more: some hundreds of products, about a second."""
MOST_ERRORS = 500
_ANALYZED = {1, 3, 9, 27, 81, 243}


async def import_products(
    db: Database,
    path: Path,
    wanted: Format | None = None,
    *,
    market: str = "",
    url: str = "",
    language: str = "en",
    rejected: Path | None = None,
    told: Told | None = None,
    run_id: RunId | None = None,
) -> Report:
    """Put the products of a file into the shop; return what became of it.

    Plain prices are those of `market`, or of the shop's first. `url` is the shop's own address, `language` that of the reasons, `rejected`
    the file for rows that cannot go in (else one beside the file), `told` hears how far it is. Raises NoSuchFile, FileNotReadable, FileIsEmpty,
    NotAProductFile, ColumnTwice, NoMarket, FileNotWritable (no room for temporary files).
    """
    started = time.perf_counter()
    sheet, found = await asyncio.to_thread(_look, path, wanted)
    codec = formats.codec(found)
    async with db.reading() as read:
        context = await queries.context(read, market)
    layout = unrivalled(codec.layout(sheet.header, context), path.name)
    run = _Run(db, codec, sheet, layout, context, url=url, language=language, told=told, run_id=run_id or RunId(ids.new()))
    shape = Lines() if found is Format.STOA else Table(layout, sheet.separator)
    run.rejects = Rejects(rejected or path, shape, beside=rejected is None)
    with Spool() as spool:
        await run.spool(spool)
        if not run.report.rows:
            raise FileIsEmpty(name=path.name)
        await run.put_groups()
        await run.put(spool)
    await run.gather()
    run.report.rejected = run.rejects.close()
    run.report.trouble = run.rejects.trouble
    run.report.seconds = time.perf_counter() - started
    await run.note()
    return run.report


def _look(path: Path, wanted: Format | None) -> tuple[Sheet, Format]:
    if wanted is Format.STOA or (wanted is None and path.suffix in LINES):
        return reading.look_at_lines(path), Format.STOA
    sheet, found = reading.look(path, formats.of_header, NotAProductFile)
    if wanted is not None and wanted is not found:
        raise NotAProductFile(name=path.name, begins=", ".join(sheet.header)[:60])
    return sheet, found


class _Run:
    """One import under way."""

    def __init__(
        self,
        db: Database,
        codec: Codec,
        sheet: Sheet,
        layout: Layout,
        context: Context,
        *,
        url: str,
        language: str,
        told: Told | None,
        run_id: RunId,
    ) -> None:
        self.db, self.codec, self.sheet, self.layout, self.context = db, codec, sheet, layout, context
        self.url, self.language, self.told, self.run_id = url, language, told, run_id
        self.rejects: Rejects
        self.notes: Counter[str] = Counter(guessed_encoding=int(sheet.encoding == "cp1252"))
        self.groups: list[tuple[Row, native.CategoryLine | native.CollectionLine]] = []
        self.report = Report(
            format=codec.format.value,
            encoding=sheet.encoding,
            separator=reading.SEPARATORS.get(sheet.separator, ""),
            generation=shopify.recognise(sheet.header) if codec.format is Format.SHOPIFY else 0,
        )

    async def spool(self, spool: Spool) -> None:
        """Read the whole file onto the spool, telling how many bytes are read."""
        text, raw = await asyncio.to_thread(reading.text_of, self.sheet.path, self.sheet.encoding)
        above = ""
        with text, reading.readable(self.sheet.path):
            found = reading.lines(text) if self.codec.format is Format.STOA else reading.rows(text, self.sheet)
            while chunk := await asyncio.to_thread(lambda: list(islice(found, 5_000))):
                above = await asyncio.to_thread(self._spool, spool, chunk, above)
                self.report.rows += len(chunk)
                await self._tell("reading", raw.tell(), self.sheet.size)

    def _spool(self, spool: Spool, chunk: list[reading.Read], above: str) -> str:
        for one in chunk:
            if self.codec.format is Format.STOA and not one.fault and (group := native.group_of(one.cells[0])) is not None:
                self.groups.append((self.layout.row(one.line, one.cells), group))
                continue
            row = self.layout.row(one.line, one.cells)
            names, points = self.codec.points(row, above)
            above = points or above
            spool.add(one.line, one.cells, one.fault, names, points)
        return above

    async def put_groups(self) -> None:
        """Make the categories and collections that the shop lacks."""
        if not self.groups:
            return
        async with self.db.writing() as tx:
            self.notes["groups"], refused = await groups.make(tx, [group for _, group in self.groups])
        for place, why in refused.items():
            self._count(Planned(rows=[self.groups[place][0]], before=None, faults=[(0, fault) for fault in self._faults(why)]))
        self.groups = [one for place, one in enumerate(self.groups) if place not in refused]

    def _faults(self, why: Refusal | Fault) -> list[Fault]:
        """Return what is wrong with a category or a collection."""
        if isinstance(why, Fault):
            return [why]
        if isinstance(why, Invalid) and why.errors:
            return [Fault(one.pointer, one.code, one.facts) for one in why.errors]
        return [Fault("", "refused", {"reason": wording.of_refusal(why, self.language)})]

    async def gather(self) -> None:
        """Put the products into their collections."""
        if self.groups:
            async with self.db.writing() as tx:
                await groups.gather(tx, [group for _, group in self.groups])

    async def put(self, spool: Spool) -> None:
        """Put the spooled products into the shop, a batch at a time."""
        products = spool.products()
        done = turns = 0
        while batch := await asyncio.to_thread(_batch, products):
            rows = [[self._row(one) for one in product] for product in batch]
            await self._put(rows)
            done += sum(len(product) for product in rows)
            turns += 1
            if turns in _ANALYZED and (self.report.made or self.report.changed) and done >= BATCH_ROWS:
                async with self.db.writing() as tx:
                    await queries.analyze(tx)
            await self._tell("writing", done, self.report.rows)

    def _row(self, one: Spooled) -> Row:
        fault = Fault("", one.fault, self._facts(one)) if one.fault else None
        if one.lost and fault is None:
            fault = Fault("parent", "parent_missing", {})
        return self.layout.row(one.line, one.cells, fault)

    def _facts(self, one: Spooled) -> dict[str, str | int]:
        return {"cells": len(one.cells), "columns": len(self.layout.fields)} if one.fault.endswith("cells") else {}

    async def _put(self, products: list[list[Row]]) -> None:
        """Put products in one transaction; where something about them is refused, in two halves, down to the one at fault."""
        await batches.in_halves(products, self._attempt, self._refused)

    async def _attempt(self, products: list[list[Row]]) -> None:
        """Plan and write in one transaction; again when others were in the way. Raises Refusal."""

        async def work(tx: Writing) -> tuple[list[Planned], int]:
            return await self._write(tx, await self._plan(tx, products))

        planned, pictures = await batches.again(self.db, work, ChangedMeanwhile)
        self.report.pictures += pictures
        for one in planned:
            self._count(one)

    async def _refused(self, rows: list[Row], refusal: Refusal) -> None:
        reason = wording.of_refusal(refusal, self.language)
        self._count(Planned(rows=rows, before=None, faults=[(0, Fault("", "refused", {"reason": reason}))]))

    async def _write(self, tx: Writing, planned: list[Planned]) -> tuple[list[Planned], int]:
        made, pictures = await writing.write(tx, planned, await queries.tree(tx), self.context)
        await sources.remember(tx, self.codec, zip(made, [one for one in planned if one.after is not None], strict=True))
        return planned, pictures

    async def _plan(self, tx: Writing, products: list[list[Row]]) -> list[Planned]:
        handles = [planning.handle_of(self.codec, rows) for rows in products]
        known = await sources.find(tx, self.codec, products, handles)
        if self.codec.format is Format.WOOCOMMERCE:
            handles = planning.free_handles(
                products, handles, known, await queries.by_handles(tx, [handle for handle in handles if handle])
            )
        tree = await queries.tree(tx)
        goods = {one.id: one for one in await queries.goods(tx, sorted(set(known.values())), tree, self.url)}
        planned = []
        for number, rows in enumerate(products):
            before = goods.get(known[number]) if number in known else None
            planned.append(planning.plan(self.codec, self.layout, rows, before, self.context, handles[number]))
        planned = planning.refuse_twins(planned)
        return planning.refuse_taken_skus(planned, await queries.by_skus(tx, planning.wanted_skus(planned)))

    def _count(self, one: Planned) -> None:
        self.notes.update(set(one.notes))
        if one.faults:
            self.report.refused += 1
            self.report.rejected_rows += len(one.rows)
            self._reject(one)
        elif one.after is None:
            self.report.unchanged += 1
        elif one.before is None:
            self.report.made += 1
        else:
            self.report.changed += 1

    def _reject(self, one: Planned) -> None:
        """Write a refused product's rows to the file of rejected ones, each with what is wrong with it."""
        reasons: dict[int, list[str]] = {}
        for number, fault in one.faults:
            column = self.layout.name_of(fault.field)
            reason = wording.of_fault(fault, column, self.language)
            reasons.setdefault(number, []).append(f"{column}: {reason}" if column else reason)
            if len(self.report.errors) < MOST_ERRORS:
                self.report.errors.append(RowError(one.rows[number].line, column, fault.code, reason))
        first = one.rows[min(reasons)].line
        for number, row in enumerate(one.rows):
            self.rejects.add(row.raw, " · ".join(reasons.get(number, [wording.see_line(first, self.language)])), line=row.line)

    async def _tell(self, stage: str, done: int, total: int) -> None:
        if self.told is not None:
            await self.told(Progress(stage, done, total))

    async def note(self) -> None:
        """Write the run down: one entry in the audit log, and the columns for the export."""
        self.report.notes = {code: number for code, number in sorted(self.notes.items()) if number}
        names = ("format", "rows", "made", "changed", "unchanged", "refused")
        async with self.db.writing() as tx:
            await sources.keep_layout(tx, self.codec.format, self.sheet.header)
            await audit.note(
                tx,
                SYSTEM,
                "interchange.import",
                self.run_id,
                {"file": self.sheet.path.name[:200], **{name: getattr(self.report, name) for name in names}},
            )


def _batch(products: Iterator[list[Spooled]]) -> list[list[Spooled]]:
    """Take products until there are enough rows."""
    batch: list[list[Spooled]] = []
    rows = 0
    for product in products:
        batch.append(product)
        rows += len(product)
        if rows >= BATCH_ROWS:
            break
    return batch
