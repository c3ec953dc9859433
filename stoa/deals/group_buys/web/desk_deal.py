"""One deal on the desk: how far it is, who is in, what happened, what came of it; and ending it early."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.deals.group_buys import actions, afterwards, store
from stoa.deals.group_buys.afterwards import Cohort, Move, SeenPlace
from stoa.deals.group_buys.model import Deal, DealId, Kind, NoSuchDeal, TeamRow
from stoa.people.sessions.model import Visitor


class DealPage(Page, kw_only=True, template="group_buys/desk_deal.html"):
    """A deal as the desk watches it."""

    deal: Deal
    ref: str
    title: str
    handle: str
    state: str
    ends: bool
    """Whether it may be ended: somebody may still come in, or be let go."""
    teams: list[TeamRow]
    places: list[SeenPlace]
    moves: list[Move]
    cohort: Cohort
    errors: dict[str, str]


@page("/desk/deals/{deal_id:str}", may="offers.edit")
async def watch(request: Request[Any, Any, Any], read: Reading, visit: Visit, deal_id: str) -> Response[str]:
    return await _screen(request, read, visit, _id(deal_id))


async def _screen(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, deal_id: DealId, form: Form | None = None, status: int = 200
) -> Response[str]:
    deal = await store.deal(read, deal_id)
    if deal is None:
        raise NoSuchDeal
    live = len(await store.live_teams(read, deal_id))
    title = deal.title.get(visit.language.code) or next(iter(deal.title.values()), "")
    content = DealPage(
        deal=deal,
        ref=ids.show("dea", deal.id),
        title=title,
        handle=await store.product_handle(read, deal.product_id),
        state=afterwards.standing(deal, live, read.now),
        ends=deal.ended_at is None and (live > 0 or deal.kind is Kind.TEAM),
        teams=[one for one in await store.teams_of(read, deal.id) if one.deadline is not None],
        places=await afterwards.places(read, deal),
        moves=await afterwards.moves(read, deal),
        cohort=await afterwards.cohort(read, deal),
        errors=faults(request, form.errors.values()) if form is not None else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=title, status=status, robots="noindex")


@act("/desk/deals/{deal_id:str}/end", may="offers.edit")
async def end(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, visit: Visit, deal_id: str) -> Response[Any]:
    """End a deal early, with a reason."""
    form = await Form.of(request)
    reason, found = form.text("reason", most=200), _id(deal_id)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, found, form, status=422))
    await actions.end_early(tx, visitor, found, reason)
    return go(request, f"/desk/deals/{deal_id}")


def _id(text: str) -> DealId:
    try:
        return DealId(ids.parse("dea", text))
    except ids.UnknownId:
        raise NoSuchDeal from None


HANDLERS = [watch, end]
