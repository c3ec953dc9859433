"""Shipments by API, for the staff."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import get, post
from stoa.people.sessions.model import Visitor
from stoa.shop import orders, shipping
from stoa.shop.orders.model import LineId, NoSuchOrder, Order, OrderId
from stoa.shop.shipping import rules
from stoa.shop.shipping.model import NoSuchShipment, Scan, Shipment, ShipmentId, ShipmentState, withheld


class PiecesOut(msgspec.Struct, kw_only=True):
    line_id: str
    quantity: int


class ShipmentOut(msgspec.Struct, kw_only=True):
    """A parcel: who brings it, where it is, what is in it."""

    id: str
    order_id: str
    state: ShipmentState
    carrier: str
    tracking: str | None
    tracking_url: str | None
    label_url: str | None
    lines: list[PiecesOut]
    scans: list[Scan]
    arrives_by: date | None
    created_at: datetime
    delivered_at: datetime | None


class ShipmentList(msgspec.Struct, kw_only=True):
    items: list[ShipmentOut]


class PiecesIn(msgspec.Struct, kw_only=True):
    line_id: str
    quantity: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class ShipmentIn(msgspec.Struct, kw_only=True):
    """What to send. Without lines everything that is left and nobody has withdrawn from; without a tracking number the carrier is asked for one.

    What was withdrawn from is sent only where it had left before that was known (`although_withdrawn`).
    """

    lines: Annotated[list[PiecesIn], msgspec.Meta(max_length=500)] | None = None
    carrier: Annotated[str, msgspec.Meta(min_length=1, max_length=40)] = "manual"
    tracking: Annotated[str, msgspec.Meta(max_length=80)] | None = None
    although_withdrawn: bool = False


def order_id_of(text: str) -> OrderId:
    """Return the id. Raises NoSuchOrder."""
    try:
        return OrderId(ids.parse("ord", text))
    except ids.UnknownId:
        raise NoSuchOrder from None


def written(shipment: Shipment, order: Order) -> ShipmentOut:
    return ShipmentOut(
        id=ids.show("shp", shipment.id),
        order_id=order.shown_id,
        state=shipment.state,
        carrier=shipment.carrier,
        tracking=shipment.tracking,
        tracking_url=shipment.tracking_url,
        label_url=shipment.label,
        lines=[PiecesOut(line_id=ids.show("lin", one.line_id), quantity=one.quantity) for one in shipment.lines],
        scans=shipment.scans,
        arrives_by=order.delivery.arrives_by if order.delivery else None,
        created_at=shipment.made_at,
        delivered_at=shipment.delivered_at,
    )


@get("/api/admin/orders/{order_id:str}/shipments", may="orders.read", tags=["Admin: orders"], summary="List an order's shipments")
async def listed(read: Reading, order_id: str) -> ShipmentList:
    order = await orders.get(read, order_id_of(order_id))
    found = await shipping.shipments(read, [order.id])
    return ShipmentList(items=[written(one, order) for one in found[order.id]])


@post("/api/admin/orders/{order_id:str}/shipments", may="orders.ship", tags=["Admin: orders"], summary="Send a parcel")
async def ship(tx: Writing, visitor: Visitor, order_id: str, data: ShipmentIn) -> ShipmentOut:
    order = await orders.get(tx, order_id_of(order_id))
    if data.lines is None:
        held = {} if data.although_withdrawn else await withheld(tx, order.id)
        wanted = rules.sendable(order, held) or rules.sendable(order, {})
    else:
        wanted = {}
        for one in data.lines:
            line_id = LineId(ids.parse("lin", one.line_id))
            wanted[line_id] = wanted.get(line_id, 0) + one.quantity
    told = data.although_withdrawn
    shipment_id = await shipping.ship(tx, visitor, order.id, wanted, data.carrier, data.tracking or None, although_withdrawn=told)
    found = await shipping.shipments(tx, [order.id])
    return next(written(one, order) for one in found[order.id] if one.id == shipment_id)


@post(
    "/api/admin/shipments/{shipment_id:str}/delivery",
    may="orders.ship",
    status_code=204,
    tags=["Admin: orders"],
    summary="Say that a parcel has arrived",
)
async def deliver(tx: Writing, visitor: Visitor, shipment_id: str) -> None:
    try:
        found = ShipmentId(ids.parse("shp", shipment_id))
    except ids.UnknownId:
        raise NoSuchShipment from None
    await shipping.deliver(tx, visitor, found)


HANDLERS = [listed, ship, deliver]
