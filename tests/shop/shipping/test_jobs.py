"""Carriers are asked, people are told, and what is cut off goes on."""

from datetime import timedelta

import pytest

from stoa.base import clock, ids, jobs
from stoa.base.database import Database
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders, shipping
from stoa.shop.orders.model import Order, State
from stoa.shop.shipping.jobs import follow, register
from stoa.shop.shipping.model import Shipment, ShipmentId, ShipmentState
from tests.shop.shipping.makers import make_order

pytestmark = pytest.mark.anyio


async def _shipped(db: Database, carrier: str = "sandbox", tracking: str | None = None, **overrides: object) -> tuple[Order, ShipmentId]:
    async with db.writing() as tx:
        order = await make_order(tx, 1, **overrides)
        return order, await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 1}, carrier, tracking)


async def _parcel(db: Database, order: Order) -> Shipment:
    async with db.reading() as read:
        [found] = (await shipping.shipments(read, [order.id]))[order.id]
    return found


async def _mails(db: Database) -> list[tuple[str, str]]:
    async with db.reading() as read:
        rows = await read.rows("""select template, "to" from mail.letter where template like 'shipping/%' order by id""")
    return [(row["template"], row["to"]) for row in rows]


async def test_a_parcel_is_registered_once_and_its_shopper_told(db: Database) -> None:
    order, shipment_id = await _shipped(db)
    await jobs.drain(db)
    parcel = await _parcel(db, order)
    assert parcel.tracking is not None
    assert parcel.tracking.startswith("SX")
    await register(db, {"shipment": str(shipment_id)})
    await jobs.drain(db)
    assert (await _parcel(db, order)).tracking == parcel.tracking
    assert await _mails(db) == [("shipping/shipped", "lena@mail.example")]


async def test_a_parcel_arrives_by_the_clock_and_the_order_closes(db: Database) -> None:
    order, _ = await _shipped(db)
    await jobs.drain(db)
    await follow(db, {})
    assert (await _parcel(db, order)).state is ShipmentState.MADE
    clock.set_offset(timedelta(hours=4))
    await follow(db, {})
    assert (await _parcel(db, order)).state is ShipmentState.MOVING
    clock.set_offset(timedelta(days=9))
    await follow(db, {})
    await follow(db, {})
    await jobs.drain(db)
    parcel = await _parcel(db, order)
    assert parcel.state is ShipmentState.DELIVERED
    assert parcel.delivered_at == parcel.scans[-1].at
    async with db.reading() as read:
        assert (await orders.get(read, order.id)).state is State.CLOSED
    assert [template for template, _ in await _mails(db)] == ["shipping/shipped", "shipping/delivered"]


async def test_a_carrier_is_left_in_peace_between_two_questions(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await _shipped(db)
    await jobs.drain(db)
    asked: list[list[str]] = []

    class Counting:
        name = "sandbox"

        async def track(self, tracking: object, now: object) -> dict[str, list[object]]:
            asked.append(list(tracking))
            return {}

    monkeypatch.setattr("stoa.shop.shipping.jobs.carriers.current", lambda: {"sandbox": Counting()})
    await follow(db, {})
    await follow(db, {})
    clock.set_offset(timedelta(minutes=16))
    await follow(db, {})
    assert [len(batch) for batch in asked] == [1, 1]


async def test_what_no_carrier_has_seen_for_too_long_is_lost_and_its_shopper_told(db: Database) -> None:
    order, _ = await _shipped(db, tracking="T-1")
    by_hand, _ = await _shipped(db, carrier="DHL", tracking="T-2")
    await jobs.drain(db)
    clock.set_offset(timedelta(days=13))
    await follow(db, {})
    assert (await _parcel(db, order)).state is ShipmentState.MADE
    clock.set_offset(timedelta(days=14, minutes=1))
    await follow(db, {})
    await jobs.drain(db)
    assert (await _parcel(db, order)).state is ShipmentState.LOST
    assert [template for template, _ in await _mails(db)] == ["shipping/shipped", "shipping/shipped", "shipping/lost"]
    # Nobody can be asked where this one is, so nobody says that it is lost.
    assert (await _parcel(db, by_hand)).state is ShipmentState.MADE


async def test_a_registration_of_nothing_does_nothing(db: Database) -> None:
    await register(db, {"shipment": str(ids.new())})
    assert await _mails(db) == []


async def test_what_is_to_be_fetched_is_ready(db: Database) -> None:
    order, _ = await _shipped(db, carrier="manual", language="de")
    async with db.writing() as tx:
        await tx.run(
            """update orders.order set delivery = delivery || '{"pickup": true, "place": ["Stoa Mitte"]}' where id = $1""", order.id
        )
    await jobs.drain(db)
    assert [template for template, _ in await _mails(db)] == ["shipping/ready"]
    async with db.reading() as read:
        text = await read.value("select text from mail.letter where template = 'shipping/ready'")
    assert "Stoa Mitte" in text
    assert "liegt bereit" in text
