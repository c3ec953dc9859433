"""What a judge is: its card, how often it was right, and what it finds in a text."""

from datetime import date
from enum import StrEnum

import msgspec

from stoa.base.refusals import Missing


class NoSuchJudge(Missing):
    """There is no judge of that name."""


class Share(msgspec.Struct, frozen=True):
    """A share of rows, 0 to 1, with its 95 % interval (Wilson 1927)."""

    value: float
    low: float
    high: float
    right: int
    of: int


class Trial(msgspec.Struct, frozen=True):
    """How a judge did on rows that it never saw. `doubtful` is the threshold that was tried; a finder that says things of rows has none,
    and no false alarms, for there are no rows about which nothing could be said.
    """

    on: str
    rows: int
    yes: int
    doubtful: float | None
    precision: Share
    recall: Share
    false_alarms: Share | None


class Card(msgspec.Struct, frozen=True):
    """What must be known about a judge before its word is used (after Mitchell et al. 2019, Model Cards).

    `not_met` is what its trials owe still.
    """

    name: str
    says: str
    taught_with: list[str]
    rows: int
    languages: list[str]
    not_for: list[str]
    trials: list[Trial]
    made_on: date
    not_met: list[str] = []


class Polarity(StrEnum):
    """Whether a sentence speaks for a thing or against it."""

    FOR = "for"
    AGAINST = "against"


class Sentence(msgspec.Struct, frozen=True):
    """A sentence and where it stands in its text (characters, end exclusive)."""

    text: str
    start: int
    end: int


class Said(msgspec.Struct, frozen=True):
    """A sentence says something about an aspect. `sure` is how sure the judge is of the polarity, 0.5 to 1."""

    aspect: str
    polarity: Polarity
    sure: float
    sentence: Sentence
