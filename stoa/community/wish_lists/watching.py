"""Looking out for prices and stock: what is worth telling is recorded, once; telling it is for others."""

from collections.abc import Collection
from uuid import UUID

from stoa.base import events
from stoa.base.database import Writing
from stoa.base.events import Event
from stoa.base.money import Money
from stoa.community.wish_lists import actions, rules, store, watch_store
from stoa.community.wish_lists.model import CameBack, EntryId, ListId, NoSuchEntry, PriceFell, Watch, WatchMade, Who
from stoa.people.sessions.model import Visitor
from stoa.shop import stock
from stoa.shop.catalog.model import VariantId


async def watch(tx: Writing, asks: Who, list_id: ListId, entry_id: EntryId, *, price: bool, stock_: bool, below: int | None = None) -> None:
    """Look out for an entry's price (below so many minor units, or any true new low) and its stock; neither ends it.

    Raises NoSuchList, NoSuchEntry.
    """
    found, _ = await actions.opened(tx, list_id, asks)
    entry = await store.entry(tx, found.id, entry_id)
    if entry is None:
        raise NoSuchEntry
    if not price and not stock_:
        await watch_store.set_watch(tx, entry, None)
        return
    gone = entry.variant_id not in await _available(tx, [entry.variant_id])
    await watch_store.set_watch(tx, entry, Watch(entry_id=entry.id, price=price, stock=stock_, below=below if price else None), out=gone)
    await events.record(tx, WatchMade(about=entry.id, variant=entry.variant_id, price=price, stock=stock_))


async def look_out(tx: Writing, visitor: Visitor, asks: Who, variant: VariantId, market: str, language: str) -> None:
    """Save a variant for oneself and look out for new stock of it; a price that is watched stays so. Raises as `actions.save`."""
    entry = await actions.save(tx, visitor, asks, variant, market, language)
    known = (await watch_store.watches(tx, entry.list_id)).get(entry.id)
    price, below = (known.price, known.below) if known is not None else (False, None)
    await watch(tx, asks, entry.list_id, entry.id, price=price, stock_=True, below=below)


async def look_at_prices(tx: Writing, products: Collection[UUID]) -> int:
    """Record which watched prices of these products are truly new lows; return how many. Safe to run twice."""
    news: list[Event] = []
    told: dict[EntryId, int | None] = {}
    for one in await watch_store.priced(tx, products):
        if rules.is_news(one.price, one.low30, one.below, one.told_price):
            fell = PriceFell(
                about=one.entry_id,
                variant=one.variant_id,
                price=Money(one.price, one.currency),
                low30=Money(one.low30 or 0, one.currency),
            )
            news.append(fell)
            told[one.entry_id] = one.price
        elif one.told_price is not None and one.price > one.told_price:
            told[one.entry_id] = None
    if told:
        await watch_store.told(tx, told)
    await events.record_all(tx, news)
    return len(news)


async def look_at_offers(tx: Writing, offers: list[UUID]) -> int:
    """The same for the products of these offers."""
    products = await watch_store.products_in_offers(tx, offers)
    return await look_at_prices(tx, products) if products else 0


async def ran_out(tx: Writing, products: Collection[UUID]) -> None:
    """Note which watched things cannot be had any more."""
    found = await watch_store.stocked(tx, products, out=False)
    there = await _available(tx, list(found.values()))
    await watch_store.set_out(tx, [entry for entry, variant in found.items() if variant not in there], out=True)


async def came_back(tx: Writing, products: Collection[UUID]) -> int:
    """Record which watched things can be had again; return how many. Safe to run twice."""
    found = await watch_store.stocked(tx, products, out=True)
    there = await _available(tx, list(found.values()))
    back = {entry: variant for entry, variant in found.items() if variant in there}
    await watch_store.set_out(tx, list(back), out=False)
    await events.record_all(tx, [CameBack(about=entry, variant=variant) for entry, variant in back.items()])
    return len(back)


async def _available(tx: Writing, variants: list[VariantId]) -> set[VariantId]:
    """Return which of these can be had now; what nobody counts can."""
    known = await stock.availability(tx, variants)
    return {one for one in variants if one in known and known[one].available}
