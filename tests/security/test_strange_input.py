"""NUL, halves of letters, numbers of 400 digits: in every field of every handler."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from stoa.app.api.document import document
from stoa.base.database import Database
from stoa.base.http.front import Front
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people.permissions.model import Role
from tests.people.sessions.makers import make_session
from tests.security import bodies
from tests.security.hostile import World, browser
from tests.security.routes import UNSAFE, Route, every

pytestmark = pytest.mark.anyio

FIELDS = ["text", "title", "name", "email", "note", "message", "recipient", "question", "byline", "about", "reply", "category",
    "kind", "rule", "fact", "why", "verdict", "outcome", "handle", "code", "domain", "to", "into", "variant", "product", "list", "entry", "quantity",
    "rating", "language", "stars", "helpful", "on", "do", "how", "view", "date", "address", "payment", "amount", "version", "severity",
    "position", "uses", "audience", "aspect:fit", "context:x", "cursor", "key", "q", "title-en", "text-de", "priority", "below",
    "state", "reason", "tax_mode", "currency", "price", "country", "zone", "description", "sku", "postcode", "city", "line1", "company"]  # fmt: skip
NASTY = [
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff x",
    "\uffff",
    "9" * 400,
    "-1",
    "1e999",
    "NaN",
    "\U0010ffff",
    "a" * 100_000,
    "%00",
    "٣",
    "\n\r\n",
    "'",
    "\\",
    "::1",
    "null",
]


def _as_body(route: Route, nasty: str) -> dict[str, Any]:
    """Return it in every text of the body that the call takes, as a program sends it."""
    body = bodies.of(document(), route.method, re.sub(r":\w+", "", route.path), nasty)
    content = b"" if body is None else json.dumps(body).encode("utf-8", "replace")
    return {"content": content, "headers": {"content-type": "application/json"}}


def _as_form(nasty: str) -> dict[str, Any]:
    """Return the same in every field, as a browser sends it."""
    content = urlencode(dict.fromkeys(FIELDS, nasty.encode("utf-8", "replace").decode())).encode()
    return {"content": content, "headers": {"content-type": "application/x-www-form-urlencoded"}}


@pytest.mark.timeout(600)  # every handler with every text
@pytest.mark.parametrize("role", [None, Role.ADMIN])
async def test_no_form_and_no_body_breaks_a_handler(app: Front, db: Database, world: World, role: Role | None) -> None:
    """NUL, halves of letters, huge numbers, in every field of every handler: refused with words, or taken; never a fault."""
    wrong = []
    person = None if role is None else world.host
    known = {"handle": world.shop.product.handle}
    forms = [_as_form(one) for one in NASTY]
    async with browser(app, db, person) as client:
        for route in every(app):
            if person is not None:  # whatever the last one ended
                async with db.writing() as tx:
                    client.cookies.set(SESSION_COOKIE, await make_session(tx, person))
            for number, nasty in enumerate(NASTY):
                if route.method in UNSAFE:
                    sent = _as_body(route, nasty) if route.path.startswith("/api/") else forms[number]
                else:
                    names = FIELDS if route.query is None else sorted(route.query)
                    sent = {"params": dict.fromkeys(names, nasty.encode("utf-8", "replace").decode()[:200])}
                answer = await client.request(route.method, route.filled(**known), **sent)
                if answer.status_code >= 500:
                    wrong.append((route, nasty[:20], answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("nasty", ["\\u0000", "\\ud800", "\\udc00\\ud800", "\\uffff"])
async def test_a_program_sends_half_a_letter(app: Front, db: Database, world: World, nasty: str) -> None:
    """Words that are read strictly elsewhere: as JSON's own escapes, in the fields that there are."""
    wrong = []
    handle = world.shop.product.handle
    bodies = {
        f"/api/products/{handle}/reviews": '{"rating": 3, "title": "%s", "text": "%s", "name": "%s", "email": "mo@example.com"}',
        f"/api/products/{handle}/questions": '{"text": "Does it hold tea %s?", "name": "%s"}',
        "/api/topics": '{"kind": "guide", "title": "About cups %s", "text": "%s", "language": "en"}',
        "/api/lists": '{"title": "%s", "message": "%s"}',
        "/api/reports": '{"kind": "review", "id": "rev_1", "rule": "spam", "note": "%s", "name": "%s"}',
    }
    async with browser(app, db, world.author) as client:
        for path, body in bodies.items():
            answer = await client.post(path, content=body.replace("%s", nasty), headers={"content-type": "application/json"})
            if answer.status_code >= 500:
                wrong.append((path, answer.status_code))
            assert (await client.get(f"/p/{handle}")).status_code == 200
    assert wrong == []
