"""What reviews does when something happens: it plans to ask owners, and tells authors that they were answered."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.community.circles.model import BylineChanged
from stoa.community.reviews import actions, asking, governing, store, telling
from stoa.community.reviews.model import ReviewId, ReviewReplied
from stoa.people.sessions.model import PersonId
from stoa.shop.orders.model import OrderDelivered, OrderId, OrderPlaced

KEEPERS = governing.KEPT
"""What moderation decides here; said to it by importing `governing`."""


@reaction(BylineChanged)
async def call_them_otherwise(tx: Writing, event: BylineChanged) -> None:
    """What product pages show is kept with the author's name."""
    await actions.mark(tx, await store.reviewed_by(tx, PersonId(event.about)))


@reaction(OrderDelivered)
async def plan_to_ask(tx: Writing, event: OrderDelivered) -> None:
    await asking.note_arrival(tx, OrderId(event.about), event.lines)


@reaction(OrderPlaced)
async def plan_to_ask_of_what_is_not_sent(tx: Writing, event: OrderPlaced) -> None:
    await asking.note_arrival(tx, OrderId(event.about), None)


@reaction(ReviewReplied)
async def tell_of_the_answer(tx: Writing, event: ReviewReplied) -> None:
    await telling.answered(tx, ReviewId(event.about))
