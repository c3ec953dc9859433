"""The verbs of sales: plan one, come into its line, end it early."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.refusals import FieldError
from stoa.deals.private_sales import belonging, club_store, moving, openings, queries, rules, store
from stoa.deals.private_sales.line import Place, Round, Where
from stoa.deals.private_sales.model import (
    EntrantId,
    Item,
    ItemId,
    NewItem,
    NewSale,
    NoSuchClub,
    NoSuchSale,
    Phase,
    Sale,
    SaleId,
    SaleIsOver,
    SaleNotYet,
    UnfitSale,
)
from stoa.people import audit
from stoa.people.sessions.model import GUEST, Visitor
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog.model import ProductId, SoldVariant, VariantId
from stoa.shop.pricing.model import Kind, NewOffer, Quote, Scope


async def plan_sale(tx: Writing, actor: Visitor, new: NewSale) -> SaleId:
    """Plan a sale: its units are set aside from now on, its prices wait for the opening, its draws are promised.

    Raises NoSuchClub, UnfitSale, stock's OutOfStock where there are not that many.
    """
    if await club_store.club(tx, new.club_id) is None:
        raise NoSuchClub
    errors = rules.check(new, tx.now)
    if errors:
        raise UnfitSale(errors)
    tiers = await club_store.tiers(tx, new.club_id)
    rounds = [_round(ahead, at) for ahead, at in rules.rounds(new.opens_at, [one.ahead_minutes for one in tiers])]
    if rounds[0].opens_at < max(new.preview_at, tx.now):
        raise UnfitSale([FieldError("/preview_at", "after_opening")])
    items, currency = await items_of(tx, new.market, new.items)
    sale_id = SaleId(ids.new())
    await store.insert_sale(tx, sale_id, new, currency, secrets.token_bytes(32), rounds)
    sale = await _sale(tx, sale_id)
    offers = await pricing.publish_offers(tx, actor, [offer_of(new, sale, one, rounds[0].opens_at) for one in items])
    await store.insert_items(tx, sale_id, items, offers)
    await stock.hold(tx, sale_id, {one.variant_id: one.units for one in items}, sale.closes_at)
    if new.hidden:
        await catalog.restrict(tx, actor, sorted({one.product_id for one in items}), sale.audience)
    moments = [new.preview_at, *(one.opens_at for one in rounds), new.ends_at, sale.closes_at]
    await moving.turn_later(tx, sale_id, sorted(set(moments)))
    await openings.announce(tx, sale_id, new.opens_at, [one.ahead_minutes for one in rounds])
    await audit.note(tx, actor, "private_sales.plan_sale", sale_id, {"opens_at": new.opens_at, "items": len(items)})
    await store.touch(tx, sale_id)
    return sale_id


def _round(ahead: int, at: datetime) -> Round:
    seed = secrets.token_bytes(32)
    return Round(ahead_minutes=ahead, opens_at=at, commitment=rules.commitment(seed), seed=seed)


async def items_of(read: Reading, market: str, wanted: Sequence[NewItem], of: SaleId | None = None) -> tuple[list[Item], str]:
    """Return the items of a sale, or of a new one, with what they cost usually. Raises UnfitSale."""
    variants = [one.variant_id for one in wanted]
    sold = await catalog.sold_variants(read, variants, "en", None)
    quotes = await pricing.quote(read, market, variants, pricing.audiences(GUEST), read.now)
    errors = _unfit(wanted, sold, quotes, await store.in_another(read, [one.product_id for one in sold.values()], of))
    if errors:
        raise UnfitSale(errors)
    items = [
        Item(
            id=ItemId(ids.new()),
            sale_id=SaleId(UUID(int=0)),
            product_id=ProductId(sold[one.variant_id].product_id),
            variant_id=one.variant_id,
            price=one.price,
            usual=quotes[one.variant_id].base.amount,
            units=one.units,
            reserve=one.units,
        )
        for one in wanted
    ]
    return items, quotes[variants[0]].base.currency


def _unfit(
    wanted: Sequence[NewItem], sold: Mapping[VariantId, SoldVariant], quotes: Mapping[VariantId, Quote], taken: Collection[UUID]
) -> list[FieldError]:
    """Return what is wrong with each item: `/items/2` is the third one."""
    errors = []
    for number, one in enumerate(wanted):
        found, quote = sold.get(one.variant_id), quotes.get(one.variant_id)
        if found is None or not found.active:
            errors.append(FieldError(f"/items/{number}", "no_product"))
        elif found.product_id in taken:
            errors.append(FieldError(f"/items/{number}", "in_another_sale"))
        elif quote is None:
            errors.append(FieldError(f"/items/{number}/price", "no_price"))
        elif one.price >= quote.base.amount:
            errors.append(FieldError(f"/items/{number}/price", "not_lower"))
    return errors


def offer_of(new: NewSale, sale: Sale, item: Item, from_at: datetime) -> NewOffer:
    return NewOffer(
        reason=new.title,
        kind=Kind.FIXED,
        value=item.price,
        scope=Scope.VARIANT,
        target=item.variant_id,
        audience=sale.audience,
        market=new.market,
        from_at=from_at,
        until_at=sale.closes_at,
        published_by="private_sales",
    )


async def enter(tx: Writing, visitor: Visitor, sale_id: SaleId, passes: str | None = None) -> Place:
    """Come into the line of a sale; whoever is in it keeps their place, whichever way they ask.

    Before the opening one waits for the draw, afterwards one is the last. Whose time inside is over begins anew.
    Raises NoSuchSale (also to whom it is not for), SaleNotYet before its preview, SaleIsOver.
    """
    sale = await _sale(tx, sale_id)
    member = await belonging.member(tx, sale.club_id, visitor, passes)
    opens_at = rules.opening(sale, member.ahead_minutes)
    phase = rules.phase(sale, opens_at, tx.now)
    if phase is Phase.PLANNED:
        raise SaleNotYet
    if phase is Phase.ENDED:
        raise SaleIsOver
    if phase is Phase.OPEN and await store.undrawn(tx, sale_id):
        await moving.turn(tx, sale_id)  # before anything of one's own is locked: whoever draws waits for those who are coming in
    found = await store.entrant(tx, sale_id, member.id)
    if found is None:
        await store.insert_entrant(tx, EntrantId(uuid4()), sale_id, member.id, member.ahead_minutes)
        found = await store.entrant(tx, sale_id, member.id)
    if found is None:
        raise NoSuchSale
    place = rules.place(sale, found, opens_at, tx.now)
    if place.where is Where.OVER or (place.where is Where.BEFORE and tx.now >= found.opens_at):
        await store.line_up(tx, sale_id, found.id)
        await moving.admit(tx, sale_id)
        return await place_of(tx, visitor, sale_id, passes)
    return place


async def place_of(read: Reading, visitor: Visitor, sale_id: SaleId, passes: str | None = None) -> Place:
    """Return where the visitor stands in the line of a sale. Raises NoSuchSale."""
    return (await queries.place_of(read, visitor, sale_id, passes))[1]


async def admit(tx: Writing, sale_id: SaleId) -> int:
    """Let in as many as there is room for, in order; return how many."""
    return await moving.admit(tx, sale_id)


async def end_sale(tx: Writing, actor: Visitor, sale_id: SaleId, reason: str) -> None:
    """End a sale now, with a reason. What is in carts may still be bought in its time. Raises NoSuchSale, SaleIsOver."""
    sale = await store.lock_sale(tx, sale_id)
    if sale is None:
        raise NoSuchSale
    if sale.ended_at is not None or tx.now >= sale.ends_at:
        raise SaleIsOver
    await moving.end(tx, sale, reason)
    await audit.note(tx, actor, "private_sales.end_sale", sale_id, {"reason": reason})


async def _sale(read: Reading, sale_id: SaleId) -> Sale:
    found = await store.sale(read, sale_id)
    if found is None:
        raise NoSuchSale
    return found
