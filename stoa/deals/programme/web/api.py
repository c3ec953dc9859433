"""The programme for programs."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request

from stoa.base import ids, paging
from stoa.base.database import Reading
from stoa.base.http.routes import get
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.base.paging import BadCursor
from stoa.deals.programme import queries
from stoa.deals.programme.model import Kind, Occasion, View
from stoa.deals.programme.web import asking
from stoa.people.sessions.model import Visitor

_PREFIXES = {Kind.OFFER: "ofr", Kind.TEAM: "dea", Kind.GROUP: "dea", Kind.SALE: "sal"}


class DealStepOut(msgspec.Struct, kw_only=True):
    people: int
    price: Money


class DealOut(msgspec.Struct, kw_only=True):
    """Something that is offered for a time: an offer, a price for teams, a group with steps, a private sale.

    `price` is what `goods` costs by it; `lowest_30_days` is the lowest price that it had in the 30 days before, where that is
    higher, and `off` the difference. Of a group that has ended, `paid` customers kept something, and all together
    saved `saved` against that. `people` are in; of team prices those in teams that still fill, and `missing` is how many the open team
    needs that misses fewest.
    """

    id: str
    kind: str
    title: str
    on: str | None
    url: str
    begins_at: datetime
    ends_at: datetime | None
    goods: str | None
    price: Money | None
    lowest_30_days: Money | None
    off: Money | None
    steps: list[DealStepOut]
    people: int
    missing: int | None
    paid: int
    saved: Money | None
    for_members: bool


class DealList(msgspec.Struct, kw_only=True):
    items: list[DealOut]
    next_cursor: str | None
    has_more: bool


@get("/api/deals", may="anyone", tags=["Deals"], summary="List what is on, what comes, or what ended", refuses=(BadCursor,))
async def deals(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    view: View = View.NOW,
    cursor: str | None = None,
    limit: int | None = None,
) -> DealList:
    """`view` is now, coming or ended. A page may hold fewer than asked for and still have a next one."""
    found = await queries.listed(
        read,
        visitor,
        view,
        market=visit.market,
        language=visit.language.code,
        cursor=cursor,
        take=paging.limit(limit),
        passes=visit.passes,
        without=asking.without(request),
    )
    return DealList(items=[_out(one, visit) for one in found.items], next_cursor=found.next_cursor, has_more=found.has_more)


def _out(one: Occasion, visit: Visit) -> DealOut:
    return DealOut(
        id=ids.show(_PREFIXES[one.kind], one.id),
        kind=one.kind.value,
        title=one.title,
        on=one.on or None,
        url=visit.absolute(one.path),
        begins_at=one.begins,
        ends_at=one.ends,
        goods=one.goods or None,
        price=one.price,
        lowest_30_days=one.was,
        off=one.off,
        steps=[DealStepOut(people=step.people, price=step.price) for step in one.steps],
        people=one.people,
        missing=one.missing,
        paid=one.paid,
        saved=one.saved,
        for_members=one.members,
    )


HANDLERS = [deals]
