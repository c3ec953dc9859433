"""Calling: a page's handler is given what the names of its parameters ask for, without the framework's own search.

Litestar finds out for each request what a handler needs, makes it, checks it and copies the answer: that costs as much as
rendering half a page (docs/decisions/0023). The handlers of pages ask for a few well-known things, so it is decided once, when
the app is put together, what each is given. Whatever asks for more (a typed body, parameters of a query) is left to Litestar.
"""

import functools
import inspect
import re
from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request, Response
from litestar.enums import MediaType
from litestar.types import ASGIApp, Receive, Scope, Send

from stoa.base.http import pages, visits
from stoa.base.http.handling import Called

Handler = Callable[..., Awaitable[Response[Any]]]

_GIVEN: dict[str, Callable[[Request[Any, Any, Any]], Any]] = {
    "request": lambda request: request,
    "visit": visits.of,
    "visitor": lambda request: request.scope["visitor"],  # type: ignore[typeddict-item]
    "kit": pages.kit,
    "db": lambda request: pages.kit(request).db,
}
_LENT: dict[str, Callable[[Request[Any, Any, Any]], Any]] = {
    "read": lambda request: pages.kit(request).db.reading(),
    "tx": lambda request: pages.kit(request).db.writing(),
}
_PLACE = re.compile(r"\{(\w+):str\}")


def direct(handler: Handler, paths: list[str]) -> Called | None:
    """Return the handler as Litestar is to call it: with the request alone; None for one that asks for more.

    A connection is lent for the call; a transaction commits when the answer is made, before it is sent.
    """
    signature = inspect.signature(handler)
    wanted = list(signature.parameters)
    places = set.intersection(*[set(_PLACE.findall(path)) for path in paths])
    given = [(name, _GIVEN[name]) for name in wanted if name in _GIVEN]
    read = [name for name in wanted if name in places]
    lent = [name for name in wanted if name in _LENT]
    if len(given) + len(read) + len(lent) < len(wanted) or len(lent) > 1 or not _answers(signature.return_annotation):
        return None

    async def call(request: Request[Any, Any, Any], more: dict[str, Any]) -> ASGIApp:
        found = {name: find(request) for name, find in given}
        for name in read:
            found[name] = request.path_params[name]
        return _sendable(await handler(**found, **more), request)

    async def called(request: Request[Any, Any, Any]) -> ASGIApp:
        if not lent:
            return await call(request, {})
        async with _LENT[lent[0]](request) as connection:
            return await call(request, {lent[0]: connection})

    return _named_as(handler, called)


def _answers(returned: Any) -> bool:
    kind = getattr(returned, "__origin__", returned)
    return isinstance(kind, type) and issubclass(kind, Response)


def _named_as(handler: Handler, called: Any) -> Called:
    """Return the caller under the handler's name; what it asks for stays its own."""
    named: Any = functools.update_wrapper(called, handler, assigned=("__module__", "__name__", "__qualname__", "__doc__"))
    del named.__wrapped__
    return named  # type: ignore[no-any-return]


_KINDS: dict[Any, bytes] = {MediaType.HTML: b"text/html; charset=utf-8", MediaType.TEXT: b"text/plain; charset=utf-8"}


class _Text:
    """An answer of text, ready to be sent."""

    __slots__ = ("_body", "_headers", "_status")

    def __init__(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        self._status = status
        self._headers = headers
        self._body = body

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self._status, "headers": self._headers})
        await send({"type": "http.response.body", "body": self._body, "more_body": False})


def _sendable(answer: Response[Any], request: Request[Any, Any, Any]) -> ASGIApp:
    """Return what sends an answer: of text, or of nothing, at once; of anything else by Litestar."""
    text = answer.content
    kind = answer.media_type
    if type(answer) is not Response or not (text is None or isinstance(text, str)) or kind not in _KINDS or answer.background:
        return answer.to_asgi_response(app=None, request=request, media_type=MediaType.HTML, status_code=200)
    headers = [(name.lower().encode("latin-1"), str(value).encode("latin-1")) for name, value in answer.headers.items()]
    headers.append((b"content-type", _KINDS[kind]))
    headers += [cookie.to_encoded_header() for cookie in answer.cookies]
    return _Text(answer.status_code or 200, headers, text.encode() if text else b"")
