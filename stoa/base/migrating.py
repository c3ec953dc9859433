"""Migrations: each room's `migrations/NNNN_what.sql`, run once, in the order of the rooms and then of the numbers.

One transaction a file, under one advisory lock, so that two starting processes never run one twice. A file that has
run may not change: its digest is kept and compared (docs/decisions/0006 has the choice of tool).
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

import asyncpg
import msgspec

_LOCK = 0x5704_0001  # registry of advisory locks: docs/scarcity.md
_NAME = re.compile(r"\d{4}_[a-z0-9_]+\.sql")
_BOOK = """
create schema if not exists base;
create table if not exists base.migration (
    room text not null,
    name text not null,
    digest text not null,
    ran_at timestamptz not null default now(),
    primary key (room, name)
);
"""


class Migration(msgspec.Struct, frozen=True):
    room: str
    name: str
    sql: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


class MigrationChanged(RuntimeError):
    """A file that has already run is not what it was."""


class MigrationFailed(RuntimeError):
    """A file's SQL was refused; nothing of that file was kept."""


def find(rooms: Iterable[tuple[str, Path]]) -> list[Migration]:
    """Return the migrations of these (name, folder) rooms in order."""
    found = []
    for room, folder in rooms:
        for path in sorted((folder / "migrations").glob("*.sql")):
            if not _NAME.fullmatch(path.name):
                raise MigrationFailed(f"{path.name}: a migration is named NNNN_what.sql")
            found.append(Migration(room, path.name, path.read_text()))
    return found


async def run(url: str, migrations: list[Migration]) -> list[Migration]:
    """Run what has not run yet; return it.

    Raises MigrationChanged or MigrationFailed; what ran before the failing file stays.
    """
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("set lock_timeout = '10s'")
        await connection.execute(f"select pg_advisory_lock({_LOCK})")
        await connection.execute(_BOOK)
        ran = {(row["room"], row["name"]): row["digest"] for row in await connection.fetch("select room, name, digest from base.migration")}
        fresh = []
        for migration in migrations:
            digest = ran.get((migration.room, migration.name))
            if digest is None:
                await _run_one(connection, migration)
                fresh.append(migration)
            elif digest != migration.digest:
                raise MigrationChanged(f"{migration.room}/{migration.name} has changed since it ran; add a new file instead")
        return fresh
    finally:
        await connection.close()


async def _run_one(connection: "asyncpg.Connection[asyncpg.Record]", migration: Migration) -> None:
    try:
        async with connection.transaction():
            await connection.execute(migration.sql)
            await connection.execute(
                "insert into base.migration (room, name, digest) values ($1, $2, $3)", migration.room, migration.name, migration.digest
            )
    except asyncpg.PostgresError as error:
        raise MigrationFailed(f"{migration.room}/{migration.name}: {error}") from error
