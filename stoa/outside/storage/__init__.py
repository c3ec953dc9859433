"""Storage: pictures and other files, in a folder of this machine or in a bucket."""

import importlib
from pathlib import Path

from stoa.base.wired import Wired
from stoa.outside.storage.folder import Folder
from stoa.outside.storage.model import Storage

storage: Wired[Storage] = Wired("outside.storage")
wire = storage.give
current = storage.current


def services(url: str, *, data: Path) -> Storage:
    """Return the storage of that address, without one a folder beside the shop's other data. Raises BadBucket."""
    if not url:
        return Folder(data / "files")
    if url.startswith("file://"):
        return Folder(Path(url.removeprefix("file://")))
    # The library for buckets is loaded only by shops that keep their files in one.
    found: Storage = importlib.import_module("stoa.outside.storage.s3").bucket(url)
    return found


__all__ = ["Storage", "current", "services", "wire"]
