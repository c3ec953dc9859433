"""What shipping does when it hears of others: it tells people about their own parcels."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.outside import mail
from stoa.shop import orders
from stoa.shop.orders.model import Order, OrderId
from stoa.shop.shipping import queries
from stoa.shop.shipping.model import Shipment, ShipmentDelivered, ShipmentLost, ShipmentRegistered


@reaction(ShipmentRegistered)
async def tell_it_is_on_its_way(tx: Writing, event: ShipmentRegistered) -> None:
    await _tell(tx, event, "shipped")


@reaction(ShipmentDelivered)
async def tell_it_has_arrived(tx: Writing, event: ShipmentDelivered) -> None:
    await _tell(tx, event, "delivered")


@reaction(ShipmentLost)
async def tell_it_is_lost(tx: Writing, event: ShipmentLost) -> None:
    await _tell(tx, event, "lost")


async def _tell(tx: Writing, event: ShipmentRegistered | ShipmentDelivered | ShipmentLost, name: str) -> None:
    """Write to the one who ordered, once for each parcel and kind of news; ready to be fetched is said in its own words."""
    order = await orders.get(tx, OrderId(event.order))
    parcels = (await queries.shipments(tx, [order.id]))[order.id]
    parcel = next(one for one in parcels if one.id == event.about)
    if name == "shipped" and order.delivery is not None and order.delivery.pickup:
        name = "ready"
    await mail.post(
        tx, order.email, f"shipping/{name}", order.language, _facts(order, parcel), key=f"{name}:{parcel.id}", action=order.path
    )


def _facts(order: Order, parcel: Shipment) -> dict[str, object]:
    by_id = {line.id: line for line in order.lines}
    delivery = order.delivery
    return {
        "number": str(order.number),
        "name": order.hidden_as or (order.shipping_address.name if order.shipping_address else ""),
        "carrier": parcel.carrier if parcel.carrier != "manual" else "",
        "tracking": parcel.tracking or "" if order.hidden_as is None else "",
        "by": delivery.arrives_by if delivery else None,
        "place": delivery.place if delivery else [],
        "lines": [
            {"title": by_id[one.line_id].title, "choices": by_id[one.line_id].choices, "quantity": one.quantity} for one in parcel.lines
        ],
    }
