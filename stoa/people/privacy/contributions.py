"""What the rooms of people hold, said here because privacy stands above them. (Other rooms say it themselves.)"""

from typing import Any

import msgspec

from stoa.base.database import Reading, Writing
from stoa.people import accounts, audit, profiles, sessions
from stoa.people.permissions.model import PersonId
from stoa.people.privacy.holdings import holds


async def _nothing(tx: Writing, person: PersonId) -> None:
    """What `erase` itself does last, or what names nobody."""


async def _sessions(read: Reading, person: PersonId) -> Any:
    return msgspec.to_builtins(await sessions.list_of(read, person))


async def _addresses(read: Reading, person: PersonId) -> Any:
    return msgspec.to_builtins(await profiles.addresses(read, person))


async def _audit(read: Reading, person: PersonId) -> Any:
    """What the staff did about this person; who of the staff is left out."""
    entries = (await audit.history(read, about=person, limit=10_000)).items
    return [{"at": one.at, "verb": one.verb, "facts": one.facts} for one in entries]


def declare() -> None:
    """Say what the rooms of people hold."""
    holds("account", export=accounts.export, erase=_nothing)
    holds("sessions", export=_sessions, erase=_nothing)
    holds("addresses", export=_addresses, erase=profiles.forget)
    holds("done_by_the_staff", export=_audit, erase=_nothing)
