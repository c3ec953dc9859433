"""A process that gets a demo ready: database up to date, shop filled once, first pictures painted, links to sign in by.

It writes one JSON line for each step to its standard output, and the links last; its parent shows them.
"""

from stoa.app import databases, rooms, settings, wiring
from stoa.app.demo import inviting, painting, seeding
from stoa.app.demo.inviting import Step, write
from stoa.app.settings import Settings
from stoa.base import clock
from stoa.base.database import Database
from stoa.outside import storage


def tell(words: str, done: int = 0, total: int = 0) -> None:
    """Write a step for the parent."""
    write(Step(words, done, total))


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
        await inviting.invite(db, found)
    finally:
        await db.close()


if __name__ == "__main__":
    inviting.tell_parent(prepare(settings.read()))
