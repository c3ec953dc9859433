"""Questions by API: what everybody reads, asking and answering, one's own, and the shop's side."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar.params import QueryParameter

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.pages import Kit
from stoa.base.http.routes import delete, get, post, put
from stoa.base.http.visits import Visit
from stoa.community import questions
from stoa.community.moderation.model import State
from stoa.community.questions import actions, finding, owners, queries, rules, store
from stoa.community.questions.model import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    LONGEST_QUESTION,
    Answer,
    AnswerLinkSpent,
    AnswerSettled,
    Basis,
    Found,
    FoundKind,
    New,
    NewAnswer,
    NoSuchAnswer,
    NoSuchQuestion,
    NotForYourOwnAnswer,
    NotYourQuestion,
    Order,
    ShopNeedsAnAddress,
    Standing,
    UnfitAnswer,
    UnfitQuestion,
    Urgent,
    Whole,
)
from stoa.community.questions.web.opened import TO_ANSWER, TO_ASK, TO_TYPE, answer_id_of, product_id_of, question_id_of, slow_down
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import NoSuchProduct, VariantId
from stoa.shop.catalog.web.about import about

Cursor = Annotated[str | None, QueryParameter(required=False)]
Limit = Annotated[int | None, QueryParameter(ge=1, le=100, required=False)]


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


class AnswerIn(msgspec.Struct, kw_only=True):
    """An answer. `urgent` counts for the shop alone, whose answers wait so that customers may go first."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_ANSWER)]
    language: Annotated[str, msgspec.Meta(max_length=10)] = "en"
    name: Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)] = ""
    urgent: Urgent | None = None


class AnsweredOut(msgspec.Struct, kw_only=True):
    id: str
    question_id: str
    state: State


class LinkAnswerIn(msgspec.Struct, kw_only=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_ANSWER)]


class VoteIn(msgspec.Struct, kw_only=True):
    helpful: bool


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


class OpenOut(msgspec.Struct, kw_only=True):
    """A question that waits for one's answer, until a day."""

    question_id: str
    text: str
    product: str
    until: datetime


class HeldOut(msgspec.Struct, kw_only=True):
    """An answer of one's own. `shown_from`: when others see it; null while a host looks at it first."""

    id: str
    question_id: str
    text: str
    state: State
    shown_from: datetime | None


class OwnOut(msgspec.Struct, kw_only=True):
    """What waits for me, whether I may be asked, and what of my answers others do not see yet."""

    willing: bool
    waiting: list[OpenOut]
    held: list[HeldOut]


class WillingIn(msgspec.Struct, kw_only=True):
    willing: bool


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
    found = await queries.of_product(read, handle, order=order, cursor=cursor, limit=limit or 20, language=visit.language.code)
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


@post("/api/questions/{question_id:str}/answers", may="anyone", tags=["Questions"], summary="Answer", refuses=(NoSuchQuestion, UnfitAnswer))
async def answer(tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, question_id: str, data: AnswerIn) -> AnsweredOut:
    """An owner is known by their orders. A program with a key of the shop answers for the shop."""
    wanted = question_id_of(question_id)
    slow_down(kit, visit, visitor, "answer", TO_ANSWER)
    made, state = await questions.answer(
        tx, visitor, wanted, NewAnswer(text=data.text, language=data.language, name=data.name, urgent=data.urgent)
    )
    if visitor.person is not None:
        await owners.answered_here(tx, visitor.person, wanted, made)
    return AnsweredOut(id=ids.show("ans", made), question_id=question_id, state=state)


@post(
    "/api/answer-links/{token:str}",
    may="anyone",
    tags=["Questions"],
    summary="Answer by a mail's link",
    refuses=(AnswerLinkSpent, UnfitAnswer),
)
async def answer_by_link(tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, token: str, data: LinkAnswerIn) -> AnsweredOut:
    """As the owner whom it was mailed to, once; they are told and can take it back."""
    slow_down(kit, visit, visitor, "answer", TO_ANSWER)
    made = await questions.answer_by_link(tx, token, data.text)
    return AnsweredOut(id=ids.show("ans", made.answer_id), question_id=ids.show("que", made.question_id), state=made.state)


@put(
    "/api/answers/{answer_id:str}",
    may="member",
    tags=["Questions"],
    summary="Give my answer other words",
    refuses=(NoSuchAnswer, AnswerSettled, UnfitAnswer),
)
async def change_answer(tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, answer_id: str, data: LinkAnswerIn) -> HeldOut:
    """While nobody has said what they think of it. When it is shown stays as it was."""
    slow_down(kit, visit, visitor, "answer", TO_ANSWER)
    wanted = answer_id_of(answer_id)
    await actions.change_answer(tx, visitor, wanted, data.text)
    found = await store.find_answer(tx, wanted)
    if found is None:
        raise NoSuchAnswer
    return _held(found)


@delete("/api/answers/{answer_id:str}", may="member", tags=["Questions"], summary="Take my answer away", refuses=(NoSuchAnswer,))
async def take_answer(tx: Writing, visitor: Visitor, answer_id: str) -> None:
    """Also while others do not see it yet."""
    await actions.withdraw_answer(tx, visitor.member, answer_id_of(answer_id))


def _held(one: Answer) -> HeldOut:
    return HeldOut(
        id=ids.show("ans", one.id), question_id=ids.show("que", one.question_id), text=one.text, state=one.state,
        shown_from=one.visible_from if one.state is State.PUBLISHED else None,
    )  # fmt: skip


@put(
    "/api/answers/{answer_id:str}/vote",
    may="member",
    tags=["Questions"],
    summary="Say whether it helped",
    refuses=(NoSuchAnswer, NotForYourOwnAnswer),
)
async def vote(tx: Writing, visitor: Visitor, answer_id: str, data: VoteIn) -> None:
    await questions.vote(tx, visitor, answer_id_of(answer_id), data.helpful)


@delete("/api/answers/{answer_id:str}/vote", may="member", tags=["Questions"], summary="Take one's vote back", refuses=(NoSuchAnswer,))
async def unvote(tx: Writing, visitor: Visitor, answer_id: str) -> None:
    await questions.vote(tx, visitor, answer_id_of(answer_id), None)


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


@get("/api/me/questions", may="member", tags=["Questions"], summary="What waits for my answer")
async def mine(read: Reading, visitor: Visitor) -> OwnOut:
    return await _own(read, visitor)


@put("/api/me/questions", may="member", tags=["Questions"], summary="Let me be asked, or not")
async def set_willing(tx: Writing, visitor: Visitor, data: WillingIn) -> OwnOut:
    """Once a week at most, about what I own."""
    await questions.set_willing(tx, visitor.member, on=data.willing)
    return await _own(tx, visitor)


async def _own(read: Reading, visitor: Visitor) -> OwnOut:
    waiting = await questions.open_for(read, visitor.member)
    return OwnOut(
        willing=await owners.is_willing(read, visitor.member),
        waiting=[
            OpenOut(question_id=ids.show("que", one.question_id), text=one.text, product=one.handle, until=one.until_at) for one in waiting
        ],
        held=[_held(one) for one in await store.held_of(read, visitor.member)],
    )


HANDLERS = [
    listed, suggestions, one_question, ask, answer, answer_by_link, change_answer, take_answer, vote, unvote, accept, follow, unfollow, mine, set_willing,
]  # fmt: skip
