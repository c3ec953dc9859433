"""Kept pages: whole answers to guests, kept by version, and shown to every guest of the same language and market.

A page is kept with the topics on which it depends and their version; one indexed read for all who ask at that moment says
whether that still holds (`versions`). One thing may differ from guest to guest, the count in the cart: who has one is read for
alone, both at once, and the count is put into its place. Only the packed page is kept, a fifth of its size; nothing is packed
anew for whoever has something in the cart (`packing`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import datetime
from typing import Any

import msgspec

from stoa.base.database import Database
from stoa.base.http.packing import Packed, pack
from stoa.base.http.panels import Panel, numbered
from stoa.base.http.versions import Versions
from stoa.base.http.visits import Visit
from stoa.base.refusals import Busy

KEPT_BYTES = 10_000_000
BESIDE_BYTES = 2_000
"""What a kept page takes beside its packed text: its key, its topics, its headers."""

_VERSION = "select coalesce(sum(number), 0)::bigint from base.version where topic = any(:topics::text[])"

Headers = list[tuple[bytes, bytes]]
_GZIP = (b"content-encoding", b"gzip")
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Key = tuple[str, str, str, str]


class Mark(msgspec.Struct, frozen=True):
    """What differs on a kept page from guest to guest: how it is found (`panel`, with `:cart`), what it is for one without a
    cart, and how a value is written in a language, as the page's own template writes it.
    """

    panel: Panel
    nothing: Any
    written: Callable[[str, Any], bytes]


class KeptPage(msgspec.Struct):
    """A page as it was sent, packed, with the headers of every answer."""

    topics: list[str]
    version: int
    until: datetime | None
    headers: Headers
    packed: Packed

    @property
    def size(self) -> int:
        return self.packed.size + BESIDE_BYTES


class Pages:
    """The pages that this process keeps; the longest unasked are forgotten first."""

    def __init__(self, db: Database, now: Callable[[], datetime], mark: Mark | None = None) -> None:
        self._db = db
        self._versions = Versions(db)
        self._now = now
        self._mark = mark
        self._kept: OrderedDict[Key, KeptPage] = OrderedDict()
        self._size = 0
        if mark is not None:
            self._both = numbered(f"select ({_VERSION}) as version, ({mark.panel.sql})::text as value")

    async def send(self, visit: Visit, send: Send, *, packs: bool) -> bool:
        """Answer with the kept page, in one statement; return whether there is one that still holds."""
        key = _key(visit)
        page = self._kept.get(key)
        if page is None or visit.wants_fragment is not None or (visit.cart is not None and self._mark is None):
            return False
        if page.until is not None and self._now() >= page.until:
            self.forget(key)
            return False
        try:
            version, value = await self._now_is(page, visit)
        except Busy:
            return False
        if version != page.version:
            self.forget(key)
            return False
        self._kept.move_to_end(key)
        written = None if value is None or self._mark is None else self._mark.written(visit.language.code, value)
        body = page.packed.whole(written) if packs else page.packed.plain(written)
        length = (b"content-length", str(len(body)).encode())
        headers = [*page.headers, _GZIP, length] if packs else [*page.headers, length]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        return True

    def keep(self, visit: Visit, topics: list[str], version: int, until: datetime | None, headers: Headers, body: bytes) -> None:
        """Keep the answer to a visitor of whom nothing is known."""
        key = _key(visit)
        self.forget(key)
        place = b"" if self._mark is None else self._mark.written(visit.language.code, self._mark.nothing)
        page = KeptPage(topics, version, until, headers, pack(body, place))
        self._kept[key] = page
        self._size += page.size
        while self._size > KEPT_BYTES:
            self.forget(next(iter(self._kept)))

    def forget(self, key: Key) -> None:
        page = self._kept.pop(key, None)
        if page is not None:
            self._size -= page.size

    async def _now_is(self, page: KeptPage, visit: Visit) -> tuple[int, Any]:
        """Return the version of the page's topics, and what is to be marked on it for this visitor, if anything."""
        if visit.cart is None or self._mark is None:
            return await self._versions.total(page.topics), None
        sql, names = self._both
        given = {"topics": page.topics, "cart": visit.cart}
        async with self._db.reading() as read:
            row = await read.row(sql, *[given[name] for name in names])
        value = msgspec.json.decode(row["value"], type=self._mark.panel.kind)
        return row["version"], None if value == self._mark.nothing else value


def _key(visit: Visit) -> Key:
    return visit.language.code, visit.market, visit.path, visit.query
