"""What members does when moderation decides: names, words and pictures are shown or hidden, all at once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.community import circles, moderation
from stoa.community.circles.model import Member, PersonId
from stoa.community.members.actions import KIND
from stoa.community.moderation.model import Excerpt, Keeper, State


async def set_state(tx: Writing, people: Sequence[UUID], state: State) -> None:
    await circles.set_state(tx, [PersonId(person) for person in people], state.value)


async def show(read: Reading, people: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    """Return what whoever looks at it sees. It is not public: a page is seen by whom its owner shows it to."""
    found = await circles.members(read, [PersonId(person) for person in people])
    return {person: _excerpt(one) for person, one in found.items()}


def _excerpt(one: Member) -> Excerpt:
    return Excerpt(
        title=one.byline,
        paragraphs=[line for line in one.about.split("\n") if line],
        pictures=[one.picture] if one.picture else [],
        by=one.byline,
        path=f"/people/{one.handle}",
        public=False,
    )


moderation.governs(KIND, Keeper(set_state=set_state, show=show, personal=True))
