"""Accounts: who has one, how they prove that it is theirs, and which roles they have.

A person proves who they are by a passkey, a link in a mail, or a password. Nobody learns from signing in or up who has
an account; guesses are counted and wait longer and longer. An erased person leaves an id without a name.
"""

from stoa.people.accounts.actions import ask_link, erase, export, find, invite, make, people, see_link, set_roles, use_link
from stoa.people.accounts.proofs import by_passkey, by_password, challenge, set_password
from stoa.people.accounts.queries import customers

__all__ = [
    "ask_link",
    "by_passkey",
    "by_password",
    "challenge",
    "customers",
    "erase",
    "export",
    "find",
    "invite",
    "make",
    "people",
    "see_link",
    "set_password",
    "set_roles",
    "use_link",
]
