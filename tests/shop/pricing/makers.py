"""Makers of markets, prices and offers, at any moment."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog, pricing
from stoa.shop.catalog.model import NewProduct, NewVariant, Option, Product, State, Text, Value, VariantId
from stoa.shop.pricing.model import Kind, Market, NewMarket, NewOffer, OfferId, Scope, TaxMode

START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def at(tx: Writing, moment: datetime) -> Writing:
    """Return the same transaction with the clock at another moment."""
    return Writing(tx._connection, moment)


async def make_market(tx: Writing, code: str = "eu", **overrides: Any) -> Market:
    """Open a market: euros with tax in its prices, unless the test says otherwise."""
    given = {"code": code, "name": {"en": code.upper()}, "currency": "EUR", "countries": ["DE", "FR"], "tax_mode": TaxMode.INCLUSIVE}
    await pricing.make_market(tx, SYSTEM, NewMarket(**{**given, **overrides}))
    return await pricing.market(tx, code)


async def make_product(tx: Writing, count: int = 1, **overrides: Any) -> Product:
    """Make an active product of so many variants, without prices."""
    sizes = [Value(f"s{n}", {"en": f"Size {n}"}) for n in range(count)]
    given = {
        "texts": {"en": Text("Wide mug")},
        "state": State.ACTIVE,
        "options": [Option("size", {"en": "Size"}, sizes)],
        "variants": [NewVariant(choices=[size.key]) for size in sizes],
    }
    return await catalog.create_product(tx, SYSTEM, NewProduct(**{**given, **overrides}))


async def make_priced(tx: Writing, *amounts: int, market: str = "eu", **overrides: Any) -> Product:
    """Make an active product with a variant for each price, in euros."""
    product = await make_product(tx, len(amounts), **overrides)
    for variant, amount in zip(product.variants, amounts, strict=True):
        await pricing.set_price(tx, SYSTEM, variant.id, market, Money(amount, "EUR"))
    return product


async def make_offer(tx: Writing, **overrides: Any) -> OfferId:
    """Publish 20 % off everything for everyone, unless the test says otherwise."""
    given = {"reason": {"en": "Sale", "de": "Angebot"}, "kind": Kind.PERCENT, "value": 200_000, "scope": Scope.EVERYTHING}
    return await pricing.publish_offer(tx, SYSTEM, NewOffer(**{**given, **overrides}))


async def price_of(tx: Writing, variant: VariantId, *audiences: str, market: str = "eu") -> tuple[int, int | None, int | None] | None:
    """Return (price, low, was) in minor units for everyone and these audiences."""
    quote = (await pricing.quote(tx, market, [variant], ["everyone", *audiences], tx.now)).get(variant)
    return quote and (quote.price.amount, quote.low30 and quote.low30.amount, quote.was and quote.was.amount)


def shown_price(amount: int) -> dict[str, object]:
    """Return euros as the API writes them."""
    return {"amount": amount, "currency": "EUR"}


def eur(amount: int) -> Money:
    return Money(amount, "EUR")


async def recorded(tx: Writing, kind: str) -> list[UUID]:
    return [row["about"] for row in await tx.rows("select about from base.event where kind = $1 order by id", f"pricing.{kind}")]


async def topics(tx: Writing) -> dict[str, int]:
    return {row["topic"]: row["number"] for row in await tx.rows("select topic, number from base.version")}
