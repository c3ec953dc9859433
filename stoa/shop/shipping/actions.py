"""The verbs of shipping."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import asyncpg

from stoa.base import events, ids, jobs
from stoa.base.database import Writing
from stoa.people import audit
from stoa.people.sessions.model import SYSTEM, Visitor
from stoa.shop import orders
from stoa.shop.orders.model import LineId, OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.shipping import rules, store
from stoa.shop.shipping.model import (
    ClosedDay,
    CodeTaken,
    Dispatch,
    NoSuchShipment,
    NoSuchZone,
    NotShippable,
    Rate,
    Scan,
    ShipmentDelivered,
    ShipmentId,
    ShipmentLost,
    ShipmentMade,
    ShipmentRegistered,
    ShipmentState,
    Zone,
    ZoneId,
    withheld,
)

TOPIC = "shipping"
"""The version topic of pages that show a promise."""


async def ship(
    tx: Writing,
    actor: Visitor,
    order_id: OrderId,
    lines: Mapping[LineId, int],
    carrier: str,
    tracking: str | None = None,
    *,
    although_withdrawn: bool = False,
) -> ShipmentId:
    """Send these pieces of an order: they leave stock, and a parcel exists.

    Without a tracking number the carrier is asked for one, by a job. What somebody has withdrawn from is sent only
    `although_withdrawn`: it had left before that was known. Raises NothingToShip, NotThatMany, Withdrawn, NotShippable,
    and NoSuchOrder.
    """
    order = await orders.lock(tx, order_id)
    if order.state is not OrderState.OPEN:
        raise NotShippable(state=order.state.value)
    held = {} if although_withdrawn else await withheld(tx, order_id)
    rules.check_shippable(lines, {line.id: line.left for line in order.lines}, held)
    shipment_id = ShipmentId(ids.new())
    await orders.mark_shipped(tx, actor, order_id, lines)
    await store.insert_shipment(tx, shipment_id, order_id, carrier, tracking)
    await store.insert_lines(tx, shipment_id, lines)
    await events.record(tx, ShipmentMade(about=shipment_id, order=order_id))
    await jobs.enqueue(tx, "shipping.register", {"shipment": shipment_id})
    await audit.note(tx, actor, "shipping.ship", order_id, {"shipment": shipment_id, "pieces": sum(lines.values())})
    return shipment_id


async def record_registration(tx: Writing, shipment_id: ShipmentId, tracking: str | None, label: str | None, *, followed: bool) -> None:
    """Write what the carrier answered, once; it is `followed` where the shop has a line to the carrier. Safe to be told twice."""
    shipment = await store.lock(tx, shipment_id)
    if shipment is None:
        raise NoSuchShipment
    if await store.set_registered(tx, shipment_id, tracking, label, followed=followed):
        await events.record(tx, ShipmentRegistered(about=shipment_id, order=shipment.order_id))


async def record_scans(tx: Writing, shipment_id: ShipmentId, scans: Iterable[Scan]) -> ShipmentState:
    """Write what the carrier saw and what follows: delivered pieces are marked in their order. Safe to be told twice."""
    shipment = await store.lock(tx, shipment_id)
    if shipment is None:
        raise NoSuchShipment
    state = shipment.state
    for scan in await store.add_scans(tx, shipment_id, scans):
        state = await _reach(tx, SYSTEM, shipment_id, shipment.order_id, state, rules.after_scan(state, scan.kind), scan)
    return state


async def deliver(tx: Writing, actor: Visitor, shipment_id: ShipmentId) -> OrderId:
    """Note that it arrived, on somebody's word: it was fetched, or its carrier tells nothing. Return its order.

    Raises NoSuchShipment.
    """
    return await _say(tx, actor, shipment_id, "delivered")


async def lose(tx: Writing, actor: Visitor, shipment_id: ShipmentId) -> OrderId:
    """Give it up as lost; return its order. Raises NoSuchShipment."""
    return await _say(tx, actor, shipment_id, "lost")


async def _say(tx: Writing, actor: Visitor, shipment_id: ShipmentId, kind: str) -> OrderId:
    shipment = await store.lock(tx, shipment_id)
    if shipment is None:
        raise NoSuchShipment
    scan = Scan(at=tx.now, kind=kind)
    for new in await store.add_scans(tx, shipment_id, [scan]):
        await _reach(tx, actor, shipment_id, shipment.order_id, shipment.state, rules.after_scan(shipment.state, kind), new)
    await audit.note(tx, actor, f"shipping.{kind}", shipment.order_id, {"shipment": shipment_id})
    return shipment.order_id


async def _reach(
    tx: Writing, actor: Visitor, shipment_id: ShipmentId, order_id: OrderId, was: ShipmentState, state: ShipmentState, scan: Scan
) -> ShipmentState:
    """Write a state and what its beginning means; every scan moves `seen_at`."""
    if was is ShipmentState.DELIVERED:
        return was
    await store.set_state(tx, shipment_id, state, scan.at)
    if state is ShipmentState.DELIVERED:
        await orders.mark_delivered(tx, actor, order_id, await store.lines_of(tx, shipment_id))
        await events.record(tx, ShipmentDelivered(about=shipment_id, order=order_id, at=scan.at))
    elif state is ShipmentState.LOST and was is not state:
        await orders.note(tx, actor, order_id, "parcel_lost", {}, visible=True)
        await events.record(tx, ShipmentLost(about=shipment_id, order=order_id))
    return state


async def save_dispatch(tx: Writing, actor: Visitor, new: Dispatch, closed: list[ClosedDay]) -> None:
    """Set when the shop packs and which days are closed."""
    await store.set_dispatch(tx, new)
    await store.replace_closed_days(tx, closed)
    await _changed(tx, actor, "shipping.change_days", UUID(int=0), {})


async def save_zone(tx: Writing, actor: Visitor, zone: Zone) -> None:
    """Make or change a zone; its rates stay as they are."""
    await store.save_zone(tx, zone)
    await _changed(tx, actor, "shipping.change_zone", zone.id, {"name": zone.name})


async def remove_zone(tx: Writing, actor: Visitor, zone_id: ZoneId) -> None:
    """Stop sending there. Orders keep what was agreed. Raises NoSuchZone."""
    if not await store.delete_zone(tx, zone_id):
        raise NoSuchZone
    await _changed(tx, actor, "shipping.remove_zone", zone_id, {})


async def save_rate(tx: Writing, actor: Visitor, zone_id: ZoneId, rate: Rate) -> None:
    """Make or change a way to send things to a zone. Raises CodeTaken, NoSuchZone."""
    try:
        async with tx.attempt():
            if not await store.save_rate(tx, zone_id, rate):
                raise NoSuchZone
    except asyncpg.UniqueViolationError:
        raise CodeTaken(rate=rate.code) from None
    await _changed(tx, actor, "shipping.change_rate", rate.id, {"code": rate.code})


async def remove_rate(tx: Writing, actor: Visitor, rate_id: UUID) -> None:
    """Stop offering it. Raises NoSuchZone."""
    if not await store.delete_rate(tx, rate_id):
        raise NoSuchZone
    await _changed(tx, actor, "shipping.remove_rate", rate_id, {})


async def _changed(tx: Writing, actor: Visitor, verb: str, about: UUID, facts: dict[str, object]) -> None:
    await tx.value("select base.touch($1)", TOPIC)
    await audit.note(tx, actor, verb, about, facts)
