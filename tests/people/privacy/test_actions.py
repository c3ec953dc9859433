"""What is held on somebody, given and taken away."""

import html

import httpx
import msgspec
import pytest

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.base.http.visits import SESSION_COOKIE
from stoa.outside import mail
from stoa.people import accounts, privacy, profiles, sessions
from stoa.people.accounts.model import LastAdmin, Role
from stoa.people.permissions import SYSTEM
from stoa.people.privacy import actions, holdings
from stoa.people.privacy.web import pages
from tests.people.accounts.makers import PASSWORD, make_person
from tests.people.accounts.test_actions import letters, mailed_token
from tests.people.profiles.makers import make_address
from tests.people.sessions.makers import make_session, sign_in


async def test_an_export_holds_everything_and_nobody_else(tx: Writing) -> None:
    ada = await make_person(tx, email="ada@example.com", password=PASSWORD)
    eve = await make_person(tx, email="eve@example.com", name="Eve")
    for person in (ada, eve):
        await profiles.add_address(tx, person, make_address(line1=f"Street of {person}"))
        token = await make_session(tx, person)
    await accounts.set_roles(tx, SYSTEM, ada, frozenset({Role.HOST}))
    text = (await privacy.export(tx, ada)).decode()
    found = msgspec.json.decode(text)
    assert found["account"]["person"]["email"] == "ada@example.com"
    assert found["account"]["password_set"] is True
    assert [one["address"]["line1"] for one in found["addresses"]] == [f"Street of {ada}"]
    assert [one["device"] for one in found["sessions"]] == ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"]
    assert [one["verb"] for one in found["done_by_the_staff"]] == ["accounts.set_roles"]
    for secret in ("eve@example.com", str(eve), "$argon2", token):
        assert secret not in text


async def test_an_export_has_the_letters_but_no_keys_to_the_account(tx: Writing) -> None:
    ada = await make_person(tx, email="ada@example.com")
    await make_person(tx, email="eve@example.com")
    assert msgspec.json.decode(await privacy.export(tx, ada))["letters"] == []
    await mail.post(tx, "Ada@Example.com", "privacy/export_ready", "en", {})
    await mail.post(tx, "ada@example.com", "accounts/password_changed", "de", {})
    await mail.post(tx, "eve@example.com", "privacy/export_ready", "en", {})
    told = msgspec.json.decode(await privacy.export(tx, ada))["letters"]
    assert [(one["about"], one["subject"], one["language"], one["sent_at"]) for one in told] == [
        ("privacy/export_ready", "Your data is ready", "en", None),
        ("accounts/password_changed", told[1]["subject"], "de", None),
    ]
    assert "You can fetch it from your account" in told[0]["text"]
    assert told[1]["text"] is None
    await privacy.erase(tx, SYSTEM, ada)
    assert await letters(tx) == [("eve@example.com", "privacy/export_ready")]


async def test_an_erasure_leaves_an_id_without_a_name(tx: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holdings, "_holdings", dict(holdings._holdings))
    erased = []

    async def export(read, person):
        return None

    async def erase(tx_, person):
        erased.append((tx_ is tx, person))

    privacy.holds("test", export=export, erase=erase)
    with pytest.raises(ValueError):
        privacy.holds("test", export=export, erase=erase)
    ada = await make_person(tx, email="ada@example.com", name="Ada", password=PASSWORD)
    eve = await make_person(tx, email="eve@example.com", name="Eve")
    await profiles.add_address(tx, ada, make_address())
    await profiles.add_address(tx, eve, make_address())
    token = await make_session(tx, ada)
    await accounts.invite(tx, "ada@example.com")
    await mail.post(tx, "ada@example.com", "accounts/password_changed", "en", {})
    await actions.ask_export(tx, ada)
    await privacy.erase(tx, SYSTEM, ada)
    await privacy.erase(tx, SYSTEM, ada)
    assert erased == [(True, ada), (True, ada)]
    found = await accounts.find(tx, ada)
    assert (found.email, found.name, found.roles, found.erased_at) == (None, "", {Role.SHOPPER}, tx.now)
    assert (await sessions.resolve(tx, session=token, api_key=None)).guest
    assert await profiles.addresses(tx, ada) == []
    assert await letters(tx) == []
    for table in ("accounts.password", "accounts.passkey", "accounts.mailed_link", "sessions.session", "privacy.export"):
        assert await tx.value(f"select count(*) from {table} where person_id = $1", ada) == 0
    assert len(await profiles.addresses(tx, eve)) == 1
    assert (await accounts.find(tx, eve)).name == "Eve"
    kinds = [row["kind"] for row in await tx.rows("select kind from base.event where about = $1 order by id", ada)]
    assert kinds[-1] == "privacy.PersonErased"
    assert await accounts.make(tx, "ada@example.com") != ada


async def test_the_last_administrator_stays(tx: Writing) -> None:
    admin = await make_person(tx, email="ada@example.com", roles=frozenset({Role.ADMIN}))
    with pytest.raises(LastAdmin):
        async with tx.attempt():
            await privacy.erase(tx, SYSTEM, admin)
    assert (await accounts.find(tx, admin)).email == "ada@example.com"


async def test_a_small_export_comes_at_once(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, email="ada@example.com")
    answer = await client.post("/account/privacy/export")
    assert answer.headers["content-disposition"] == 'attachment; filename="my-data.json"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["account"]["person"]["email"] == "ada@example.com"
    assert (await client.get("/account/privacy/export")).status_code == 404


async def test_a_long_one_is_made_by_a_job_and_fetched(client: httpx.AsyncClient, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "AT_ONCE_SECONDS", 0)
    await sign_in(client, db, email="ada@example.com")
    assert (await client.post("/account/privacy/export")).headers["location"] == "/account/privacy?asked"
    assert (await client.get("/account/privacy/export")).status_code == 404
    await jobs.drain(db)
    async with db.reading() as read:
        assert await letters(read) == [("ada@example.com", "privacy/export_ready")]
    assert 'href="/account/privacy/export"' in html.unescape((await client.get("/account/privacy")).text)
    assert (await client.get("/account/privacy/export")).json()["account"]["person"]["email"] == "ada@example.com"
    await sign_in(client, db)
    assert (await client.get("/account/privacy/export")).status_code == 404


async def test_a_password_confirms_an_erasure(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, email="ada@example.com", password=PASSWORD)
    refused = await client.post("/account/privacy/erasure", data={"password": "wrong"})
    assert refused.status_code == 422
    async with db.reading() as read:
        assert (await accounts.find(read, person)).email == "ada@example.com"
    gone = await client.post("/account/privacy/erasure", data={"password": PASSWORD})
    assert gone.status_code == 200
    assert f'{SESSION_COOKIE}=""; HttpOnly; Max-Age=0' in gone.headers["set-cookie"]
    assert (await client.get("/api/me")).status_code == 401
    async with db.reading() as read:
        assert (await accounts.find(read, person)).email is None


async def test_a_link_confirms_an_erasure_by_a_press(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, email="ada@example.com")
    assert (await client.post("/account/privacy/erasure-link")).status_code == 200
    await jobs.drain(db)
    async with db.reading() as read:
        token = await mailed_token(read)
    assert (await client.get(f"/sign-in/link/{token}")).status_code == 410
    assert (await client.get(f"/account/erasure/{token}")).status_code == 200
    async with db.reading() as read:
        assert (await accounts.find(read, person)).email == "ada@example.com"
    assert (await client.post(f"/account/erasure/{token}")).status_code == 200
    async with db.reading() as read:
        assert (await accounts.find(read, person)).erased_at is not None
    assert (await client.post(f"/account/erasure/{token}")).status_code == 410
