"""Permissions: what each role may do, who asks, and groups of people.

Every handler names a permission; nobody has one that is not written here. A group ("club:north") says nothing about leave: who is in it
sees what is for it alone and pays its prices. People enter and leave groups; a guest is let in by a pass, whose token is in a cookie.
"""

from stoa.people.permissions.groups import close, digests, end_passes, enter, forget, groups_of, leave, members, pass_, with_pass
from stoa.people.permissions.model import GUEST, SYSTEM, Role, Visitor, granted

__all__ = [
    "GUEST",
    "SYSTEM",
    "Role",
    "Visitor",
    "close",
    "digests",
    "end_passes",
    "enter",
    "forget",
    "granted",
    "groups_of",
    "leave",
    "members",
    "pass_",
    "with_pass",
]
