"""Checkout by API: one request from a cart to an order."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response

from stoa.base.database import Database
from stoa.base.http.forms import is_email
from stoa.base.http.pages import kit
from stoa.base.http.routes import post
from stoa.base.refusals import FieldError, Invalid
from stoa.people import profiles
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop import carts, checkout
from stoa.shop.carts.model import Cart, NoSuchCart
from stoa.shop.carts.web.api import token
from stoa.shop.checkout.model import Buyer, CartIsEmpty, NoSuchOption, NotSoldAnyMore, NoWayThere
from stoa.shop.orders.model import group_of
from stoa.shop.orders.web.api import OrderOut, written
from stoa.shop.payments.model import PaymentDeclinedNow, State, TooFine, UnknownProvider
from stoa.shop.pricing.model import CodeIsOver, CodeIsUsedUp
from stoa.shop.stock.model import OutOfStock

Short = Annotated[str, msgspec.Meta(max_length=200)]


class AddressIn(msgspec.Struct, kw_only=True):
    """Where it goes: ISO 3166-1 country, ISO 3166-2 region without the country."""

    name: Short
    line1: Short
    city: Short
    postal_code: Annotated[str, msgspec.Meta(max_length=20)]
    country: Annotated[str, msgspec.Meta(pattern="^[A-Za-z]{2}$")]
    company: Short = ""
    line2: Short = ""
    region: Short = ""
    phone: Short = ""


class PaymentIn(msgspec.Struct, kw_only=True):
    """How it is paid. The sandbox takes tok_ok, tok_declined, tok_challenge and tok_timeout."""

    provider: Annotated[str, msgspec.Meta(max_length=40)]
    token: Annotated[str, msgspec.Meta(max_length=200)] = ""


class CheckoutIn(msgspec.Struct, kw_only=True):
    """Everything a guest says in three screens. Without an option the cheapest is taken.

    The address is left out where the cart goes to somebody else's (`ship_to`).
    """

    email: Annotated[str, msgspec.Meta(max_length=254)]
    shipping_address: AddressIn | None = None
    shipping_option: Annotated[str, msgspec.Meta(max_length=80)] | None = None
    payment: PaymentIn
    message: Annotated[str, msgspec.Meta(max_length=500)] = ""


@post(
    "/api/carts/{cart_id:str}/checkout",
    may="anyone",
    tags=["Carts"],
    summary="Order and pay a cart",
    status_code=201,
    refuses=(
        NoSuchCart,
        OutOfStock,
        CartIsEmpty,
        NotSoldAnyMore,
        NoWayThere,
        NoSuchOption,
        PaymentDeclinedNow,
        UnknownProvider,
        TooFine,
        CodeIsOver,
        CodeIsUsedUp,
    ),
)
async def place(db: Database, visitor: Visitor, request: Request[Any, Any, Any], cart_id: str, data: CheckoutIn) -> Response[OrderOut]:
    """Answer 201 with the order, 402 `payment_declined`, 409 `out_of_stock`, `cart_is_empty` or `not_sold_any_more`."""
    async with db.reading() as read:
        cart = await carts.opened(read, token(cart_id), visitor)
    address, found = _address(data.shipping_address, cart)
    if not is_email(data.email):
        found.append(FieldError("/email", "not_an_address"))
    if found:
        raise Invalid(found)
    buyer = Buyer(
        email=data.email.lower(),
        address=address,
        option=data.shipping_option,
        provider=data.payment.provider,
        token=data.payment.token,
        message=data.message,
        insists=True,
    )
    placed = await checkout.place(db, visitor, cart, buyer, kit(request).url)
    payment = placed.payment
    async with db.reading() as read:
        group = await group_of(read, placed.order)
    state = payment.state.value if payment else "none"
    out = written(placed.order, payment_state=state, challenge_url=placed.challenge_url, key=placed.order.key, group=group)
    pending = payment is not None and payment.state in {State.UNKNOWN, State.CHALLENGE, State.INTENDED}
    return Response(out, status_code=202 if pending else 201, headers={"location": f"/api/orders/{placed.order.shown_id}"})


def _address(said: AddressIn | None, cart: Cart) -> tuple[Address | None, list[FieldError]]:
    """Return where it goes, and what is wrong with that: nobody has to say where a cart goes that is sent to somebody else."""
    if said is None:
        return None, [] if cart.ship_to is not None else [FieldError("/shipping_address", "required")]
    if cart.ship_to is not None:
        return None, [FieldError("/shipping_address", "invalid")]
    address, errors = profiles.check_address({name: str(value) for name, value in msgspec.structs.asdict(said).items()})
    return address, [FieldError(f"/shipping_address{error.pointer}", error.code, error.facts) for error in errors]


HANDLERS = [place]
