"""Group buys by API, for the shop: plan one or say what it may come to, list and watch them, change and end one."""

from uuid import UUID

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import get, patch, post
from stoa.base.http.visits import Visit
from stoa.deals.group_buys import actions, afterwards, changing, drifting, store
from stoa.deals.group_buys.afterwards import Watched
from stoa.deals.group_buys.model import (
    AnotherDealRuns,
    DealId,
    GroupIsOver,
    NoSuchDeal,
    SomebodyIsIn,
    UnfitDeal,
)
from stoa.deals.group_buys.web.admin_shapes import (
    ChangesIn,
    CohortOut,
    DealDetail,
    DealIn,
    DealList,
    DealOut,
    DriftOut,
    EndIn,
    ForecastOut,
    PlaceSeen,
    TeamSeen,
    changes,
    planned,
    reckoned,
    told,
)
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import NoSuchProduct
from stoa.shop.pricing.model import NoSuchMarket

TAGS = ["Admin: group buys"]


@get("/api/admin/deals", may="offers.edit", tags=TAGS, summary="List group buys")
async def listed(read: Reading, visit: Visit, cursor: str | None = None, limit: int | None = None) -> DealList:
    """The newest come first."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    take = paging.limit(limit)
    found = await afterwards.watched(read, visit.language.code, before, take + 1)
    more = paging.encode(found[take - 1].deal.id) if len(found) > take else None
    return DealList(items=[told(one) for one in found[:take]], next_cursor=more, has_more=more is not None)


@post(
    "/api/admin/deals",
    may="offers.edit",
    status_code=201,
    tags=TAGS,
    summary="Plan a group buy",
    refuses=(UnfitDeal, AnotherDealRuns, NoSuchProduct, NoSuchMarket),
)
async def plan(tx: Writing, visit: Visit, visitor: Visitor, data: DealIn) -> DealOut:
    """It opens at its moment by itself. A product has one of each kind in each market."""
    return await _seen(tx, visit, await actions.plan(tx, visitor, planned(data)))


@post(
    "/api/admin/deals/forecast",
    may="offers.edit",
    status_code=200,
    tags=TAGS,
    summary="Say what a group buy may come to",
    refuses=(UnfitDeal, NoSuchProduct, NoSuchMarket),
)
async def forecast(read: Reading, data: DealIn) -> ForecastOut:
    """Nothing is planned: with the stock and the prices of now."""
    return reckoned(await actions.forecast(read, planned(data)))


@get("/api/admin/deals/{deal_id:str}", may="offers.edit", tags=TAGS, summary="Watch a group buy", refuses=(NoSuchDeal,))
async def watch(read: Reading, visit: Visit, deal_id: str) -> DealDetail:
    seen = await _watched(read, visit, _id(deal_id))
    came, joined = await afterwards.cohort(read, seen.deal), await store.anybody(read, seen.deal.id)
    return DealDetail(
        deal=told(seen),
        teams=[
            TeamSeen(
                handle=one.handle,
                state=one.state,
                size=one.size,
                most=one.most,
                places=one.taken,
                people=one.counted,
                waiting=one.waiting + one.offered,
                percent=one.percent,
                deadline=one.deadline,
            )
            for one in await store.teams_of(read, seen.deal.id)
        ],
        places=[
            PlaceSeen(
                id=ids.show("plc", one.id),
                team=one.team,
                order_id=ids.show("ord", one.order_id),
                number=one.number,
                name=one.name,
                state=one.state,
                quantity=one.quantity,
                left=one.left,
                starter=one.starter,
                joined_at=one.joined_at,
                grace_until=one.grace_until,
            )
            for one in await afterwards.places(read, seen.deal)
        ],
        cohort=CohortOut(
            customers=came.customers,
            new=came.new,
            returning=came.returning,
            again=came.again,
            pieces=came.pieces,
            revenue=came.revenue,
            given=came.given,
            margin=came.margin.amount,
            teams=came.teams,
            tipped=came.tipped,
        ),
        fixed=sorted(changing.fixed(seen.deal, joined=joined)),
        better=sorted(changing.better(seen.deal, joined=joined)),
        drift=[
            DriftOut(
                title=one.title, planned=one.planned, usual=one.usual, alone=one.alone, first=one.first, last=one.last, saves=one.saves
            )
            for one in await drifting.drift(read, seen.deal, visit.language.code)
        ],
    )


@patch(
    "/api/admin/deals/{deal_id:str}",
    may="offers.edit",
    tags=TAGS,
    summary="Change a group buy",
    refuses=(NoSuchDeal, GroupIsOver, SomebodyIsIn, UnfitDeal),
)
async def change(tx: Writing, visit: Visit, visitor: Visitor, deal_id: str, data: ChangesIn) -> DealOut:
    """What nobody has agreed to yet: as long as nobody is in, all of this; then the title and whether strangers see teams, and of a
    team price its end and the hours of teams that begin from now on. What is better for those who are in may be changed as well, and
    they are told by a letter: the steps, and where there are several, the largest number and the end.
    """
    found = _id(deal_id)
    await changing.change(tx, visitor, found, changes(data))
    return await _seen(tx, visit, found)


@post(
    "/api/admin/deals/{deal_id:str}/end",
    may="offers.edit",
    status_code=200,
    tags=TAGS,
    summary="End a group buy early",
    refuses=(NoSuchDeal, GroupIsOver),
)
async def end(tx: Writing, visit: Visit, visitor: Visitor, deal_id: str, data: EndIn) -> DealOut:
    """Teams that have tipped settle as at their deadline; the others end, and nobody in them pays. Everybody is told the reason."""
    found = _id(deal_id)
    await actions.end_early(tx, visitor, found, data.reason)
    return await _seen(tx, visit, found)


def _id(text: str) -> DealId:
    try:
        return DealId(ids.parse("dea", text))
    except ids.UnknownId:
        raise NoSuchDeal from None


async def _watched(read: Reading, visit: Visit, deal_id: DealId) -> Watched:
    deal = await store.deal(read, deal_id)
    if deal is None:
        raise NoSuchDeal
    return (await afterwards.watch(read, visit.language.code, [deal]))[0]


async def _seen(read: Reading, visit: Visit, deal_id: DealId) -> DealOut:
    return told(await _watched(read, visit, deal_id))


HANDLERS = [listed, plan, forecast, watch, change, end]
