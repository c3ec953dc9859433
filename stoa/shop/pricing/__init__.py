"""Pricing: what a thing costs, for whom, until when, and why.

It owns the markets with their currencies, every price that was ever asked, the offers that lower prices for somebody
for a while, and the taxes. It promises that a former price shown beside a lower one is the lowest of the 30 days before,
that the parts of every total add up to it, and that a price changes at the moment it was said to, whether or not
anything runs at that moment. It knows what a piece costs the shop itself, which the staff alone is told. It refuses former prices that were never asked. The reasons are in docs/money.md.
"""

from stoa.shop.pricing import costing, vouchers
from stoa.shop.pricing.actions import make_market, set_price, set_prices
from stoa.shop.pricing.offering import end_offer, publish_offer, publish_offers
from stoa.shop.pricing.queries import PRICES, market, quote, tax
from stoa.shop.pricing.rules import audiences, total
from stoa.shop.pricing.store import markets

__all__ = [
    "PRICES",
    "audiences",
    "costing",
    "end_offer",
    "make_market",
    "market",
    "markets",
    "publish_offer",
    "publish_offers",
    "quote",
    "set_price",
    "set_prices",
    "tax",
    "total",
    "vouchers",
]
