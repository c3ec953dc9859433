"""Fills the database of STOA_DATABASE_URL as the demo is filled, in a process of its own, without painting its pictures.

python -m tests.browser.stocking
"""

import asyncio

from stoa.app import databases, rooms, settings, wiring
from stoa.app.demo import seeding
from stoa.base import clock
from stoa.base.database import Database


async def main() -> None:
    found = settings.read()
    await databases.migrate(found.database_url)
    rooms.load()
    db = Database(found.database_url, now=clock.now, size=4)
    await db.open()
    wiring.make_kit(found, db)
    await seeding.fill(db, lambda _words, _done, _total: None)
    await db.close()


if __name__ == "__main__":
    asyncio.run(main())
