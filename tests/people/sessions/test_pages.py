"""Signing in, up and out through the real app."""

import html
import re

import httpx
import msgspec
import pytest

from stoa.app import wiring
from stoa.app.settings import Settings
from stoa.base import jobs
from stoa.base.database import Database
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people import accounts
from stoa.people.accounts import passwords
from stoa.people.accounts.model import Role
from tests.people.accounts.makers import PASSWORD, make_person
from tests.people.sessions.makers import make_session, sign_in


async def mailed_path(db: Database) -> str:
    """Do the mailing job; return the path in the latest mail."""
    async with db.writing() as tx:
        due = await tx.rows("delete from base.job where kind = 'accounts.mail_link' returning args")
        for row in due:
            await jobs.kinds()["accounts.mail_link"].handler(tx, row["args"])
        text = await tx.value("select text from mail.letter order by id desc limit 1")
    found = re.search(r"http://localhost:8000(/[\w/-]+)", text)
    assert found is not None, text
    return found[1]


ASIS = {"accept-encoding": "identity"}  # packed, the length depends on the letters of the address that was typed


def alike(answer: httpx.Response, email: str) -> tuple[int, dict[str, str], str]:
    """Return all of an answer but the address that was typed."""
    return answer.status_code, dict(answer.headers), html.unescape(answer.text).replace(email, "…")


async def test_the_sign_in_page_offers_three_ways(client: httpx.AsyncClient) -> None:
    answer = await client.get("/sign-in?next=/cart")
    assert answer.status_code == 200
    text = html.unescape(answer.text)
    assert 'action="/sign-in"' in text
    assert 'formaction="/sign-in/link"' in text
    assert 'data-passkey="get"' in text
    assert 'name="next" value="/cart"' in text


async def test_a_password_signs_in(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        person = await make_person(tx, email="ada@example.com", password=PASSWORD)
    answer = await client.post("/sign-in", data={"email": "Ada@example.com", "password": PASSWORD, "next": "/cart"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/cart")
    assert (await client.get("/api/me")).json()["email"] == "ada@example.com"
    async with db.reading() as read:
        assert await read.value("select person_id from sessions.session") == person


async def test_the_cookie_is_out_of_reach(db: Database, settings: Settings, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com", password=PASSWORD)
    form = {"email": "ada@example.com", "password": PASSWORD}
    plain = (await client.post("/sign-in", data=form)).headers["set-cookie"]
    flags = {flag.strip().lower() for flag in plain.split(";")[1:]}
    assert flags == {"httponly", "samesite=lax", "path=/", f"max-age={180 * 86400}"}
    url = "https://shop.example"
    secure = wiring.build(msgspec.structs.replace(settings, url=url, database_url=db.url), db)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=secure), base_url=url, headers={"origin": url}) as other:
        answer = await other.post("/sign-in", data=form)
    assert "secure" in {flag.strip().lower() for flag in answer.headers["set-cookie"].split(";")}


async def test_a_wrong_password_and_nobody_are_answered_alike(
    client: httpx.AsyncClient, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    really = passwords.fits

    async def fits(kept: str, password: str) -> bool:
        looked.append(kept == passwords.NOBODY)
        return await really(kept, password)

    monkeypatch.setattr(passwords, "fits", fits)
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com", password=PASSWORD)
        await make_person(tx, email="bob@example.com")
    answers = [
        alike(await client.post("/sign-in", data={"email": email, "password": "not the one"}, headers=ASIS), email)
        for email in ("ada@example.com", "bob@example.com", "eve@example.com")
    ]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 422
    assert "not the one" not in answers[0][2]
    assert looked == [False, True, True]


@pytest.mark.parametrize(("path", "more"), [("/sign-in/link", {}), ("/sign-up", {"name": "Ada"})])
async def test_asking_for_a_link_does_not_tell_who_exists(client: httpx.AsyncClient, db: Database, path: str, more: dict[str, str]) -> None:
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com")
        before = await tx.value("select count(*) from base.job")
    answers = [
        alike(await client.post(path, data={"email": email, **more}, headers=ASIS), email)
        for email in ("ada@example.com", "eve@example.com")
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 200
    async with db.reading() as read:
        assert await read.value("select count(*) from base.job") == before + 2
        assert await read.value("select count(*) from accounts.mailed_link") == 0
        assert await read.value("select count(*) from accounts.person") == 1


async def test_many_guesses_are_slowed_down(client: httpx.AsyncClient, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com", password=PASSWORD)
    monkeypatch.setattr(db, "_now", lambda: tx.now)  # after two seconds of the shop's clock one more would be looked at
    for _ in range(6):
        assert (await client.post("/sign-in", data={"email": "ada@example.com", "password": "wrong"})).status_code == 422
    answer = await client.post("/sign-in", data={"email": "ada@example.com", "password": PASSWORD})
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 3
    assert SESSION_COOKIE not in client.cookies
    assert "ada@example.com" in answer.text


async def test_a_link_is_used_by_a_press_and_not_by_being_opened(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com")
    await client.post("/sign-in/link", data={"email": "ada@example.com", "next": "/cart"})
    path = await mailed_path(db)
    for _ in range(3):
        assert (await client.get(path)).status_code == 200
    assert SESSION_COOKIE not in client.cookies
    pressed = await client.post(path)
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/cart")
    assert (await client.get("/api/me")).status_code == 200
    assert (await client.get(path)).status_code == 410
    assert (await client.post(path)).status_code == 410


async def test_signing_up_makes_the_account_at_the_press(client: httpx.AsyncClient, db: Database) -> None:
    assert (await client.post("/sign-up", data={"name": "", "email": "nonsense"})).status_code == 422
    await client.post("/sign-up", data={"name": "Grace", "email": "grace@example.com"})
    path = await mailed_path(db)
    assert "Grace" not in (await client.get(path)).text
    assert (await client.post(path)).headers["location"] == "/account"
    me = (await client.get("/api/me")).json()
    assert (me["name"], me["roles"], me["permissions"]) == ("Grace", ["shopper"], ["member"])


@pytest.mark.parametrize("wish", ["//evil.example", "https://evil.example", "/\\evil.example"])
async def test_signing_in_leads_nowhere_else(client: httpx.AsyncClient, db: Database, wish: str) -> None:
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com", password=PASSWORD)
    assert "evil" not in (await client.get("/sign-in", params={"next": wish})).text.partition("<form class=")[2].partition("</form>")[0]
    answer = await client.post("/sign-in", data={"email": "ada@example.com", "password": PASSWORD, "next": wish})
    assert answer.headers["location"] == "/account"
    assert (await client.get("/sign-in", params={"next": wish})).headers["location"] == "/account"


async def test_a_planted_cookie_is_replaced(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com", password=PASSWORD)
        mallory = await make_session(tx, await make_person(tx))
    client.cookies.set(SESSION_COOKIE, mallory)
    answer = await client.post("/sign-in", data={"email": "ada@example.com", "password": PASSWORD})
    assert answer.cookies[SESSION_COOKIE] != mallory
    async with db.reading() as read:
        assert await read.value("select count(*) from sessions.session") == 1


async def test_forms_of_other_sites_are_refused(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    for path in ("/sign-out", "/sign-in", "/account/privacy/erasure-link"):
        answer = await client.post(path, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403
    assert (await client.get("/api/me")).status_code == 200


async def test_signing_out_ends_the_session(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    token = client.cookies[SESSION_COOKIE]
    answer = await client.post("/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    client.cookies.set(SESSION_COOKIE, token)
    assert (await client.get("/api/me")).status_code == 401


async def test_passkeys_that_prove_nothing_are_refused(client: httpx.AsyncClient) -> None:
    options = (await client.post("/sign-in/passkey/options", json={})).json()
    assert (options["rpId"], options["userVerification"], options.get("allowCredentials", [])) == ("localhost", "required", [])
    for body in (
        {},
        {"id": "x"},
        {"id": "x", "response": {"clientDataJSON": "e30"}},
        {"response": {"clientDataJSON": 1}},
        {"response": []},
    ):
        assert (await client.post("/sign-in/passkey", json=body)).status_code == 401
    assert SESSION_COOKIE not in client.cookies


async def test_a_key_is_shown_once_and_works(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)
    made = await client.post("/desk/keys", data={"name": "Warehouse", "scopes": ["orders.read"]})
    secret = re.search(r"sk_[\w-]{43}", made.text)
    assert secret is not None
    assert made.headers["cache-control"] == "no-store"
    listed = await client.get("/desk/keys")
    assert secret[0] not in listed.text
    assert "Warehouse" in listed.text
    assert (await client.post("/desk/keys", data={"name": "More", "scopes": ["staff.manage"]})).status_code == 422
    key = re.search(r"/desk/keys/(key_\w+)/end", html.unescape(listed.text))
    assert key is not None
    assert (await client.post(f"/desk/keys/{key[1]}/end")).status_code == 303
    async with db.reading() as read:
        assert await read.value("select count(*) from sessions.api_key where ended_at is null") == 0


async def test_reading_does_not_write_but_once_in_five_minutes(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)

    async def seen() -> object:
        async with db.reading() as read:
            return await read.value("select seen_at from sessions.session")

    first = await seen()
    await client.get("/api/me")
    assert await seen() == first
    async with db.writing() as tx:
        await tx.run("update sessions.session set seen_at = seen_at - interval '6 minutes'")
    await client.get("/api/me")
    assert await seen() > first  # type: ignore[operator]


async def test_sessions_are_ended_by_api(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db)
    async with db.writing() as tx:
        other = await make_session(tx, person)
        stranger = await accounts.make(tx, "eve@example.com")
        foreign = await make_session(tx, stranger)
    listed = (await client.get("/api/me/sessions")).json()
    assert [one["current"] for one in listed].count(True) == 1
    ended = next(one for one in listed if not one["current"])
    assert ended["device"] == "Firefox, Linux"
    assert (await client.delete(f"/api/me/sessions/{ended['id']}")).status_code == 204
    assert (await client.delete(f"/api/me/sessions/{ended['id']}")).status_code == 404
    client.cookies.set(SESSION_COOKIE, other)
    client.cookies.set(SESSION_COOKIE, foreign)
    async with db.reading() as read:
        assert await read.value("select count(*) from sessions.session") == 2
