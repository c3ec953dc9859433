"""Paints the demo shop's pictures into storage, the most visible first, with every processor there is.

A drawing takes half a second of a processor in all its sizes, so the shop opens with the first ones and the rest is
painted beside it. What is there already is not painted again; a cut-off run goes on where it was.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor

import msgspec

from stoa.app import settings
from stoa.app.demo import deals
from stoa.app.demo.goods import load, pictures, snapshots
from stoa.app.demo.goods.snapshots import Snapshot
from stoa.app.running import folder
from stoa.app.settings import Settings
from stoa.base import processes
from stoa.outside import storage
from stoa.outside.storage import Storage
from stoa.shop.catalog import sizes
from stoa.shop.catalog.model import WIDTHS

KIND = "image/webp"
AT_ONCE, NEWEST_SHOWN = 17, 8
"""So many are painted before the shop opens: what a first look shows."""


class Canvas(msgspec.Struct, frozen=True):
    """A picture to be painted: a product's view, a category's tile (no view), the front page's (no handle either), a customer's own."""

    handle: str = ""
    view: str = ""
    snapshot: Snapshot | None = None

    def svg(self) -> str:
        if self.snapshot is not None:
            return snapshots.draw(self.snapshot)
        if not self.handle:
            return pictures.draw_hero()
        return pictures.draw(self.handle, self.view) if self.view else pictures.draw_category(self.handle)


def canvases(sold: Sequence[str] = ()) -> list[Canvas]:
    """Return every picture in the order in which a visitor would miss it: the front page's own, what it shows of the newest
    products, the departments' tiles, what the deals are of and the best sold; then the first of every other product, what
    customers photographed, then all the others.
    """
    goods = load()
    counts = Counter(sold)
    newest = [product.handle for product in reversed(goods.products)]
    best = sorted(newest, key=lambda handle: -counts[handle])
    handles = list(dict.fromkeys([*newest[:NEWEST_SHOWN], *deals.HANDLES, *best]))
    views = {handle: pictures.views(handle) for handle in handles}
    tiles = [Canvas(one.handle) for one in goods.categories if one.parent is None]
    firsts = [Canvas(handle, views[handle][0].name) for handle in handles]
    rest = [Canvas(handle, view.name) for handle in handles for view in views[handle][1:]]
    return [Canvas(), firsts[0], *tiles, *firsts[1:], *(Canvas(snapshot=one) for one in snapshots.snapshots()), *rest]


async def paint(files: Storage, wanted: Sequence[Canvas], tell: Callable[[int, int], None] | None = None) -> int:
    """Paint what is not there yet; return how many were. Never called inside a transaction."""
    missing = [one for one in wanted if await files.get(_key(one, WIDTHS[0])) is None]
    if not missing:
        return 0
    loop = asyncio.get_running_loop()
    # Its own interpreters: this one has threads, and what draws holds the interpreter's lock.
    with ProcessPoolExecutor(
        min(len(os.sched_getaffinity(0)), len(missing)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(os.getpid(),),
    ) as pool:
        waiting = [loop.run_in_executor(pool, _paint, one) for one in missing]
        try:
            for done, painting in enumerate(waiting, 1):
                sized = await painting
                for width, body in sorted(sized.files.items(), reverse=True):
                    await files.put(f"pictures/{sized.digest}/{width}.webp", body, KIND)
                if tell is not None:
                    tell(done, len(missing))
        finally:
            pool.shutdown(cancel_futures=True)
    return len(missing)


def _key(one: Canvas, width: int) -> str:
    return f"pictures/{sizes.digest_of(one.svg().encode())}/{width}.webp"


def _begin(parent: int) -> None:
    processes.die_with_parent(signal.SIGKILL, parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(10)


def _paint(one: Canvas) -> sizes.Sized:
    return sizes.make(one.svg().encode())


async def run(found: Settings) -> None:
    """Paint all that is missing, until told to stop."""
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - this is one
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await paint(storage.services(found.storage_url, data=found.data), canvases())
    folder.note_painted(found.data)


if __name__ == "__main__":
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(run(settings.read()))
