"""Of several pieces some are cancelled: what is left costs the price reached, whichever way it is paid, and nobody else waits for it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.deals.group_buys import moving, settling, store
from stoa.deals.group_buys.jobs import watch
from stoa.deals.group_buys.model import PlaceId, PlaceState
from stoa.shop import payments
from stoa.shop.payments.giving_back import StillCapturing
from tests.deals.group_buys.makers import Group, cancel, join, make_tiers, money, places, standing
from tests.deals.group_buys.test_provider import charges, group_with, stands
from tests.shop.checkout.makers import RETURN

pytestmark = pytest.mark.anyio
Forward = Callable[[timedelta], None]
SHIPPING = 390
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def full(db: Database, token: str = "tok_ok", days: int = 1, others: int = 3) -> tuple[Group, Any]:
    """Open 2 people −10 %, 4 people −20 %: somebody takes two pieces, and then others come."""
    group = await group_with(db, days=days)
    assert group.team is not None
    placed = await join(db, group.team, group, token, quantity=2)
    for _ in range(others):
        await join(db, group.team, group)
    return group, placed


async def kept(db: Database, placed: Any) -> int:
    """Return what was taken for an order and not given back."""
    async with db.reading() as read:
        sql = "select coalesce(sum(captured - refunded - refunding), 0) from payments.payment where order_id = $1"
        return int(await read.value(sql, placed.order.id))


@pytest.mark.parametrize(("token", "days"), [("tok_ok", 1), ("tok_only_in_full", 1), ("tok_ok", 9), ("tok_charge_fails_once", 9)])
@pytest.mark.parametrize("told", [True, False], ids=["told", "untold"])
async def test_what_is_left_costs_the_price_reached(db: Database, forward: Forward, token: str, days: int, told: bool) -> None:
    group, placed = await full(db, token, days)
    if told:
        await stands(db, group)
        await cancel(db, placed, 1)
        assert await stands(db, group) == ("tipped", 4, 4)
        forward(DAY * days)
    else:  # in the last moment: the money is asked for before payments hears of it
        forward(DAY * days - HOUR / 60)
        await stands(db, group)
        await cancel(db, placed, 1)
        forward(HOUR / 60)
    assert await stands(db, group) == ("settled", 4, 4)
    assert await kept(db, placed) == 8000 + SHIPPING
    assert (await money(db))[1] - (await money(db))[2] == 4 * (8000 + SHIPPING)


async def test_a_piece_cancelled_after_the_tip_at_the_first_tier(db: Database, forward: Forward) -> None:
    group, placed = await full(db, others=1)
    await cancel(db, placed, 1)
    forward(DAY)
    assert await stands(db, group) == ("settled", 2, 2)
    assert await kept(db, placed) == 9000 + SHIPPING
    assert [one.quantity for one in await places(db, group.team)] == [1, 1]  # type: ignore[arg-type]


@pytest.mark.parametrize("days", [1, 9])
async def test_a_piece_cancelled_in_the_hour_of_grace_is_not_paid(db: Database, forward: Forward, days: int) -> None:
    group, placed = await full(db, "tok_capture_fails" if days == 1 else "tok_charge_fails", days)
    forward(DAY * days)
    assert await stands(db, group) == ("tipped", 4, 4)
    await cancel(db, placed, 1)
    await stands(db, group)
    async with db.writing() as tx:
        again = await payments.pay_again(tx, placed.order.id, "sandbox", "tok_ok")
    await payments.authorize(db, again, RETURN)
    assert await stands(db, group) == ("settled", 4, 4)
    assert await kept(db, placed) == 8000 + SHIPPING
    assert (("captured", 8000 + SHIPPING, 0)) in await charges(db)


async def test_a_piece_cancelled_while_its_money_is_asked_for_in_vain(db: Database, forward: Forward) -> None:
    group, placed = await full(db, "tok_capture_fails")
    assert group.team is not None
    forward(DAY)
    async with db.writing() as tx:
        await moving.tick(tx, group.team.id)
        place = next(one for one in await store.places_of(tx, group.team.id) if one.order_id == placed.order.id)
        await settling.take(tx, place.id)
        await tx.run("update payments.payment set state = 'capturing' where order_id = $1", placed.order.id)
        await tx.run("delete from base.job where kind in ('payments.capture', 'group_buys.many')")
    await cancel(db, placed, 1)
    with pytest.raises(StillCapturing):
        await jobs.drain(db)
    async with db.writing() as tx:
        await settling.take(tx, place.id)
    await jobs.drain(db)
    async with db.reading() as read:
        payment = await payments.of_order(read, placed.order.id)
    assert payment is not None
    assert (payment.due, payment.refunding) == (8000 + SHIPPING, 0)


@pytest.mark.parametrize("fails", [True, False], ids=["fails", "settles"])
async def test_a_piece_cancelled_before_it_is_known_that_all_was_taken(db: Database, forward: Forward, fails: bool) -> None:
    group = await group_with(db)
    assert group.team is not None
    placed = await join(db, group.team, group, "tok_taken_late", quantity=3)
    assert await kept(db, placed) == 0
    await cancel(db, placed, 1)
    forward(timedelta(minutes=14))
    async with db.writing() as tx:
        await jobs.enqueue(tx, "payments.ask")
    assert await stands(db, group) == ("open", 1, 1)
    assert await kept(db, placed) == 2 * 9000 + SHIPPING
    if not fails:
        await join(db, group.team, group)
    forward(DAY)
    assert (await stands(db, group))[0] == "settled"
    assert await kept(db, placed) == (0 if fails else 2 * 9000 + SHIPPING)


async def test_one_that_cannot_be_settled_keeps_nobody_waiting(db: Database, forward: Forward, monkeypatch: pytest.MonkeyPatch) -> None:
    async with db.writing() as tx:
        poisoned = await make_tiers(tx)
    assert poisoned.team is not None
    for _ in range(2):
        await join(db, poisoned.team, poisoned)
    forward(DAY)
    async with db.writing() as tx:
        await moving.tick(tx, poisoned.team.id)
        await tx.run("delete from base.job where kind = 'group_buys.many'")
    bad = (await places(db, poisoned.team))[0].id
    take = settling.take

    async def refusing(tx: Writing, place_id: PlaceId) -> None:
        if UUID(str(place_id)) == bad:
            raise RuntimeError("poisoned")
        await take(tx, place_id)

    monkeypatch.setattr(settling, "take", refusing)
    forward(timedelta(minutes=1))
    for _ in range(3):
        await watch(db, {})
    async with db.writing() as tx:
        await tx.run("update base.job set due_at = due_at + interval '1 hour' where kind = 'group_buys.take'")
    await jobs.drain(db)
    assert [one.state for one in await places(db, poisoned.team)] == [PlaceState.CAPTURING, PlaceState.CAPTURED]
    async with db.reading() as read:
        assert await read.value("select count(*) from base.job where kind = 'group_buys.take'") == 1
    monkeypatch.undo()
    async with db.writing() as tx:
        await tx.run("update base.job set due_at = $1", tx.now)
    assert await standing(db, poisoned.team) == ("settled", 2, 2)
