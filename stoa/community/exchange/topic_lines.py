"""Topics with their posts as lines of our own format."""

import re
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.files.model import Row
from stoa.base.ids import UnknownId
from stoa.community import discussions
from stoa.community.discussions.model import (
    LONGEST_POST,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Photo,
    PostId,
    PutPost,
    PutTopic,
    State,
    TopicId,
)
from stoa.community.discussions.model import Kind as About
from stoa.community.exchange import queries
from stoa.community.exchange.lines import OfLines, Wrong, unfit
from stoa.community.exchange.model import Kind
from stoa.community.exchange.running import Outcome
from stoa.community.questions.model import QuestionId
from stoa.people.sessions.model import SYSTEM, PersonId
from stoa.shop.catalog.model import CategoryId, ProductId

BATCH = 200


class Post(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A post; people are mail addresses. An official one is the shop's."""

    id: str
    text: str
    language: str
    made_at: datetime
    author: str = ""
    pictures: list[Photo] = []
    accepted: bool = False
    accepted_at: datetime | None = None
    official: bool = False
    state: State = State.PUBLISHED
    replies: list["Post"] = []


class Line(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="stoa", tag="topic/1"):
    """A topic with its posts, whatever state they are in; one that was merged names the other, which stands before it.

    Our own files have followers as rows, and times for `pinned`, `featured` and a post's `accepted`: those are for files that others write.
    """

    id: str
    kind: About
    title: str
    text: str = ""
    question: str = ""
    category: str = ""
    language: str
    made_at: datetime
    author: str = ""
    handle: str = ""
    asked: str | None = None
    products: list[str] = []
    proposed: bool = False
    official: bool = False
    state: State = State.PUBLISHED
    pinned: bool = False
    featured: bool = False
    pinned_at: datetime | None = None
    featured_at: datetime | None = None
    featured_until: datetime | None = None
    closed_at: datetime | None = None
    merged_into: str | None = None
    followers: list[str] = []
    posts: list[Post] = []


_decoder = msgspec.json.Decoder(Line)
_HANDLE = re.compile(r"(?=.{1,90}$)[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


class TopicLines(OfLines):
    """Takes topics in by the ids they have."""

    kind = Kind.DISCUSSIONS

    def read(self, line: str) -> Line:
        """Return the topic of a line. Raises msgspec.MsgspecError, Wrong."""
        found = _decoder.decode(line)
        posts = [one for post in found.posts for one in (post, *post.replies)]
        if any(reply.replies for post in found.posts for reply in post.replies):
            raise Wrong("reply_to_reply")
        try:
            ids.parse("top", found.id)
            _ = found.merged_into is None or ids.parse("top", found.merged_into)
            _ = found.asked is None or ids.parse("que", found.asked)
            _ = [ids.parse("pst", one.id) for one in posts]
        except UnknownId:
            raise Wrong("not_our_line", why="id") from None
        if found.handle and not _HANDLE.fullmatch(found.handle):
            raise Wrong("not_our_line", why="handle")
        texts = [(found.title, LONGEST_TITLE), *((one.text, LONGEST_POST) for one in posts)]
        if any(not text.strip() for text, _ in texts):
            raise Wrong("required")
        for text, most in [*texts, (found.question, LONGEST_QUESTION), (found.text, LONGEST_TEXT)]:
            if len(text) > most:
                raise Wrong("too_long", most=most)
        return found

    async def put(self, tx: Writing, lines: Sequence[tuple[Row, Any]]) -> list[Outcome]:
        """Write topics that are not here yet; those that are stay as they are."""
        rows = await tx.rows(
            "select id from discussions.topic where id = any($1)",
            [ids.parse("top", one.id) for _, one in lines] + [ids.parse("top", one.merged_into) for _, one in lines if one.merged_into],
        )
        there = {ids.show("top", row["id"]) for row in rows}
        named = await tx.rows("select handle, id from catalog.category where handle = any($1)", [one.category for _, one in lines])
        categories: dict[str, CategoryId] = {row["handle"]: row["id"] for row in named}
        handles = [handle for _, one in lines for handle in one.products]
        products = {
            row["handle"]: row["id"] for row in await tx.rows("select handle, id from catalog.product where handle = any($1)", handles)
        }
        people = await queries.people(tx, [who for _, one in lines for who in _addresses(one)])
        found: list[Outcome] = []
        wanted: list[PutTopic] = []
        for row, one in lines:
            if one.id in there:
                found.append(Outcome(row, "unchanged"))
            elif one.category and one.category not in categories:
                found.append(unfit(row, "no_such_category", value=one.category[:80]))
            elif one.merged_into is not None and one.merged_into not in there:
                found.append(unfit(row, "names_nothing_here", value=one.merged_into, place="merged_into"))
            elif missing := set(one.products) - set(products):
                found.append(unfit(row, "no_such_product", value=min(missing)[:80]))
            else:
                there.add(one.id)
                wanted.append(_wanted(one, categories.get(one.category), products, people))
                found.append(Outcome(row, "made"))
        await discussions.put_topics(tx, SYSTEM, wanted)
        return found


def _addresses(one: Line) -> list[str]:
    return [one.author, *one.followers, *(who.author for post in one.posts for who in (post, *post.replies))]


def _wanted(one: Line, category: CategoryId | None, products: dict[str, ProductId], people: dict[str, PersonId]) -> PutTopic:
    return PutTopic(
        id=TopicId(ids.parse("top", one.id)),
        kind=one.kind,
        title=one.title,
        text=one.text,
        question=one.question,
        category_id=category,
        language=one.language,
        made_at=one.made_at,
        author=people.get(one.author.lower()),
        handle=one.handle,
        question_id=QuestionId(ids.parse("que", one.asked)) if one.asked else None,
        products=[products[handle] for handle in one.products],
        proposed=one.proposed,
        official=one.official,
        state=one.state,
        pinned=one.pinned,
        featured=one.featured,
        pinned_at=one.pinned_at,
        featured_at=one.featured_at,
        featured_until=one.featured_until,
        closed_at=one.closed_at,
        merged_into=TopicId(ids.parse("top", one.merged_into)) if one.merged_into else None,
        followers=[people[who.lower()] for who in one.followers if who.lower() in people],
        posts=[_post(post, people) for post in one.posts],
    )


def _post(one: Post, people: dict[str, PersonId]) -> PutPost:
    return PutPost(
        id=PostId(ids.parse("pst", one.id)),
        text=one.text,
        language=one.language,
        made_at=one.made_at,
        author=people.get(one.author.lower()),
        pictures=one.pictures,
        accepted=one.accepted,
        accepted_at=one.accepted_at,
        official=one.official,
        state=one.state,
        replies=[_post(reply, people) for reply in one.replies],
    )


_POST = """json_build_object('id', a.id, 'text', a.text, 'language', a.language, 'made_at', a.made_at, 'author', coalesce(w.email, ''),
    'pictures', a.pictures, 'accepted_at', a.accepted_at, 'official', a.official, 'state', a.state{more})"""


async def write(read: Reading) -> AsyncIterator[list[Any]]:
    """Yield every topic with its posts and their replies, in the order of their ids; those that were merged come last."""
    replies = f"""select json_agg({_POST.format(more="")} order by a.id) from discussions.post a left join accounts.person w on w.id = a.author
        where a.reply_to = a0.id"""
    posts = f"""select json_agg({_POST.format(more=f", 'replies', coalesce(({replies}), '[]')")} order by a.id)
        from discussions.post a0 join discussions.post a on a.id = a0.id left join accounts.person w on w.id = a.author
        where a.topic_id = t.id and a.reply_to is null"""
    products = """select json_agg(n.handle order by p.at) from unnest(t.products) with ordinality p (id, at)
        join catalog.product n on n.id = p.id"""
    after: tuple[bool, UUID] | tuple[None, None] = (None, None)
    while rows := await read.rows(
        f"""select t.id, t.merged_into is not null as merged, json_build_object('kind', t.kind, 'title', t.title, 'text', t.text,
            'question', t.question, 'language', t.language, 'category', coalesce(c.handle, ''), 'made_at', t.made_at,
            'author', coalesce(p.email, ''), 'handle', t.handle, 'asked', t.question_id, 'products', coalesce(({products}), '[]'),
            'proposed', t.proposed, 'official', t.official, 'state', t.state, 'pinned_at', t.pinned_at, 'featured_at', t.featured_at, 'featured_until', t.featured_until,
            'closed_at', t.closed_at,
            'merged_into', t.merged_into, 'posts', coalesce(({posts}), '[]')) as line
        from discussions.topic t left join catalog.category c on c.id = t.category_id left join accounts.person p on p.id = t.author
        where $1::boolean is null or (t.merged_into is not null, t.id) > ($1, $2) order by t.merged_into is not null, t.id limit $3""",
        *after,
        BATCH,
    ):
        after = (rows[-1]["merged"], rows[-1]["id"])
        yield [_line(row["id"], row["line"]) for row in rows]


def _line(topic: UUID, said: dict[str, Any]) -> Line:
    posts = [_shown(one) | {"replies": [_shown(reply) for reply in one["replies"]]} for one in said["posts"]]
    named = {
        name: ids.show(prefix, UUID(said[name])) if said[name] else None for name, prefix in (("asked", "que"), ("merged_into", "top"))
    }
    return msgspec.convert({**said, **named, "stoa": "topic/1", "id": ids.show("top", topic), "posts": posts}, Line)


def _shown(post: dict[str, Any]) -> dict[str, Any]:
    return {**post, "id": ids.show("pst", UUID(post["id"]))}
