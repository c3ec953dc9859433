"""A list as givers see it: by its link, without an account. They promise, buy, and give a part."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page, post
from stoa.base.http.visits import Visit
from stoa.base.refusals import Conflict
from stoa.community import circles
from stoa.community.circles.model import Source
from stoa.community.wish_lists import claiming, queries, watch_store, watching
from stoa.community.wish_lists.model import ClaimId, NoSuchClaim, NoSuchEntry, NoSuchList, Role, View, Who, WishList
from stoa.community.wish_lists.shown import ListView, ShownEntry
from stoa.community.wish_lists.web import asking
from stoa.people.sessions.model import Visitor
from stoa.shop.carts.web.pages import mine_or_new
from stoa.shop.carts.web.pages import remember as remember_cart


class SharedPage(Page, kw_only=True, template="wish_lists/shared.html"):
    """A list to whoever has its link. `at` is its address here, below which everything else stands."""

    seen: ListView
    heading: str
    recipient: str
    secrecy: str
    at: str
    gives: bool
    near: bool = False
    """Whether the viewer may say that they came: a member, by the link, who does not follow its owner yet."""
    asked: bool = False


class GivePage(Page, kw_only=True, template="wish_lists/give.html"):
    """One thing to be given: promised, or bought at once."""

    seen: ListView
    one: ShownEntry
    heading: str
    recipient: str
    at: str
    typed: dict[str, str]
    errors: dict[str, str]
    watched: bool
    """Whether the viewer looks out already for new stock of it."""
    problem: str = ""


async def shown(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, found: WishList, role: Role, at: str
) -> Response[str]:
    """Return the page of a list as somebody sees it who may give. Nothing of whose it is stands in what other sites show of a link."""
    asks = asking.asks(visit, visitor)
    seen = await queries.see(read, found, role, asks, visitor, visit.market, visit.language.code)
    content = SharedPage(
        seen=seen,
        heading=found.title or say(request, f"wish-lists-kind-{found.kind.value}"),
        recipient=recipient(request, found),
        secrecy=_secrecy(found.view),
        at=at,
        gives=at.startswith("/l/"),
        near=at.startswith("/l/") and await _may_come_near(read, found, role, visitor),
        asked=request.query_params.get("circle") == "asked",
        frame=await framed(read, visit),
    )
    page_ = show(
        request,
        content,
        title=say(request, "wish-lists-shared-title"),
        description=say(request, "wish-lists-shared-description"),
        robots="noindex, nofollow",
    )
    page_.headers["x-robots-tag"] = "noindex, nofollow"
    return page_


async def _may_come_near(read: Reading, found: WishList, role: Role, visitor: Visitor) -> bool:
    if visitor.person is None or role is not Role.GIVER or found.owner is None:
        return False
    return found.owner not in await circles.circle(read, visitor.person)


def recipient(request: Request[Any, Any, Any], found: WishList) -> str:
    """Return what the page calls whom the list is for."""
    return found.recipient or say(request, "wish-lists-recipient")


def _secrecy(view: View) -> str:
    return {View.NOTHING: "wish-lists-secret-nothing", View.TAKEN: "wish-lists-secret-taken", View.ALL: "wish-lists-secret-all"}[view]


@page("/l/{secret:str}", may="anyone")
async def see(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, secret: str) -> Response[Any]:
    asking.slow_down(request, "look", asking.LOOKS)
    asks = asking.asks(visit, visitor)
    try:
        found, role = await queries.by_link(read, secret, asks)
    except NoSuchList:
        if await queries.promised_by(read, secret, asks):
            return go(request, "/promises?closed")
        raise
    if role in {Role.OWNER, Role.SURPRISED}:
        return go(request, found.path)
    return await shown(request, read, visit, visitor, found, role, f"/l/{secret}")


@act("/l/{secret:str}/circle", may="member")
async def come_near(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, secret: str) -> Response[Any]:
    """Let whose list it is know that one came by it, so that both may find each other. Only looking tells them nothing."""
    await _come_near(request, tx, visit, visitor, secret)
    return go(request, f"/l/{secret}?circle=asked")


@post(
    "/api/shared-lists/{secret:str}/circle",
    may="member",
    status_code=204,
    tags=["Lists"],
    summary="Say that one came",
    refuses=(NoSuchList,),
)
async def say_one_came(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, secret: str) -> None:
    """Let whose list it is know that you came by it, and would like to be friends. They agree or not; nothing else is told."""
    await _come_near(request, tx, visit, visitor, secret)


async def _come_near(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, secret: str) -> None:
    asking.slow_down(request, "look", asking.LOOKS)
    found, role = await queries.by_link(tx, secret, asking.asks(visit, visitor))
    if found.owner is not None and role is Role.GIVER:
        await circles.suggest(tx, found.owner, visitor.member, Source.LIST, agreed=True)


@page("/l/{secret:str}/entries/{gift_id:str}", may="anyone")
async def see_gift(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, secret: str, gift_id: str
) -> Response[Any]:
    if await queries.promised_by(read, secret, asking.asks(visit, visitor)):
        return go(request, "/promises?closed")
    return await _gift(request, read, visit, visitor, secret, gift_id)


async def _gift(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    secret: str,
    gift_id: str,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> Response[Any]:
    asks = asking.asks(visit, visitor)
    found, role = await queries.by_link(read, secret, asks)
    if role in {Role.OWNER, Role.SURPRISED}:
        return go(request, found.path)
    seen = await queries.see(read, found, role, asks, visitor, visit.market, visit.language.code)
    one = _one(seen, gift_id)
    content = GivePage(
        seen=seen,
        one=one,
        heading=found.title or say(request, f"wish-lists-kind-{found.kind.value}"),
        recipient=recipient(request, found),
        at=f"/l/{secret}",
        typed=form.typed
        if form is not None
        else {"name": _known_name(seen, visitor), "quantity": str(one.mine.quantity if one.mine else 1)},
        errors=faults(request, form.errors.values()) if form is not None else {},
        watched=await watch_store.watched(read, asks, one.entry.variant_id),
        problem=problem,
        frame=await framed(read, visit),
    )
    page_ = show(request, content, title=say(request, "wish-lists-give"), status=status, robots="noindex, nofollow")
    page_.headers["x-robots-tag"] = "noindex, nofollow"
    return page_


def _one(seen: ListView, gift_id: str) -> ShownEntry:
    wanted = asking.entry_of(gift_id)
    for one in seen.entries:
        if one.entry.id == wanted:
            return one
    raise NoSuchEntry


def _known_name(seen: ListView, visitor: Visitor) -> str:
    """Return the name this giver used before on the list, or their own."""
    return next((one.mine.name for one in seen.entries if one.mine is not None), visitor.name)


@act("/l/{secret:str}/entries/{gift_id:str}", may="anyone")
async def give(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, secret: str, gift_id: str) -> Response[Any]:
    """Promise it for 48 hours, or promise it and put it into the cart, on its way to the list's owner."""
    asking.slow_down(request, "give", asking.GIFTS)
    form = await Form.of(request)
    asks, token = asking.asks_or_new(visit, visitor)
    found, role = await queries.by_link(tx, secret, asks)
    name = form.text("name", most=80)
    quantity = form.number("quantity", least=1, most=99, default=1)
    if form.errors:
        raise Retype(await _gift(request, tx, visit, visitor, secret, gift_id, form))
    try:
        async with tx.attempt():
            return await _given(request, tx, visit, visitor, found, role, gift_id, asks, token, form, name, quantity)
    except Conflict as refusal:
        sentence = say(request, f"refusal-{refusal.code.replace('_', '-')}", **refusal.facts)
        raise Retype(await _gift(request, tx, visit, visitor, secret, gift_id, form, sentence, refusal.status)) from None


async def _given(
    request: Request[Any, Any, Any],
    tx: Writing,
    visit: Visit,
    visitor: Visitor,
    found: WishList,
    role: Role,
    gift_id: str,
    asks: Who,
    token: str | None,
    form: Form,
    name: str,
    quantity: int,
) -> Response[Any]:
    which, said = asking.entry_of(gift_id), told(form)
    if form.text("how", required=False, most=10) != "buy":
        await claiming.claim(tx, found, role, which, asks, name, quantity, told=said)
        return asking.remember(request, go(request, f"{found.share_path}#{gift_id}"), token)
    cart = await mine_or_new(tx, visit, visitor)
    send = form.text("to", required=False, most=10) != "me"
    label = recipient(request, found)
    await claiming.buy(tx, found, role, which, asks, name, quantity, cart, send=send, label=label, told=said)
    return asking.remember(request, remember_cart(request, go(request, "/cart"), cart), token)


def told(form: Form) -> View:
    """Return what the page that was filled in had said that the owner would see."""
    return View(form.choice("told", [one.value for one in View], default=View.ALL.value))


@act("/l/{secret:str}/entries/{gift_id:str}/watch", may="anyone")
async def look_out(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, secret: str, gift_id: str
) -> Response[Any]:
    """Look out for a gift that is sold out: it is saved for the giver, whose list it is learns nothing."""
    asking.slow_down(request, "save", asking.SAVES)
    asks, token = asking.asks_or_new(visit, visitor)
    found, role = await queries.by_link(tx, secret, asks)
    seen = await queries.see(tx, found, role, asks, visitor, visit.market, visit.language.code)
    await watching.look_out(tx, visitor, asks, _one(seen, gift_id).entry.variant_id, visit.market, visit.language.code)
    return asking.remember(request, go(request, f"/l/{secret}/entries/{gift_id}"), token)


@act("/l/{secret:str}/claims/{claim_id:str}/end", may="anyone")
async def take_back(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, secret: str, claim_id: str
) -> Response[Any]:
    """Take one's own promise back."""
    asks = asking.asks(visit, visitor)
    await queries.by_link(tx, secret, asks)
    try:
        claim = ClaimId(ids.parse("clm", claim_id))
    except ids.UnknownId:
        raise NoSuchClaim from None
    await claiming.give_up(tx, claim, asks)
    return go(request, f"/l/{secret}")


HANDLERS = [see, come_near, say_one_came, see_gift, give, look_out, take_back]
