"""Wanting no more reminders of groups, by the link of the letter."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.deals.group_buys import reminding
from stoa.deals.group_buys.model import NoSuchPlace
from stoa.shop.orders.model import OrderId


class QuietPage(Page, kw_only=True, template="group_buys/quiet.html"):
    """Asks whether somebody wants no more reminders, or says that there will be none (`done`)."""

    path: str
    done: bool


def _order(text: str) -> OrderId:
    try:
        return OrderId(ids.parse("ord", text))
    except ids.UnknownId:
        raise NoSuchPlace from None


@page("/t/{handle:str}/quiet/{order_id:str}", may="anyone")
async def asked(request: Request[Any, Any, Any], read: Reading, visit: Visit, handle: str, order_id: str) -> Response[str]:
    """Opening it does nothing: programs that look through mails open links too."""
    key = request.query_params.get("key") or ""
    await reminding.of_key(read, _order(order_id), key)
    done = "done" in request.query_params
    content = QuietPage(path=f"/t/{handle}/quiet/{order_id}?key={key}", done=done, frame=await framed(read, visit))
    answer = show(request, content, title=say(request, "group-buys-quiet-done" if done else "group-buys-quiet"), robots="noindex")
    answer.headers["referrer-policy"] = "same-origin"
    return answer


@act("/t/{handle:str}/quiet/{order_id:str}", may="anyone")
async def said(request: Request[Any, Any, Any], tx: Writing, handle: str, order_id: str) -> Response[Any]:
    """End the reminders; a mail program says it in one step (RFC 8058)."""
    key = request.query_params.get("key") or ""
    await reminding.be_quiet(tx, await reminding.of_key(tx, _order(order_id), key))
    if (await Form.of(request)).typed.get("List-Unsubscribe") == "One-Click":
        return Response("", media_type="text/plain")
    return go(request, f"/t/{handle}/quiet/{order_id}?key={key}&done=1")


HANDLERS = [asked, said]
