"""A server's process: answers requests that arrive at the socket its parent gave it.

Granian's embedded server runs in our own process and event loop: as fast as its own tree of processes, 25 MB smaller,
and nothing stays behind when a parent is killed.
"""

import asyncio
import gc
import os
import signal
from typing import Any

import uvloop
from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.server.embed import Server

from stoa.app import databases, settings, wiring
from stoa.app.running import address, refusing
from stoa.app.settings import Settings
from stoa.base.http.front import Front

STREAMS_MAY_TAKE = 3.0
LAST_RESORT_SECONDS = 8


class _Server(Server):
    """Accepts from a socket that is open already."""

    def __init__(self, front: Front, descriptor: int, *, log_enabled: bool) -> None:
        super().__init__(
            front, interface=Interfaces.ASGI, websockets=False, backlog=address.BACKLOG, backpressure=8192, log_enabled=log_enabled
        )
        self._descriptor = descriptor

    def _init_shared_socket(self) -> None:
        given: Any = SocketHolder
        self._ssp, self._shd = None, given(self._descriptor, False, address.BACKLOG)  # noqa: FBT003


async def serve(found: Settings, descriptor: int) -> None:
    """Bring the database up to date, then answer until told to stop; what is being answered then is finished."""
    await databases.migrate(found.database_url)
    front = wiring.build(found)
    server = _Server(front, descriptor, log_enabled=False)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    running = asyncio.create_task(server.serve())
    # What was imported stays: the collector need not look at it again.
    gc.collect()
    gc.freeze()
    told = asyncio.create_task(stopping.wait())
    await asyncio.wait([running, told], return_when=asyncio.FIRST_COMPLETED)
    signal.alarm(LAST_RESORT_SECONDS)
    front.stop()
    server.stop()  # type: ignore[no-untyped-call]
    await asyncio.wait([running], timeout=STREAMS_MAY_TAKE)
    told.cancel()
    if running.done():
        running.result()


def main() -> None:
    with refusing.told():
        found = settings.read()
        wiring.start_logging(found)
        uvloop.run(serve(found, int(os.environ[address.LISTEN_FD])))


if __name__ == "__main__":
    main()
