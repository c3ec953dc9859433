"""What pages and other rooms read of questions."""

from datetime import datetime
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
    NoSuchQuestion,
    Order,
    Question,
    QuestionId,
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
