"""What one may have counts by door, also after an order goes by another: its pieces count where they go."""

import asyncio
import contextlib

import httpx
import msgspec
import pytest

from stoa.base.database import Database
from stoa.deals.private_sales.line import OverTheLimit
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import SYSTEM, Visitor
from stoa.shop import orders, returns
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import AddressIsIn
from tests.deals.private_sales.makers import Club, order, settle, take
from tests.deals.private_sales.test_buying import open_sale
from tests.shop.checkout.makers import HOME

pytestmark = pytest.mark.anyio


def door(number: int, flat: str = "") -> Address:
    return msgspec.structs.replace(HOME, line1=f"Hafenstraße {number}", line2=flat)


async def buy(db: Database, club: Club, visitor: Visitor, number: int, house: int | None = None) -> Placed:
    async with db.writing() as tx:
        cart = await take(tx, club, visitor)
    placed = await order(db, cart, visitor, number, address=door(house or number))
    await settle(db)
    return placed


async def send(db: Database, placed: Placed, address: Address) -> None:
    async with db.writing() as tx:
        await returns.change_address(tx, SYSTEM, placed.order.id, address)


async def counted(db: Database) -> list[int]:
    """Return how much is counted of what is counted at all: for each order mail, address, house and card."""
    async with db.reading() as read:
        return [row[0] for row in await read.rows("select quantity from private_sales.tally where quantity > 0 order by quantity")]


async def test_nobody_goes_by_a_door_that_has_had_its_share(db: Database) -> None:
    club, (ada, ben) = await open_sale(db, 2)
    await buy(db, club, ada, 1)
    second = await buy(db, club, ben, 2)
    with pytest.raises(AddressIsIn):
        await send(db, second, msgspec.structs.replace(door(1), name="Somebody Else"))
    async with db.reading() as read:
        found = await orders.get(read, second.order.id)
        assert found.shipping_address == door(2)
    await send(db, second, msgspec.structs.replace(door(2), name="Another Name"))  # the same door


async def test_the_old_door_is_free_again_and_the_new_one_taken(db: Database) -> None:
    club, (ada, ben, cleo) = await open_sale(db, 3)
    first = await buy(db, club, ada, 1)
    before = await counted(db)
    await send(db, first, door(7))
    assert await counted(db) == before
    async with db.writing() as tx:
        late = await take(tx, club, ben)
    with pytest.raises(OverTheLimit):
        await order(db, late, ben, 2, address=door(7))
    third = await buy(db, club, cleo, 3, house=1)
    with pytest.raises(AddressIsIn):
        await send(db, first, door(1))
    await send(db, third, door(8))
    await send(db, first, door(1))  # and back
    assert await counted(db) == sorted([*before, *before])


async def test_two_a_person_meet_where_there_is_room_for_both(db: Database) -> None:
    club, people = await open_sale(db, 3, per_person=2)
    placed = [await buy(db, club, one, number) for number, one in enumerate(people, 1)]
    await send(db, placed[1], door(1))
    with pytest.raises(AddressIsIn):
        await send(db, placed[2], door(1))


async def test_a_house_has_no_more_than_eight_peoples_pieces_by_moving_in(db: Database) -> None:
    club, people = await open_sale(db, 9, units=9)
    placed = [await buy(db, club, one, number) for number, one in enumerate(people, 11)]
    for number, one in enumerate(placed[:8]):
        await send(db, one, door(1, f"flat {number}"))
    with pytest.raises(AddressIsIn):
        await send(db, placed[8], door(1, "flat 99"))


async def test_what_is_given_back_counts_nowhere_after_a_move(db: Database) -> None:
    club, (ada, ben) = await open_sale(db, 2)
    first = await buy(db, club, ada, 1)
    await send(db, first, door(7))
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, first.order.id, "unwanted", by_staff=True)
    await settle(db)
    assert await counted(db) == []
    await buy(db, club, ben, 2, house=7)


async def test_two_who_change_doors_at_once_wait_for_nobody_forever(db: Database) -> None:
    club, (ada, ben) = await open_sale(db, 2)
    first, second = await buy(db, club, ada, 1), await buy(db, club, ben, 2)
    before = await counted(db)

    async def try_to(placed: Placed, address: Address) -> None:
        with contextlib.suppress(AddressIsIn):
            await send(db, placed, address)

    await asyncio.gather(try_to(first, door(2)), try_to(second, door(1)))
    assert await counted(db) == before


async def test_the_page_says_so_and_keeps_what_was_typed(db: Database, client: httpx.AsyncClient) -> None:
    club, (ada, ben) = await open_sale(db, 2)
    await buy(db, club, ada, 1)
    second = await buy(db, club, ben, 2)
    typed = {**msgspec.to_builtins(HOME), "name": "Ben", "line1": "Hafenstr. 1"}
    address = f"/orders/{second.order.shown_id}/address?key={second.order.key}"
    page = await client.post(address, data=typed)
    assert page.status_code == 409
    assert "a household counts once" in page.text
    assert 'value="Hafenstr. 1"' in page.text
    german = await client.post(f"/de{address}", data=typed)
    assert "Ein Haushalt zählt einmal" in german.text
