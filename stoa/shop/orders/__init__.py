"""Orders: what was agreed between the shop and somebody, and everything that has happened to it since.

It promises that an order's units are its own from the moment it exists, that nothing in its timeline is ever changed,
and that whoever holds its link or its account sees it, and nobody else. An order may be held for a reason and later
released or cancelled; whose reason it was, it does not ask.
"""

from stoa.shop.orders import reports
from stoa.shop.orders.actions import (
    begin,
    cancel,
    change_address,
    change_line,
    confirm,
    lock,
    mark_delivered,
    mark_returned,
    mark_shipped,
    note,
    release,
    start_picking,
)
from stoa.shop.orders.queries import find, get

__all__ = [
    "begin",
    "cancel",
    "change_address",
    "change_line",
    "confirm",
    "find",
    "get",
    "lock",
    "mark_delivered",
    "mark_returned",
    "mark_shipped",
    "note",
    "release",
    "reports",
    "start_picking",
]
