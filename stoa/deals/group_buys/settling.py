"""The money of places: asked for at the price that was reached, let go where there is none to be had; an order is released once it is paid.

Of one place or of some in one transaction: orders are locked first, in order, then their team, as late as can be. Each is told as often
as it takes: told twice, nothing changes.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from stoa.base import events, jobs
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.deals.group_buys import moving, rules, store
from stoa.deals.group_buys.happening import What
from stoa.deals.group_buys.model import Deal, NoSuchDeal, Place, PlaceId, PlaceState, State
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, payments, pricing, shipping
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model import Order, OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments.model import State as PaymentState
from stoa.shop.pricing.model import Quote

_ON_ITS_WAY = {PaymentState.AUTHORIZED, PaymentState.CAPTURING, PaymentState.CAPTURED}
log = logging.getLogger("stoa.group_buys")


async def at_once(tx: Writing, do: Callable[..., Awaitable[None]], job: str, key: str, things: Sequence[Any]) -> None:
    """Do this to all of them; where it fails, each is left to a job of its own (what it is about is its `key`): none keeps the others waiting."""
    try:
        async with tx.attempt():
            await do(tx, *things)
    except Exception:
        log.exception("%s: one of %s failed, each is tried alone", job, len(things))
        await jobs.enqueue_all(tx, [(job, {key: one}) for one in things])


async def take(tx: Writing, *place_ids: PlaceId) -> None:
    """Ask for places' money at the price that was reached; where there is none to take, it is paid with that."""
    asked = [one for one in await _locked(tx, place_ids) if one[0].state is PlaceState.CAPTURING and one[1].state is OrderState.HELD]
    for team_id in sorted({place.team_id for place, _ in asked}):  # of one team but for a watch after a worker's death
        team = await store.team(tx, team_id)
        deal = await store.deal(tx, team.deal_id) if team is not None else None
        if team is None or deal is None:
            raise NoSuchDeal
        if team.percent is not None:
            mine = [one for one in asked if one[0].team_id == team_id]
            await _lower(tx, deal, mine, team.percent)
            waits_for = await payments.take(tx, *[order.id for _, order in mine])
            await captured(tx, *[order.id for _, order in mine if order.id not in waits_for])


async def _lower(tx: Writing, deal: Deal, asked: Sequence[tuple[Place, Order]], percent: int) -> None:
    """Make what is left of the orders as cheap as their group has made it, and never dearer than it was for anybody alone when it was settled.

    What was set aside beyond that is never taken.
    """
    alone = {
        at: await pricing.quote(tx, deal.market, list(deal.prices), pricing.audiences(GUEST), at)
        for at in {place.changed_at for place, _ in asked}
    }
    for place, order in asked:
        back = await _lowered(tx, deal, order, percent, alone[place.changed_at])
        if back:
            await payments.refund(tx, SYSTEM, order.id, back, "group_price")


async def _lowered(tx: Writing, deal: Deal, order: Order, percent: int, alone: dict[VariantId, Quote]) -> Money:
    back = Money(0, order.currency)
    for line in order.lines:
        usual = deal.prices.get(line.variant_id)
        if usual is not None and line.left:
            unit = Money(rules.price(usual, percent), order.currency)
            if line.variant_id in alone:
                unit = min(unit, alone[line.variant_id].price)
            if unit < line.unit:
                back += await orders.change_line(tx, SYSTEM, order.id, line.id, None, unit)
    return back


async def let_go(tx: Writing, *place_ids: PlaceId, why: str = "group_unpaid") -> None:
    """Cancel the orders of places that came to nothing; their payments are let go with that."""
    async with events.together(tx):
        for place, order in await _locked(tx, place_ids):
            team = await store.team(tx, place.team_id)
            if team is None or order.state not in {OrderState.PENDING, OrderState.HELD}:
                continue
            over = place.state is PlaceState.GRACE and place.grace_until is not None and place.grace_until <= tx.now
            failed = place.state is PlaceState.AUTHORIZED and team.state is State.FAILED
            if over:  # what was paid within the hour counts, also when the bank takes longer
                payment = await payments.of_order(tx, order.id)
                over = payment is None or payment.state not in _ON_ITS_WAY
            if place.state in {PlaceState.RESERVED, PlaceState.REFILLING} or over or failed:
                await orders.cancel(tx, SYSTEM, order.id, "group_failed" if team.state is State.FAILED else why, by_staff=True)


async def captured(tx: Writing, *order_ids: OrderId) -> None:
    """Places are paid: their orders are released."""
    places = [one.id for one in await store.places_by_order(tx, order_ids)]
    if not places:
        return
    paid = [one for one in await _locked(tx, places) if one[1].state is OrderState.HELD]
    async with events.together(tx):
        for _, order in paid:
            await orders.release(tx, SYSTEM, order.id, await shipping.anew(tx, order))
        for team_id in sorted({place.team_id for place, _ in paid}):
            await moving.happen(tx, team_id, What.CAPTURED, *[place for place, _ in paid if place.team_id == team_id])


async def capture_declined(tx: Writing, order_id: OrderId) -> bool:
    """The bank takes back its promise: the place has an hour to be paid another way, and the others keep their price.

    What was saved with the order is tried once more by itself first. Returns whether the person has to do something.
    """
    if await store.place_of(tx, order_id) is None:
        return False
    await orders.lock(tx, order_id)
    place = await store.place_of(tx, order_id)
    if place is None or place.state not in {PlaceState.CAPTURING, PlaceState.GRACE}:
        return False
    await moving.happen(tx, place.team_id, What.CAPTURE_DECLINED, place)
    return not await payments.take(tx, order_id, again=True)


async def _locked(tx: Writing, place_ids: Sequence[PlaceId]) -> list[tuple[Place, Order]]:
    """Lock the orders of these places, in order; return both as they stand then."""
    seen = await store.places(tx, place_ids)
    found = await orders.lock(tx, [place.order_id for place in seen])
    return [(place, found[place.order_id]) for place in await store.places(tx, place_ids)]
