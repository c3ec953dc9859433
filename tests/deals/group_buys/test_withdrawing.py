"""After the tip one withdraws, at any moment until it is packed: what an order's page offers is what it does, and nobody else pays for it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.deals.group_buys import actions, moving, settling, store, waiting
from stoa.deals.group_buys.model import PlaceState, TeamHasTipped
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop import orders, payments, returns
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import State as OrderState
from stoa.shop.returns.model import Wanted
from tests.deals.group_buys.makers import cancel, join, make_tiers, member, money, now, places, standing
from tests.deals.group_buys.test_provider import DAY, HOUR, group_with, stands

pytestmark = pytest.mark.anyio
Forward = Callable[[timedelta], None]
SHIPPING = 390


async def withdraw(db: Database, placed: Placed, visitor: Visitor = GUEST) -> None:
    async with db.writing() as tx:
        await returns.ask(tx, visitor, placed.order.id, [Wanted(placed.order.lines[0].id, 1)])


async def order_state(db: Database, placed: Placed) -> OrderState:
    async with db.reading() as read:
        return (await orders.get(read, placed.order.id)).state


async def test_ben_withdraws_and_the_others_keep_what_was_reached(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_ok", "tok_ok")
    assert group.team is not None
    ben = await join(db, group.team, group)
    assert await stands(db, group) == ("tipped", 4, 4)
    forward(DAY - HOUR)
    with pytest.raises(TeamHasTipped):
        async with db.writing() as tx:
            place = (await places(db, group.team))[3]
            await actions.leave(tx, GUEST, place.id, ben.order.key)
    await withdraw(db, ben)
    assert await stands(db, group) == ("tipped", 3, 3)
    assert await order_state(db, ben) is OrderState.CANCELLED
    assert await money(db) == (3 * (9000 + SHIPPING), 0, 0)
    forward(HOUR)
    assert await stands(db, group) == ("settled", 3, 3)
    assert await money(db) == (0, 3 * (8000 + SHIPPING), 0)
    assert [one.state for one in await places(db, group.team)][3] is PlaceState.LEFT


async def test_also_below_the_minimum_a_team_that_has_tipped_keeps_its_price(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok")
    assert group.team is not None
    ben = await join(db, group.team, group)
    await withdraw(db, ben)
    assert await stands(db, group) == ("tipped", 1, 1)
    forward(DAY)
    assert await stands(db, group) == ("settled", 1, 1)
    assert await money(db) == (0, 9000 + SHIPPING, 0)


@pytest.mark.parametrize("by", ["cancelling", "withdrawing"])
@pytest.mark.parametrize("state", ["open", "tipped", "capturing", "grace", "paid"])
@pytest.mark.parametrize("days", [1, 9])
async def test_what_is_offered_is_what_is_done(db: Database, forward: Forward, days: int, state: str, by: str) -> None:
    failing = "tok_capture_fails" if days == 1 else "tok_charge_fails"
    group = await group_with(db, *(["tok_ok"] if state != "open" else []), days=days)
    assert group.team is not None
    placed = await join(db, group.team, group, failing if state == "grace" else "tok_ok")
    await stands(db, group)
    if state in {"capturing", "grace", "paid"}:
        forward(DAY * days)
        if state == "capturing":
            async with db.writing() as tx:
                await moving.tick(tx, group.team.id)
                place = await store.place_of(tx, placed.order.id)
                assert place is not None
                await settling.take(tx, place.id)
        else:
            await stands(db, group)
    async with db.reading() as read:
        order = await orders.get(read, placed.order.id)
        may = await returns.possible(read, order)
    assert may.cancel == may.withdraw == {placed.order.lines[0].id: 1}
    await (cancel(db, placed) if by == "cancelling" else withdraw(db, placed))
    await stands(db, group)
    assert await order_state(db, placed) is OrderState.CANCELLED
    async with db.reading() as read:
        kept = await read.value("select sum(captured - refunded) from payments.payment where order_id = $1", placed.order.id)
    assert kept == 0


async def test_eve_is_asked_for_the_place(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx, maximum=4)
    assert group.team is not None
    placed = [await join(db, group.team, group, "tok_capture_fails") for _ in range(4)]
    await standing(db, group.team)
    async with db.writing() as tx:
        await waiting.wait(tx, GUEST, group.team.handle, group.shop.variant, "en", "eve@example.com")
    await withdraw(db, placed[1])
    async with db.reading() as read:
        team = await now(read, group.team)
    assert (team.offered, team.waiting, team.counted, team.percent) == (1, 0, 3, 20)


async def test_who_works_for_the_shop_leaves_their_own_place_and_gives_up_others(db: Database) -> None:
    group = await group_with(db, "tok_ok")
    assert group.team is not None
    boss = Visitor(person=member().person, name="Boss", permissions=frozenset({"orders.change"}))
    own = await join(db, group.team, group, visitor=boss)
    other = await join(db, group.team, group)
    await cancel(db, own, visitor=boss)
    await cancel(db, other, visitor=boss)
    assert [one.state for one in await places(db, group.team)] == [PlaceState.AUTHORIZED, PlaceState.LEFT, PlaceState.DECLINED]
    assert await stands(db, group) == ("tipped", 1, 1)
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, (await places(db, group.team))[0].order_id, "trial", by_staff=True)
    await jobs.drain(db)
    async with db.reading() as read:
        assert await payments.of_order(read, own.order.id) is not None
