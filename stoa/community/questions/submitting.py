"""What is asked and answered enters moderation here, in the transaction that writes it, and comes back from it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community import moderation
from stoa.community.moderation.model import Excerpt, Piece, PutPiece, Standing, State
from stoa.people.permissions.model import PersonId, Visitor

QUESTION, ANSWER = "question", "answer"


def question_piece(row: Mapping[str, Any], email: str = "") -> Piece:
    """Return a question (as it is written) as a piece."""
    return Piece(
        kind=QUESTION,
        id=row["id"],
        texts={"text": row["text"], "name": row["name"]},
        product=row["product_id"],
        language=row["language"],
        path=f"/questions/{ids.show('que', row['id'])}",
        email=email,
    )


def answer_piece(row: Mapping[str, Any], product: UUID, email: str = "") -> Piece:
    """Return an answer (as it is written) as a piece."""
    return Piece(
        kind=ANSWER,
        id=row["id"],
        texts={"text": row["text"], "name": row["name"]},
        product=product,
        language=row["language"],
        path=f"/questions/{ids.show('que', row['question_id'])}#{ids.show('ans', row['id'])}",
        email=email,
    )


async def submit(tx: Writing, visitor: Visitor, piece: Piece) -> State:
    """Return whether it can be read at once, waits, or is taken away."""
    return await moderation.submit(tx, visitor, piece)


async def put(tx: Writing, actor: Visitor, pieces: Sequence[tuple[Piece, Mapping[str, Any]]]) -> list[State]:
    """Take in pieces from a file, each with its row: in the state that the file says, but for what is taken away at once."""
    return await moderation.put_pieces(
        tx,
        actor,
        [PutPiece(piece=piece, author=row["author"], made_at=row["made_at"], state=row["state"]) for piece, row in pieces],
    )


async def trust_of(read: Reading, people: Sequence[PersonId]) -> dict[PersonId, float]:
    """Return how far each of these people is trusted, 0 to 1."""
    return {person: trust.level.weight for person, trust in (await moderation.trust_of(read, people)).items()}


async def withdraw(tx: Writing, kind: str, piece: UUID) -> None:
    """Say that its author took it away."""
    await moderation.withdraw(tx, kind, [piece])


async def show_questions(read: Reading, question_ids: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    """Return questions as whoever looks at them sees them."""
    rows = await read.rows(
        """select q.id, q.text, q.name, q.author is null as guest, p.handle, t.title, p.state <> 'draft' as shown, circles.byline(q.author) ->> 'name' as byline
        from questions.question q join catalog.product p on p.id = q.product_id
        cross join lateral (select title from catalog.product_text where product_id = p.id order by language = q.language desc, language limit 1) t
        where q.id = any($1)""",
        list(question_ids),
    )
    return {
        row["id"]: Excerpt(
            paragraphs=[row["text"]],
            by=row["name"] if row["guest"] else row["byline"],
            about=row["title"],
            about_path=f"/p/{row['handle']}",
            path=f"/questions/{ids.show('que', row['id'])}",
            public=row["shown"],
        )
        for row in rows
    }


async def stands(read: Reading, question_ids: Sequence[UUID]) -> Mapping[UUID, Standing]:
    """Return into which others hosts have merged questions."""
    rows = await read.rows(
        """select q.id, i.id as into_id, i.text from questions.question q join questions.question i on i.id = q.merged_into
        where q.id = any($1)""",
        list(question_ids),
    )
    return {row["id"]: Standing(merged_title=row["text"], merged_path=f"/questions/{ids.show('que', row['into_id'])}") for row in rows}


async def show_answers(read: Reading, answer_ids: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    """Return answers as whoever looks at them sees them: under their question."""
    rows = await read.rows(
        """select a.id, a.question_id, a.text, a.name, a.author is null as guest, q.text as question, p.handle, t.title, p.state <> 'draft' as shown,
            circles.byline(a.author) ->> 'name' as byline
        from questions.answer a join questions.question q on q.id = a.question_id join catalog.product p on p.id = q.product_id
        cross join lateral (select title from catalog.product_text where product_id = p.id order by language = q.language desc, language limit 1) t
        where a.id = any($1)""",
        list(answer_ids),
    )
    return {
        row["id"]: Excerpt(
            title=row["question"],
            paragraphs=row["text"].split("\n\n"),
            by=row["name"] if row["guest"] else row["byline"],
            about=row["title"],
            about_path=f"/p/{row['handle']}",
            path=f"/questions/{ids.show('que', row['question_id'])}#{ids.show('ans', row['id'])}",
            public=row["shown"],
        )
        for row in rows
    }
