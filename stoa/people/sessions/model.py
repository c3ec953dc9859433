"""Who asks: the visitor of a request, as every handler and action sees them."""

from typing import NewType
from uuid import UUID

import msgspec

from stoa.people.permissions.model import Role, granted

PersonId = NewType("PersonId", UUID)
SessionId = NewType("SessionId", UUID)


class Visitor(msgspec.Struct, frozen=True):
    """A person signed in, a program with an API key, or a guest (`person` is None, no permission)."""

    person: PersonId | None = None
    name: str = ""
    email: str = ""
    roles: frozenset[Role] = frozenset()
    permissions: frozenset[str] = frozenset()
    session: SessionId | None = None
    key: str | None = None

    @property
    def guest(self) -> bool:
        return self.person is None

    @property
    def staff(self) -> bool:
        return "desk.see" in self.permissions

    def may(self, permission: str) -> bool:
        """Return whether they hold it."""
        return permission == "anyone" or permission in self.permissions


GUEST = Visitor()
SYSTEM = Visitor(name="system", roles=frozenset({Role.ADMIN}), permissions=granted({Role.ADMIN}))
"""The shop itself: jobs, reactions, the command line."""
