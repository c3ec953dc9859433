"""Topics by API: what everybody reads, what members write, what hosts do."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar.params import QueryParameter

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.pages import Kit
from stoa.base.http.routes import delete, get, patch, post, put
from stoa.base.http.visits import Visit
from stoa.community import discussions
from stoa.community.discussions import actions, hosting, queries
from stoa.community.discussions.model import (
    LONGEST_POST,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    LONGEST_TITLE,
    EndIsPast,
    Kind,
    Listed,
    NewPost,
    NewTopic,
    NoSuchPost,
    NoSuchTopic,
    NotYours,
    Post,
    State,
    Thread,
    TopicIsClosed,
    UnfitPost,
    UnfitTopic,
    Wish,
)
from stoa.community.discussions.web.opened import TO_PROPOSE, TO_WRITE, post_id_of, slow_down, topic_id_of
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import NoSuchCategory

Cursor = Annotated[str | None, QueryParameter(required=False)]
Limit = Annotated[int | None, QueryParameter(required=False)]


class TopicRowOut(msgspec.Struct, kw_only=True):
    """A topic as a row of a list."""

    id: str
    handle: str
    kind: Kind
    title: str
    question: str
    language: str
    pinned: bool
    closed: bool
    answered: bool
    last_at: datetime


class TopicList(msgspec.Struct, kw_only=True):
    """Topics; the pinned ones are given with the first page."""

    pinned: list[TopicRowOut]
    items: list[TopicRowOut]
    next_cursor: str | None
    has_more: bool


class PostOut(msgspec.Struct, kw_only=True):
    """A post with the replies to it. One that is `official` is the shop's, and has no other author. `products` are those its text names; `owns` those of the topic's that its author has, by order."""

    id: str
    text: str
    language: str
    author: str
    official: bool
    products: list[str]
    pictures: list[str]
    owns: list[str]
    accepted: bool
    created_at: datetime
    replies: list["PostOut"]


class OutcomeOut(msgspec.Struct, kw_only=True):
    """What came of it: posts that answered it, orders of things put into the cart from it."""

    answers: int
    orders: int


class TopicOut(msgspec.Struct, kw_only=True):
    """A topic with one page of its posts. One that is `official` was opened by the shop."""

    id: str
    handle: str
    kind: Kind
    title: str
    question: str
    text: str
    language: str
    author: str
    official: bool
    products: list[str]
    outcome: OutcomeOut
    pinned: bool
    featured: bool
    featured_until: datetime | None
    """While it is featured: when that ends by itself."""
    closed: bool
    created_at: datetime
    posts: list[PostOut]
    next_cursor: str | None
    has_more: bool


class TopicIn(msgspec.Struct, kw_only=True):
    """A topic. One of the kind question needs its question; products named as /p/… become cards."""

    kind: Kind
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TITLE)]
    text: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)] = ""
    question: Annotated[str, msgspec.Meta(max_length=LONGEST_QUESTION)] = ""
    language: Annotated[str, msgspec.Meta(max_length=10)] = "en"
    category: str | None = None


class TopicChange(msgspec.Struct, kw_only=True):
    """What a host changes; what is not given stays. `category` is a handle, or null for none."""

    pinned: bool | None = None
    featured: bool | None = None
    featured_until: datetime | None = None
    """With `featured`: when that ends by itself; without, it lasts until it is said otherwise."""
    closed: bool | None = None
    category: str | msgspec.UnsetType | None = msgspec.UNSET
    opened: bool | None = None
    """Of a proposed topic: open it, or refuse it."""


class PostIn(msgspec.Struct, kw_only=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_POST)]
    language: Annotated[str, msgspec.Meta(max_length=10)] = "en"
    reply_to: str | None = None


class PostedOut(msgspec.Struct, kw_only=True):
    id: str
    state: State


class ProposedOut(msgspec.Struct, kw_only=True):
    """Nobody sees it before a host opens it."""

    id: str
    handle: str


class MergeIn(msgspec.Struct, kw_only=True):
    into: str


def _row(one: Listed) -> TopicRowOut:
    return TopicRowOut(
        id=ids.show("top", one.id), handle=one.handle, kind=one.kind, title=one.title, question=one.question, language=one.language,
        pinned=one.pinned, closed=one.closed, answered=one.answered, last_at=one.last_at,
    )  # fmt: skip


def _post(one: Post, thread: Thread) -> PostOut:
    known = thread.people.get(one.author) if one.author and not one.official else None
    return PostOut(
        id=ids.show("pst", one.id),
        text=one.text,
        language=one.language,
        author=known.name if known else "",
        official=one.official,
        products=[ids.show("prd", product) for product in one.products],
        pictures=[photo.largest for photo in one.pictures],
        owns=[ids.show("prd", product) for product in one.owned],
        accepted=one.accepted_at is not None,
        created_at=one.made_at,
        replies=[_post(reply, thread) for reply in thread.replies.get(one.id, [])],
    )


def written(thread: Thread, now: datetime) -> TopicOut:
    """Return a topic as the API writes it."""
    topic = thread.topic
    known = thread.people.get(topic.author) if topic.author and not topic.official else None
    return TopicOut(
        id=ids.show("top", topic.id),
        handle=topic.handle,
        kind=topic.kind,
        title=topic.title,
        question=topic.question,
        text=topic.text,
        language=topic.language,
        author=known.name if known else "",
        official=topic.official,
        products=[ids.show("prd", product) for product in thread.mentions],
        outcome=OutcomeOut(answers=thread.outcome.answers, orders=thread.outcome.orders),
        pinned=topic.pinned_at is not None,
        featured=topic.featured(now),
        featured_until=topic.featured_until if topic.featured(now) else None,
        closed=topic.closed_at is not None,
        created_at=topic.made_at,
        posts=[_post(one, thread) for one in thread.posts.items],
        next_cursor=thread.posts.next_cursor,
        has_more=thread.posts.has_more,
    )


@get("/api/topics", may="anyone", tags=["Discussions"], summary="Topics", refuses=(NoSuchCategory,))
async def listed(
    read: Reading,
    visit: Visit,
    category: Annotated[str | None, QueryParameter(required=False)] = None,
    kind: Annotated[Kind | None, QueryParameter(required=False)] = None,
    cursor: Cursor = None,
    limit: Limit = None,
) -> TopicList:
    """Those last written in first; of a category with what is below it, or of a kind."""
    place = await queries.place(read, category, visit.language.code) if category else None
    found = await discussions.topics(
        read, Wish(category_id=place.id if place else None, kind=kind, cursor=cursor, limit=paging.limit(limit, default=20))
    )
    return TopicList(
        pinned=[_row(one) for one in found.pinned],
        items=[_row(one) for one in found.items.items],
        next_cursor=found.items.next_cursor,
        has_more=found.items.has_more,
    )


@get("/api/topics/{handle:str}", may="anyone", tags=["Discussions"], summary="A topic", refuses=(NoSuchTopic,))
async def one_topic(read: Reading, handle: str, cursor: Cursor = None) -> TopicOut:
    """Or the one it was merged into; its posts in pages, each with every reply to it."""
    return written(await discussions.find(read, handle, cursor), read.now)


@post("/api/topics", may="member", tags=["Discussions"], summary="Propose a topic", refuses=(UnfitTopic, NoSuchCategory))
async def propose(tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, data: TopicIn) -> ProposedOut:
    slow_down(kit, visitor, "propose", TO_PROPOSE)
    made = await discussions.propose(tx, visitor, await _new(tx, visit, data))
    return ProposedOut(id=ids.show("top", made.id), handle=made.handle)


async def _new(read: Reading, visit: Visit, data: TopicIn) -> NewTopic:
    place = await queries.place(read, data.category, visit.language.code) if data.category else None
    return NewTopic(
        kind=data.kind, title=data.title, text=data.text, question=data.question, language=data.language,
        category_id=place.id if place else None,
    )  # fmt: skip


@post(
    "/api/topics/{handle:str}/posts",
    may="member",
    tags=["Discussions"],
    summary="Write in a topic",
    refuses=(NoSuchTopic, TopicIsClosed, NoSuchPost, UnfitPost),
)
async def write(tx: Writing, visitor: Visitor, kit: Kit, handle: str, data: PostIn) -> PostedOut:
    """A reply to a reply stands below the same post: one level and no more."""
    thread = await discussions.find(tx, handle)
    slow_down(kit, visitor, "write", TO_WRITE)
    new = NewPost(text=data.text, language=data.language, reply_to=post_id_of(data.reply_to) if data.reply_to else None)
    made, state = await discussions.post(tx, visitor, thread.topic.id, new)
    return PostedOut(id=ids.show("pst", made), state=state)


@delete("/api/posts/{post_id:str}", may="member", tags=["Discussions"], summary="Take one's own post away", refuses=(NoSuchPost,))
async def withdraw(tx: Writing, visitor: Visitor, post_id: str) -> None:
    await actions.withdraw_post(tx, visitor.member, post_id_of(post_id))


@put(
    "/api/posts/{post_id:str}/accepted",
    may="member",
    tags=["Discussions"],
    summary="Say that it answered the topic",
    refuses=(NoSuchPost, NotYours),
)
async def accept(tx: Writing, visitor: Visitor, post_id: str) -> None:
    """Whoever opened the topic, or a host."""
    await discussions.accept(tx, visitor, post_id_of(post_id))


@delete(
    "/api/posts/{post_id:str}/accepted", may="member", tags=["Discussions"], summary="Say that it did not", refuses=(NoSuchPost, NotYours)
)
async def unaccept(tx: Writing, visitor: Visitor, post_id: str) -> None:
    await discussions.accept(tx, visitor, post_id_of(post_id), on=False)


@put("/api/topics/{handle:str}/following", may="member", tags=["Discussions"], summary="Follow a topic", refuses=(NoSuchTopic,))
async def follow(tx: Writing, visitor: Visitor, handle: str) -> None:
    """What is new is seen in the account; no mail is sent."""
    await discussions.follow(tx, visitor, (await discussions.find(tx, handle)).topic.id)


@delete("/api/topics/{handle:str}/following", may="member", tags=["Discussions"], summary="Follow it no more", refuses=(NoSuchTopic,))
async def unfollow(tx: Writing, visitor: Visitor, handle: str) -> None:
    await discussions.follow(tx, visitor, (await discussions.find(tx, handle)).topic.id, on=False)


@post("/api/admin/topics", may="community.moderate", tags=["Discussions"], summary="Open a topic", refuses=(UnfitTopic, NoSuchCategory))
async def open_topic(tx: Writing, visit: Visit, visitor: Visitor, data: TopicIn) -> TopicOut:
    made = await discussions.open_topic(tx, visitor, await _new(tx, visit, data))
    return written(await discussions.find(tx, made.handle), tx.now)


@patch(
    "/api/admin/topics/{topic_id:str}",
    may="community.moderate",
    tags=["Discussions"],
    summary="Put forward, move or close a topic",
    refuses=(NoSuchTopic, EndIsPast),
)
async def change(tx: Writing, visitor: Visitor, topic_id: str, data: TopicChange) -> None:
    wanted = topic_id_of(topic_id)
    if data.opened is not None:
        await hosting.decide_proposal(tx, visitor, wanted, opened=data.opened)
    if data.featured is not None:
        await hosting.feature(tx, visitor, [wanted], data.featured, data.featured_until)
    for value, verb in ((data.pinned, hosting.pin), (data.closed, hosting.close)):
        if value is not None:
            await verb(tx, visitor, [wanted], value)
    if data.category is not msgspec.UNSET:
        await hosting.move(tx, visitor, [wanted], data.category)


@post(
    "/api/admin/topics/{topic_id:str}/merge",
    may="community.moderate",
    tags=["Discussions"],
    summary="Make two topics one",
    refuses=(NoSuchTopic,),
)
async def merge(tx: Writing, visitor: Visitor, topic_id: str, data: MergeIn) -> None:
    await hosting.merge(tx, visitor, [topic_id_of(topic_id)], topic_id_of(data.into))


HANDLERS = [listed, one_topic, propose, write, withdraw, accept, unaccept, follow, unfollow, open_topic, change, merge]
