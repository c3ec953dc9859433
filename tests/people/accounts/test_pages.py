"""Details, security, and the desk's people, through the real app."""

import html
from datetime import timedelta

import httpx

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.people import accounts, profiles, sessions
from stoa.people.accounts.model import Role
from tests.people.accounts.makers import PASSWORD, make_person
from tests.people.accounts.test_actions import letters, mailed_token
from tests.people.profiles.makers import make_address
from tests.people.sessions.makers import make_session, sign_in


async def long_ago(db: Database) -> None:
    """Let the last proof be an hour old."""
    async with db.writing() as tx:
        await tx.run("update sessions.session set proved_at = proved_at - $1::interval", timedelta(hours=1))


async def test_name_and_language_are_changed(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db)
    assert (await client.post("/account/details", data={"name": "Ada L.", "language": "de"})).status_code == 303
    async with db.reading() as read:
        found = await accounts.find(read, person)
    assert (found.name, found.language) == ("Ada L.", "de")
    wrong = await client.post("/account/details", data={"name": "x" * 121, "language": "tlh"})
    assert wrong.status_code == 422
    assert "x" * 121 in wrong.text


async def test_another_address_is_confirmed_by_its_link(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, email="old@example.com")
    async with db.writing() as tx:
        await make_person(tx, email="taken@example.com")
    answers = [await client.post("/account/email", data={"new_email": email}) for email in ("taken@example.com", "new@example.com")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].text.replace("taken@", "new@") == answers[1].text
    await jobs.drain(db)
    async with db.reading() as read:
        token = await mailed_token(read)
    assert (await client.get(f"/account/email/{token}")).status_code == 200
    assert (await client.get(f"/sign-in/link/{token}")).status_code == 410
    assert (await client.post(f"/sign-in/link/{token}")).status_code == 410
    assert (await client.post(f"/account/email/{token}")).status_code == 200
    async with db.reading() as read:
        assert (await accounts.find(read, person)).email == "new@example.com"
        assert ("old@example.com", "accounts/email_changed") in await letters(read)


async def test_a_new_password_signs_all_other_devices_out(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, email="ada@example.com")
    async with db.writing() as tx:
        other = await make_session(tx, person)
    assert (await client.post("/account/password", data={"password": "short"})).status_code == 422
    assert (await client.post("/account/password", data={"password": PASSWORD})).status_code == 303
    async with db.reading() as read:
        assert (await sessions.resolve(read, session=other, api_key=None)).guest
        assert await letters(read) == [("ada@example.com", "accounts/password_changed")]
    assert (await client.get("/account/security")).status_code == 200
    assert (await accounts.by_password(db, "ada@example.com", PASSWORD, address="a")).id == person
    assert (await client.post("/account/password/removal")).status_code == 303
    async with db.reading() as read:
        assert await read.value("select count(*) from accounts.password") == 0


async def test_dangerous_things_need_a_fresh_sign_in(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, Role.ADMIN)
    await long_ago(db)
    for path in ("/account/password", "/account/password/removal", "/account/email", "/account/passkeys/options", "/account/passkeys/pky_x/removal",
                 "/desk/staff", f"/desk/staff/{ids.show('per', person)}/roles", "/desk/keys"):  # fmt: skip
        assert (path, (await client.post(path, data={"password": PASSWORD})).status_code) == (path, 403)
    page = html.unescape((await client.get("/account/security")).text)
    assert 'href="/sign-in?again=1&next=%2Faccount%2Fsecurity"' in page
    assert 'action="/account/password"' not in page
    again = await client.get("/sign-in?again=1&next=/account/security")
    assert again.status_code == 200
    assert "/sign-up" not in again.text.partition("<main")[2].partition("</main>")[0]


async def test_a_passkey_is_begun_for_this_person_alone(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, email="ada@example.com")
    options = (await client.post("/account/passkeys/options", json={})).json()
    assert (options["rp"]["id"], options["user"]["name"]) == ("localhost", "ada@example.com")
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert (await client.post("/account/passkeys", json={"id": "x"})).status_code == 401
    assert (await client.post(f"/account/passkeys/{ids.show('pky', ids.new())}/removal")).status_code == 401


async def test_other_devices_are_signed_out(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db)
    async with db.writing() as tx:
        await make_session(tx, person)
        await make_session(tx, person)
        other = (await sessions.list_of(tx, person))[0]
    assert "Firefox, Linux" in (await client.get("/account/security")).text
    assert (await client.post(f"/account/sessions/{ids.show('ses', other.id)}/end")).status_code == 303
    assert (await client.post(f"/account/sessions/{ids.show('ses', other.id)}/end")).status_code == 404
    assert (await client.post("/account/sessions/end")).status_code == 303
    async with db.reading() as read:
        assert len(await sessions.list_of(read, person)) == 1


async def test_customers_are_found_by_name_and_address(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.AGENT, email="agent@example.com", name="Agent")
    async with db.writing() as tx:
        grace = await make_person(tx, email="grace@example.com", name="Grace 100%")
        await profiles.add_address(tx, grace, make_address())
        for number in range(60):
            await make_person(tx, email=f"many{number:02}@example.com", name=f"Many {number:02}")
    for query, found in [("grace", 1), ("RACE 1", 1), ("100%", 1), ("example", 0), ("%", 1), ("_", 0), ("many", 50)]:
        page = (await client.get("/desk/customers", params={"q": query})).text
        assert (query, page.count('class="table-main"')) == (query, found)
    first = (await client.get("/desk/customers")).text
    cursor = first.partition("cursor=")[2].partition('"')[0]
    second = (await client.get("/desk/customers", params={"cursor": cursor})).text
    assert (first.count('class="table-main"'), second.count('class="table-main"')) == (50, 12)
    assert (await client.get("/desk/customers?cursor=nonsense")).status_code == 422
    one = (await client.get(f"/desk/customers/{ids.show('per', grace)}")).text
    assert "Torstraße 1" in one
    assert (await client.get(f"/desk/customers/{ids.show('per', ids.new())}")).status_code == 404


async def test_an_administrator_invites_and_dismisses(client: httpx.AsyncClient, db: Database) -> None:
    admin = await sign_in(client, db, Role.ADMIN)
    assert (await client.post("/desk/staff", data={"email": "new@example.com"})).status_code == 422
    answer = await client.post("/desk/staff", data={"email": "new@example.com", "role": ["agent", "owner"]})
    assert answer.status_code == 303
    async with db.reading() as read:
        assert await letters(read) == [("new@example.com", "accounts/invitation")]
        made = await read.value("select id from accounts.person where email = 'new@example.com'")
        assert (await accounts.find(read, made)).roles == {Role.SHOPPER, Role.AGENT}
    assert "new@example.com" in (await client.get("/desk/staff")).text
    assert (await client.post(f"/desk/staff/{ids.show('per', made)}/roles", data={})).status_code == 303
    assert (await client.post(f"/desk/staff/{ids.show('per', admin)}/roles", data={})).status_code == 409
    async with db.reading() as read:
        assert (await accounts.find(read, made)).roles == {Role.SHOPPER}
        assert (await accounts.find(read, admin)).roles == {Role.SHOPPER, Role.ADMIN}
    assert "accounts.set_roles" in (await client.get(f"/desk/customers/{ids.show('per', made)}")).text
