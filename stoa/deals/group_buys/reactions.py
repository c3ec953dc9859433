"""What group buys does when it hears of money."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.deals.group_buys import moving
from stoa.shop.orders.model import OrderId
from stoa.shop.payments.model import CaptureDeclined, PaymentCaptured


@reaction(PaymentCaptured)
async def count_what_is_paid(tx: Writing, event: PaymentCaptured) -> None:
    await moving.captured(tx, OrderId(event.about))


@reaction(CaptureDeclined)
async def give_an_hour(tx: Writing, event: CaptureDeclined) -> None:
    await moving.capture_declined(tx, OrderId(event.about))
