"""Signing in, up and out through the real app."""

import html

import httpx

from stoa.base.database import Database
from tests.people.accounts.makers import PASSWORD, make_person


async def test_the_sign_in_page_offers_three_ways(client: httpx.AsyncClient) -> None:
    answer = await client.get("/sign-in")
    assert answer.status_code == 200
    assert 'action="/sign-in"' in answer.text
    assert 'formaction="/sign-in/link"' in html.unescape(answer.text)
    assert 'data-passkey="get"' in answer.text


async def test_a_password_signs_in(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com", password=PASSWORD)
    answer = await client.post("/sign-in", data={"email": "Ada@example.com", "password": PASSWORD, "next": "/cart"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/cart")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie and "secure" not in cookie
