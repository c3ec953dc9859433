"""Feeds by address, for whoever lists the shop's products elsewhere: every published review, written while it is sent."""

from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, Response

from stoa.base.database import Database
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit
from stoa.base.http.routes import get
from stoa.base.http.streams import Stream
from stoa.base.http.visits import Visit
from stoa.community import exchange
from stoa.community.exchange import queries
from stoa.community.exchange.model import Format, Shop

RATE = Rate(burst=12, seconds=3_600)
"""A feed is long, and nobody reads one more often."""
_KEPT = {"cache-control": "public, max-age=3600", "x-robots-tag": "noindex"}


@get("/feeds/reviews.google.xml", may="anyone", include_in_schema=False)
async def google(request: Request[Any, Any, Any], db: Database, visit: Visit, kit: Kit) -> Response[Any]:
    """Send Google's product review feed."""
    return await _feed(request, db, visit, kit, Format.GOOGLE)


@get("/feeds/reviews.meta.csv", may="anyone", include_in_schema=False)
async def meta(request: Request[Any, Any, Any], db: Database, visit: Visit, kit: Kit) -> Response[Any]:
    """Send Meta's reviews CSV."""
    return await _feed(request, db, visit, kit, Format.META)


async def _feed(request: Request[Any, Any, Any], db: Database, visit: Visit, kit: Kit, wanted: Format) -> Response[Any]:
    async with db.reading() as read:
        tag = await queries.version(read)
    headers = {**_KEPT, "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(None, status_code=304, headers=headers)
    limits: Limits = kit.services["limits"]
    limits.take(f"feed-{wanted}", visit.address, RATE)
    kind = "application/xml; charset=utf-8" if wanted is Format.GOOGLE else "text/csv; charset=utf-8"
    return Stream(_written(db, wanted, Shop(kit.settings.shop_name, kit.url)), media_type=kind, headers=headers)


async def _written(db: Database, wanted: Format, shop: Shop) -> AsyncIterator[bytes]:
    async with db.snapshot() as read:
        async for part in exchange.feed_text(read, wanted, shop):
            yield part.encode()


HANDLERS = [google, meta]
