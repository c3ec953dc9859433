"""What wish lists do when they hear of others: gifts are bought or freed, money is counted, and what was owed is told."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.events import reaction, reaction_to_many
from stoa.base.http.visits import Visit
from stoa.community.wish_lists import actions, claiming, joining, pooling, sending, telling, watching
from stoa.community.wish_lists.model import PoolFilled
from stoa.people.sessions import at_sign_in
from stoa.people.sessions.model import PersonId
from stoa.shop.carts.model import warrants
from stoa.shop.orders.model import OrderCancelled, OrderId, OrderPlaced
from stoa.shop.payments.model import PartLost, PartPaid, RefundCameBack, RefundMade
from stoa.shop.pricing.model import OfferEnded, OfferOpened, PriceChanged
from stoa.shop.stock.model import StockCameBack, StockRanOut

warrants(sending.stands)


@at_sign_in
async def take_the_list_along(tx: Writing, person: PersonId, visit: Visit) -> None:
    """A guest's list and promises become the member's in the moment they sign in, after their cart did."""
    if visit.list:
        await joining.merge(tx, person, actions.digest(visit.list))


@reaction(OrderPlaced)
async def mark_bought(tx: Writing, event: OrderPlaced) -> None:
    await claiming.bought(tx, OrderId(event.about))


@reaction(OrderCancelled)
async def free_what_was_cancelled(tx: Writing, event: OrderCancelled) -> None:
    await claiming.cancelled(tx, OrderId(event.about), [one.variant_id for one in event.lines])
    if event.whole:
        await pooling.order_was_cancelled(tx, OrderId(event.about))


@reaction(PartPaid)
async def count_what_came(tx: Writing, event: PartPaid) -> None:
    await pooling.paid(tx, event.payment)
    await telling.receipt(tx, event.payment, event.amount)


@reaction(PartLost)
async def free_what_did_not_come(tx: Writing, event: PartLost) -> None:
    await pooling.lost(tx, event.payment)


@reaction(RefundMade)
async def tell_what_went_back(tx: Writing, event: RefundMade) -> None:
    if event.part is not None:
        share = await pooling.returned(tx, event.part, event.amount)
        if share is not None:
            await telling.returned(tx, share, event.amount, event.refund, event.came_back)


@reaction(RefundCameBack)
async def tell_what_came_back_to_the_shop(tx: Writing, event: RefundCameBack) -> None:
    if event.part is not None:
        await telling.came_back(tx, event.part, event.amount, event.refund, event.came_back)


@reaction(PoolFilled)
async def tell_that_it_is_ordered(tx: Writing, event: PoolFilled) -> None:
    await telling.filled(tx, event.about)


@reaction_to_many(PriceChanged)
async def look_at_changed_prices(tx: Writing, happened: Sequence[PriceChanged]) -> None:
    await watching.look_at_prices(tx, {event.about for event in happened})


@reaction_to_many(OfferOpened)
async def look_at_opened_offers(tx: Writing, happened: Sequence[OfferOpened]) -> None:
    await watching.look_at_offers(tx, [event.about for event in happened])


@reaction_to_many(OfferEnded)
async def look_at_ended_offers(tx: Writing, happened: Sequence[OfferEnded]) -> None:
    await watching.look_at_offers(tx, [event.about for event in happened])


@reaction_to_many(StockRanOut)
async def note_what_ran_out(tx: Writing, happened: Sequence[StockRanOut]) -> None:
    await watching.ran_out(tx, {event.about for event in happened})


@reaction_to_many(StockCameBack)
async def note_what_came_back(tx: Writing, happened: Sequence[StockCameBack]) -> None:
    await watching.came_back(tx, {event.about for event in happened})
