"""What group buys does when it hears of money, and whom it writes to."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.deals.group_buys import moving, telling
from stoa.deals.group_buys.model import PlaceOffered, PlaceTaken
from stoa.shop.orders.model import OrderId
from stoa.shop.payments.model import CaptureDeclined, PaymentCaptured


@reaction(PaymentCaptured)
async def count_what_is_paid(tx: Writing, event: PaymentCaptured) -> None:
    await moving.captured(tx, OrderId(event.about))


@reaction(CaptureDeclined)
async def give_an_hour(tx: Writing, event: CaptureDeclined) -> None:
    if await moving.capture_declined(tx, OrderId(event.about)):
        await telling.must_pay_again(tx, OrderId(event.about))


@reaction(PlaceTaken)
async def send_the_link(tx: Writing, event: PlaceTaken) -> None:
    await telling.is_in(tx, event.place)


@reaction(PlaceOffered)
async def ask_who_waits(tx: Writing, event: PlaceOffered) -> None:
    await telling.may_come_in(tx, event.waiting)
