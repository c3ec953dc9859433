"""What becomes of a question that nobody answers: further rounds of owners, and then the shop.

A first round goes to three owners of just that variant, ten minutes after the question is published (`owners.route`). What has no
answer after six hours, and after twelve, is put to some more who were not asked yet, of whichever variant, and after two days once
more; what has none two days after that is handed to the shop, and whoever asked is told. Where nobody could be asked at all, somebody is looked for every day, and at once
when an owner says that they may be asked.
"""

from stoa.base import events, jobs
from stoa.base.database import Writing
from stoa.community.questions import owners, rules, store
from stoa.community.questions.model import MOST_ROUNDS, Course, QuestionHandedOver, QuestionId

GO_ON = "questions.go_on"
AT_ONCE = 500
"""So many questions are carried on at a time; the others an hour later."""

_WAITS = "q.state = 'published' and q.merged_into is null and q.answers = 0"


async def carry_on(tx: Writing) -> int:
    """Have each question carried on whose next step is due, the longest waiting first; return how many."""
    rows = await tx.rows(
        f"""select c.question_id from questions.course c join questions.question q on q.id = c.question_id
        where c.next_at <= $1 and {_WAITS} and q.published_at > $2 order by c.next_at, c.question_id limit {AT_ONCE}""",
        tx.now,
        tx.now - rules.LOOKED_FOR,
    )
    await jobs.enqueue_all(tx, [(GO_ON, {"question": str(row["question_id"])}) for row in rows])
    return len(rows)


async def go_on(tx: Writing, question_id: QuestionId) -> int:
    """Take a question's next step if it is due: ask owners, or hand it to the shop; return how many were asked. Safe to run twice."""
    question = next(iter(await store.lock(tx, [question_id])), None)
    if question is None or not owners.waits(question):
        return 0
    course = await _take(tx, question_id)
    if course is None:
        return 0
    if course.rounds < MOST_ROUNDS:
        asked = await owners.put_to(tx, question, course.rounds + 1, any_variant=True)
        if asked:
            await owners.note_round(tx, question_id, course.rounds + 1, rules.next_step(course.rounds + 1, tx.now))
            return asked
    due = (question.published_at or question.made_at) + rules.NEXT_ROUND
    if course.rounds and tx.now < due:  # owners who were asked have their two days, whoever else there is
        await owners.note_round(tx, question_id, course.rounds, due)
        return 0
    if course.handed_at is None and due <= tx.now:
        await tx.run("update questions.course set handed_at = $2 where question_id = $1", question_id, tx.now)
        await events.record(tx, QuestionHandedOver(about=question_id, product_id=question.product_id))
    await owners.note_round(tx, question_id, course.rounds, rules.next_step(0, tx.now) if course.rounds == 0 else None)
    return 0


async def _take(tx: Writing, question_id: QuestionId) -> Course | None:
    """Return where a question stands and hold its step, or None when none is due."""
    return await tx.one(
        Course,
        """select question_id, rounds, next_at, handed_at, 0 as owners from questions.course
        where question_id = $1 and next_at <= $2 for update""",
        question_id,
        tx.now,
    )
