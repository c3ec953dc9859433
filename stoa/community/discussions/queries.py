"""What pages and other rooms read of discussions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.locale import LANGUAGES
from stoa.base.paging import Slice
from stoa.community import circles
from stoa.community.discussions import deriving, store
from stoa.community.discussions.model import (
    Kind,
    Listed,
    NoSuchTopic,
    Outcome,
    Post,
    PostId,
    State,
    Thread,
    Topic,
    TopicId,
    Topics,
    Wish,
)
from stoa.community.moderation.model import Spot, Standing
from stoa.people.permissions.model import PersonId
from stoa.people.profiles.model import Line
from stoa.shop.catalog.model import CategoryId, NoSuchCategory, ProductId

_FIRST = LANGUAGES[0].code
_CODES = ", ".join(f"'{one.code}'" for one in LANGUAGES)
POSTS_AT_ONCE = 30


class Named(msgspec.Struct, frozen=True):
    """A topic as the product page's row has it."""

    handle: str
    kind: Kind
    title: str
    question: str
    language: str


ACCOUNT_LINE = Panel(
    """select json_build_object('key', case when n.new > 0 then 'discussions-line-new' when n.follows > 0 then 'discussions-line-follows'
            else 'discussions-line-none' end, 'count', case when n.new > 0 then n.new else n.follows end)
    from (select count(*) as follows, count(*) filter (where t.last_at > f.seen_at) as new from discussions.following f
        join discussions.topic t on t.id = f.topic_id and t.state = 'published' and t.merged_into is null
        where f.person_id = :viewer::uuid) n""",
    Line,
)
"""In how many topics that somebody follows there is something new; else how many they follow."""

PANEL = Panel(
    f"""select body from discussions.shown where product_id = :product
        and language = case when :language in ({_CODES}) then :language else '{_FIRST}' end""",
    list[Named],
)
"""Everything the product page shows of topics: one row, read by key."""


class Place(msgspec.Struct, frozen=True):
    """A category that topics can be about."""

    id: CategoryId
    handle: str
    name: str


_LISTED = f"""select t.id, t.handle, t.kind, t.title, t.question, left(t.text, 241) as lead, t.language, t.author, t.pinned_at is not null as pinned,
        {deriving.FEATURED.format(now="$5")} as featured, t.closed_at is not null as closed, t.last_at,
        exists (select from discussions.post o where o.topic_id = t.id and o.accepted_at is not null and o.state = 'published') as answered,
        coalesce(t.last_at > f.seen_at, false) as new
    from discussions.topic t left join discussions.following f on f.topic_id = t.id and f.person_id = $1"""


async def topics(read: Reading, wish: Wish) -> Topics:
    """Return topics, those last written in first; what hosts pinned stands before them on the first page. Raises BadCursor."""
    last, before = paging.decode(wish.cursor, tuple[datetime, UUID]) if wish.cursor else (None, None)
    given: list[Any] = [wish.followed_by, wish.category_id, wish.product_id, wish.kind, read.now]
    which = """t.state = 'published' and t.merged_into is null and ($1::uuid is null or f.person_id is not null)
        and ($2::uuid is null or t.category_id = any(array(select c.id from catalog.category c where $2 = any(c.path))))
        and ($3::uuid is null or exists (select from discussions.mention m where m.topic_id = t.id and m.product_id = $3))
        and ($4::text is null or t.kind = $4)"""
    pinned = []
    if wish.cursor is None and wish.followed_by is None:
        pinned = await read.all(Listed, f"{_LISTED} where {which} and t.pinned_at is not null order by t.pinned_at desc limit 5", *given)
    rest = "" if wish.followed_by is not None else "and t.pinned_at is null"
    rows = await read.all(
        Listed,
        f"""{_LISTED} where {which} {rest} and ($6::timestamptz is null or (t.last_at, t.id) < ($6, $7))
            order by t.last_at desc, t.id desc limit $8""",
        *given,
        last,
        before,
        wish.limit + 1,
    )
    shown = rows[: wish.limit]
    more = paging.encode(shown[-1].last_at, shown[-1].id) if len(rows) > wish.limit else None
    people = {one.author for one in (*pinned, *shown) if one.author is not None}
    return Topics(pinned=pinned, items=Slice(shown, more), people=await circles.bylines(read, people))


async def find(read: Reading, handle: str, cursor: str | None = None) -> Thread:
    """Return a topic with one page of its posts and all replies to them; one that was merged is the other.

    Raises NoSuchTopic, BadCursor.
    """
    topic = await store.find(read, handle)
    if topic is not None and topic.merged_into is not None:
        topic = await store.find_id(read, topic.merged_into)
    if topic is None or topic.state is not State.PUBLISHED:
        raise NoSuchTopic
    after = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    found = await read.all(
        Post,
        f"""select {store.POST} from discussions.post where topic_id = $1 and state = 'published' and reply_to is null
            and ($2::uuid is null or id > $2) order by id limit $3""",
        topic.id,
        after,
        POSTS_AT_ONCE + 1,
    )
    posts = found[:POSTS_AT_ONCE]
    replies = await read.all(
        Post,
        f"select {store.POST} from discussions.post where reply_to = any($1) and state = 'published' order by id",
        [one.id for one in posts],
    )
    mentions = await read.rows(
        """select m.product_id, p.state = 'draft' as hidden from discussions.mention m join catalog.product p on p.id = m.product_id
        where m.topic_id = $1 order by m.number""",
        topic.id,
    )
    hidden = {row["product_id"] for row in mentions if row["hidden"]}
    products = [row["product_id"] for row in mentions if not row["hidden"]][:24]
    posts, replies = [_without(hidden, one) for one in posts], [_without(hidden, one) for one in replies]
    posts, replies = await _owned(read, products, posts), await _owned(read, products, replies)
    said: list[Topic | Post] = [topic, *posts, *replies]
    people = {one.author for one in said if one.author is not None and not one.official}
    below: dict[PostId, list[Post]] = {}
    for one in replies:
        if one.reply_to is not None:
            below.setdefault(one.reply_to, []).append(one)
    return Thread(
        topic=topic,
        posts=Slice(posts, paging.encode(posts[-1].id) if len(found) > POSTS_AT_ONCE else None),
        replies=below,
        people=await circles.bylines(read, people),
        mentions=products,
        outcome=await outcome(read, topic.id),
    )


def _without(hidden: set[ProductId], post: Post) -> Post:
    """Return a post that does not name products which not everybody sees."""
    if hidden.isdisjoint(post.products):
        return post
    return msgspec.structs.replace(post, products=[one for one in post.products if one not in hidden])


async def _owned(read: Reading, products: list[Any], posts: list[Post]) -> list[Post]:
    """Return posts with what their authors own of the topic's products, by their orders; the shop owns nothing of its own."""
    authors = {one.author for one in posts if one.author is not None and not one.official}
    if not authors or not products:
        return posts
    rows = await read.rows(
        """select person_id, array_agg(distinct product_id) as products from circles.owned
        where person_id = any($1) and product_id = any($2) group by person_id""",
        list(authors),
        products,
    )
    owned = {row["person_id"]: row["products"] for row in rows}
    return [one if one.official else msgspec.structs.replace(one, owned=owned.get(one.author, [])) for one in posts]


async def outcome(read: Reading, topic_id: TopicId) -> Outcome:
    """Return what came of a topic: posts that answered it, orders of things that were put into the cart from it."""
    found = await read.rows(
        """select null::uuid as product_id, count(*)::int as many from discussions.post o
            where topic_id = $1 and accepted_at is not null and state = 'published'
            and not exists (select from discussions.post p where p.id = o.reply_to and p.state <> 'published')
        union all select product_id, orders from discussions.came_of where topic_id = $1""",
        topic_id,
    )
    products = {row["product_id"]: row["many"] for row in found}
    answers = products.pop(None)
    return Outcome(answers=answers, orders=sum(products.values()), products=products)


async def follows(read: Reading, person: PersonId, topic_id: TopicId) -> bool:
    return bool(await read.value("select true from discussions.following where topic_id = $1 and person_id = $2", topic_id, person))


async def places(read: Reading, language: str) -> list[Place]:
    """Return the top categories, that topics can be about."""
    return await read.all(
        Place,
        """select c.id, c.handle, (select t.name from catalog.category_text t where t.category_id = c.id
            order by t.language = $1 desc, t.language limit 1) as name
        from catalog.category c where c.parent_id is null order by c.position, c.id""",
        language,
    )


async def spots(read: Reading, language: str) -> list[Spot]:
    """Return where hosts can move a topic: every category, those below another one behind it."""
    return await read.all(
        Spot,
        """select c.handle as to, repeat('– ', cardinality(c.path) - 1) || (select t.name from catalog.category_text t
            where t.category_id = c.id order by t.language = $1 desc, t.language limit 1) as name
        from catalog.category c order by (select array_agg(array[a.position::text, a.id::text] order by cardinality(a.path))
            from catalog.category a where a.id = any(c.path)), c.id""",
        language,
    )


async def standing(read: Reading, topic_ids: Sequence[UUID]) -> dict[UUID, Standing]:
    """Return what hosts have done to topics, as it holds now."""
    rows = await read.rows(
        f"""select t.id, case when {deriving.FEATURED.format(now="$2")} then t.featured_at end as featured_at, t.featured_until, t.pinned_at, c.handle as place, i.handle as into_handle, i.title as into_title
        from discussions.topic t left join catalog.category c on c.id = t.category_id left join discussions.topic i on i.id = t.merged_into
        where t.id = any($1)""",
        list(topic_ids),
        read.now,
    )
    return {
        row["id"]: Standing(
            featured_at=row["featured_at"],
            featured_until=row["featured_until"] if row["featured_at"] else None,
            pinned_at=row["pinned_at"],
            place=row["place"] or "",
            merged_title=row["into_title"] or "",
            merged_path=f"/talk/t/{row['into_handle']}" if row["into_handle"] else "",
        )
        for row in rows
    }


async def place(read: Reading, handle: str, language: str) -> Place:
    """Return a category. Raises NoSuchCategory."""
    found = await read.one(
        Place,
        """select c.id, c.handle, (select t.name from catalog.category_text t where t.category_id = c.id
            order by t.language = $2 desc, t.language limit 1) as name
        from catalog.category c where c.handle = $1""",
        handle,
        language,
    )
    if found is None:
        raise NoSuchCategory
    return found


async def proposed(read: Reading, limit: int = 50) -> list[Topic]:
    """Return what members proposed, the longest waiting first."""
    return await read.all(
        Topic, f"select {store.TOPIC} from discussions.topic where proposed and state = 'waiting' order by id limit $1", limit
    )


async def posts_of(read: Reading, person: PersonId, limit: int = 50) -> list[dict[str, Any]]:
    """Return what somebody wrote lately."""
    rows = await read.rows(
        """select o.id, o.text, o.state, o.made_at, o.accepted_at is not null as accepted, t.handle, t.title
        from discussions.post o join discussions.topic t on t.id = o.topic_id
        where o.author = $1 and o.state <> 'removed' order by o.id desc limit $2""",
        person,
        limit,
    )
    return [dict(row) for row in rows]
