"""The nouns of discussions: hosted topics, what people write in them, what came of it."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.events import Event
from stoa.base.paging import Slice
from stoa.base.refusals import Conflict, Forbidden, Invalid, Missing
from stoa.community.circles.model import Byline
from stoa.community.moderation.model import State
from stoa.community.questions.model import QuestionId
from stoa.people.permissions.model import PersonId
from stoa.shop.catalog.model import CategoryId, KeptPicture, ProductId

__all__ = [
    "LONGEST_POST", "LONGEST_QUESTION", "LONGEST_TEXT", "LONGEST_TITLE", "MOST_PICTURES", "MOST_PRODUCTS", "EndIsPast", "Kind", "NewPost", "NewTopic",
    "NoSuchPost", "NoSuchTopic", "NotYours", "Outcome", "Photo", "Post", "PostId", "PostWritten", "PutPost", "PutTopic", "State", "Thread",
    "Topic", "TopicClosed", "TopicId", "TopicIsClosed", "TopicOpened", "Topics", "UnfitPost", "UnfitTopic", "Wish",
]  # fmt: skip

TopicId = NewType("TopicId", UUID)
PostId = NewType("PostId", UUID)

LONGEST_TITLE = 120
LONGEST_QUESTION = 300
LONGEST_TEXT = 10_000
LONGEST_POST = 5_000
MOST_PICTURES = 4
MOST_PRODUCTS = 12
"""So many products of one text become cards."""


class Kind(StrEnum):
    """What a topic is for: to learn, to choose between things, to show one's own, to get something answered."""

    GUIDE = "guide"
    COMPARISON = "comparison"
    SHOW = "show"
    QUESTION = "question"


Photo = KeptPicture
"""A picture that somebody added."""


class NewTopic(msgspec.Struct, frozen=True, kw_only=True):
    """A topic as a host opens it, or a member proposes it. Products are those its text names as /p/…, and these."""

    kind: Kind
    title: str
    text: str
    language: str
    question: str = ""
    question_id: QuestionId | None = None
    category_id: CategoryId | None = None
    products: list[ProductId] = []


class NewPost(msgspec.Struct, frozen=True, kw_only=True):
    """Something written in a topic; `reply_to` answers a post (one that answers itself means the same post)."""

    text: str
    language: str
    reply_to: PostId | None = None
    pictures: list[Photo] = []


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """A topic as it is read. An `official` one is the shop's."""

    id: TopicId
    handle: str
    kind: Kind
    category_id: CategoryId | None
    title: str
    question: str
    question_id: QuestionId | None
    text: str
    products: list[ProductId]
    language: str
    author: PersonId | None
    proposed: bool
    state: State
    pinned_at: datetime | None
    featured_at: datetime | None
    featured_until: datetime | None
    closed_at: datetime | None
    merged_into: TopicId | None
    made_at: datetime
    last_at: datetime
    official: bool = False

    def featured(self, now: datetime) -> bool:
        """Return whether hosts put it forward now."""
        return self.featured_at is not None and (self.featured_until is None or now < self.featured_until)


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post as it is read, with the replies to it. An `official` one is the shop's."""

    id: PostId
    topic_id: TopicId
    author: PersonId | None
    text: str
    products: list[ProductId]
    pictures: list[Photo]
    language: str
    reply_to: PostId | None
    accepted_at: datetime | None
    state: State
    made_at: datetime
    official: bool = False
    owned: list[ProductId] = []
    """Which of the topic's products its author owns, by their orders."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a topic: posts that answered it, and orders of things put into the cart from it. Counted from rows."""

    answers: int = 0
    orders: int = 0
    products: dict[ProductId, int] = {}


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """A topic whole: one page of its posts with all replies to them, how people are called, what came of it."""

    topic: Topic
    posts: Slice[Post]
    replies: dict[PostId, list[Post]]
    people: dict[PersonId, Byline]
    mentions: list[ProductId]
    outcome: Outcome


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Which topics: of a category (with what is below it), about a product, of a kind, followed by somebody."""

    category_id: CategoryId | None = None
    product_id: ProductId | None = None
    kind: Kind | None = None
    followed_by: PersonId | None = None
    cursor: str | None = None
    limit: int = 20


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A topic as a row of a list."""

    id: TopicId
    handle: str
    kind: Kind
    title: str
    question: str
    lead: str
    language: str
    author: PersonId | None
    pinned: bool
    featured: bool
    closed: bool
    answered: bool
    last_at: datetime
    new: bool = False
    """Something was written since this person looked last."""


class Topics(msgspec.Struct, frozen=True, kw_only=True):
    """One page of topics; those that hosts pinned come first on the first one."""

    pinned: list[Listed]
    items: Slice[Listed]
    people: dict[PersonId, Byline]


class PutPost(msgspec.Struct, frozen=True, kw_only=True):
    """A post from a file; `replies` answer it."""

    text: str
    language: str
    made_at: datetime
    id: PostId | None = None
    author: PersonId | None = None
    pictures: list[Photo] = []
    accepted: bool = False
    accepted_at: datetime | None = None
    state: State = State.PUBLISHED
    official: bool = False
    replies: list["PutPost"] = []


class PutTopic(msgspec.Struct, frozen=True, kw_only=True):
    """A topic from a file, with its posts. One whose id is there already is left as it is.

    Products are those that its text names, and `products`. `pinned`, `featured`, and `accepted` of a post, are for who knows no time.
    """

    kind: Kind
    title: str
    text: str
    language: str
    made_at: datetime
    id: TopicId | None = None
    question: str = ""
    category_id: CategoryId | None = None
    author: PersonId | None = None
    handle: str = ""
    question_id: QuestionId | None = None
    products: list[ProductId] = []
    proposed: bool = False
    official: bool = False
    state: State = State.PUBLISHED
    pinned: bool = False
    featured: bool = False
    pinned_at: datetime | None = None
    featured_at: datetime | None = None
    featured_until: datetime | None = None
    closed_at: datetime | None = None
    merged_into: TopicId | None = None
    followers: list[PersonId] = []
    posts: list[PutPost] = []


class TopicOpened(Event, frozen=True):
    """A topic can be read; `about` is the topic."""


class PostWritten(Event, frozen=True, kw_only=True):
    """A post can be read; `about` is the topic."""

    post_id: PostId


class TopicClosed(Event, frozen=True):
    """Nothing more is written in it; `about` is the topic."""


class NoSuchTopic(Missing):
    """There is no such topic, or it is not shown."""


class NoSuchPost(Missing):
    """There is no such post, or it is not shown."""


class UnfitTopic(Invalid):
    """It cannot be opened like this; `errors` names each field."""


class UnfitPost(Invalid):
    """It cannot be written like this; `errors` names each field."""


class EndIsPast(Invalid):
    """What is put forward until a moment is so until one that is still to come; `errors` names the field."""


class TopicIsClosed(Conflict):
    """Hosts have closed this topic: it is read, and nothing more is written."""


class NotYours(Forbidden):
    """Whoever opened the topic, or a host, says what answered it."""
