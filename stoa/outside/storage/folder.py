"""Files in a folder of this machine, each written beside its place and then moved there."""

import asyncio
import os
from pathlib import Path
from uuid import uuid4

from stoa.base.database import not_in_a_transaction
from stoa.outside.storage.model import StorageAway, checked

_UNFINISHED = ".unfinished-"


class Folder:
    """See the module. The folder is made when it is first needed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, key: str, body: bytes, kind: str) -> None:  # noqa: ARG002 - a file's kind is seen from its bytes
        not_in_a_transaction()
        path = self._root / checked(key)
        try:
            await asyncio.to_thread(_write, path, body)
        except OSError as error:
            raise StorageAway(type(error).__name__) from error

    async def get(self, key: str) -> bytes | None:
        not_in_a_transaction()
        return await asyncio.to_thread(_read, self._root / checked(key))

    async def delete(self, key: str) -> None:
        not_in_a_transaction()
        await asyncio.to_thread(_delete, self._root / checked(key))

    async def list(self, folder: str = "") -> list[str]:
        not_in_a_transaction()
        top = self._root / checked(folder) if folder else self._root
        return await asyncio.to_thread(_keys, self._root, top)


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{_UNFINISHED}{uuid4().hex}")
    try:
        with unfinished.open("xb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    # The new name is on the disk only when the folder is.
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise StorageAway(type(error).__name__) from error


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except (NotADirectoryError, IsADirectoryError):
        return
    except OSError as error:
        raise StorageAway(type(error).__name__) from error


def _keys(root: Path, top: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in top.rglob("*") if path.is_file() and not path.name.startswith(_UNFINISHED))
