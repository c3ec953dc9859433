"""What group buys does for orders that it holds, when it hears of money, and whom it writes to."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.deals.group_buys import asking, holding, moving, saying, telling
from stoa.deals.group_buys.model import PURPOSE, PlaceGivenUp, PlaceOffered, PlaceTaken
from stoa.shop.orders.model import Holder, OrderId, OrderReleased, holder
from stoa.shop.payments.model import CaptureDeclined, PaymentCaptured

holder(
    PURPOSE,
    Holder(
        begin=holding.begin,
        placed=holding.placed,
        gone=holding.gone,
        saves=holding.saves,
        home=holding.home,
        words=holding.words,
        tells=saying.tells,
        fewer=holding.fewer,
        choices=holding.choices,
        shows=saying.shows,
    ),
)


@reaction(PaymentCaptured)
async def count_what_is_paid(tx: Writing, event: PaymentCaptured) -> None:
    await moving.captured(tx, OrderId(event.about))


@reaction(CaptureDeclined)
async def give_an_hour(tx: Writing, event: CaptureDeclined) -> None:
    if await moving.capture_declined(tx, OrderId(event.about)):
        await telling.must_pay_again(tx, OrderId(event.about))


@reaction(PlaceTaken)
async def say_that_they_are_in(tx: Writing, event: PlaceTaken) -> None:
    await telling.is_in(tx, event.place)


@reaction(OrderReleased)
async def say_what_was_reached(tx: Writing, event: OrderReleased) -> None:
    await telling.has_won(tx, OrderId(event.about))


@reaction(PlaceGivenUp)
async def say_that_nothing_was_charged(tx: Writing, event: PlaceGivenUp) -> None:
    await telling.is_out(tx, event.place)


@reaction(PlaceOffered)
async def ask_who_waits(tx: Writing, event: PlaceOffered) -> None:
    await asking.may_come_in(tx, event.waiting)
