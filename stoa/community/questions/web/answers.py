"""Answers by API: giving one (signed in, as a guest, by a mail's link), changing it, voting; what waits for one's own."""

from datetime import datetime
from typing import Annotated

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.pages import Kit
from stoa.base.http.routes import delete, get, post, put
from stoa.base.http.visits import Visit
from stoa.community import questions
from stoa.community.moderation.model import State
from stoa.community.questions import actions, owners, store
from stoa.community.questions.model import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    Answer,
    AnswerLinkSpent,
    AnswerSettled,
    NewAnswer,
    NoSuchAnswer,
    NoSuchQuestion,
    NotForYourOwnAnswer,
    UnfitAnswer,
    Urgent,
)
from stoa.community.questions.web.opened import TO_ANSWER, answer_id_of, question_id_of, slow_down
from stoa.people.permissions.model import Visitor


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


HANDLERS = [answer, answer_by_link, change_answer, take_answer, vote, unvote, mine, set_willing]
