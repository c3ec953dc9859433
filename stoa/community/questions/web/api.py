"""Questions by API: what everybody reads, asking, saying what solved it, being told."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar.params import QueryParameter

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.pages import Kit
from stoa.base.http.routes import delete, get, post, put
from stoa.base.http.visits import Visit
from stoa.community import questions
from stoa.community.moderation.model import State
from stoa.community.questions import finding, queries, rules
from stoa.community.questions.model import (
    LONGEST_NAME,
    LONGEST_QUESTION,
    Answer,
    Basis,
    Found,
    FoundKind,
    New,
    NoSuchAnswer,
    NoSuchQuestion,
    NotYourQuestion,
    Order,
    ShopNeedsAnAddress,
    Standing,
    UnfitQuestion,
    Whole,
)
from stoa.community.questions.web.opened import TO_ASK, TO_TYPE, answer_id_of, product_id_of, question_id_of, slow_down
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import NoSuchProduct, VariantId
from stoa.shop.catalog.web.about import about

Cursor = Annotated[str | None, QueryParameter(required=False)]
Limit = Annotated[int | None, QueryParameter(required=False)]


class AuthorOut(msgspec.Struct, kw_only=True):
    """Who speaks: what they are called (empty: no name was given), whether a guest, since when they own it, whether for the shop."""

    name: str
    guest: bool
    owner_since: datetime | None = None
    official: bool = False


class AnswerOut(msgspec.Struct, kw_only=True):
    """An answer. `basis` says what it rests on: its author's order, or their word alone."""

    id: str
    text: str
    language: str
    author: AuthorOut
    basis: Basis
    accepted: bool
    helpful: int
    unhelpful: int
    created_at: datetime


class StandingOut(msgspec.Struct, kw_only=True):
    """How far a question has come that nobody has answered: how many owners were asked in how many rounds, what comes when.

    `then_at`: when others are asked, or the shop is; null where nothing more comes by itself. `shop_since`: the shop has it.
    """

    how: Standing
    owners: int
    rounds: int
    then_at: datetime | None
    shop_since: datetime | None


class QuestionOut(msgspec.Struct, kw_only=True):
    """A question, with its answers in their order; `standing` is there while nobody has answered."""

    id: str
    product: str
    variant_id: str | None
    text: str
    language: str
    author: AuthorOut
    answers: list[AnswerOut]
    created_at: datetime
    standing: StandingOut | None


class QuestionList(msgspec.Struct, kw_only=True):
    items: list[QuestionOut]
    next_cursor: str | None
    has_more: bool


class QuestionIn(msgspec.Struct, kw_only=True):
    """A question. `insist`: owners can answer it, whatever the shop takes it for. A guest may leave a mail address to be told of answers."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_QUESTION)]
    language: Annotated[str, msgspec.Meta(max_length=10)] = "en"
    variant_id: str | None = None
    name: Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)] = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    insist: bool = False


class AskedOut(msgspec.Struct, kw_only=True):
    """What became of a question: it stands (`question_id`; `same` as one before), or it went to the shop (`request_id`) and is not published.

    `key` opens what only whoever asked may do.
    """

    question_id: str | None
    state: State
    same: bool
    request_id: str | None
    key: str


class AcceptedIn(msgspec.Struct, kw_only=True):
    """Which answer solved it; null if none did after all."""

    answer_id: str | None = None


class FoundOut(msgspec.Struct, kw_only=True):
    """Something that may answer what is being typed, and where it comes from."""

    kind: FoundKind
    text: str
    asked: str
    href: str
    at: datetime | None
    owner: bool
    official: bool
    accepted: bool
    rating: int | None


class FoundList(msgspec.Struct, kw_only=True):
    items: list[FoundOut]


def written(one: Whole, now: datetime) -> QuestionOut:
    """Return a question as the API writes it."""
    question = one.question
    return QuestionOut(
        id=ids.show("que", question.id),
        product=one.handle,
        variant_id=ids.show("var", question.variant_id) if question.variant_id else None,
        text=question.text,
        language=question.language,
        author=_author(one, question.author, question.name),
        answers=[_answer(one, answer) for answer in one.answers],
        created_at=question.made_at,
        standing=None if one.answers else _standing(one, now),
    )


def _standing(one: Whole, now: datetime) -> StandingOut:
    course, how = one.course, rules.standing(one.question, one.course, now)
    waits = course is not None and how in {Standing.ASKED, Standing.NOBODY}
    return StandingOut(
        how=how,
        owners=course.owners if course else 0,
        rounds=course.rounds if course else 0,
        then_at=rules.then(one.question, course, now) if course is not None and waits else None,
        shop_since=course.handed_at if course else None,
    )


def _author(one: Whole, author: Any, name: str, answer: Answer | None = None) -> AuthorOut:
    if answer is not None and answer.official:
        return AuthorOut(name="", guest=False, official=True)
    known = one.people.get(author)
    return AuthorOut(name=known.name if known else name, guest=author is None, owner_since=answer.owned_since if answer else None)


def _answer(one: Whole, answer: Answer) -> AnswerOut:
    return AnswerOut(
        id=ids.show("ans", answer.id),
        text=answer.text,
        language=answer.language,
        author=_author(one, answer.author, answer.name, answer),
        basis=answer.basis,
        accepted=answer.id == one.question.accepted,
        helpful=answer.helpful,
        unhelpful=answer.unhelpful,
        created_at=answer.made_at,
    )


@get("/api/products/{handle:str}/questions", may="anyone", tags=["Questions"], summary="A product's questions", refuses=(NoSuchQuestion,))
async def listed(
    read: Reading, visit: Visit, handle: str, order: Order = Order.HELPFUL, cursor: Cursor = None, limit: Limit = None
) -> QuestionList:
    """Each with its answers; those that helped most first."""
    found = await queries.of_product(
        read, handle, order=order, cursor=cursor, limit=paging.limit(limit, default=20), language=visit.language.code
    )
    return QuestionList(
        items=[written(one, read.now) for one in found.items.items], next_cursor=found.items.next_cursor, has_more=found.items.has_more
    )


@get("/api/questions/suggestions", may="anyone", tags=["Questions"], summary="What may answer a question", refuses=(NoSuchProduct,))
async def suggestions(read: Reading, visit: Visit, visitor: Visitor, kit: Kit, product: str, q: str, language: str = "en") -> FoundList:
    """Answers, questions that wait, lines of the specifications and sentences of reviews, each with its source."""
    slow_down(kit, visit, visitor, "type", TO_TYPE)
    found = await finding.similar(read, q[:LONGEST_QUESTION], product_id_of(product), language)
    return FoundList(items=[_found(one) for one in found])


def _found(one: Found) -> FoundOut:
    source = one.source
    return FoundOut(
        kind=one.kind, text=one.text, asked=one.asked, href=one.href, at=source.at, owner=source.owner, official=source.official,
        accepted=source.accepted, rating=source.rating,
    )  # fmt: skip


@get("/api/questions/{question_id:str}", may="anyone", tags=["Questions"], summary="A question", refuses=(NoSuchQuestion,))
async def one_question(read: Reading, visit: Visit, question_id: str) -> QuestionOut:
    """Or the one it was merged into."""
    return written(await queries.find(read, question_id_of(question_id), visit.language.code), read.now)


@post(
    "/api/products/{handle:str}/questions",
    may="anyone",
    tags=["Questions"],
    summary="Ask",
    refuses=(NoSuchProduct, UnfitQuestion, ShopNeedsAnAddress),
)
async def ask(tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, handle: str, data: QuestionIn) -> AskedOut:
    """What only the shop can answer is not published: the shop answers to the mail address."""
    thing = await about(tx, visit, handle=handle)
    slow_down(kit, visit, visitor, "ask", TO_ASK, data.email)
    asked = await questions.ask(
        tx,
        visitor,
        New(
            product_id=thing.id,
            text=data.text,
            language=data.language,
            variant_id=VariantId(ids.parse("var", data.variant_id)) if data.variant_id else None,
            name=data.name,
            email=data.email,
            insist=data.insist,
        ),
    )
    return AskedOut(
        question_id=ids.show("que", asked.question_id) if asked.question_id else None,
        state=asked.state,
        same=asked.same,
        request_id=ids.show("ask", asked.request_id) if asked.request_id else None,
        key=asked.key,
    )


@put(
    "/api/questions/{question_id:str}/accepted",
    may="anyone",
    query=("key",),
    tags=["Questions"],
    summary="Say what solved it",
    refuses=(NoSuchQuestion, NoSuchAnswer, NotYourQuestion),
)
async def accept(tx: Writing, visitor: Visitor, question_id: str, data: AcceptedIn, key: str = "") -> QuestionOut:
    """Whoever asked, by account or with the key they were given (`?key=`)."""
    wanted = question_id_of(question_id)
    said = answer_id_of(data.answer_id) if data.answer_id else None
    await questions.accept(tx, visitor, wanted, said, key)
    return written(await queries.find(tx, wanted), tx.now)


@put(
    "/api/questions/{question_id:str}/following", may="member", tags=["Questions"], summary="Be told of answers", refuses=(NoSuchQuestion,)
)
async def follow(tx: Writing, visit: Visit, visitor: Visitor, question_id: str) -> None:
    await questions.follow(tx, visitor, question_id_of(question_id), visit.language.code)


@delete(
    "/api/questions/{question_id:str}/following", may="member", tags=["Questions"], summary="Be told no more", refuses=(NoSuchQuestion,)
)
async def unfollow(tx: Writing, visit: Visit, visitor: Visitor, question_id: str) -> None:
    await questions.follow(tx, visitor, question_id_of(question_id), visit.language.code, on=False)


HANDLERS = [listed, suggestions, one_question, ask, accept, follow, unfollow]
