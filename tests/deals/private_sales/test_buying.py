"""Buying in a sale: orders, payments and limits through the real checkout."""

import contextlib

import msgspec
import pytest

from stoa.base.database import Database, Writing
from stoa.deals import private_sales
from stoa.deals.private_sales import moving
from stoa.deals.private_sales.line import ClaimIsOver, OnlyWhatIsKept, OverTheLimit, SoldOutNow
from stoa.people.sessions.model import SYSTEM, Visitor
from stoa.shop import carts, catalog, checkout, orders, stock
from stoa.shop.orders.model import OrderId, State
from stoa.shop.payments.model import PaymentDeclinedNow
from stoa.shop.stock.model import OutOfStock
from tests.deals.private_sales.makers import MINUTE, Club, claims, inside, item_of, make_sale, order, settle, stock_of, take
from tests.shop.checkout.makers import HOME

pytestmark = pytest.mark.anyio


async def open_sale(db: Database, people: int = 1, **overrides: object) -> tuple[Club, list[Visitor]]:
    """Open a sale now and let people in."""
    async with db.writing() as tx:
        tx.now -= 61 * MINUTE
        club = await make_sale(tx, **overrides)  # type: ignore[arg-type]
        tx.now += 61 * MINUTE
        await moving.turn(tx, club.sale)
        return club, [await inside(tx, club, number) for number in range(people)]


async def state(tx: Writing, club: Club, visitor: Visitor) -> list[tuple[str, int]]:
    return [(one.state.value, one.quantity) for one in await claims(tx, club, visitor)]


async def test_a_piece_is_bought_at_the_clubs_price(db: Database) -> None:
    club, (ada,) = await open_sale(db)
    async with db.writing() as tx:
        cart = await take(tx, club, ada)
        await checkout.begin(tx, ada, cart)
    placed = await order(db, cart, ada)
    await settle(db)
    async with db.writing() as tx:
        found = await orders.get(tx, placed.order.id)
        assert (found.state, found.hold_reason, found.subtotal.amount) == (State.OPEN, None, 1500)
        assert await tx.value("select captured from payments.payment") == 1500 + 390
        assert await state(tx, club, ada) == [("bought", 1)]
        assert await stock_of(tx, club.shop.variant) == (0, 4, 1)
        assert (await item_of(tx, club)).reserve == 4


async def test_nobody_buys_past_the_sale(db: Database) -> None:
    """Members see the product; in an ordinary cart it costs what it costs usually, and every unit is the sale's."""
    club, (ada,) = await open_sale(db)
    async with db.writing() as tx:
        cart = await carts.make(tx, "eu", "en", ada.person)
        await carts.add(tx, cart, club.shop.variant, 1, catalog.seen_by(ada))
        seen = await carts.see(tx, cart, ada)
        assert seen.lines[0].unit is not None
        assert (seen.lines[0].unit.amount, seen.lines[0].free) == (2500, 0)
        with pytest.raises(OutOfStock):
            await checkout.begin(tx, ada, cart)


async def test_an_order_is_of_what_is_kept_and_of_nothing_else(db: Database) -> None:
    club, (ada,) = await open_sale(db, per_person=2, on_hand=50)
    async with db.writing() as tx:
        cart = await take(tx, club, ada)
        await carts.put(tx, cart, club.shop.variant, 2, catalog.seen_by(ada))
    with pytest.raises(OnlyWhatIsKept):
        await order(db, cart, ada)
    async with db.writing() as tx:
        assert await tx.value("select count(*) from orders.order") == 0
        assert await stock_of(tx, club.shop.variant) == (45, 5, 0)


async def test_what_is_not_kept_any_more_is_not_bought(db: Database) -> None:
    club, (ada,) = await open_sale(db)
    async with db.writing() as tx:
        cart = await take(tx, club, ada)
        await tx.run("update private_sales.claim set until_at = $1", tx.now)
    with pytest.raises(ClaimIsOver):
        await order(db, cart, ada)
    await settle(db)
    async with db.writing() as tx:
        assert await state(tx, club, ada) == [("over", 1)]
        assert (await item_of(tx, club)).reserve == 5
        assert await tx.value("select count(*) from payments.payment") == 0


async def test_who_is_declined_may_try_another_card_in_their_minutes(db: Database) -> None:
    club, (ada,) = await open_sale(db)
    async with db.writing() as tx:
        cart = await take(tx, club, ada)
    with pytest.raises(PaymentDeclinedNow):
        await order(db, cart, ada, token="tok_declined")
    await settle(db)
    async with db.writing() as tx:
        assert await state(tx, club, ada) == [("held", 1)]
        assert await stock_of(tx, club.shop.variant) == (0, 5, 0)
    await order(db, cart, ada)
    await settle(db)
    async with db.writing() as tx:
        assert await state(tx, club, ada) == [("bought", 1)]


async def test_a_cancelled_order_goes_to_who_waits(db: Database) -> None:
    club, (ada, ben) = await open_sale(db, 2, units=1)
    async with db.writing() as tx:
        cart = await take(tx, club, ada)
    placed = await order(db, cart, ada)
    async with db.writing() as tx:
        await private_sales.wait(tx, ben, club.item.id, 1, "b")
        assert await state(tx, club, ben) == [("waiting", 0)]
        await orders.cancel(tx, ada, placed.order.id, "changed_mind")
    async with db.writing() as tx:
        assert await stock_of(tx, club.shop.variant) == (0, 1, 0)
        await tx.run("update private_sales.claim set until_at = $1 where state = 'held'", tx.now)
    await settle(db)
    async with db.writing() as tx:
        assert await state(tx, club, ben) == [("offered", 1)]
        cart = await private_sales.take_offer(tx, ben, (await claims(tx, club, ben))[0].id, "en")
    await order(db, cart, ben, 2, token="tok_card_2")
    await settle(db)
    async with db.writing() as tx:
        assert await state(tx, club, ben) == [("bought", 1)]


@pytest.mark.parametrize(
    "same",
    [
        {"email": "ada1@example.com"},
        {"email": "ADA1+second@example.com"},
    ],
)
async def test_one_mail_address_is_one_person(db: Database, same: dict[str, str]) -> None:
    club, (ada, ben) = await open_sale(db, 2)
    await _buy(db, club, ada, 1)
    with pytest.raises(OverTheLimit):
        await _buy(db, club, ben, 2, token="tok_card_2", **same)


async def test_one_address_is_one_person(db: Database) -> None:
    club, (ada, ben) = await open_sale(db, 2)
    await _buy(db, club, ada, 7)
    with pytest.raises(OverTheLimit):
        await _buy(db, club, ben, 7, token="tok_card_2", email="ben@example.com")
    async with db.writing() as tx:
        assert await tx.value("select count(*) from payments.payment") == 1


async def test_one_way_to_pay_is_one_person(db: Database) -> None:
    """It is known when the amount is set aside: then the order is cancelled and the amount let go."""
    club, (ada, ben) = await open_sale(db, 2)
    await _buy(db, club, ada, 1, token="tok_card_1")
    with contextlib.suppress(PaymentDeclinedNow):
        await _buy(db, club, ben, 2, token="tok_card_1")
    await settle(db)
    async with db.writing() as tx:
        rows = await tx.rows("select state from orders.order order by number")
        assert [row[0] for row in rows] == ["open", "cancelled"]
        assert [row[0] for row in await tx.rows("select state from payments.payment order by made_at")] == ["captured", "voided"]
        assert await state(tx, club, ben) == [("held", 1)]


async def test_a_cancelled_order_does_not_count(db: Database) -> None:
    club, (ada, ben) = await open_sale(db, 2)
    placed = await _buy(db, club, ada, 7)
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, placed, "changed_mind", by_staff=True)
    await _buy(db, club, ben, 7, email="ben@example.com")
    async with db.reading() as read:
        assert await read.value("select max(quantity) from private_sales.tally") == 1


async def test_units_that_a_count_did_not_find_are_not_sold(db: Database) -> None:
    club, (ada,) = await open_sale(db)
    async with db.writing() as tx:
        await stock.count_again(tx, SYSTEM, {club.shop.variant: 0})
        with pytest.raises(SoldOutNow):
            await take(tx, club, ada)


async def test_what_comes_after_the_end_goes_back_to_the_shop(db: Database) -> None:
    club, (ada,) = await open_sale(db)
    placed = await _buy(db, club, ada, 1)
    async with db.writing() as tx:
        tx.now += 120 * MINUTE
        await moving.turn(tx, club.sale)
        assert await stock_of(tx, club.shop.variant) == (4, 0, 1)
        await orders.cancel(tx, SYSTEM, placed, "changed_mind", by_staff=True)
        assert await stock_of(tx, club.shop.variant) == (5, 0, 0)
        assert await state(tx, club, ada) == [("over", 1)]


async def _buy(db: Database, club: Club, visitor: Visitor, number: int, token: str = "tok_ok", **overrides: object) -> OrderId:
    async with db.writing() as tx:
        cart = await take(tx, club, visitor)
    return (await order(db, cart, visitor, number, token, **overrides)).order.id


async def test_neighbours_in_other_flats_are_other_people_and_a_house_has_its_end(db: Database) -> None:
    flats = ["Flat 1", "Whg. 1", "Flat 2", "", *(f"Apt {number}" for number in range(3, 10))]
    club, people = await open_sale(db, len(flats), units=20)
    bought = []
    for number, (one, flat) in enumerate(zip(people, flats, strict=True)):
        async with db.writing() as tx:
            cart = await take(tx, club, one)
        try:
            await order(db, cart, one, number, address=msgspec.structs.replace(HOME, line2=flat))
        except OverTheLimit:
            bought.append(False)
        else:
            bought.append(True)
    assert bought == [True, False, True, True, *[True] * 5, False, False]
    async with db.reading() as read:
        assert await read.value("select max(quantity) from private_sales.tally") == 8
