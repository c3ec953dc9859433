"""How reviews and the shop's replies enter moderation, and how a decision comes back. The one place that knows its door."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.community.reviews.model import Review, State
from stoa.people.sessions.model import Visitor

KIND, REPLY = "review", "review_reply"


async def submit(tx: Writing, visitor: Visitor, review: Review) -> State:
    """Have a review looked at; return whether it is shown at once, waits, or is refused by a known rule."""
    del tx, visitor, review
    return State.PUBLISHED


async def submit_reply(tx: Writing, visitor: Visitor, review: Review, text: str) -> State:
    """Have the shop's reply looked at: it keeps the same rules."""
    del tx, visitor, review, text
    return State.PUBLISHED


async def trust_of(tx: Writing, people: Sequence[object]) -> dict[object, float]:
    """Return how far each of these people is trusted, 0 to 1."""
    del tx
    return dict.fromkeys(people, 0.5)


async def forget(tx: Writing, found: Sequence[object]) -> None:
    """Tell that authors took their reviews back: nothing of them is to be kept."""
    del tx, found


async def put(tx: Writing, actor: Visitor, reviews: Sequence[Review]) -> None:
    """Let moderation know of reviews that came in a file, in the state they have."""
    del tx, actor, reviews
