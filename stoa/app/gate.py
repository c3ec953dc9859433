"""The gate: before every handler it finds out who asks, and whether they may."""

import contextlib
from typing import Any
from urllib.parse import quote

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from stoa.base.http import asking, pages, visits
from stoa.base.http.answers import NotAcceptable, check_conditional, takes_json
from stoa.base.http.limits import Limits, Rate, SlowDown
from stoa.base.http.problems import SeeOther
from stoa.base.refusals import Busy, Forbidden, Refusal, Unknown
from stoa.people import sessions
from stoa.people.sessions.model import GUEST, Visitor

API_RATE = Rate(burst=600, seconds=60)


class SignInFirst(Unknown):
    """This needs an account, and we do not know who asks."""


class NotAllowed(Forbidden):
    """This person may not do this."""


async def guard(connection: Request[Any, Any, Any]) -> None:
    """Let the request pass, or raise SignInFirst or NotAllowed; a guest who opens a page for members is shown the way in.

    It runs before anything is made for the handler. (Litestar's own guards each get a copy of the handler, which costs as much as all of this.)
    """
    handler = connection.route_handler
    refused: Refusal | None = connection.scope.get("refused")  # type: ignore[assignment]
    if refused is not None:
        raise refused
    if "OPTIONS" in handler.http_methods:
        return
    visit = visits.of(connection)
    header = connection.headers.get("authorization", "")
    api_key = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else None
    visitor = GUEST
    if visit.session is not None or visit.passes is not None or api_key is not None:
        async with pages.kit(connection).db.reading() as read:
            visitor = await sessions.resolve(read, session=visit.session, api_key=api_key, passes=visit.passes)
        if visitor.stale:
            with contextlib.suppress(Busy):
                async with pages.kit(connection).db.writing() as tx:
                    await sessions.seen(tx, visitor)
    connection.scope["visitor"] = visitor  # type: ignore[typeddict-unknown-key]
    if visit.path.startswith("/api/"):
        _take(connection, str(visitor.person or visitor.key or visit.address))
        if not takes_json(connection.headers.get("accept", "")) and handler.opt.get("json", True):
            raise NotAcceptable
    may: str = handler.opt["may"]
    if visitor.may(may):
        _check_call(connection, handler)
        return
    if not visitor.guest or visitor.key is not None:
        raise NotAllowed
    if connection.scope.get("method") == "GET" and visit.wants_fragment is None and not visit.path.startswith("/api/"):
        here = visit.path + (f"?{visit.query}" if visit.query else "")
        raise SeeOther(f"{visit.prefix}/sign-in?next={quote(here, safe='')}")
    raise SignInFirst


def _check_call(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse a program what would be passed over without a word: a parameter or a condition that its call does not know."""
    if visits.of(connection).path.startswith("/api/"):
        asking.check(connection, handler.opt.get("query"))
        check_conditional(connection, handler)


def _take(connection: ASGIConnection[Any, Any, Any, Any], who: str) -> None:
    """Take one of the program's requests and tell it how many are left (draft-ietf-httpapi-ratelimit-headers). Raises SlowDown."""
    limits: Limits = pages.kit(connection).services["limits"]
    more: list[tuple[bytes, bytes]] = connection.scope["answer_headers"]  # type: ignore[typeddict-item]
    more.append((b"ratelimit-policy", b'"api";q=%d;w=%d' % (API_RATE.burst, API_RATE.seconds)))
    try:
        left = limits.take("api", who, API_RATE)
    except SlowDown as refusal:
        more.append((b"ratelimit", b'"api";r=0;t=%d' % refusal.retry_after))
        raise
    more.append((b"ratelimit", b'"api";r=%d' % left))


def visitor_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Visitor:
    visitor: Visitor = connection.scope.get("visitor", GUEST)  # type: ignore[assignment]
    return visitor
