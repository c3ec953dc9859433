"""What somebody promised to others, on whatever lists: a guest's page of it, by API, and taken back. A member's is in their account."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.routes import act, delete, get, page
from stoa.base.http.visits import Visit
from stoa.community.wish_lists import claiming, queries
from stoa.community.wish_lists.model import ClaimId, NoSuchClaim
from stoa.community.wish_lists.shown import Promise
from stoa.community.wish_lists.web import asking
from stoa.people.sessions.model import Visitor


class PromiseOut(msgspec.Struct, kw_only=True):
    """Something that was promised to somebody. `gone` says that their list is no more: then nothing is asked of anybody."""

    id: str
    title: str
    quantity: int
    recipient: str
    path: str | None
    until: datetime | None
    bought: bool
    gone: bool


class PromisesOut(msgspec.Struct, kw_only=True):
    items: list[PromiseOut]


class PromisesPage(Page, kw_only=True, template="wish_lists/promises.html"):
    promises: list[Promise]
    led: bool


@page("/promises", may="anyone")
async def see(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    """What a guest promised in this browser, also where its list is gone."""
    if visitor.person is not None:
        return go(request, "/account/lists#promises")
    found = await queries.promises_of(read, asking.asks(visit, visitor), visit.language.code)
    content = PromisesPage(promises=found, led="closed" in request.query_params, frame=await framed(read, visit))
    return show(request, content, title=say(request, "wish-lists-promises"), robots="noindex")


@get("/api/promises", may="anyone", tags=["Lists"], summary="List your promises")
async def promises(read: Reading, visit: Visit, visitor: Visitor) -> PromisesOut:
    """What you promised to others and what you bought for them, the latest first; as a guest by the cookie you got when you promised."""
    found = await queries.promises_of(read, asking.asks(visit, visitor), visit.language.code)
    return PromisesOut(
        items=[
            PromiseOut(
                id=ids.show("clm", one.id),
                title=one.title,
                quantity=one.quantity,
                recipient=one.recipient,
                path=one.path,
                until=None if one.bought or one.gone else one.until,
                bought=one.bought,
                gone=one.gone,
            )
            for one in found
        ]
    )


@delete(
    "/api/promises/{claim_id:str}", may="anyone", status_code=204, tags=["Lists"], summary="Take your promise back", refuses=(NoSuchClaim,)
)
async def end_promise(tx: Writing, visit: Visit, visitor: Visitor, claim_id: str) -> None:
    """Take back what you promised and did not buy yet, also where its list is not shown to you any more."""
    await claiming.give_up(tx, claim_of(claim_id), asking.asks(visit, visitor))


@act("/promises/{claim_id:str}/end", may="anyone")
async def take_back(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, claim_id: str) -> Response[Any]:
    await claiming.give_up(tx, claim_of(claim_id), asking.asks(visit, visitor))
    return go(request, "/account/lists#promises" if visitor.person is not None else "/promises")


def claim_of(text: str) -> ClaimId:
    """Return the id that is written so. Raises NoSuchClaim."""
    try:
        return ClaimId(ids.parse("clm", text))
    except ids.UnknownId:
        raise NoSuchClaim from None


HANDLERS = [see, promises, end_promise, take_back]
