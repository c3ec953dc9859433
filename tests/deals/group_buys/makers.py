"""Deals and teams for tests, in a small shop that sells."""

import contextlib
import itertools
from datetime import timedelta
from typing import Any

import msgspec

from stoa.base import ids, jobs
from stoa.base.database import Database, Reading, Writing
from stoa.deals.group_buys import actions, store
from stoa.deals.group_buys.model import DealId, Kind, NewDeal, Place, TeamId, TeamRow, Tier
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop import checkout, returns
from stoa.shop.carts.model import Cart
from stoa.shop.checkout.model import Placed
from stoa.shop.payments.model import PaymentDeclinedNow
from tests.shop.checkout.makers import HOME, RETURN, Shop, a_buyer, make_shop


class Group(msgspec.Struct):
    """A shop with a deal; of tiers, its one team."""

    shop: Shop
    deal: DealId
    team: TeamRow | None


async def make_deal(tx: Writing, *, price: int = 2500, on_hand: int = 500, **overrides: Any) -> Group:
    """Plan a team deal of three at 20 % off, or with `kind=Kind.TIERS` one of tiers that ends in a day."""
    shop = await make_shop(tx, price=price, on_hand=on_hand)
    given: dict[str, Any] = {
        "kind": Kind.TEAM,
        "product_id": shop.product.id,
        "market": "eu",
        "title": {"en": "Together", "de": "Zusammen"},
        "tiers": (Tier(3, 20),),
        "minimum": 3,
        **overrides,
    }
    if given["kind"] is Kind.TIERS:
        given.setdefault("closes_at", tx.now + timedelta(days=1))
    deal = await actions.plan(tx, SYSTEM, NewDeal(**given))
    teams = await store.teams_of(tx, deal)
    return Group(shop, deal, teams[0] if teams else None)


async def make_tiers(tx: Writing, **overrides: Any) -> Group:
    """Plan a small deal of tiers: 2 people −10 %, 4 people −20 %, at most 5; 100.00 each."""
    given = {"kind": Kind.TIERS, "tiers": (Tier(2, 10), Tier(4, 20)), "minimum": 2, "maximum": 5, "price": 10_000, **overrides}
    return await make_deal(tx, **given)


async def start(db: Database, group: Group, token: str = "tok_ok", visitor: Visitor = GUEST, quantity: int = 1) -> tuple[TeamRow, Placed]:
    """Start a team and pay its first place."""
    async with db.writing() as tx:
        team, cart = await actions.start(tx, visitor, group.deal, group.shop.variant, "en", quantity)
    return team, await order(db, cart, token, visitor)


async def join(db: Database, team: TeamRow, group: Group, token: str = "tok_ok", visitor: Visitor = GUEST, quantity: int = 1) -> Placed:
    async with db.writing() as tx:
        cart = await actions.join(tx, visitor, team.handle, group.shop.variant, "en", quantity)
    return await order(db, cart, token, visitor)


async def cancel(db: Database, placed: Placed, pieces: int | None = None, visitor: Visitor = GUEST) -> None:
    """Have a shopper cancel so many pieces of their order, or all of it."""
    async with db.writing() as tx:
        lines = None if pieces is None else {placed.order.lines[0].id: pieces}
        await returns.cancel(tx, visitor, placed.order.id, lines)


_people = itertools.count(1)


async def order(db: Database, cart: Cart, token: str, visitor: Visitor = GUEST, number: int | None = None, **overrides: Any) -> Placed:
    """Buy a cart, each time as somebody else; a `number` is a person, with their mail and their house."""
    who = next(_people) + 1000 if number is None else number
    home = msgspec.structs.replace(HOME, line1=f"Hafenstraße {who}")
    return await checkout.place(db, visitor, cart, a_buyer(token, **{"email": f"p{who}@example.com", "address": home, **overrides}), RETURN)


async def declined(db: Database, team: TeamRow, group: Group) -> None:
    """Have somebody join whose bank says no."""
    with contextlib.suppress(PaymentDeclinedNow):
        await join(db, team, group, "tok_declined")


async def now(read: Reading, team: TeamRow) -> TeamRow:
    """Return a team as it stands now."""
    found = await store.team(read, TeamId(team.id))
    assert found is not None
    return found


async def places(db: Database, team: TeamRow) -> list[Place]:
    async with db.reading() as read:
        return await store.places_of(read, team.id)


async def standing(db: Database, team: TeamRow) -> tuple[str, int, int]:
    """Return a team's state, how many places are taken and how many count, after every job that is due, the watch among them."""
    async with db.writing() as tx:
        await jobs.enqueue(tx, "group_buys.watch")
    await jobs.drain(db)
    async with db.reading() as read:
        found = await now(read, team)
        return found.state.value, found.taken, found.counted


async def money(db: Database) -> tuple[int, int, int]:
    """Return what the provider has set aside, was allowed to take, and has given back, of all goods and shipping together."""
    async with db.reading() as read:
        row = await read.row(
            """select coalesce(sum(amount) filter (where state in ('authorized', 'capturing')), 0), coalesce(sum(captured), 0),
                coalesce(sum(refunded), 0) from payments.payment"""
        )
        return int(row[0]), int(row[1]), int(row[2])


def member(number: int = 1) -> Visitor:
    return Visitor(person=PersonId(ids.new()), name=f"Person {number}")
