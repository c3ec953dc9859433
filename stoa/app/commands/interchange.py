"""`stoa import` and `stoa export`: the catalogue and the community in and out of files."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from stoa.app.commands.joining import answer, as_json, in_shop
from stoa.app.commands.places import NewFile
from stoa.app.settings import Settings
from stoa.base.database import Database
from stoa.base.files.model import Progress as Far
from stoa.base.files.model import Report
from stoa.base.refusals import Busy, Refusal
from stoa.community import exchange
from stoa.community.exchange.model import Format as Whose
from stoa.community.exchange.model import Kind, Shop
from stoa.shop.interchange import explain, export_products, import_products, notes_of
from stoa.shop.interchange.model import LINES, Format

T = TypeVar("T")
SHOWN_ERRORS = 20
_format = click.option(
    "--format", "wanted", type=click.Choice([one.value for one in Format]), help="Whose file it is; without it the file itself says."
)
_market = click.option("--market", default="", help="The market that prices without one belong to; else STOA_MARKET.")


@click.group(
    help="""Bring things in from a file.

    Example: stoa import products shopify-export.csv"""
)
def import_() -> None:
    """Hold the verbs below."""


@click.group(
    help="""Write things to a file.

    Example: stoa export products products.csv --format shopify"""
)
def export() -> None:
    """Hold the verbs below."""


@import_.command(
    help="""Bring products in from a CSV of Shopify or WooCommerce, or from Stoa's own JSON lines.

    A product goes in whole or not at all. Rows that cannot go in are written to FILE.rejected.csv beside the file, each with its line and the
    reason: mend them there and import that file. The same file twice changes nothing. A run that was interrupted is simply run again.

    Example: stoa import products shopify-export.csv"""
)
@click.argument("file", type=click.Path(path_type=Path))
@_format
@_market
@as_json
def products(file: Path, wanted: str | None, market: str, in_json: bool) -> None:
    async def work(db: Database, found: Settings) -> Report:
        with _bar() as told:
            return await import_products(
                db, file, Format(wanted) if wanted else None, market=market or found.market, url=found.url, told=told
            )

    report = _plainly(lambda: in_shop(work))
    answer(report, in_json=in_json, lines=lambda: told_of(report, "products", notes_of(report)))
    if report.refused or report.trouble:
        raise SystemExit(3)


@export.command(
    "products",
    help="""Write every product to a file: a CSV of Shopify or WooCommerce, or Stoa's own JSON lines, which lose nothing.

    What came in from such a file goes out as it came, but for what was changed since.

    Example: stoa export products products.jsonl""",
)
@click.argument("file", type=NewFile())
@click.option(
    "--format",
    "wanted",
    type=click.Choice([one.value for one in Format]),
    help="Whose file it shall be.  [default: stoa for a file called .jsonl, else shopify]",
)
@click.option(
    "--generation", type=click.IntRange(1, 2), help="Of Shopify's header: 1 (Handle, Body (HTML)) or 2 (URL handle); else as it came in."
)
@_market
@as_json
def export_of_products(file: Path, wanted: str | None, generation: int | None, market: str, in_json: bool) -> None:
    format_ = Format(wanted) if wanted else Format.STOA if file.suffix in LINES else Format.SHOPIFY

    async def work(db: Database, found: Settings) -> int:
        with _bar() as told:
            return await export_products(db, file, format_, market=market or found.market, url=found.url, generation=generation, told=told)

    size = _plainly(lambda: in_shop(work))
    answer({"file": str(file), "bytes": size}, in_json=in_json, lines=lambda: [f"Wrote {file} ({size:,} bytes)."])


def _come_in(kind: Kind, help_: str) -> None:
    """Add the verb that brings files of a kind in."""
    formats = [one.value for one in Whose] if kind is Kind.REVIEWS else [Whose.STOA.value]

    @import_.command(kind.value, help=help_)
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--format", "wanted", type=click.Choice(formats), help="Whose file it is; without it the file itself says.")
    @click.option("--language", default="en", show_default=True, help="The language of reviews that do not say theirs.")
    @as_json
    def verb(file: Path, wanted: str | None, language: str, in_json: bool) -> None:
        async def work(db: Database, found: Settings) -> Report:
            with _bar() as told:
                return await exchange.import_community(
                    db, file, kind, Whose(wanted) if wanted else None, shop=Shop(found.shop_name, found.url), texts=language, told=told
                )

        report = _plainly(lambda: in_shop(work), exchange.explain)
        answer(report, in_json=in_json, lines=lambda: told_of(report, counted(kind, report), exchange.notes_of(report)))
        if report.refused or report.trouble:
            raise SystemExit(3)


def _go_out(kind: Kind, help_: str) -> None:
    """Add the verb that writes everything of a kind to a file."""
    formats = [one.value for one in Whose] if kind is Kind.REVIEWS else [Whose.STOA.value]

    @export.command(kind.value, help=help_)
    @click.argument("file", type=NewFile())
    @click.option("--format", "wanted", type=click.Choice(formats), default=Whose.STOA.value, show_default=True)
    @as_json
    def verb(file: Path, wanted: str, in_json: bool) -> None:
        async def work(db: Database, found: Settings) -> int:
            with _bar() as told:
                return await exchange.export_community(db, file, kind, Whose(wanted), shop=Shop(found.shop_name, found.url), told=told)

        size = _plainly(lambda: in_shop(work), exchange.explain)
        answer({"file": str(file), "bytes": size}, in_json=in_json, lines=lambda: [f"Wrote {file} ({size:,} bytes)."])


_AGAIN = """Rows that cannot go in are written to a file beside it, each with its line and the reason: mend them there and import that file.
    The same file twice changes nothing. A run that was interrupted is simply run again."""
_WHAT = {
    Kind.REVIEWS: ("reviews from a CSV of Judge.me, Shopify or Meta, from Google's XML, or from Stoa's own JSON lines", "reviews.csv"),
    Kind.QUESTIONS: ("questions with their answers from Stoa's own JSON lines", "questions.jsonl"),
    Kind.DISCUSSIONS: ("topics with their posts from Stoa's own JSON lines", "discussions.jsonl"),
    Kind.WISH_LISTS: ("members' wish lists from Stoa's own JSON lines", "wish-lists.jsonl"),
    Kind.CIRCLES: ("members with what they show, and who follows whom, from Stoa's own JSON lines", "circles.jsonl"),
}
for _kind, (_what, _file) in _WHAT.items():
    _come_in(
        _kind,
        f"""Bring {_what} in.

    {_AGAIN}

    Example: stoa import {_kind} {_file}""",
    )
    _go_out(
        _kind,
        f"""Write {_what.replace(" from ", " to ", 1).replace(", from ", ", to ").replace("or from", "or to")}.

    Example: stoa export {_kind} {_file.replace(".csv", ".jsonl")}""",
    )


def _plainly(work: Callable[[], T], explained: Callable[[Refusal], str] = explain) -> T:
    """Run it; say what is refused in one sentence."""
    try:
        return work()
    except Busy as busy:
        raise click.ClickException(f"The database is too busy ({busy}). What is in stays in; run it again.") from busy
    except Refusal as refusal:
        raise click.ClickException(explained(refusal)) from refusal


class _bar:  # noqa: N801 - used as a verb
    """A progress bar on standard error, for as long as the block."""

    def __enter__(self) -> Callable[[Far], Awaitable[None]]:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._progress.start()
        tasks = {}

        async def told(far: Far) -> None:
            if far.stage not in tasks:
                tasks[far.stage] = self._progress.add_task(far.stage.capitalize(), total=far.total or None)
            self._progress.update(tasks[far.stage], completed=far.done, total=far.total or None)

        return told

    def __exit__(self, *_error: object) -> None:
        self._progress.stop()


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def counted(kind: Kind, report: Report) -> str:
    """Return what a report of the community's files counts: of others' formats each row is a review; ours hold votes, follows and more."""
    return "rows" if report.format == Whose.STOA else kind.value.replace("-", " ")


def told_of(report: Report, things: str, notes: list[str]) -> list[str]:
    """Return what became of a file, for people; `things` is what it counts."""
    came = f"{report.format}, {report.encoding}" + (f", {report.separator} separated" if report.separator else "")
    found = [f"Read {_count(report.rows, 'row')} ({came}) in {report.seconds:.1f} s."]
    if report.unchanged == report.things:
        found.append(f"Nothing was changed: the shop had all {report.unchanged:,} {things} as the file says.")
    else:
        found.append(
            f"{things.capitalize()}: {report.made:,} made, {report.changed:,} changed, {report.unchanged:,} as they were, {report.refused:,} refused."
        )
    if report.pictures:
        found.append(f"{_count(report.pictures, 'picture')} will be fetched by the worker.")
    found += notes
    for error in report.errors[:SHOWN_ERRORS]:
        found.append(f"  line {error.line}: {error.column + ': ' if error.column else ''}{error.reason}")
    if len(report.errors) > SHOWN_ERRORS:
        found.append("  … and more; all are in the file of rejected rows.")
    if report.rejected:
        found.append(
            f"What was refused is in {report.rejected} ({_count(report.rejected_rows, 'row')}): mend it there and import that file."
        )
    if report.trouble:
        found.append(
            f"The rejected rows could not be written ({report.trouble}). Make room, or let it be written there, and run the same file again."
        )
    return found
