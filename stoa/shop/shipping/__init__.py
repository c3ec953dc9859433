"""Shipping: how things get there, what that costs, and when they arrive.

The merchant says where the shop sends (zones), how (rates by weight or value, or to be fetched), and when it packs
(working days, closed days, a cut-off). From that alone follows a promise in dates, exact over week-ends, holidays and
the nights when clocks change. Parcels are made from orders, moved out of stock, registered with their carrier and
followed until they are delivered or given up as lost. Nothing leaves that was not ordered, paid and still open.
"""

from stoa.shop.shipping.actions import deliver, lose, save_rate, save_zone, ship
from stoa.shop.shipping.queries import PROMISE, anew, calendar, held_options, options, promise, sending, shipments
from stoa.shop.shipping.rules import masked
from stoa.shop.shipping.rules import promise as promised

__all__ = [
    "PROMISE",
    "anew",
    "calendar",
    "deliver",
    "held_options",
    "lose",
    "masked",
    "options",
    "promise",
    "promised",
    "save_rate",
    "save_zone",
    "sending",
    "ship",
    "shipments",
]
