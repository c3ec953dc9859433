"""Occasions for tests: offers at any moment, in a small shop that sells."""

from datetime import datetime, timedelta
from typing import Any

from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.deals import programme
from stoa.deals.programme.model import Programme
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop import pricing
from stoa.shop.catalog.model import Product
from stoa.shop.pricing.model import OfferId, Scope
from tests.shop.pricing.makers import at, make_market, make_offer, make_priced


async def make_pot(tx: Writing, price: int = 5000, since: timedelta = timedelta(days=90), **overrides: Any) -> Product:
    """Make a pot that has cost so much for a while, in a market of euros."""
    await make_market(tx)
    earlier = at(tx, tx.now - since)
    return await make_priced(earlier, price, **overrides)


async def cost(tx: Writing, product: Product, amount: int, ago: timedelta) -> None:
    """Have it cost another price from then on."""
    await pricing.set_price(at(tx, tx.now - ago), SYSTEM, product.variants[0].id, "eu", Money(amount, "EUR"))


async def offered(tx: Writing, product: Product, begun: datetime, until: datetime | None = None, **overrides: Any) -> OfferId:
    """Publish an offer on the product at the moment at which it begins, or now where that is to come: 20 % off."""
    given = {"scope": Scope.PRODUCT, "target": product.id, "from_at": begun, "until_at": until, **overrides}
    return await make_offer(at(tx, min(begun, tx.now)), **given)


async def see(tx: Writing, visitor: Visitor = GUEST, **overrides: Any) -> Programme:
    return await programme.programme(tx, visitor, **{"market": "eu", "language": "en", "take": 12, **overrides})
