"""The whole price, as a stranger has to know it before joining: tax, delivery and where to, and the lowest price that the saving is told against."""

import msgspec

from stoa.base import locale
from stoa.base.database import Reading
from stoa.base.money import Money
from stoa.deals.group_buys import actions
from stoa.deals.group_buys.model import Deal
from stoa.deals.group_buys.queries import Choice
from stoa.shop import pricing, shipping
from stoa.shop.pricing.model import EVERYONE, TaxMode

NAMED = 4
"""So many countries are named, the others counted."""


class Whole(msgspec.Struct, frozen=True):
    """What is to be known of a price beside itself.

    `delivery`: what the usual way costs, at the least where that differs (`differs`) from country to country; None where nothing is sent.
    `lowest`: of the 30 days before the group's price began and of now; None where the group's price is no lower.
    """

    taxed: bool
    ships: bool
    delivery: Money | None
    differs: bool
    free_from: Money | None
    countries: list[str]
    lowest: Money | None

    def named(self, language: str) -> tuple[str, int]:
        """Return the first countries in words, and how many more there are."""
        few = self.countries if len(self.countries) <= NAMED + 1 else self.countries[:NAMED]
        return ", ".join(locale.country(one, language) for one in few), len(self.countries) - len(few)


async def whole(read: Reading, deal: Deal, one: Choice, pays: Money) -> Whole:
    """Return what is to be known of what one `pays` for a variant: in four statements."""
    market = await pricing.market(read, deal.market)
    sending = await shipping.sending(read, deal.market, read.now)
    ways = {
        country: way
        for country in market.countries
        if (way := shipping.promised(sending, read.now, country=country, weight_grams=one.variant.weight_grams, value=pays)) is not None
    }
    costs = {way.cost or Money(0, deal.currency) for way in ways.values()} if one.variant.ships else set()
    free = {way.free_from for way in ways.values()}
    lowest = await _lowest(read, deal, one)
    return Whole(
        taxed=market.tax_mode is TaxMode.INCLUSIVE,
        ships=one.variant.ships,
        delivery=min(costs, default=None),
        differs=len(costs) > 1,
        free_from=free.pop() if len(free) == 1 else None,
        countries=list(ways) if one.variant.ships else [],
        lowest=lowest if one.price < lowest else None,
    )


async def _lowest(read: Reading, deal: Deal, one: Choice) -> Money:
    """Return the lowest price that everybody could have in the 30 days before the group's began, and now."""
    variant, at = one.variant.id, min(deal.opens_at, read.now)
    theirs = (await pricing.quote(read, deal.market, [variant], [EVERYONE, actions.audience(deal.id)], at)).get(variant)
    everybody = (await pricing.quote(read, deal.market, [variant], [EVERYONE], at)).get(variant)
    seen = [
        one.alone,
        *([theirs.low30] if theirs is not None and theirs.low30 is not None else []),
        *([everybody.price] if everybody else []),
    ]
    return min(seen)
