"""Runs: what the desk was asked to bring in, from the upload to the report. The file lies in storage, in parts, until it is in."""

import tempfile
from collections.abc import AsyncIterator, Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

import msgspec

from stoa.base import ids, jobs
from stoa.base.database import Database, Reading, Writing
from stoa.base.files.model import FileIsEmpty, FileTooLarge, Progress, Report, Told
from stoa.base.refusals import Busy, Refusal
from stoa.outside import storage
from stoa.people.sessions.model import PersonId
from stoa.shop.interchange import wording
from stoa.shop.interchange.importing import import_products
from stoa.shop.interchange.model import FILE_BYTES, NoSuchRun, PartIsGone, Run, RunId

PART = 1_000_000
ENDINGS = {"stoa": ".jsonl", "google": ".xml"}
"""How files of rejected rows end, by format; others are CSV."""
SHOWN = 20
_KIND = "text/csv"


class Bringer(Protocol):
    """What brings a file of one kind in; `rejected` is where the rows go that cannot."""

    async def __call__(self, db: Database, path: Path, run: Run, *, rejected: Path, told: Told) -> Report: ...


_bringers: dict[str, tuple[Bringer, Callable[[Refusal, str], str]]] = {}


def brings(kind: str, bring: Bringer, explain: Callable[[Refusal, str], str]) -> None:
    """Say once, at import, how files of a kind come in, and who has words for what is refused."""
    _bringers[kind] = (bring, explain)


_COLUMNS = "id, kind, told, file, bytes, language, asked_at, ended_at, progress, report, refusal, rejected_bytes"


async def keep(run_id: RunId, parts: AsyncIterator[bytes], name: str) -> int:
    """Put an uploaded file into storage, part by part; return its size. Raises FileTooLarge, FileIsEmpty, StorageAway; then nothing is kept."""
    key = f"interchange/{run_id}/file"
    try:
        size = await _put(key, parts)
    except Exception:
        await _forget(key)
        raise
    if not size:
        raise FileIsEmpty(name=name)
    return size


async def _put(key: str, parts: AsyncIterator[bytes]) -> int:
    size = number = 0
    async for part in parts:
        size += len(part)
        if size > FILE_BYTES:
            raise FileTooLarge(most=FILE_BYTES // 1_000_000)
        if part:
            number += 1
            await storage.current().put(f"{key}/{number:05}", part, _KIND)
    return size


async def ask(
    tx: Writing, run_id: RunId, kind: str, name: str, size: int, language: str, person: PersonId | None, told: dict[str, str]
) -> None:
    """Let a job bring the kept file in."""
    await tx.run(
        "insert into interchange.run (id, kind, told, file, bytes, language, person, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        run_id,
        kind,
        told,
        name,
        size,
        language,
        person,
        tx.now,
    )
    await jobs.enqueue(tx, "interchange.import", {"run": run_id})


async def find(read: Reading, run_id: UUID) -> Run:
    """Return a run. Raises NoSuchRun."""
    found = await read.one(Run, f"select {_COLUMNS} from interchange.run where id = $1", run_id)
    if found is None:
        raise NoSuchRun
    return found


async def latest(read: Reading, kinds: Collection[str] = ("products",)) -> list[Run]:
    """Return the runs of these kinds asked for last."""
    sql = f"select {_COLUMNS} from interchange.run where kind = any($1) order by asked_at desc, id desc limit {SHOWN}"
    return await read.all(Run, sql, sorted(kinds))


async def bring_in(db: Database, run_id: RunId) -> None:
    """Bring a kept file in and note what became of it; done already, do nothing. Safe to run again at any point."""
    async with db.reading() as read:
        run = await find(read, run_id)
    if run.ended_at is not None:
        return
    bring, explain = _bringers[run.kind]
    with tempfile.TemporaryDirectory(prefix="stoa-import-") as folder:
        path, rejected = Path(folder) / (Path(run.file).name or "file"), Path(folder) / ".rejected"
        try:
            await _fetch(run, path)
            report = await bring(db, path, run, rejected=rejected, told=_Telling(db, run_id))
        except Busy:
            raise
        except PartIsGone as gone:
            await _end(db, run_id, None, wording.of_refusal(gone, run.language))
        except Refusal as refusal:
            await _end(db, run_id, None, explain(refusal, run.language))
        else:
            size = None
            if report.rejected is not None:
                size = await _store(f"interchange/{run_id}/rejected", rejected)
                report.rejected = f"{Path(run.file).stem}.rejected{ENDINGS.get(report.format, '.csv')}"
            await _end(db, run_id, report, None, size)
    await _forget(f"interchange/{run_id}/file")


async def _products(db: Database, path: Path, run: Run, *, rejected: Path, told: Told) -> Report:
    market, url = run.told.get("market", ""), run.told.get("url", "")
    return await import_products(db, path, market=market, url=url, language=run.language, rejected=rejected, told=told, run_id=run.id)


brings("products", _products, wording.of_refusal)


class _Telling:
    """Notes how far a run is, at most once a second."""

    def __init__(self, db: Database, run_id: RunId) -> None:
        self._db, self._run_id = db, run_id
        self._last: datetime | None = None

    async def __call__(self, progress: Progress) -> None:
        async with self._db.reading() as read:
            now = read.now
        if self._last is not None and (now - self._last).total_seconds() < 1:
            return
        self._last = now
        async with self._db.writing() as tx:
            await tx.run("update interchange.run set progress = $2 where id = $1", self._run_id, msgspec.to_builtins(progress))


async def _end(db: Database, run_id: RunId, report: Report | None, refusal: str | None, rejected_bytes: int | None = None) -> None:
    async with db.writing() as tx:
        await tx.run(
            "update interchange.run set ended_at = $2, report = $3, refusal = $4, rejected_bytes = $5 where id = $1 and ended_at is null",
            run_id,
            tx.now,
            msgspec.to_builtins(report) if report is not None else None,
            refusal,
            rejected_bytes,
        )


async def _parts_of(key: str, name: str, size: int | None) -> AsyncIterator[bytes]:
    """Yield a file of that size that storage keeps in parts, numbered from one. Raises PartIsGone: a file with a hole in it is another file."""
    left = size
    for number, part in enumerate(await storage.current().list(key), 1):
        found = await storage.current().get(part) if part == f"{key}/{number:05}" else None
        if found is None:
            raise PartIsGone(name=name)
        left = None if left is None else left - len(found)
        yield found
    if left:
        raise PartIsGone(name=name)


async def rejected_parts(run: Run) -> AsyncIterator[bytes]:
    """Return the parts of the file of rejected rows. Raises PartIsGone, before the first of them where one is seen to be missing."""
    key = f"interchange/{run.id}/rejected"
    kept = await storage.current().list(key)
    wanted = len(kept) if run.rejected_bytes is None else -(-run.rejected_bytes // PART)
    if not kept or kept != [f"{key}/{number:05}" for number in range(1, wanted + 1)]:
        raise PartIsGone(name=run.file)
    return _parts_of(key, run.file, run.rejected_bytes)


async def _fetch(run: Run, path: Path) -> None:
    with path.open("wb") as file:
        async for part in _parts_of(f"interchange/{run.id}/file", run.file, run.bytes):
            file.write(part)


async def _store(key: str, path: Path) -> int:
    """Put a file into storage in parts; return its size."""
    with path.open("rb") as file:
        number = 0
        while part := file.read(PART):
            number += 1
            await storage.current().put(f"{key}/{number:05}", part, _KIND)
        return file.tell()


async def _forget(key: str) -> None:
    for part in await storage.current().list(key):
        await storage.current().delete(part)


def new_run() -> RunId:
    """Return an id for a run."""
    return RunId(ids.new())
