"""The nouns of checkout: what is said on the way from a cart to an order."""

from datetime import datetime

import msgspec

from stoa.base.refusals import Conflict, Invalid
from stoa.people.profiles.model import Address
from stoa.shop.carts.model import CartId, SeenCart
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model import Order
from stoa.shop.payments.model import Payment
from stoa.shop.pricing.model.taxes import Totals
from stoa.shop.shipping.model import ShippingOption


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What a shopper has said so far, and the unit prices (minor units, of the market's currency) that hold for them until
    `held_until` in that market.
    """

    cart_id: CartId
    market: str
    email: str = ""
    address: Address | None = None
    option_code: str | None = None
    message: str = ""
    held: dict[VariantId, int] = {}
    held_until: datetime
    began_at: datetime


class Buyer(msgspec.Struct, frozen=True, kw_only=True):
    """Who buys, where it goes, how it comes and how it is paid.

    `expected` is the total that the shopper was shown, in minor units of the market's currency: a higher one is told before anything is paid. Where `insists` is true the order
    comes by `option` or not at all; otherwise the cheapest way stands in for one that there is no more.
    """

    email: str
    address: Address | None
    option: str | None = None
    provider: str
    token: str
    save: bool = False
    message: str = ""
    expected: int | None = None
    insists: bool = False


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """What a cart comes to at an address: the ways to send it, the chosen one, the totals.

    Without an address the totals are the goods alone, as the market shows them.
    """

    seen: SeenCart
    options: list[ShippingOption]
    option: ShippingOption | None
    totals: Totals

    @property
    def ships(self) -> bool:
        return any(line.variant.ships for line in self.seen.lines)


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of it: the order, and its payment (None when there was nothing to pay)."""

    order: Order
    payment: Payment | None

    @property
    def challenge_url(self) -> str | None:
        return self.payment.challenge_url if self.payment is not None and self.payment.state == "challenge" else None


class CartIsEmpty(Conflict):
    """There is nothing to buy in the cart."""


class NotSoldAnyMore(Conflict):
    """Something in the cart is no longer sold here. Facts: title."""


class AddressIsGone(Conflict):
    """Whom the cart was to be sent to no longer has that address; it can be sent to its owner."""


class OnlyWhatWasPromised(Conflict):
    """To somebody's hidden address goes what was promised to them, and nothing else. Facts: who."""


class NoWayThere(Conflict):
    """The shop does not deliver this to that address."""


class NoSuchOption(Invalid):
    """There is no such way to that address; the fact `options` names those there are."""


class TotalWentUp(Conflict):
    """It costs more than was shown; nothing was ordered. Facts: shown, now."""
