"""Questions from a file, or many at once: with their answers and votes, in a fixed number of statements however many there are."""

from collections.abc import Sequence
from typing import Any

from stoa.base import ids, jobs, legible
from stoa.base.database import Writing
from stoa.community.moderation.model import State
from stoa.community.questions import deriving, rules, store, submitting
from stoa.community.questions.actions import RELEASE, spoken
from stoa.community.questions.model import AnswerId, PutAnswer, PutQuestion, QuestionId
from stoa.people.permissions.model import Visitor

AT_ONCE = 2_000


async def put_questions(tx: Writing, actor: Visitor, wanted: Sequence[PutQuestion]) -> list[QuestionId]:
    """Write questions with their answers, votes and what solved them; return their ids in the same order.

    One whose id is there already stays as it is, answers too: twice changes nothing. Nobody is written to, nobody is asked.
    Each is in the state that is said; what waits opens a case for hosts, and what holds a known spam link is taken away. One
    that was merged leads to a question that is there. The caller has made sure that products exist and texts are fit
    (`rules.wrong_question`, `rules.wrong_answer`); the database refuses the rest.
    """
    made: list[QuestionId] = []
    for start in range(0, len(wanted), AT_ONCE):
        made += await _put(tx, actor, wanted[start : start + AT_ONCE])
    return made


async def _put(tx: Writing, actor: Visitor, wanted: Sequence[PutQuestion]) -> list[QuestionId]:
    numbered = [(one.id or QuestionId(ids.at(one.made_at, number)), one) for number, one in enumerate(wanted)]
    questions = [_question(question_id, one) for question_id, one in numbered]
    new = set(await store.insert_questions(tx, questions))
    replies = [
        (_answer(AnswerId(reply.id or ids.at(reply.made_at, number)), question_id, reply), reply, one)
        for question_id, one in numbered
        if question_id in new
        for number, reply in enumerate(one.answers)
    ]
    await store.insert_answers(tx, [row for row, _, _ in replies])
    fresh = [row for row in questions if row["id"] in new]
    states = await submitting.put(
        tx,
        actor,
        [(submitting.question_piece(row), row) for row in fresh]
        + [(submitting.answer_piece(row, one.product_id), row) for row, _, one in replies],
    )
    gone = [state is not row["state"] for row, state in zip([*fresh, *(row for row, _, _ in replies)], states, strict=True)]
    await _hide(tx, [row["id"] for row, hidden in zip(fresh, gone, strict=False) if hidden], "question")
    await _hide(tx, [row["id"] for (row, _, _), hidden in zip(replies, gone[len(fresh) :], strict=True) if hidden], "answer")
    await _votes(tx, replies)
    into = await _merge(tx, [(question_id, one) for question_id, one in numbered if question_id in new])
    await deriving.changed(tx, [*new, *into])
    for row, _, _ in replies:
        if row["held"]:
            await jobs.enqueue(tx, RELEASE, at=max(tx.now, row["visible_from"]), key=f"{RELEASE}:{row['id']}")
    return [question_id for question_id, _ in numbered]


async def _hide(tx: Writing, pieces: Sequence[Any], table: str) -> None:
    """Take away what holds a known spam link."""
    if pieces:
        await tx.run(f"update questions.{table} set state = 'removed' where id = any($1)", list(pieces))


async def _merge(tx: Writing, wanted: Sequence[tuple[QuestionId, PutQuestion]]) -> list[QuestionId]:
    """Have those that were merged lead on; return where to."""
    rows = await tx.rows(
        """update questions.question q set merged_into = t.id from unnest($1::uuid[], $2::uuid[]) m (question, target)
        join questions.question t on t.id = m.target and t.merged_into is null
        where q.id = m.question and t.product_id = q.product_id and t.id <> q.id returning t.id""",
        [question_id for question_id, one in wanted if one.merged_into is not None],
        [one.merged_into for _, one in wanted if one.merged_into is not None],
    )
    return [row["id"] for row in rows]


async def _votes(tx: Writing, replies: Sequence[tuple[dict[str, Any], PutAnswer, PutQuestion]]) -> None:
    voters = {person for _, reply, _ in replies for person in (*reply.helpful_by, *reply.unhelpful_by)}
    trust = await submitting.trust_of(tx, sorted(voters)) if voters else {}
    await store.insert_votes(
        tx,
        [
            (row["id"], person, helpful, trust[person], row["made_at"])
            for row, reply, _ in replies
            for people, helpful in ((reply.helpful_by, True), (reply.unhelpful_by, False))
            for person in dict.fromkeys(people)
        ],
    )
    solved = [(row["question_id"], row["id"]) for row, reply, _ in replies if reply.accepted]
    await tx.run(
        """update questions.question q set accepted = s.answer from unnest($1::uuid[], $2::uuid[]) s (question, answer)
        where q.id = s.question and exists (select from questions.answer a where a.id = s.answer and a.state = 'published' and not a.held)""",
        [question for question, _ in solved],
        [answer for _, answer in solved],
    )


def _question(question_id: QuestionId, one: PutQuestion) -> dict[str, Any]:
    text = legible.line(one.text)
    published = one.published_at or (one.made_at if one.state is State.PUBLISHED else None)
    return {
        "id": question_id, "product_id": one.product_id, "variant_id": one.variant_id, "author": one.author,
        "name": "" if one.author else legible.line(one.name), "text": text, "language": spoken(one.language), "digest": rules.digest(text),
        "state": one.state, "made_at": one.made_at, "published_at": published, "routed_at": one.routed_at,
    }  # fmt: skip


def _answer(answer_id: AnswerId, question_id: QuestionId, one: PutAnswer) -> dict[str, Any]:
    return {
        "id": answer_id, "question_id": question_id, "author": one.author, "name": "" if one.author else legible.line(one.name),
        "text": legible.paragraphs(one.text), "language": spoken(one.language), "official": one.official, "urgent": one.urgent,
        "held": one.held, "visible_from": one.visible_from or one.made_at, "by_link": one.by_link, "state": one.state,
        "made_at": one.made_at,
    }  # fmt: skip
