"""A small real shop to search in."""

from typing import Any

from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, pricing, search, stock
from stoa.shop.catalog.model import NewProduct, NewVariant, Option, Product, State, Text, Value
from stoa.shop.pricing.model import NewMarket, NewPrice, TaxMode
from stoa.shop.search.model import Wish
from stoa.shop.stock.model import NewItem


def option(key: str, *values: str) -> Option:
    return Option(
        key, {"en": key.title(), "de": f"{key.title()}-de"}, [Value(v, {"en": v.title(), "de": f"{v.title()}-de"}) for v in values]
    )


async def make_found(tx: Writing, title: str, *, de: str = "", stock_of: int = 5, price: int | None = 1000, options: tuple[Option, ...] = (),
                     choices: tuple[tuple[str, ...], ...] = ((),), skus: tuple[str, ...] = (), text: dict[str, Any] | None = None, **more: Any) -> Product:  # fmt: skip
    """Make an active product that is priced, there, and indexed."""
    texts = {"en": Text(title, **(text or {}))}
    if de:
        texts["de"] = Text(de)
    variants = [NewVariant(choices=list(one), sku=skus[n] if n < len(skus) else "") for n, one in enumerate(choices)]
    product = await catalog.create_product(
        tx, SYSTEM, NewProduct(texts=texts, variants=variants, state=State.ACTIVE, options=list(options), **more)
    )
    await stock.make_items(tx, SYSTEM, [NewItem(variant.id, product.id, stock_of) for variant in product.variants])
    if price is not None:
        await make_market(tx)
        await pricing.set_prices(tx, SYSTEM, [NewPrice(variant.id, "eu", Money(price, "EUR")) for variant in product.variants])
    await search.reindex(tx, [product.id])
    return product


async def make_market(tx: Writing) -> None:
    """Make the market "eu" unless it is there."""
    if not [one for one in await pricing.markets(tx) if one.code == "eu"]:
        await pricing.make_market(tx, SYSTEM, NewMarket("eu", {"en": "Europe"}, "EUR", ["DE", "AT"], TaxMode.INCLUSIVE))


def wish(query: str = "", **more: Any) -> Wish:
    return Wish(**{"language": "en", "market": "eu", "query": query, **more})


async def titles(tx: Writing, query: str = "", **more: Any) -> list[str]:
    """Return what is found, in order."""
    return [product.card.title for product in (await search.find(tx, wish(query, **more))).products]
