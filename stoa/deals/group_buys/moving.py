"""What happens to teams, written down: places, orders and money follow from the rules, each in the transaction that makes it true.

Whoever locks an order and its team locks the order first: payments tell of an order that they have locked. So what a team's
end means for its places is done by jobs, one a place, each with its own locks.
"""

from datetime import datetime
from uuid import UUID

from stoa.base import events, jobs
from stoa.base.database import Writing
from stoa.base.events import Event
from stoa.base.money import Money
from stoa.deals.group_buys import listing, marks, rules, store
from stoa.deals.group_buys.happening import Effect, Happened, What
from stoa.deals.group_buys.model import (
    GRACE,
    OFFER,
    Deal,
    DealSettled,
    Kind,
    NewDeal,
    NoSuchDeal,
    NoSuchTeam,
    Place,
    PlaceGivenUp,
    PlaceId,
    PlaceOffered,
    PlaceState,
    PlaceTaken,
    State,
    Team,
    TeamFailed,
    TeamId,
    TeamRow,
    TeamTipped,
    WaitingId,
)
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, payments, pricing, shipping
from stoa.shop.orders.model import Order, OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments.model import State as PaymentState

_PLACES = {
    Effect.PLACE_COUNTS: PlaceState.AUTHORIZED,
    Effect.PLACE_LEFT: PlaceState.LEFT,
    Effect.PLACE_DECLINED: PlaceState.DECLINED,
    Effect.PLACE_RELEASED: PlaceState.RELEASED,
    Effect.PLACE_CAPTURED: PlaceState.CAPTURED,
    Effect.PLACE_IN_GRACE: PlaceState.GRACE,
    Effect.PLACE_TAKEN_UP: PlaceState.CAPTURING,
}
OUT = {PlaceState.LEFT, PlaceState.DECLINED, PlaceState.RELEASED}
ENDED = {PlaceState.CAPTURED, *OUT}
_ON_ITS_WAY = {PaymentState.AUTHORIZED, PaymentState.CAPTURING, PaymentState.CAPTURED}


async def end(tx: Writing, team_id: TeamId, reason: str) -> None:
    """End a team before its time, as its deadline would."""
    await store.set_reason(tx, team_id, reason)
    await happen(tx, team_id, What.ENDED, why=reason)


async def tick(tx: Writing, team_id: TeamId) -> None:
    """Let time pass for a team. Told twice, nothing changes."""
    await happen(tx, team_id, What.TICK)


async def take(tx: Writing, place_id: PlaceId) -> None:
    """Ask for a place's money at the price that was reached; where there is none to take, it is paid with that."""
    place = await store.place(tx, place_id)
    if place is None:
        return
    order = await orders.lock(tx, place.order_id)
    team = await store.team(tx, place.team_id)
    place = await store.place(tx, place_id)
    if (
        place is None
        or team is None
        or team.percent is None
        or place.state is not PlaceState.CAPTURING
        or order.state is not OrderState.HELD
    ):
        return
    deal = await store.deal(tx, team.deal_id)
    if deal is None:
        raise NoSuchDeal
    await _lower(tx, deal, order, team.percent, place.changed_at)
    if not await payments.take(tx, order.id):
        await captured(tx, order.id)


async def _lower(tx: Writing, deal: Deal, order: Order, percent: int, at: datetime) -> None:
    """Make what is left of the order as cheap as its group has made it, and never dearer than it was for anybody alone when it was settled.

    What was set aside beyond that is never taken.
    """
    back = Money(0, order.currency)
    alone = await pricing.quote(tx, order.market, [line.variant_id for line in order.lines], pricing.audiences(GUEST), at)
    for line in order.lines:
        usual = deal.prices.get(line.variant_id)
        if usual is not None and line.left:
            unit = Money(rules.price(usual, percent), order.currency)
            if line.variant_id in alone:
                unit = min(unit, alone[line.variant_id].price)
            back += await orders.change_line(tx, SYSTEM, order.id, line.id, None, unit)
    if back:
        await payments.refund(tx, SYSTEM, order.id, back, "group_price")


async def let_go(tx: Writing, place_id: PlaceId, why: str = "group_unpaid") -> None:
    """Cancel the order of a place that came to nothing; its payment is let go with that. Told twice, nothing changes."""
    place = await store.place(tx, place_id)
    if place is None:
        return
    order = await orders.lock(tx, place.order_id)
    place = await store.place(tx, place_id)
    team = await store.team(tx, place.team_id) if place is not None else None
    if place is None or team is None or order.state not in {OrderState.PENDING, OrderState.HELD}:
        return
    over = place.state is PlaceState.GRACE and place.grace_until is not None and place.grace_until <= tx.now
    failed = place.state is PlaceState.AUTHORIZED and team.state is State.FAILED
    if over:  # what was paid within the hour counts, also when the bank takes longer
        payment = await payments.of_order(tx, order.id)
        over = payment is None or payment.state not in _ON_ITS_WAY
    if place.state in {PlaceState.RESERVED, PlaceState.REFILLING} or over or failed:
        await orders.cancel(tx, SYSTEM, order.id, "group_failed" if team.state is State.FAILED else why, by_staff=True)


async def captured(tx: Writing, order_id: OrderId) -> None:
    """A place is paid: its order is released. Told twice, nothing changes."""
    if await store.place_of(tx, order_id) is None:
        return
    order = await orders.lock(tx, order_id)
    place = await store.place_of(tx, order_id)
    if place is None or order.state is not OrderState.HELD:
        return
    await happen(tx, place.team_id, What.CAPTURED, place)
    await orders.release(tx, SYSTEM, order_id, await shipping.anew(tx, order))


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
    await happen(tx, place.team_id, What.CAPTURE_DECLINED, place)
    return not await payments.take(tx, order_id, again=True)


async def happen(tx: Writing, team_id: TeamId, what: What, place: Place | None = None, why: str = "", *, sold_out: bool = False) -> None:
    """Let the rules decide about an event, and carry out what follows."""
    before = await locked(tx, team_id)
    kept = place is not None and await listing.still_kept(tx, place.waiting_id)
    after, effects = rules.follow(before, Happened(what, place.state if place is not None else None, kept, sold_out), tx.now)
    if after == before and not effects:
        return
    await store.write_team(tx, team_id, before, after, why)
    if after.deadline is not None and before.deadline is None:
        await tick_later(tx, team_id, after.deadline)
    for effect in effects:
        await _follow(tx, before, effect, place)
        await _follow_list(tx, before.id, after, effect, place)
    deal = await store.deal(tx, before.deal_id)
    if deal is not None:
        await tx.run("select base.touch($1)", f"product:{deal.product_id}")
        if after.deadline is not None and before.deadline is None and place is not None:
            await show_first(tx, team_id, place)
        if after.state in {State.FAILED, State.SETTLED} and (deal.kind is Kind.TIERS or deal.closes_at is not None):
            await jobs.enqueue(tx, "group_buys.over", {"deal": deal.id})
    await tx.notify("group", before.handle)


async def show_first(tx: Writing, team_id: TeamId, place: Place) -> None:
    """Have a team that has begun be shown first to its starter's circle, if they said so, and to strangers from the middle of its time on."""
    team = await store.team(tx, team_id)
    deal = await store.deal(tx, team.deal_id) if team is not None and team.shown_first == "circle" else None
    if team is None or deal is None or team.deadline is None:
        return
    await store.set_shown(tx, place.id, place.shown_to or "circle")
    # The product's page shows it from then on.
    await jobs.enqueue(tx, "group_buys.opens", {"product": deal.product_id}, at=team.deadline - team.window / 2)


async def renew(tx: Writing, team_id: TeamId, terms: NewDeal) -> None:
    """Have a team that runs go on by its deal's changed terms, its deadline too."""
    before = await locked(tx, team_id)
    after, effects = rules.renew(before, terms)
    await store.set_terms(tx, team_id, after)
    await store.write_team(tx, team_id, before, after, "")
    for effect in effects:
        await _follow_list(tx, team_id, after, effect, None)
    if after.deadline is not None and after.deadline != before.deadline:
        await jobs.enqueue(tx, "group_buys.tick", {"team": team_id}, at=after.deadline)
    await tx.notify("group", before.handle)


async def tick_later(tx: Writing, team_id: TeamId, at: datetime) -> None:
    """Have the team's end decided at its deadline; a watch looks after it as well."""
    await jobs.enqueue(tx, "group_buys.tick", {"team": team_id}, at=at, key=f"group:{team_id}")


async def _follow(tx: Writing, team: TeamRow, effect: Effect, place: Place | None) -> None:
    if effect in _PLACES and place is not None:
        await store.set_place(tx, place.id, _PLACES[effect], tx.now + GRACE if effect is Effect.PLACE_IN_GRACE else None)
        if _PLACES[effect] in OUT:
            await marks.forget(tx, place.id)
    if effect is Effect.SETTLED:
        await marks.forget_all(tx, team.id)
    if effect is Effect.PLACE_GOES and place is not None:
        await jobs.enqueue(tx, "group_buys.let_go", {"place": place.id})
    elif effect is Effect.TAKE_ALL:
        await _each(tx, "group_buys.take", await store.take_all(tx, team.id))
        await _each(tx, "group_buys.let_go", await store.waiting(tx, team.id, PlaceState.RESERVED))
    elif effect is Effect.LET_ALL_GO:
        await _each(tx, "group_buys.let_go", await store.waiting(tx, team.id, PlaceState.RESERVED, PlaceState.AUTHORIZED))
    elif effect is Effect.PLACE_TAKEN_UP and place is not None:
        await _each(tx, "group_buys.take", [place.id])
    fact = _fact(team, effect, place)
    if fact is not None:
        await events.record(tx, fact)


async def _follow_list(tx: Writing, team_id: TeamId, team: Team, effect: Effect, place: Place | None) -> None:
    """Do what follows for those who wait."""
    own = place.waiting_id if place is not None else None
    if effect is Effect.OFFER:
        until = tx.now + OFFER
        if team.percent is None and team.deadline is not None:
            until = min(until, team.deadline)
        waiting_id = await listing.offer_next(tx, team_id, until)
        if waiting_id is not None:
            await jobs.enqueue(tx, "group_buys.offer_over", {"waiting": waiting_id}, at=until)
            await events.record(tx, PlaceOffered(about=team_id, waiting=waiting_id))
    elif effect is Effect.OFFER_AGAIN and own is not None:
        await listing.offer_again(tx, own)
    elif effect in _PLACES and own is not None:  # they are in, or out
        await listing.forget(tx, own)
    elif effect is Effect.OFFERS_OVER:
        await _end_list(tx, team_id, "offered")
    elif effect is Effect.LIST_OVER:
        await _end_list(tx, team_id, "waiting", "offered")


async def _end_list(tx: Writing, team_id: TeamId, *states: str) -> None:
    if await listing.end_all(tx, team_id, *states):
        await jobs.enqueue(tx, "group_buys.list_over", {"team": team_id})


async def end_offer(tx: Writing, waiting_id: WaitingId, state: str) -> None:
    """End what is offered to somebody, or their waiting; the next is asked. Told twice, nothing changes."""
    one = await listing.find(tx, waiting_id)
    if one is None:
        return
    await locked(tx, one.team_id)
    was = await listing.end(tx, waiting_id, state)
    if was is not None:
        await happen(tx, one.team_id, What.OFFER_OVER if was == "offered" else What.STOPS)


async def lapse(tx: Writing, waiting_id: WaitingId) -> None:
    """End an offer whose time is over; one that was made again meanwhile goes on."""
    one = await listing.find(tx, waiting_id)
    if one is not None and one.state == "offered" and one.offered_until is not None and one.offered_until <= tx.now:
        await end_offer(tx, waiting_id, "lapsed")


def _fact(team: TeamRow, effect: Effect, place: Place | None) -> Event | None:
    about = UUID(str(team.id))
    if place is not None and effect in {Effect.PLACE_COUNTS, Effect.PLACE_TAKEN_UP}:
        return PlaceTaken(about=about, place=place.id, order=place.order_id)
    if place is not None and effect in {Effect.PLACE_LEFT, Effect.PLACE_DECLINED, Effect.PLACE_RELEASED}:
        return PlaceGivenUp(about=about, place=place.id, order=place.order_id)
    found: dict[Effect, type[Event]] = {Effect.TIPPED: TeamTipped, Effect.LET_ALL_GO: TeamFailed, Effect.SETTLED: DealSettled}
    return found[effect](about=about) if effect in found else None


async def _each(tx: Writing, job: str, places: list[PlaceId]) -> None:
    await jobs.enqueue_all(tx, [(job, {"place": place}) for place in places])


async def locked(tx: Writing, team_id: TeamId) -> TeamRow:
    found = await store.lock_team(tx, team_id)
    if found is None:
        raise NoSuchTeam
    return found
