"""What holds for every address of the shop, whoever asks."""

import html
import re
from datetime import timedelta
from typing import Any

import httpx
import pytest

from stoa.app.api import pages as api_pages
from stoa.base.database import Database
from stoa.base.http.front import SECURITY, Front
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people import sessions
from stoa.people.permissions.model import GUEST, Role, Visitor, granted
from tests.people.sessions.makers import sign_in
from tests.security.routes import UNSAFE, every
from tests.shop.checkout.makers import Shop, make_shop

FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost:8000.evil.example"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {},
]
ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "/\t/evil.example/", "javascript:alert(1)"]
LEAKS = ("Traceback", "asyncpg", "from base.", "syntax error at", "duplicate key value", "stoa/base", "site-packages", "PostgresError")


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


async def rows(db: Database) -> dict[str, int]:
    """Return how often each table was written to."""
    async with db.reading() as read:
        await read.value("select pg_stat_force_next_flush()")
        found = await read.rows(
            "select schemaname || '.' || relname as name, n_tup_ins + n_tup_upd + n_tup_del as writes from pg_stat_user_tables"
        )
    return {row["name"]: row["writes"] for row in found}


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_no_form_of_another_site_is_taken(app: Front, client: httpx.AsyncClient, db: Database, headers: dict[str, str]) -> None:
    await sign_in(client, db, Role.ADMIN)
    del client.headers["origin"]
    wrong = []
    for route in every(app):
        if route.method in UNSAFE:
            answer = await route.ask(client, headers=headers)
            if answer.status_code != 403 or ("/api/" in route.path and answer.json()["code"] != "foreign_origin"):
                wrong.append((route, answer.status_code))
    assert wrong == []


async def test_a_key_without_a_scope_opens_nothing(app: Front, client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        _, secret = await sessions.make_key(tx, Visitor(permissions=granted({Role.ADMIN})), "Nothing", ["community.moderate"])
    client.headers["authorization"] = f"Bearer {secret}"
    del client.headers["origin"]
    answers = [(route, (await route.ask(client)).status_code) for route in every(app) if route.may not in {"anyone", "community.moderate"}]
    assert [(route, status) for route, status in answers if status != 403] == []


async def test_an_ended_session_and_a_made_up_one_are_a_guests(app: Front, client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, Role.ADMIN)
    token = client.cookies[SESSION_COOKIE]
    async with db.writing() as tx:
        await sessions.end_all(tx, person)
    for cookie, bearer in ((token, ""), ("x" * 43, ""), ("", "sk_" + "x" * 40), ("", "x"), (token, "sk_x")):
        client.cookies.clear()
        client.cookies.set(SESSION_COOKIE, cookie)
        client.headers["authorization"] = f"Bearer {bearer}"
        for route in every(app):
            if route.may == "anyone":
                continue
            answer = await route.ask(client)
            page = route.method == "GET" and not route.path.startswith("/api/")
            assert (route, answer.status_code) == (route, 303 if page else 401)
            assert not page or answer.headers["location"].startswith("/sign-in?next=%2F")


async def test_a_session_ends_by_itself(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.ADMIN)
    assert (await client.get("/api/me")).status_code == 200
    async with db.writing() as tx:
        await tx.run("update sessions.session set seen_at = seen_at - $1::interval", timedelta(days=31))
    assert (await client.get("/api/me")).status_code == 401


async def test_a_guest_is_brought_back_after_signing_in(client: httpx.AsyncClient, shop: Shop) -> None:
    answer = await client.get("/de/account/orders?cursor=x%26y")
    assert (answer.status_code, answer.headers["location"]) == (303, "/de/sign-in?next=%2Faccount%2Forders%3Fcursor%3Dx%2526y")
    assert (await client.get("/account/orders", headers={"x-fragment": "orders"})).status_code == 401
    assert (await client.post("/account/details")).status_code == 401
    assert (await client.get("/api/me")).json()["code"] == "sign_in_first"


@pytest.mark.parametrize("role", [None, Role.SHOPPER, Role.ADMIN])
async def test_every_answer_is_guarded(app: Front, client: httpx.AsyncClient, db: Database, shop: Shop, role: Role | None) -> None:
    if role is not None:
        await sign_in(client, db, role)
    kept = dict(client.cookies)
    wrong: list[Any] = []
    for route in every(app):
        client.cookies.clear()
        client.cookies.update(kept)
        answer = await route.ask(client, known={"handle": shop.product.handle, "code": "fault", "market": "eu"})
        wrong += [(route, problem) for problem in unguarded(answer)]
    for path in ("/nothing", "/api/nothing", "/assets/x/nothing.js", "/assets/x/css/shop.css", "/p/nothing", "/pictures/x/y.webp"):
        wrong += [(path, problem) for problem in unguarded(await client.get(path))]
    assert wrong == []


def unguarded(answer: httpx.Response) -> list[str]:
    """Return what an answer lacks or shows."""
    wanted = {name.decode(): value.decode() for name, value in SECURITY}
    found = [f"no {name}" for name, value in wanted.items() if answer.headers.get(name) != value]
    if answer.status_code >= 500:
        found.append(f"status {answer.status_code}")
    for cookie in answer.headers.get_list("set-cookie"):
        flags = cookie.lower()
        found += [f"{cookie} lacks {flag}" for flag in ("httponly", "samesite=lax", "path=/") if flag not in flags]
    if answer.headers.get("content-type", "").startswith("text/html"):
        found += inline(answer.text)
    if answer.status_code >= 400:
        found += [f"shows {leak}" for leak in LEAKS if leak in answer.text]
    return found


def inline(text: str) -> list[str]:
    """Return scripts and styles that the policy would refuse, and what comes from elsewhere."""
    found = [
        tag
        for tag in re.findall(r"<script[^>]*>", text)
        if " src=" not in tag and "application/ld+json" not in tag and "application/json" not in tag
    ]
    found += re.findall(r"<style[^>]*>", text)
    found += re.findall(r"<[a-z][^>]*\son[a-z]+\s*=[^>]*>", text)
    found += re.findall(r"""(?:href|src|action)=["']\s*javascript:[^>]*""", text)
    found += [
        one
        for one in re.findall(r"""<(?:script|img|link|iframe)[^>]*(?:src|href)=["'](https?:)?//[^>]*>""", text)
        if "localhost" not in text
    ]
    return found


@pytest.mark.parametrize("where", ELSEWHERE)
async def test_nobody_is_sent_to_another_site(app: Front, client: httpx.AsyncClient, db: Database, shop: Shop, where: str) -> None:
    await sign_in(client, db, Role.SHOPPER)
    kept = dict(client.cookies)
    names = ("next", "back", "to", "return_to", "redirect", "url", "here", "path")
    wrong = []
    for route in every(app):
        for cookies in ({}, kept):
            client.cookies.clear()
            client.cookies.update(cookies)
            fields = {**dict.fromkeys(names, where), "market": "eu", "email": "ada@example.com", "variant_id": "x", "quantity": "1"}
            more = {"data": fields} if route.method == "POST" and not route.path.startswith("/api/") else {}
            answer = await route.ask(client, params=dict.fromkeys(names, where), **more)
            location = answer.headers.get("location", "/")
            if not re.match(r"/(?![/\\\t])|http://localhost:8000/", location):
                wrong.append((route, location))
    assert wrong == []


@pytest.mark.parametrize(("path", "kind"), [("/api", "text/html"), ("/api/openapi.json", "application/problem+json")])
async def test_a_fault_shows_its_number_and_nothing_else(
    client: httpx.AsyncClient, shop: Shop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, path: str, kind: str
) -> None:
    def broken() -> None:
        raise RuntimeError("select secret from base.version where password = 'hunter2'")

    monkeypatch.setattr(api_pages, "document", broken)
    monkeypatch.setattr(api_pages, "_encoded", broken)
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (500, kind)
    assert [one for one in unguarded(answer) if not one.startswith("status")] == []
    assert "hunter2" not in answer.text
    number = re.search(r"fault ([0-9a-f]{8})", caplog.text)
    assert number is not None
    assert number[1] in answer.text


async def test_a_page_that_is_not_there_helps(client: httpx.AsyncClient, shop: Shop) -> None:
    await client.get("/")
    answer = await client.get("/de/nichts-hier")
    assert answer.status_code == 404
    assert re.search(r'<form[^>]*action="/de/search"', html.unescape(answer.text))
    assert 'lang="de"' in answer.text
    assert "<footer" in answer.text


def test_a_guest_holds_no_permission() -> None:
    assert GUEST.permissions == frozenset()
