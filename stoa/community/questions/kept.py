"""What of questions goes into files beside questions and their answers: who found what helpful, who is told and asked, what the shop owes."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.files.kept import Kept, Row, keep
from stoa.community.questions import deriving, store


async def count_votes(tx: Writing, rows: Sequence[Row]) -> None:
    """Count votes that came by a file."""
    answers = [row["answer_id"] for row in rows]
    await store.count_votes(tx, answers)
    found = await tx.rows("select distinct question_id from questions.answer where id = any($1::uuid[])", answers)
    await deriving.changed(tx, [row["question_id"] for row in found])


async def count_followers(tx: Writing, rows: Sequence[Row]) -> None:
    """Weigh questions by the followers who came by a file."""
    found = await tx.rows("select id from questions.question where id = any($1::uuid[])", [row["question_id"] for row in rows])
    await deriving.changed(tx, [row["id"] for row in found])


QUESTION, ANSWER = {"question_id": "questions.question"}, {"answer_id": "questions.answer"}
keep(
    Kept("questions.vote", "questions", ("answer_id", "person_id"), people=("person_id",), needs=ANSWER, then=count_votes),
    Kept("questions.follower", "questions", ("key",), people=("person_id",), needs=QUESTION, then=count_followers),
    Kept("questions.willing", "questions", ("person_id",), people=("person_id",)),
    Kept("questions.asked", "questions", ("question_id", "person_id"), people=("person_id",), needs=QUESTION | ANSWER),
    Kept("questions.course", "questions", ("question_id",), needs=QUESTION),
    Kept("questions.request", "questions", ("id",), people=("person_id", "done_by"), products=("product_id",), variants=("variant_id",),
         needs=QUESTION),
)  # fmt: skip
