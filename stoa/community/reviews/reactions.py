"""What reviews does when something happens: it plans to ask owners, and tells authors that they were answered."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.community.reviews import asking, telling
from stoa.community.reviews.model import ReviewId, ReviewReplied
from stoa.shop.orders.model import OrderDelivered, OrderId, OrderPlaced


@reaction(OrderDelivered)
async def plan_to_ask(tx: Writing, event: OrderDelivered) -> None:
    await asking.note_arrival(tx, OrderId(event.about), event.lines)


@reaction(OrderPlaced)
async def plan_to_ask_of_what_is_not_sent(tx: Writing, event: OrderPlaced) -> None:
    await asking.note_arrival(tx, OrderId(event.about), None)


@reaction(ReviewReplied)
async def tell_of_the_answer(tx: Writing, event: ReviewReplied) -> None:
    await telling.answered(tx, ReviewId(event.about))
