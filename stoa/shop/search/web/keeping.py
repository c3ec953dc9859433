"""Listings that were made already: kept in the process by what they depend on, so that every visitor shares them.

Whole pages are kept for visitors without a cart (`base.http.front`); with one, only the frame differs. What is kept here is
checked against the versions of its topics in the statement that reads the frame, so it is never older than that statement.
"""

from collections import OrderedDict
from datetime import datetime
from typing import Any

import msgspec

from stoa.base.database import Reading
from stoa.base.http.packing import Piece
from stoa.base.http.pages import Page, PageQuery
from stoa.base.http.visits import Visit
from stoa.shop.search.model import Mended

MOST_BYTES = 8_000_000


class Made(msgspec.Struct, kw_only=True):
    """A listing as it was rendered, packed, and what the page around it says."""

    topics: list[str]
    version: int
    until: datetime | None
    listing: Piece
    head: str
    title: str
    heading: str
    description: str = ""
    lead: str = ""
    canonical: str
    robots: str = ""
    trail: list[dict[str, str]] = []
    mended: Mended | None = None
    instead: str = ""
    loosened: bool = False

    @property
    def size(self) -> int:
        return len(self.listing.blocks) + len(self.head) + 2_000


class Keep:
    """The listings made last; the longest unasked are forgotten first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._made: OrderedDict[Any, Made] = OrderedDict()
        self._size = 0

    def get(self, key: Any) -> Made | None:
        found = self._made.get(key)
        if found is not None:
            self._made.move_to_end(key)
        return found

    def put(self, key: Any, made: Made) -> None:
        self.forget(key)
        self._made[key] = made
        self._size += made.size
        while self._size > self._most:
            self.forget(next(iter(self._made)))

    def forget(self, key: Any) -> None:
        found = self._made.pop(key, None)
        if found is not None:
            self._size -= found.size


def keep_of(read: Reading) -> Keep:
    """Return what this process keeps of this database."""
    kept = read.kept
    found: Keep = kept.get(Keep) or kept.setdefault(Keep, Keep())
    return found


_CHECK = PageQuery(Page, topics=":topics::text[]")


async def look(read: Reading, visit: Visit, key: Any) -> tuple[Made, dict[str, Any]] | None:
    """Return what is kept under that key, if it is still so, with the frame; one statement where something is kept, else none."""
    made = keep_of(read).get(key)
    if made is None:
        return None
    page = await _CHECK.load(read, visit, topics=made.topics)
    versions = page.versions or {}
    if sum(versions[topic] for topic in made.topics) == made.version and (made.until is None or read.now < made.until):
        return made, page.frame
    keep_of(read).forget(key)
    return None
