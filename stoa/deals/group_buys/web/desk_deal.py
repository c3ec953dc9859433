"""One deal on the desk: how far it is, who is in, what happened, what came of it; and ending it early."""

from typing import Any
from zoneinfo import ZoneInfo

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.refusals import Conflict
from stoa.deals.group_buys import actions, afterwards, changing, drifting, store
from stoa.deals.group_buys.afterwards import Cohort, Move, SeenPlace
from stoa.deals.group_buys.changing import Changes
from stoa.deals.group_buys.drifting import Drift
from stoa.deals.group_buys.model import Deal, DealId, Kind, NoSuchDeal, TeamRow, UnfitDeal
from stoa.deals.group_buys.web import desk
from stoa.people.sessions.model import Visitor
from stoa.shop.carts.model import MOST


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
    changes: bool
    """Whether anything of it may be changed still."""
    fixed: list[str]
    """What cannot be changed any more, since somebody is in."""
    better: list[str]
    """What may change for the better alone."""
    drifted: list[Drift]
    """What costs another price alone now than when it was planned."""
    steps: list[int]
    most_steps: int
    added: bool
    languages: list[str]
    typed: dict[str, str]
    errors: dict[str, str]
    problem: str = ""
    changed: bool = False


@page("/desk/deals/{deal_id:str}", may="offers.edit")
async def watch(request: Request[Any, Any, Any], read: Reading, visit: Visit, deal_id: str) -> Response[str]:
    return await _screen(request, read, visit, _id(deal_id))


async def _screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    deal_id: DealId,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
    *,
    added: bool = False,
) -> Response[str]:
    deal = await store.deal(read, deal_id)
    if deal is None:
        raise NoSuchDeal
    live = len(await store.live_teams(read, deal_id))
    joined, sent = await store.anybody(read, deal.id), form is not None and "reason" not in form.typed
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
        changes=not deal.shut,
        fixed=sorted(changing.fixed(deal, joined=joined)),
        better=sorted(changing.better(deal, joined=joined)),
        drifted=await drifting.drift(read, deal, visit.language.code),
        steps=list(range(1, (desk.rows(form) if sent else len(deal.tiers)) + 1)),
        most_steps=desk.MOST_STEPS if deal.kind is Kind.TIERS else 1,
        added=added,
        languages=[one.code for one in LANGUAGES],
        typed=form.typed if form is not None and sent else _as_typed(deal, kit(request).settings.time_zone),
        problem=problem,
        changed="changed" in request.query_params,
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
    try:
        async with tx.attempt():
            await actions.end_early(tx, visitor, found, reason)
    except Conflict as refusal:
        sentence = say(request, f"refusal-{refusal.code.replace('_', '-')}", **dict(refusal.facts))
        raise Retype(await _screen(request, tx, visit, found, None, sentence, status=refusal.status)) from None
    return go(request, f"/desk/deals/{deal_id}")


def _as_typed(deal: Deal, zone: str) -> dict[str, str]:
    """Return a deal as its form has it; times are in the shop's zone."""
    steps = {f"{name}-{n}": str(getattr(one, name)) for n, one in enumerate(deal.tiers, 1) for name in ("people", "percent")}
    times = {"opens_at": deal.opens_at, "closes_at": deal.closes_at}
    return {
        **{f"title-{code}": text for code, text in deal.title.items()},
        **{name: f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}" if moment is not None else "" for name, moment in times.items()},
        **steps,
        "rows": str(len(deal.tiers)),
        "maximum": str(deal.maximum or ""),
        "per_person": str(deal.per_person),
        "window_hours": str(deal.window_hours),
        "strangers": "yes" if deal.open_to_strangers else "",
    }


@act("/desk/deals/{deal_id:str}", may="offers.edit")
async def change(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, visit: Visit, deal_id: str) -> Response[Any]:
    """Change what nobody has agreed to yet, or what is better for them; a field that was not sent stays. Or give the form another step."""
    form, found = await Form.of(request), _id(deal_id)
    deal = await store.deal(tx, found)
    if deal is None:
        raise NoSuchDeal
    if form.typed.get("do") == "row":
        form.typed["rows"] = str(desk.rows(form) + 1)
        return await _screen(request, tx, visit, found, form, added=True)
    wanted = _changes(form, deal, kit(request).settings.time_zone)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, found, form, status=422))
    try:
        async with tx.attempt():
            await changing.change(tx, visitor, found, wanted)
    except UnfitDeal as unfit:
        desk.refuse(form, unfit)
        raise Retype(await _screen(request, tx, visit, found, form, status=422)) from None
    except Conflict as refusal:
        sentence = say(request, f"refusal-{refusal.code.replace('_', '-')}", **dict(refusal.facts))
        raise Retype(await _screen(request, tx, visit, found, form, sentence, status=refusal.status)) from None
    return go(request, f"/desk/deals/{deal_id}?changed=1")


def _changes(form: Form, deal: Deal, zone: str) -> Changes:
    """Read what is to be otherwise. A moment that was sent as it stands is no change, though a form has no seconds."""
    given: dict[str, Any] = {"open_to_strangers": form.ticked("strangers")}
    titles = {one.code: form.text(f"title-{one.code}", required=one is LANGUAGES[0], most=120) for one in LANGUAGES}
    given["title"] = {code: text for code, text in titles.items() if text}
    for name, most in (("per_person", MOST), ("window_hours", 1_440), ("maximum", 1_000_000)):
        if form.typed.get(name, "").strip():
            given[name] = form.number(name, least=1, most=most)
        elif name in form.typed and name == "maximum":
            given[name] = None
    if "people-1" in form.typed:
        given["tiers"] = desk.steps_of(form)
    stands = _as_typed(deal, zone)
    for name in ("opens_at", "closes_at"):
        if name in form.typed and form.typed[name] != stands[name]:
            given[name] = form.moment(name, zone, required=name == "closes_at" and deal.kind is Kind.TIERS)
    return Changes(**given)


def _id(text: str) -> DealId:
    try:
        return DealId(ids.parse("dea", text))
    except ids.UnknownId:
        raise NoSuchDeal from None


HANDLERS = [watch, change, end]
