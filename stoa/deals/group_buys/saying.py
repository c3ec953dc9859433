"""What is said of a team before one pays: what is set aside or kept, until when, and what if too few come."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.money import Money
from stoa.deals.group_buys import rules, store
from stoa.deals.group_buys.model import Deal, Kind, NoSuchTeam, PlaceState, State, TeamId, TeamRow
from stoa.shop.orders.model import InGroup, Order, Piece, Words

Note = tuple[str, dict[str, Any]]


async def words(read: Reading, team_id: TeamId, pieces: Sequence[Piece]) -> Words:
    """Return what holds of a team for whoever is about to take a place. Raises NoSuchTeam."""
    team = await store.team(read, team_id)
    deal = await store.deal(read, team.deal_id) if team is not None else None
    if team is None or deal is None:
        raise NoSuchTeam
    until = read.now if team.percent is not None else team.deadline or read.now + team.window
    begun = team.deadline is not None
    return Words(
        notes=notes(team, deal, until, pieces),
        until=until,
        back="group-buys-back-team" if begun else "group-buys-back-product",
        home=team.path if begun else f"/p/{await store.product_handle(read, deal.product_id)}",
    )


def notes(team: TeamRow, deal: Deal, until: datetime, pieces: Sequence[Piece]) -> list[Note]:
    """Return the sentences, the one about the money first."""
    if team.percent is not None:
        return [("group-buys-pay-won", {})]
    how = "saved" if rules.saves(deal, deal.opens_at) else "aside"
    facts: dict[str, Any] = {"how": how, "people": team.size, "until": until, "hours": deal.window_hours}
    if team.kind is Kind.TIERS:
        found: list[Note] = [("group-buys-pay-deal" if team.state is State.OPEN else "group-buys-pay-deal-on", facts)]
        reached, last = max(team.reached, rules.reached(team.tiers, team.counted)), team.tiers[-1]
        now, less = cheaper(deal, pieces, reached), cheaper(deal, pieces, last.percent)
        if now is not None and team.state is not State.OPEN:
            found.append(("group-buys-pay-cheaper-now", {"people": team.counted, "less": now}))
        if less is not None and reached < last.percent:
            found.append(("group-buys-pay-cheaper", {"people": last.people, "less": less}))
        return [*found, ("group-buys-pay-deal-missed", facts)] if team.state is State.OPEN else found
    if team.missing == 1:
        return [("group-buys-pay-last", {})]
    return [("group-buys-pay-team", facts), ("group-buys-pay-missed" if team.deadline is not None else "group-buys-pay-missed-own", facts)]


def cheaper(deal: Deal, pieces: Sequence[Piece], percent: int) -> Money | None:
    """Return by how much less all of it comes at so much off than is set aside; None where that is nothing."""
    less = 0
    for one in pieces:
        usual = deal.prices.get(one.variant_id, one.unit.amount)
        less += max(one.unit.amount - rules.price(usual, percent), 0) * one.quantity
    return Money(less, deal.currency) if less else None


async def tells(read: Reading, order: Order, what: str) -> bool:
    """Return whether the team's own letters tell of this: that it is ordered, always, and that it is cancelled, until it is paid."""
    place = await store.place_of(read, order.id)
    return place is not None and (what == "placed" or place.state is not PlaceState.CAPTURED)


async def shows(read: Reading, order: Order) -> InGroup | None:
    """Return what programs are told of an order: its team and its place, by which it is left."""
    place = await store.place_of(read, order.id)
    team = await store.team(read, place.team_id) if place is not None else None
    if place is None or team is None:
        return None
    fills = team.state is State.OPEN and (team.deadline is None or read.now < team.deadline)
    leaves = fills and place.state in {PlaceState.RESERVED, PlaceState.AUTHORIZED}
    return InGroup(team=team.handle, place_id=ids.show("plc", place.id), state=place.state.value, leaves=leaves)
