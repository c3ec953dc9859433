"""What of circles goes into files beside members and follows: what is shown to whom, blocks and mutes, invitations, suggestions.

What somebody said here stays, whatever an older file says: a file never shows more than its owner does by now.
"""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.files.kept import Kept, Row, keep
from stoa.community.circles import store


async def untie(tx: Writing, _rows: Sequence[Row]) -> None:
    """Let nothing be between two people of whom one blocked the other, in whatever order that came."""
    await store.untie_blocked(tx)


async def as_ordered(tx: Writing, rows: Sequence[Row]) -> None:
    """Have purchases be what their orders say, whatever a file says of them."""
    await store.keep_as_ordered(tx, {row["order_id"] for row in rows})


FILE = "circles"
PAIR = ("person_id", "other_id")
keep(
    Kept("circles.showing", FILE, ("person_id", "kind"), people=("person_id",)),
    Kept("circles.block", FILE, PAIR, people=PAIR, then=untie),
    Kept("circles.mute", FILE, PAIR, people=PAIR),
    Kept("circles.invitation", FILE, ("id",), people=("by_id",)),
    Kept("circles.suggestion", FILE, ("a_id", "b_id"), people=("a_id", "b_id"), then=untie),
    # What was bought is known by orders; here is what its buyer said of it, where they did.
    Kept("circles.purchase", FILE, ("line_id",), people=("person_id",), products=("product_id",), variants=("variant_id",),
         needs={"order_id": "orders.order", "line_id": "orders.line"}, where="t.gift or t.audience is not null",
         also=("gift", "audience"), yields="not t.gift and t.audience is null", then=as_ordered),
)  # fmt: skip
