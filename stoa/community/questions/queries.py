"""What pages and other rooms read of questions."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.locale import LANGUAGES
from stoa.base.paging import Slice
from stoa.community import circles
from stoa.community.circles.model import Byline
from stoa.community.questions import rules, store
from stoa.community.questions.model import (
    Answer,
    AnswerId,
    Figures,
    NoSuchQuestion,
    Order,
    Question,
    QuestionId,
    Request,
    State,
    Whole,
)
from stoa.people.permissions.model import PersonId
from stoa.shop.catalog.model import ProductId

_FIRST = LANGUAGES[0].code
_CODES = ", ".join(f"'{one.code}'" for one in LANGUAGES)


class ShownAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as the product page's row has it."""

    id: AnswerId
    author: PersonId | None
    name: str
    text: str
    language: str
    owned_since: datetime | None
    official: bool
    accepted: bool
    helpful: int
    made_at: datetime


class ShownQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question as the product page's row has it, with its best answers; `more` are those that are not among them."""

    id: QuestionId
    author: PersonId | None
    name: str
    text: str
    language: str
    made_at: datetime
    answers: list[ShownAnswer]
    more: int


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A product's questions as its page shows them."""

    count: int = 0
    answered: int = 0
    items: list[ShownQuestion] = []


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside the sale; nothing is shown yet where nobody has asked."""

    id: ProductId
    handle: str
    shown: Shown | None = None
    people: dict[PersonId, Byline] | None = None


PANEL = Panel(
    f"""select json_build_object('id', p.id, 'handle', p.handle, 'shown', s.body, 'people', s.people)
    from catalog.product p left join questions.shown s
        on s.product_id = p.id and s.language = case when :language in ({_CODES}) then :language else '{_FIRST}' end
    where p.id = :product""",
    Beside,
)
"""Everything the product page shows of questions: one row, read by key."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A product's questions, one page of them, with how those who speak are called."""

    items: Slice[Whole]
    handle: str
    title: str
    count: int


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


class OwnAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer of one's own."""

    id: AnswerId
    question_id: QuestionId
    question: str
    text: str
    state: State
    accepted: bool
    helpful: int
    by_link: bool
    made_at: datetime


_TITLE = """cross join lateral (select title from catalog.product_text where product_id = p.id order by language = $1 desc,
    language = 'en' desc limit 1) t"""


async def find(read: Reading, question_id: QuestionId, language: str = _FIRST) -> Whole:
    """Return a question with its answers in their order, or the one it was merged into. Raises NoSuchQuestion."""
    question = await store.find(read, question_id)
    if question is not None and question.merged_into is not None:
        question = await store.find(read, question.merged_into)
    if question is None or question.state is not State.PUBLISHED:
        raise NoSuchQuestion
    product = await read.row(
        f"select p.handle, t.title from catalog.product p {_TITLE} where p.id = $2 and p.state <> 'draft'", language, question.product_id
    )
    if product is None:
        raise NoSuchQuestion
    answers = rules.in_order(await store.answers(read, question.id), question.accepted)
    return Whole(
        question=question,
        answers=answers,
        people=await circles.bylines(read, _speakers([question], answers)),
        handle=product["handle"],
        title=product["title"],
        course=(await store.courses(read, [] if answers else [question.id])).get(question.id),
    )


def _speakers(questions: list[Question], answers: list[Answer]) -> set[PersonId]:
    return {one.author for one in questions if one.author} | {one.author for one in answers if one.author}


_SORTS = {
    Order.HELPFUL: ("true", "(q.weight, q.id) < ($3::int, $4::uuid)", "q.weight desc, q.id desc"),
    Order.NEWEST: ("true", "q.id < $4::uuid", "q.id desc"),
    Order.UNANSWERED: ("q.answers = 0", "q.id < $4::uuid", "q.id desc"),
}


async def of_product(
    read: Reading, handle: str, *, order: Order = Order.HELPFUL, cursor: str | None = None, limit: int = 20, language: str = _FIRST
) -> Listed:
    """Return a product's questions, each with its answers. Raises NoSuchQuestion for a product that is not shown, BadCursor."""
    product = await read.row(
        f"select p.id, p.handle, t.title from catalog.product p {_TITLE} where p.handle = $2 and p.state <> 'draft'", language, handle
    )
    if product is None:
        raise NoSuchQuestion
    weight, before = paging.decode(cursor, tuple[int, UUID]) if cursor else (None, None)
    which, after, by = _SORTS[order]
    questions = await read.all(
        Question,
        f"""select {store.QUESTION} from questions.question q where q.product_id = $1 and q.state = 'published' and q.merged_into is null
            and {which} and ($4::uuid is null or {after}) and ($3::int is null or true) order by {by} limit $2""",
        product["id"],
        limit + 1,
        weight,
        before,
    )
    shown = questions[:limit]
    answers = await read.all(
        Answer,
        f"select {store.ANSWER} from questions.answer where question_id = any($1) and state = 'published' and not held",
        [one.id for one in shown],
    )
    people = await circles.bylines(read, _speakers(shown, answers))
    courses = await store.courses(read, [one.id for one in shown if not one.answers])
    count = await read.value(
        "select (body ->> 'count')::int from questions.shown where product_id = $1 order by language limit 1", product["id"]
    )
    items = [
        Whole(
            question=one,
            answers=rules.in_order([a for a in answers if a.question_id == one.id], one.accepted),
            people=people,
            handle=product["handle"],
            title=product["title"],
            course=courses.get(one.id),
        )
        for one in shown
    ]
    last = shown[-1] if shown else None
    more = paging.encode(last.weight, last.id) if last is not None and len(questions) > limit else None
    return Listed(items=Slice(items, more), handle=product["handle"], title=product["title"], count=count or 0)


async def votes(read: Reading, person: PersonId, question_id: QuestionId) -> dict[AnswerId, bool]:
    """Return what somebody said of a question's answers."""
    rows = await read.rows(
        """select v.answer_id, v.helpful from questions.vote v join questions.answer a on a.id = v.answer_id
        where a.question_id = $1 and v.person_id = $2""",
        question_id,
        person,
    )
    return {row["answer_id"]: row["helpful"] for row in rows}


async def follows(read: Reading, person: PersonId, question_id: QuestionId) -> bool:
    return bool(await read.value("select true from questions.follower where question_id = $1 and person_id = $2", question_id, person))


async def owns(read: Reading, person: PersonId, product_id: ProductId) -> bool:
    return bool(await read.value("select true from circles.owned where person_id = $1 and product_id = $2 limit 1", person, product_id))


def _row(now: str) -> str:
    """Return what reads rows; `now` is the parameter that says what time it is."""
    return f"""select q.id, q.text, q.language, p.handle, t.title, q.made_at, q.answers, q.state,
        exists (select from questions.answer a where a.question_id = q.id and a.official and a.state <> 'removed') as official,
        (select count(*) from questions.follower f where f.question_id = q.id)::int as followers, k.asked, k.open
    from questions.question q join catalog.product p on p.id = q.product_id
    cross join lateral (select title from catalog.product_text where product_id = p.id order by language = q.language desc, language limit 1) t
    cross join lateral (select count(*)::int as asked, count(*) filter (where k.state = 'waiting' and k.until_at > {now}::timestamptz)::int as open
        from questions.asked k where k.question_id = q.id) k"""


async def of_person(read: Reading, person: PersonId, cursor: str | None = None, limit: int = 20) -> Slice[Row]:
    """Return what somebody asked, the newest first."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        Row,
        f"{_row('$4')} where q.author = $1 and ($2::uuid is null or q.id < $2) and q.merged_into is null order by q.id desc limit $3",
        person,
        before,
        limit + 1,
        read.now,
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if len(rows) > limit else None)


async def answers_of(read: Reading, person: PersonId, limit: int = 50) -> list[OwnAnswer]:
    """Return what somebody answered lately, whoever wrote it in their name."""
    return await read.all(
        OwnAnswer,
        """select a.id, a.question_id, q.text as question, a.text, a.state, (q.accepted = a.id) is true as accepted, a.helpful, a.by_link, a.made_at
        from questions.answer a join questions.question q on q.id = a.question_id
        where a.author = $1 and a.state <> 'removed' order by a.id desc limit $2""",
        person,
        limit,
    )


async def unanswered(read: Reading, *, cursor: str | None = None, limit: int = 50) -> Slice[Row]:
    """Return what nobody has answered, the longest waiting first; what the shop has answered and not shown yet is among it."""
    after = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        Row,
        f"""{_row("$3")} where q.state = 'published' and q.merged_into is null and q.answers = 0 and ($1::uuid is null or q.id > $1)
            order by q.id limit $2""",
        after,
        limit + 1,
        read.now,
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if len(rows) > limit else None)


async def handed(read: Reading, *, cursor: str | None = None, limit: int = 50) -> Slice[Row]:
    """Return what no owner has answered and the shop has now, the longest waiting first."""
    after = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        Row,
        f"""{_row("$3")} join questions.course c on c.question_id = q.id and c.handed_at is not null
            where q.state = 'published' and q.merged_into is null and q.answers = 0 and ($1::uuid is null or q.id > $1) order by q.id limit $2""",
        after,
        limit + 1,
        read.now,
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if len(rows) > limit else None)


async def newest(read: Reading, *, cursor: str | None = None, limit: int = 50) -> Slice[Row]:
    """Return every question that stands, the newest first."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        Row,
        f"""{_row("$3")} where q.state = 'published' and q.merged_into is null and ($1::uuid is null or q.id < $1) order by q.id desc limit $2""",
        before,
        limit + 1,
        read.now,
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if len(rows) > limit else None)


async def worth_a_topic(read: Reading, limit: int = 8) -> list[Row]:
    """Return the questions of the last half year that matter to most people: hosts may open a topic with one."""
    return await read.all(
        Row,
        f"""{_row("$3")} where q.id >= $1 and q.state = 'published' and q.merged_into is null and q.weight >= 3
            order by q.weight desc, q.id desc limit $2""",
        _first_id(read.now - timedelta(days=180)),
        limit,
        read.now,
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


async def alike(read: Reading, since: datetime, limit: int = 20) -> list[Pair]:
    """Return new questions that share most of their words with an older one of the same product."""
    return await read.all(
        Pair,
        """select q.id, q.text, o.id as into, o.text as into_text, o.answers as into_answers, p.handle, t.title, o.alike
        from questions.question q
        cross join lateral (
            select o.id, o.text, o.answers, 2.0 * (select count(*) from unnest(string_to_array(o.digest, ' ')) w where w = any(string_to_array(q.digest, ' ')))
                / (cardinality(string_to_array(o.digest, ' ')) + cardinality(string_to_array(q.digest, ' '))) as alike
            from questions.question o where o.product_id = q.product_id and o.state = 'published' and o.merged_into is null and o.id < q.id
                and o.language = q.language
            order by alike desc, o.weight desc limit 1) o
        join catalog.product p on p.id = q.product_id
        cross join lateral (select title from catalog.product_text where product_id = p.id order by language = q.language desc, language limit 1) t
        where q.state = 'published' and q.merged_into is null and q.made_at >= $1 and q.id >= $3 and o.alike >= 0.6
        order by o.alike desc, q.id limit $2""",
        since,
        limit,
        _first_id(since),
    )


def _first_id(since: datetime) -> UUID:
    """Return the least id made at that moment, so that the index of ids finds the new ones."""
    return UUID(int=int(since.timestamp() * 1000) << 80)


async def requests(read: Reading, *, open_: bool = True, limit: int = 50) -> list[Request]:
    """Return what the shop owes an answer to, the longest waiting first, or what it answered, the newest first."""
    where = "state = 'open' order by made_at, id" if open_ else "state <> 'open' order by done_at desc"
    return await read.all(
        Request,
        f"""select id, product_id, person_id, name, email, text, language, why, key, state, reply, made_at, done_at, question_id
        from questions.request where {where} limit $1""",
        limit,
    )


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
