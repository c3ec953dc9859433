"""How often one may come: tightly by visit, widely by address, since a school, an office and a mobile network share one.

A place is scarce by itself, and the checkout has limits of its own; so joining is limited least. Starting writes a row for nothing,
waiting and asking for a link send letters to whatever address was typed.
"""

from collections.abc import Awaitable
from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base.http import visits
from stoa.base.http.forms import Retype
from stoa.base.http.limits import Limits, Rate, SlowDown
from stoa.base.http.pages import kit, say
from stoa.people.sessions.model import Visitor

HOUR = 3600


class Turns(msgspec.Struct, frozen=True):
    """So many in an hour by a visit that is known (a member, a session, a cart), and by an address."""

    purpose: str
    visit: int
    address: int


JOIN = Turns("join", 30, 600)
START = Turns("start", 10, 120)
WAIT = Turns("wait", 20, 120)
LINK = Turns("link", 5, 30)
PAY = Turns("pay", 12, 120)


def take(request: Request[Any, Any, Any], visitor: Visitor, turns: Turns, whose: str = "") -> None:
    """Take one of the visitor's turns, or of the thing that it is about (`whose`). Raises SlowDown, with the seconds until the next."""
    limits: Limits = kit(request).services["limits"]
    visit = visits.of(request)
    known = whose or str(visitor.person or visit.session or visit.cart or "")
    if known:
        limits.take(f"group_buys.{turns.purpose}.visit", known, Rate(turns.visit, HOUR))
    limits.take(f"group_buys.{turns.purpose}", visit.address, Rate(turns.address, HOUR))


async def said_on(refusal: SlowDown, page: Awaitable[Response[Any]]) -> Retype:
    """Return the refusal as the page that was meant, which says so, and when one may come again."""
    answer = await page
    answer.headers["retry-after"] = str(refusal.retry_after)
    return Retype(answer)


def sentence(request: Request[Any, Any, Any], refusal: SlowDown) -> str:
    """Return in words when one may come again; nothing was ordered, and nobody charged."""
    return say(request, "group-buys-slow-down", minutes=-(-refusal.retry_after // 60))
