"""What of wish lists goes into files beside lists and what is on them: who edits, who is told of prices, what others promise and give.

The merchant's file names givers, whom the shop hides from whoever is to be surprised: it is never shown in the shop, and a
member's own export (`privacy`) has nothing of it.
"""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.files.kept import Kept, Row, keep
from stoa.community.wish_lists import submitting


async def name_claims(tx: Writing, rows: Sequence[Row]) -> None:
    """Have the names looked at under which promises came by a file."""
    await submitting.put_names(tx, [row["id"] for row in rows], [])


async def name_shares(tx: Writing, rows: Sequence[Row]) -> None:
    """Have the names and words looked at of who gave money, likewise."""
    await submitting.put_names(tx, [], [row["id"] for row in rows])


FILE = "wish-lists"
LIST, ENTRY, ORDER = {"list_id": "wish_lists.list"}, {"entry_id": "wish_lists.entry"}, {"order_id": "orders.order"}
keep(
    Kept("wish_lists.co_owner", FILE, ("list_id", "person_id"), people=("person_id",), needs=LIST),
    Kept("wish_lists.invitation", FILE, ("list_id",), needs=LIST),
    Kept("wish_lists.watch", FILE, ("entry_id",), products=("product_id",), variants=("variant_id",), needs=ENTRY),
    Kept("wish_lists.claim", FILE, ("id",), people=("person",), needs=ENTRY | ORDER, then=name_claims),
    Kept("wish_lists.pool", FILE, ("id",), people=("opened_by",), needs=ENTRY | ORDER),
    Kept("wish_lists.share", FILE, ("id",), people=("person",),
         needs={"pool_id": "wish_lists.pool", "payment_id": "payments.payment"}, then=name_shares),
)  # fmt: skip
