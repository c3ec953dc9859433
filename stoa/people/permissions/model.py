"""Roles, permissions, and who asks: plain values that every handler and action sees."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.refusals import Unknown

PersonId = NewType("PersonId", UUID)
SessionId = NewType("SessionId", UUID)
KeyId = NewType("KeyId", UUID)


class Role(StrEnum):
    """What a person is to the shop. Everybody is a shopper."""

    SHOPPER = "shopper"
    HOST = "host"
    AGENT = "agent"
    MERCHANT = "merchant"
    ADMIN = "admin"


STAFF = frozenset({Role.HOST, Role.AGENT, Role.MERCHANT, Role.ADMIN})
_SHOP = {Role.MERCHANT, Role.ADMIN}
_SERVICE = {Role.AGENT, Role.MERCHANT, Role.ADMIN}

PERMISSIONS: dict[str, set[Role]] = {
    "member": set(Role),
    "desk.see": set(STAFF),
    "catalog.edit": _SHOP,
    "stock.edit": _SHOP,
    "offers.edit": _SHOP,
    "orders.read": _SERVICE,
    "orders.ship": _SHOP,
    "orders.change": _SERVICE,
    "orders.refund": _SERVICE,
    "customers.read": _SERVICE,
    "customers.edit": _SERVICE,
    "settings.edit": _SHOP,
    "mails.read": _SERVICE,
    "jobs.manage": _SHOP,
    "audit.read": _SHOP,
    "staff.manage": {Role.ADMIN},
    "keys.manage": {Role.ADMIN, Role.MERCHANT},
    "community.moderate": {Role.HOST, Role.ADMIN},
    "reviews.answer": _SERVICE,
}
"""Who may what. "anyone" is no permission: a handler that says it asks for nobody's leave."""

PEOPLE_ONLY = frozenset({"member", "staff.manage", "keys.manage"})
"""What no API key may be given: only a person gives power to others."""


def granted(roles: Iterable[Role]) -> frozenset[str]:
    """Return the permissions of these roles together."""
    held = set(roles)
    return frozenset(name for name, holders in PERMISSIONS.items() if held & holders)


class Visitor(msgspec.Struct, frozen=True):
    """A person signed in, a program with an API key, or a guest (`person` is None, no permission).

    `key` is the written id of the API key. `proved_at` is when this person last showed who they are, `stale` says that
    the session or key has not been noted as used for five minutes. `groups` are the groups of people they are in; a guest by a pass.
    """

    person: PersonId | None = None
    name: str = ""
    email: str = ""
    roles: frozenset[Role] = frozenset()
    permissions: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    session: SessionId | None = None
    key: str | None = None
    proved_at: datetime | None = None
    stale: bool = False

    @property
    def guest(self) -> bool:
        return self.person is None

    @property
    def member(self) -> PersonId:
        """Return the person, where a handler's `may` has made sure that there is one. Raises Unknown for a guest or a key."""
        if self.person is None:
            raise Unknown
        return self.person

    @property
    def staff(self) -> bool:
        """Return whether they work for the shop, as a person or as a program with a key: what they say is the shop's."""
        return self.key is not None or "desk.see" in self.permissions

    def may(self, permission: str) -> bool:
        """Return whether they hold it."""
        return permission == "anyone" or permission in self.permissions


GUEST = Visitor()
SYSTEM = Visitor(name="system", roles=frozenset({Role.ADMIN}), permissions=granted({Role.ADMIN}))
"""The shop itself: jobs, reactions, the command line."""
