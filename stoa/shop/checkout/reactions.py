"""What checkout does when it hears of others."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.shop import carts
from stoa.shop.payments.model import PaymentDeclined


@reaction(PaymentDeclined)
async def give_the_cart_back(tx: Writing, event: PaymentDeclined) -> None:
    """A payment that is declined later, by a webhook, gives the cart back too."""
    await carts.reopen(tx, event.about)
