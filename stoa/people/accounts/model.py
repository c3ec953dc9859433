"""The nouns of accounts."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.events import Event
from stoa.base.refusals import Conflict, Gone, Missing, TooMany, Unknown
from stoa.people.permissions.model import STAFF, PersonId, Role

__all__ = [
    "LINK_LIFE", "AddressTaken", "Attempt", "EmailChanged", "LastAdmin", "Link", "LinkSpent", "NoSuchPerson", "Passkey", "PasskeyId",
    "PasskeyRefused", "Person", "PersonId", "PersonJoined", "Purpose", "Role", "RolesChanged", "TooManyGuesses", "WrongPassword",
]  # fmt: skip

PasskeyId = NewType("PasskeyId", UUID)

LINK_LIFE = timedelta(minutes=15)
"""How long a mailed link works."""


class Person(msgspec.Struct, frozen=True):
    """Somebody with an account. After an erasure the id stays, for the books, without mail address and name."""

    id: PersonId
    email: str | None
    name: str
    language: str
    market: str | None
    roles: frozenset[Role]
    verified_at: datetime | None
    made_at: datetime
    erased_at: datetime | None

    @property
    def staff(self) -> bool:
        return bool(self.roles & STAFF)


class Purpose(StrEnum):
    """What a mailed link does when its holder presses the button behind it."""

    SIGN_IN = "sign_in"
    SIGN_UP = "sign_up"
    CHANGE_EMAIL = "change_email"
    ERASE = "erase"


class Link(msgspec.Struct, frozen=True):
    """A link that was mailed to `email`. `person` is None where the account is only made by using it."""

    purpose: Purpose
    email: str
    person: PersonId | None
    name: str
    language: str
    next: str


class Passkey(msgspec.Struct, frozen=True):
    """A key that lives in a person's device."""

    id: PasskeyId
    name: str
    made_at: datetime
    used_at: datetime | None


class Attempt(msgspec.Struct, frozen=True):
    """Guesses of one kind for one digest: how many failed, and until when no further one is looked at."""

    kind: str
    digest: bytes
    failures: int
    last_at: datetime
    until_at: datetime | None


class PersonJoined(Event, frozen=True):
    """Somebody made an account, and the mail address is theirs."""


class EmailChanged(Event, frozen=True):
    """A person has another mail address, and it is theirs."""


class RolesChanged(Event, frozen=True):
    """A person was given or lost a role."""


class NoSuchPerson(Missing):
    """There is nobody of that id."""


class WrongPassword(Unknown):
    """Mail address and password do not belong together, or nobody has that address: it is not said which."""


class PasskeyRefused(Unknown):
    """The passkey is not known here, or what it signed is not what it was asked to."""


class TooManyGuesses(TooMany):
    """Too many sign-ins failed for this mail address or from this place; later ones are looked at again."""


class LinkSpent(Gone):
    """The mailed link was used, has run out, or was never one."""


class AddressTaken(Conflict):
    """Another account has this mail address."""


class LastAdmin(Conflict):
    """A shop needs somebody who may give roles."""
