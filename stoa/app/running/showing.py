"""The demo, from nothing to three links: what `stoa demo` does."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from typing import IO, Any

from stoa.app.running import folder, starting
from stoa.app.running.children import Child
from stoa.app.running.supervisor import Supervisor, WillNotStart
from stoa.app.running.telling import Telling
from stoa.app.settings import Settings
from stoa.base import processes
from stoa.base.startup import CannotStart

PREPARING, INVITING, PAINTING = "stoa.app.demo.preparing", "stoa.app.demo.inviting", "stoa.app.demo.painting"
BEGIN_AGAIN = "bin/demo --reset begins again."
WHO = {"shopper": "As a shopper", "merchant": "As the merchant", "moderator": "As a moderator"}


class NotReady(CannotStart):
    """The shop could not be got ready; the message ends with the reason."""


def run(found: Settings, listening: socket.socket, telling: Telling, *, began: float) -> None:
    """Get the demo shop ready, say where it is, and keep it running until asked to stop (Stopped)."""
    telling.step("Starting the database")
    with starting.supervised(found) as (supervisor, url):
        with telling.shown():
            links = _get_ready(found, supervisor, url, listening, telling)
        _say(found, telling, links, time.monotonic() - began)
        supervisor.run()


def _get_ready(found: Settings, supervisor: Supervisor, url: str, listening: socket.socket, telling: Telling) -> dict[str, str]:
    servers = starting.servers(found, url, listening)
    waits = not folder.seeded(found.data)
    preparing = _prepare(PREPARING if waits else INVITING, url)
    if not waits:
        for server in servers:
            supervisor.add(server)
    links = _follow(preparing, supervisor, telling)
    folder.remember(found.data, url=found.url, seeded=True)
    if waits:
        for server in servers:
            supervisor.add(server)
    telling.step("Opening the shop")
    _knock(found, supervisor)
    # Only now: whoever waits for the shop waits for the server, and what is due since yesterday would take its processors.
    supervisor.add(starting.worker(url))
    if not folder.painted(found.data):
        supervisor.add(Child("painter", PAINTING, {"STOA_DATABASE_URL": url}, once=True))
    return links


def _prepare(module: str, url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", module],
        env={**os.environ, "STOA_DATABASE_URL": url},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        preexec_fn=partial(processes.die_with_parent, signal.SIGKILL, os.getpid()),  # noqa: PLW1509 - one thread here
    )


def _follow(preparing: subprocess.Popen[bytes], supervisor: Supervisor, telling: Telling) -> dict[str, str]:
    """Show the steps of the preparing process; return the links it ends with. Raises NotReady."""
    said: IO[bytes] | None = preparing.stdout
    assert said is not None  # noqa: S101 - it was opened as a pipe
    links: dict[str, str] = {}
    rest, problem, refused = b"", "", None
    try:
        while True:
            try:
                supervisor.turn(said.fileno())
            except WillNotStart as error:  # most likely for the same reason as this one, which says it better
                refused = error
            part = os.read(said.fileno(), 65536)
            if not part:
                break
            *lines, rest = (rest + part).split(b"\n")
            for line in lines:
                step: dict[str, Any] = json.loads(line)
                links = step.get("links") or links
                problem = step.get("problem") or problem
                if step.get("words"):
                    telling.step(step["words"], step.get("done", 0), step.get("total") or None)
        if preparing.wait() != 0 or not links:
            raise NotReady(problem or f"The demo shop could not be filled; what went wrong is above. {BEGIN_AGAIN}")
        if refused is not None:
            raise refused
    finally:
        preparing.kill()
        preparing.wait()
        said.close()
    return links


def _knock(found: Settings, supervisor: Supervisor) -> None:
    """Return when a server answers; until it accepts, the knock waits in the socket's queue."""
    host = "127.0.0.1" if found.host in {"0.0.0.0", "::"} else found.host  # noqa: S104 - it is where we ask, not where we listen
    with socket.create_connection((host, found.port)) as knock:
        knock.sendall(f"GET /health/ready HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n".encode())
        while knock.fileno() not in supervisor.turn(knock.fileno()):
            pass


def _say(found: Settings, telling: Telling, links: dict[str, str], seconds: float) -> None:
    telling.say()
    telling.say(f"The demo shop is open after {seconds:.1f} s:  {found.url}")
    telling.say()
    for kind, link in links.items():
        telling.say(f"  {WHO[kind]:<17}{link}")
    telling.say()
    telling.say(f"Each link signs in once. Every mail the shop sends is at {found.url}/demo/mails")
    telling.say("bin/stoa --help lists what else there is. Ctrl-C stops the shop; what you did in it stays.")
