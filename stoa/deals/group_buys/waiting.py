"""Waiting for a place of a full team: being listed, being asked, coming in or saying no thanks."""

import secrets

import asyncpg

from stoa.base import ids
from stoa.base.database import Writing
from stoa.deals.group_buys import actions, asking, listing, marks, moving, rules, selling_out, store
from stoa.deals.group_buys.happening import Happened, What
from stoa.deals.group_buys.model import (
    AlreadyIn,
    AlreadyWaiting,
    NoSuchKeptPlace,
    NoSuchTeam,
    NotKeptAnyMore,
    OnlyThisProduct,
    Waiting,
    WaitingId,
)
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog
from stoa.shop.carts.model import Cart
from stoa.shop.catalog.model import VariantId


async def wait(tx: Writing, visitor: Visitor, handle: str, variant: VariantId, language: str, email: str = "") -> WaitingId:
    """Wait for a place of a team that is full, being settled, or whose product is sold out: who comes first is asked first, for the same price.

    A guest says where to write to. Raises NoSuchTeam, PlaceIsFree, GroupIsOver, GroupNotYet, AlreadyIn, AlreadyWaiting, OnlyThisProduct.
    """
    found = await store.by_handle(tx, handle)
    deal = await store.deal(tx, found.deal_id) if found is not None else None
    if found is None or deal is None or not await store.sees(tx, deal.product_id, catalog.seen_by(visitor)):
        raise NoSuchTeam
    actions.check_open(deal, tx)
    if variant not in deal.prices:
        raise OnlyThisProduct
    if visitor.person is not None and await store.in_team(tx, found.id, visitor.person) is not None:
        raise AlreadyIn(team=found.path)
    if await marks.known(tx, found.id, marks.of_mail(visitor.email or email)):
        raise AlreadyIn(team=found.path)
    one = Waiting(
        id=WaitingId(ids.new()),
        team_id=found.id,
        variant_id=variant,
        person=visitor.person,
        email=(visitor.email or email).lower(),
        language=language,
        key=secrets.token_hex(16),
        state="waiting",
        since=tx.now,
        offered_until=None,
    )
    sold_out = await selling_out.is_sold_out(tx, deal)
    team = await moving.locked(tx, found.id)
    rules.follow(team, Happened(What.WAITS, sold_out=sold_out), tx.now)  # says why one need not, or cannot
    try:
        async with tx.attempt():
            await listing.insert(tx, one)
    except asyncpg.UniqueViolationError:
        raise AlreadyWaiting from None
    await moving.happen(tx, found.id, What.WAITS, sold_out=sold_out)
    await asking.is_listed(tx, one.id)
    return one.id


async def take_up(tx: Writing, visitor: Visitor, handle: str, key: str, language: str) -> Cart:
    """Return a cart that takes the place that is kept for whoever has the key; it is had when it is ordered.

    Raises NoSuchKeptPlace, NotKeptAnyMore, GroupIsOver, carts' NotSold.
    """
    one = await _offered(tx, handle, key)
    team = await store.team(tx, one.team_id)
    deal = await store.deal(tx, team.deal_id) if team is not None else None
    if team is None or deal is None:
        raise NoSuchKeptPlace
    actions.check_open(deal, tx)
    return await actions.cart_for(tx, visitor, deal, f"{actions.purpose(team.id)}:{one.id}", one.variant_id, language)


async def no_thanks(tx: Writing, handle: str, key: str) -> None:
    """Leave the place that is kept for whoever has the key to the next, or wait no more. Raises NoSuchKeptPlace, NotKeptAnyMore."""
    one = await _known(tx, handle, key)
    if one.state not in {"waiting", "offered"}:
        raise NotKeptAnyMore
    await moving.end_offer(tx, one.id, "declined")


async def _offered(tx: Writing, handle: str, key: str) -> Waiting:
    one = await _known(tx, handle, key)
    if one.state != "offered" or one.offered_until is None or one.offered_until <= tx.now:
        raise NotKeptAnyMore
    return one


async def _known(tx: Writing, handle: str, key: str) -> Waiting:
    one = await listing.by_key(tx, key)
    team = await store.team(tx, one.team_id) if one is not None else None
    if one is None or team is None or team.handle != handle:
        raise NoSuchKeptPlace
    return one
