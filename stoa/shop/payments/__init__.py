"""Payments: the money of an order, set aside, taken and given back.

It promises that nobody is charged twice or for what they will not get, whatever a provider does: decline, ask for a
confirmation, never answer, answer late or twice. Money that comes for an order that has ended is let go by itself.
"""

from stoa.shop.payments.actions import (
    authorize,
    intend,
    look_up,
    mark_received,
    receive_webhook,
)
from stoa.shop.payments.giving_back import mark_refunded, refund, refund_again
from stoa.shop.payments.holding import pay_again, take
from stoa.shop.payments.queries import methods, of_order, of_orders, parts, refunds

__all__ = [
    "authorize",
    "intend",
    "look_up",
    "mark_received",
    "mark_refunded",
    "methods",
    "of_order",
    "of_orders",
    "parts",
    "pay_again",
    "receive_webhook",
    "refund",
    "refund_again",
    "refunds",
    "take",
]
