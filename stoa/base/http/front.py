"""The front: what happens to every request before the framework sees it, and to every answer after.

It reads the language from the path and the tokens from cookies, refuses forms of foreign origin, answers kept pages
whose version still holds, replays idempotent requests, packs the answer, and sets the security headers.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, unquote_to_bytes
from uuid import UUID

from stoa.base.database import Database
from stoa.base.http import idempotency, visits
from stoa.base.http.assets import Assets
from stoa.base.http.finishing import Finishing, Message, Receive, Scope, Send
from stoa.base.http.keeping import Mark, Pages
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES, PSEUDO_LANGUAGE, Language
from stoa.base.refusals import Busy, FieldError, Forbidden, Invalid, Missing, Refusal, TooLarge

log = logging.getLogger("stoa.front")

App = Callable[[Any, Any, Any], Awaitable[None]]

_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
LARGEST_BODY = 1_000_000

SECURITY: list[tuple[bytes, bytes]] = [
    (b"content-security-policy", b"default-src 'self'; style-src 'self'; img-src 'self' data:; style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), browsing-topics=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
]  # fmt: skip


class Front:
    """The outermost application."""

    def __init__(
        self,
        app: App,
        db: Database,
        assets: Assets,
        *,
        url: str,
        market: str,
        now: Callable[[], datetime],
        proxy: bool = False,
        pseudo: bool = False,
        mark: Mark | None = None,
        stop: Callable[[], None] | None = None,
    ) -> None:
        self._app = app
        self._stop = stop
        self._db = db
        self._assets = assets
        self._url = url
        self._market = market
        self._proxy = proxy
        self._languages: dict[str, Language] = {one.code: one for one in LANGUAGES[1:]}
        if pseudo:
            self._languages[PSEUDO_LANGUAGE.code] = PSEUDO_LANGUAGE
        self._pages = Pages(db, now, mark)
        self._headers = [*SECURITY]
        if url.startswith("https:"):
            self._headers.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        if path.startswith("/assets/"):
            await self._send_asset(path, scope, send)
            return
        headers = scope["headers"]
        visit = self._visit(scope, headers)
        scope["visit"] = visit
        answer_headers: list[tuple[bytes, bytes]] = []
        scope["answer_headers"] = answer_headers
        _read_address(scope)
        if scope["method"] == "HEAD":
            # Answered as what it asks about, without the body (RFC 9110, 9.3.2).
            scope["method"], scope["head_only"], send = "GET", True, _without_body(send)
        packs = _packs(headers)
        method = scope["method"]
        if method in _UNSAFE:
            if not _same_origin(headers, self._url):
                scope["refused"] = ForeignOrigin()
                await self._app(scope, receive, Finishing(scope, send, self._headers, answer_headers, packs=packs))
                return
            key = next((value.decode("latin-1") for name, value in headers if name == b"idempotency-key"), None)
            if key is not None and visit.path.startswith("/api/"):
                await self._once(key, scope, receive, Finishing(scope, send, self._headers, answer_headers, packs=packs))
                return
        elif method == "GET" and visit.guest and await self._pages.send(visit, send, packs=packs):
            return
        finishing = Finishing(scope, send, self._headers, answer_headers, packs=packs)
        await self._app(scope, receive, finishing)
        afterwards = scope.get("afterwards")
        if afterwards is not None:
            await afterwards(self._db)
        keep = scope.get("keep")
        if keep is not None and finishing.body is not None:
            topics, version, until = keep
            self._pages.keep(visit, topics, version, until, finishing.plain_headers, finishing.body)

    def stop(self) -> None:
        """End the answers that go on by themselves: the process stops."""
        if self._stop is not None:
            self._stop()

    def _visit(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> Visit:
        path = scope["path"]
        language = LANGUAGES[0]
        first = path[1:].partition("/")[0]
        if first in self._languages:
            language = self._languages[first]
            path = path[len(first) + 1 :] or "/"
            scope["path"] = path
            scope["raw_path"] = path.encode()
        cookies = visits.cookies(headers)
        client = scope.get("client")
        address = client[0] if client else ""
        fragment = None
        for name, value in headers:
            if name == b"x-fragment":
                fragment = value.decode("latin-1")
            elif self._proxy and name == b"x-forwarded-for":
                address = value.decode("latin-1").rpartition(",")[2].strip()
        return Visit(
            language=language,
            market=cookies.get(visits.MARKET_COOKIE) or self._market,
            path=path,
            query=scope["query_string"].decode("latin-1"),
            session=cookies.get(visits.SESSION_COOKIE),
            cart=_uuid(cookies.get(visits.CART_COOKIE)),
            address=address,
            url=self._url,
            wants_fragment=fragment,
            list=cookies.get(visits.LIST_COOKIE) or None,
            purpose=_uuid(cookies.get(visits.PURPOSE_COOKIE)),
            passes=cookies.get(visits.PASS_COOKIE) or None,
        )

    async def _once(self, key: str, scope: Scope, receive: Receive, send: Finishing) -> None:
        body = await _read_all(receive)
        if body is None:
            scope["refused"] = TooMuch(most=LARGEST_BODY)
            await self._app(scope, _replay(b""), send)
            return
        identity, known = _identity(scope)
        place = f"{scope['method']} {scope['path']} {hashlib.sha256(identity).hexdigest()[:16]}"
        request = idempotency.digest(scope["method"], scope["path"], scope["query_string"], body)
        try:
            kept = await idempotency.begin(self._db, place, key, request, least=1 if known else idempotency.LEAST_OF_NOBODY)
        except Refusal as refusal:
            scope["refused"] = refusal
            await self._app(scope, _replay(body), send)
            return
        if kept is not None:
            again = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in kept.headers]
            await send({"type": "http.response.start", "status": kept.status, "headers": [*again, (b"idempotent-replayed", b"true")]})
            await send({"type": "http.response.body", "body": kept.body})
            return
        scope["idempotency_key"] = f"{place} {key}"
        send.record = True
        try:
            await self._app(scope, _replay(body), send)
        finally:
            # An answer that could not be kept was sent all the same; its key is taken over after a minute.
            with contextlib.suppress(Busy):
                await idempotency.finish(self._db, place, key, send.status or 500, send.raw_headers, send.raw_body)

    async def _send_asset(self, path: str, scope: Scope, send: Send) -> None:
        _, _, digest, name = path.split("/", 3) if path.count("/") >= 3 else ("", "", "", "")
        asset = self._assets.find(name)
        if asset is None or scope["method"] not in {"GET", "HEAD"}:
            await send({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain"), *self._headers]})
            await send({"type": "http.response.body", "body": b"no such file"})
            return
        kept = b"public, max-age=31536000, immutable" if digest == self._assets.digest else b"no-cache"
        packs = _packs(scope["headers"])
        body = asset.packed if packs else asset.body
        headers = [(b"content-type", asset.kind.encode()), (b"cache-control", kept), (b"vary", b"accept-encoding"), *self._headers]
        if packs:
            headers.append((b"content-encoding", b"gzip"))
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


class ForeignOrigin(Forbidden):
    """A form that was sent from another site."""


class TooMuch(TooLarge):
    """The body of a request with an idempotency key is larger than is kept for it."""


class UnreadableAddress(Missing):
    """The address holds characters that are in no address of ours."""


class UnreadableQuery(Invalid):
    """What follows the question mark is not text."""


def _read_address(scope: Scope) -> None:
    """Have the request refused whose address is no text; a program's parameter without a value counts as left out."""
    query: bytes = scope["query_string"]
    if b"=" in query and scope["path"].startswith("/api/"):
        scope["query_string"] = b"&".join(pair for pair in query.split(b"&") if not pair.endswith(b"="))
    if not _is_path(scope["path"]):
        scope["refused"] = UnreadableAddress()
    elif b"%" in scope["query_string"] and not _is_text(unquote_to_bytes(scope["query_string"])):
        scope["refused"] = UnreadableQuery([FieldError("", "invalid")])


def _packs(headers: list[tuple[bytes, bytes]]) -> bool:
    """Return whether the visitor can unpack."""
    for name, value in headers:  # noqa: SIM110 - every page asks; a generator takes twice as long
        if name == b"accept-encoding" and b"gzip" in value:
            return True
    return False


def _is_path(path: str) -> bool:
    """Return whether it could be stored: a NUL or what is no UTF-8 could not, so nothing can be found by it."""
    if path.isascii():
        return "\x00" not in path
    return "\ufffd" not in path and _is_text(path.encode("utf-8", "surrogatepass"))


def _is_text(raw: bytes) -> bool:
    try:
        return "\x00" not in raw.decode()
    except UnicodeDecodeError:
        return False


def _without_body(send: Send) -> Send:
    async def head_only(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return head_only


def _uuid(text: str | None) -> str | None:
    try:
        return str(UUID(text)) if text else None
    except ValueError:
        return None


def _same_origin(headers: list[tuple[bytes, bytes]], url: str) -> bool:
    """Return whether a changing request comes from our own pages, or carries nothing that could be abused.

    Browsers say where a form came from (Fetch Metadata, Origin); a request with neither and without cookies is a
    program's own, and so is one with an API key, which no other site's page can add. RFC 6454; owasp.org, Cross-Site Request Forgery Prevention.
    """
    found = dict(headers)
    site = found.get(b"sec-fetch-site")
    origin = found.get(b"origin")
    if origin is not None:
        host = found.get(b"host", b"")
        return origin == url.encode() or origin in {b"http://" + host, b"https://" + host}
    if found.get(b"authorization", b"").startswith(b"Bearer "):
        return True
    if site is not None:
        return site in {b"same-origin", b"none"}
    return b"cookie" not in found


def _identity(scope: Scope) -> tuple[bytes, bool]:
    """Return who asks, and whether anything but a network address tells them apart: an API key, a session, a cart, the key of an order.

    So nobody is given the answer to somebody else's request for having thought of the same key.
    """
    visit: Visit = scope["visit"]
    headers = dict(scope["headers"])
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    shown = headers.get(b"order-key", b"") or "".join(asked.get("key", [])).encode()
    known = b"|".join(
        (headers.get(b"authorization", b""), shown, *((one or "").encode() for one in (visit.session, visit.cart, visit.passes)))
    )
    if known != b"||||":
        return known, True
    return visit.address.encode(), scope["path"].startswith("/api/carts/")  # a cart's id is a secret of its own


async def _read_all(receive: Receive) -> bytes | None:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _replay(body: bytes) -> Receive:
    sent = False

    async def receive() -> Message:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
