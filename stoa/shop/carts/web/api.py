"""Carts by API. A cart's id is the secret that opens it."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http import answers
from stoa.base.http.answers import PreconditionFailed, tagged
from stoa.base.http.routes import delete, get, post, put
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.people.sessions.model import Visitor
from stoa.shop import carts, catalog
from stoa.shop.carts import codes
from stoa.shop.carts.model import MOST, Cart, CartIsFull, NoSuchCart, NotSold, SeenCart, Stray, TooManyCodes
from stoa.shop.catalog.model import VariantId
from stoa.shop.pricing.model import CodeIsOver, CodeIsUsedUp, UnknownCode


class Line(msgspec.Struct, kw_only=True):
    """A line of a cart. `available` is how many can be had now, null where nobody counts."""

    variant_id: str
    product: str
    title: str
    choices: list[str]
    sku: str | None
    quantity: int
    unit_price: Money | None
    total: Money | None
    available: int | None


class Code(msgspec.Struct, kw_only=True):
    """A voucher code that was given: whether it still holds, and what it saves."""

    code: str
    active: bool
    saves: Money


class CartOut(msgspec.Struct, kw_only=True):
    """A cart. `ready` says whether everything in it can be bought as it stands, `ship_to` names somebody whom everything goes to, `ship_to_refused`
    says why it may not any more: the right is `gone`, or there is `more` in it than was promised.
    """

    id: str
    market: str
    currency: str
    lines: list[Line]
    codes: list[Code]
    subtotal: Money
    ready: bool
    ship_to: str | None = None
    ship_to_refused: Stray | None = None


class NewCart(msgspec.Struct, kw_only=True):
    """What a cart may begin with; the market and language of the request otherwise."""

    market: Annotated[str, msgspec.Meta(max_length=20)] | None = None
    language: Annotated[str, msgspec.Meta(max_length=10)] | None = None


class Quantity(msgspec.Struct, kw_only=True):
    """How many of a variant the cart is to hold; 0 takes it out."""

    quantity: Annotated[int, msgspec.Meta(ge=0, le=MOST)]


def written(seen: SeenCart) -> CartOut:
    """Return a cart as the API writes it."""
    lines = [
        Line(
            variant_id=ids.show("var", line.variant.id),
            product=line.variant.handle,
            title=line.variant.title,
            choices=line.variant.choices,
            sku=line.variant.sku,
            quantity=line.quantity,
            unit_price=line.unit,
            total=line.sum,
            available=None if line.free is None else max(line.free, 0),
        )
        for line in seen.lines
    ]
    return CartOut(
        id=seen.cart.shown_id,
        market=seen.market.code,
        currency=seen.market.currency,
        lines=lines,
        codes=codes_of(seen),
        subtotal=seen.subtotal,
        ready=seen.ready,
        ship_to=seen.cart.ship_to.label if seen.cart.ship_to else None,
        ship_to_refused=seen.stray,
    )


def codes_of(seen: SeenCart) -> list[Code]:
    return [Code(code=one.code, active=one.lives, saves=one.saves) for one in seen.codes]


def token(cart_id: str) -> UUID:
    """Return the token that a cart's id is the written form of. Raises NoSuchCart."""
    try:
        return ids.parse("crt", cart_id)
    except ids.UnknownId:
        raise NoSuchCart from None


@post("/api/carts", may="anyone", tags=["Carts"], summary="Make a cart")
async def make(tx: Writing, visit: Visit, visitor: Visitor, data: NewCart | None = None) -> CartOut:
    wanted = data or NewCart()
    cart = await carts.make(tx, wanted.market or visit.market, wanted.language or visit.language.code, visitor.person)
    return written(await carts.see(tx, cart, visitor))


@get("/api/carts/{cart_id:str}", may="anyone", tags=["Carts"], summary="See a cart", refuses=(NoSuchCart,))
async def see(read: Reading, visitor: Visitor, cart_id: str) -> CartOut:
    return written(await carts.see(read, await carts.opened(read, token(cart_id), visitor), visitor))


@put(
    "/api/carts/{cart_id:str}/lines/{variant_id:str}",
    may="anyone",
    tags=["Carts"],
    summary="Set a line's quantity",
    refuses=(NoSuchCart, NotSold, CartIsFull, PreconditionFailed),
)
async def set_line(
    request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, cart_id: str, variant_id: str, data: Quantity
) -> Response[CartOut]:
    cart = await _to_change(request, tx, visitor, cart_id)
    await carts.put(tx, cart, VariantId(ids.parse("var", variant_id)), data.quantity, catalog.seen_by(visitor))
    return tagged(written(await carts.see(tx, cart, visitor)))


@put(
    "/api/carts/{cart_id:str}/codes/{code:str}",
    may="anyone",
    tags=["Carts"],
    summary="Give a voucher code",
    refuses=(NoSuchCart, UnknownCode, CodeIsOver, CodeIsUsedUp, TooManyCodes, PreconditionFailed),
)
async def give_code(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, cart_id: str, code: str) -> Response[CartOut]:
    """Put it in; again is no harm. Answer 404 `unknown_code`, 409 `code_is_over`, `code_is_used_up` or `too_many_codes`."""
    await codes.give(tx, await _to_change(request, tx, visitor, cart_id), code, visitor.person)
    return tagged(written(await carts.see(tx, await _open(tx, visitor, cart_id), visitor)))


@delete(
    "/api/carts/{cart_id:str}/codes/{code:str}",
    may="anyone",
    tags=["Carts"],
    summary="Take a voucher code out",
    status_code=200,
    refuses=(NoSuchCart, PreconditionFailed),
)
async def take_code_out(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, cart_id: str, code: str) -> Response[CartOut]:
    await codes.take_out(tx, await _to_change(request, tx, visitor, cart_id), [code])
    return tagged(written(await carts.see(tx, await _open(tx, visitor, cart_id), visitor)))


async def _open(read: Reading, visitor: Visitor, cart_id: str) -> Cart:
    """Return a cart that has not become an order. Raises NoSuchCart."""
    cart = await carts.opened(read, token(cart_id), visitor)
    if cart.order_id is not None:
        raise NoSuchCart
    return cart


async def _to_change(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, cart_id: str) -> Cart:
    """Return an open cart to change; locked, and as the program has seen it, where it says so. Raises NoSuchCart, PreconditionFailed."""
    cart = await _open(tx, visitor, cart_id)
    if answers.awaited(request):
        await carts.lock(tx, cart.id)
        now = tagged(written(await carts.see(tx, await _open(tx, visitor, cart_id), visitor)))
        answers.hold_to(request, now.headers["etag"])
    return cart


HANDLERS = [make, see, set_line, give_code, take_code_out]
