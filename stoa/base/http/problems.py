"""Problems: every refusal and fault becomes an answer: a page for people, RFC 9457 for programs.

`code` is stable; `errors` names fields by JSON Pointer. A fault never shows a trace: it has a number that the log has too.
"""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus
from typing import Any

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, ValidationException

from stoa.base.http import pages, visits
from stoa.base.http.forms import Retype
from stoa.base.refusals import Invalid, Refusal

log = logging.getLogger("stoa.problems")

_KINDS = {400: "invalid", 401: "unknown", 402: "unpaid", 403: "forbidden", 404: "missing", 405: "not_allowed", 409: "conflict", 410: "gone",
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
    if visits.of(request).path.startswith("/api"):
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
    kit, visit = pages.kit(request), visits.of(request)
    chrome = {"title": detail, "description": "", "canonical": "", "alternates": [], "path": visit.path, "here": visit.path, "market": visit.market,
              "lang": visit.language.code, "dir": visit.language.direction, "robots": "noindex", "nav": [], "cart_count": 0, "person": None}  # fmt: skip
    text = kit.renderer.render(visit.language.code, "error.html", {"page": chrome, "status": status, "code": code, "detail": detail})
    return Response(text, status_code=status, media_type=MediaType.HTML, headers=headers)


def refused(request: Request[Any, Any, Any], refusal: Refusal) -> Response[Any]:
    """Answer a refusal."""
    if isinstance(refusal, Retype):
        return refusal.page
    errors = None
    if isinstance(refusal, Invalid):
        errors = [
            {"pointer": error.pointer, "code": error.code, "detail": _sentence(request, f"field_{error.code}", 422, error.facts)}
            for error in refusal.errors
        ]
    after = getattr(refusal, "retry_after", None)
    headers = {"retry-after": str(after)} if after is not None else None
    return _answer(request, refusal.status, refusal.code, dict(refusal.facts), errors=errors, headers=headers)


def malformed(request: Request[Any, Any, Any], error: ValidationException) -> Response[Any]:
    """Answer what does not fit the handler's types: 422 where a field is wrong, with its pointer."""
    found = error.extra if isinstance(error.extra, list) else []
    errors = [
        {"pointer": "/" + str(one.get("key", "")).replace(".", "/"), "code": "invalid", "detail": str(one.get("message", ""))[:300]}
        for one in found
        if isinstance(one, dict)
    ]
    return _answer(request, 422, "invalid", {}, errors=errors or None)


def http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """Answer what the framework refused: no such path, wrong method, too large."""
    status = error.status_code
    if status >= 500:
        return fault(request, error)
    code = _KINDS.get(status, "refused")
    return _answer(request, status, code, {}, headers=dict(error.headers or {}))


def fault(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Answer a fault of ours: a number to quote, the trace in the log under it."""
    number = secrets.token_hex(4)
    log.error("fault %s at %s %s", number, request.method, visits.of(request).path, exc_info=error)
    return _answer(request, 500, "fault", {"number": number})


HANDLERS: dict[Any, Any] = {Refusal: refused, ValidationException: malformed, HTTPException: http, Exception: fault}
