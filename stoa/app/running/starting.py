"""What `stoa serve` and `stoa worker` start: the database where it is ours, and the children of that command."""

import contextlib
import socket
from collections.abc import Iterator

from stoa.app.running import address
from stoa.app.running.children import Child
from stoa.app.running.supervisor import Supervisor
from stoa.app.settings import Settings
from stoa.base.postgres import Postgres

SERVING, WORKING = "stoa.app.running.serving", "stoa.app.running.working"


def embedded(found: Settings) -> Postgres | None:
    """Return the shop's own database server, or None where another was named."""
    return None if found.database_url else Postgres(found.data / "postgres")


def url(found: Settings, postgres: Postgres | None) -> str:
    """Return the database's address."""
    return found.database_url if postgres is None else postgres.url


def servers(found: Settings, database_url: str, listening: socket.socket) -> list[Child]:
    """Return the servers, `STOA_WORKERS` of them, on one socket."""
    descriptor = listening.fileno()
    environment = {"STOA_DATABASE_URL": database_url, address.LISTEN_FD: str(descriptor)}
    return [Child("server", SERVING, environment, (descriptor,)) for _ in range(max(1, found.workers))]


def worker(database_url: str) -> Child:
    return Child("worker", WORKING, {"STOA_DATABASE_URL": database_url})


@contextlib.contextmanager
def supervised(found: Settings) -> Iterator[tuple[Supervisor, str]]:
    """Yield a supervisor whose database answers, and that database's address."""
    postgres = embedded(found)
    with Supervisor(postgres) as supervisor:
        yield supervisor, url(found, postgres)
