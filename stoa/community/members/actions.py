"""The verbs of members."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.community import circles, moderation
from stoa.community.circles.model import Member, NewMember, PutMember
from stoa.community.moderation.model import Piece, PutPiece, State
from stoa.people.sessions.model import Visitor

KIND = "member"
"""What moderation calls a person's name, words and picture; the piece's id is the person's."""


async def introduce(tx: Writing, visitor: Visitor, new: NewMember, *, language: str) -> Member:
    """Keep what somebody would like to be called and say, and have it looked at like everything that people write.

    Until it is shown they are "A member". Raises circles' UnfitMember.
    """
    made = await circles.introduce(tx, visitor, new)
    if not (made.byline or made.about or made.picture):
        await moderation.withdraw(tx, KIND, [made.person_id])
        return made
    state = await moderation.submit(tx, visitor, _piece(made, language))
    if state is not State.PUBLISHED:
        await circles.set_state(tx, [made.person_id], state.value)
    return made


async def put_members(tx: Writing, actor: Visitor, members: Sequence[PutMember], *, language: str = "en") -> None:
    """Write many members with what they show, known to moderation as if they had written it here. The same twice is once.

    They are shown at once, but for what holds a known spam link. Raises circles' UnfitMember.
    """
    await circles.put_members(tx, actor, members)
    kept = await circles.members(tx, [one.person_id for one in members])
    pieces = [PutPiece(piece=_piece(one, language), author=one.person_id, state=State(one.state)) for one in kept.values()]
    states = await moderation.put_pieces(tx, actor, pieces)
    await circles.set_state(tx, [one for one, state in zip(kept, states, strict=True) if state is State.REMOVED], State.REMOVED.value)


def _piece(one: Member, language: str) -> Piece:
    return Piece(
        kind=KIND,
        id=one.person_id,
        texts={"byline": one.byline, "about": one.about},
        pictures=[one.picture] if one.picture else [],
        language=language,
        path=f"/people/{one.handle}",
    )
