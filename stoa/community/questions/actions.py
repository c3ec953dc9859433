"""The verbs of questions: ask, answer, say what helped and what solved it, merge what is the same."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from stoa.base import events, ids, jobs, legible
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import is_email
from stoa.base.locale import LANGUAGES
from stoa.base.refusals import FieldError
from stoa.community import judging, moderation
from stoa.community.moderation.model import StaffStayOut, State, vote_weight
from stoa.community.questions import deriving, requests, rules, store, submitting
from stoa.community.questions.model import (
    Answer,
    AnswerAccepted,
    AnswerId,
    AnswerSettled,
    Asked,
    New,
    NewAnswer,
    NoSuchAnswer,
    NoSuchQuestion,
    NoSuchShopRequest,
    NotForYourOwnAnswer,
    NotTheSameProduct,
    NotYourQuestion,
    Question,
    QuestionAnswered,
    QuestionAsked,
    QuestionId,
    QuestionRemoved,
    ShopNeedsAnAddress,
    UnfitAnswer,
    UnfitQuestion,
)
from stoa.people import audit
from stoa.people.permissions.model import PersonId, Visitor
from stoa.shop.catalog.model import NoSuchProduct

ROUTE = "questions.route"
RELEASE = "questions.release"


def spoken(language: str) -> str:
    """Return the language a text is kept in: one of the shop's."""
    return language if language in {one.code for one in LANGUAGES} else LANGUAGES[0].code


def written_in(text: str, otherwise: str) -> str:
    """Return the language that an answer is in: the one it is plainly written in, of the shop's, else what its author speaks here."""
    return spoken(judging.spoken(text) or otherwise)


async def ask(tx: Writing, visitor: Visitor, new: New) -> Asked:
    """Ask the others. What only the shop can answer becomes a request and is not published, unless whoever asks insists.

    The same words again are the same question: its answers are there, and whoever asked is told of new ones. Raises
    NoSuchProduct, UnfitQuestion, ShopNeedsAnAddress.
    """
    if not await store.sold(tx, new.product_id, new.variant_id):
        raise NoSuchProduct
    text, name, language = legible.line(new.text), legible.line(new.name), spoken(new.language)
    email = (visitor.email or new.email).lower()
    why = None if new.insist else rules.for_the_shop(text, judging.judge("for_the_shop").sure(text))
    wrong = rules.wrong_question(text, name)
    if new.email and not is_email(new.email):
        wrong.append(FieldError("/email", "not_an_address"))
    if [one for one in wrong if why is None or one.code != "personal"]:
        raise UnfitQuestion(wrong)
    if why is not None:
        if not email:
            raise ShopNeedsAnAddress([FieldError("/email", "required")])
        request, key = await requests.open_request(
            tx, visitor, product_id=new.product_id, variant_id=new.variant_id, name=name, email=email, text=text, language=language, why=why
        )
        return Asked(request_id=request, key=key)
    known = await store.same(tx, new.product_id, rules.digest(text))
    if known is not None:
        await _follow(tx, visitor, known, email, language, asker=False)
        await deriving.changed(tx, [known])
        return Asked(question_id=known, same=True)
    return await _write(tx, visitor, new, text=text, name=name, email=email, language=language)


async def _write(tx: Writing, visitor: Visitor, new: New, *, text: str, name: str, email: str, language: str) -> Asked:
    question_id = QuestionId(ids.new())
    row = {
        "id": question_id, "product_id": new.product_id, "variant_id": new.variant_id, "author": visitor.person,
        "name": "" if visitor.person else name, "text": text, "language": language, "digest": rules.digest(text),
        "state": State.WAITING, "made_at": tx.now, "published_at": None,
    }  # fmt: skip
    await store.insert_questions(tx, [row])
    key = await _follow(tx, visitor, question_id, email, language, asker=True)
    state = await submitting.submit(tx, visitor, submitting.question_piece(row, "" if visitor.person else email))
    if state is not State.WAITING:
        await set_questions(tx, [question_id], state)
    else:
        await deriving.count(tx, [question_id])
    return Asked(question_id=question_id, state=state, key=key)


async def _follow(tx: Writing, visitor: Visitor, question_id: QuestionId, email: str, language: str, *, asker: bool) -> str:
    """Have somebody told of answers, if there is a way to; return the key that opens what only they may do."""
    if visitor.person is None and not email:
        return ""
    key = secrets.token_urlsafe(24)
    await store.follow(tx, question_id, visitor.person, None if visitor.person else email, language, key, asker=asker)
    return key


async def follow(tx: Writing, visitor: Visitor, question_id: QuestionId, language: str, *, on: bool = True) -> None:
    """Be told of answers, or no longer. Raises NoSuchQuestion."""
    question = await standing(tx, question_id)
    if on:
        await _follow(tx, visitor, question.id, "", spoken(language), asker=False)
    else:
        await store.unfollow(tx, question.id, visitor.member)
    await deriving.changed(tx, [question.id])


async def stop(tx: Writing, key: str) -> None:
    """Tell the holder of this key nothing more, wherever their question went. Safe to run twice."""
    followed = await store.unfollow_by_key(tx, key)
    if followed is not None:
        await deriving.changed(tx, [followed])


async def standing(tx: Writing, question_id: QuestionId) -> Question:
    """Return the question, or the one it was merged into, locked. Raises NoSuchQuestion for one that is not shown."""
    found = await store.lock(tx, [question_id])
    if found and found[0].merged_into is not None:
        found = await store.lock(tx, [found[0].merged_into])
    if not found or found[0].state is not State.PUBLISHED:
        raise NoSuchQuestion
    return found[0]


async def answer(
    tx: Writing, visitor: Visitor, question_id: QuestionId, new: NewAnswer, *, by_link: bool = False
) -> tuple[AnswerId, State]:
    """Answer a question. Who works for the shop answers for it, labelled, and waits; an owner is known by their orders.

    Raises NoSuchQuestion, UnfitAnswer.
    """
    question = await standing(tx, question_id)
    text, name = legible.paragraphs(new.text), legible.line(new.name)
    wrong = rules.wrong_answer(text, name)
    if wrong:
        raise UnfitAnswer(wrong)
    official = visitor.staff or visitor.key is not None
    urgent = new.urgent if official else None
    shown_from = rules.visible_from(
        tx.now, question.published_at or question.made_at, await store.wait(tx, question.id), official=official, urgent=urgent
    )
    answer_id = AnswerId(ids.new())
    row: dict[str, Any] = {
        "id": answer_id, "question_id": question.id, "author": visitor.person, "name": "" if visitor.person else name, "text": text,
        "language": written_in(text, new.language), "official": official, "urgent": urgent, "held": shown_from > tx.now,
        "visible_from": shown_from, "by_link": by_link, "state": State.WAITING, "made_at": tx.now,
    }  # fmt: skip
    await store.insert_answers(tx, [row])
    if official:
        await audit.note(tx, visitor, "questions.answer", question.id, {"answer": str(answer_id), "urgent": urgent or ""})
    state = await submitting.submit(tx, visitor, submitting.answer_piece(row, question.product_id, "" if visitor.person else new.email))
    if shown_from > tx.now:
        await jobs.enqueue(tx, RELEASE, at=shown_from, key=f"{RELEASE}:{answer_id}")
    if state is not State.WAITING:
        await set_answers(tx, [answer_id], state)
    return answer_id, state


async def set_questions(tx: Writing, question_ids: Sequence[UUID], state: State) -> None:
    """Show or hide questions, as moderation decided: what is shown for the first time finds owners ten minutes later."""
    changed = await store.set_question_state(tx, question_ids, state)
    await deriving.changed(tx, [one.id for one in changed])
    if state is not State.PUBLISHED:
        await events.record_all(tx, [QuestionRemoved(about=one.id, product_id=one.product_id) for one in changed])
        return
    for one in changed:
        await route_later(tx, one.id, one.published_at or tx.now)
    await events.record_all(tx, [QuestionAsked(about=one.id, product_id=one.product_id) for one in changed])


async def route_later(tx: Writing, question_id: QuestionId, published_at: datetime) -> None:
    """Have owners asked ten minutes after a question was published."""
    await jobs.enqueue(tx, ROUTE, {"question": question_id}, at=max(tx.now, published_at + rules.ROUTE_AFTER), key=f"{ROUTE}:{question_id}")


async def set_answers(tx: Writing, answer_ids: Sequence[UUID], state: State) -> None:
    """Show or hide answers, as moderation decided."""
    await told(tx, await store.set_answer_state(tx, answer_ids, state))


async def release(tx: Writing) -> None:
    """Let the shop's answers be seen whose time has come. Safe to run twice."""
    await told(tx, await store.release(tx))


async def told(tx: Writing, changed: Sequence[Answer]) -> None:
    """Make anew what hangs on these answers, and record those that can be read now."""
    questions = {one.id: one for one in await store.lock(tx, {one.question_id for one in changed})}
    await deriving.changed(tx, questions)
    await events.record_all(
        tx,
        [
            QuestionAnswered(
                about=one.question_id, answer_id=one.id, product_id=questions[one.question_id].product_id, official=one.official
            )
            for one in changed
            if one.state is State.PUBLISHED and not one.held
        ],
    )


async def accept(tx: Writing, visitor: Visitor, question_id: QuestionId, answer_id: AnswerId | None, key: str = "") -> None:
    """Say what solved it, or that nothing did after all. Only whoever asked can, by their account or the key in their mail.

    Raises NoSuchQuestion, NoSuchAnswer, NotYourQuestion.
    """
    question = await standing(tx, question_id)
    if not await asked_it(tx, visitor, question, key):
        raise NotYourQuestion
    answers = {one.id: one for one in await store.answers(tx, question.id)}
    if answer_id is not None and answer_id not in answers:
        raise NoSuchAnswer
    if question.accepted == answer_id:
        return
    await store.accept(tx, question.id, answer_id)
    await moderation.helped(
        tx,
        rules.credit(
            question.author, answers.get(question.accepted) if question.accepted else None, answers.get(answer_id) if answer_id else None
        ),
    )
    await deriving.changed(tx, [question.id])
    if answer_id is not None:
        await events.record(tx, AnswerAccepted(about=question.id, answer_id=answer_id))


async def asked_it(read: Reading, visitor: Visitor, question: Question, key: str) -> bool:
    """Return whether this is who asked, it or a question that became part of it."""
    if question.author is not None and question.author == visitor.person:
        return True
    return (visitor.person is not None or bool(key)) and await store.asker(read, question.id, visitor.person, key) is not None


async def vote(tx: Writing, visitor: Visitor, answer_id: AnswerId, helpful: bool | None) -> Answer:  # noqa: FBT001
    """Say whether an answer helped, or take that back. Raises NoSuchAnswer, NotForYourOwnAnswer, StaffStayOut.

    A vote weighs as much as its voter is trusted, and less with each further one for the same author.
    """
    if helpful is not None and visitor.staff:
        raise StaffStayOut
    found = await store.find_answer(tx, answer_id)
    if found is None or found.state is not State.PUBLISHED or found.held:
        raise NoSuchAnswer
    if found.author == visitor.member:
        raise NotForYourOwnAnswer
    await store.lock(tx, [found.question_id])
    weight = 0.0
    if helpful is not None:
        trust = await submitting.trust_of(tx, [visitor.member])
        earlier = await store.earlier_votes(tx, visitor.member, found.author, answer_id) if found.author else 0
        weight = vote_weight(trust[visitor.member], earlier)
    await store.vote(tx, answer_id, visitor.member, helpful, weight)
    await deriving.changed(tx, [found.question_id])
    return found


async def merge(tx: Writing, actor: Visitor, sources: Sequence[QuestionId], into: QuestionId) -> None:
    """Make questions one: answers and followers come along, the old addresses lead on. Raises NoSuchQuestion, NotTheSameProduct."""
    target = await standing(tx, into)
    found = [one for one in await store.lock(tx, sources) if one.id != target.id and one.merged_into is None]
    if any(one.product_id != target.product_id for one in found):
        raise NotTheSameProduct
    if not found:
        return
    merged = [one.id for one in found]
    await store.merge(tx, merged, target.id)
    await deriving.changed(tx, [*merged, target.id])
    for one in merged:
        await audit.note(tx, actor, "questions.merge", one, {"into": str(target.id)})


async def merge_pieces(tx: Writing, actor: Visitor, pieces: Sequence[UUID], into: UUID) -> None:
    """Merge as a host asks for it in moderation."""
    await merge(tx, actor, [QuestionId(one) for one in pieces], QuestionId(into))


async def change_answer(tx: Writing, visitor: Visitor, answer_id: AnswerId, text: str) -> State:
    """Write one's own answer anew, while nobody has said what they think of it; return whether it is looked at first.

    Raises NoSuchAnswer, NoSuchQuestion, AnswerSettled, UnfitAnswer.
    """
    found = await store.find_answer(tx, answer_id)
    if found is None or found.author != visitor.member:
        raise NoSuchAnswer
    return await rewrite(tx, visitor, found, text)


async def rewrite(tx: Writing, visitor: Visitor, found: Answer, text: str) -> State:
    """Give an answer, which is this visitor's own, other words. When it is shown stays as it was; whom the shop has hired since may only
    take back what they said as a customer.
    """
    question = await standing(tx, found.question_id)
    if found.state is State.REMOVED:
        raise NoSuchAnswer
    if visitor.staff and not found.official:
        raise StaffStayOut
    if not rules.may_be_changed(found, question.accepted):
        raise AnswerSettled
    words = legible.paragraphs(text)
    wrong = rules.wrong_answer(words, "")
    if wrong:
        raise UnfitAnswer(wrong)
    language = written_in(words, found.language)
    await store.rewrite(tx, found.id, words, language)
    if found.official:
        await audit.note(tx, visitor, "questions.change", question.id, {"answer": str(found.id)})
    row = {"id": found.id, "question_id": question.id, "text": words, "name": found.name, "language": language}
    state = await submitting.submit(tx, visitor, submitting.answer_piece(row, question.product_id))
    await set_answers(tx, [found.id], state)
    await deriving.changed(tx, [question.id])
    return state


async def withdraw_answer(tx: Writing, person: PersonId, answer_id: AnswerId) -> None:
    """Take one's own answer away. Raises NoSuchAnswer."""
    found = await store.find_answer(tx, answer_id)
    if found is None or found.author != person:
        raise NoSuchAnswer
    await submitting.withdraw(tx, submitting.ANSWER, answer_id)
    await set_answers(tx, [answer_id], State.REMOVED)


async def withdraw_question(tx: Writing, person: PersonId, question_id: QuestionId) -> None:
    """Take one's own question away while nobody has answered. Raises NoSuchQuestion."""
    found = next(iter(await store.lock(tx, [question_id])), None)
    if found is None or found.author != person or found.answers:
        raise NoSuchQuestion
    await submitting.withdraw(tx, submitting.QUESTION, question_id)
    await set_questions(tx, [question_id], State.REMOVED)


async def ask_owners(tx: Writing, visitor: Visitor, request_id: UUID, key: str, text: str) -> Asked:
    """Have a question asked of owners after all: whoever asked says that they can answer it. Raises NoSuchShopRequest, UnfitQuestion."""
    await requests.find(tx, request_id, visitor, key)
    found = await requests.lock(tx, request_id)
    if found.state == "asked_owners" and found.question_id is not None:
        return Asked(question_id=found.question_id)
    if found.state != "open":
        raise NoSuchShopRequest
    new = New(
        product_id=found.product_id,
        text=text or found.text,
        language=found.language,
        name=found.name,
        email=found.email,
        insist=True,
    )
    asked = await ask(tx, visitor, new)
    if asked.question_id is not None:
        await requests.give_to_owners(tx, found.id, asked.question_id)
    return asked
