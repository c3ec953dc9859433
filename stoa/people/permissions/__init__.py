"""Permissions: what each role may do. Every handler names one; nobody has one that is not written here."""

from stoa.people.permissions.model import PERMISSIONS, Role, granted

__all__ = ["PERMISSIONS", "Role", "granted"]
