"""Asking: what is known first, then the form; and what only the shop can answer."""

from typing import Any

from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Kit, Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community import questions
from stoa.community.moderation.model import State
from stoa.community.questions import actions, finding, requests, store
from stoa.community.questions.model import Asked, New, Request, ShopNeedsAnAddress, UnfitQuestion
from stoa.community.questions.web import views
from stoa.community.questions.web.opened import TO_ASK, Asking, key_of, request_id_of, slow_down
from stoa.people.permissions.model import Visitor
from stoa.shop import catalog
from stoa.shop.catalog.model import VariantId
from stoa.shop.catalog.web.about import About, about
from stoa.shop.catalog.web.views import quoted


class AskPage(Page, template="questions/ask.html"):
    """The form. `shop`: only the shop can answer what was typed, and it needs an address."""

    product: str
    handle: str
    product_title: str
    product_picture: dict[str, Any] | None
    found: list[dict[str, Any]]
    variants: list[dict[str, str]]
    member: bool
    for_shop: bool
    typed: dict[str, str]
    errors: dict[str, str]


class ShopPage(Page, template="questions/shop.html"):
    handle: str
    product_title: str
    asked: Request
    reply: list[str]
    query: str
    typed: dict[str, str]
    errors: dict[str, str]


@page("/p/{handle:str}/question", may="anyone")
async def write(request: Asking, read: Reading, visit: Visit, visitor: Visitor, handle: str) -> Response[str]:
    """What is known already, and the form."""
    thing = await about(read, visit, handle=handle)
    return await _form(request, read, visit, visitor, thing, {"text": request.query_params.get("q", "")[:300]})


async def _form(
    request: Asking,
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    thing: About,
    typed: dict[str, str],
    form: Form | None = None,
    *,
    shop: bool = False,
) -> Response[str]:
    found = await finding.similar(read, typed.get("text", ""), thing.id, visit.language.code) if not shop else []
    sold = await catalog.sold_variants(read, thing.variants, visit.language.code) if len(thing.variants) > 1 else {}
    options = [{"value": ids.show("var", one), "label": ", ".join(sold[one].choices)} for one in thing.variants if one in sold]
    content = AskPage(
        **thing.context,
        found=[views.found_view(one, visit) for one in found],
        variants=[{"value": "", "label": say(request, "questions-variant-any")}, *options] if options else [],
        member=visitor.person is not None,
        for_shop=shop,
        typed=typed,
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    title = say(request, "questions-ask-about", title=thing.title)
    return show(request, content, title=title, robots="noindex", canonical=f"/p/{quoted(thing.handle)}/questions")


@act("/p/{handle:str}/questions", may="anyone")
async def ask(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, handle: str) -> Response[Any]:
    """Ask it. What only the shop can answer goes to the shop, and whoever asked is told."""
    thing = await about(tx, visit, handle=handle)
    form = await Form.of(request)
    email = form.typed.get("email", "").strip().lower()
    insist = form.ticked("insist")
    new = New(
        product_id=thing.id,
        text=form.typed.get("text", ""),
        language=visit.language.code,
        variant_id=_variant(form.typed.get("variant", "")),
        name=form.typed.get("name", ""),
        email=email,
        insist=insist,
    )
    told = "shop" in form.typed
    try:
        async with tx.attempt():
            asked = await questions.ask(tx, visitor, new)
    except ShopNeedsAnAddress as refusal:
        if told:
            form.errors.update({error.pointer[1:]: error for error in refusal.errors})
        raise Retype(await _form(request, tx, visit, visitor, thing, form.typed, form, shop=True)) from None
    except UnfitQuestion as refusal:
        form.errors.update({error.pointer[1:]: error for error in refusal.errors})
        raise Retype(await _form(request, tx, visit, visitor, thing, form.typed, form, shop=told and not insist)) from None
    slow_down(kit, visit, visitor, "ask", TO_ASK, email)
    return go(request, _after(asked, told=bool(email or visitor.email)))


def _after(asked: Asked, *, told: bool = False) -> str:
    """Return where somebody is led who has asked; `told`: who is written to when there is another answer to what was asked before."""
    if asked.request_id is not None:
        return f"/questions/requests/{ids.show('ask', asked.request_id)}?key={asked.key}"
    if asked.question_id is None or asked.state is not State.PUBLISHED:
        return "/questions/received" + (f"?key={asked.key}" if asked.key else "")
    done = "asked" if not asked.same else "same-told" if told else "same"
    return f"{views.path_of(asked.question_id)}?done={done}" + (f"&key={asked.key}" if asked.key else "")


def _variant(text: str) -> VariantId | None:
    return VariantId(ids.parse("var", text)) if text else None


class ReceivedPage(Page, template="questions/linked.html"):
    what: str
    href: str = ""
    told_at: str = ""


@page("/questions/received", may="anyone")
async def received(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """A question that somebody looks at first."""
    key = key_of(request)
    content = ReceivedPage(what="received", told_at=await store.told_at(read, key) if key else "", frame=await framed(read, visit))
    return show(request, content, title=say(request, "questions-linked-received"), robots="noindex")


@page("/questions/requests/{request_id:str}", may="anyone")
async def see_request(request: Asking, read: Reading, visit: Visit, visitor: Visitor, request_id: str) -> Response[str]:
    """What the shop was asked, to whoever asked it."""
    asked = await requests.find(read, request_id_of(request_id), visitor, key_of(request))
    return await _shop(request, read, visit, asked)


async def _shop(request: Asking, read: Reading, visit: Visit, asked: Request, form: Form | None = None) -> Response[str]:
    thing = await about(read, visit, product=asked.product_id)
    key = key_of(request)
    content = ShopPage(
        handle=thing.handle,
        product_title=thing.title,
        asked=asked,
        reply=asked.reply.split("\n\n"),
        query=f"?key={key}" if key else "",
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "questions-shop-title"), robots="noindex")


@act("/questions/requests/{request_id:str}/owners", may="anyone")
async def ask_owners(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, request_id: str) -> Response[Any]:
    """Have it asked of owners after all, in words that strangers may read."""
    wanted, key = request_id_of(request_id), key_of(request)
    asked = await requests.find(tx, wanted, visitor, key)
    form = await Form.of(request)
    try:
        async with tx.attempt():
            made = await actions.ask_owners(tx, visitor, wanted, key, form.typed.get("text", ""))
    except UnfitQuestion as refusal:
        form.errors.update({error.pointer[1:]: error for error in refusal.errors})
        raise Retype(await _shop(request, tx, visit, asked, form)) from None
    return go(request, _after(made))


HANDLERS = [write, ask, received, see_request, ask_owners]
