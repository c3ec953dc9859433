"""Decisions about orders: which state follows, what may still be changed, what a part is worth."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from stoa.base import money
from stoa.base.money import Money
from stoa.shop.orders.model import Delivery, Line, LineCancelled, LineId, NotSo, Order, State, TooLate
from stoa.shop.pricing.model.taxes import TaxLine, taxes_without

_FOLLOWS: dict[tuple[State, str], State] = {
    (State.PENDING, "confirm"): State.OPEN,
    (State.PENDING, "hold"): State.HELD,
    (State.PENDING, "cancel"): State.CANCELLED,
    (State.HELD, "release"): State.OPEN,
    (State.HELD, "cancel"): State.CANCELLED,
    (State.OPEN, "cancel"): State.CANCELLED,
    (State.OPEN, "close"): State.CLOSED,
}


def follow(state: State, verb: str) -> State:
    """Return the state after the verb. Raises NotSo."""
    found = _FOLLOWS.get((state, verb))
    if found is None:
        raise NotSo(state=state.value)
    return found


def opened(order: Order, now: datetime, delivery: Delivery | None = None) -> Order:
    """Return the order as it is agreed for good; `delivery` is the promise where it is another one."""
    return msgspec.structs.replace(
        order, state=State.OPEN, hold_reason=None, placed_at=order.placed_at or now, delivery=delivery or order.delivery
    )


class Cancellation(msgspec.Struct, frozen=True):
    """What follows from cancelling: the lines, what is to be given back, and whether nothing is left of the order."""

    lines: list[LineCancelled]
    refund: Money
    whole: bool


def changeable(order: Order) -> bool:
    """Return whether the shopper may still change it alone: nobody has begun to pick it."""
    return (
        order.state in {State.PENDING, State.HELD, State.OPEN}
        and order.picking_at is None
        and not any(line.shipped for line in order.lines)
    )


def cancel(order: Order, asked: Mapping[LineId, int] | None, *, by_staff: bool = False) -> Cancellation:
    """Decide what cancelling these quantities (None: everything left) means.

    Shipping is given back with the last line. Raises TooLate once picking has begun, NotSo for more than is left.
    Staff may cancel what has not left the house.
    """
    if order.state in {State.CLOSED, State.CANCELLED}:
        raise NotSo(state=order.state.value)
    if not by_staff and not changeable(order):
        raise TooLate(number=order.number)
    wanted = {line.id: line.left for line in order.lines if line.left} if asked is None else dict(asked)
    by_id = {line.id: line for line in order.lines}
    refund, lines = Money(0, order.currency), []
    for line_id, quantity in wanted.items():
        line = by_id.get(line_id)
        if line is None or not 0 < quantity <= line.left:
            raise NotSo(state=order.state.value)
        back = line.gross.part(line.cancelled + line.returned, quantity, line.quantity)
        refund += back
        lines.append(LineCancelled(line.id, line.variant_id, quantity, back.amount))
    if not lines:
        raise NotSo(state=order.state.value)
    whole = all(wanted.get(line.id, 0) == line.kept for line in order.lines)
    if whole:
        refund += order.shipping
    return Cancellation(lines, refund, whole)


def still_owed(order: Order) -> Money:
    """Return what the order is worth without what was cancelled or came back."""
    parts = [line.gross - line.gross.share(line.cancelled + line.returned, line.quantity) for line in order.lines]
    goods = money.total(parts, order.currency)
    return goods + order.shipping if any(line.kept for line in order.lines) else goods


class Repriced(msgspec.Struct, frozen=True):
    """What a cheaper line makes of an order: the line's own amounts, the order's sums, and what is to be given back."""

    unit: Money
    net: Money
    tax: Money
    subtotal: Money
    taxes: list[TaxLine]
    order_tax: Money
    total: Money
    refund: Money


def reprice(order: Order, line: Line, unit: Money) -> Repriced:
    """Return what follows when a line's unit costs less than was agreed. Raises ValueError when it does not.

    For pieces that were cancelled before, the price of then was given back with them: only for what is left something is.
    """
    if unit >= line.unit:
        raise ValueError("a line is only ever made cheaper")
    gross = line.gross.share(unit.amount, line.unit.amount)
    tax = line.tax.share(unit.amount, line.unit.amount)
    net, less, less_tax = gross - tax, line.gross - gross, line.tax - tax
    given, left = line.cancelled + line.returned, line.kept - line.returned
    refund = line.gross.part(given, left, line.quantity) - gross.part(given, left, line.quantity)
    return Repriced(
        unit=unit,
        net=net,
        tax=tax,
        subtotal=order.subtotal - (line.unit - unit) * line.quantity,
        taxes=taxes_without(order.taxes, order.taxes_on(line.tax_class), line.net - net, less_tax),
        order_tax=order.tax - less_tax,
        total=order.total - less,
        refund=refund,
    )


def complete(lines: list[Line]) -> bool:
    """Return whether everything that was not cancelled has arrived."""
    return all(line.delivered == line.kept for line in lines)
