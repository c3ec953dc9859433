"""What questions holds on a person, and what of it an erasure takes away: questions and answers stay, for others, without a name."""

from typing import Any

from stoa.base.database import Reading, Writing
from stoa.community.questions import deriving, owners, store
from stoa.people.permissions.model import PersonId
from stoa.people.privacy import holds


async def export(read: Reading, person: PersonId) -> Any:
    """Return what the person asked, answered, found helpful and follows, what they were asked, and what they asked the shop."""

    async def rows(sql: str) -> list[dict[str, Any]]:
        return [dict(row) for row in await read.rows(sql, person)]

    return {
        "questions": await rows(
            "select id, product_id, text, language, state, made_at from questions.question where author = $1 order by id"
        ),
        "answers": await rows(
            "select id, question_id, text, language, state, made_at, by_link, helpful from questions.answer where author = $1 order by id"
        ),
        "votes": await rows("select answer_id, helpful, at from questions.vote where person_id = $1 order by at"),
        "follows": await rows("select question_id, at from questions.follower where person_id = $1 order by at"),
        "asked": await rows("select question_id, at, state, done_at from questions.asked where person_id = $1 order by at"),
        "willing": await rows("select since, asked_at from questions.willing where person_id = $1"),
        "requests": await rows(
            "select id, text, email, name, state, reply, made_at from questions.request where person_id = $1 order by made_at"
        ),
    }


async def erase(tx: Writing, person: PersonId) -> None:
    """Take away who it was, and their votes: what was written stays as a guest's, but a mailbox that comes back has one voice."""
    products = await deriving.products_of_speaker(tx, person)
    followed = await tx.rows("delete from questions.follower where person_id = $1 returning question_id", person)
    await tx.run("update questions.question set author = null, name = '' where author = $1", person)
    await tx.run("update questions.answer set author = null, name = '' where author = $1", person)
    await owners.set_willing(tx, person, on=False)
    await tx.run("delete from questions.asked where person_id = $1", person)
    await tx.run(
        """update questions.request set person_id = null, name = '', email = '', text = '…',
            reply = case when reply = '' then '' else '…' end where person_id = $1""",
        person,
    )
    voted = await store.unvote_all(tx, person)
    await deriving.changed(tx, sorted({*voted, *(row["question_id"] for row in followed)}))
    await deriving.show(tx, products)


holds("questions", export=export, erase=erase)
