"""How an order is told: its way in steps, what it was paid with, what stands in its timeline."""

from datetime import date, datetime

import msgspec

from stoa.shop.orders.model import Entry, Order, State
from stoa.shop.payments.model import Payment
from stoa.shop.payments.model import State as PaymentState


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step of an order's way: the sentence's key, when it happened, whether it is done, now, bad or still to come."""

    key: str
    at: datetime | None = None
    day: date | None = None
    days: int = 0
    state: str = ""


def way(order: Order, payment: Payment | None) -> list[Step]:
    """Return the way from the order to the door."""
    times = {entry.kind: entry.at for entry in order.entries}
    if order.state == State.CANCELLED:
        return [
            Step(key="placed", at=times.get("placed") or order.made_at, state="done"),
            Step(key="cancelled", at=order.ended_at, state="bad"),
        ]
    if order.state == State.PENDING:
        confirming = payment is not None and payment.state == PaymentState.CHALLENGE
        return [Step(key="confirming" if confirming else "checking", at=order.made_at, state="now")]
    pieces = sum(line.kept for line in order.lines)
    shipped, delivered = sum(line.shipped for line in order.lines), sum(line.delivered for line in order.lines)
    steps = [Step(key="placed", at=times.get("placed"), state="done")]
    if order.hold_reason:
        waits = "purpose" if order.hold_reason == order.purpose else order.hold_reason.replace("_", "-")
        days = order.delivery.days if order.delivery else 0
        arrives = (
            Step(key="arrives-held", days=days) if days else Step(key="arrives", day=order.delivery.arrives_by if order.delivery else None)
        )
        return [*steps, Step(key=f"held-{waits}", state="now"), Step(key="packing"), arrives]
    packed = order.picking_at is not None
    promised = order.delivery.arrives_by if order.delivery else None
    steps.append(Step(key="packing" if packed or shipped else "to-pack", at=order.picking_at, state="done" if shipped else "now"))
    steps.append(Step(key="shipped", at=times.get("shipped"), state="done" if shipped == pieces else "now" if shipped else ""))
    arrived = delivered == pieces and packed
    steps.append(
        Step(
            key="delivered" if arrived else "arrives",
            at=times.get("delivered") if arrived else None,
            day=promised,
            state="done" if arrived else "",
        )
    )
    return steps


TOLD = {"note", "address_changed", "choice_changed", "price_lowered", "cancelled", "parcel_lost", "transfer_received", "paid_too_late"}
"""What the shopper is told besides the way: what was changed, and what the shop wrote to them. Refunds stand at the sum."""


def told(order: Order) -> list[Entry]:
    return [entry for entry in order.entries if entry.visible and entry.kind in TOLD]


def day_of(text: str) -> date | None:
    """Return the day that is written there (ISO 8601), or nothing."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
