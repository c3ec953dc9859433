"""The nouns of the audit log."""

from datetime import datetime
from typing import Any, NewType
from uuid import UUID

import msgspec

EntryId = NewType("EntryId", UUID)


class Entry(msgspec.Struct, frozen=True):
    """One thing that was done. `actor` is a person; with a `key`, a program; with neither, the shop itself."""

    id: EntryId
    at: datetime
    actor: UUID | None
    key: str | None
    verb: str
    about: UUID
    facts: dict[str, Any]
