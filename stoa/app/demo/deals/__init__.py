"""The demo shop's deals, as they stand a moment after it opened: a team that misses one, a deal half way, a sale that is about to open.

They are made through the rooms' own doors and the ordinary checkout, so that what follows (a tip, a deadline, a draw) is what a live
shop would do. `stoa clock advance 24h` lets it happen.
"""

from stoa.app.demo.deals.gathering import SHARED, TEAMED, gather
from stoa.app.demo.deals.selling import GOODS, announce

__all__ = ["HANDLES", "announce", "gather"]

HANDLES = (TEAMED, SHARED, *(handle for handle, _, _ in GOODS))
"""What the deals are of."""
