"""People for tests."""

import itertools

from stoa.base.database import Writing
from stoa.people import accounts
from stoa.people.accounts.model import PersonId, Role
from stoa.people.permissions import SYSTEM

_numbers = itertools.count(1)
PASSWORD = "correct horse battery"


async def make_person(
    tx: Writing,
    *,
    email: str = "",
    name: str = "Ada",
    roles: frozenset[Role] = frozenset(),
    password: str | None = None,
    verified: bool = True,
) -> PersonId:
    """Make somebody, verified, without a password unless one is given."""
    person = await accounts.make(tx, email or f"ada{next(_numbers)}@example.com", name=name, verified=verified)
    if roles:
        await accounts.set_roles(tx, SYSTEM, person, roles)
    if password is not None:
        await accounts.set_password(tx, person, password)
    return person
