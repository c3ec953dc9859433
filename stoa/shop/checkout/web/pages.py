"""The screens of the checkout: where, how, pay. A shopper whom the shop knows sees the last one alone."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response

from stoa.base import locale
from stoa.base.database import Reading, Writing
from stoa.base.http import visits
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.base.refusals import Refusal
from stoa.people import profiles
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop import carts, checkout, payments
from stoa.shop.carts.model import Cart
from stoa.shop.carts.web.pages import drop_ended, mine, shown
from stoa.shop.checkout import rules, store
from stoa.shop.checkout.model import Bill, Draft, NoWayThere
from stoa.shop.checkout.web import choices
from stoa.shop.stock.model import OutOfStock


class Said(msgspec.Struct, frozen=True):
    """What is said of the purpose of a cart, in the reader's language: what happens to the money, and the way back."""

    notes: list[str]
    back: str
    home: str


class CheckoutPage(Page, kw_only=True):
    """What every screen of the checkout shows: the steps, the bill, what is known already."""

    bill: Bill
    draft: Draft
    step: str
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}
    problem: str = ""
    words: Said | None = None


class AddressPage(CheckoutPage, kw_only=True, template="checkout/address.html"):
    countries: list[str]


class DeliveryPage(CheckoutPage, template="checkout/delivery.html"):
    pass


class PayPage(CheckoutPage, kw_only=True, template="checkout/pay.html"):
    methods: list[choices.Choice]
    later: bool
    """Whether nothing is set aside now, and how it is paid is saved for this order."""


async def _said_of(request: Request[Any, Any, Any], read: Reading, visit: Visit, bill: Bill) -> Said | None:
    words = await checkout.words_for(read, bill.seen)
    if words is None:
        return None
    code, zone = visit.language.code, kit(request).settings.time_zone

    def legible(fact: object) -> object:
        return (
            locale.money(fact, code) if isinstance(fact, Money) else locale.when(fact, code, zone) if isinstance(fact, datetime) else fact
        )

    notes = []
    for key, facts in words.notes:
        told = {"amount": bill.totals.total, **facts}
        notes.append(say(request, key, **{name: legible(fact) for name, fact in told.items()}))
    return Said(notes, say(request, words.back), words.home)


async def opened(read: Reading, visit: Visit, visitor: Visitor) -> tuple[Cart, Draft] | None:
    """Return the cart and draft of a checkout that has begun; an address that is not to be shown stands in it masked.

    Who has chosen another market since begins again, at its prices; what is for one purpose stays in its own.
    """
    cart = await carts.current(read, UUID(visit.cart) if visit.cart else None, visitor, purpose=_purpose(visit))
    if cart is not None and cart.purpose is None and cart.market != visit.market:
        return None
    draft = await store.find(read, cart.id) if cart is not None else None
    if cart is not None and cart.ship_to is not None and draft is not None:
        draft = msgspec.structs.replace(draft, address=rules.mask(cart.ship_to))
    return (cart, draft) if cart is not None and draft is not None else None


def _purpose(visit: Visit) -> UUID | None:
    return UUID(visit.purpose) if visit.purpose else None


@act("/checkout", may="anyone")
async def begin(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Enter the checkout; whoever has an address here goes straight to paying."""
    cart = await mine(tx, visit, visitor)
    if cart is None:
        return go(request, "/cart")
    if ended := await drop_ended(tx, cart, visitor):
        problem = say(request, "carts-code-gone" if ended[0].used_up else "carts-code-ended", code=ended[0].code)
        return await shown(request, tx, visit, visitor, problem=problem, status=409)
    usual = await profiles.usual_address(tx, visitor.person) if visitor.person is not None else None
    try:
        draft = await checkout.begin(tx, visitor, cart, visitor.email, usual.address if usual else None)
        screen = await _next(tx, visitor, cart, draft)
    except (OutOfStock, Refusal) as refusal:
        raise Retype(await shown(request, tx, visit, visitor, problem=sentence(request, refusal), status=refusal.status)) from None
    answer = go(request, screen)
    if visit.purpose is not None:  # a checkout for something else was begun before: this one is of the usual cart
        answer.delete_cookie(visits.PURPOSE_COOKIE, path="/")
    return answer


async def _next(tx: Writing, visitor: Visitor, cart: Cart, draft: Draft) -> str:
    """Return the screen on which it goes on: the last one where all is known, the first where an address is wanting or out of reach."""
    if draft.address is None and cart.ship_to is None:
        return "/checkout/address"
    try:
        await checkout.bill(tx, visitor, cart, draft.address, draft.option_code, draft)
    except NoWayThere:
        if cart.ship_to is not None:
            raise
        return "/checkout/address"
    return "/checkout/pay" if draft.email else "/checkout/address"


@page("/checkout", may="anyone")
async def resume(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Go on where it was left."""
    found = await opened(read, visit, visitor)
    if found is None:
        return go(request, "/cart")
    return go(request, "/checkout/pay" if found[1].address and found[1].email else "/checkout/address")


@page("/checkout/address", may="anyone")
async def address(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    return await address_page(request, read, visit, visitor)


async def address_page(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> Response[Any]:
    found = await opened(read, visit, visitor)
    if found is None:
        return go(request, "/cart")
    cart, draft = found
    known = draft.address if cart.ship_to is None else None
    typed = form.typed if form is not None else {"email": draft.email or visitor.email, **_fields(known)}
    bill = await checkout.bill(read, visitor, cart, None, None, draft)
    content = AddressPage(
        bill=bill,
        draft=draft,
        step="address",
        typed=typed,
        errors=faults(request, form.errors.values()) if form is not None else {},
        problem=problem,
        countries=bill.seen.market.countries,
        words=await _said_of(request, read, visit, bill),
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "checkout-address-title"), status=status, robots="noindex")


@act("/checkout/address", may="anyone")
async def save_address(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    found = await opened(tx, visit, visitor)
    if found is None:
        return go(request, "/cart")
    cart, draft = found
    form = await Form.of(request)
    email = form.email("email")
    if cart.ship_to is not None and not form.ticked("line1"):
        return await _save_email(request, tx, visit, visitor, form, email)
    checked, errors = profiles.check_address(form.typed)
    for error in errors:
        form.errors.setdefault(error.pointer.removeprefix("/"), error)
    problem = ""
    if not form.errors and checked is not None:
        try:
            await checkout.say_where(tx, visitor, cart, draft, email, checked)
        except OutOfStock as refusal:
            raise Retype(await shown(request, tx, visit, visitor, problem=sentence(request, refusal), status=409)) from None
        except Refusal as refusal:
            problem = sentence(request, refusal)
    if form.errors or problem:
        raise Retype(await address_page(request, tx, visit, visitor, form, problem))
    return go(request, "/checkout/delivery")


async def _save_email(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, form: Form, email: str
) -> Response[Any]:
    """Take the mail address alone: where it goes is known, and not shown."""
    found = await opened(tx, visit, visitor)
    problem = ""
    if found is not None and not form.errors:
        try:
            await checkout.say_who(tx, visitor, found[0], found[1], email)
        except OutOfStock as refusal:
            raise Retype(await shown(request, tx, visit, visitor, problem=sentence(request, refusal), status=409)) from None
        except Refusal as refusal:
            problem = sentence(request, refusal)
    if form.errors or problem:
        raise Retype(await address_page(request, tx, visit, visitor, form, problem))
    return go(request, "/checkout/delivery")


@page("/checkout/delivery", may="anyone")
async def delivery(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    found = await opened(read, visit, visitor)
    if found is None or not _said(found[1]):
        return go(request, "/checkout")
    cart, draft = found
    bill = await checkout.bill(read, visitor, cart, draft.address, draft.option_code, draft)
    content = DeliveryPage(
        bill=bill,
        draft=draft,
        step="delivery",
        typed={"message": draft.message},
        words=await _said_of(request, read, visit, bill),
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "checkout-delivery-title"), robots="noindex")


@act("/checkout/delivery", may="anyone")
async def save_delivery(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    found = await opened(tx, visit, visitor)
    if found is None or not _said(found[1]):
        return go(request, "/checkout")
    cart, draft = found
    form = await Form.of(request)
    option, message = form.text("delivery", required=False, most=80), form.text("message", required=False, most=500)
    try:
        await checkout.say_how(tx, visitor, cart, draft, option, message)
    except OutOfStock as refusal:
        raise Retype(await shown(request, tx, visit, visitor, problem=sentence(request, refusal), status=409)) from None
    return go(request, "/checkout/pay")


@page("/checkout/pay", may="anyone")
async def pay(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    return await pay_page(request, read, visit, visitor)


async def pay_page(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, problem: str = "", status: int = 200
) -> Response[Any]:
    found = await opened(read, visit, visitor)
    if found is None or not _said(found[1]):
        return go(request, "/checkout")
    cart, draft = found
    bill = await checkout.bill(read, visitor, cart, draft.address, draft.option_code, draft)
    saved = await payments.methods(read, visitor.person) if visitor.person is not None else []
    content = PayPage(
        bill=bill,
        draft=draft,
        step="pay",
        problem=problem,
        methods=choices.offered(request, saved, later=cart.purpose is None),
        later=await checkout.pays_later(read, cart),
        words=await _said_of(request, read, visit, bill),
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "checkout-pay-title"), status=status, robots="noindex")


def _said(draft: Draft) -> bool:
    """Return whether it is said who orders and where it goes."""
    return draft.address is not None and bool(draft.email)


def _fields(known: Address | None) -> dict[str, str]:
    return msgspec.structs.asdict(known) if known is not None else {}


def sentence(request: Request[Any, Any, Any], refusal: Refusal) -> str:
    facts: dict[str, Any] = dict(refusal.facts)
    return say(request, f"refusal-{refusal.code.replace('_', '-')}", **facts)


HANDLERS = [begin, resume, address, save_address, delivery, save_delivery, pay]
