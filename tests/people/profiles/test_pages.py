"""The account and its addresses, through the real app."""

import html
import re

import httpx
import pytest

from stoa.base.database import Database, statements
from stoa.base.http.panels import Panel
from stoa.people import profiles
from stoa.people.profiles import places
from stoa.people.profiles.model import AccountEntry, Line
from tests.people.accounts.makers import make_person
from tests.people.profiles.makers import make_address
from tests.people.sessions.makers import sign_in

FORM = {"name": "Ada Lovelace", "line1": "Torstraße 1", "city": "Berlin", "postal_code": "D-10115", "country": "DE"}


async def test_an_address_is_added_changed_and_removed(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    assert 'href="/account/addresses/new"' in html.unescape((await client.get("/account/addresses")).text)
    assert (await client.post("/account/addresses", data=FORM)).headers["location"] == "/account/addresses?saved"
    listed = html.unescape((await client.get("/account/addresses")).text)
    assert "<span>10115 Berlin</span>" in listed
    assert "<span>Germany</span>" in listed
    path = re.search(r'href="(/account/addresses/adr_\w+)"', listed)
    assert path is not None
    assert 'value="Torstraße 1"' in (await client.get(path[1])).text
    assert (await client.post(path[1], data={**FORM, "line1": "Torstraße 2"})).status_code == 303
    assert "Torstraße 2" in (await client.get("/account/addresses")).text
    assert (await client.post(f"{path[1]}/usual")).status_code == 303
    assert (await client.post(f"{path[1]}/removal")).status_code == 303
    assert (await client.get(path[1])).status_code == 404


async def test_a_wrong_address_keeps_what_was_typed(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    answer = await client.post("/account/addresses", data={**FORM, "postal_code": "123", "city": "", "company": "<b>&Co"})
    assert answer.status_code == 422
    assert 'value="123"' in answer.text
    assert "&lt;b&gt;&amp;Co" in answer.text
    assert answer.text.count("field-error") == 2
    assert "It looks like 10115." in answer.text
    async with db.reading() as read:
        assert await read.value("select count(*) from profiles.address") == 0


@pytest.mark.parametrize("way", ["", "/usual", "/removal"])
async def test_anothers_address_is_not_found(client: httpx.AsyncClient, db: Database, way: str) -> None:
    async with db.writing() as tx:
        await profiles.add_address(tx, await make_person(tx), make_address())
        path = f"/account/addresses/{await tx.value('select id from profiles.address')}"
    await sign_in(client, db)
    assert (await client.post(path + way, data=FORM)).status_code == 404
    assert (await client.get(path)).status_code == 404


async def test_addresses_by_api(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    made = await client.post("/api/me/addresses", json={**FORM, "usual": True})
    assert made.status_code == 201
    assert made.json()["address"]["postal_code"] == "10115"
    assert (await client.get("/api/me/addresses")).json() == [made.json()]
    wrong = await client.post("/api/me/addresses", json={**FORM, "country": "US", "postal_code": "1"})
    assert wrong.status_code == 422
    assert {error["pointer"]: error["code"] for error in wrong.json()["errors"]} == {
        "/postal_code": "not_a_postal_code",
        "/region": "required",
    }
    assert (await client.delete(f"/api/me/addresses/{made.json()['id']}")).status_code == 204
    assert (await client.delete(f"/api/me/addresses/{made.json()['id']}")).status_code == 404


async def test_a_rooms_card_loads_by_itself(client: httpx.AsyncClient, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_entries", dict(places._entries))
    profiles.offer_entry(AccountEntry("profiles-desk", "box", "/account/things", card="/account/things/card", position=10))
    await sign_in(client, db)
    text = html.unescape((await client.get("/account")).text)
    assert (
        '<div class="card" id="account-things-card" data-fragment-load="/account/things/card"><a class="solve-way" href="/account/things">'
        in text
    )


async def test_the_account_names_its_places(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, email="ada@example.com")
    text = html.unescape((await client.get("/de/account")).text)
    assert "Angemeldet als Ada" in text
    for entry in profiles.entries():
        assert f'href="/de{entry.href}"' in text


async def test_a_new_member_reads_of_every_place_how_things_stand(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, email="new@example.com")
    for prefix, says in (("", "Nothing ordered yet"), ("/de", "Noch nichts bestellt")):
        text = html.unescape((await client.get(f"{prefix}/account")).text)
        assert says in text
        rows = re.findall(r'<a class="solve-way[^"]*" href="([^"]+)">.*?</a>', text)
        assert rows == [f"{prefix}{one.href}" for one in profiles.entries() if one.href != "/account"]
        assert len(re.findall(r"</use></svg><span>[^<]+<small>[^<]{2,}</small></span>", text)) == len(rows)
        assert "account-waits" not in text
        assert 'class="account-nav"' not in text


async def test_the_account_asks_for_all_lines_in_one_statement(db: Database) -> None:
    async with db.writing() as tx:
        person = await make_person(tx)
        await profiles.add_address(tx, person, make_address())
    async with db.reading() as read:
        counted: list[str] = []
        token = statements.set(counted)
        said = await profiles.lines(read, person)
        statements.reset(token)
    assert len(counted) == 1
    assert set(said) == {one.href for one in profiles.entries()} - {"/account"}
    assert said["/account/addresses"] == Line("profiles-line-addresses", 1, name="Berlin")


async def test_the_account_does_without_its_lines(client: httpx.AsyncClient, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A room whose table is gone takes the lines with it, not the page."""
    monkeypatch.setattr(places, "_lines", {**places._lines, "/account/orders": Panel("select count(*) from orders.gone", Line)})
    await sign_in(client, db)
    answer = await client.get("/account")
    assert (answer.status_code, "<small>" in answer.text) == (200, False)
    assert 'href="/account/orders"' in html.unescape(answer.text)


async def test_what_waits_for_a_member_is_marked(client: httpx.AsyncClient, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "select json_build_object('key', 'questions-line-waiting', 'count', 2, 'waits', :viewer::uuid is not null)"
    monkeypatch.setattr(places, "_lines", {**places._lines, "/account/questions": Panel(line, Line)})
    await sign_in(client, db)
    text = html.unescape((await client.get("/account")).text)
    assert 'account-waits" href="/account/questions"' in text
    assert "2 questions wait for you" in text
    assert text.count("account-waits") == 1
