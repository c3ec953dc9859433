"""The nouns of mail."""

from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol
from uuid import UUID

import msgspec

from stoa.base.refusals import Conflict, Invalid, Missing

LetterId = NewType("LetterId", UUID)


class State(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as it was written: addressee, both its parts, and how far it has come."""

    id: LetterId
    to: str
    subject: str
    text: str
    html: str
    language: str
    template: str
    unsubscribe: str | None
    one_click: bool = False
    state: State
    attempts: int
    made_at: datetime
    sent_at: datetime | None
    error: str | None


class NoSuchLetter(Missing):
    """There is no such mail."""


class AlreadySent(Conflict):
    """The mail has been sent; the same one is not sent again."""


class BadAddress(Invalid):
    """The address cannot be one a mail is sent to."""


class MailRefused(Exception):
    """The server will never take this letter (no such mailbox); the argument says why."""


class MailDelayed(Exception):
    """The letter could not be handed over just now; the argument says why."""


class MailSender(Protocol):
    """Hands letters over. A letter may be sent twice; both times it carries the same Message-ID."""

    async def send(self, letter: Letter) -> None:
        """Return when it has been taken. Raises MailRefused, MailDelayed. Never inside a transaction."""
        ...
