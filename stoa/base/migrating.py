"""Migrations: each room's `migrations/NNNN_what.sql`, run once, in the order of the rooms and then of the numbers.

One transaction a file, under one advisory lock, so that two starting processes never run one twice. A file that has
run may not change: its digest is kept and compared (docs/decisions/0006 has the choice of tool).
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import asyncpg
import msgspec

from stoa.base.startup import CannotStart, NotYet

_LOCK = 0x5704_0001  # registry of advisory locks: docs/scarcity.md
OLDEST = 15
_LOOK_AT = "Look at STOA_DATABASE_URL: postgresql://user:password@host/database."
_Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
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


class MigrationChanged(CannotStart):
    """A file that has already run is not what it was."""

    def __init__(self, migration: Migration) -> None:
        self.name = f"{migration.room}/{migration.name}"
        super().__init__(
            f"This database was made by another version of Stoa: {self.name} is not the file that ran there. Nothing was changed. "
            "Start the version that made it, or name another database (STOA_DATA, STOA_DATABASE_URL)."
        )


class MigrationFailed(CannotStart):
    """A file's SQL was refused; nothing of that file was kept."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"The database could not be brought up to date: {name}: {why}. Nothing of that step was kept, those before it are done. "
            "Once the cause is mended, start again: it goes on there."
        )


class DatabaseRefuses(CannotStart):
    """The database answers and will not have us, or cannot do what is needed."""


class DatabaseAway(NotYet):
    """The database does not answer."""


def find(rooms: Iterable[tuple[str, Path]]) -> list[Migration]:
    """Return the migrations of these (name, folder) rooms in order."""
    found = []
    for room, folder in rooms:
        for path in sorted((folder / "migrations").glob("*.sql")):
            if not _NAME.fullmatch(path.name):
                raise MigrationFailed(f"{room}/{path.name}", "a migration is named NNNN_what.sql")
            found.append(Migration(room, path.name, path.read_text()))
    return found


async def run(url: str, migrations: list[Migration]) -> list[Migration]:
    """Run what has not run yet; return it.

    Raises MigrationChanged, MigrationFailed (what ran before the failing file stays), DatabaseRefuses, DatabaseAway.
    """
    connection = await _connect(url)
    try:
        await _take_turn(connection)
        ran = {(row["room"], row["name"]): row["digest"] for row in await connection.fetch("select room, name, digest from base.migration")}
        fresh = []
        for migration in migrations:
            digest = ran.get((migration.room, migration.name))
            if digest is None:
                await _run_one(connection, migration)
                fresh.append(migration)
            elif digest != migration.digest:
                raise MigrationChanged(migration)
        return fresh
    finally:
        await connection.close()


async def _connect(url: str) -> _Connection:
    """Connect. Raises DatabaseRefuses, DatabaseAway; neither says the password."""
    try:
        connection = await asyncpg.connect(url)
    except (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InvalidCatalogNameError) as error:
        raise DatabaseRefuses(f"The database does not let us in: {error}. Nothing was changed. {_LOOK_AT}") from error
    except (asyncpg.ClientConfigurationError, ValueError) as error:
        raise DatabaseRefuses(f"The database's address cannot be understood: {error}. {_LOOK_AT}") from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
        why = str(error) or type(error).__name__
        raise DatabaseAway(f"The database does not answer: {why}. Nothing was changed. Start it, or mend STOA_DATABASE_URL.") from error
    version = connection.get_server_version()
    if version.major < OLDEST:
        await connection.close()
        raise DatabaseRefuses(
            f"The database is PostgreSQL {version.major}, and Stoa needs {OLDEST} or newer. Nothing was changed. "
            "Bring it up to date, or name another in STOA_DATABASE_URL."
        )
    return connection


async def _take_turn(connection: _Connection) -> None:
    """Migrate alone, and make the book of what ran."""
    try:
        await connection.execute("set lock_timeout = '10s'")
        await connection.execute(f"select pg_advisory_lock({_LOCK})")
        await connection.execute(_BOOK)
    except asyncpg.LockNotAvailableError as error:
        raise DatabaseAway("Another process is bringing the database up to date. Nothing was changed here; try again.") from error
    except asyncpg.PostgresError as error:
        raise DatabaseRefuses(f"The database refuses to hold a shop: {error}. Nothing was changed. {_LOOK_AT}") from error


async def _run_one(connection: _Connection, migration: Migration) -> None:
    try:
        async with connection.transaction():
            await connection.execute(migration.sql)
            await connection.execute(
                "insert into base.migration (room, name, digest) values ($1, $2, $3)", migration.room, migration.name, migration.digest
            )
    except asyncpg.PostgresError as error:
        raise MigrationFailed(f"{migration.room}/{migration.name}", str(error)) from error
