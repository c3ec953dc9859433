"""Roles and permissions, as plain values."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the shop. Everybody is a shopper."""

    SHOPPER = "shopper"
    HOST = "host"
    AGENT = "agent"
    MERCHANT = "merchant"
    ADMIN = "admin"


_STAFF = {Role.HOST, Role.AGENT, Role.MERCHANT, Role.ADMIN}
_SHOP = {Role.MERCHANT, Role.ADMIN}
_SERVICE = {Role.AGENT, Role.MERCHANT, Role.ADMIN}

PERMISSIONS: dict[str, set[Role]] = {
    "member": set(Role),
    "desk.see": _STAFF,
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
}
"""Who may what. "anyone" is no permission: a handler that says it asks for nobody's leave."""


def granted(roles: Iterable[Role]) -> frozenset[str]:
    """Return the permissions of these roles together."""
    held = set(roles)
    return frozenset(name for name, holders in PERMISSIONS.items() if held & holders)
