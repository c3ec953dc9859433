"""The verbs of discussions: open, propose, write, follow, say what answered it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import events, ids, legible
from stoa.base.database import Writing
from stoa.base.locale import LANGUAGES
from stoa.community.discussions import deriving, rules, store, submitting
from stoa.community.discussions.model import (
    NewPost,
    NewTopic,
    NoSuchPost,
    NoSuchTopic,
    NotYours,
    Post,
    PostId,
    PostWritten,
    State,
    Topic,
    TopicId,
    TopicIsClosed,
    TopicOpened,
    UnfitPost,
    UnfitTopic,
)
from stoa.outside import mail
from stoa.people import audit
from stoa.people.permissions.model import PersonId, Visitor

HOST = "community.moderate"


def spoken(language: str) -> str:
    """Return the language a text is kept in: one of the shop's."""
    return language if language in {one.code for one in LANGUAGES} else LANGUAGES[0].code


async def open_topic(tx: Writing, actor: Visitor, new: NewTopic) -> Topic:
    """Open a topic, as a host. Raises UnfitTopic."""
    made = await _write_topic(tx, actor, new, proposed=False)
    await audit.note(tx, actor, "discussions.open", made.id, {"handle": made.handle})
    return made


async def propose(tx: Writing, visitor: Visitor, new: NewTopic) -> Topic:
    """Propose a topic, as a member: nobody sees it before a host opens it. Raises UnfitTopic."""
    return await _write_topic(tx, visitor, new, proposed=True)


async def _write_topic(tx: Writing, visitor: Visitor, new: NewTopic, *, proposed: bool) -> Topic:
    new = msgspec.structs.replace(
        new,
        title=legible.line(new.title),
        question=legible.line(new.question),
        text=legible.paragraphs(new.text),
        language=spoken(new.language),
    )
    wrong = rules.wrong_topic(new)
    if wrong:
        raise UnfitTopic(wrong)
    topic_id = TopicId(ids.new())
    row: dict[str, Any] = {
        "id": topic_id, "handle": await store.free_handle(tx, rules.slug(new.title)), "kind": new.kind, "category_id": new.category_id,
        "title": new.title, "question": new.question, "question_id": new.question_id, "text": new.text,
        "products": await named(tx, f"{new.question}\n{new.text}", new.products), "language": new.language, "author": visitor.person,
        "proposed": proposed, "official": visitor.staff, "state": State.WAITING, "pinned_at": None, "featured_at": None, "featured_until": None, "made_at": tx.now,
    }  # fmt: skip
    await store.insert_topics(tx, [row])
    if visitor.person is not None:
        await store_following(tx, topic_id, visitor.person)
    state = await submitting.submit(tx, visitor, submitting.topic_piece(row))
    if state is not State.WAITING:
        await set_topics(tx, [topic_id], state)
    found = await store.find_id(tx, topic_id)
    if found is None:
        raise NoSuchTopic
    return found


async def named(tx: Writing, text: str, first: Sequence[UUID] = ()) -> list[str]:
    """Return the products that a text names, after those that are given."""
    handles = rules.mentions(text, mail.current().url)
    known = await store.products_of(tx, handles) if handles else {}
    found = [*first, *(known[handle] for handle in handles if handle in known)]
    return [str(one) for one in dict.fromkeys(found)]


async def set_topics(tx: Writing, topic_ids: Sequence[UUID], state: State) -> None:
    """Show or hide topics, as moderation decided."""
    changed = await store.set_topic_state(tx, topic_ids, state)
    await deriving.changed(tx, [one.id for one in changed])
    if state is State.PUBLISHED:
        await events.record_all(tx, [TopicOpened(about=one.id) for one in changed])


async def set_posts(tx: Writing, post_ids: Sequence[UUID], state: State) -> None:
    """Show or hide posts, as moderation decided."""
    changed = await store.set_post_state(tx, post_ids, state)
    await deriving.changed(tx, [one.topic_id for one in changed])
    if state is State.PUBLISHED:
        await events.record_all(tx, [PostWritten(about=one.topic_id, post_id=one.id) for one in changed])


async def standing(tx: Writing, topic_id: TopicId) -> Topic:
    """Return the topic, or the one it was merged into, locked. Raises NoSuchTopic for one that is not shown."""
    found = await store.lock(tx, [topic_id])
    if found and found[0].merged_into is not None:
        found = await store.lock(tx, [found[0].merged_into])
    if not found or found[0].state is not State.PUBLISHED:
        raise NoSuchTopic
    return found[0]


async def post(tx: Writing, visitor: Visitor, topic_id: TopicId, new: NewPost) -> tuple[PostId, State]:
    """Write in a topic; who works for the shop writes for it. Raises NoSuchTopic, TopicIsClosed, NoSuchPost (of what is replied to), UnfitPost."""
    topic = await standing(tx, topic_id)
    if topic.closed_at is not None:
        raise TopicIsClosed
    text = legible.paragraphs(new.text)
    wrong = rules.wrong_post(text)
    if wrong:
        raise UnfitPost(wrong)
    reply_to = await _replied(tx, topic, new.reply_to)
    post_id = PostId(ids.new())
    row: dict[str, Any] = {
        "id": post_id, "topic_id": topic.id, "author": visitor.member, "text": text, "products": await named(tx, text),
        "pictures": [msgspec.to_builtins(one) for one in new.pictures], "language": spoken(new.language), "reply_to": reply_to,
        "accepted_at": None, "official": visitor.staff, "state": State.WAITING, "made_at": tx.now,
    }  # fmt: skip
    await store.insert_posts(tx, [row])
    state = await submitting.submit(tx, visitor, submitting.post_piece(row, topic.handle))
    if state is not State.WAITING:
        await set_posts(tx, [post_id], state)
    await store_following(tx, topic.id, visitor.member)
    return post_id, state


async def _replied(tx: Writing, topic: Topic, reply_to: PostId | None) -> PostId | None:
    """Return the post that a reply stands below: one level and no more."""
    if reply_to is None:
        return None
    found = await store.find_post(tx, reply_to)
    if found is None or found.topic_id != topic.id or found.state is not State.PUBLISHED:
        raise NoSuchPost
    return found.reply_to or found.id


async def store_following(tx: Writing, topic_id: TopicId, person: PersonId) -> None:
    """Follow a topic; who follows it already has seen it now."""
    await tx.run(
        """insert into discussions.following (topic_id, person_id, at, seen_at) values ($1, $2, $3, $3)
        on conflict (topic_id, person_id) do update set seen_at = excluded.seen_at""",
        topic_id,
        person,
        tx.now,
    )


async def follow(tx: Writing, visitor: Visitor, topic_id: TopicId, *, on: bool = True) -> None:
    """See in the account when something is written, or no longer. No mail is sent. Raises NoSuchTopic."""
    topic = await standing(tx, topic_id)
    if on:
        await store_following(tx, topic.id, visitor.member)
    else:
        await tx.run("delete from discussions.following where topic_id = $1 and person_id = $2", topic.id, visitor.member)


async def seen(tx: Writing, person: PersonId, topic_id: TopicId) -> None:
    """Note that somebody who follows a topic has looked."""
    await tx.run("update discussions.following set seen_at = $3 where topic_id = $1 and person_id = $2", topic_id, person, tx.now)


async def accept(tx: Writing, visitor: Visitor, post_id: PostId, *, on: bool = True) -> Topic:
    """Say that a post answered what the topic was opened for, or did not after all: whoever opened it, or a host.

    Raises NoSuchPost, NoSuchTopic, NotYours.
    """
    found = await store.find_post(tx, post_id)
    if found is None or found.state is not State.PUBLISHED:
        raise NoSuchPost
    topic = await standing(tx, found.topic_id)
    if not (visitor.may(HOST) or (topic.author is not None and topic.author == visitor.person)):
        raise NotYours
    await store.accept(tx, found.id, on=on)
    await deriving.changed(tx, [topic.id])
    return topic


async def withdraw_post(tx: Writing, person: PersonId, post_id: PostId) -> Post:
    """Take one's own post away. Raises NoSuchPost."""
    found = await store.find_post(tx, post_id)
    if found is None or found.author != person or found.state is State.REMOVED:
        raise NoSuchPost
    await submitting.withdraw(tx, submitting.POST, post_id)
    await set_posts(tx, [post_id], State.REMOVED)
    return found
