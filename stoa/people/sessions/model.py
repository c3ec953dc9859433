"""Sessions and keys, and (from permissions) who asks."""

from datetime import datetime
from enum import StrEnum

import msgspec

from stoa.base.events import Event
from stoa.base.refusals import Forbidden, Invalid, Missing
from stoa.people.permissions.model import GUEST, SYSTEM, KeyId, PersonId, SessionId, Visitor

__all__ = [
    "GUEST", "SYSTEM", "ApiKey", "KeyId", "NoSuchKey", "NoSuchSession", "PersonId", "ProveAgain", "Session", "SessionId", "SignedIn",
    "TooMuchForAKey", "Visitor", "Way",
]  # fmt: skip


class Way(StrEnum):
    """How somebody proved who they are."""

    PASSKEY = "passkey"
    LINK = "link"
    PASSWORD = "password"  # noqa: S105 - a word, not a secret


class Session(msgspec.Struct, frozen=True):
    """A browser that somebody signed in with. `device` is what it says of itself."""

    id: SessionId
    way: Way
    device: str
    address: str
    made_at: datetime
    seen_at: datetime


class ApiKey(msgspec.Struct, frozen=True):
    """A program's leave to ask in the shop's name. `hint` are the first letters of the key."""

    id: KeyId
    name: str
    hint: str
    scopes: list[str]
    made_by: PersonId | None
    made_at: datetime
    seen_at: datetime | None
    ended_at: datetime | None


class SignedIn(Event, frozen=True):
    """Somebody signed in."""


class NoSuchSession(Missing):
    """There is no such session, or it is not this person's."""


class NoSuchKey(Missing):
    """There is no such key."""


class ProveAgain(Forbidden):
    """This needs a fresh sign-in: the last one is too long ago."""


class TooMuchForAKey(Invalid):
    """A key gets a name and at least one permission, and none that its maker lacks or that only a person may have."""
