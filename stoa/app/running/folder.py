"""The data folder's own memory: who runs the shop in it now, and whether it is a demo."""

import fcntl
import json
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from stoa.base.startup import CannotStart

DEMO = "demo.json"
RUNNING = "running.json"
PAINTED = "demo.painted"


class AlreadyRuns(CannotStart):
    """A shop runs on this folder; the message says where."""


class NotADemo(CannotStart):
    """The folder holds a shop that is no demo, and is left alone."""


class Hold:
    """Whoever runs the shop in a folder, and where: held inside a `with` block, and let go however the process ends.

    A demo is `alone`: it refuses a folder that is held. Servers of a live shop may be several; the first is the one that is remembered.
    """

    def __init__(self, data: Path, url: str, *, alone: bool = True) -> None:
        self._path = data / RUNNING
        self._url = url
        self._alone = alone
        self._descriptor = -1

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._close()
            if not self._alone:  # held by another, or a folder that cannot be written: only its memory is missing
                return self
            if not isinstance(error, BlockingIOError):
                raise
            other = _read(self._path)
            raise AlreadyRuns(
                f"A shop runs on the folder {self._path.parent} already, at {other.get('url', 'an unknown address')} "
                f"(process {other.get('pid', '?')}). Stop it first, or set STOA_DATA to another folder."
            ) from None
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, json.dumps({"pid": os.getpid(), "url": self._url}).encode(), 0)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()

    def _close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1


def running_url(data: Path) -> str | None:
    """Return the address of the shop that runs on this folder now; None where none does."""
    try:
        descriptor = os.open(data / RUNNING, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        found = _read(data / RUNNING).get("url")
        return found if isinstance(found, str) else None
    finally:
        os.close(descriptor)
    return None


def seeded(data: Path) -> bool:
    """Return whether the folder's demo shop was filled to the end."""
    return bool(_read(data / DEMO).get("seeded"))


def demo_url(data: Path) -> str | None:
    """Return the address of the demo shop that this folder holds; None for any other folder."""
    found = _read(data / DEMO).get("url")
    return found if isinstance(found, str) else None


def claim(data: Path, *, url: str, embedded: bool) -> None:
    """Mark the folder as a demo's: the other commands then know its mode and address by themselves.

    Raises NotADemo for a folder that holds something else.
    """
    if embedded and (data / "postgres" / "data").exists() and not (data / DEMO).exists():
        raise NotADemo(f"The folder {data} holds a shop that is no demo. Nothing was changed; set STOA_DATA to another folder.")
    remember(data, url=url, seeded=seeded(data))


def remember(data: Path, *, url: str, seeded: bool) -> None:
    """Write down where the demo is, and whether it was filled to the end."""
    fresh = data / f"{DEMO}.new"
    fresh.write_text(json.dumps({"url": url, "seeded": seeded}))
    fresh.replace(data / DEMO)


def painted(data: Path) -> bool:
    """Return whether every picture of the demo was painted."""
    return (data / PAINTED).exists()


def note_painted(data: Path) -> None:
    (data / PAINTED).touch()


def empty(data: Path) -> None:
    """Throw a demo's database and files away. Raises NotADemo for a folder that holds something else."""
    if (data / "postgres" / "data").exists() and not (data / DEMO).exists():
        raise NotADemo(f"The folder {data} holds a shop that is no demo. Nothing was removed; set STOA_DATA to another folder.")
    for name in ("postgres", "files"):
        shutil.rmtree(data / name, ignore_errors=True)
    for name in (PAINTED, DEMO):
        (data / name).unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
