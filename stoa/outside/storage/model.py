"""The nouns of storage."""

import re
from typing import Protocol

from stoa.base.refusals import Busy

_KEY = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


class StorageAway(Busy):
    """The place where files are kept could not be reached; nothing was changed."""


class BadKey(ValueError):
    """A key is parts of letters, digits, `.`, `_` and `-`, none beginning with a point, joined by `/`: a fault in the program."""


def checked(key: str) -> str:
    """Return the key. Raises BadKey for anything that could leave its place."""
    if len(key) > 500 or not _KEY.fullmatch(key):
        raise BadKey(key[:80])
    return key


class Storage(Protocol):
    """Keeps files under keys (`pictures/01h455/800.webp`). Never called inside a transaction.

    A key's file is there as a whole or not at all, also when the machine stops in between. Raises BadKey, StorageAway.
    """

    async def put(self, key: str, body: bytes, kind: str) -> None:
        """Keep a file, in place of an earlier one; `kind` is its media type."""
        ...

    async def get(self, key: str) -> bytes | None:
        """Return a file's bytes, or None."""
        ...

    async def delete(self, key: str) -> None:
        """Remove a file; one that is not there is no fault."""
        ...

    async def list(self, folder: str = "") -> list[str]:
        """Return the keys under a folder (`pictures`), or all of them, in order."""
        ...
