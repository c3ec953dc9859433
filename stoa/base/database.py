"""The database: PostgreSQL through asyncpg, one transaction a request or job, plain SQL.

`Reading` may only look, `Writing` may change: a function's signature says which it needs. Nobody but `Database`
begins, commits or rolls back. A statement is counted, so a page's budget can be tested.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from datetime import datetime
from types import TracebackType
from typing import Any, Generic, TypeVar

import asyncpg
import msgspec

from stoa.base.connections import Connections
from stoa.base.refusals import Busy, Conflict, Refusal

T = TypeVar("T")

LOCK_TIMEOUT_MS = 3_000
STATEMENT_TIMEOUT_MS = 30_000

SETTINGS = {
    "timezone": "UTC",
    "jit": "off",
    # A page's statement is large: planned anew each time, that costs more than running it.
    "plan_cache_mode": "force_generic_plan",
    "lock_timeout": str(LOCK_TIMEOUT_MS),
    "statement_timeout": str(STATEMENT_TIMEOUT_MS),
    "idle_in_transaction_session_timeout": "60000",
}
"""How every connection of ours is set."""


class Statement(str):
    """The text of a statement as it was sent, with its arguments."""

    __slots__ = ("args",)
    args: tuple[object, ...]


statements: ContextVar[list[str] | None] = ContextVar("statements", default=None)
"""While a list is set here, every statement is appended to it, as a `Statement` (query budgets, benchmarks)."""


_writers: list[object] = []
"""The tasks that hold a transaction, once for each."""


def not_in_a_transaction() -> None:
    """Raise RuntimeError where this task holds a transaction: what speaks to the network asks first (docs/house.md).

    A transaction that another task opened for this one (a dependency made beside others) is not seen.
    """
    if asyncio.current_task() in _writers:
        raise RuntimeError("the network is never called inside a transaction")


class DatabaseBusy(Busy):
    """The database could not be reached, has no room, or a lock could not be had in time; nothing was changed."""


class AlreadyThere(Conflict):
    """A unique constraint refused a second one of the same."""


def _count(sql: str, args: tuple[object, ...] = ()) -> None:
    seen = statements.get()
    if seen is not None:
        statement = Statement(sql)
        statement.args = args
        seen.append(statement)


class Reading:
    """A connection that looks. Outside a transaction each statement sees its own moment."""

    __slots__ = ("_connection", "kept", "now")

    def __init__(self, connection: Any, now: datetime, kept: dict[Any, Any] | None = None) -> None:
        self._connection = connection
        self.now = now
        self.kept = {} if kept is None else kept
        """What this process keeps of this database, each thing with the version it was read at."""

    async def value(self, sql: str, *args: object) -> Any:
        """Return the first column of the first row, or None."""
        _count(sql, args)
        return await self._connection.fetchval(sql, *args)

    async def row(self, sql: str, *args: object) -> Any:
        """Return the first row, or None."""
        _count(sql, args)
        return await self._connection.fetchrow(sql, *args)

    async def rows(self, sql: str, *args: object) -> list[Any]:
        """Return all rows."""
        _count(sql, args)
        return await self._connection.fetch(sql, *args)  # type: ignore[no-any-return]

    async def one(self, kind: type[T], sql: str, *args: object) -> T | None:
        """Return the first row as a Struct, by column names, or None."""
        found = await self.row(sql, *args)
        return None if found is None else msgspec.convert(dict(found), kind)

    async def all(self, kind: type[T], sql: str, *args: object) -> list[T]:
        """Return every row as a Struct, by column names."""
        return [msgspec.convert(dict(row), kind) for row in await self.rows(sql, *args)]

    async def document(self, decoder: msgspec.json.Decoder[T], sql: str, *args: object) -> T | None:
        """Decode the JSON text that the statement returns; None when it returns null or no row."""
        text = await self.value(sql, *args)
        return None if text is None else decoder.decode(text)

    async def within(self, milliseconds: int, sql: str, *args: object, decoder: msgspec.json.Decoder[T]) -> T | None:
        """Decode a JSON document if it comes within so many milliseconds.

        Raises DatabaseBusy for any failure, late or wrong: meant for what a page may lack.
        """
        _count(sql, args)
        try:
            text = await self._connection.fetchval(sql, *args, timeout=milliseconds / 1000)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            raise DatabaseBusy(type(error).__name__) from error
        return None if text is None else decoder.decode(text)

    async def stream(self, sql: str, *args: object, batch: int = 500) -> AsyncIterator[Any]:
        """Yield rows in batches without holding them all; inside a transaction only."""
        _count(sql)
        async for row in self._connection.cursor(sql, *args, prefetch=batch):
            yield row


class Writing(Reading):
    """A transaction that may change. It commits when the request or job that was given it ends well."""

    async def run(self, sql: str, *args: object) -> int:
        """Run a statement; return how many rows it touched."""
        _count(sql, args)
        tag: str = await self._connection.execute(sql, *args)
        return int(tag.rpartition(" ")[2]) if tag[-1:].isdigit() else 0

    async def run_each(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run one statement for each row of arguments, in one round trip."""
        _count(sql)
        await self._connection.executemany(sql, rows)

    async def copy(self, table: str, columns: list[str], rows: Iterable[tuple[object, ...]]) -> None:
        """Load rows into `schema.table` by COPY."""
        schema, _, name = table.rpartition(".")
        _count(f"copy {table}")
        await self._connection.copy_records_to_table(name, schema_name=schema or None, columns=columns, records=rows)

    async def notify(self, topic: str, message: str = "") -> None:
        """Tell every process that listens, once this transaction has committed."""
        await self.value("select pg_notify('stoa', $1)", f"{topic} {message}")

    @contextlib.asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """A savepoint: what is done inside is undone when it raises, and the transaction goes on."""
        async with self._connection.transaction():
            yield


async def prepare(connection: Any) -> None:
    """Teach a connection to read and write JSON as every one of ours does."""
    for name in ("json", "jsonb"):
        binary = name == "jsonb"
        await connection.set_type_codec(
            name,
            encoder=(lambda v: b"\x01" + msgspec.json.encode(v)) if binary else msgspec.json.encode,
            decoder=(lambda b: msgspec.json.decode(b[1:])) if binary else msgspec.json.decode,
            schema="pg_catalog",
            format="binary",
        )


_UNREACHABLE = (
    asyncpg.ConnectionDoesNotExistError,
    asyncpg.CannotConnectNowError,
    asyncpg.InsufficientResourcesError,  # its disk or memory is full, or all its connections are taken
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.LockNotAvailableError,
    asyncpg.DeadlockDetectedError,
    asyncpg.QueryCanceledError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection used in the moment it is cut off
    ConnectionError,
    FileNotFoundError,
    TimeoutError,
)


def _refusal(error: BaseException) -> Refusal | None:
    """Return what the database refuses or cannot do just now as a refusal; None for any other error."""
    if isinstance(error, asyncpg.UniqueViolationError):
        return AlreadyThere(error.constraint_name or "", constraint=error.constraint_name or "")
    # An argument of the wrong type is a ValueError too: a fault of ours, which no waiting mends.
    if isinstance(error, _UNREACHABLE) and not isinstance(error, ValueError):
        return DatabaseBusy(type(error).__name__)
    return None


class _Lent(Generic[T]):
    """A connection for the length of a block, as what `seen` makes of it; one that comes back in doubt is thrown away.

    A class, not a generator: a page enters and leaves it once, and that costs a third.
    """

    __slots__ = ("_connection", "_connections", "_seen")

    def __init__(self, connections: Connections, seen: Callable[[Any], T]) -> None:
        self._connections = connections
        self._seen = seen

    async def __aenter__(self) -> T:
        try:
            self._connection = await self._connections.take()
        except BaseException as error:
            refusal = _refusal(error)
            if refusal is None:
                raise
            raise refusal from error
        return self._seen(self._connection)

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, asyncio.CancelledError | TimeoutError | asyncpg.InternalClientError):
            self._connections.drop(self._connection)
        else:
            self._connections.give(self._connection)
        refusal = None if error is None else _refusal(error)
        if refusal is not None:
            raise refusal from error


class Database:
    """One PostgreSQL, by a few connections."""

    def __init__(self, url: str, *, now: Callable[[], datetime], size: int = 10) -> None:
        self.url = url
        self._now = now
        self._connections = Connections(self._connect, size)
        self._kept: dict[Any, Any] = {}

    async def open(self) -> None:
        """Connect. Raises OSError or asyncpg's errors when the server cannot be reached."""
        self._connections.give(await self._connections.take())

    @property
    def kept(self) -> dict[Any, Any]:
        """What this process keeps of this database (`Reading.kept`)."""
        return self._kept

    async def close(self) -> None:
        await self._connections.close()

    async def _connect(self) -> Any:
        connection = await asyncpg.connect(
            self.url,
            statement_cache_size=500,
            max_cached_statement_lifetime=0,
            command_timeout=60,
            server_settings=SETTINGS,
        )
        await prepare(connection)
        return connection

    def _lent(self) -> _Lent[Any]:
        return _Lent(self._connections, lambda connection: connection)

    def reading(self) -> AbstractAsyncContextManager[Reading]:
        """Lend a connection that looks, each statement on its own."""
        return _Lent(self._connections, lambda connection: Reading(connection, self._now(), self._kept))

    @contextlib.asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Reading]:
        """Lend a connection whose statements all see one moment (exports, invariants)."""
        async with self._lent() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
            yield Reading(connection, self._now(), self._kept)

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[Writing]:
        """Lend a transaction: it commits when the block ends, and rolls back when it raises."""
        task = asyncio.current_task()
        async with self._lent() as connection, connection.transaction():
            _writers.append(task)
            try:
                yield Writing(connection, self._now(), self._kept)
            finally:
                _writers.remove(task)

    async def listener(self) -> Any:
        """Return a connection of its own for LISTEN; its owner closes it."""
        return await asyncpg.connect(self.url)
