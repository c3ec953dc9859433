"""`stoa backup` and `stoa restore`: the whole shop in one file, database and pictures."""

import asyncio
import gzip
import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import click
from rich.console import Console

import stoa
from stoa.app import databases, settings
from stoa.app.commands.places import NewFile
from stoa.app.running import folder
from stoa.app.settings import Settings
from stoa.base import postgres

DUMP, FACTS, FILES = "database.dump", "stoa.json", "files"
console = Console(stderr=True, highlight=False)


@click.command(
    help="""Write the whole shop into one file (.tar.gz): the database as it is at this moment, and the pictures.

    The shop may be running. A file that is there already is replaced when the new one is whole.

    Example: stoa backup shop-monday.tar.gz"""
)
@click.argument("file", type=NewFile())
def backup(file: Path) -> None:
    part = file.with_name(f"{file.name}.part")
    with databases.reached(settings.read()) as found, _room_beside(file) as place:
        with console.status("Writing the database"):
            _run(
                "pg_dump",
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                "--no-unlogged-table-data",
                f"--file={place}/{DUMP}",
                found.database_url,
            )
        try:
            with console.status("Packing"):
                _pack(part, Path(place) / DUMP, found)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    if found.storage_url:
        click.echo(f"Pictures and other files are in {found.storage_url.split('?')[0]} and not in this backup.", err=True)
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


@contextmanager
def _room_beside(file: Path) -> Iterator[str]:
    """Give a folder beside the file, for as long as the block: what is moved within one disk is whole or not there."""
    try:
        room = tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".stoa-")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
    with room as place:
        yield place


def _pack(part: Path, dump: Path, found: Settings) -> None:
    facts = {"version": stoa.__version__, "mode": found.mode, "made_at": datetime.now(UTC).isoformat()}
    with gzip.open(part, "wb", compresslevel=3) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        text = json.dumps(facts).encode()
        entry = tarfile.TarInfo(FACTS)
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
        archive.add(dump, DUMP)
        if not found.storage_url and (found.data / FILES).is_dir():
            archive.add(found.data / FILES, FILES)


@click.command(
    help="""Make the shop what a backup says. The shop must not be running, and its database must be empty.

    With --replace what is in the database and the folder of files is thrown away first; if the backup cannot be read to its end, everything stays.

    Example: stoa restore shop-monday.tar.gz --replace"""
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Throw away what is there.")
def restore(file: Path, replace: bool) -> None:
    given = settings.read()
    given.data.mkdir(parents=True, exist_ok=True)
    with databases.reached(given) as found, tempfile.TemporaryDirectory(dir=given.data, prefix=".restore-") as place:
        facts = _unpack(file, Path(place))
        there = asyncio.run(_look(found.database_url))
        if there and not replace:
            raise click.ClickException("The database holds a shop already. Nothing was changed; --replace throws it away.")
        with console.status("Restoring the database"):
            _load(Path(place), found.database_url, there)
        if (Path(place) / FILES).is_dir() and not found.storage_url:
            _swap(Path(place) / FILES, given.data / FILES)
        asyncio.run(databases.migrate(found.database_url))
    if facts.get("mode") == "demo":
        folder.remember(given.data, url=given.url, seeded=True)
    click.echo(f"Restored the shop of {facts.get('made_at', 'an unknown time')}.")


def _unpack(file: Path, place: Path) -> dict[str, str]:
    """Unpack everything before anything is touched."""
    try:
        with console.status("Unpacking"), gzip.open(file) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
            archive.extractall(place, filter="data")
        facts: dict[str, str] = json.loads((place / FACTS).read_text())
    except (OSError, EOFError, ValueError, tarfile.TarError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # this machine's, as a full disk, and not the file's
            raise
        raise click.ClickException(f"{file} is no whole backup of a shop ({error}). Nothing was changed.") from error
    if not (place / DUMP).is_file():
        raise click.ClickException(f"{file} holds no database. Nothing was changed.")
    return facts


async def _look(url: str) -> list[str]:
    """Return the schemas that are there. Refuses while somebody else is connected."""
    connection = await asyncpg.connect(url)
    try:
        others = await connection.fetchval(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"
        )
        if others:
            raise click.ClickException("The shop is running. Nothing was changed; stop it first.")
        rows = await connection.fetch(
            "select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')"
        )
    finally:
        await connection.close()
    return sorted(row["nspname"] for row in rows)


def _load(place: Path, url: str, there: list[str]) -> None:
    """Drop what is there and load the dump, in one transaction: all of it or nothing."""
    script = place / "load.sql"
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(place / DUMP))
    drop = place / "drop.sql"
    drop.write_text("".join(f'drop schema "{schema}" cascade;\n' for schema in there))
    _run(
        "psql",
        "--quiet",
        "--no-psqlrc",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        "--output=/dev/null",
        f"--file={drop}",
        f"--file={script}",
        url,
    )


def _swap(fresh: Path, old: Path) -> None:
    gone = old.with_name(f"{old.name}.old")
    shutil.rmtree(gone, ignore_errors=True)
    if old.exists():
        old.rename(gone)
    fresh.rename(old)
    shutil.rmtree(gone, ignore_errors=True)


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run([str(postgres.programs() / program), *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise click.ClickException(f"{program} failed: {done.stderr.strip()[-800:]}")
