"""What hosts do: open what was proposed, put forward, pin, move, merge, close."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import events, jobs
from stoa.base.database import Writing
from stoa.base.refusals import FieldError
from stoa.community import questions
from stoa.community.discussions import deriving, store
from stoa.community.discussions.actions import open_topic, standing
from stoa.community.discussions.model import EndIsPast, NewTopic, NoSuchTopic, State, Topic, TopicClosed, TopicId, TopicOpened
from stoa.community.questions.model import QuestionId
from stoa.people import audit
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import CategoryId, NoSuchCategory


async def decide_proposal(tx: Writing, actor: Visitor, topic_id: TopicId, *, opened: bool) -> None:
    """Open what a member proposed, or not. Raises NoSuchTopic."""
    found = next(iter(await store.lock(tx, [topic_id])), None)
    if found is None or not found.proposed:
        raise NoSuchTopic
    await tx.run(
        "update discussions.topic set proposed = false, state = $2, made_at = $3, last_at = $3 where id = $1",
        topic_id,
        State.PUBLISHED.value if opened else State.REMOVED.value,
        tx.now,
    )
    await deriving.changed(tx, [topic_id])
    await audit.note(tx, actor, "discussions.decide", topic_id, {"opened": opened})
    if opened:
        await events.record(tx, TopicOpened(about=topic_id))


FEATURE_ENDS = "discussions.feature_ends"
"""The job that has product pages show what they show without what is not put forward any more."""


async def feature(tx: Writing, actor: Visitor, topic_ids: Sequence[UUID], on: bool, until: datetime | None = None) -> None:  # noqa: FBT001
    """Put topics forward, until a moment or until said otherwise: they come first on the pages of the products they name.

    Raises EndIsPast.
    """
    end = until if on else None
    if end is not None and end <= tx.now:
        raise EndIsPast([FieldError("/until", "in_the_past")])
    await store.lock(tx, [TopicId(one) for one in topic_ids])
    await store.set_topic(tx, topic_ids, "featured_until", None)
    await _set(tx, actor, "feature", topic_ids, "featured_at", tx.now if on else None)
    if end is not None:
        await store.set_topic(tx, topic_ids, "featured_until", end)
        for one in sorted(topic_ids):
            await jobs.enqueue(tx, FEATURE_ENDS, {"topic": str(one)}, at=end)


async def pin(tx: Writing, actor: Visitor, topic_ids: Sequence[UUID], on: bool) -> None:  # noqa: FBT001
    """Have topics stand first in lists."""
    await _set(tx, actor, "pin", topic_ids, "pinned_at", tx.now if on else None)


async def move(tx: Writing, actor: Visitor, topic_ids: Sequence[UUID], to: str | None) -> None:
    """Put topics into the category of this handle, or into none. Raises NoSuchCategory."""
    category: CategoryId | None = None
    if to:
        category = await tx.value("select id from catalog.category where handle = $1", to)
        if category is None:
            raise NoSuchCategory
    await _set(tx, actor, "move", topic_ids, "category_id", category)


async def close(tx: Writing, actor: Visitor, topic_ids: Sequence[UUID], on: bool) -> None:  # noqa: FBT001
    """Let nothing more be written in topics, or again."""
    await _set(tx, actor, "close", topic_ids, "closed_at", tx.now if on else None)
    if on:
        await events.record_all(tx, [TopicClosed(about=one) for one in topic_ids])


async def _set(tx: Writing, actor: Visitor, verb: str, topic_ids: Sequence[UUID], column: str, value: object) -> None:
    found = [one.id for one in await store.lock(tx, [TopicId(one) for one in topic_ids]) if one.state is State.PUBLISHED]
    if len(found) < len(set(topic_ids)):
        raise NoSuchTopic
    await store.set_topic(tx, found, column, value)
    await deriving.changed(tx, found)
    for one in found:
        await audit.note(tx, actor, f"discussions.{verb}", one, {"after": str(value or "")})


async def merge(tx: Writing, actor: Visitor, topic_ids: Sequence[UUID], into: UUID) -> None:
    """Make topics one: what was written comes along, the old addresses lead on. Raises NoSuchTopic."""
    target = await standing(tx, TopicId(into))
    sources = [
        one.id for one in await store.lock(tx, [TopicId(one) for one in topic_ids]) if one.id != target.id and one.merged_into is None
    ]
    if not sources:
        return
    await store.merge(tx, sources, target.id)
    await deriving.changed(tx, [*sources, target.id])
    for one in sources:
        await audit.note(tx, actor, "discussions.merge", one, {"into": str(target.id)})


async def open_with(tx: Writing, actor: Visitor, new: NewTopic, question_id: QuestionId | None) -> Topic:
    """Open a topic, perhaps with a question that was asked with a product. Raises UnfitTopic, NoSuchQuestion."""
    if question_id is None:
        return await open_topic(tx, actor, new)
    whole = await questions.find(tx, question_id)
    return await open_topic(tx, actor, msgspec.structs.replace(new, question_id=whole.question.id, products=[whole.question.product_id]))
