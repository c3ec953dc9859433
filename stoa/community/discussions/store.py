"""The rows of discussions: written set-wise, read for decisions."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.community.discussions.model import Post, PostId, State, Topic, TopicId
from stoa.shop.catalog.model import ProductId

TOPIC = """id, handle, kind, category_id, title, question, question_id, text, products, language, author, proposed, state, pinned_at, featured_at, featured_until,
    closed_at, merged_into, made_at, last_at, official"""
POST = "id, topic_id, author, text, products, pictures, language, reply_to, accepted_at, state, made_at, official"


async def find(read: Reading, handle: str) -> Topic | None:
    return await read.one(Topic, f"select {TOPIC} from discussions.topic where handle = $1", handle)


async def find_id(read: Reading, topic_id: TopicId) -> Topic | None:
    return await read.one(Topic, f"select {TOPIC} from discussions.topic where id = $1", topic_id)


async def lock(tx: Writing, topic_ids: Iterable[TopicId]) -> list[Topic]:
    """Lock topics, in sorted order."""
    return await tx.all(Topic, f"select {TOPIC} from discussions.topic where id = any($1) order by id for update", list(topic_ids))


async def find_post(read: Reading, post_id: PostId) -> Post | None:
    return await read.one(Post, f"select {POST} from discussions.post where id = $1", post_id)


async def products_of(read: Reading, handles: Iterable[str]) -> dict[str, ProductId]:
    """Return the products that answer at these handles, or did."""
    wanted = list(dict.fromkeys(handles))
    rows = await read.rows(
        """select h.handle, coalesce(p.id, r.target_id) as id from unnest($1::text[]) h (handle)
        left join catalog.product p on p.handle = h.handle and p.state <> 'draft'
        left join catalog.redirect r on r.kind = 'product' and r.handle = h.handle
        where coalesce(p.id, r.target_id) is not null""",
        wanted,
    )
    return {row["handle"]: row["id"] for row in rows}


async def free_handle(read: Reading, wanted: str) -> str:
    """Return a handle for a new topic: the one wanted, or with a number appended."""
    rows = await read.rows("select handle from discussions.topic where handle = $1 or handle like $1 || '-%'", wanted)
    taken = {row["handle"] for row in rows}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


async def insert_topics(tx: Writing, rows: Sequence[dict[str, Any]]) -> list[TopicId]:
    """Write topics; return the ids of those that were not there yet."""
    made = await tx.rows(
        """insert into discussions.topic (id, handle, kind, category_id, title, question, question_id, text, products, language, author,
            proposed, official, state, pinned_at, featured_at, featured_until, closed_at, made_at, last_at)
        select id, handle, kind, category_id, title, question, question_id, text, array(select jsonb_array_elements_text(products)::uuid), language,
            author, proposed, official, state, pinned_at, featured_at, featured_until, closed_at, made_at, made_at
        from jsonb_to_recordset($1) as r (id uuid, handle text, kind text, category_id uuid, title text, question text, question_id uuid,
            text text, products jsonb, language text, author uuid, proposed boolean, official boolean, state text, pinned_at timestamptz,
            featured_at timestamptz, featured_until timestamptz, closed_at timestamptz, made_at timestamptz)
        on conflict (id) do nothing returning id""",
        list(rows),
    )
    return [row["id"] for row in made]


async def insert_posts(tx: Writing, rows: Sequence[dict[str, Any]]) -> list[PostId]:
    """Write posts; return the ids of those that were not there yet."""
    made = await tx.rows(
        """insert into discussions.post (id, topic_id, author, text, products, pictures, language, reply_to, accepted_at, official, state, made_at)
        select id, topic_id, author, text, array(select jsonb_array_elements_text(products)::uuid), pictures, language, reply_to, accepted_at,
            official, state, made_at
        from jsonb_to_recordset($1) as r (id uuid, topic_id uuid, author uuid, text text, products jsonb, pictures jsonb, language text,
            reply_to uuid, accepted_at timestamptz, official boolean, state text, made_at timestamptz)
        on conflict (id) do nothing returning id""",
        list(rows),
    )
    return [row["id"] for row in made]


async def set_topic_state(tx: Writing, topic_ids: Sequence[UUID], state: State) -> list[Topic]:
    """Show or hide topics; return those that stand otherwise now. What a member proposed is shown by nobody but a host."""
    return await tx.all(
        Topic,
        f"""update discussions.topic set state = $2 where id = any($1) and state <> $2 and not (proposed and $2 = 'published')
        returning {TOPIC}""",
        list(topic_ids),
        state.value,
    )


async def set_post_state(tx: Writing, post_ids: Sequence[UUID], state: State) -> list[Post]:
    """Show or hide posts; return those that stand otherwise now. What is hidden answers nothing."""
    return await tx.all(
        Post,
        f"""update discussions.post set state = $2, accepted_at = case when $2 = 'published' then accepted_at end
        where id = any($1) and state <> $2 returning {POST}""",
        list(post_ids),
        state.value,
    )


async def set_topic(tx: Writing, topic_ids: Sequence[UUID], column: str, value: object) -> None:
    """Write one column of topics: pinned_at, featured_at, closed_at or category_id."""
    await tx.run(f"update discussions.topic set {column} = $2 where id = any($1)", list(topic_ids), value)


async def accept(tx: Writing, post_id: PostId, *, on: bool) -> None:
    await tx.run("update discussions.post set accepted_at = $2 where id = $1", post_id, tx.now if on else None)


async def merge(tx: Writing, sources: Sequence[TopicId], into: TopicId) -> None:
    """Bring the posts, followers and outcomes of some topics to another."""
    wanted = list(sources)
    await tx.run("update discussions.post set topic_id = $2 where topic_id = any($1)", wanted, into)
    await tx.run(
        """insert into discussions.following (topic_id, person_id, at, seen_at)
        select distinct on (person_id) $2::uuid, person_id, at, seen_at from discussions.following where topic_id = any($1) order by person_id, at
        on conflict do nothing""",
        wanted,
        into,
    )
    await tx.run("delete from discussions.following where topic_id = any($1)", wanted)
    await tx.run(
        """insert into discussions.came_of (topic_id, product_id, orders, brought)
        select $2::uuid, product_id, sum(orders), sum(brought) from discussions.came_of where topic_id = any($1) group by product_id
        on conflict (topic_id, product_id) do update set orders = came_of.orders + excluded.orders, brought = came_of.brought + excluded.brought""",
        wanted,
        into,
    )
    await tx.run("delete from discussions.came_of where topic_id = any($1)", wanted)
    await tx.run("update discussions.came set topic_id = $2 where topic_id = any($1)", wanted, into)
    await tx.run("update discussions.led set topic_id = $2 where topic_id = any($1)", wanted, into)
    await tx.run(
        "update discussions.topic set merged_into = $2, pinned_at = null where id = any($1) or merged_into = any($1)", wanted, into
    )
