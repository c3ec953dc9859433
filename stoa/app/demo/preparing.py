"""A process that gets a demo ready: database up to date, shop filled once, three links to sign in by.

It writes one JSON line for each step to its standard output, and the links last; its parent shows them.
"""

import asyncio
import signal
import sys
from datetime import timedelta

import msgspec

from stoa.app import databases, rooms, settings, wiring
from stoa.app.demo import cast, painting, seeding
from stoa.app.settings import Settings
from stoa.base import clock
from stoa.base.database import Database
from stoa.outside import storage
from stoa.people import accounts

LINK_LIFE = timedelta(days=30)


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is being done, and how far it is."""

    words: str
    done: int = 0
    total: int = 0
    links: dict[str, str] = {}


def tell(words: str, done: int = 0, total: int = 0) -> None:
    """Write a step for the parent."""
    _write(Step(words, done, total))


def _write(step: Step) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(step) + b"\n")
    sys.stdout.buffer.flush()


async def prepare(found: Settings) -> None:
    """Do it all. What is there already stays as it is."""
    tell("Bringing the database up to date")
    await databases.migrate(found.database_url)
    rooms.load()
    db = Database(found.database_url, now=clock.now, size=4)
    await db.open()
    try:
        await clock.load(db)
        wiring.make_kit(found, db)
        sold = await seeding.fill(db, tell)
        if sold is not None:
            first = painting.canvases(sold)[: painting.AT_ONCE]
            await painting.paint(storage.current(), first, lambda done, total: tell("Painting the first pictures", done, total))
        _write(Step("links", links=await sign_in_links(db, found)))
    finally:
        await db.close()


async def sign_in_links(db: Database, found: Settings) -> dict[str, str]:
    """Return a fresh link for each kind of person, by its name."""
    async with db.writing() as tx:
        return {kind: found.url + await accounts.invite(tx, one.email, name=one.name, life=LINK_LIFE) for kind, one in cast.CAST.items()}


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this one
    asyncio.run(prepare(settings.read()))
