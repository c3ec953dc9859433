"""What the commands share: the shop's database, joined or started, and figures shown plainly or as JSON."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import click
import msgspec

from stoa.app import databases, rooms, settings, wiring
from stoa.app.settings import Settings
from stoa.base import clock
from stoa.base.database import Database

T = TypeVar("T")

as_json = click.option("--json", "in_json", is_flag=True, help="Answer in JSON.")


def in_shop(work: Callable[[Database, Settings], Awaitable[T]]) -> T:
    """Run `work` on the shop's database, brought up to date; a running shop's is joined."""
    with databases.reached(settings.read()) as found:
        return asyncio.run(_open(found, work))


async def _open(found: Settings, work: Callable[[Database, Settings], Awaitable[T]]) -> T:
    await databases.migrate(found.database_url)
    rooms.load()
    db = Database(found.database_url, now=clock.now, size=4)
    await db.open()
    try:
        await clock.load(db)
        wiring.make_kit(found, db)
        return await work(db, found)
    finally:
        await db.close()


def answer(found: Any, *, in_json: bool, lines: Callable[[], list[str]]) -> None:
    """Print figures: as JSON, or as lines for people."""
    if in_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
    else:
        for line in lines():
            click.echo(line)
