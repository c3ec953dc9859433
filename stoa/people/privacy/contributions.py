"""What the rooms of people hold, said here because privacy stands above them. (Other rooms say it themselves.)"""

from typing import Any

import msgspec

from stoa.base.database import Reading, Writing
from stoa.outside import mail
from stoa.people import accounts, audit, permissions, profiles, sessions
from stoa.people.permissions.model import PersonId
from stoa.people.privacy.holdings import holds

_WITH_KEYS = "accounts/"


async def _nothing(tx: Writing, person: PersonId) -> None:
    """What `erase` itself does last, or what names nobody."""


async def _sessions(read: Reading, person: PersonId) -> Any:
    return msgspec.to_builtins(await sessions.list_of(read, person))


async def _groups(read: Reading, person: PersonId) -> Any:
    return [{"group": group, "since": at} for group, at in await permissions.groups_of(read, person)]


async def _addresses(read: Reading, person: PersonId) -> Any:
    return msgspec.to_builtins(await profiles.addresses(read, person))


async def _audit(read: Reading, person: PersonId) -> Any:
    """What the staff did about this person; who of the staff is left out."""
    entries = (await audit.history(read, about=person, limit=10_000)).items
    return [{"at": one.at, "verb": one.verb, "facts": one.facts} for one in entries]


async def _letters(read: Reading, person: PersonId) -> Any:
    """What was written to their address. A letter about the account may hold a key to it, so only that it was written is told."""
    email = (await accounts.find(read, person)).email
    found = await mail.written_to(read, email) if email is not None else []
    return [
        {
            "about": one.template,
            "subject": one.subject,
            "text": one.text if not one.template.startswith(_WITH_KEYS) else None,
            "language": one.language,
            "written_at": one.made_at,
            "sent_at": one.sent_at,
        }
        for one in found
    ]


async def _forget_letters(tx: Writing, person: PersonId) -> None:
    email = (await accounts.find(tx, person)).email
    if email is not None:
        await mail.forget(tx, email)


def declare() -> None:
    """Say what the rooms of people hold."""
    holds("account", export=accounts.export, erase=_nothing)
    holds("sessions", export=_sessions, erase=_nothing)
    holds("groups", export=_groups, erase=permissions.forget)
    holds("addresses", export=_addresses, erase=profiles.forget)
    holds("letters", export=_letters, erase=_forget_letters)
    holds("done_by_the_staff", export=_audit, erase=_nothing)
