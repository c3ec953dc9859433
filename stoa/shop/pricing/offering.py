"""The verbs of offers."""

import contextlib

import msgspec

from stoa.base import events, ids
from stoa.base.database import Writing
from stoa.people import audit
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import ProductId
from stoa.shop.pricing import queries, rules, store
from stoa.shop.pricing.model import (
    Effect,
    Market,
    NewOffer,
    NoSuchMarket,
    NoSuchOffer,
    Offer,
    OfferEnded,
    OfferId,
    OfferIsOver,
    OfferOpened,
    OfferReachesNothing,
    Scope,
)

_NARROW = {Scope.PRODUCT, Scope.VARIANT}


async def publish_offer(tx: Writing, actor: Visitor, new: NewOffer) -> OfferId:
    """Offer a lower price for somebody, from now or later, and work it out for every variant it is on.

    Raises UnfitOffer (what it says makes no sense), NoSuchMarket, and OfferReachesNothing when it is on one product or
    variant and lowers no price there.
    """
    await store.lock(tx)
    market = await _market(tx, new)
    offer = rules.offer(OfferId(ids.new()), new, market, tx.now)
    await _write(tx, offer)
    if offer.from_at <= tx.now:
        await store.tell(tx, offer.id, "open")
        await events.record(tx, OfferOpened(about=offer.id, published_by=offer.published_by, audience=offer.audience))
    await audit.note(tx, actor, "pricing.publish_offer", offer.id, {"after": rules.words(offer)})
    return offer.id


async def change_offer(tx: Writing, actor: Visitor, offer_id: OfferId, new: NewOffer) -> None:
    """Change an offer that has not ended; prices shown so far stay in the books. Raises what `publish_offer` does, NoSuchOffer, OfferIsOver."""
    await store.lock(tx)
    before = await _live(tx, offer_id)
    market = await _market(tx, new)
    after = rules.changed(before, rules.offer(offer_id, new, market, tx.now), tx.now)
    await _write(tx, after)
    await audit.note(tx, actor, "pricing.change_offer", offer_id, {"before": rules.words(before), "after": rules.words(after)})


async def end_offer(tx: Writing, actor: Visitor, offer_id: OfferId) -> None:
    """End an offer now; one that has not begun is withdrawn and nobody has seen it. Raises NoSuchOffer, OfferIsOver."""
    await store.lock(tx)
    offer = await _live(tx, offer_id)
    if offer.from_at >= tx.now:
        changed = await store.forget_offer(tx, offer_id)
    else:
        await store.write_offer(tx, msgspec.structs.replace(offer, until_at=tx.now))
        changed = await store.work_out_offers(tx, [offer_id])
        await store.tell(tx, offer_id, "ended")
        await events.record(tx, OfferEnded(about=offer_id, published_by=offer.published_by, audience=offer.audience))
    await store.touch(tx, changed, wide=offer.scope not in _NARROW)
    await audit.note(tx, actor, "pricing.end_offer", offer_id, {"before": rules.words(offer)})


async def turn(tx: Writing) -> None:
    """Record what the clock has opened and ended. Prices do not wait for this: it only tells."""
    opened = await store.turn(tx, "coming", "open", "from_at")
    ended = await store.turn(tx, "open", "ended", "until_at")
    if not opened and not ended:
        return
    facts = [OfferOpened(about=one, published_by=by, audience=audience) for one, by, audience in opened]
    await events.record_all(tx, [*facts, *(OfferEnded(about=one, published_by=by, audience=audience) for one, by, audience in ended)])
    await tx.rows("select base.touch(topic) from unnest(array['prices', 'pricing']) as t (topic)")


async def preview(tx: Writing, new: NewOffer, offer_id: OfferId | None = None) -> Effect:
    """Return what publishing (or changing) this offer would do, without doing it. Raises what `publish_offer` does."""

    class Undo(Exception):
        pass

    effect = Effect()
    await store.lock(tx)
    offer = rules.offer(offer_id or OfferId(ids.new()), new, await _market(tx, new), tx.now)
    if offer_id is not None:
        offer = rules.changed(await _live(tx, offer_id), offer, tx.now)
    with contextlib.suppress(Undo):
        async with tx.attempt():
            await _write(tx, offer)
            found = await queries.effects(tx, [offer.id], tx.now)
            effect = found.get(offer.id, effect)
            raise Undo
    return effect


async def _write(tx: Writing, offer: Offer) -> None:
    await store.write_offer(tx, offer)
    changed: set[ProductId] = await store.work_out_offers(tx, [offer.id])
    if offer.scope in _NARROW and not await store.has_lines(tx, offer.id):
        raise OfferReachesNothing
    await store.touch(tx, changed, wide=offer.scope not in _NARROW)


async def _live(tx: Writing, offer_id: OfferId) -> Offer:
    offer = await store.offer(tx, offer_id)
    if offer is None:
        raise NoSuchOffer
    if offer.until_at is not None and offer.until_at <= tx.now:
        raise OfferIsOver
    return offer


async def _market(tx: Writing, new: NewOffer) -> Market | None:
    if new.market is None:
        return None
    found = await store.market(tx, new.market)
    if found is None or found.code != new.market:
        raise NoSuchMarket(new.market[:40])
    return found
