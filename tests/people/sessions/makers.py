"""Signed-in people for tests."""

import httpx

from stoa.base.database import Database, Writing
from stoa.base.http.visits import SESSION_COOKIE, Visit
from stoa.base.locale import LANGUAGES
from stoa.people import sessions
from stoa.people.accounts.model import PersonId, Role
from stoa.people.sessions.model import Way
from tests.people.accounts.makers import make_person


def make_visit(**overrides) -> Visit:
    given = {
        "language": LANGUAGES[0],
        "market": "eu",
        "path": "/",
        "query": "",
        "session": None,
        "cart": None,
        "address": "10.0.0.1",
        "url": "http://localhost:8000",
    }
    return Visit(**{**given, **overrides})


async def make_session(tx: Writing, person: PersonId, **overrides) -> str:
    """Start a session; return its token."""
    return await sessions.start(
        tx, person, make_visit(**overrides), way=Way.LINK, device="Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
    )


async def sign_in(client: httpx.AsyncClient, db: Database, *roles: Role, **overrides) -> PersonId:
    """Make somebody with these roles and sign this browser in as them."""
    async with db.writing() as tx:
        person = await make_person(tx, roles=frozenset(roles), **overrides)
        token = await make_session(tx, person)
    client.cookies.set(SESSION_COOKIE, token)
    return person
