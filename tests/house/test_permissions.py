"""Every handler lets in whom its permission says, and nobody else."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from litestar import Litestar

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.front import Front
from stoa.people.permissions.model import PERMISSIONS, Role, granted
from tests.people.sessions.makers import sign_in

NOBODYS = UUID("018f0000-0000-7000-8000-000000000001")
DELIBERATE = {
    "/api/webhooks/{provider:str}",  # whoever signs may speak; others are refused by the signature
}


def routes(app: Front) -> list[tuple[str, str, str]]:
    """Return method, path and permission of every handler of the app."""
    litestar: Litestar = app._app
    found = []
    for route in litestar.routes:
        for handler in getattr(route, "route_handlers", ()):
            may = handler.opt.get("may")
            if may is None:
                assert route.path.startswith("/api/schema") or "OPTIONS" in handler.http_methods, (
                    f"{route.path} says nobody who may call it"
                )
                continue
            found += [(method, route.path_format, may) for method in sorted(handler.http_methods - {"HEAD", "OPTIONS"})]
    return found


def fill(path: str) -> str:
    """Put something harmless into a path's places."""

    def filled(part: str) -> str:
        return part if not part.startswith("{") else ids.show("ord", NOBODYS) if "id" in part else "0"

    return "/".join(filled(part) for part in path.split("/"))


async def ask(client: httpx.AsyncClient, method: str, path: str) -> httpx.Response:
    more: dict[str, Any] = {}
    if method in {"POST", "PUT", "PATCH", "DELETE"}:
        more = {"json": {}} if path.startswith("/api") else {"data": {}}
    return await client.request(method, fill(path), **more)


async def test_every_permission_is_known(app: Front) -> None:
    assert {may for _, _, may in routes(app)} - {"anyone", "member"} <= PERMISSIONS.keys()


async def test_a_guest_is_asked_to_sign_in(app: Front, client: httpx.AsyncClient) -> None:
    wrong = []
    for method, path, may in routes(app):
        client.cookies.clear()
        answer = await ask(client, method, path)
        refused = answer.status_code == 401 or (answer.status_code == 303 and "/sign-in" in answer.headers["location"])
        if refused is not (may != "anyone") and path not in DELIBERATE and not path.startswith("/sign-"):
            wrong.append((method, path, may, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", [Role.SHOPPER, Role.HOST, Role.AGENT, Role.MERCHANT, Role.ADMIN])
async def test_a_role_opens_what_it_may_and_nothing_more(app: Front, client: httpx.AsyncClient, db: Database, role: Role) -> None:
    held = granted({Role.SHOPPER, role})
    await sign_in(client, db, role)
    kept = dict(client.cookies)
    wrong = []
    for method, path, may in routes(app):
        if path in {"/sign-out", "/account/erasure"} or "{token" in path:
            continue
        client.cookies.clear()
        client.cookies.update(kept)
        answer = await ask(client, method, path)
        allowed = may == "anyone" or may in held
        if answer.status_code >= 500 or (not allowed and answer.status_code != 403) or (allowed and answer.status_code in {401, 403}):
            wrong.append((method, path, may, answer.status_code))
    assert wrong == []
