"""The letters that questions owe: an answer to somebody's own question, once each; and that the shop has it now."""

from stoa.base import ids
from stoa.base.database import Writing
from stoa.community.moderation.model import State
from stoa.community.questions import owners, store
from stoa.community.questions.model import Question, QuestionAnswered, QuestionHandedOver, QuestionId
from stoa.outside import mail

MOST_LETTERS = 3
"""So many answers to one question are mailed to somebody; the others stand on the page."""


async def answered(tx: Writing, event: QuestionAnswered) -> None:
    """Tell who asked, and who would have asked the same, of an answer that can be read; nobody of their own."""
    question, answer = await store.find(tx, QuestionId(event.about)), await store.find_answer(tx, event.answer_id)
    if question is None or answer is None or answer.state is not State.PUBLISHED or answer.question_id != question.id:
        return
    rows = await tx.rows(
        """update questions.follower f set told = f.told + 1 from questions.follower g left join accounts.person p on p.id = g.person_id
        where g.key = f.key and f.question_id = $1 and f.told < $2 and (f.person_id is null or f.person_id is distinct from $3)
            and coalesce(p.email, f.email) is not null
            and not exists (select from mail.letter l where l.key = 'questions-answered:' || $4 || ':' || f.key)
        returning f.key, coalesce(p.email, f.email) as email, coalesce(p.language, f.language) as language, f.asker""",
        question.id,
        MOST_LETTERS,
        answer.author,
        str(answer.id),
    )
    title = await _title(tx, question)
    shown = ids.show("que", question.id)
    for row in rows:
        await mail.post(
            tx,
            row["email"],
            "questions/answered",
            row["language"],
            {
                "question": question.text,
                "paragraphs": answer.text.split("\n\n"),
                "title": title,
                "official": answer.official,
                "owner": answer.owned_since is not None,
                "asker": row["asker"],
            },
            key=f"questions-answered:{answer.id}:{row['key']}",
            action=f"/questions/{shown}?key={row['key']}#{ids.show('ans', answer.id)}",
            unsubscribe=f"/questions/{shown}/quiet?key={row['key']}",
            one_click=True,
        )


async def handed_over(tx: Writing, event: QuestionHandedOver) -> None:
    """Tell whoever asked that no owner answered and that the shop has it now; and tell the shop. Once each."""
    question = await store.find(tx, QuestionId(event.about))
    if question is None or not owners.waits(question):
        return
    rows = await tx.rows(
        """select f.key, coalesce(p.email, f.email) as email, coalesce(p.language, f.language) as language
        from questions.follower f left join accounts.person p on p.id = f.person_id
        where f.question_id = $1 and f.asker and coalesce(p.email, f.email) is not null""",
        question.id,
    )
    facts = {"question": question.text, "title": await _title(tx, question)}
    shown = ids.show("que", question.id)
    for row in rows:
        await mail.post(
            tx,
            row["email"],
            "questions/handed_over",
            row["language"],
            facts,
            key=f"questions-handed:{question.id}:{row['key']}",
            action=f"/questions/{shown}?key={row['key']}",
            unsubscribe=f"/questions/{shown}/quiet?key={row['key']}",
            one_click=True,
        )
    await mail.post(
        tx,
        mail.current().mailbox,
        "questions/unanswered",
        question.language,
        facts,
        key=f"questions-unanswered:{question.id}",
        action=f"/questions/{shown}#answer",
    )


async def _title(tx: Writing, question: Question) -> str:
    found: str | None = await tx.value(
        "select title from catalog.product_text where product_id = $1 order by language = $2 desc, language limit 1",
        question.product_id,
        question.language,
    )
    return found or ""
