"""A shop in one tree of processes, as `stoa demo` runs it, without the show: for tests that kill parts of it.

python -m tests.app.running_shop
"""

import contextlib
import logging

from stoa.app import settings
from stoa.app.running import address, starting
from stoa.app.running.supervisor import Stopped


def main() -> None:
    found = settings.read()
    logging.basicConfig(level=found.log.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    listening = address.listen(found.host, found.port)
    with contextlib.suppress(Stopped), starting.supervised(found) as (supervisor, url):
        for child in starting.servers(found, url, listening):
            supervisor.add(child)
        supervisor.add(starting.worker(url))
        supervisor.run()


if __name__ == "__main__":
    main()
