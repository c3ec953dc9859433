"""The nouns of orders: what was agreed, who holds it, and what has happened to it since."""

import msgspec

from stoa.base.events import Event
from stoa.base.money import Money
from stoa.base.refusals import Conflict, Missing
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model.holding import (
    Holder,
    InGroup,
    Piece,
    Words,
    group_of,
    holder,
    holder_of,
    tell_open,
    told_by_holder,
    when_open,
    words_of,
)
from stoa.shop.orders.model.order import (
    REPLACEMENT,
    Day,
    Delivery,
    Entry,
    Line,
    LineId,
    NewLine,
    NewOrder,
    Order,
    OrderId,
    State,
    Summary,
    ToDo,
)

__all__ = [
    "REPLACEMENT",
    "AddressChanged",
    "AddressIsIn",
    "Day",
    "Delivery",
    "Entry",
    "Holder",
    "InGroup",
    "Line",
    "LineCancelled",
    "LineId",
    "NewLine",
    "NewOrder",
    "NoSuchOrder",
    "NotSo",
    "Order",
    "OrderCancelled",
    "OrderDelivered",
    "OrderHeld",
    "OrderId",
    "OrderPlaced",
    "OrderReleased",
    "OrderShipped",
    "Piece",
    "State",
    "Summary",
    "ToDo",
    "TooLate",
    "Words",
    "group_of",
    "holder",
    "holder_of",
    "tell_open",
    "told_by_holder",
    "when_open",
    "words_of",
]


class LineCancelled(msgspec.Struct, frozen=True):
    line_id: LineId
    variant_id: VariantId
    quantity: int
    amount: int = 0
    """What is to be given back for it, tax included, in minor units."""


class OrderPlaced(Event, frozen=True):
    """It is agreed, and its payment is authorized; a replacement is not: it was agreed before. `about` is the order, as in all events here."""


class OrderHeld(Event, frozen=True, kw_only=True):
    reason: str


class OrderReleased(Event, frozen=True, kw_only=True):
    reason: str


class OrderCancelled(Event, frozen=True, kw_only=True):
    """Some or all of it was cancelled: which lines, what is to be given back, whether nothing is left, whether it was agreed for good."""

    lines: list[LineCancelled]
    refund: Money
    whole: bool
    reason: str
    agreed: bool = False


class OrderShipped(Event, frozen=True, kw_only=True):
    lines: dict[LineId, int]


class OrderDelivered(Event, frozen=True, kw_only=True):
    lines: dict[LineId, int]


class AddressChanged(Event, frozen=True):
    """It goes elsewhere now."""


class AddressIsIn(Conflict):
    """What this order is part of has a household once, or so many pieces for it: this address has had its share, and it is not sent there."""


class NoSuchOrder(Missing):
    """There is no such order, or it is not yours to see."""


class TooLate(Conflict):
    """The order is past the point where this could be done."""


class NotSo(Conflict):
    """The order is not in a state in which this can happen; `state` says in which."""
