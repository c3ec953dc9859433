"""Returns: what happens to an order after it was placed, when somebody changes their mind or something is wrong.

Until it is packed, whoever holds an order's link or account cancels it, sends it elsewhere, or takes another size, at
once and alone. Afterwards they withdraw, send back or claim; each is one record with a trail that says who moved it
where. A withdrawal is received from everybody, without an account, and its receipt leaves at once. What is paid back
is computed piece by piece: never more than was paid, and all of it, to the cent, when everything comes back.
"""

from stoa.shop.returns.actions import approve, ask, cancel, give, receive, refund, refuse, replace, send, take_back
from stoa.shop.returns.changing import change_address, change_choice
from stoa.shop.returns.declaring import declare
from stoa.shop.returns.queries import of_orders, possible

__all__ = [
    "approve",
    "ask",
    "cancel",
    "change_address",
    "change_choice",
    "declare",
    "give",
    "of_orders",
    "possible",
    "receive",
    "refund",
    "refuse",
    "replace",
    "send",
    "take_back",
]
