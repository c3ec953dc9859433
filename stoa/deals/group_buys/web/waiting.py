"""Waiting for a place of a team that is full, and answering when one is kept."""

import contextlib
from datetime import datetime
from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.limits import SlowDown
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Conflict
from stoa.deals.group_buys import listing, queries, waiting
from stoa.deals.group_buys.model import AlreadyIn, NoSuchKeptPlace, NotKeptAnyMore, OnlyThisProduct
from stoa.deals.group_buys.queries import Choice, TeamView
from stoa.deals.group_buys.web import pages, turns
from stoa.deals.group_buys.web.showing import sentence, team_page
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import VariantId


class OfferPage(Page, kw_only=True, template="group_buys/offer.html"):
    """A place that is kept; `until` is none once it is not any more."""

    seen: TeamView
    choice: Choice | None
    until: datetime | None
    waits: bool
    """Whether they wait still, and may stop."""
    path: str
    problem: str = ""


@act("/t/{handle:str}/waiting", may="anyone")
async def wait(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, handle: str) -> Response[Any]:
    """Be listed; what is wrong is said on the team's page."""
    try:
        turns.take(request, visitor, turns.WAIT)
    except SlowDown as slow:
        again = team_page(request, tx, visit, visitor, handle, turns.sentence(request, slow), slow.status)
        raise await turns.said_on(slow, again) from None
    form = await Form.of(request)
    email = visitor.email or form.email("email")
    if form.errors:
        problem = say(request, "group-buys-wait-email")
        raise Retype(await team_page(request, tx, visit, visitor, handle, problem, 422))
    try:
        async with tx.attempt():
            await waiting.wait(tx, visitor, handle, _variant(form), visit.language.code, email)
    except Conflict as refusal:
        problem = sentence(request, refusal)
        already = isinstance(refusal, AlreadyIn)
        problem = "" if already and visitor.person is None else problem
        raise Retype(await team_page(request, tx, visit, visitor, handle, problem, refusal.status, already=already)) from None
    return go(request, f"/t/{handle}?waits=1")


def _variant(form: Form) -> VariantId:
    try:
        return VariantId(ids.parse("var", form.typed.get("variant", "")))
    except ids.UnknownId:
        raise OnlyThisProduct from None


@page("/t/{handle:str}/offer/{key:str}", may="anyone")
async def offered(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, handle: str, key: str) -> Response[str]:
    return await _offer(request, read, visit, visitor, handle, key)


async def _offer(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    handle: str,
    key: str,
    problem: str = "",
    status: int = 200,
) -> Response[str]:
    seen = await queries.see(read, handle, visitor, visit.language.code)
    one = await listing.by_key(read, key)
    if one is None or one.team_id != seen.team.id:
        raise NoSuchKeptPlace
    kept = one.state == "offered" and one.offered_until is not None and read.now < one.offered_until
    content = OfferPage(
        seen=seen,
        choice=next((found for found in seen.choices if found.variant.id == one.variant_id), None),
        until=one.offered_until if kept else None,
        waits=one.state == "waiting",
        path=f"/t/{handle}/offer/{key}",
        problem=problem,
        frame=await framed(read, visit),
    )
    answer = show(request, content, title=seen.title, status=status, robots="noindex")
    answer.headers["referrer-policy"] = "same-origin"
    return answer


@act("/t/{handle:str}/offer/{key:str}", may="anyone")
async def answer(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, handle: str, key: str) -> Response[Any]:
    """Take the place that is kept, into the ordinary checkout, or leave it to the next, or wait no more.

    A mail program says the last in one step (RFC 8058); said twice, it stays said.
    """
    form = await Form.of(request)
    if form.typed.get("List-Unsubscribe") == "One-Click":
        with contextlib.suppress(NotKeptAnyMore):
            await waiting.no_thanks(tx, handle, key)
        return Response("", media_type="text/plain")
    try:
        turns.take(request, visitor, turns.JOIN)
        async with tx.attempt():
            if form.typed.get("do") == "no":
                await waiting.no_thanks(tx, handle, key)
                return go(request, "/account/teams" if form.typed.get("back") == "account" else f"/t/{handle}?off=1")
            cart = await waiting.take_up(tx, visitor, handle, key, visit.language.code)
            return await pages.to_checkout(request, tx, visitor, cart)
    except SlowDown as slow:
        again = _offer(request, tx, visit, visitor, handle, key, turns.sentence(request, slow), slow.status)
        raise await turns.said_on(slow, again) from None
    except Conflict as refusal:
        problem = sentence(request, refusal)
        raise Retype(await _offer(request, tx, visit, visitor, handle, key, problem, refusal.status)) from None


HANDLERS = [wait, offered, answer]
