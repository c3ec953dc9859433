"""Every handler of the wing, asked by every kind of visitor: each gets what the permission says and no more."""

import re
from urllib.parse import quote

import httpx
import pytest

from stoa.app import rooms
from stoa.base.database import Database
from stoa.people import sessions
from stoa.people.permissions.model import PERMISSIONS, Role, Visitor, granted
from tests.people.sessions.makers import sign_in

PAGES = {
    "/sign-in": "anyone",
    "/sign-up": "anyone",
    "/account": "member",
    "/account/details": "member",
    "/account/security": "member",
    "/account/addresses": "member",
    "/account/addresses/new": "member",
    "/account/privacy": "member",
    "/desk/customers": "customers.read",
    "/desk/staff": "staff.manage",
    "/desk/keys": "keys.manage",
    "/desk/audit": "audit.read",
    "/api/me": "member",
    "/api/me/sessions": "member",
    "/api/me/addresses": "member",
}
ACTS = {
    "/account/details": "member",
    "/account/email": "member",
    "/account/passkeys/options": "member",
    "/account/passkeys": "member",
    "/account/passkeys/pky_x/removal": "member",
    "/account/password": "member",
    "/account/password/removal": "member",
    "/account/sessions/ses_x/end": "member",
    "/account/sessions/end": "member",
    "/account/addresses": "member",
    "/account/addresses/adr_x": "member",
    "/account/addresses/adr_x/usual": "member",
    "/account/addresses/adr_x/removal": "member",
    "/account/privacy/export": "member",
    "/account/privacy/erasure": "member",
    "/account/privacy/erasure-link": "member",
    "/desk/staff": "staff.manage",
    "/desk/staff/per_x/roles": "staff.manage",
    "/desk/keys": "keys.manage",
    "/desk/keys/key_x/end": "keys.manage",
}


async def test_a_guest_gets_what_is_open_to_anyone(client: httpx.AsyncClient) -> None:
    for path, may in PAGES.items():
        answer = await client.get(path)
        wanted = 200 if may == "anyone" else 401 if path.startswith("/api/") else 303
        assert (path, answer.status_code) == (path, wanted)
        if wanted == 303:
            assert answer.headers["location"] == f"/sign-in?next={quote(path, safe='')}"
    for path in ACTS:
        assert (path, (await client.post(path)).status_code) == (path, 401)
    assert (await client.delete("/api/me/sessions/ses_x")).status_code == 401
    assert (await client.delete("/api/me/addresses/adr_x")).status_code == 401
    assert (await client.post("/api/me/addresses", json={})).status_code == 401


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_gets_what_its_permissions_say(role: Role, client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, role)
    held = granted({role})
    for path, may in PAGES.items():
        wanted = 303 if path in {"/sign-in", "/sign-up"} else 200 if may in held else 403
        assert (path, (await client.get(path)).status_code) == (path, wanted)
    for path, may in ACTS.items():
        if may not in held:
            assert (path, (await client.post(path)).status_code) == (path, 403)


async def test_a_key_gets_its_scopes_and_nothing_of_a_person(client: httpx.AsyncClient, db: Database) -> None:
    maker = Visitor(permissions=granted({Role.ADMIN}))
    async with db.writing() as tx:
        _, secret = await sessions.make_key(tx, maker, "Warehouse", ["customers.read", "desk.see"])
    client.headers["authorization"] = f"Bearer {secret}"
    for path, may in PAGES.items():
        wanted = 200 if may in {"anyone", "customers.read"} else 403
        assert (path, (await client.get(path)).status_code) == (path, wanted)
    for path in ACTS:
        assert (path, (await client.post(path)).status_code) == (path, 403)


def test_only_an_administrator_may_give_roles() -> None:
    assert PERMISSIONS["staff.manage"] == {Role.ADMIN}


def test_no_handler_of_the_wing_is_left_out() -> None:
    """Every route says who may call it, and the ones that are not open to anyone are among those asked above."""
    named = {path.replace("_x", "_*") for path in [*PAGES, *ACTS]} | {
        "/desk/customers/*",
        "/desk/customers/*/erasure",
        "/account/addresses/*",
        "/account/privacy/export",
        "/api/me/sessions/*",
        "/api/me/addresses/*",
    }
    left_out = set()
    for module in rooms.modules("web"):
        if not module.__name__.startswith("stoa.people."):
            continue
        for handler in module.HANDLERS:
            may = handler.opt["may"]
            assert may == "anyone" or may in PERMISSIONS
            for path in handler.paths:
                shape = re.sub(r"\{\w+:str\}", "*", path)
                if may != "anyone" and shape not in {re.sub(r"(pky|ses|adr|per|key)_\*", "*", one) for one in named}:
                    left_out.add((path, may))
    assert left_out == set()
