"""The nouns of pricing: markets, prices and offers. What a total is made of is in `taxes`."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.events import Event
from stoa.base.money import Money
from stoa.base.refusals import Conflict, Invalid, Missing
from stoa.shop.catalog.model import ProductId, VariantId

MarketId = NewType("MarketId", UUID)
OfferId = NewType("OfferId", UUID)

EVERYONE = "everyone"
MEMBERS = "members"
WHOLE = 1_000_000
"""The whole, in the parts per million in which tax rates, exchange rates and percentages are counted."""


class TaxMode(StrEnum):
    """Whether the prices of a market hold the tax already, or it is added at the end."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


class Rounding(msgspec.Struct, frozen=True):
    """Where converted prices end: the nearest amount that is `ending` more than a multiple of `step` (minor units).

    `Rounding(100, 90)` gives 12.90; `Rounding(5)` gives 12.35; `Rounding()` leaves them as they are.
    """

    step: int = 1
    ending: int = 0


class Market(msgspec.Struct, frozen=True):
    """Where prices are the same: a currency, countries, and whether its prices hold the tax.

    One that `follows` another takes that one's prices times `rate` (parts per million), rounded, wherever it has none of its own.
    """

    id: MarketId
    code: str
    name: dict[str, str]
    currency: str
    countries: list[str]
    tax_mode: TaxMode
    position: int = 0
    rounding: Rounding = Rounding()
    follows: MarketId | None = None
    rate: int = WHOLE

    def named(self, language: str) -> str:
        """Return its name in that language, in another where it has none, or its code."""
        return self.name.get(language) or next(iter(self.name.values()), self.code)


class NewMarket(msgspec.Struct, frozen=True):
    """What a merchant says of a market."""

    code: str
    name: dict[str, str]
    currency: str
    countries: list[str]
    tax_mode: TaxMode
    rounding: Rounding = Rounding()
    follows: MarketId | None = None
    rate: int = WHOLE


class NewPrice(msgspec.Struct, frozen=True):
    """A base price to be set."""

    variant_id: VariantId
    market: str
    price: Money


class NewCost(msgspec.Struct, frozen=True):
    """What a piece costs the shop itself from now on; None where that is not known any more."""

    variant_id: VariantId
    cost: Money | None


class CostSpell(msgspec.Struct, frozen=True):
    """What a piece cost the shop, and from when on."""

    cost: Money | None
    from_at: datetime


class Margin(msgspec.Struct, frozen=True):
    """What was left of what was sold: income without tax, less what the pieces cost on the day they were ordered.

    It is of the `known` of the `lines`, those whose cost was known then; None where none was.
    """

    amount: Money | None
    known: int
    lines: int


class Kind(StrEnum):
    """How an offer makes its price: so much of the base price less, an amount less, or an amount instead."""

    PERCENT = "percent"
    AMOUNT = "amount"
    FIXED = "fixed"


class Scope(StrEnum):
    """What an offer is on."""

    EVERYTHING = "everything"
    CATEGORY = "category"
    COLLECTION = "collection"
    PRODUCT = "product"
    VARIANT = "variant"


class NewOffer(msgspec.Struct, frozen=True, kw_only=True):
    """An offer to be published.

    `value` is parts per million for a percentage (200000 is 20 %), minor units of the market's currency otherwise.
    With a `code` the audience is whoever gives it, in so many orders at most, and so many of each person. `market` is a code; None for all, with a percentage only.
    """

    reason: dict[str, str]
    kind: Kind
    value: int
    scope: Scope = Scope.EVERYTHING
    target: UUID | None = None
    audience: str = EVERYONE
    market: str | None = None
    from_at: datetime | None = None
    until_at: datetime | None = None
    code: str | None = None
    most_uses: int | None = None
    most_per_person: int | None = None
    published_by: str = "merchant"


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A price for somebody, until some time, for a stated reason."""

    id: OfferId
    reason: dict[str, str]
    kind: Kind
    value: int
    scope: Scope
    target: UUID | None
    audience: str
    market: str | None
    currency: str | None
    from_at: datetime
    until_at: datetime | None
    code: str | None
    published_by: str
    most_uses: int | None = None
    most_per_person: int | None = None
    uses: int = 0
    """How many orders have used its code; not those that were cancelled before they were paid."""


class Voucher(msgspec.Struct, frozen=True):
    """A code, as it is kept, whether it still opens anything, and its offers.

    `used_up`: one of its offers has been used as often as it may, by all or by whoever asks (`yours`). `limited`: that may happen.
    """

    code: str
    lives: bool
    offers: list[OfferId]
    limited: bool = False
    used_up: bool = False
    yours: bool = False


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What an offer does: variants it lowers, the lowest price it makes (in the first market it is in), the largest share it takes
    off a base price.

    Of those looked at (at most a few hundred) for which it is the least offer, `honest` may show a former price; `less` is
    the largest share below that, which is the reduction one may speak of. Shares in parts per million.
    """

    lowered: int = 0
    lowest: Money | None = None
    most_off: int = 0
    looked_at: int = 0
    honest: int = 0
    less: int = 0


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """What one variant costs one visitor at one moment.

    `base` is the price without an offer; `low30` the lowest price this visitor could see in the 30 days before the
    present reduction began, and `was` is that, when it is above the price: the only former price a page may show.
    """

    variant_id: VariantId
    base: Money
    price: Money
    low30: Money | None = None
    offer_id: OfferId | None = None
    reason: str | None = None
    until: datetime | None = None
    was: Money | None = None


class Prices(msgspec.Struct, frozen=True):
    """The quotes of a product's variants, and when the next of them changes by itself."""

    variants: list[Quote]
    changes_at: datetime | None = None

    def of(self, variant_id: VariantId) -> Quote | None:
        """Return that variant's quote; None when it has no price in this market."""
        return next((quote for quote in self.variants if quote.variant_id == variant_id), None)


class Shown(msgspec.Struct, frozen=True):
    """What a listing shows of a product: its cheapest price now, the honest former price of that, and whether its variants' prices differ."""

    product_id: ProductId
    price: Money
    was: Money | None
    varies: bool
    changes_at: datetime | None = None


class PriceChanged(Event, frozen=True, kw_only=True):
    """A base price of the product (`about`) was set in this market."""

    market_id: MarketId


class OfferOpened(Event, frozen=True, kw_only=True):
    """The offer (`about`) can be had from now on."""

    published_by: str
    audience: str


class OfferEnded(Event, frozen=True, kw_only=True):
    """The offer (`about`) can no longer be had."""

    published_by: str
    audience: str


class NoSuchMarket(Missing):
    """There is no market of that code."""


class NoSuchOffer(Missing):
    """There is no such offer."""


class NoSuchRate(Missing):
    """There is no such tax rate."""


class WrongCurrency(Conflict):
    """The price is not in the currency of its market. Facts: given, wanted, market."""


class UnfitPrice(Invalid):
    """A price is from nothing to ten billion, in its market's currency."""


class NotForSale(Conflict):
    """Something has no price in this market. Facts: market."""


class OfferIsOver(Conflict):
    """The offer has ended; an ended offer stays as it was."""


class OfferReachesNothing(Conflict):
    """The offer would lower no price: nothing is in its reach, or its price is not below what is asked already."""


class WasPriceTooHigh(Conflict):
    """A former price was claimed above the lowest of the 30 days before. Facts: claimed, low30."""


class MarketCodeTaken(Conflict):
    """Another market has that code. Facts: code."""


class MarketIsFollowed(Conflict):
    """A market that others follow cannot follow one itself."""


class MarketInUse(Conflict):
    """A market in which something was priced keeps its currency. Facts: market, currency."""


class UnfitOffer(Invalid):
    """What was said of the offer cannot be; `errors` names each field."""


class UnknownCode(Missing):
    """No offer answers to this voucher code. Facts: code."""


class CodeIsOver(Conflict):
    """The voucher code has ended. Facts: code."""


class CodeIsUsedUp(Conflict):
    """The voucher code has been used as often as it may. Facts: code, yours (1: by whoever asks)."""
