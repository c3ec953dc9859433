"""The verbs of offers."""

import contextlib
from collections.abc import Sequence
from typing import Any

import msgspec

from stoa.base import events, ids
from stoa.base.database import Writing
from stoa.people import audit
from stoa.people.permissions.model import Visitor
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
    return (await publish_offers(tx, actor, [new]))[0]


async def publish_offers(tx: Writing, actor: Visitor, many: Sequence[NewOffer]) -> list[OfferId]:
    """Publish many offers, all or none, in a fixed number of statements; raises what `publish_offer` does."""
    if not many:
        return []
    await store.lock(tx)
    markets = await _markets(tx)
    offers = [rules.offer(OfferId(ids.new()), new, _market(markets, new), tx.now) for new in many]
    await _write(tx, offers)
    begun = [offer for offer in offers if offer.from_at <= tx.now]
    await store.tell(tx, [offer.id for offer in begun], "open")
    facts = [OfferOpened(about=offer.id, published_by=offer.published_by, audience=offer.audience) for offer in begun]
    await events.record_all(tx, facts)
    await _note(tx, actor, "publish", {offer.id: {"after": rules.noted(offer)} for offer in offers})
    return [offer.id for offer in offers]


async def change_offer(tx: Writing, actor: Visitor, offer_id: OfferId, new: NewOffer) -> None:
    """Change an offer that has not ended; prices shown so far stay in the books. Raises what `publish_offer` does, NoSuchOffer, OfferIsOver."""
    await store.lock(tx)
    await store.lock_offers(tx, [offer_id])
    before = (await _live(tx, [offer_id]))[0]
    after = rules.changed(before, rules.offer(offer_id, new, _market(await _markets(tx), new), tx.now), tx.now)
    await _write(tx, [after])
    await _note(tx, actor, "change", {offer_id: {"before": rules.noted(before), "after": rules.noted(after)}})


async def end_offer(tx: Writing, actor: Visitor, *offer_ids: OfferId) -> None:
    """End an offer now, or several; one that has not begun is withdrawn and nobody has seen it. Raises NoSuchOffer, OfferIsOver."""
    await store.lock(tx)
    offers = await _live(tx, offer_ids)
    begun = [offer for offer in offers if offer.from_at < tx.now]
    changed = await store.forget_offers(tx, [offer.id for offer in offers if offer.from_at >= tx.now])
    await store.write_offers(tx, [msgspec.structs.replace(offer, until_at=tx.now) for offer in begun])
    changed |= await store.work_out_offers(tx, [offer.id for offer in begun])
    await store.tell(tx, [offer.id for offer in begun], "ended")
    facts = [OfferEnded(about=offer.id, published_by=offer.published_by, audience=offer.audience) for offer in begun]
    await events.record_all(tx, facts)
    await store.touch(tx, changed, wide=_wide(offers))
    await _note(tx, actor, "end", {offer.id: {"before": rules.noted(offer)} for offer in offers})


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
    offer = rules.offer(offer_id or OfferId(ids.new()), new, _market(await _markets(tx), new), tx.now)
    if offer_id is not None:
        offer = rules.changed((await _live(tx, [offer_id]))[0], offer, tx.now)
    with contextlib.suppress(Undo):
        async with tx.attempt():
            await _write(tx, [offer])
            found = await queries.effects(tx, [offer.id], tx.now)
            effect = found.get(offer.id, effect)
            raise Undo
    return effect


async def _write(tx: Writing, offers: Sequence[Offer]) -> None:
    await store.write_offers(tx, offers)
    changed = await store.work_out_offers(tx, [offer.id for offer in offers])
    narrow = {offer.id for offer in offers if offer.scope in _NARROW}
    if narrow and narrow - await store.with_lines(tx, narrow):
        raise OfferReachesNothing
    await store.touch(tx, changed, wide=_wide(offers))


def _wide(offers: Sequence[Offer]) -> bool:
    return any(offer.scope not in _NARROW for offer in offers)


async def _live(tx: Writing, offer_ids: Sequence[OfferId]) -> list[Offer]:
    offers = await store.offers(tx, offer_ids)
    if len(offers) < len(set(offer_ids)):
        raise NoSuchOffer
    if any(offer.until_at is not None and offer.until_at <= tx.now for offer in offers):
        raise OfferIsOver
    return offers


async def _markets(tx: Writing) -> dict[str, Market]:
    return {market.code: market for market in await store.markets(tx)}


def _market(markets: dict[str, Market], new: NewOffer) -> Market | None:
    if new.market is not None and new.market not in markets:
        raise NoSuchMarket(new.market[:40])
    return None if new.market is None else markets[new.market]


async def _note(tx: Writing, actor: Visitor, verb: str, facts: dict[OfferId, dict[str, Any]]) -> None:
    """Write down what was done to one offer; of many, how many they were."""
    if len(facts) == 1:
        offer_id, noted = next(iter(facts.items()))
        await audit.note(tx, actor, f"pricing.{verb}_offer", offer_id, noted)
    elif facts:
        await audit.note(tx, actor, f"pricing.{verb}_offers", ids.new(), {"offers": len(facts)})
