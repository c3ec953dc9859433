"""What is written in topics enters moderation here, in the transaction that writes it, and comes back from it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community import moderation
from stoa.community.moderation.model import Excerpt, Piece, PutPiece, State
from stoa.people.permissions.model import Visitor

TOPIC, POST = "topic", "post"


def topic_piece(row: Mapping[str, Any]) -> Piece:
    """Return a topic (as it is written) as a piece."""
    return Piece(
        kind=TOPIC,
        id=row["id"],
        texts={"title": row["title"], "question": row["question"], "text": row["text"]},
        language=row["language"],
        path=f"/talk/t/{row['handle']}",
    )


def post_piece(row: Mapping[str, Any], handle: str) -> Piece:
    """Return a post (as it is written) as a piece."""
    return Piece(
        kind=POST,
        id=row["id"],
        texts={"text": row["text"]},
        pictures=[f"{one['digest']}/{one['width']}" for one in row["pictures"]],
        language=row["language"],
        path=f"/talk/t/{handle}#{ids.show('pst', row['id'])}",
    )


async def submit(tx: Writing, visitor: Visitor, piece: Piece) -> State:
    """Return whether it can be read at once, waits, or is taken away."""
    return await moderation.submit(tx, visitor, piece)


async def put(tx: Writing, actor: Visitor, pieces: Sequence[tuple[Piece, Mapping[str, Any]]]) -> list[State]:
    """Take in pieces from a file, each with its row: in the state that the file says, but for what is taken away at once.

    What a member proposed waits for hosts on a page of its own: moderation has nothing against it.
    """
    return await moderation.put_pieces(
        tx,
        actor,
        [
            PutPiece(
                piece=piece, author=row["author"], made_at=row["made_at"], state=State.PUBLISHED if row.get("proposed") else row["state"]
            )
            for piece, row in pieces
        ],
    )


async def withdraw(tx: Writing, kind: str, piece: UUID) -> None:
    """Say that its author took it away."""
    await moderation.withdraw(tx, kind, [piece])


async def show_topics(read: Reading, topic_ids: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    """Return topics as whoever looks at them sees them."""
    rows = await read.rows(
        """select t.id, t.handle, t.title, t.question, t.text, t.proposed, case when t.official then '' else circles.byline(t.author) ->> 'name' end as byline
        from discussions.topic t where t.id = any($1)""",
        list(topic_ids),
    )
    return {
        row["id"]: Excerpt(
            title=row["title"],
            paragraphs=[part for part in (row["question"], *row["text"].split("\n\n")) if part],
            by=row["byline"],
            path=f"/talk/t/{row['handle']}",
            public=not row["proposed"],
        )
        for row in rows
    }


async def show_posts(read: Reading, post_ids: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    """Return posts as whoever looks at them sees them: under their topic."""
    rows = await read.rows(
        """select o.id, o.text, o.pictures, t.handle, t.title, case when o.official then '' else circles.byline(o.author) ->> 'name' end as byline
        from discussions.post o join discussions.topic t on t.id = o.topic_id where o.id = any($1)""",
        list(post_ids),
    )
    return {
        row["id"]: Excerpt(
            paragraphs=row["text"].split("\n\n"),
            pictures=[f"{one['digest']}/{one['width']}" for one in row["pictures"]],
            by=row["byline"],
            about=row["title"],
            about_path=f"/talk/t/{row['handle']}",
            path=f"/talk/t/{row['handle']}#{ids.show('pst', row['id'])}",
        )
        for row in rows
    }
