"""Permissions: what each role may do, and who asks. Every handler names a permission; nobody has one that is not written here."""

from stoa.people.permissions.model import GUEST, PERMISSIONS, SYSTEM, Role, Visitor, granted

__all__ = ["GUEST", "PERMISSIONS", "SYSTEM", "Role", "Visitor", "granted"]
