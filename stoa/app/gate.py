"""The gate: one guard before every handler finds out who asks, and whether they may."""

import contextlib
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from stoa.base.http import pages, visits
from stoa.base.http.limits import Limits, Rate
from stoa.base.refusals import Busy, Forbidden, Refusal, Unknown
from stoa.people import sessions
from stoa.people.sessions.model import GUEST, Visitor

API_RATE = Rate(burst=600, seconds=60)


class SignInFirst(Unknown):
    """This needs an account, and we do not know who asks."""


class NotAllowed(Forbidden):
    """This person may not do this."""


async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Let the request pass, or raise SignInFirst or NotAllowed."""
    refused: Refusal | None = connection.scope.get("refused")  # type: ignore[assignment]
    if refused is not None:
        raise refused
    visit = visits.of(connection)
    header = connection.headers.get("authorization", "")
    api_key = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else None
    visitor = GUEST
    if visit.session is not None or api_key is not None:
        async with pages.kit(connection).db.reading() as read:
            visitor = await sessions.resolve(read, session=visit.session, api_key=api_key)
        if visitor.stale:
            with contextlib.suppress(Busy):
                async with pages.kit(connection).db.writing() as tx:
                    await sessions.seen(tx, visitor)
    connection.scope["visitor"] = visitor  # type: ignore[typeddict-unknown-key]
    if visit.path.startswith("/api"):
        limits: Limits = pages.kit(connection).services["limits"]
        limits.take("api", str(visitor.person or visitor.key or visit.address), API_RATE)
    may: str = handler.opt["may"]
    if visitor.may(may):
        return
    if visitor.guest and visitor.key is None:
        raise SignInFirst
    raise NotAllowed


def visitor_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Visitor:
    visitor: Visitor = connection.scope.get("visitor", GUEST)  # type: ignore[assignment]
    return visitor
