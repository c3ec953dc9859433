"""Three links to sign in by, fresh at each start of the demo. Written as the last line of what the parent shows."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import msgspec

from stoa.app import databases, settings
from stoa.app.demo.cast import CAST
from stoa.app.running.showing import BEGIN_AGAIN
from stoa.app.settings import Settings
from stoa.base import clock
from stoa.base.database import Database
from stoa.base.migrating import MigrationChanged
from stoa.base.startup import CannotStart
from stoa.people import accounts

LINK_LIFE = timedelta(days=30)


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is being done, and how far it is; or, at the end, the links."""

    words: str = ""
    done: int = 0
    total: int = 0
    links: dict[str, str] = {}
    problem: str = ""


def write(step: Step) -> None:
    """Write a step for the parent."""
    sys.stdout.buffer.write(msgspec.json.encode(step) + b"\n")
    sys.stdout.buffer.flush()


async def invite(db: Database, found: Settings) -> None:
    """Make a link for each of the cast and write them."""
    async with db.writing() as tx:
        links = {kind: found.url + await accounts.invite(tx, one.email, name=one.name, life=LINK_LIFE) for kind, one in CAST.items()}
    write(Step(links=links))


async def run(found: Settings) -> None:
    await databases.migrate(found.database_url)
    db = Database(found.database_url, now=clock.now, size=1)
    await db.open()
    try:
        await clock.load(db)
        await invite(db, found)
    finally:
        await db.close()


def tell_parent(work: Coroutine[Any, Any, None]) -> None:
    """Do it; what keeps it from starting is told to the parent in a sentence."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this one
    try:
        asyncio.run(work)
    except MigrationChanged as error:
        why = f"This demo was made by another version of Stoa ({error.name} is not the file that ran there). Nothing was changed."
        write(Step(problem=f"{why} {BEGIN_AGAIN}"))
        sys.exit(1)
    except CannotStart as error:
        write(Step(problem=str(error)))
        sys.exit(1)


if __name__ == "__main__":
    tell_parent(run(settings.read()))
