"""A team as anybody sees it who has its link; starting, joining and leaving one. Joining leads into the ordinary checkout."""

from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http import visits
from stoa.base.http.forms import Form, Retype
from stoa.base.http.limits import SlowDown
from stoa.base.http.pages import Page, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Conflict
from stoa.deals.group_buys import actions, holding, queries, rules, telling
from stoa.deals.group_buys.model import AlreadyIn, DealId, NoSuchDeal, NoSuchPlace, OnlyThisProduct, PlaceId
from stoa.deals.group_buys.queries import Choice
from stoa.deals.group_buys.web import turns
from stoa.deals.group_buys.web.showing import Told, options, sentence, team_page, whole_price
from stoa.people import profiles
from stoa.people.sessions.model import Visitor
from stoa.shop import checkout
from stoa.shop.carts.model import MOST, Cart
from stoa.shop.catalog.model import VariantId
from stoa.shop.catalog.web.choosing import meant


class StartPage(Page, kw_only=True, template="group_buys/start.html"):
    """A deal of which one may start a team."""

    ref: str
    choices: list[Choice]
    first: Choice
    options: list[dict[str, str]]
    people: int
    hours: int
    later: bool
    whole: Told
    saves: bool
    """Whether it may cost less with the others than alone now."""
    sold_out: bool
    strangers: bool
    """Whether strangers may be shown its teams."""
    who: str
    """Who is to see it, as was said before; everybody at first."""
    chosen: str
    """What of it was chosen before."""
    problem: str = ""


@page("/t/{handle:str}", may="anyone")
async def team(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, handle: str) -> Response[str]:
    """Show a team; `waits`, `off`, `late`, `already` and `sent` in the address say what was done just now."""
    asked = request.query_params
    waits, off, late, already = ("waits" in asked, "off" in asked, "late" in asked, "already" in asked)
    return await team_page(request, read, visit, visitor, handle, waits=waits, off=off, late=late, already=already, sent="sent" in asked)


@act("/t/{handle:str}/places/link", may="anyone")
async def send_link(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, handle: str) -> Response[Any]:
    """Have the link to one's place mailed to where it was ordered with; the answer is the same if there is none."""
    try:
        turns.take(request, visitor, turns.LINK)
    except SlowDown as slow:
        page = team_page(request, tx, visit, visitor, handle, turns.sentence(request, slow), slow.status, already=True)
        raise await turns.said_on(slow, page) from None
    form = await Form.of(request)
    email = form.email("email")
    if form.errors:
        problem = say(request, "group-buys-wait-email")
        raise Retype(await team_page(request, tx, visit, visitor, handle, problem, 422, already=True))
    seen = await queries.see(tx, handle, visitor, visit.language.code)
    await telling.where(tx, seen.team, email)
    return go(request, f"/t/{handle}?sent=1")


@act("/t/{handle:str}/places", may="anyone")
async def join(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, handle: str) -> Response[Any]:
    """Go to the checkout with the team's price; the place is had with the order."""
    try:
        turns.take(request, visitor, turns.JOIN)
    except SlowDown as slow:
        page = team_page(request, tx, visit, visitor, handle, turns.sentence(request, slow), slow.status)
        raise await turns.said_on(slow, page) from None
    form = await Form.of(request)
    variant, quantity = await _wanted(form, tx)
    try:
        async with tx.attempt():
            if "second" in form.typed:  # the button of a product's page: whoever is in a team for it goes there
                await actions.refuse_second_of(tx, visitor, handle)
            cart = await actions.join(tx, visitor, handle, variant, visit.language.code, quantity)
            return await to_checkout(request, tx, visitor, cart)
    except AlreadyIn as refusal:
        return go(request, await holding.where_one_is_in(tx, refusal))
    except Conflict as refusal:
        raise Retype(await team_page(request, tx, visit, visitor, handle, sentence(request, refusal), refusal.status)) from None


@act("/t/{handle:str}/places/{place_id:str}/leave", may="anyone")
async def leave(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, handle: str, place_id: str) -> Response[Any]:
    """Give one's place up, until the team tips; a guest's order page sends its key along."""
    try:
        found = PlaceId(ids.parse("plc", place_id))
    except ids.UnknownId:
        raise NoSuchPlace from None
    form = await Form.of(request)
    await actions.leave(tx, visitor, found, form.text("key", required=False) or None)
    return go(request, "/account/teams" if form.typed.get("back") == "account" else f"/t/{handle}")


@act("/t/{handle:str}/places/{place_id:str}/shown", may="member")
async def shown(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, handle: str, place_id: str) -> Response[Any]:
    """Show one's friends or circle that one is in, or nobody any more."""
    audience = (await Form.of(request)).choice("to", ["nobody", "friends", "circle"], default="nobody")
    try:
        found = PlaceId(ids.parse("plc", place_id))
    except ids.UnknownId:
        raise NoSuchPlace from None
    wanted: dict[str, actions.Audience] = {"friends": "friends", "circle": "circle"}
    await actions.show_place(tx, visitor, found, wanted.get(audience))
    return go(request, f"/t/{handle}")


FIRSTS = ["link", "circle", "everybody"]


@act("/t/{handle:str}/places/{place_id:str}/first", may="anyone")
async def first(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, handle: str, place_id: str) -> Response[Any]:
    """Say who sees one's team: whoever has its link, one's circle first, or everybody; a guest's order page sends its key along."""
    form = await Form.of(request)
    try:
        found = PlaceId(ids.parse("plc", place_id))
    except ids.UnknownId:
        raise NoSuchPlace from None
    key = form.text("key", required=False) or None
    order = await actions.show_first(tx, visitor, found, _first(form), key)
    return go(request, order.path if key else f"/t/{handle}")


def _first(form: Form) -> actions.First:
    """Read who is to see a team; what is not said is everybody, as far as the deal is shown at all."""
    wanted: dict[str, actions.First] = {"link": "link", "circle": "circle"}
    return wanted.get(form.choice("first", FIRSTS, default="everybody"), "everybody")


@page("/groups/{deal_id:str}", may="anyone")
async def start_page(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, deal_id: str) -> Response[str]:
    return await _start(request, read, visit, visitor, deal_id)


async def _start(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    deal_id: str,
    problem: str = "",
    status: int = 200,
    form: Form | None = None,
) -> Response[str]:
    """Show where a team is started; what a form said that was refused is kept."""
    deal, choices = await queries.startable(read, _deal(deal_id), visit.language.code, visitor)
    chosen = next((one for one in choices if one.there), choices[0])
    content = StartPage(
        ref=deal_id,
        choices=choices,
        first=chosen,
        whole=await whole_price(request, read, deal, chosen, chosen.price, visit.language.code),
        options=options(request, choices),
        people=deal.minimum,
        hours=deal.window_hours,
        later=rules.saves(deal, deal.opens_at),
        saves=any(one.price < one.alone for one in choices),
        sold_out=not any(one.there for one in choices),
        strangers=deal.open_to_strangers,
        who=_first(form) if form is not None else "everybody",
        chosen=form.typed.get("variant", "") if form is not None else "",
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, content, title=content.first.variant.title, status=status, robots="noindex")


@act("/groups/{deal_id:str}/teams", may="anyone")
async def start(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, deal_id: str) -> Response[Any]:
    """Start a team and go to the checkout with its first place."""
    form = await Form.of(request)
    try:
        turns.take(request, visitor, turns.START)
    except SlowDown as slow:
        page = _start(request, tx, visit, visitor, deal_id, turns.sentence(request, slow), slow.status, form)
        raise await turns.said_on(slow, page) from None
    variant, quantity = await _wanted(form, tx)
    try:
        async with tx.attempt():
            _, cart = await actions.start(tx, visitor, _deal(deal_id), variant, visit.language.code, quantity, first=_first(form))
            return await to_checkout(request, tx, visitor, cart)
    except AlreadyIn as refusal:
        return go(request, await holding.where_one_is_in(tx, refusal))
    except Conflict as refusal:
        raise Retype(await _start(request, tx, visit, visitor, deal_id, sentence(request, refusal), refusal.status, form)) from None


async def to_checkout(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, cart: Cart) -> Response[Any]:
    """Enter the checkout with this cart; the visitor's usual one stays as it is."""
    usual = await profiles.usual_address(tx, visitor.person) if visitor.person is not None else None
    draft = await checkout.begin(tx, visitor, cart, visitor.email, usual.address if usual else None)
    answer = go(request, "/checkout/pay" if draft.email and draft.address else "/checkout/address")
    answer.set_cookie(
        Cookie(key=visits.PURPOSE_COOKIE, value=str(cart.token), path="/", httponly=True, samesite="lax", secure=kit(request).secure)
    )
    return answer


async def _wanted(form: Form, read: Reading) -> tuple[VariantId, int]:
    """Return what a form asks for, and how many: the buying form of a product's page, or one of these pages' own. Raises OnlyThisProduct."""
    try:
        variant = VariantId(ids.parse("var", form.typed.get("variant", "")))
    except ids.UnknownId:
        raise OnlyThisProduct from None
    quantity = form.number("quantity", least=1, most=MOST, default=1)
    return await meant(read, form, variant), 1 if form.errors else quantity


def _deal(text: str) -> DealId:
    try:
        return DealId(ids.parse("dea", text))
    except ids.UnknownId:
        raise NoSuchDeal from None


HANDLERS = [team, send_link, join, leave, shown, first, start_page, start]
