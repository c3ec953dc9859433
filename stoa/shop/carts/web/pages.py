"""The cart's page and its forms."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response
from litestar.datastructures import Cookie

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http import pages, visits
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, fragment, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Invalid, Refusal
from stoa.people.sessions.model import Visitor
from stoa.shop import carts, catalog
from stoa.shop.carts import codes
from stoa.shop.carts.model import MOST, Cart, SeenCart, SeenCode, TooManyCodes
from stoa.shop.catalog.model import VariantId
from stoa.shop.catalog.web.choosing import meant
from stoa.shop.pricing.model import CodeIsOver, CodeIsUsedUp, UnknownCode

KEPT_SECONDS = 60 * 24 * 3600


class CartPage(Page, template="carts/cart.html"):
    """What is in the cart. `problem` is a sentence about what could not be done; `code` was typed and is not good for anything."""

    cart: SeenCart | None
    problem: str = ""
    code: str = ""
    code_error: str = ""


async def shown(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    problem: str = "",
    status: int = 200,
    code: str = "",
    code_error: str = "",
) -> Response[str]:
    """Return the cart's page, as other rooms show it too when something in it is in the way."""
    cart = await mine(read, visit, visitor)
    seen = await carts.see(read, cart, visitor) if cart is not None else None
    content = CartPage(cart=seen, problem=problem, code=code, code_error=code_error, frame=await framed(read, visit))
    return show(request, content, title=say(request, "carts-title"), status=status, robots="noindex")


async def mine(read: Reading, visit: Visit, visitor: Visitor) -> Cart | None:
    """Return the visitor's open cart, in the market and language they see now; a form has that written down, too."""
    found = await carts.current(read, UUID(visit.cart) if visit.cart else None, visitor)
    if found is None:
        return None
    if isinstance(read, Writing):
        await carts.move(read, found, visit.market, visit.language.code)
    return msgspec.structs.replace(found, market=visit.market, language=visit.language.code)


async def mine_or_new(tx: Writing, visit: Visit, visitor: Visitor) -> Cart:
    """Return the visitor's open cart; a new one if there is none."""
    return await mine(tx, visit, visitor) or await carts.make(tx, visit.market, visit.language.code, visitor.person)


def remember(request: Request[Any, Any, Any], response: Response[Any], cart: Cart) -> Response[Any]:
    """Have the visitor's browser keep the cart's token."""
    if visits.of(request).cart != str(cart.token):
        response.set_cookie(
            Cookie(
                key=visits.CART_COOKIE,
                value=str(cart.token),
                path="/",
                httponly=True,
                samesite="lax",
                secure=kit(request).secure,
                max_age=KEPT_SECONDS,
            )
        )
    return response


@page("/cart", may="anyone")
async def show_cart(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await shown(request, read, visit, visitor)


@act("/cart/lines", may="anyone")
async def add_line(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Put a variant in; answered with the cart, or with a note beside the button."""
    form = await Form.of(request)
    variant = VariantId(ids.parse("var", form.text("variant", most=40)))
    quantity = form.number("quantity", least=1, most=MOST, default=1)
    form.check()
    variant = await meant(tx, form, variant)
    cart = await mine_or_new(tx, visit, visitor)
    count = await carts.add(tx, cart, variant, quantity, catalog.seen_by(visitor))
    if visit.wants_fragment == "cart-note":
        seen = await carts.see(tx, cart, visitor)
        line = next((one for one in seen.lines if one.variant.id == variant), None)
        return remember(request, fragment(request, "carts/_added.html", cart=seen, line=line, count=count), cart)
    return remember(request, go(request, "/cart"), cart)


@act("/cart/lines/{variant_id:str}", may="anyone")
async def change_line(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, variant_id: str) -> Response[Any]:
    """Set a line's quantity, or take it out."""
    form = await Form.of(request)
    variant = VariantId(ids.parse("var", variant_id))
    removing = form.text("change", required=False) == "remove"
    quantity = 0 if removing else form.number("quantity", least=0, most=MOST)
    cart = await mine(tx, visit, visitor)
    if cart is None:
        return go(request, "/cart")
    if form.errors:
        sentence = pages.faults(request, form.errors.values())["quantity"]
        raise Retype(await shown(request, tx, visit, visitor, problem=sentence, status=422))
    await carts.put(tx, cart, variant, quantity, catalog.seen_by(visitor))
    return go(request, "/cart")


@act("/cart/destination", may="anyone")
async def send_to_me(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Have the cart sent to its owner again."""
    cart = await mine(tx, visit, visitor)
    if cart is not None:
        await carts.send_to(tx, cart, None)
    return go(request, "/cart")


@act("/cart/codes", may="anyone")
async def give_code(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Put a voucher code in; one that is good for nothing is shown again as it was typed, with the reason."""
    form = await Form.of(request)
    code = form.text("code", most=40)
    cart = await mine(tx, visit, visitor)
    if cart is None:
        return go(request, "/cart")
    try:
        form.check()
        await codes.give(tx, cart, code, visitor.person)
    except Invalid:
        why, status = pages.faults(request, form.errors.values())["code"], 422
    except (UnknownCode, CodeIsOver, CodeIsUsedUp, TooManyCodes) as refusal:
        why, status = sentence(request, refusal), 422
    else:
        return go(request, "/cart")
    raise Retype(await shown(request, tx, visit, visitor, status=status, code=code, code_error=why))


@act("/cart/codes/removal", may="anyone")
async def take_code_out(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    cart = await mine(tx, visit, visitor)
    if cart is not None:
        await codes.take_out(tx, cart, [form.text("code", required=False)])
    return go(request, "/cart")


async def drop_ended(tx: Writing, cart: Cart, visitor: Visitor, *, also: str = "") -> list[SeenCode]:
    """Take the voucher codes out that no longer hold, and this one; return the former, to be told."""
    ended = [one for one in (await carts.see(tx, cart, visitor)).codes if not one.lives] if cart.codes else []
    if ended or also:
        await codes.take_out(tx, cart, [*(one.code for one in ended), also])
    return ended


def sentence(request: Request[Any, Any, Any], refusal: Refusal) -> str:
    """Return a refusal in the reader's words."""
    return say(request, f"refusal-{refusal.code.replace('_', '-')}", **dict(refusal.facts))


HANDLERS = [give_code, take_code_out, show_cart, add_line, change_line, send_to_me]
