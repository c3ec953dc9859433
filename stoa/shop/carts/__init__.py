"""Carts: what somebody means to buy, a guest or a member, on all their devices.

A cart promises nothing and holds nothing (docs/scarcity.md); it shows what its things cost and whether they are there
now. It promises that nothing in it is lost or doubled when its owner signs in, and that it becomes one order, however
often the button is pressed.
"""

from stoa.shop.carts.actions import add, become_order, current, lock, make, merge, move, opened, put, reopen, send_to
from stoa.shop.carts.queries import COUNT, order_of, see, token_of

__all__ = [
    "COUNT",
    "add",
    "become_order",
    "current",
    "lock",
    "make",
    "merge",
    "move",
    "opened",
    "order_of",
    "put",
    "reopen",
    "see",
    "send_to",
    "token_of",
]
