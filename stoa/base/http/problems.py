"""Problems: every refusal and fault becomes an answer: a page for people, RFC 9457 for programs.

`code` is stable; `errors` names fields by JSON Pointer. A fault never shows a trace: it has a number that the log has too.
"""

from __future__ import annotations

import errno
import logging
import secrets
from http import HTTPStatus
from typing import Any

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, ValidationException

from stoa.base.http import asking, pages, visits
from stoa.base.http.forms import Retype
from stoa.base.refusals import Busy, FieldError, Invalid, Refusal, Unknown

log = logging.getLogger("stoa.problems")


class SeeOther(Refusal):
    """What was asked for is elsewhere: the way there, instead of an error (303)."""

    status = 303

    def __init__(self, location: str) -> None:
        super().__init__()
        self.location = location


class CutShort(Refusal):
    """The request ended before its body was there; nothing was done."""


_KINDS = {400: "invalid", 401: "unknown", 402: "unpaid", 403: "forbidden", 404: "missing", 405: "wrong_method", 406: "not_acceptable", 409: "conflict", 410: "gone",
          413: "too_large", 415: "not_that_kind", 422: "invalid", 429: "too_many", 503: "busy"}  # fmt: skip


def _sentence(request: Request[Any, Any, Any], code: str, status: int, facts: dict[str, Any]) -> str:
    texts = pages.kit(request).renderer.texts
    language = visits.of(request).language.code
    for name in (code, _KINDS.get(status, "fault")):
        key = f"refusal-{name.replace('_', '-')}"
        if texts.has("en", key):
            return texts.say(language, key, facts)
    return HTTPStatus(status).phrase


def _answer(
    request: Request[Any, Any, Any],
    status: int,
    code: str,
    facts: dict[str, Any],
    *,
    errors: list[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    detail = _sentence(request, code, status, facts)
    if visits.of(request).path.startswith("/api/"):
        body: dict[str, Any] = {
            "type": f"/api/problems/{code}",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            "code": code,
            "instance": visits.of(request).path,
        }
        if errors:
            body["errors"] = errors
        if facts:
            body["facts"] = facts
        return Response(body, status_code=status, media_type="application/problem+json", headers=headers)
    return Response(_page(request, status, code, detail, facts), status_code=status, media_type=MediaType.HTML, headers=headers)


def _page(request: Request[Any, Any, Any], status: int, code: str, detail: str, facts: dict[str, Any]) -> str:
    """Return the page for people: what happened, what was kept, where to go. It asks nothing of the database."""
    renderer, language = pages.kit(request).renderer, visits.of(request).language.code
    kept = f"refusal-{code.replace('_', '-')}-kept"
    frame = {"error": True, "nav": [], "cart_count": 0, **pages.frame_at_hand(request)}
    context = {
        "page": pages.chrome(request, frame, title=detail, robots="noindex"),
        "status": status,
        "code": code,
        "detail": detail,
        "kept": renderer.texts.say(language, kept, facts) if renderer.texts.has("en", kept) else "",
        "reference": facts.get("number") if status >= 500 else None,
    }
    return renderer.render(language, "error.html", context)


def refused(request: Request[Any, Any, Any], refusal: Refusal) -> Response[Any]:
    """Answer a refusal."""
    if isinstance(refusal, Retype):
        return refusal.page
    if isinstance(refusal, SeeOther):
        return Response(None, status_code=303, headers={"location": refusal.location}, media_type=MediaType.TEXT)
    errors = _shown(request, refusal.errors) if isinstance(refusal, Invalid) else None
    after = getattr(refusal, "retry_after", None)
    headers = {"retry-after": str(after)} if after is not None else {}
    if refusal.status == Unknown.status and visits.of(request).path.startswith("/api/"):
        headers["www-authenticate"] = 'Bearer realm="api"'
    return _answer(request, refusal.status, refusal.code, dict(refusal.facts), errors=errors, headers=headers)


def malformed(request: Request[Any, Any, Any], error: ValidationException) -> Response[Any]:
    """Answer what does not fit the handler's types: 422 where a field is wrong, with its pointer."""
    handler = request.route_handler.fn
    found = [one for one in error.extra if isinstance(one, dict)] if isinstance(error.extra, list) else []
    if not found:
        errors = asking.missing(handler, request.route_handler.paths, request.query_params)
    else:
        errors = [_wrong(handler, str(one.get("key", "")), str(one.get("message", ""))) for one in found]
    return _answer(request, 422, "invalid", {}, errors=_shown(request, errors) or None)


def _wrong(handler: Any, key: str, message: str) -> FieldError:
    if key in {"", "data"} or message.startswith("Object missing required"):
        return FieldError("" if key in {"", "data"} else "/" + key.replace(".", "/"), "required")
    return asking.fault(handler, key, message)


def _shown(request: Request[Any, Any, Any], errors: list[FieldError]) -> list[dict[str, Any]]:
    return [{"pointer": one.pointer, "code": one.code, "detail": _sentence(request, f"field_{one.code}", 422, one.facts)} for one in errors]


def http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """Answer what the framework refused: no such path, wrong method, too large."""
    status = error.status_code
    if error.detail == "client disconnected prematurely":
        return _answer(request, CutShort.status, CutShort.code, {})
    if status >= 500:
        return fault(request, error)
    code = _KINDS.get(status, "refused")
    return _answer(request, status, code, {}, headers=dict(error.headers or {}))


def fault(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Answer a fault of ours: a number to quote, the trace in the log under it."""
    number = secrets.token_hex(4)
    # The route, not the path: a path may hold a token.
    log.error("fault %s at %s %s", number, request.method, request.scope.get("path_template", ""), exc_info=error)
    return _answer(request, 500, "fault", {"number": number})


def ended(request: Request[Any, Any, Any], error: ExceptionGroup) -> Response[Any]:
    """Answer what came of ending the request's transaction, which the framework hands on as a group: a refusal, where that is all there is."""
    refusals = [one for one in error.exceptions if isinstance(one, Refusal)]
    return refused(request, refusals[0]) if len(refusals) == len(error.exceptions) else fault(request, error)


def no_room(request: Request[Any, Any, Any], error: OSError) -> Response[Any]:
    """Answer that this machine's disk is full, where that is what kept something sent from being read or written; any other error of it is a fault."""
    if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return fault(request, error)
    log.error("no room at %s %s: %s", request.method, request.scope.get("path_template", ""), error)
    return refused(request, Busy())


HANDLERS: dict[Any, Any] = {
    Refusal: refused,
    ValidationException: malformed,
    HTTPException: http,
    ExceptionGroup: ended,
    OSError: no_room,
    Exception: fault,
}
