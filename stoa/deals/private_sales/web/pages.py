"""A sale as its club sees it: the line before it, what is sold, what is kept for the visitor. For everybody else there is nothing here."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, fragment, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.base.refusals import Conflict, Refusal
from stoa.deals.private_sales import actions, claim_store, keeping, queries, rules, watching
from stoa.deals.private_sales.line import ClaimIsOver, NothingKept, Place, Where
from stoa.deals.private_sales.model import Phase, Sale
from stoa.deals.private_sales.queries import Listed, Offered, SaleView
from stoa.deals.private_sales.watching import Draw
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.asking import Asking
from stoa.deals.private_sales.web.script import CHECK
from stoa.people.sessions.model import Visitor
from stoa.shop import carts
from stoa.shop.carts.model import Cart, CartId, NoSuchCart


class Kept(msgspec.Struct, frozen=True):
    """A cart of the visitor's: its lines, and until when everything in it is theirs."""

    ref: str
    lines: list[tuple[Offered, Listed]]
    until: datetime
    sum: Money


class SalePage(Page, kw_only=True, template="private_sales/sale.html"):
    seen: SaleView
    title: str
    text: str
    lead: str
    how: str
    about: str
    most: str
    again: int
    kept: list[Kept]
    problem: str = ""


class LinePage(Page, kw_only=True, template="private_sales/line.html"):
    sale: Sale
    path: str
    title: str
    place: Place
    lead: str
    how: str
    about: str
    most: str
    again: int


class DrawPage(Page, kw_only=True, template="private_sales/draw.html"):
    """What is published of a sale's draws; it says neither what is sold nor who comes."""

    draw: Draw
    path: str
    data: str
    script: str


@page("/sales/{sale_id:str}", may="anyone")
async def sale(request: Asking, read: Reading, visit: Visit, visitor: Visitor, sale_id: str) -> Response[str]:
    return await _sale(request, read, visit, visitor, sale_id)


async def _sale(
    request: Asking, read: Reading, visit: Visit, visitor: Visitor, sale_id: str, problem: str = "", status: int = 200
) -> Response[str]:
    seen = await queries.see(read, visitor, asking.sale(sale_id), visit.language.code, visit.passes)
    title = _in(seen.sale.title, visit)
    content = SalePage(
        seen=seen,
        title=title,
        text=_in(seen.sale.text, visit),
        lead=_lead(request, seen),
        how=_how(request, seen.place, read.now),
        about=_span(request, seen.place.about),
        most=_span(request, seen.place.at_most),
        again=rules.look_again(seen.place),
        kept=[_kept(cart, lines) for cart, lines in seen.carts.items()],
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, content, title=title, status=status, robots="noindex")


def _in(texts: dict[str, str], visit: Visit) -> str:
    return texts.get(visit.language.code) or next(iter(texts.values()), "")


def _kept(cart: UUID, lines: list[tuple[Offered, Listed]]) -> Kept:
    sum_ = lines[0][0].price * 0
    for one, listed in lines:
        sum_ += one.price * listed.claim.quantity
    return Kept(ids.show("cpt", cart), lines, min(listed.claim.until_at for _, listed in lines if listed.claim.until_at), sum_)


def _lead(request: Asking, seen: SaleView) -> str:
    """Return in a sentence how it stands for the visitor."""
    if seen.phase not in {Phase.PREVIEW, Phase.OPEN}:
        return say(request, f"private-sales-lead-{seen.phase.value}")
    return place_words(request, seen.place)


def _span(request: Asking, span: timedelta | None) -> str:
    """Return a length of time in whole minutes, or in hours where there are many: rounded up, so that nobody waits longer than was said."""
    if span is None:
        return ""
    minutes = -(-span // timedelta(minutes=1))
    if minutes <= 120:
        return say(request, "private-sales-minutes", count=minutes)
    return say(request, "private-sales-hours", count=-(-minutes // 60))


def place_words(request: Asking, place: Place) -> str:
    """Return in a sentence where somebody stands."""
    return say(request, f"private-sales-place-{place.where.value}", ahead=place.ahead)


def _how(request: Asking, place: Place, now: datetime) -> str:
    """Return what decides who comes in first for whoever enters now."""
    return say(request, "private-sales-enter-how" if now < place.opens_at else "private-sales-enter-how-open")


@act("/sales/{sale_id:str}/line", may="anyone")
async def enter(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str) -> Response[Any]:
    """Come into the line; who is in it keeps their place."""
    asking.slow_down(request)
    try:
        async with tx.attempt():
            place = await actions.enter(tx, visitor, asking.sale(sale_id), visit.passes)
    except Conflict as refusal:
        raise await _refused(request, tx, visit, visitor, sale_id, refusal) from None
    answer = go(request, f"/sales/{sale_id}" if place.where is Where.INSIDE else f"/sales/{sale_id}/line")
    return asking.mark_device(request, answer)


@page("/sales/{sale_id:str}/line", may="anyone")
async def line(request: Asking, read: Reading, visit: Visit, visitor: Visitor, sale_id: str) -> Response[str]:
    """One's place in the line; asked for again while it changes."""
    found, place = await queries.place_of(read, visitor, asking.sale(sale_id), visit.passes)
    shown: dict[str, Any] = {
        "sale": found,
        "path": f"/sales/{ids.show('sal', found.id)}",
        "title": _in(found.title, visit),
        "place": place,
        "lead": place_words(request, place),
        "how": _how(request, place, read.now),
        "about": _span(request, place.about),
        "most": _span(request, place.at_most),
        "again": rules.look_again(place),
    }
    if visit.wants_fragment is not None:
        return fragment(request, "private_sales/_place.html", **shown)
    content = LinePage(**shown, frame=await framed(read, visit))
    return show(request, content, title=content.title, robots="noindex")


@page("/sales/{sale_id:str}/draw", may="anyone")
async def draw(request: Asking, read: Reading, visit: Visit, sale_id: str) -> Response[str]:
    """The published draw: whoever has the address may check it."""
    found = asking.sale(sale_id)
    content = DrawPage(
        draw=await watching.draw_of(read, found),
        path=f"/sales/{ids.show('sal', found)}",
        data=f"{visit.url}/api/sales/{ids.show('sal', found)}/draw",
        script=CHECK,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "private-sales-draw"), robots="noindex")


@act("/sales/{sale_id:str}/items/{item_id:str}/take", may="anyone")
async def take(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, item_id: str) -> Response[Any]:
    """Put pieces into the cart of this sale."""
    quantity, mark = await _quantity(request), asking.device(request)
    doing = partial(keeping.take, tx, visitor, asking.item(item_id), quantity, mark, visit.language.code, visit.passes)
    return await _try(request, tx, visit, visitor, sale_id, doing)


@act("/sales/{sale_id:str}/items/{item_id:str}/wait", may="anyone")
async def wait(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, item_id: str) -> Response[Any]:
    """Come into the waiting list of an item; a guest may say where to write to."""
    quantity, form = await _quantity(request), await Form.of(request)
    email = form.email("email", required=False) if visitor.guest else ""
    if form.errors:
        said = say(request, "refusal-field-not-an-address")
        raise Retype(await _sale(request, tx, visit, visitor, sale_id, said, 422))
    doing = partial(
        keeping.wait,
        tx,
        visitor,
        asking.item(item_id),
        quantity,
        asking.device(request),
        visit.passes,
        email=email,
        language=visit.language.code,
    )
    return await _try(request, tx, visit, visitor, sale_id, doing)


@act("/sales/{sale_id:str}/claims/{claim_id:str}/no-thanks", may="anyone")
async def no_thanks(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, claim_id: str) -> Response[Any]:
    """Give back what is kept, or leave a waiting list."""
    doing = partial(keeping.no_thanks, tx, visitor, asking.claim(claim_id), visit.passes)
    return await _try(request, tx, visit, visitor, sale_id, doing)


async def _try(
    request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, doing: Callable[[], Awaitable[object]]
) -> Response[Any]:
    """Do it and show the sale again; what cannot be done is said there."""
    asking.slow_down(request)
    try:
        async with tx.attempt():
            await doing()
    except Conflict as refusal:
        raise await _refused(request, tx, visit, visitor, sale_id, refusal) from None
    return asking.mark_device(request, go(request, f"/sales/{sale_id}"))


@act("/sales/{sale_id:str}/claims/{claim_id:str}/take", may="anyone")
async def take_offer(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, claim_id: str) -> Response[Any]:
    """Go to the checkout with what came back and was offered."""
    asking.slow_down(request)
    try:
        async with tx.attempt():
            cart = await keeping.take_offer(tx, visitor, asking.claim(claim_id), visit.language.code, visit.passes)
            return await asking.to_checkout(request, tx, visitor, cart)
    except Conflict as refusal:
        raise await _refused(request, tx, visit, visitor, sale_id, refusal) from None


@act("/sales/{sale_id:str}/checkout", may="anyone")
async def buy(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str) -> Response[Any]:
    """Go to the checkout with what is in a cart of this sale."""
    asking.slow_down(request)
    form = await Form.of(request)
    try:
        async with tx.attempt():
            cart = await _own_cart(tx, visit, visitor, sale_id, form.text("cart", most=60))
            return await asking.to_checkout(request, tx, visitor, cart)
    except Conflict as refusal:
        raise await _refused(request, tx, visit, visitor, sale_id, refusal) from None


async def _refused(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, refusal: Refusal) -> Retype:
    """Return the sale's page, saying why not."""
    shown = await _sale(request, tx, visit, visitor, sale_id, asking.sentence(request, refusal), refusal.status)
    return Retype(shown, refusal.status)


async def _own_cart(tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, ref: str) -> Cart:
    """Return a cart in which something is kept for the visitor. Raises NoSuchSale, NothingKept, ClaimIsOver."""
    seen = await queries.see(tx, visitor, asking.sale(sale_id), visit.language.code, visit.passes)
    found = next((cart for cart in seen.carts if ids.show("cpt", cart) == ref), None)
    if found is None:
        raise NothingKept
    try:
        cart = await carts.lock(tx, CartId(found))
    except NoSuchCart:
        raise ClaimIsOver from None
    if cart.order_id is not None or not await claim_store.in_cart(tx, found):
        raise ClaimIsOver
    return cart


async def _quantity(request: Asking) -> int:
    form = await Form.of(request)
    found = form.number("quantity", least=1, most=1000, default=1)
    form.check()
    return found


HANDLERS = [sale, enter, line, draw, take, wait, no_thanks, take_offer, buy]
