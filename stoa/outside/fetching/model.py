"""The nouns of fetching."""

from collections.abc import Awaitable, Callable

import msgspec

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Finds every address of a name, for a port. Raises OSError."""


class Fetched(msgspec.Struct, frozen=True):
    """A file: the address it came from at last, its media type as its bytes tell it, and the bytes."""

    url: str
    kind: str
    body: bytes


class NotFetched(Exception):
    """The file was not fetched. `code` says why; `again` whether trying later may help.

    bad_address · forbidden_address · unknown_host · too_many_redirects · not_found · refused · too_large · wrong_kind ·
    unreachable (again) · too_slow (again) · server_fault (again)
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code

    @property
    def again(self) -> bool:
        return self.code in {"unreachable", "too_slow", "server_fault"}
