"""The ways to pay that a member has saved."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry
from stoa.people.sessions.model import Visitor
from stoa.shop import payments
from stoa.shop.payments import actions
from stoa.shop.payments.model import Method, NoSuchMethod


class Saved(msgspec.Struct, frozen=True):
    """A way to pay, and whether it pays no more."""

    method: Method
    over: bool


class MethodsPage(Page, kw_only=True, template="payments/methods.html"):
    entries: list[AccountEntry]
    methods: list[Saved]


@page("/account/payments", may="member")
async def methods(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    found = await payments.methods(read, visitor.member)
    saved = [Saved(one, one.over(read.now.date())) for one in found]
    content = MethodsPage(entries=profiles.entries(), methods=saved, frame=await framed(read, visit))
    return show(request, content, title=say(request, "payments-methods"), robots="noindex")


@act("/account/payments/{method_id:str}/removal", may="member")
async def remove(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, method_id: str) -> Response[Any]:
    """Forget one; somebody else's answers as one that does not exist."""
    try:
        found = ids.parse("pme", method_id)
    except ids.UnknownId:
        raise NoSuchMethod from None
    if not await actions.forget_method(tx, visitor.member, found):
        raise NoSuchMethod
    return go(request, "/account/payments")


HANDLERS = [methods, remove]
