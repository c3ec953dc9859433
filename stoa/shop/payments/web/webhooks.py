"""Where payment providers report by themselves."""

from typing import Any

from litestar import Request, Response

from stoa.base.database import Database
from stoa.base.http.routes import post
from stoa.shop import payments


@post(
    "/api/webhooks/{provider:str}",
    may="anyone",
    tags=["Webhooks"],
    summary="Take a payment provider's message",
    status_code=200,
    query=None,
)
async def webhook(request: Request[Any, Any, Any], db: Database, provider: str) -> Response[dict[str, bool]]:
    """Answer 200 for what was understood, also if it came before; 422 for what is not signed by the provider."""
    taken = await payments.receive_webhook(db, provider, dict(request.headers.items()), await request.body())
    return Response({"taken": taken})


HANDLERS = [webhook]
