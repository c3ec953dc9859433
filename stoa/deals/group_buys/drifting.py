"""What has become of the usual price since a deal was planned: its own prices stay, so what it saves is more now, or less, or nothing."""

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.money import Money
from stoa.deals.group_buys import rules
from stoa.deals.group_buys.model import Deal
from stoa.people.sessions.model import GUEST
from stoa.shop import catalog, pricing

SAVES_NOTHING = Panel(
    """select count(*) from group_buys.deal d where d.ended_at is null and not d.shut and exists (
        select from jsonb_each_text(d.prices) v join pricing.market m on m.code = d.market
        join pricing.price p on p.variant_id = v.key::uuid and p.market_id = m.id and p.until_at is null
        where p.amount <= v.value::bigint - round(v.value::bigint * (d.tiers -> -1 ->> 1)::int / 100.0))""",
    int,
)
"""How many deals run, or are planned, by which something costs no less than its usual price now, even at the last step."""


class Drift(msgspec.Struct, frozen=True):
    """A variant whose usual price was another when its deal was planned: `first` and `last` are what it costs with the others, `alone` now."""

    title: str
    planned: Money
    usual: Money
    alone: Money
    first: Money
    last: Money

    @property
    def saves(self) -> bool:
        """Return whether it may still come to less with the others than alone."""
        return self.last.amount < self.alone.amount


async def drift(read: Reading, deal: Deal, language: str) -> list[Drift]:
    """Return the variants of a deal whose usual price has changed, or which cost as little alone now by whatever offer; none of a deal that ended."""
    if deal.ended_at is not None or deal.shut:
        return []
    quotes = await pricing.quote(read, deal.market, list(deal.prices), pricing.audiences(GUEST), read.now)
    sold = await catalog.sold_variants(read, list(quotes), language)
    found = []
    for one, planned in deal.prices.items():
        if one in quotes and one in sold:
            first, last = (Money(rules.price(planned, deal.tiers[n].percent), deal.currency) for n in (0, -1))
            words = " · ".join([sold[one].title, *sold[one].choices])
            seen = Drift(words, Money(planned, deal.currency), quotes[one].base, quotes[one].price, first, last)
            if seen.usual != seen.planned or not seen.saves:
                found.append(seen)
    return found
