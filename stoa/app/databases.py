"""Where the database is: an address that was set, or the embedded server, joined when it runs and started when not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from stoa.app import rooms
from stoa.app.settings import Settings
from stoa.base import migrating
from stoa.base.migrating import Migration
from stoa.base.postgres import Postgres

SPARES_DURABILITY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "256MB"}
"""For throw-away databases of tests only."""


@contextmanager
def reached(settings: Settings) -> Iterator[Settings]:
    """Yield settings whose `database_url` answers; stop the embedded server afterwards if it was started here."""
    if settings.database_url:
        yield settings
        return
    server = Postgres(settings.data / "postgres")
    server.start()
    try:
        yield msgspec.structs.replace(settings, database_url=server.url)
    finally:
        server.stop()


async def migrate(url: str) -> list[Migration]:
    """Run every room's migrations that have not run; return them."""
    return await migrating.run(url, migrating.find(rooms.folders()))
