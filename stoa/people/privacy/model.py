"""The nouns of privacy."""

from datetime import datetime

import msgspec

from stoa.base.events import Event
from stoa.base.refusals import Conflict, Missing
from stoa.people.permissions.model import PersonId

__all__ = ["ExportState", "NoExport", "PersonErased", "PersonId", "WorksHere"]


class ExportState(msgspec.Struct, frozen=True):
    """An export that was asked for; it can be fetched from `ready_at` until `until_at`."""

    asked_at: datetime
    ready_at: datetime | None
    until_at: datetime


class PersonErased(Event, frozen=True):
    """A person was erased: what says who it was is gone from every room."""


class NoExport(Missing):
    """There is no export to fetch: none was asked for, it is not ready, or it has run out."""


class WorksHere(Conflict):
    """Whoever has a role at the desk is not erased there: their roles are taken away first."""
