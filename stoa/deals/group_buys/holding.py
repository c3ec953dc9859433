"""What the shop asks of a group when one of its orders begins, is paid for, changes or ends: it holds them, and answers here."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import asyncpg

from stoa.base import ids, jobs
from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.base.refusals import Refusal
from stoa.deals.group_buys import elsewhere, listing, marks, moving, rules, saying, store
from stoa.deals.group_buys.happening import Effect, Happened, What
from stoa.deals.group_buys.model import (
    AlreadyIn,
    Deal,
    GroupIsOver,
    GroupNotYet,
    Kind,
    NoSuchTeam,
    NotItsPrice,
    NotKeptAnyMore,
    OnlyThisProduct,
    PlaceId,
    PlaceState,
    State,
    TeamId,
    TooManyEach,
    WaitingId,
)
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop import payments
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model import AddressIsIn, LineId, Order, Piece, Words

TWICE = "group_twice"
"""Why an order is cancelled whose buyer is in the team already, by the same card."""


async def begin(tx: Writing, actor: Visitor, order: Order) -> None:
    """Reserve a place for an order that is being made; the team's row is locked from here on.

    Raises NoPlaceLeft, GroupIsOver, GroupNotYet, AlreadyIn, OnlyThisProduct, NotItsPrice, NoSuchTeam: then there is no order.
    """
    seen = await store.team(tx, _team_of(order))
    deal = await store.deal(tx, seen.deal_id) if seen is not None else None
    if seen is None or deal is None:
        raise NoSuchTeam
    if deal.ended_at is not None or (seen.deadline is None and not deal.starts(tx.now) and tx.now >= deal.opens_at):
        raise GroupIsOver
    if tx.now < deal.opens_at:
        raise GroupNotYet
    _check(deal, order)
    own = await store.open_team_of(tx, deal.product_id, actor.person) if seen.deadline is None and actor.person is not None else None
    if own is not None:  # nobody starts two teams for a product, also not in two windows
        raise AlreadyIn(team=own.path)
    _, waiting_id = _parts(order.purpose)
    state = PlaceState.RESERVED
    if waiting_id is not None:
        state = await _reserve_offered(tx, seen.id, waiting_id)
    elif not await store.reserve(tx, seen.id):
        team = await moving.locked(tx, seen.id)
        await elsewhere.refuse_full(tx, deal, team)  # says why there is none
        raise GroupIsOver
    place_id = PlaceId(ids.new())
    place = {
        "id": place_id,
        "team_id": seen.id,
        "order_id": order.id,
        "person": actor.person,
        "name": actor.name.partition(" ")[0] if actor.person is not None else "",
        "quantity": sum(line.quantity for line in order.lines),
        "starter": seen.deadline is None,
        "state": state,
        "waiting_id": waiting_id,
    }
    try:
        async with tx.attempt():
            await store.insert_place(tx, place)
    except asyncpg.UniqueViolationError:
        raise AlreadyIn(team=seen.path) from None
    if not await marks.put(tx, seen.id, place_id, marks.of_order(actor, order)):
        raise AlreadyIn(team=seen.path)


def _check(deal: Deal, order: Order) -> None:
    """Raise OnlyThisProduct for what the group does not sell, NotItsPrice for what costs more than the group says, TooManyEach."""
    if order.market != deal.market:
        raise OnlyThisProduct
    if sum(line.quantity for line in order.lines) > deal.per_person:
        raise TooManyEach(most=deal.per_person)
    for line in order.lines:
        if line.product_id != deal.product_id or line.variant_id not in deal.prices:
            raise OnlyThisProduct
        if line.unit.amount > rules.price(deal.prices[line.variant_id], deal.tiers[0].percent):
            raise NotItsPrice


async def _reserve_offered(tx: Writing, team_id: TeamId, waiting_id: WaitingId) -> PlaceState:
    """Reserve the place that is kept for somebody who waited; return its state."""
    team = await moving.locked(tx, team_id)
    if not await listing.take(tx, team_id, waiting_id):
        raise NotKeptAnyMore
    after, effects = rules.follow(team, Happened(What.RESERVED, offer=True), tx.now)
    await store.write_team(tx, team_id, team, after, "")
    return PlaceState.REFILLING if Effect.PLACE_REFILLS in effects else PlaceState.RESERVED


async def placed(tx: Writing, _actor: Visitor, order: Order) -> None:
    """Count a place whose amount is set aside, or whose method is saved; what came too late is let go, and so is whoever is in already."""
    place = await store.place_of(tx, order.id)
    if place is None:
        return
    await moving.locked(tx, place.team_id)
    if await marks.put(tx, place.team_id, place.id, marks.of_payment(await payments.of_order(tx, order.id))):
        await moving.happen(tx, place.team_id, What.AUTHORIZED, place)
    else:
        await jobs.enqueue(tx, "group_buys.let_go", {"place": place.id, "why": TWICE})


async def gone(tx: Writing, actor: Visitor, order: Order) -> None:
    """Free the place of an order that is cancelled: before the tip its owner leaves, afterwards they withdraw."""
    place = await store.place_of(tx, order.id)
    if place is None or place.state in moving.ENDED:
        return
    team = await moving.locked(tx, place.team_id)
    own = actor.person is not None and actor.person == order.person_id
    what = What.LEFT if own or not actor.may("orders.change") else What.GIVEN_UP
    if team.state is State.FAILED:
        what = What.RELEASED
    elif place.state is PlaceState.GRACE and what is What.GIVEN_UP:
        what = What.GRACE_OVER
    await moving.happen(tx, place.team_id, what, place)


async def saves(read: Reading, purpose: str) -> bool:
    """Return whether one joins this team by saving how one pays."""
    team = await store.team(read, _parts(purpose)[0])
    deal = await store.deal(read, team.deal_id) if team is not None else None
    return deal is not None and rules.saves(deal, deal.opens_at)


async def home(read: Reading, purpose: str, refusal: Refusal) -> str:
    """Return the team's page, or before it has begun the product's, which says what else there is for somebody who was refused.

    Whoever is in already is led to the team that they are in. Raises NoSuchTeam.
    """
    if isinstance(refusal, AlreadyIn):
        return await where_one_is_in(read, refusal)
    team = await store.team(read, _parts(purpose)[0])
    if team is None:
        raise NoSuchTeam
    if team.deadline is None and team.kind is Kind.TEAM:  # it has no page yet
        deal = await store.deal(read, team.deal_id)
        return f"/p/{await store.product_handle(read, deal.product_id)}" if deal is not None else "/"
    return f"{team.path}?late=1"


async def where_one_is_in(read: Reading, refusal: AlreadyIn) -> str:
    """Return where somebody sees the place that they have: its team's page, or their teams while its first payment is awaited."""
    path = str(refusal.facts["team"])
    team = await store.by_handle(read, path.rpartition("/")[2])
    return f"{path}?already=1" if team is not None and team.deadline is not None else "/account/teams"


async def words(read: Reading, purpose: str, pieces: Sequence[Piece]) -> Words:
    """Return what is said of a team before one pays. Raises NoSuchTeam."""
    return await saying.words(read, _parts(purpose)[0], pieces)


async def fewer(tx: Writing, _actor: Visitor, order: Order, lines: Mapping[LineId, int]) -> None:
    """Some pieces are cancelled: the place stays one person's, with the others."""
    place = await store.place_of(tx, order.id)
    if place is not None:
        await store.set_quantity(tx, place.id, sum(line.kept for line in order.lines) - sum(lines.values()))


async def moves(tx: Writing, order: Order, address: Address) -> None:
    """Have a place go by another door, until its team has settled: the old one is free for others. Raises AddressIsIn for somebody else's."""
    place = await store.place_of(tx, order.id)
    if place is None or (order.delivery is not None and order.delivery.pickup):
        return
    team = await moving.locked(tx, place.team_id)
    place = await store.place_of(tx, order.id)
    if place is None or place.state in moving.OUT or team.state is State.SETTLED:
        return
    if not await marks.move(tx, team.id, place.id, marks.of_address(order.shipping_address), marks.of_address(address)):
        raise AddressIsIn


async def choices(read: Reading, order: Order) -> dict[VariantId, Money]:
    """Return what each variant costs in this order's group: one is changed to another within what the group sells. Raises NoSuchTeam, NoSuchDeal."""
    team = await store.team(read, _team_of(order))
    deal = await store.deal(read, team.deal_id) if team is not None else None
    if team is None or deal is None:
        raise NoSuchTeam
    percent = deal.tiers[0].percent if team.percent is None else team.percent
    return {one: Money(rules.price(usual, percent), deal.currency) for one, usual in deal.prices.items()}


def _team_of(order: Order) -> TeamId:
    return _parts(order.purpose)[0]


def _parts(purpose: str | None) -> tuple[TeamId, WaitingId | None]:
    """Read `group:<team>`, or `group:<team>:<who waited>` for a place that is kept for them. Raises NoSuchTeam."""
    team_id, _, waiting_id = (purpose or "").partition(":")[2].partition(":")
    try:
        return TeamId(UUID(team_id)), WaitingId(UUID(waiting_id)) if waiting_id else None
    except ValueError:
        raise NoSuchTeam from None
