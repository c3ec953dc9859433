"""Questions as rows of lists: somebody's own, and what the desk reads. Things are named in the language of whoever reads."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.paging import Slice
from stoa.community.questions.model import Figures, QuestionId, Request, State
from stoa.community.questions.requests import REQUEST
from stoa.people.permissions.model import PersonId


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A question as a row of a list: of somebody's own, or on the desk. `open` links of owners who were `asked` can still be answered by."""

    id: QuestionId
    text: str
    language: str
    handle: str
    title: str
    made_at: datetime
    answers: int
    official: bool = False
    state: State = State.PUBLISHED
    followers: int = 0
    asked: int = 0
    open: int = 0


_TITLE = """cross join lateral (select title from catalog.product_text where product_id = p.id order by language = {} desc, language = 'en' desc,
    language limit 1) t"""


def _row(now: str, language: str) -> str:
    """Return what reads rows; `now` is the parameter that says what time it is, `language` that in which things are named."""
    return f"""select q.id, q.text, q.language, p.handle, t.title, q.made_at, q.answers, q.state,
        exists (select from questions.answer a where a.question_id = q.id and a.official and a.state <> 'removed') as official,
        (select count(*) from questions.follower f where f.question_id = q.id)::int as followers, k.asked, k.open
    from questions.question q join catalog.product p on p.id = q.product_id
    {_TITLE.format(language)}
    cross join lateral (select count(*)::int as asked, count(*) filter (where k.state = 'waiting' and k.until_at > {now}::timestamptz)::int as open
        from questions.asked k where k.question_id = q.id) k"""


async def of_person(read: Reading, person: PersonId, language: str, cursor: str | None = None, limit: int = 20) -> Slice[Row]:
    """Return what somebody asked, the newest first."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        Row,
        f"{_row('$4', '$5')} where q.author = $1 and ($2::uuid is null or q.id < $2) and q.merged_into is null order by q.id desc limit $3",
        person,
        before,
        limit + 1,
        read.now,
        language,
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if len(rows) > limit else None)


async def unanswered(read: Reading, language: str, *, cursor: str | None = None, limit: int = 50) -> Slice[Row]:
    """Return what nobody has answered, the longest waiting first; what the shop has answered and not shown yet is among it."""
    after = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        Row,
        f"""{_row("$3", "$4")} where q.state = 'published' and q.merged_into is null and q.answers = 0 and ($1::uuid is null or q.id > $1)
            order by q.id limit $2""",
        after,
        limit + 1,
        read.now,
        language,
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if len(rows) > limit else None)


async def handed(read: Reading, language: str, *, cursor: str | None = None, limit: int = 50) -> Slice[Row]:
    """Return what no owner has answered and the shop has now, the longest waiting first."""
    after = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        Row,
        f"""{_row("$3", "$4")} join questions.course c on c.question_id = q.id and c.handed_at is not null
            where q.state = 'published' and q.merged_into is null and q.answers = 0 and ($1::uuid is null or q.id > $1) order by q.id limit $2""",
        after,
        limit + 1,
        read.now,
        language,
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if len(rows) > limit else None)


async def newest(read: Reading, language: str, *, cursor: str | None = None, limit: int = 50) -> Slice[Row]:
    """Return every question that stands, the newest first."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        Row,
        f"""{_row("$3", "$4")} where q.state = 'published' and q.merged_into is null and ($1::uuid is null or q.id < $1) order by q.id desc limit $2""",
        before,
        limit + 1,
        read.now,
        language,
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if len(rows) > limit else None)


async def worth_a_topic(read: Reading, language: str, limit: int = 8) -> list[Row]:
    """Return the questions of the last half year that matter to most people: hosts may open a topic with one."""
    return await read.all(
        Row,
        f"""{_row("$3", "$4")} where q.id >= $1 and q.state = 'published' and q.merged_into is null and q.weight >= 3
            order by q.weight desc, q.id desc limit $2""",
        _first_id(read.now - timedelta(days=180)),
        limit,
        read.now,
        language,
    )


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two questions about one product that may be the same."""

    id: QuestionId
    text: str
    into: QuestionId
    into_text: str
    into_answers: int
    handle: str
    title: str
    alike: float


async def alike(read: Reading, language: str, since: datetime, limit: int = 20) -> list[Pair]:
    """Return new questions that share most of their words with an older one of the same product."""
    return await read.all(
        Pair,
        f"""select q.id, q.text, o.id as into, o.text as into_text, o.answers as into_answers, p.handle, t.title, o.alike
        from questions.question q
        cross join lateral (
            select o.id, o.text, o.answers, 2.0 * (select count(*) from unnest(string_to_array(o.digest, ' ')) w where w = any(string_to_array(q.digest, ' ')))
                / (cardinality(string_to_array(o.digest, ' ')) + cardinality(string_to_array(q.digest, ' '))) as alike
            from questions.question o where o.product_id = q.product_id and o.state = 'published' and o.merged_into is null and o.id < q.id
                and o.language = q.language
            order by alike desc, o.weight desc limit 1) o
        join catalog.product p on p.id = q.product_id
        {_TITLE.format("$4")}
        where q.state = 'published' and q.merged_into is null and q.made_at >= $1 and q.id >= $3 and o.alike >= 0.6
        order by o.alike desc, q.id limit $2""",
        since,
        limit,
        _first_id(since),
        language,
    )


def _first_id(since: datetime) -> UUID:
    """Return the least id made at that moment, so that the index of ids finds the new ones."""
    return UUID(int=int(since.timestamp() * 1000) << 80)


class Owed(Request, frozen=True, kw_only=True):
    """What only the shop can answer, and the thing it was asked about."""

    handle: str
    title: str


async def requests(read: Reading, language: str, *, open_: bool = True, cursor: str | None = None, limit: int = 50) -> Slice[Owed]:
    """Return what the shop owes an answer to, the longest waiting first, or what is done, the newest first. Raises BadCursor."""
    at, last = paging.decode(cursor, tuple[datetime, UUID]) if cursor else (None, None)
    which, key, after, by = (
        ("r.state = 'open'", "made_at", ">", "r.made_at, r.id")
        if open_
        else ("r.state <> 'open'", "done_at", "<", "r.done_at desc, r.id desc")
    )
    rows = await read.all(
        Owed,
        f"""select {REQUEST}, p.handle, t.title from questions.request r join catalog.product p on p.id = r.product_id {_TITLE.format("$2")}
        where {which} and ($3::timestamptz is null or (r.{key}, r.id) {after} ($3, $4::uuid)) order by {by} limit $1""",
        limit + 1,
        language,
        at,
        last,
    )
    end = rows[limit - 1] if len(rows) > limit else None
    return Slice(rows[:limit], paging.encode(getattr(end, key), end.id) if end else None)


async def figures(read: Reading, days: int = 90) -> Figures:
    """Return how well it works: what was asked in the last so many days and what became of it (QA-2, QA-3)."""
    since = read.now - timedelta(days=days)
    row = await read.row(
        """with asked as materialized (
            select q.published_at, q.answered_at from questions.question q
            where q.id >= $3 and q.published_at >= $1 and q.state = 'published' and q.merged_into is null),
        said as materialized (
            select official from questions.answer where made_at >= $1 and state = 'published' and not held)
        select (select count(*) from asked)::int as asked, (select count(*) from asked where answered_at is not null)::int as answered,
            (select count(*) from asked where answered_at <= published_at + interval '24 hours')::int as answered_in_a_day,
            (select percentile_cont(0.5) within group (order by extract(epoch from answered_at - published_at) / 3600.0)
                from asked where answered_at is not null)::float8 as median_hours,
            (select count(*) from said where not official)::int as by_customers, (select count(*) from said where official)::int as by_shop,
            (select count(*) from questions.asked where at >= $1)::int as links_sent,
            (select count(*) from questions.asked where at >= $1 and state = 'answered')::int as links_answered,
            (select count(*) from questions.request where made_at >= $1)::int as for_the_shop,
            (select count(*) from questions.willing)::int as willing, $2::int as days""",
        since,
        days,
        _first_id(since - timedelta(days=30)),
    )
    return msgspec.convert(dict(row), Figures)
