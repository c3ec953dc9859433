"""The verbs of members."""

from stoa.base.database import Writing
from stoa.community import circles, moderation
from stoa.community.circles.model import Member, NewMember
from stoa.community.moderation.model import Piece, State
from stoa.people.sessions.model import Visitor

KIND = "profile"
"""What moderation calls a person's name, words and picture; the piece's id is the person's."""


async def introduce(tx: Writing, visitor: Visitor, new: NewMember, *, language: str) -> Member:
    """Keep what somebody would like to be called and say, and have it looked at like everything that people write.

    Until it is shown they are "A member". Raises circles' UnfitMember.
    """
    made = await circles.introduce(tx, visitor, new)
    if not (made.byline or made.about or made.picture):
        await moderation.withdraw(tx, KIND, [made.person_id])
        return made
    piece = Piece(
        kind=KIND,
        id=made.person_id,
        texts={"byline": made.byline, "about": made.about},
        pictures=[made.picture] if made.picture else [],
        language=language,
        path=f"/people/{made.handle}",
    )
    state = await moderation.submit(tx, visitor, piece)
    if state is not State.PUBLISHED:
        await circles.set_state(tx, [made.person_id], state.value)
    return made
