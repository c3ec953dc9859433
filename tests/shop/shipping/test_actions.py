"""Parcels: made from orders, followed, delivered or lost."""

from datetime import timedelta
from uuid import UUID

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders, shipping
from stoa.shop.orders.model import LineId, NoSuchOrder, OrderId, State
from stoa.shop.shipping import actions, store
from stoa.shop.shipping.model import (
    NoSuchShipment,
    NothingToShip,
    NotShippable,
    NotThatMany,
    Scan,
    ShipmentId,
    ShipmentState,
    Shipped,
)
from tests.shop.shipping.makers import make_order

pytestmark = pytest.mark.anyio


async def _events(tx: Writing, about: UUID) -> list[str]:
    return [row["kind"] for row in await tx.rows("select kind from base.event where about = $1 order by id", about)]


async def _on_hand(tx: Writing) -> list[tuple[int, int]]:
    return [(row["on_hand"], row["allocated"]) for row in await tx.rows("select on_hand, allocated from stock.item order by id")]


async def test_a_shipment_takes_pieces_out_of_the_house_and_asks_its_carrier(tx: Writing) -> None:
    order = await make_order(tx, 3, 1)
    noise = await make_order(tx, 1)
    line = order.lines[0].id
    shipment_id = await shipping.ship(tx, SYSTEM, order.id, {line: 2}, "sandbox")
    found = await shipping.shipments(tx, [order.id, noise.id])
    assert found[noise.id] == []
    [shipment] = found[order.id]
    assert (shipment.id, shipment.state, shipment.carrier, shipment.tracking) == (shipment_id, ShipmentState.MADE, "sandbox", None)
    assert shipment.lines == [Shipped(line, 2)]
    after = await orders.get(tx, order.id)
    assert [one.shipped for one in after.lines] == [2, 0]
    assert after.picking_at == tx.now
    assert await _on_hand(tx) == [(8, 1), (10, 1), (10, 1)]
    assert await _events(tx, shipment_id) == ["shipping.ShipmentMade"]
    assert await tx.value("select args ->> 'shipment' from base.job where kind = 'shipping.register'") == str(shipment_id)
    assert await tx.value("select count(*) from audit.entry where verb = 'shipping.ship' and about = $1", order.id) == 1


async def test_nothing_leaves_that_is_not_open(tx: Writing) -> None:
    order = await make_order(tx, 2)
    line = order.lines[0].id
    for state in ("pending", "held"):
        other = await make_order(tx, 1, state=state)
        with pytest.raises(NotShippable):
            await shipping.ship(tx, SYSTEM, other.id, {other.lines[0].id: 1}, "sandbox")
    with pytest.raises(NothingToShip):
        await shipping.ship(tx, SYSTEM, order.id, {}, "sandbox")
    with pytest.raises(NotThatMany):
        await shipping.ship(tx, SYSTEM, order.id, {line: 3}, "sandbox")
    with pytest.raises(NotThatMany):
        await shipping.ship(tx, SYSTEM, order.id, {LineId(ids.new()): 1}, "sandbox")
    with pytest.raises(NoSuchOrder):
        await shipping.ship(tx, SYSTEM, OrderId(ids.new()), {line: 1}, "sandbox")
    await shipping.ship(tx, SYSTEM, order.id, {line: 2}, "sandbox")
    with pytest.raises(NotThatMany):
        await shipping.ship(tx, SYSTEM, order.id, {line: 1}, "sandbox")
    assert await tx.value("select count(*) from shipping.shipment") == 1


async def test_a_registration_is_kept_once_and_begins_the_following(tx: Writing) -> None:
    order = await make_order(tx, 1)
    shipment_id = await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 1}, "sandbox")
    assert await store.take_to_follow(tx, 10, timedelta(minutes=1)) == []
    for number in ("SB1", "SB2"):
        await actions.record_registration(tx, shipment_id, number, None, followed=True)
    [shipment] = (await shipping.shipments(tx, [order.id]))[order.id]
    assert (shipment.tracking, shipment.label) == ("SB1", None)
    assert await _events(tx, shipment_id) == ["shipping.ShipmentMade", "shipping.ShipmentRegistered"]
    assert [one.tracking for one in await store.take_to_follow(tx, 10, timedelta(minutes=1))] == ["SB1"]
    assert await store.take_to_follow(tx, 10, timedelta(minutes=1)) == []
    with pytest.raises(NoSuchShipment):
        await actions.record_registration(tx, ShipmentId(ids.new()), "SB3", None, followed=True)


async def test_scans_told_twice_count_once_and_delivery_closes_the_order(tx: Writing) -> None:
    order = await make_order(tx, 2)
    line = order.lines[0].id
    first = await shipping.ship(tx, SYSTEM, order.id, {line: 1}, "sandbox")
    second = await shipping.ship(tx, SYSTEM, order.id, {line: 1}, "sandbox")
    hub = Scan(at=tx.now + timedelta(hours=1), kind="hub", place="Hamburg")
    there = Scan(at=tx.now + timedelta(hours=9), kind="delivered", place="Flensburg")
    assert await actions.record_scans(tx, first, [hub]) is ShipmentState.MOVING
    assert await actions.record_scans(tx, first, [there, hub]) is ShipmentState.DELIVERED
    assert await actions.record_scans(tx, first, [hub, there]) is ShipmentState.DELIVERED
    found = (await shipping.shipments(tx, [order.id]))[order.id]
    assert [(one.state, one.delivered_at, one.scans) for one in found] == [
        (ShipmentState.DELIVERED, there.at, [hub, there]),
        (ShipmentState.MADE, None, []),
    ]
    assert await _events(tx, first) == ["shipping.ShipmentMade", "shipping.ShipmentDelivered"]
    after = await orders.get(tx, order.id)
    assert (after.lines[0].delivered, after.state) == (1, State.OPEN)
    await actions.deliver(tx, SYSTEM, second)
    after = await orders.get(tx, order.id)
    assert (after.lines[0].delivered, after.state) == (2, State.CLOSED)


async def test_a_lost_parcel_may_turn_up_and_a_delivered_one_is_not_lost(tx: Writing) -> None:
    order = await make_order(tx, 1)
    shipment_id = await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 1}, "sandbox", "SB1")
    await actions.record_registration(tx, shipment_id, None, None, followed=True)
    await actions.lose(tx, SYSTEM, shipment_id)
    assert await store.take_to_follow(tx, 10, timedelta(minutes=1)) == []
    assert await actions.record_scans(tx, shipment_id, [Scan(at=tx.now + timedelta(days=1), kind="delivered")]) is ShipmentState.DELIVERED
    await actions.lose(tx, SYSTEM, shipment_id)
    [shipment] = (await shipping.shipments(tx, [order.id]))[order.id]
    assert shipment.state is ShipmentState.DELIVERED
    assert await _events(tx, shipment_id) == [
        "shipping.ShipmentMade", "shipping.ShipmentRegistered", "shipping.ShipmentLost", "shipping.ShipmentDelivered",
    ]  # fmt: skip
    with pytest.raises(NoSuchShipment):
        await actions.deliver(tx, SYSTEM, ShipmentId(ids.new()))
