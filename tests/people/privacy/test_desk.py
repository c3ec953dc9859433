"""A person erased from the desk: named once more, by who signed in lately, and noted."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people.permissions.model import PersonId, Role
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session


async def sign_in(client: httpx.AsyncClient, db: Database, role: Role | None) -> PersonId:
    async with db.writing() as tx:
        person = await make_person(tx, email="staff@example.com", roles={role} if role else set())
        client.cookies.set(SESSION_COOKIE, await make_session(tx, person))
        return person


@pytest.fixture
async def ada(db: Database) -> PersonId:
    async with db.writing() as tx:
        return await make_person(tx, email="ada@example.com")


def path(person: PersonId) -> str:
    return f"/desk/customers/{ids.show('per', person)}/erasure"


async def email_of(db: Database, person: PersonId) -> str | None:
    async with db.reading() as read:
        found: str | None = await read.value("select email from accounts.person where id = $1", person)
        return found


async def test_a_person_is_erased_when_their_address_is_typed(client: httpx.AsyncClient, db: Database, ada: PersonId) -> None:
    staff = await sign_in(client, db, Role.MERCHANT)
    assert "ada@example.com" in (await client.get(path(ada))).text
    for wrong in ("", "bert@example.com"):
        answer = await client.post(path(ada), data={"email": wrong})
        assert answer.status_code == 422
        assert "Nothing was erased" in answer.text
        assert await email_of(db, ada) == "ada@example.com"
    assert (await client.post(path(ada), data={"email": " Ada@example.com "})).status_code == 303
    assert await email_of(db, ada) is None
    async with db.reading() as read:
        noted = await read.row("select actor, about from audit.entry where verb = 'privacy.erase'")
    assert (noted["actor"], noted["about"]) == (staff, ada)
    assert (await client.get(path(ada))).status_code == 303


async def test_a_stale_sign_in_and_a_colleague_are_refused(client: httpx.AsyncClient, db: Database, ada: PersonId) -> None:
    staff = await sign_in(client, db, Role.MERCHANT)
    assert (await client.post(path(staff), data={"email": "staff@example.com"})).status_code == 409
    async with db.writing() as tx:
        await tx.run("update sessions.session set proved_at = proved_at - interval '1 hour'")
    assert (await client.post(path(ada), data={"email": "ada@example.com"})).status_code in {303, 401, 403}
    assert await email_of(db, ada) == "ada@example.com"


@pytest.mark.parametrize(("role", "status"), [(Role.MERCHANT, 200), (Role.ADMIN, 200), (Role.HOST, 403), (None, 403)])
async def test_who_may(client: httpx.AsyncClient, db: Database, ada: PersonId, role: Role | None, status: int) -> None:
    await sign_in(client, db, role)
    assert (await client.get(path(ada))).status_code == status
    if status == 403:
        assert (await client.post(path(ada), data={"email": "ada@example.com"})).status_code == 403
        assert await email_of(db, ada) == "ada@example.com"
