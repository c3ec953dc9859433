"""The nouns of moderation: what people wrote, what speaks against it, what was decided, and why."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

import msgspec

from stoa.base.events import Event
from stoa.base.refusals import Conflict, Forbidden, Invalid, Missing
from stoa.people.permissions.model import PersonId

CaseId = NewType("CaseId", UUID)
DecisionId = NewType("DecisionId", UUID)
CollectionId = NewType("CollectionId", UUID)


class State(StrEnum):
    """Whether others see a piece: it is there, somebody looks first, or it was taken away."""

    PUBLISHED = "published"
    WAITING = "waiting"
    REMOVED = "removed"


class Verdict(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"


class FoundBy(StrEnum):
    """What made somebody look."""

    REPORT = "report"
    CHECK = "check"
    HOST = "host"
    APPEAL = "appeal"
    KNOWN_LINK = "known_link"


class Outcome(StrEnum):
    """What became of a report: it was right, it was not, or the piece was gone by then."""

    RIGHT = "right"
    WRONG = "wrong"
    GONE = "gone"


class Level(StrEnum):
    """How well the community knows somebody."""

    NEW = "new"
    KNOWN = "known"
    TRUSTED = "trusted"

    @property
    def weight(self) -> float:
        """Return how much their word on others' pieces counts, 0 to 1."""
        return {Level.NEW: 0.1, Level.KNOWN: 0.6, Level.TRUSTED: 1.0}[self]


def vote_weight(trust: float, earlier: int) -> float:
    """Return what a vote weighs: the voter's trust (0 to 1), divided by how often they voted for the same author before."""
    return max(0.0, min(1.0, trust)) / (1 + earlier)


class Weighed(StrEnum):
    """What a check makes of a text: nothing, look at it, look before it is shown, or take it away (a known spam link alone)."""

    PASS = "pass"  # noqa: S105 - a verdict
    LOOK = "look"
    HOLD = "hold"
    REMOVE = "remove"


NAMES = frozenset({"name", "byline", "recipient"})
"""Fields of a text that are names: no model has learned those."""


class Piece(msgspec.Struct, frozen=True):
    """What somebody wrote, named or uploaded. `texts` by field name; what says who somebody is has one of NAMES, and only the list
    of words is asked about it. `email` is where an author without account is told.

    `path` is where it can be seen; `product` what it is about.
    """

    kind: str
    id: UUID
    texts: Mapping[str, str]
    pictures: Sequence[str] = ()
    product: UUID | None = None
    language: str = "en"
    path: str = ""
    email: str = ""


class PutPiece(msgspec.Struct, frozen=True, kw_only=True):
    """A piece from a file, of a known time; `state` is what it had there, None lets the checks decide."""

    piece: Piece
    author: PersonId | None = None
    made_at: datetime | None = None
    state: State | None = None


class Excerpt(msgspec.Struct, frozen=True, kw_only=True):
    """How a piece is shown to whoever looks at it. It has no place for stars: nobody who decides sees them.

    `about` names what it belongs to (a product, a topic). `public` is false for what only some may read: then the page
    where anybody reports it shows nothing of it.
    """

    title: str = ""
    paragraphs: list[str] = []
    pictures: list[str] = []
    by: str = ""
    about: str = ""
    about_path: str = ""
    path: str = ""
    public: bool = True


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a piece stands that hosts can put forward: since when (and until when) it is featured, since when pinned, where it is, into which other one it was merged."""

    featured_at: datetime | None = None
    featured_until: datetime | None = None
    pinned_at: datetime | None = None
    place: str = ""
    merged_title: str = ""
    merged_path: str = ""


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Somewhere a piece can be moved to, as the room itself calls it (`to`) and as it reads."""

    to: str
    name: str


SetState = Callable[[Any, Sequence[UUID], State], Awaitable[None]]
Show = Callable[[Any, Sequence[UUID]], Awaitable[Mapping[UUID, Excerpt]]]
Stars = Callable[[Any, Sequence[UUID]], Awaitable[Mapping[UUID, int]]]
Stands = Callable[[Any, Sequence[UUID]], Awaitable[Mapping[UUID, Standing]]]
Spots = Callable[[Any, str], Awaitable[Sequence[Spot]]]
Curate = Callable[..., Awaitable[None]]


class Keeper(msgspec.Struct, frozen=True):
    """The room that owns pieces of a kind: `set_state(tx, ids, state)` shows or hides them, `show(read, ids)` tells of them.

    `stars(read, ids)` is for the bias check alone; a kind that has it is decided blind. What a host may do to good ones
    is there when the room can do it: `feature(tx, actor, ids, on, until)`, `pin(tx, actor, ids, on)`,
    `merge(tx, actor, ids, into)`, `move(tx, actor, ids, to)`, where `to` is what the room itself understands (a category's handle, None for none).
    `stands(read, ids)` says what of it holds now, `spots(read, language)` where a piece can be moved to.
    What is `personal` says who somebody is, and goes with them; other pieces stay without a name.
    """

    set_state: SetState
    show: Show
    stars: Stars | None = None
    feature: Curate | None = None
    pin: Curate | None = None
    merge: Curate | None = None
    move: Curate | None = None
    stands: Stands | None = None
    spots: Spots | None = None
    personal: bool = False


class Verb(StrEnum):
    """What a host does to what helps."""

    FEATURE = "feature"
    PIN = "pin"
    MERGE = "merge"
    MOVE = "move"
    COLLECT = "collect"


class Check(msgspec.Struct, frozen=True):
    """What one automatic check found: its value (0 to 1, or a count), what it makes of that, and the words it saw."""

    name: str
    value: float
    verdict: Weighed
    seen: str = ""


class Rule(msgspec.Struct, frozen=True):
    """A published rule, in one language."""

    code: str
    title: str
    text: str
    severity: int


class Trust(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's conduct in numbers, and what follows from it in a community of this size."""

    kept: int = 0
    removed: int = 0
    helpful: int = 0
    right_reports: int = 0
    wrong_reports: int = 0
    since: datetime | None = None
    score: float = 0.0
    level: Level = Level.NEW


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A piece as moderation keeps it."""

    kind: str
    id: UUID
    author: PersonId | None
    email: str
    product_id: UUID | None
    version: int
    texts: dict[str, str]
    pictures: list[str]
    language: str
    path: str
    state: State
    checks: list[Check]
    made_at: datetime
    changed_at: datetime
    published_at: datetime | None


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Something a person has to look at."""

    id: CaseId
    kind: str
    piece_id: UUID
    reasons: list[str]
    harm: int
    opened_at: datetime
    leased_by: PersonId | None
    leased_until: datetime | None
    decided_at: datetime | None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided about a piece. `blind` says that whoever decided could not have seen its stars. `ground` is the rule's text as it stood then, by language; the fact is in the one its host wrote it in."""

    id: DecisionId
    kind: str
    piece_id: UUID
    version: int
    author: PersonId | None
    case_id: CaseId | None
    verdict: Verdict
    rule: str | None
    ground: dict[str, dict[str, str]] | None
    fact: str
    found_by: FoundBy
    automated: bool
    blind: bool
    by: PersonId | None
    at: datetime
    key: str
    overturned_by: DecisionId | None
    fact_language: str | None = None
    gone_at: datetime | None = None
    """When whoever wrote them took back the words that it is about."""


class PieceDecided(Event, frozen=True):
    """A decision was made; `about` is the piece. `changed` says that others see now what they did not, or the other way round."""

    kind: str
    verdict: Verdict
    decision: DecisionId
    changed: bool


class ReportTaken(Event, frozen=True):
    """Somebody reported a piece; `about` is the report."""

    kind: str


class ReportAnswered(Event, frozen=True):
    """A report has its outcome; `about` is the report."""

    outcome: Outcome


class AppealDecided(Event, frozen=True):
    """`about` is the appeal."""

    reversed: bool


class BiasFound(Event, frozen=True):
    """Decisions hang on stars more than chance allows; `about` is nobody in particular."""

    kind: str
    p: float


class NoSuchPiece(Missing):
    """There is no such thing here, or none that you may see."""


class NoSuchCase(Missing):
    """There is no such case."""


class NoSuchDecision(Missing):
    """There is no such decision, or it is not about something of yours."""


class NoSuchRule(Invalid):
    """There is no such rule, or it is not in force."""


class AlreadyDecided(Conflict):
    """Somebody has decided it already."""


class LeasedByAnother(Conflict):
    """Somebody else is looking at it just now."""


class PieceChanged(Conflict):
    """Its author changed it meanwhile: what was looked at is not what is there."""


class NotYourOwn(Forbidden):
    """Nobody decides about what they wrote or reported themselves, or about their own decision."""


class StaffStayOut(Forbidden):
    """Who works for the shop, or a program of it, neither reviews nor votes. What they say in topics and questions is the shop's."""


class ReasonMissing(Invalid):
    """What is taken away needs a rule and a fact."""


class CannotBeDone(Conflict):
    """Pieces of this kind cannot be put forward in this way."""
