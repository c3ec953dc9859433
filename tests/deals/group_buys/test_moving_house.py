"""One door is one place, also after an order goes by another: until the team has settled its marks move along."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import msgspec
import pytest

from stoa.base.database import Database
from stoa.deals.group_buys import actions
from stoa.deals.group_buys.model import AlreadyIn
from stoa.people.sessions.model import GUEST
from stoa.shop import returns
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import AddressIsIn
from tests.deals.group_buys.makers import Group, make_tiers, order, standing
from tests.shop.checkout.makers import HOME

pytestmark = pytest.mark.anyio


def door(number: int, name: str = "Ada Kahl") -> object:
    return msgspec.structs.replace(HOME, line1=f"Hafenstraße {number}", name=name)


async def come(db: Database, group: Group, number: int) -> Placed:
    assert group.team is not None
    async with db.writing() as tx:
        cart = await actions.join(tx, GUEST, group.team.handle, group.shop.variant, "en")
    return await order(db, cart, "tok_ok", GUEST, number)


async def send(db: Database, placed: Placed, number: int, name: str = "Ada Kahl") -> None:
    async with db.writing() as tx:
        await returns.change_address(tx, GUEST, placed.order.id, door(number, name))


@pytest.fixture
async def group(db: Database) -> Group:
    async with db.writing() as tx:
        return await make_tiers(tx)


async def test_nobody_goes_by_the_door_of_another(db: Database, group: Group) -> None:
    await come(db, group, 1)
    second = await come(db, group, 2)
    with pytest.raises(AddressIsIn):
        await send(db, second, 1, "Somebody Else")
    async with db.reading() as read:
        kept = await read.value("select shipping_address ->> 'line1' from orders.order where id = $1", second.order.id)
    assert kept == "Hafenstraße 2"
    with pytest.raises(AlreadyIn):  # it is at its own door still
        await come_to(db, group, 3, 2)


async def come_to(db: Database, group: Group, number: int, house: int) -> Placed:
    assert group.team is not None
    async with db.writing() as tx:
        cart = await actions.join(tx, GUEST, group.team.handle, group.shop.variant, "en")
    return await order(db, cart, "tok_ok", GUEST, number, address=door(house))


async def test_the_old_door_is_free_and_the_new_one_taken(db: Database, group: Group) -> None:
    first = await come(db, group, 1)
    await send(db, first, 7)
    with pytest.raises(AlreadyIn):
        await come_to(db, group, 2, 7)
    third = await come_to(db, group, 3, 1)
    with pytest.raises(AddressIsIn):
        await send(db, first, 1)
    await send(db, third, 8)
    await send(db, first, 1)
    await send(db, first, 1, "Another Name")  # the same door


async def test_once_it_has_settled_it_goes_wherever_one_likes(db: Database, group: Group, forward: Callable[[timedelta], None]) -> None:
    assert group.team is not None
    await come(db, group, 1)
    second = await come(db, group, 2)
    forward(timedelta(days=2))
    assert await standing(db, group.team) == ("settled", 2, 2)
    await send(db, second, 1)


async def test_the_page_and_programs_say_so_and_keep_what_was_typed(db: Database, client: httpx.AsyncClient, group: Group) -> None:
    await come(db, group, 1)
    second = await come(db, group, 2)
    typed = {**msgspec.to_builtins(HOME), "name": "Bob", "line1": "Hafenstr. 1"}
    refused = await client.put(f"/api/orders/{second.order.shown_id}/shipping-address?key={second.order.key}", json=typed)
    assert (refused.status_code, refused.json()["code"]) == (409, "address_is_in")
    page = await client.post(f"/orders/{second.order.shown_id}/address?key={second.order.key}", data=typed)
    assert page.status_code == 409
    assert "a household counts once" in page.text
    assert 'value="Hafenstr. 1"' in page.text
