"""The verbs of markets and prices."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from stoa.base import events, ids
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.people import audit
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import NoSuchVariant, ProductId, VariantId
from stoa.shop.pricing import rules, store, taxing
from stoa.shop.pricing.model import (
    Market,
    MarketCodeTaken,
    MarketId,
    MarketInUse,
    MarketIsFollowed,
    NewMarket,
    NewPrice,
    NoSuchMarket,
    PriceChanged,
    UnfitPrice,
    WrongCurrency,
)
from stoa.shop.pricing.store import Spell

MOST = 10**12
"""The highest price there is, in minor units."""


async def set_price(tx: Writing, actor: Visitor, variant: VariantId, market: str, price: Money) -> None:
    """Set what a variant costs in a market from now on; as `set_prices` does, which raises the same."""
    await set_prices(tx, actor, [NewPrice(variant, market, price)])


async def set_prices(tx: Writing, actor: Visitor, rows: Sequence[NewPrice]) -> None:
    """Set many base prices from now on, with those of the markets that follow; of two for the same, the last.

    A fixed number of statements for any number of rows. Raises NoSuchMarket, NoSuchVariant, WrongCurrency, UnfitPrice; then nothing is set.
    """
    if not rows:
        return
    await store.lock(tx)
    markets = {market.code: market for market in await store.markets(tx)}
    given = {(row.variant_id, _market_of(row, markets).id): row.price.amount for row in rows}
    variants = {variant for variant, _ in given}
    unknown = variants - await store.known_variants(tx, variants)
    if unknown:
        raise NoSuchVariant(str(min(unknown)))
    followers = [market for market in markets.values() if market.follows is not None]
    own = await store.own_prices(tx, variants, [market.id for market in followers]) if followers else set()
    own |= given.keys()
    spells = [Spell(variant, market, amount) for (variant, market), amount in given.items()]
    derived = [spell for market in followers for spell in _follow(market, given) if (spell.variant_id, market.id) not in own]
    only = _market_of(rows[0], markets)
    was = (await store.open_prices(tx, only.id, [rows[0].variant_id])).get(rows[0].variant_id)
    await _write(tx, [*spells, *derived])
    if len(rows) == 1:
        facts = {"market": str(only.id), "before": Money(was, only.currency) if was is not None else None, "after": rows[0].price}
        await audit.note(tx, actor, "pricing.set_price", rows[0].variant_id, facts)
    else:
        await audit.note(tx, actor, "pricing.set_prices", ids.new(), {"prices": len(given)})


def _market_of(row: NewPrice, markets: dict[str, Market]) -> Market:
    market = markets.get(row.market)
    if market is None:
        raise NoSuchMarket(row.market[:40])
    if row.price.currency != market.currency:
        raise WrongCurrency(given=row.price.currency, wanted=market.currency, market=market.code)
    if not 0 <= row.price.amount <= MOST:
        raise UnfitPrice([FieldError("/price", "out_of_range", {"least": 0, "most": MOST})])
    return market


def _follow(market: Market, prices: dict[tuple[VariantId, MarketId], int]) -> list[Spell]:
    """Return what prices of the market that this one follows become here."""
    return [
        Spell(variant, market.id, rules.converted(amount, market.rate, market.rounding), own=False)
        for (variant, of), amount in prices.items()
        if of == market.follows
    ]


async def _write(tx: Writing, spells: Sequence[Spell]) -> None:
    """Write prices, work the offers out against them, and tell."""
    changed = await store.write_prices(tx, spells)
    await _tell(tx, changed)


async def _tell(tx: Writing, changed: set[tuple[ProductId, MarketId]]) -> None:
    if not changed:
        return
    products = {product for product, _ in changed}
    await store.work_out_products(tx, products)
    await store.touch(tx, products)
    await events.record_all(tx, [PriceChanged(about=product, market_id=market) for product, market in sorted(changed)])


async def clear_prices(tx: Writing, actor: Visitor, market: str, variants: Sequence[VariantId]) -> None:
    """Take back a market's own prices: it asks what the market it follows asks, or does not sell these. Raises NoSuchMarket."""
    await store.lock(tx)
    found = {one.code: one for one in await store.markets(tx)}.get(market)
    if found is None:
        raise NoSuchMarket(market[:40])
    leading = await store.open_prices(tx, found.follows, variants) if found.follows else {}
    await _write(tx, _converted(found, leading))
    ended = await store.close_prices(tx, found.id, [one for one in variants if one not in leading])
    await _tell(tx, {(product, found.id) for product in ended})
    await audit.note(tx, actor, "pricing.clear_prices", found.id, {"prices": len(variants)})


def _converted(market: Market, leading: dict[VariantId, int]) -> list[Spell]:
    return _follow(market, {(variant, market.follows): amount for variant, amount in leading.items() if market.follows})


async def make_market(tx: Writing, actor: Visitor, new: NewMarket, *, example_taxes: bool = False) -> MarketId:
    """Open a market; with prices at once if it follows another, and if wanted with the example tax rates of its countries.

    Raises MarketCodeTaken, MarketIsFollowed, NoSuchMarket."""
    await store.lock(tx)
    await _check(tx, new, None)
    market_id = MarketId(ids.new())
    await store.insert_market(tx, market_id, new)
    await _convert_all(tx, market_id, new)
    if example_taxes:
        await taxing.load_examples(tx, actor, new.countries)
    await tx.rows("select base.touch('pricing')")
    await audit.note(tx, actor, "pricing.make_market", market_id, {"after": rules.noted_market(new)})
    return market_id


async def change_market(tx: Writing, actor: Visitor, market_id: MarketId, new: NewMarket) -> None:
    """Change a market; where it follows another, its converted prices are set anew at once.

    Raises NoSuchMarket, MarketCodeTaken, MarketIsFollowed, and MarketInUse for another currency once something was priced in it.
    """
    await store.lock(tx)
    before = next((one for one in await store.markets(tx) if one.id == market_id), None)
    if before is None:
        raise NoSuchMarket
    if new.currency != before.currency and await store.has_prices(tx, market_id):
        raise MarketInUse(market=before.code, currency=before.currency)
    await _check(tx, new, market_id)
    await store.update_market(tx, market_id, new)
    if (new.follows, new.rate, new.rounding) != (before.follows, before.rate, before.rounding):
        await _convert_all(tx, market_id, new)
    await tx.rows("select base.touch('pricing')")
    await audit.note(tx, actor, "pricing.change_market", market_id, rules.market_change(before, new))


async def _check(tx: Writing, new: NewMarket, own_id: MarketId | None) -> None:
    markets = {one.id: one for one in await store.markets(tx)}
    if any(one.code == new.code and one.id != own_id for one in markets.values()):
        raise MarketCodeTaken(code=new.code)
    if new.follows is None:
        return
    leader = markets.get(new.follows)
    if leader is None:
        raise NoSuchMarket
    followed = own_id is not None and any(one.follows == own_id for one in markets.values())
    if leader.follows is not None or leader.id == own_id or followed:
        raise MarketIsFollowed


async def _convert_all(tx: Writing, market_id: MarketId, new: NewMarket) -> None:
    """Set every converted price of a market anew from the market it follows; its own prices stay."""
    if new.follows is None:
        return
    leading = await store.open_prices(tx, new.follows)
    own = await store.own_prices(tx, leading.keys(), [market_id])
    market = msgspec.convert({"id": market_id, **msgspec.structs.asdict(new)}, Market)
    wanted = {variant: amount for variant, amount in leading.items() if (variant, market_id) not in own}
    await _write(tx, _converted(market, wanted))


async def follow_catalog(tx: Writing, products: Sequence[UUID] = (), *, scope: str = "", target: UUID | None = None) -> None:
    """Work offers out again after the catalogue changed: all on these products, or those of a scope, on one target or any."""
    await store.lock(tx)
    if products:
        changed = await store.work_out_products(tx, products)
    else:
        changed = await store.work_out_offers(tx, await store.live_offers(tx, scope, target))
    if changed:
        await store.touch(tx, changed)
