"""Stock: how many there are, how many are promised, how many belong to an order.

It promises that the last unit is sold once, whoever asks at the same moment and in whichever way: through different
carts, variants that share an item, or bundles. It refuses to promise what is not there, and says how many are. The
policy is written in docs/scarcity.md.
"""

from stoa.shop.stock.actions import (
    allocate,
    compose,
    count_again,
    free,
    hold,
    make_items,
    pass_on,
    receive,
    release,
    set_policy,
    ship,
)
from stoa.shop.stock.queries import AVAILABILITY, SCARCE, availability, there

__all__ = [
    "AVAILABILITY",
    "SCARCE",
    "allocate",
    "availability",
    "compose",
    "count_again",
    "free",
    "hold",
    "make_items",
    "pass_on",
    "receive",
    "release",
    "set_policy",
    "ship",
    "there",
]
