"""`stoa serve` and `stoa worker`: the two processes of a running shop."""

import asyncio
import os
import signal

import click
import uvloop
from granian.constants import Interfaces, Loops
from granian.server import Server

from stoa.app import databases, rooms, settings, wiring
from stoa.app.settings import Settings
from stoa.base import clock, jobs
from stoa.base.database import Database
from stoa.base.http.front import Front
from stoa.base.listening import Listener


def application() -> Front:
    """Make the application in a server's process (Granian's factory)."""
    found = settings.read()
    wiring.start_logging(found)
    return wiring.build(found)


def run_server(found: Settings) -> None:
    """Serve until told to stop."""
    os.environ["STOA_DATABASE_URL"] = found.database_url
    Server(
        "stoa.app.commands.serve:application",
        factory=True,
        address=found.host,
        port=found.port,
        interface=Interfaces.ASGI,
        workers=found.workers,
        loop=Loops.uvloop,
        websockets=False,
        backlog=4096,
        backpressure=8192,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=5,
        log_enabled=found.log != "warning",
    ).serve()


@click.command(help="Answer requests. Needs a database that is up to date; a worker runs beside it.")
def serve() -> None:
    with databases.reached(settings.read()) as found:
        asyncio.run(databases.migrate(found.database_url))
        run_server(found)


async def work(found: Settings) -> None:
    """Do jobs until told to stop."""
    wiring.start_logging(found)
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
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, worker.stop)
    try:
        await worker.run()
    finally:
        await listener.stop()
        await db.close()


@click.command(help="Do the jobs: mail, deadlines, pictures, deliveries.")
def worker() -> None:
    with databases.reached(settings.read()) as found:
        uvloop.run(work(found))
