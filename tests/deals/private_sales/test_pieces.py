"""Pieces of an order that are cancelled stay the sale's: they go to whoever waits, and count no more for who gave them back."""

import pytest

from stoa.base.database import Database
from stoa.deals.private_sales import keeping, moving
from stoa.deals.private_sales.line import ClaimState
from stoa.people.sessions.model import Visitor
from stoa.shop import returns
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import Line
from tests.deals.private_sales.makers import Club, claims, inside, item_of, make_sale, order, settle, stock_of, take

pytestmark = pytest.mark.anyio


async def bought(db: Database, units: int = 2, pieces: int = 2) -> tuple[Club, Visitor, Visitor, Placed]:
    """Open a sale in which Ada buys so many, and Ben comes in."""
    async with db.writing() as tx:
        club = await make_sale(tx, units=units, per_person=2)
        await tx.run("update private_sales.round set opens_at = $1", tx.now)
        await tx.run("update private_sales.sale set opens_at = $1, preview_at = $1", tx.now)
    async with db.writing() as tx:
        await moving.turn(tx, club.sale)
        ada, ben = await inside(tx, club, 1), await inside(tx, club, 2)
        cart = await take(tx, club, ada, pieces)
    placed = await order(db, cart, ada, 1, "tok_card_ada")
    await settle(db)
    return club, ada, ben, placed


def line_of(placed: Placed) -> Line:
    return placed.order.lines[0]


async def give_back(db: Database, ada: Visitor, placed: Placed, pieces: int) -> None:
    async with db.writing() as tx:
        await returns.cancel(tx, ada, placed.order.id, {line_of(placed).id: pieces})


async def standing(db: Database, club: Club, visitor: Visitor) -> list[tuple[ClaimState, int]]:
    async with db.writing() as tx:
        return [(one.state, one.quantity) for one in await claims(tx, club, visitor)]


async def test_a_piece_goes_to_who_waits_and_never_to_the_shop(db: Database) -> None:
    club, ada, ben, placed = await bought(db)
    async with db.writing() as tx:
        await keeping.wait(tx, ben, club.item.id, 1, "ben")
    await give_back(db, ada, placed, 1)
    async with db.writing() as tx:
        assert (await stock_of(tx, club.shop.variant))[0] == 0, "free for nobody, not for a moment"
    await settle(db)
    assert await standing(db, club, ben) == [(ClaimState.OFFERED, 1)]
    assert await standing(db, club, ada) == [(ClaimState.BOUGHT, 1), (ClaimState.OVER, 1)]
    async with db.writing() as tx:
        assert (await stock_of(tx, club.shop.variant)) == (0, 1, 1)


async def test_with_nobody_waiting_it_is_the_sales_and_may_be_had_again(db: Database) -> None:
    club, ada, _, placed = await bought(db)
    await give_back(db, ada, placed, 1)
    await settle(db)
    async with db.writing() as tx:
        assert (await item_of(tx, club)).reserve == 1
        cart = await take(tx, club, ada, 1)
    again = await order(db, cart, ada, 1, "tok_card_ada")
    await settle(db)
    assert again.order.lines[0].quantity == 1
    assert sorted(await standing(db, club, ada)) == [(ClaimState.BOUGHT, 1), (ClaimState.BOUGHT, 1), (ClaimState.OVER, 1)]


async def test_one_by_one_and_then_all_before_anything_is_handed_on(db: Database) -> None:
    club, ada, _, placed = await bought(db, units=3)
    await give_back(db, ada, placed, 1)
    await give_back(db, ada, placed, 1)
    async with db.writing() as tx:
        assert (await stock_of(tx, club.shop.variant)) == (0, 3, 0)
    await settle(db)
    async with db.reading() as read:
        assert await read.value("select coalesce(sum(quantity), 0) from private_sales.tally") == 0


async def test_after_the_sale_has_closed_it_is_the_shops(db: Database) -> None:
    club, ada, _, placed = await bought(db)
    async with db.writing() as tx:
        await tx.run("update private_sales.sale set closes_at = $1, closed_at = $1", tx.now)
        await tx.run("delete from stock.hold where owner = $1", club.sale)
    await give_back(db, ada, placed, 1)
    async with db.writing() as tx:
        assert (await stock_of(tx, club.shop.variant))[0] == 1


async def test_nothing_is_changed_to_another_choice(db: Database) -> None:
    _, _, _, placed = await bought(db)
    async with db.reading() as read:
        may = await returns.possible(read, placed.order)
    assert (may.change_choice, may.cancel) == ({}, {line_of(placed).id: 2})
