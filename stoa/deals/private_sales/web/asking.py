"""What the pages of private sales share: ids in addresses, the mark of a device, the way into the checkout."""

import ipaddress
import re
import secrets
from typing import Any
from uuid import UUID

from litestar import Request, Response
from litestar.datastructures import Cookie

from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.http import visits
from stoa.base.http.limits import Rate
from stoa.base.http.pages import go, kit, say
from stoa.base.refusals import FieldError, Invalid, Refusal
from stoa.deals.private_sales.line import NothingKept
from stoa.deals.private_sales.model import (
    ClaimId,
    ClubId,
    InvitationId,
    ItemId,
    MemberId,
    NoSuchClub,
    NoSuchClubInvitation,
    NoSuchItem,
    NoSuchSale,
    SaleId,
)
from stoa.deals.private_sales.roster import Wanted
from stoa.people import profiles
from stoa.people.sessions.model import Visitor
from stoa.shop import checkout
from stoa.shop.carts.model import Cart

Asking = Request[Any, Any, Any]
DEVICE_COOKIE = "stoa_device"
_DEVICE = re.compile(r"[A-Za-z0-9_-]{22}")
ACTS = Rate(burst=120, seconds=600)
"""So often one may enter, take and wait."""
ACCEPTS = Rate(burst=60, seconds=3600)
ABOUT_A_YEAR = 400 * 86_400


def wanted(request: Asking, visitor: Visitor) -> tuple[Wanted, str | None]:
    """Return who is looked for on a page of the desk, and where it goes on. Addresses are looked through for those who may see them."""
    asked = request.query_params
    return Wanted(asked.get("q", "")[:100].replace("\x00", ""), mails=visitor.may("customers.read")), asked.get("cursor") or None


def device(request: Asking) -> str:
    """Return what tells one device from another: its cookie; without one, the network that it asks from and what it says of itself."""
    found = request.cookies.get(DEVICE_COOKIE, "")
    if _DEVICE.fullmatch(found):
        return found
    return f"{_network(visits.of(request).address)}|{request.headers.get('user-agent', '')[:200]}"


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{found}/{24 if found.version == 4 else 64}", strict=False))


def mark_device(request: Asking, answer: Response[Any]) -> Response[Any]:
    """Give the device its cookie, if it has none."""
    if not _DEVICE.fullmatch(request.cookies.get(DEVICE_COOKIE, "")):
        keep(request, answer, DEVICE_COOKIE, secrets.token_urlsafe(16))
    return answer


def keep(request: Asking, answer: Response[Any], name: str, value: str, seconds: int | None = ABOUT_A_YEAR) -> None:
    """Set a cookie that no script reads; without `seconds`, until the browser is closed."""
    cookie = Cookie(key=name, value=value, path="/", max_age=seconds, httponly=True, samesite="lax", secure=kit(request).secure)
    answer.set_cookie(cookie)


async def to_checkout(request: Asking, tx: Writing, visitor: Visitor, cart: Cart) -> Response[Any]:
    """Enter the checkout with a cart of a sale; the visitor's usual one stays as it is."""
    usual = await profiles.usual_address(tx, visitor.person) if visitor.person is not None else None
    draft = await checkout.begin(tx, visitor, cart, visitor.email, usual.address if usual else None)
    answer = go(request, "/checkout/pay" if draft.email and draft.address else "/checkout/address")
    keep(request, answer, visits.PURPOSE_COOKIE, str(cart.token), None)
    return mark_device(request, answer)


def slow_down(request: Asking, purpose: str = "act", rate: Rate = ACTS) -> None:
    """Take one of the visitor's turns. Raises SlowDown."""
    kit(request).services["limits"].take(f"private_sales.{purpose}", visits.of(request).address, rate)


def sentence(request: Asking, refusal: Refusal) -> str:
    return say(request, f"refusal-{refusal.code.replace('_', '-')}", **dict(refusal.facts))


def sale(text: str) -> SaleId:
    return SaleId(_parse("sal", text, NoSuchSale))


def item(text: str) -> ItemId:
    return ItemId(_parse("sit", text, NoSuchItem))


def claim(text: str) -> ClaimId:
    return ClaimId(_parse("clm", text, NothingKept))


def club(text: str) -> ClubId:
    return ClubId(_parse("clb", text, NoSuchClub))


def member(text: str) -> MemberId:
    return MemberId(_parse("mem", text, NoSuchClub))


def invitation(text: str) -> InvitationId:
    return InvitationId(_parse("inv", text, NoSuchClubInvitation))


def named(prefix: str, text: str, pointer: str) -> UUID:
    """Return an id that a body names. Raises Invalid for what is none: one that does not exist is refused where it is looked for."""
    try:
        return ids.parse(prefix, text)
    except ids.UnknownId:
        raise Invalid([FieldError(pointer, "invalid")]) from None


def _parse(prefix: str, text: str, missing: type[Refusal]) -> UUID:
    try:
        return ids.parse(prefix, text)
    except ids.UnknownId:
        raise missing from None
