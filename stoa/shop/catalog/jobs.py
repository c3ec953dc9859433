"""What the catalogue does by itself."""

from typing import Any
from uuid import UUID

from stoa.base.database import Database
from stoa.base.jobs import job
from stoa.outside import fetching
from stoa.people.sessions.model import SYSTEM
from stoa.shop.catalog import picturing, sizes

_KINDS = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/svg+xml")
_SECONDS = 30.0


@job("catalog.fetch_picture", attempts=4, own_transactions=True)
async def fetch_picture(db: Database, args: dict[str, Any]) -> None:
    """Fetch a picture that an imported product names, make the shop's sizes of it, and give it to the product."""
    fetched = await fetching.fetch(args["url"], most_bytes=sizes.MOST_BYTES, kinds=_KINDS, timeout=_SECONDS)
    kept = await picturing.keep_picture(fetched.body)
    async with db.writing() as tx:
        await picturing.add_picture(tx, SYSTEM, UUID(args["product_id"]), kept, args["alts"], position=args["position"], source=args["url"])
