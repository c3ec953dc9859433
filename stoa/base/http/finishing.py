"""Finishing: what happens to an answer on its way out: packed where the visitor can unpack, with the headers that all answers have."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from isal import igzip

from stoa.base.http.packing import PLACE, Piece, joined, piece

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_PACKED = (
    b"text/",
    b"application/json",
    b"application/problem+json",
    b"image/svg+xml",
    b"application/xml",
    b"application/feed+json",
    b"application/atom+xml",
)


class Finishing:
    """Sends an answer on: packed where the visitor can unpack, with the security headers."""

    def __init__(
        self, scope: Scope, send: Send, always: list[tuple[bytes, bytes]], more: list[tuple[bytes, bytes]], *, packs: bool
    ) -> None:
        self._scope = scope
        self._send = send
        self._always = always
        self._more = more
        self._packs = packs
        self._head: Message | None = None
        self.record = False
        self.status: int | None = None
        self.raw_headers: list[tuple[bytes, bytes]] = []
        self.raw_body = b""
        self.plain_headers: list[tuple[bytes, bytes]] = []
        self.body: bytes | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._head = message
            self.status = message["status"]
            self.raw_headers = list(message["headers"])
            return
        if self._head is None:
            await self._send(message)
            return
        if self.record:
            self.raw_body += message.get("body", b"")
        if message.get("more_body", False) or self._head.get("sent"):
            await self._pass_on(message)
            return
        await self._send_whole(message.get("body", b""))

    async def _pass_on(self, message: Message) -> None:
        """A stream goes through as it comes."""
        if self._head is not None and not self._head.get("sent"):
            head = {**self._head, "headers": [*self._head["headers"], *self._always, *self._more]}
            self._head = {"sent": True}
            await self._send(head)
        await self._send(message)

    async def _send_whole(self, body: bytes) -> None:
        head = self._head or {}
        kind = next((value for name, value in head["headers"] if name == b"content-type"), b"")
        packable = kind.startswith(_PACKED)
        headers = [pair for pair in head["headers"] if pair[0] != b"content-length"]
        headers += self._always
        headers += self._more
        if packable:
            headers.append((b"vary", b"accept-encoding, cookie"))
        if not any(name == b"cache-control" for name, _ in headers):
            headers.append((b"cache-control", b"no-store" if head["status"] != 200 else b"private, no-cache"))
        self.plain_headers = list(headers)
        before, laid, after = self._parted(body)
        if "keep" in self._scope:
            self.body = before + laid.plain() + after if laid else body
        if packable and self._packs and len(body) > 1_000:
            body = joined(piece(before), laid, piece(after)) if laid else igzip.compress(body, 1)
            headers.append((b"content-encoding", b"gzip"))
        elif laid:
            body = before + laid.plain() + after
        if head["status"] not in {204, 304}:
            headers.append((b"content-length", str(len(body)).encode()))
        await self._send({"type": "http.response.start", "status": head["status"], "headers": headers})
        await self._send({"type": "http.response.body", "body": body})

    def _parted(self, body: bytes) -> tuple[bytes, Piece | None, bytes]:
        """Return what stands before and after the packed piece that is to be laid into the answer, if there is one (`pages.laid_in`)."""
        laid: Piece | None = self._scope.get("laid_in")
        before, found, after = body.partition(PLACE) if laid else (body, b"", b"")
        return before, laid if found else None, after
