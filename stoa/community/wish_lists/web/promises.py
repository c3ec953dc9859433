"""What a member promised to others, on whatever lists: by API, and taken back from their own page."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.pages import go
from stoa.base.http.routes import act, delete, get
from stoa.base.http.visits import Visit
from stoa.community.wish_lists import claiming, queries
from stoa.community.wish_lists.model import ClaimId, NoSuchClaim
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


@get("/api/promises", may="member", tags=["Lists"], summary="List your promises")
async def promises(read: Reading, visit: Visit, visitor: Visitor) -> PromisesOut:
    """What you promised to others and what you bought for them, the latest first."""
    found = await queries.promises_of(read, visitor.member, visit.language.code)
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
    "/api/promises/{claim_id:str}", may="member", status_code=204, tags=["Lists"], summary="Take your promise back", refuses=(NoSuchClaim,)
)
async def end_promise(tx: Writing, visit: Visit, visitor: Visitor, claim_id: str) -> None:
    """Take back what you promised and did not buy yet, also where its list is not shown to you any more."""
    await claiming.give_up(tx, claim_of(claim_id), asking.asks(visit, visitor))


@act("/account/promises/{claim_id:str}/end", may="member")
async def take_back(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, claim_id: str) -> Response[Any]:
    await claiming.give_up(tx, claim_of(claim_id), asking.asks(visit, visitor))
    return go(request, "/account/lists#promises")


def claim_of(text: str) -> ClaimId:
    """Return the id that is written so. Raises NoSuchClaim."""
    try:
        return ClaimId(ids.parse("clm", text))
    except ids.UnknownId:
        raise NoSuchClaim from None


HANDLERS = [promises, end_promise, take_back]
