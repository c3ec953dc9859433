"""Whether the shop lives, and whether it can serve: for supervisors and load balancers."""

from typing import Any

from litestar import MediaType, Response

from stoa.base.database import Database
from stoa.base.http.routes import get
from stoa.base.refusals import Busy


@get("/health/live", may="anyone", include_in_schema=False, media_type=MediaType.TEXT)
async def live() -> str:
    """Answer as long as the process does."""
    return "alive"


@get("/health/ready", may="anyone", include_in_schema=False, media_type=MediaType.TEXT)
async def ready(db: Database) -> Response[Any]:
    """Answer 200 while the database does too, else 503."""
    try:
        async with db.reading() as read:
            await read.value("select 1")
    except Busy as error:
        return Response(f"no database: {error}", status_code=503, media_type=MediaType.TEXT)
    return Response("ready", media_type=MediaType.TEXT)


HANDLERS = [live, ready]
