"""The nouns of whoever reports and appeals: what they said, what became of it, and the reasons that they are given."""

from datetime import datetime
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.refusals import Conflict, Gone, Missing
from stoa.community.moderation.model import DecisionId, FoundBy, Outcome
from stoa.people.permissions.model import PersonId

ReportId = NewType("ReportId", UUID)
AppealId = NewType("AppealId", UUID)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said is wrong with a piece, and what became of it."""

    id: ReportId
    kind: str
    piece_id: UUID
    version: int
    by: PersonId | None
    name: str
    email: str
    language: str
    rule: str
    note: str
    at: datetime
    outcome: Outcome | None
    answered_at: datetime | None
    decision_id: DecisionId | None
    key: str
    letter_key: str | None = None
    """Stands in letters to a guest's mailbox alone: by it that says that it was somebody else."""
    disowned_at: datetime | None = None


class Appeal(msgspec.Struct, frozen=True, kw_only=True):
    """A second look somebody asked for: the author, or (with `report_id`) who reported it. `outcome` is upheld, reversed, or gone:
    its words were taken back, or another decision came first.
    """

    id: AppealId
    decision_id: DecisionId
    report_id: ReportId | None
    by: PersonId | None
    text: str
    at: datetime
    outcome: str | None
    why: str
    decided_by: PersonId | None
    decided_at: datetime | None
    why_language: str | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """The reasons for a decision, made of its record alone: what was done, for which fact, by which rule, whether by a machine,
    and what its author can do about it (Regulation (EU) 2022/2065, article 17).
    """

    effect: str
    fact: str
    fact_language: str | None
    rule_title: str
    rule_text: str
    legal: bool
    found_by: FoundBy
    automated_means: bool
    automated_decision: bool
    at: datetime
    appeal_until: datetime
    can_appeal: bool


class NoSuchReport(Missing):
    """There is no such report, or it is not yours."""


class NoSuchAppeal(Missing):
    """There is no such appeal."""


class AlreadyAppealed(Conflict):
    """A second look has been asked for already."""


class NothingToAppeal(Conflict):
    """The decision took nothing away, or was changed already."""


class TooLateToAppeal(Gone):
    """The six months in which a second look can be asked for are over."""
