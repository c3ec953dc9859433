"""The worker's process: does the jobs, from the moment they are due."""

import asyncio
import gc
import signal

import uvloop

from stoa.app import databases, rooms, settings, wiring
from stoa.app.running import refusing
from stoa.app.settings import Settings
from stoa.base import clock, jobs
from stoa.base.database import Database
from stoa.base.listening import Listener

LAST_RESORT_SECONDS = 12


async def work(found: Settings) -> None:
    """Bring the database up to date, then do jobs until told to stop; what has begun is finished."""
    await databases.migrate(found.database_url)
    rooms.load()
    db = Database(found.database_url, now=clock.now, size=found.pool)
    await db.open()
    await clock.load(db)
    wiring.make_kit(found, db)
    worker = jobs.Worker(db)
    listener = Listener(db)

    async def look(_message: str) -> None:
        worker.wake()

    listener.on("clock", wiring.clock_moved(db))
    listener.on("clock", look)
    listener.on("jobs", look)
    listener.start()

    def stop() -> None:
        signal.alarm(LAST_RESORT_SECONDS)
        worker.stop()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    gc.collect()
    gc.freeze()
    try:
        await worker.run()
    finally:
        await listener.stop()
        await db.close()


def main() -> None:
    with refusing.told():
        found = settings.read()
        wiring.start_logging(found)
        uvloop.run(work(found))


if __name__ == "__main__":
    main()
