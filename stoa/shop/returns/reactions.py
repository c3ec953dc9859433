"""What returns does when it hears of itself: it tells people about what they asked for. What they withdrew from is not sent any more."""

from collections.abc import Mapping

from stoa.base.database import Reading, Writing
from stoa.base.events import reaction
from stoa.shop.orders.model import LineId, OrderId
from stoa.shop.returns import store, telling
from stoa.shop.returns.model import Kind, ReturnArrived, ReturnAsked, ReturnId, ReturnRefused, ReturnReplaced
from stoa.shop.shipping.model import withholds


@reaction(ReturnAsked)
async def tell_it_was_received(tx: Writing, event: ReturnAsked) -> None:
    # A withdrawal has its receipt already: it leaves with the declaration itself.
    if event.kind is not Kind.WITHDRAWAL:
        await telling.asked(tx, ReturnId(event.about))


@reaction(ReturnRefused)
async def tell_it_was_refused(tx: Writing, event: ReturnRefused) -> None:
    await telling.refusal(tx, ReturnId(event.about))


@reaction(ReturnReplaced)
async def tell_it_is_sent_again(tx: Writing, event: ReturnReplaced) -> None:
    await telling.sent_again(tx, ReturnId(event.about), OrderId(event.replacement))


@reaction(ReturnArrived)
async def tell_it_has_arrived(tx: Writing, event: ReturnArrived) -> None:
    await telling.arrival(tx, ReturnId(event.about))


@withholds
async def keep_what_was_withdrawn(read: Reading, order_id: OrderId | None) -> Mapping[LineId, int]:
    return await store.withdrawn(read, order_id)
