"""Placing the order and what can be in the way of it: declined, sold out, dearer than it was; and coming back from the bank."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Database, Reading
from stoa.base.http.forms import Form
from stoa.base.http.pages import go, kit, say
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Conflict, Refusal
from stoa.people.sessions.model import Visitor
from stoa.shop import carts, checkout, orders
from stoa.shop.carts.model import Cart
from stoa.shop.carts.web.pages import drop_ended, shown
from stoa.shop.checkout import store
from stoa.shop.checkout.model import Buyer, CartIsEmpty, Draft, NoWayThere, TotalWentUp
from stoa.shop.checkout.web.pages import address_page, opened, pay_page, sentence
from stoa.shop.orders.model import OrderId, State, holder_of
from stoa.shop.payments.model import PaymentDeclinedNow, TooFine
from stoa.shop.pricing.model import CodeIsOver, CodeIsUsedUp
from stoa.shop.stock.model import OutOfStock

_ANY_TOTAL = 10**12
"""More than anything costs: what a form that shows no total agrees to."""


@act("/checkout/place", may="anyone")
async def place(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Order and pay. It runs in steps of its own: the provider is never asked inside a transaction."""
    form = await Form.of(request)
    async with db.reading() as read:
        found = await opened(read, visit, visitor)
        if found is None:
            return await _placed_already(request, read, visit)
        cart, draft = found
        if cart.ship_to is not None and not draft.email:
            return go(request, "/checkout/address")
    provider, _, token = form.text("payment", most=200).partition(":")
    buyer = Buyer(
        email=draft.email,
        address=draft.address,
        option=draft.option_code,
        provider=provider,
        token=token,
        save=form.ticked("save"),
        message=draft.message,
        expected=form.number("expected", default=_ANY_TOTAL, most=_ANY_TOTAL),
    )
    try:
        placed = await checkout.place(db, visitor, cart, buyer, kit(request).url + visit.prefix)
    except Refusal as refusal:
        return await _refused(request, db, visit, visitor, cart, draft, refusal)
    if placed.challenge_url is not None:
        return Response(None, status_code=303, headers={"location": placed.challenge_url})
    return go(request, placed.order.path)


async def _refused(
    request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, cart: Cart, draft: Draft, refusal: Refusal
) -> Response[Any]:
    """Show what is in the way where it can be mended; what the order's holder refused is said on the page of what it was for."""
    if isinstance(refusal, OutOfStock | CartIsEmpty):
        async with db.reading() as read:
            return await shown(request, read, visit, visitor, problem=sentence(request, refusal), status=409)
    if isinstance(refusal, PaymentDeclinedNow | TooFine | TotalWentUp | CodeIsOver | CodeIsUsedUp):
        return await _again(request, db, visit, visitor, cart, draft, refusal)
    if isinstance(refusal, NoWayThere) and cart.ship_to is None:
        async with db.reading() as read:
            return await address_page(request, read, visit, visitor, problem=sentence(request, refusal), status=409)
    holder = holder_of(cart.purpose)
    if holder is None or holder.home is None or cart.purpose is None or not isinstance(refusal, Conflict):
        raise refusal
    async with db.reading() as read:
        return go(request, await holder.home(read, cart.purpose, refusal))


async def _again(
    request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, cart: Cart, draft: Draft, refusal: Refusal
) -> Response[Any]:
    """Show the last screen again, with everything that was said, after a payment that did not work."""
    async with db.writing() as tx:
        used_up = str(refusal.facts["code"]) if isinstance(refusal, CodeIsUsedUp) else ""  # of a guest's own uses only paying tells
        gone = {used_up, *(one.code for one in await drop_ended(tx, cart, visitor, also=used_up))}
        cart = msgspec.structs.replace(cart, codes=[one for one in cart.codes if one not in gone])
        anew = await checkout.begin(tx, visitor, cart, draft.email, draft.address)
        await store.say(tx, cart.id, anew.held_until, option_code=draft.option_code or "", message=draft.message)
        problem = _of_code(request, refusal) or sentence(request, refusal)
        return await pay_page(request, tx, visit, visitor, problem=problem, status=refusal.status)


def _of_code(request: Request[Any, Any, Any], refusal: Refusal) -> str:
    """Return what is said of a voucher code that was taken out, "" for any other refusal."""
    key = "carts-code-ended" if isinstance(refusal, CodeIsOver) else ""
    if isinstance(refusal, CodeIsUsedUp):
        key = "carts-code-yours" if refusal.facts["yours"] else "carts-code-gone"
    return say(request, key, code=refusal.facts["code"]) if key else ""


async def _placed_already(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[Any]:
    """Answer the second press of the button with the order that the first one made."""
    token = visit.purpose or visit.cart
    order_id = await carts.order_of(read, UUID(token)) if token else None
    return go(request, (await orders.get(read, OrderId(order_id))).path if order_id is not None else "/cart")


@page("/checkout/back/{order_id:str}", may="anyone")
async def back(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    """Come back from the bank: find out how it stands, then show the order."""
    found = OrderId(ids.parse("ord", order_id))
    await checkout.come_back(db, found)
    async with db.reading() as read:
        order = await orders.get(read, found)
        token = await carts.token_of(read, order.cart_id) if order.cart_id is not None else None
    # Only the browser that holds the order's cart is let in; anybody else needs the link from the mail.
    holds_it = token is not None and str(token) in {visit.cart, visit.purpose}
    # Whose bank said no has their cart again; who cancelled meanwhile is told on the order's page what becomes of the money.
    unpaid = any(entry.kind == "cancelled" and entry.facts["reason"] in {"payment_declined", "payment_expired"} for entry in order.entries)
    if order.state == State.CANCELLED and unpaid:
        return go(request, "/checkout" if holds_it else "/cart")
    own = visitor.person is not None and visitor.person == order.person_id
    return go(request, order.path if holds_it else f"/orders/{order.shown_id}" if own else "/cart")


HANDLERS = [place, back]
