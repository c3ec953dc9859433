"""Where the tests' PostgreSQL keeps its files: in memory where there is room, and nothing of it stays when a run was killed."""

import fcntl
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - the folder made in it is our own
ROOM = 6_000_000_000
BEGINS = "stoa-test-"
_HELD = "held"
_YOUNG = 60
"""Seconds in which a folder counts as that of a run that is just beginning."""


def place() -> Path:
    """Return the folder to make folders in: many small databases come and go eight times as fast in memory."""
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if in_memory else Path(tempfile.gettempdir())


@contextmanager
def folder(within: Path) -> Iterator[Path]:
    """Lend a folder of one's own, and clear away those whose runs were killed: nobody holds their locks any more."""
    for left in within.glob(f"{BEGINS}*"):
        if _is_left(left):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=BEGINS, dir=within) as own, (Path(own) / _HELD).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield Path(own)


def _is_left(folder: Path) -> bool:
    """Return whether the run that made the folder is over; when in doubt, it is not."""
    try:
        if time.time() - folder.stat().st_mtime < _YOUNG:
            return False
        with (folder / _HELD).open() as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
