"""`stoa demo`."""

import contextlib
import logging
import os
import time

import click

from stoa.app import settings
from stoa.app.running import address, folder, showing
from stoa.app.running.supervisor import Stopped
from stoa.app.running.telling import Telling


@click.command(
    help="""Fill and open the demo shop: a catalogue, customers and a year of trade, all invented.

    The first start takes some seconds, later ones one or two. Ctrl-C stops it, and everything you did stays.

    Example: stoa demo --port 8080"""
)
@click.option("--port", type=click.IntRange(1, 65535), help="Where to open it.  [default: STOA_PORT or 8000]")
@click.option("--reset", is_flag=True, help="Throw away what was done in it and begin again.")
def demo(port: int | None, reset: bool) -> None:
    began = time.monotonic()
    os.environ["STOA_MODE"] = "demo"
    os.environ.setdefault("STOA_SHOP_NAME", "Agora Goods")
    os.environ.setdefault("STOA_SELLER", "Agora Goods GmbH; Speicherweg 4; 20457 Hamburg")
    os.environ.setdefault("STOA_TAX_NUMBER", "DE000000000")
    if port is not None:
        os.environ["STOA_PORT"] = str(port)
    os.environ.setdefault("STOA_PORT", str(settings.DEFAULTS.port))
    found = settings.read()
    os.environ["STOA_URL"] = found.url
    logging.basicConfig(level=found.log.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    telling = Telling()
    with folder.Hold(found.data, found.url), contextlib.suppress(Stopped):
        if reset:
            folder.empty(found.data)
        folder.claim(found.data, url=found.url, embedded=not found.database_url)
        with address.listen(found.host, found.port) as listening:
            showing.run(found, listening, telling, began=began)
    telling.say("Stopped.")
