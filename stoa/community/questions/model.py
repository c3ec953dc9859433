"""The nouns of questions: what somebody wants to know of a product, who answers, and what only the shop can answer."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.events import Event
from stoa.base.refusals import Conflict, Forbidden, Gone, Invalid, Missing
from stoa.community.circles.model import Byline
from stoa.community.moderation.model import State
from stoa.people.permissions.model import PersonId
from stoa.shop.catalog.model import ProductId, VariantId

__all__ = [
    "LONGEST_ANSWER", "LONGEST_NAME", "LONGEST_QUESTION", "MOST_ASKED", "MOST_ROUNDS", "Answer", "AnswerAccepted", "AnswerId", "AnswerLinkSpent", "AnswerSettled", "Ask", "Asked",
    "Basis", "ByLink", "Byline", "Course", "Figures", "Found", "FoundKind", "New", "NewAnswer", "NoSuchAnswer", "NoSuchQuestion", "NoSuchShopRequest",
    "NotForYourOwnAnswer", "NotTheSameProduct", "NotYourQuestion", "Order", "PutAnswer", "PutQuestion", "Question", "QuestionAnswered",
    "QuestionAsked", "QuestionHandedOver", "QuestionId", "QuestionRemoved", "Request", "RequestId", "ShopAsked", "ShopNeedsAnAddress", "Source", "Standing", "State",
    "UnfitAnswer", "UnfitQuestion", "Urgent", "Whole", "Why",
]  # fmt: skip

QuestionId = NewType("QuestionId", UUID)
AnswerId = NewType("AnswerId", UUID)
RequestId = NewType("RequestId", UUID)

MOST_ASKED = 5
"""So many owners at most are asked a question in one round."""

MOST_ROUNDS = 4
"""So many rounds of owners are asked; then the shop is."""

LONGEST_QUESTION = 300
LONGEST_ANSWER = 2_000
LONGEST_NAME = 60


class Basis(StrEnum):
    """What an answer rests on: its author's order, or their word alone."""

    OWNER = "owner"
    NONE = "none"


class Urgent(StrEnum):
    """Why the shop does not wait."""

    SAFETY = "safety"
    LAW = "law"


class Why(StrEnum):
    """What says that only the shop can answer: the question's own words, or a judge that was sure."""

    WORDS = "words"
    JUDGE = "judge"


class Order(StrEnum):
    """How a product's questions are listed."""

    HELPFUL = "helpful"
    NEWEST = "newest"
    UNANSWERED = "unanswered"


class Standing(StrEnum):
    """How far a question that nobody has answered has come."""

    SOON = "soon"
    """Owners are asked in a moment."""
    ASKED = "asked"
    """Owners were asked, and may still answer."""
    NOBODY = "nobody"
    """Nobody who owns it may be asked so far; somebody is looked for."""
    SHOP = "shop"
    """The shop has it."""
    OPEN = "open"
    """Nothing more comes by itself."""


class New(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it is asked. `insist`: whoever asks says that owners can answer it. A guest may leave a mail address to be told."""

    product_id: ProductId
    text: str
    language: str
    variant_id: VariantId | None = None
    name: str = ""
    email: str = ""
    insist: bool = False


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a question: it stands (or is looked at first), it is the same as one that was asked before, or it went to the shop."""

    question_id: QuestionId | None = None
    state: State = State.PUBLISHED
    same: bool = False
    request_id: RequestId | None = None
    key: str = ""


class NewAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as it is given. `urgent` lets the shop speak at once, and counts for the shop alone."""

    text: str
    language: str
    name: str = ""
    email: str = ""
    urgent: Urgent | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as it is read. `owned_since` is there for owners alone."""

    id: AnswerId
    question_id: QuestionId
    author: PersonId | None
    name: str
    text: str
    language: str
    basis: Basis
    owned_since: datetime | None
    official: bool
    held: bool
    visible_from: datetime
    state: State
    helpful: int
    unhelpful: int
    made_at: datetime
    up: float = 0.0
    """What the votes of `helpful` weigh, and those against it (`down`)."""
    down: float = 0.0


class ByLink(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that was given by a link. `back` is the secret that changes it or takes it back, as in the letter about it."""

    question_id: QuestionId
    answer_id: AnswerId
    state: State
    back: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it is read."""

    id: QuestionId
    product_id: ProductId
    variant_id: VariantId | None
    author: PersonId | None
    name: str
    text: str
    language: str
    state: State
    made_at: datetime
    published_at: datetime | None
    merged_into: QuestionId | None
    accepted: AnswerId | None
    answers: int
    answered_at: datetime | None
    weight: int


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """What was done so far to have a question answered: `rounds` of `owners` in all, when the next step is due, since when the shop has it."""

    question_id: QuestionId
    rounds: int
    owners: int
    next_at: datetime | None
    handed_at: datetime | None


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """A question with its product, its answers in their order, and how those who speak are called (by person)."""

    question: Question
    answers: list[Answer]
    people: dict[PersonId, Byline]
    handle: str
    title: str
    variant: list[str] = []
    course: Course | None = None
    """How far it has come, while nobody has answered."""


class FoundKind(StrEnum):
    """Where something that was found comes from."""

    ANSWER = "answer"
    QUESTION = "question"
    SPECIFICATION = "specification"
    REVIEW = "review"


class Source(msgspec.Struct, frozen=True):
    """What stands behind a passage: by whom (never who), and when."""

    at: datetime | None = None
    owner: bool = False
    official: bool = False
    accepted: bool = False
    rating: int | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may answer what is being typed, with where it comes from. `asked` is the question above an answer."""

    kind: FoundKind
    text: str
    href: str
    source: Source
    asked: str = ""
    question_id: QuestionId | None = None


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A question that waits for one owner, as the link in their mail opens it."""

    question_id: QuestionId
    person_id: PersonId
    state: str
    until_at: datetime
    text: str
    language: str
    handle: str
    title: str
    since: datetime | None = None
    answer_id: AnswerId | None = None
    at: datetime


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A question that only the shop can answer."""

    id: RequestId
    product_id: ProductId
    person_id: PersonId | None
    name: str
    email: str
    text: str
    language: str
    why: Why
    key: str
    state: str
    reply: str
    made_at: datetime
    done_at: datetime | None
    question_id: QuestionId | None


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """How well it works: counted from rows of the last so many days. Hours are those until the first answer that could be seen."""

    days: int
    asked: int
    answered: int
    answered_in_a_day: int
    median_hours: float | None
    by_customers: int
    by_shop: int
    links_sent: int
    links_answered: int
    for_the_shop: int
    willing: int


class PutAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer from a file. Whether its author owned the thing is not for the file to say: their orders do."""

    text: str
    language: str
    made_at: datetime
    id: AnswerId | None = None
    author: PersonId | None = None
    name: str = ""
    official: bool = False
    urgent: Urgent | None = None
    held: bool = False
    visible_from: datetime | None = None
    by_link: bool = False
    state: State = State.PUBLISHED
    helpful_by: list[PersonId] = []
    unhelpful_by: list[PersonId] = []
    accepted: bool = False


class PutQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question from a file, with its answers. One whose id is there already is left as it is."""

    product_id: ProductId
    text: str
    language: str
    made_at: datetime
    id: QuestionId | None = None
    variant_id: VariantId | None = None
    author: PersonId | None = None
    name: str = ""
    state: State = State.PUBLISHED
    published_at: datetime | None = None
    routed_at: datetime | None = None
    merged_into: QuestionId | None = None
    answers: list[PutAnswer] = []


class QuestionAsked(Event, frozen=True, kw_only=True):
    """A question can be read; `about` is the question."""

    product_id: ProductId


class QuestionAnswered(Event, frozen=True, kw_only=True):
    """An answer can be read; `about` is the question."""

    answer_id: AnswerId
    product_id: ProductId
    official: bool


class AnswerAccepted(Event, frozen=True, kw_only=True):
    """Whoever asked says that this solved it; `about` is the question."""

    answer_id: AnswerId


class QuestionRemoved(Event, frozen=True, kw_only=True):
    """A question can no longer be read; `about` is the question."""

    product_id: ProductId


class QuestionHandedOver(Event, frozen=True, kw_only=True):
    """No owner answered: the shop has it now; `about` is the question."""

    product_id: ProductId


class ShopAsked(Event, frozen=True):
    """Somebody asked what only the shop can answer; `about` is the request."""


class NoSuchQuestion(Missing):
    """There is no such question, or it is not shown."""


class NoSuchAnswer(Missing):
    """There is no such answer, or it is not shown."""


class NoSuchShopRequest(Missing):
    """There is no such request, or it is not yours."""


class UnfitQuestion(Invalid):
    """It cannot be asked like this; `errors` names each field. Nothing was published."""


class UnfitAnswer(Invalid):
    """It cannot be answered like this; `errors` names each field. Nothing was published."""


class ShopNeedsAnAddress(Invalid):
    """Only the shop can answer this, and it needs a mail address to answer to. Nothing was published."""


class AnswerLinkSpent(Gone):
    """The link in the mail was used, has run out, or was never one."""


class AnswerSettled(Conflict):
    """Others have said what they think of an answer, so its words stay; it can still be taken away."""


class NotYourQuestion(Forbidden):
    """Whoever asked says what solved it, and nobody else."""


class NotForYourOwnAnswer(Forbidden):
    """Nobody says of their own answer whether it helps."""


class NotTheSameProduct(Conflict):
    """Questions about different products are not the same question."""
