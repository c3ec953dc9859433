"""`stoa serve` and `stoa worker`: the two halves of a running shop."""

import contextlib
import logging

import click

from stoa.app import settings
from stoa.app.running import address, folder, starting
from stoa.app.running.supervisor import Stopped


@click.command(
    help="""Answer requests. A worker (`stoa worker`) runs beside it.

    Starts and joins the embedded database, or uses STOA_DATABASE_URL; brings it up to date; keeps STOA_WORKERS servers
    running on STOA_HOST and STOA_PORT.

    Example: STOA_PORT=8080 STOA_WORKERS=2 stoa serve"""
)
def serve() -> None:
    found = settings.read()
    logging.basicConfig(level=found.log.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    listening = address.listen(found.host, found.port)
    with folder.Hold(found.data, found.url, alone=False), contextlib.suppress(Stopped), starting.supervised(found) as (supervisor, url):
        for child in starting.servers(found, url, listening):
            supervisor.add(child)
        supervisor.run()


@click.command(
    help="""Do the jobs: mail, deadlines, pictures, deliveries.

    Example: stoa worker"""
)
def worker() -> None:
    found = settings.read()
    logging.basicConfig(level=found.log.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with contextlib.suppress(Stopped), starting.supervised(found) as (supervisor, url):
        supervisor.add(starting.worker(url))
        supervisor.run()
