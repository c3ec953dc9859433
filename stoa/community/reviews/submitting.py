"""How reviews and the shop's answers enter moderation. The one place that knows its door; how decisions come back: `governing`."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.community import moderation
from stoa.community.moderation.model import Piece, PutPiece
from stoa.community.moderation.model import State as Seen
from stoa.community.reviews.model import Review, ReviewId, State
from stoa.people.sessions.model import PersonId, Visitor

KIND, REPLY = "review", "review_reply"


def piece(review: Review) -> Piece:
    """Return what of a review is looked at: its words and pictures, never its stars."""
    said = {"title": review.title, "text": review.text, "pros": review.pros, "cons": review.cons, "name": review.name}
    return Piece(
        kind=KIND,
        id=review.id,
        texts={name: text for name, text in said.items() if text},
        pictures=[f"{one.digest}/{one.width}" for one in review.pictures],
        product=review.product_id,
        language=review.language,
        path=review.path,
        email=review.email or "",
    )


DECIDED = f"""(r.state = 'published' or (r.state = 'removed'
    and not exists (select from moderation.case_ c where c.kind = '{KIND}' and c.piece_id = r.id and c.decided_at is null)
    and not exists (select from moderation.appeal a join moderation.decision d on d.id = a.decision_id
        where d.kind = '{KIND}' and d.piece_id = r.id and a.outcome is null)))"""
"""A review that nobody has to decide about before its stars may be seen: it is shown, or it was removed and no second look is due."""


async def submit(tx: Writing, visitor: Visitor, review: Review) -> State:
    """Have a review looked at; return whether it is shown at once, waits, or a known spam link took it away."""
    return State((await moderation.submit(tx, visitor, piece(review))).value)


async def submit_reply(tx: Writing, visitor: Visitor, review: Review, text: str) -> State:
    """Have the shop's answer looked at: it keeps the same rules."""
    return State((await moderation.submit(tx, visitor, reply_piece(review, text))).value)


def reply_piece(review: Review, text: str) -> Piece:
    return Piece(kind=REPLY, id=review.id, texts={"text": text}, product=review.product_id, language=review.language, path=review.path)


async def put(tx: Writing, actor: Visitor, reviews: Sequence[Review]) -> dict[ReviewId, State]:
    """Let moderation know of reviews from a file, in the state they have; return those that a known link takes away."""
    given = [PutPiece(piece=piece(one), author=one.author, made_at=one.made_at, state=Seen(one.state.value)) for one in reviews]
    states = await moderation.put_pieces(tx, actor, given)
    return {one.id: State(state.value) for one, state in zip(reviews, states, strict=True) if state.value != one.state.value}


async def put_replies(tx: Writing, actor: Visitor, replies: Sequence[tuple[Review, str, State]]) -> None:
    """Let moderation know of the shop's answers from a file, in the state they have, so that they can be reported like others."""
    given = [PutPiece(piece=reply_piece(one, text), made_at=one.made_at, state=Seen(state.value)) for one, text, state in replies]
    if given:
        await moderation.put_pieces(tx, actor, given)


async def held(read: Reading, found: Sequence[ReviewId]) -> set[UUID]:
    """Return those of these reviews whose state no file changes: somebody decided about them, or has to."""
    return await moderation.held(read, KIND, found)


async def forget(tx: Writing, found: Sequence[ReviewId]) -> None:
    """Tell that authors took their reviews back: nothing of them is to be kept."""
    await moderation.withdraw(tx, KIND, found)
    await moderation.withdraw(tx, REPLY, found)


async def trust_of(read: Reading, people: Sequence[PersonId]) -> dict[PersonId, float]:
    """Return how far each of these people is trusted, 0 to 1."""
    return {person: trust.level.weight for person, trust in (await moderation.trust_of(read, people)).items()}


class Looked(msgspec.Struct, frozen=True):
    """One night's test whether removals of reviews hang on their stars: `p` is missing where there was too little to test."""

    day: date
    p: float | None
    alarm: bool


async def bias(read: Reading) -> Looked | None:
    """Return the latest of those tests."""
    return await read.one(Looked, "select day, p, alarm from moderation.bias where kind = $1 order by day desc limit 1", KIND)


async def reasons(read: Reading, found: Sequence[ReviewId]) -> Mapping[ReviewId, str]:
    """Return the rule of the last decision about each review."""
    rows = await read.rows(
        """select distinct on (piece_id) piece_id, coalesce(rule, '') as rule from moderation.decision
        where kind = $1 and piece_id = any($2) order by piece_id, at desc, id desc""",
        KIND,
        list(found),
    )
    return {ReviewId(UUID(str(row["piece_id"]))): row["rule"] for row in rows}
