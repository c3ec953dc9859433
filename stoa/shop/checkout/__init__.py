"""Checkout: from a cart to an order that is paid.

Three screens for a guest, two taps for somebody the shop knows. It promises the cart's units while it lasts, tells a
higher price before anything is paid, and makes one order however often the button is pressed. Nobody pays for what
they will not get: units are allocated before the provider is asked.
"""

from stoa.shop.checkout.actions import (
    begin,
    bill,
    come_back,
    estimate,
    give_up,
    pays_later,
    place,
    say_how,
    say_where,
    say_who,
    words_for,
)
from stoa.shop.checkout.rules import agree

__all__ = [
    "agree",
    "begin",
    "bill",
    "come_back",
    "estimate",
    "give_up",
    "pays_later",
    "place",
    "say_how",
    "say_where",
    "say_who",
    "words_for",
]
