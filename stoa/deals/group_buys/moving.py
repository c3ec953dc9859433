"""What happens to teams, written down: places, orders and money follow from the rules, each in the transaction that makes it true.

Whoever locks an order and its team locks the order first: payments tell of an order that they have locked. So what a team's
end means for its places is done by jobs, some places in each, with the locks of their orders, in order, before the team's.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import events, jobs
from stoa.base.database import Writing
from stoa.base.events import Event
from stoa.deals.group_buys import listing, marks, rules, store
from stoa.deals.group_buys.happening import Effect, Happened, What
from stoa.deals.group_buys.model import (
    GRACE,
    OFFER,
    DealSettled,
    Kind,
    NewDeal,
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

_PLACES = {
    Effect.PLACE_COUNTS: PlaceState.AUTHORIZED,
    Effect.PLACE_LEFT: PlaceState.LEFT,
    Effect.PLACE_DECLINED: PlaceState.DECLINED,
    Effect.PLACE_RELEASED: PlaceState.RELEASED,
    Effect.PLACE_CAPTURED: PlaceState.CAPTURED,
    Effect.PLACE_IN_GRACE: PlaceState.GRACE,
    Effect.PLACE_TAKEN_UP: PlaceState.CAPTURING,
}
AT_ONCE = 20
"""So many places are one transaction when a team ends."""
OUT = {PlaceState.LEFT, PlaceState.DECLINED, PlaceState.RELEASED}
ENDED = {PlaceState.CAPTURED, *OUT}


async def end(tx: Writing, team_id: TeamId, reason: str) -> None:
    """End a team before its time, as its deadline would."""
    await store.set_reason(tx, team_id, reason)
    await happen(tx, team_id, What.ENDED, why=reason)


async def tick(tx: Writing, team_id: TeamId) -> None:
    """Let time pass for a team. Told twice, nothing changes."""
    await happen(tx, team_id, What.TICK)


async def happen(tx: Writing, team_id: TeamId, what: What, *places: Place, why: str = "", sold_out: bool = False) -> None:
    """Let the rules decide about an event, of each of these places, and carry out what follows."""
    before = await locked(tx, team_id)
    after: Team = before
    followed: list[tuple[Effect, Place | None]] = []
    for place in places or (None,):
        kept = place is not None and await listing.still_kept(tx, place.waiting_id)
        after, effects = rules.follow(after, Happened(what, place.state if place is not None else None, kept, sold_out), tx.now)
        followed += [(effect, place) for effect in effects]
    if after == before and not followed:
        return
    await store.write_team(tx, team_id, before, after, why)
    if after.deadline is not None and before.deadline is None:
        await tick_later(tx, team_id, after.deadline)
    for effect, place in followed:
        await _follow(tx, before, effect, place)
        await _follow_list(tx, before.id, after, effect, place)
    if msgspec.structs.replace(after, owed=before.owed) == before:  # what is owed yet is seen nowhere
        return
    deal = await store.deal(tx, before.deal_id)
    if deal is not None:
        await tx.run("select base.touch($1)", f"product:{deal.product_id}")
        if after.deadline is not None and before.deadline is None and places:
            await show_first(tx, team_id, places[0])
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
        await _some(tx, "take", await store.take_all(tx, team.id))
        await _some(tx, "let_go", await store.waiting(tx, team.id, PlaceState.RESERVED))
    elif effect is Effect.LET_ALL_GO:
        await _some(tx, "let_go", await store.waiting(tx, team.id, PlaceState.RESERVED, PlaceState.AUTHORIZED))
    elif effect is Effect.PLACE_TAKEN_UP and place is not None:
        await _some(tx, "take", [place.id])
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


async def _some(tx: Writing, what: str, places: Sequence[PlaceId]) -> None:
    """Have this done to places, some in one job."""
    some = [list(places[start : start + AT_ONCE]) for start in range(0, len(places), AT_ONCE)]
    await jobs.enqueue_all(tx, [("group_buys.many", {"what": what, "places": one}) for one in some])


async def locked(tx: Writing, team_id: TeamId) -> TeamRow:
    found = await store.lock_team(tx, team_id)
    if found is None:
        raise NoSuchTeam
    return found
