"""What reading and writing columns need to know of the shop."""

from datetime import datetime

import msgspec

from stoa.shop.pricing.model import Market


class Context(msgspec.Struct, frozen=True):
    """What parsing and writing need to know of the shop: its markets, the one that plain prices belong to, its first language."""

    markets: list[Market]
    market: Market
    language: str
    now: datetime

    @property
    def tells_costs(self) -> bool:
        """Return whether a file whose amounts are in the currency of `market` can tell costs, which are in that of the first one."""
        return self.market.currency == self.markets[0].currency

    def currency(self, code: str) -> str:
        """Return the currency of that market."""
        return next(one.currency for one in self.markets if one.code == code)

    def named(self, name: str) -> str | None:
        """Return the code of the market that a column means by its name or code."""
        wanted = name.strip().lower()
        for one in self.markets:
            if wanted == one.code or wanted in {text.lower() for text in one.name.values()}:
                return one.code
        return None
