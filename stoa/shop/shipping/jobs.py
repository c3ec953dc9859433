"""What shipping does by itself: it registers parcels with their carriers and asks where they are.

The carrier is asked between transactions, never inside one; whatever is cut off is asked again with the same key.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.outside import carriers
from stoa.outside.carriers.model import Address, CarrierTimeout
from stoa.outside.carriers.model import Parcel as CarrierParcel
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders
from stoa.shop.orders.model import Order
from stoa.shop.shipping import actions, rules, store
from stoa.shop.shipping.model import Scan, ShipmentId
from stoa.shop.shipping.store import Followed

BATCH = 100
"""Parcels asked for in one call."""
ASK_AGAIN = timedelta(minutes=15)
"""So long a parcel's carrier is left in peace."""


@jobs.job("shipping.register", own_transactions=True)
async def register(db: Database, args: dict[str, Any]) -> None:
    """Tell the carrier of a parcel and keep its tracking number; one that the merchant typed stays."""
    shipment_id = ShipmentId(UUID(args["shipment"]))
    async with db.reading() as read:
        shipment = await store.find(read, shipment_id)
        if shipment is None or shipment.registered_at is not None:
            return
        order = await orders.get(read, shipment.order_id)
        weight = await store.weight(read, shipment_id)
    carrier = carriers.current().get(shipment.carrier)
    tracking, label = shipment.tracking, None
    if carrier is not None and tracking is None and order.shipping_address is not None:
        parcel = CarrierParcel(
            reference=str(order.number),
            weight_grams=weight,
            made_at=shipment.made_at,
            promised_on=order.delivery.arrives_by if order.delivery else None,
        )
        made = await carrier.register(key=ids.show("shp", shipment_id), parcel=parcel, address=_address(order), service="")
        tracking, label = made.tracking or None, made.label_url
    async with db.writing() as tx:
        # What goes with somebody the shop cannot ask arrives when a person says so.
        followed = carrier is not None and carrier.name != "manual"
        await actions.record_registration(tx, shipment_id, tracking, label, followed=followed)


def _address(order: Order) -> Address:
    to = order.shipping_address
    assert to is not None  # noqa: S101 - looked at by the caller
    return Address(to.name, to.line1, to.city, to.postal_code, to.country, to.line2, to.region)


@jobs.job("shipping.follow", own_transactions=True, every=timedelta(minutes=1))
async def follow(db: Database, _args: dict[str, Any]) -> None:
    """Ask the carriers where the parcels are that have not been asked for lately; give up those unseen for too long."""
    while True:
        async with db.writing() as tx:
            batch = await store.take_to_follow(tx, BATCH, ASK_AGAIN)
            now, dispatch = tx.now, await store.dispatch(tx)
        for name in sorted({one.carrier for one in batch}):
            await _ask(db, name, [one for one in batch if one.carrier == name])
        for one in batch:
            if rules.is_lost(one.state, one.seen_at, now, dispatch.lost_after_days):
                await _give_up(db, one, dispatch.lost_after_days)
        if len(batch) < BATCH:
            return


async def _ask(db: Database, name: str, batch: list[Followed]) -> None:
    carrier = carriers.current().get(name)
    if carrier is None:
        return
    async with db.reading() as read:
        now = read.now
    try:
        found = await carrier.track([one.tracking for one in batch], now)
    except CarrierTimeout:
        return  # asked again with the next round
    for one in batch:
        scans = [Scan(at=scan.at, kind=scan.code.value, place=scan.place) for scan in found.get(one.tracking, [])]
        if scans:
            async with db.writing() as tx:
                await actions.record_scans(tx, one.id, scans)


async def _give_up(db: Database, one: Followed, days: int) -> None:
    """Give a parcel up unless it was seen just now."""
    async with db.writing() as tx:
        shipment = await store.lock(tx, one.id)
        if shipment is not None and rules.is_lost(shipment.state, shipment.seen_at, tx.now, days):
            await actions.lose(tx, SYSTEM, one.id)
