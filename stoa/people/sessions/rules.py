"""Decisions about sessions and keys."""

from datetime import datetime, timedelta

from stoa.base.refusals import FieldError
from stoa.people.permissions.model import PEOPLE_ONLY, PERMISSIONS, Visitor
from stoa.people.sessions.model import ProveAgain, TooMuchForAKey

IDLE = timedelta(days=30)
IDLE_STAFF = timedelta(hours=12)
LONGEST = timedelta(days=180)
NOTED_EVERY = timedelta(minutes=5)
FRESH = timedelta(minutes=30)


def prove_fresh(visitor: Visitor, now: datetime) -> None:
    """Raise ProveAgain unless this person signed in within the last half hour."""
    if not fresh(visitor, now):
        raise ProveAgain


def fresh(visitor: Visitor, now: datetime) -> bool:
    return visitor.proved_at is not None and now - visitor.proved_at <= FRESH


def grantable(maker: Visitor) -> list[str]:
    """Return the permissions this person may give to a key."""
    return sorted(maker.permissions - PEOPLE_ONLY)


def check_key(maker: Visitor, name: str, scopes: list[str]) -> None:
    """Raise TooMuchForAKey for a key without a name or with a permission its maker may not give."""
    errors = []
    if not 1 <= len(name) <= 80:
        errors.append(FieldError("/name", "required" if not name else "too_long", {"most": 80}))
    if not scopes:
        errors.append(FieldError("/scopes", "required"))
    elif set(scopes) - (maker.permissions & PERMISSIONS.keys() - PEOPLE_ONLY):
        errors.append(FieldError("/scopes", "not_a_choice"))
    if errors:
        raise TooMuchForAKey(errors)


def local_path(wish: str, otherwise: str = "/account") -> str:
    """Return where to go after signing in: a path of this shop, never another site's address.

    What a browser could read as another host ("//host", "/\\host", control characters) is not a path.
    """
    if len(wish) > 1_000 or not wish.startswith("/") or wish.startswith(("//", "/\\")):
        return otherwise
    if any(ord(letter) < 0x21 or letter == "\\" or ord(letter) == 0x7F for letter in wish):
        return otherwise
    return otherwise if wish.startswith(("/sign-in", "/sign-up", "/sign-out", "/account/email/", "/account/erasure/")) else wish
