"""Bringing files of the community in: whose file it is, and who takes what is in it."""

import asyncio
from pathlib import Path

from stoa.base.database import Database
from stoa.base.files import reading
from stoa.base.files.layout import Layout, unrivalled
from stoa.base.files.model import Report, Told
from stoa.base.files.reading import Sheet
from stoa.community.exchange import formats, google
from stoa.community.exchange.kinds import TAKERS
from stoa.community.exchange.lines import LINE
from stoa.community.exchange.model import Format, Kind, NotAFileOfReviews, NotInThisFormat, Shop
from stoa.community.exchange.reviewing import Reviews
from stoa.community.exchange.running import Run, Taker
from stoa.shop import interchange
from stoa.shop.interchange.model import RunId


async def import_community(
    db: Database,
    path: Path,
    kind: Kind,
    wanted: Format | None = None,
    *,
    shop: Shop | None = None,
    language: str = "en",
    texts: str = "en",
    rejected: Path | None = None,
    told: Told | None = None,
    run_id: RunId | None = None,
) -> Report:
    """Bring a file in; return what became of it.

    `language` is that of the reasons, `texts` that of reviews which do not say theirs. `rejected` is the file for rows that cannot go in
    (else one beside the file), `told` hears how far it is. Raises NoSuchFile, FileNotReadable, FileIsEmpty, NotAFileOfReviews, NotInThisFormat.
    """
    if kind is not Kind.REVIEWS and wanted not in {None, Format.STOA}:
        raise NotInThisFormat(kind=kind.value, format=str(wanted))
    sheet, found = await asyncio.to_thread(_look, path, kind, wanted)
    place = shop or Shop()
    taker = _taker(kind, found, sheet, place, texts)
    run = Run(db, sheet, taker, language=language, told=told, run_id=run_id, shop=place)
    report = await run.go(rejected)
    if found not in {Format.STOA, Format.GOOGLE}:
        async with db.writing() as tx:
            await interchange.keep_layout(tx, f"reviews/{found}", sheet.header)
    return report


def _taker(kind: Kind, found: Format, sheet: Sheet, shop: Shop, texts: str) -> Taker:
    if found is Format.STOA:
        return TAKERS[kind](Layout([LINE], [LINE]))
    codec = formats.CODECS[found]
    return Reviews(codec, unrivalled(codec.layout(sheet.header), sheet.path.name), shop, texts)


def _look(path: Path, kind: Kind, wanted: Format | None) -> tuple[Sheet, Format]:
    if kind is not Kind.REVIEWS or wanted is Format.STOA or (wanted is None and path.suffix in {".jsonl", ".ndjson"}):
        return reading.look_at_lines(path), Format.STOA
    if wanted is Format.GOOGLE or (wanted is None and _is_document(path)):
        sheet = reading.look_at_lines(path)
        return Sheet(path, sheet.size, "xml", "", google.COLUMNS, 0), Format.GOOGLE
    sheet, found = reading.look(path, formats.of_header, NotAFileOfReviews)
    if wanted is not None and wanted is not found:
        raise NotAFileOfReviews(name=path.name, begins=", ".join(sheet.header)[:60])
    return sheet, found


def _is_document(path: Path) -> bool:
    with reading.opened(path) as file:
        return file.read(64).replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
