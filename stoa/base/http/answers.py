"""Answers to programs: an ETag on everything that is read, 304 for whoever has it, and the address of the next page.

RFC 9110, 13.1.1 (If-Match) and 13.1.2 (If-None-Match), RFC 8288 (Link).
"""

import hashlib
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.response.base import ASGIResponse
from litestar.serialization import encode_json

from stoa.base.refusals import Refusal

T = TypeVar("T")

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class NotAcceptable(Refusal):
    """The program takes no answer of a kind that is given here."""

    status = 406


class PreconditionFailed(Refusal):
    """It is not any more what `If-Match` says the program has seen; nothing was changed."""

    status = 412


class NotConditional(PreconditionFailed):
    """This call does not look at `If-Match`, and does not make a change that was asked for on a condition."""


def takes_json(accept: str) -> bool:
    """Return whether the header `Accept` leaves room for JSON (RFC 9110, 12.5.1)."""
    if not accept:
        return True
    for one in accept.split(","):
        kind, *options = [part.strip().lower() for part in one.split(";")]
        if kind in {"*/*", "application/*", "application/json", "application/problem+json"}:
            return not any(option in {"q=0", "q=0.0", "q=0.00", "q=0.000"} for option in options)
    return False


class Answer(Response[Any]):
    """What a handler returned as a value, on its way to a program."""

    def to_asgi_response(self, app: Any, request: Request[Any, Any, Any], **options: Any) -> ASGIResponse:
        answer = super().to_asgi_response(app, request, **options)
        if request.method == "GET" and answer.status_code == 200 and str(request.scope["path"]).startswith("/api/"):
            etag = _tag(answer.body)
            answer.headers["etag"] = etag
            after = getattr(self.content, "next_cursor", None)
            if isinstance(after, str):
                answer.headers["link"] = f'<{next_page(request, after)}>; rel="next"'
            if known(request, etag):
                answer.status_code, answer.body = 304, b""
        return answer


def tagged(value: T) -> Response[T]:
    """Answer a change with the thing as it is now and with its ETag: the one that reading it gives."""
    return Response(value, headers={"etag": _tag(encode_json(value))})


def _tag(body: bytes) -> str:
    return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'


def awaited(request: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Return whether the program makes its change only of what it has seen."""
    return request.headers.get("if-match", "*").strip() not in {"", "*"}


def check_conditional(connection: ASGIConnection[Any, Any, Any, Any], handler: Any) -> None:
    """Raise NotConditional where a change is asked for on a condition that its handler does not check (RFC 9110, 13.1.1)."""
    if connection.scope.get("method") not in _SAFE and awaited(connection) and PreconditionFailed not in handler.opt.get("refuses", ()):
        raise NotConditional


def hold_to(request: Request[Any, Any, Any], etag: str) -> None:
    """Raise PreconditionFailed where `If-Match` names other tags; strong and weak ones of one text are the same here."""
    seen = [one.strip().removeprefix("W/") for one in request.headers.get("if-match", "*").split(",")]
    if awaited(request) and etag.removeprefix("W/") not in seen:
        raise PreconditionFailed


def known(request: Request[Any, Any, Any], etag: str) -> bool:
    """Return whether the program has it already; strong and weak tags of one text are the same here."""
    have = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return etag.removeprefix("W/") in have or "*" in have


def next_page(request: Request[Any, Any, Any], cursor: str) -> str:
    """Return the address of the request with another cursor."""
    asked = [(name, value) for name, value in parse_qsl(request.scope["query_string"].decode("latin-1")) if name != "cursor"]
    return f"{request.scope['path']}?{urlencode([*asked, ('cursor', cursor)])}"
