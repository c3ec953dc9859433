"""What circles does when orders and returns tell of something: what was bought stands as it stands there."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.events import reaction_to_many
from stoa.base.http.visits import Visit
from stoa.community.circles import store
from stoa.community.circles.model import PersonId
from stoa.people.sessions import at_sign_in
from stoa.shop.orders.model import OrderCancelled, OrderDelivered, OrderPlaced, OrderReleased
from stoa.shop.returns.model import ReturnRefunded


@reaction_to_many(OrderPlaced)
async def keep_placed(tx: Writing, happened: Sequence[OrderPlaced]) -> None:
    await store.keep_orders(tx, {event.about for event in happened})


@reaction_to_many(OrderReleased)
async def keep_released(tx: Writing, happened: Sequence[OrderReleased]) -> None:
    await store.keep_orders(tx, {event.about for event in happened})


@reaction_to_many(OrderDelivered)
async def keep_delivered(tx: Writing, happened: Sequence[OrderDelivered]) -> None:
    await store.keep_orders(tx, {event.about for event in happened})


@reaction_to_many(OrderCancelled)
async def keep_cancelled(tx: Writing, happened: Sequence[OrderCancelled]) -> None:
    await store.keep_orders(tx, {event.about for event in happened})


@reaction_to_many(ReturnRefunded)
async def keep_returned(tx: Writing, happened: Sequence[ReturnRefunded]) -> None:
    await store.keep_orders(tx, {event.order for event in happened})


@at_sign_in
async def keep_what_was_bought_as_a_guest(tx: Writing, person: PersonId, _visit: Visit) -> None:
    """Orders has just given the guest orders of this address to the person."""
    await store.keep_person(tx, person)
