"""Kept pages: whole answers to guests, kept by version, and shown to every guest of the same language and market.

A page is kept with the topics on which it depends and their version; one indexed read says whether that still holds. One thing
may differ from guest to guest, the count in the cart: the same statement reads it, and it is put into its place.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import datetime
from typing import Any

import msgspec
from isal import igzip

from stoa.base.database import Database, Reading
from stoa.base.http.panels import Panel, numbered
from stoa.base.http.visits import Visit
from stoa.base.refusals import Busy

KEPT_BYTES = 24_000_000
VERSION = "select coalesce(sum(number), 0)::bigint from base.version where topic = any({topics})"

Headers = list[tuple[bytes, bytes]]
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
    """A page as it was sent: with the headers of every answer, plain and packed."""

    topics: list[str]
    version: int
    until: datetime | None
    headers: Headers
    body: bytes
    packed: bytes

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed)


class Pages:
    """The pages that this process keeps; the longest unasked are forgotten first."""

    def __init__(self, db: Database, now: Callable[[], datetime], mark: Mark | None = None) -> None:
        self._db = db
        self._now = now
        self._mark = mark
        self._kept: OrderedDict[Key, KeptPage] = OrderedDict()
        self._size = 0
        if mark is not None:
            self._both = numbered(f"select ({VERSION.format(topics=':topics::text[]')}) as version, ({mark.panel.sql})::text as value")

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
            async with self._db.reading() as read:
                version, value = await self._now_is(read, page, visit)
        except Busy:
            return False
        if version != page.version:
            self.forget(key)
            return False
        self._kept.move_to_end(key)
        body = page.packed if packs else page.body
        if value is not None:
            plain = self._marked(page.body, visit, value)
            body = igzip.compress(plain, 1) if packs else plain
        await _answer(send, page.headers, body, packed=packs)
        return True

    def keep(self, visit: Visit, page: KeptPage) -> None:
        """Keep the answer to a visitor of whom nothing is known."""
        key = _key(visit)
        self.forget(key)
        self._kept[key] = page
        self._size += page.size
        while self._size > KEPT_BYTES:
            self.forget(next(iter(self._kept)))

    def forget(self, key: Key) -> None:
        page = self._kept.pop(key, None)
        if page is not None:
            self._size -= page.size

    async def _now_is(self, read: Reading, page: KeptPage, visit: Visit) -> tuple[int, Any]:
        """Return the version of the page's topics, and what is to be marked on it for this visitor, if anything."""
        if visit.cart is None or self._mark is None:
            return await read.value(VERSION.format(topics="$1"), page.topics), None
        sql, names = self._both
        given = {"topics": page.topics, "cart": visit.cart}
        row = await read.row(sql, *[given[name] for name in names])
        value = msgspec.json.decode(row["value"], type=self._mark.panel.kind)
        return row["version"], None if value == self._mark.nothing else value

    def _marked(self, body: bytes, visit: Visit, value: Any) -> bytes:
        mark, code = self._mark, visit.language.code
        return body if mark is None else body.replace(mark.written(code, mark.nothing), mark.written(code, value), 1)


def _key(visit: Visit) -> Key:
    return visit.language.code, visit.market, visit.path, visit.query


async def _answer(send: Send, headers: Headers, body: bytes, *, packed: bool) -> None:
    whole = [*headers, *([(b"content-encoding", b"gzip")] if packed else []), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": whole})
    await send({"type": "http.response.body", "body": body})
