"""Topics from a file, or many at once: with their posts, in a fixed number of statements however many there are."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from stoa.base import ids, legible
from stoa.base.database import Writing
from stoa.community.discussions import deriving, rules, store, submitting
from stoa.community.discussions.actions import spoken
from stoa.community.discussions.model import PostId, PutPost, PutTopic, State, TopicId
from stoa.outside import mail
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import ProductId


async def put_topics(tx: Writing, actor: Visitor, wanted: Sequence[PutTopic]) -> list[TopicId]:
    """Write topics with their posts and followers; return their ids in the same order.

    One whose id is there already stays as it is, posts too: twice changes nothing. Each is in the state that is said; what waits
    opens a case for hosts (a proposal does not, it waits on their own page), and what holds a known spam link is taken away.
    """
    numbered = [(one.id or TopicId(ids.at(one.made_at, number)), one) for number, one in enumerate(wanted)]
    known = await store.products_of(tx, _handles(wanted))
    handles = await _free(tx, [one.handle or rules.slug(legible.line(one.title)) for one in wanted])
    topics = [_topic(topic_id, one, handle, known) for (topic_id, one), handle in zip(numbered, handles, strict=True)]
    new = set(await store.insert_topics(tx, topics))
    posts = [
        (row, topic["handle"]) for topic, one in zip(topics, wanted, strict=True) if topic["id"] in new for row in _posts(topic, one, known)
    ]
    await store.insert_posts(tx, [row for row, _ in posts if row["reply_to"] is None])
    await store.insert_posts(tx, [row for row, _ in posts if row["reply_to"] is not None])
    fresh = [row for row in topics if row["id"] in new]
    pieces = [(submitting.topic_piece(row), row) for row in fresh] + [(submitting.post_piece(row, handle), row) for row, handle in posts]
    states = await submitting.put(tx, actor, pieces)
    hidden = [row["id"] for (_, row), state in zip(pieces, states, strict=True) if state is State.REMOVED and row["state"] is not state]
    if hidden:
        await tx.run("update discussions.topic set state = 'removed' where id = any($1)", hidden)
        await tx.run("update discussions.post set state = 'removed', accepted_at = null where id = any($1)", hidden)
    await tx.run(
        """update discussions.topic t set merged_into = i.id from unnest($1::uuid[], $2::uuid[]) m (topic, target)
        join discussions.topic i on i.id = m.target and i.merged_into is null where t.id = m.topic and t.id <> i.id""",
        [topic_id for topic_id, one in numbered if topic_id in new and one.merged_into],
        [one.merged_into for topic_id, one in numbered if topic_id in new and one.merged_into],
    )
    await _follow(tx, [(topic_id, one) for topic_id, one in numbered if topic_id in new])
    await deriving.changed(tx, new)
    return [topic_id for topic_id, _ in numbered]


def _handles(wanted: Sequence[PutTopic]) -> list[str]:
    """Return every handle of a product that is named anywhere."""
    site = mail.current().url
    texts = [text for one in wanted for text in (one.question, one.text, *(post.text for post in _all(one.posts)))]
    return [handle for text in texts for handle in rules.mentions(text, site)]


def _all(posts: Sequence[PutPost]) -> Iterator[PutPost]:
    for one in posts:
        yield one
        yield from one.replies


async def _free(tx: Writing, stems: Sequence[str]) -> list[str]:
    """Return free handles for new topics, in one statement."""
    rows = await tx.rows(
        "select t.handle from discussions.topic t join (select distinct * from unnest($1::text[]) s (stem)) s on t.handle = s.stem or t.handle like s.stem || '-%'",
        list(stems),
    )
    taken = {row["handle"] for row in rows}
    given = []
    for stem in stems:
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        given.append(name)
    return given


async def _follow(tx: Writing, topics: Sequence[tuple[TopicId, PutTopic]]) -> None:
    rows = [(topic_id, person, one.made_at) for topic_id, one in topics for person in dict.fromkeys(one.followers)]
    await tx.run(
        """insert into discussions.following (topic_id, person_id, at, seen_at)
        select t, p, m, m from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) r (t, p, m) on conflict do nothing""",
        [topic_id for topic_id, _, _ in rows],
        [person for _, person, _ in rows],
        [at for _, _, at in rows],
    )


def _named(text: str, known: dict[str, ProductId], first: Sequence[ProductId] = ()) -> list[str]:
    found = [*first, *(known[handle] for handle in rules.mentions(text, mail.current().url) if handle in known)]
    return [str(one) for one in dict.fromkeys(found)]


def _topic(topic_id: TopicId, one: PutTopic, handle: str, known: dict[str, ProductId]) -> dict[str, Any]:
    return {
        "id": topic_id, "handle": handle, "kind": one.kind, "category_id": one.category_id, "title": legible.line(one.title),
        "question": legible.line(one.question), "question_id": one.question_id, "text": legible.paragraphs(one.text),
        "products": _named(f"{one.question}\n{one.text}", known, one.products), "language": spoken(one.language), "author": one.author,
        "proposed": one.proposed, "official": one.official, "state": one.state, "pinned_at": one.pinned_at or (one.made_at if one.pinned else None),
        "featured_at": one.featured_at or (one.made_at if one.featured else None), "featured_until": one.featured_until, "closed_at": one.closed_at, "made_at": one.made_at,
    }  # fmt: skip


def _posts(topic: dict[str, Any], one: PutTopic, known: dict[str, ProductId]) -> Iterator[dict[str, Any]]:
    number = 0
    for post in one.posts:
        row = _post(topic["id"], post, None, number, known)
        yield row
        number += 1
        for reply in post.replies:
            yield _post(topic["id"], reply, row["id"], number, known)
            number += 1


def _post(topic_id: TopicId, one: PutPost, reply_to: PostId | None, number: int, known: dict[str, ProductId]) -> dict[str, Any]:
    text = legible.paragraphs(one.text)
    return {
        "id": one.id or PostId(ids.at(one.made_at, number)), "topic_id": topic_id, "author": one.author, "text": text,
        "products": _named(text, known), "pictures": [msgspec.to_builtins(picture) for picture in one.pictures],
        "language": spoken(one.language), "reply_to": reply_to, "accepted_at": one.accepted_at or (one.made_at if one.accepted else None),
        "official": one.official, "state": one.state, "made_at": one.made_at,
    }  # fmt: skip
