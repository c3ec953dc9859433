"""What a sale may come to, before it is planned; and changing one that is planned, until the first people are let in."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.deals.private_sales import actions, belonging, moving, openings, rules, store
from stoa.deals.private_sales.model import Forecast, Item, NewItem, NewSale, NoSuchSale, Sale, SaleHasOpened, SaleId, UnfitSale
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog, pricing, stock
from stoa.shop.pricing.model import NoSuchMarket, OfferId
from stoa.shop.pricing.model.taxes import PricedLine


async def forecast(read: Reading, code: str, wanted: Sequence[NewItem], of: SaleId | None = None) -> Forecast:
    """Return what a sale of these items may come to in a market: a new one, or this one with them instead of its own.

    Raises NoSuchMarket, NoSuchSale, UnfitSale.
    """
    if of is not None and await store.sale(read, of) is None:
        raise NoSuchSale
    market = await pricing.market(read, code)
    if market.code != code:
        raise NoSuchMarket(code[:40])
    items, currency = await actions.items_of(read, code, wanted, of)
    variants = [one.variant_id for one in items]
    sold = await catalog.sold_variants(read, variants, "en", None)
    classes = [sold[one].tax_class for one in variants]
    lines = [PricedLine(Money(one.price, currency), one.units, tax) for one, tax in zip(items, classes, strict=True)]
    rates = await pricing.tax(read, next(iter(market.countries), ""), "", set(classes), read.now)
    nets = [part.net.amount for part in pricing.total(lines, Money(0, currency), rates, market.tax_mode).lines]
    costs = await pricing.costing.costs_in(read, market, variants, read.now)
    return rules.forecast(items, nets, {variant: cost.amount for variant, cost in costs.items()}, currency)


async def change_sale(tx: Writing, actor: Visitor, sale_id: SaleId, new: NewSale) -> None:
    """Plan a sale anew, until the first people are let in. Its draws stay as they were promised; who waits for one keeps their place.

    Raises NoSuchSale, SaleHasOpened, UnfitSale, stock's OutOfStock; then nothing is changed.
    """
    sale = await store.lock_sale(tx, sale_id)
    if sale is None:
        raise NoSuchSale
    rounds = await store.rounds(tx, sale_id)
    if sale.ended_at is not None or tx.now >= rounds[0].opens_at:
        raise SaleHasOpened
    moments = dict(rules.rounds(new.opens_at, [one.ahead_minutes for one in rounds]))
    first = moments[rounds[0].ahead_minutes]
    _check(tx, sale, new, first)
    before = await store.items(tx, sale_id)
    old = [OfferId(one) for one in await store.offers(tx, sale_id)]
    await store.forget_items(tx, sale_id)
    items, currency = await actions.items_of(tx, new.market, new.items)
    await store.update_sale(tx, sale_id, new, currency, moments)
    after = await store.sale(tx, sale_id)
    if after is None:
        raise NoSuchSale
    await pricing.end_offer(tx, actor, *old)
    offers: list[UUID] = [*await pricing.publish_offers(tx, actor, [actions.offer_of(new, after, one, first) for one in items])]
    await store.insert_items(tx, sale_id, items, offers)
    await stock.hold(tx, sale_id, {one.variant_id: one.units for one in items}, after.closes_at)
    await _see(tx, actor, sale, after, before, items)
    await moving.turn_later(tx, sale_id, sorted({new.preview_at, *moments.values(), new.ends_at, after.closes_at}))
    if after.opens_at != sale.opens_at:
        await openings.announce(tx, sale_id, new.opens_at, moments)
    await audit.note(tx, actor, "private_sales.change_sale", sale_id, {"opens_at": new.opens_at, "items": len(items)})
    await store.touch(tx, sale_id)


def _check(tx: Writing, sale: Sale, new: NewSale, first: datetime) -> None:
    errors = rules.check(new, tx.now)
    if new.club_id != sale.club_id:
        errors.append(FieldError("/club_id", "not_a_choice"))
    if not errors and first < max(new.preview_at, tx.now):
        errors.append(FieldError("/preview_at", "after_opening"))
    if errors:
        raise UnfitSale(errors)


async def _see(tx: Writing, actor: Visitor, was: Sale, sale: Sale, before: Sequence[Item], after: Sequence[Item]) -> None:
    """Let the products be seen by whom they are for from now on: who sees what is decided anew."""
    old, new = ({one.product_id for one in items} for items in (before, after))
    group = belonging.group(sale.club_id) if sale.previewed_at is not None else sale.audience
    if was.hidden and (shown := old - new if sale.hidden else old):
        await catalog.restrict(tx, actor, sorted(shown), None)
    if sale.hidden:
        await catalog.restrict(tx, actor, sorted(new), group)
