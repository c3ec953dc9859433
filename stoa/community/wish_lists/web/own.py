"""The page of a list for those it belongs to, and what they do with its entries."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.base.refusals import Conflict
from stoa.community import circles
from stoa.community.circles.model import Byline
from stoa.community.wish_lists import actions, moving, pool_store, pooling, queries, store, watching
from stoa.community.wish_lists.model import (
    MOST_NOTE,
    MOST_QUANTITY,
    Change,
    Invitation,
    Kind,
    NoSuchEntry,
    NoSuchPool,
    Priority,
    Role,
    Who,
    WishList,
)
from stoa.community.wish_lists.shown import ListView, ShownEntry, Summary
from stoa.community.wish_lists.web import asking, giving
from stoa.people.sessions.model import PersonId, Visitor
from stoa.shop.carts.web.pages import mine_or_new
from stoa.shop.carts.web.pages import remember as remember_cart


class Beside(msgspec.Struct, frozen=True):
    """A co-owner as the page names them."""

    id: str
    name: str
    surprised: bool
    me: bool


class OwnPage(Page, kw_only=True, template="wish_lists/own.html"):
    """A list to its owners. Without one there is nothing saved yet."""

    seen: ListView | None
    saved: bool
    own: bool
    heading: str
    link: str = ""
    invitation: Invitation | None = None
    invitation_link: str = ""
    beside: list[Beside] = []
    lists: list[Summary] = []
    promised: bool = False
    """Whether a guest promised something to others: who has an account finds it there."""


class EntryPage(Page, kw_only=True, template="wish_lists/entry.html"):
    """One entry to be changed."""

    seen: ListView
    one: ShownEntry
    heading: str
    lists: list[Summary]
    typed: dict[str, str]
    errors: dict[str, str]
    goal: Money | None
    problem: str = ""
    most: int = MOST_QUANTITY
    most_note: int = MOST_NOTE


async def shown(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    found: WishList | None,
    role: Role = Role.OWNER,
    *,
    kind: Kind = Kind.LIST,
) -> Response[str]:
    """Return the page of a list for one of its owners."""
    asks = asking.asks(visit, visitor)
    seen = await queries.see(read, found, role, asks, visitor, visit.market, visit.language.code) if found is not None else None
    title = heading(request, found)
    saved = found.kind is Kind.SAVED if found is not None else kind is Kind.SAVED
    content = OwnPage(seen=seen, saved=saved, own=role is Role.OWNER, heading=title, frame=await framed(read, visit))
    if found is not None and not saved:
        content.link = visit.absolute(found.share_path) if found.share_path else ""
        content.beside = await _beside(read, found, asks)
        content.invitation = await store.invitation(read, found.id) if role is Role.OWNER else None
        content.invitation_link = visit.absolute(content.invitation.path) if content.invitation else ""
    if visitor.person is not None:
        content.lists = await queries.lists_of(read, visitor.person)
    elif asks.guest is not None:
        content.promised = bool(await queries.promises_of(read, asks, visit.language.code))
    return show(request, content, title=title, robots="noindex")


def heading(request: Request[Any, Any, Any], found: WishList | None) -> str:
    """Return what a list is called; what is saved with one tap has no name of its own."""
    if found is None or found.kind is Kind.SAVED:
        return say(request, "wish-lists-saved-title")
    return found.title or say(request, f"wish-lists-kind-{found.kind.value}")


async def _beside(read: Reading, found: WishList, asks: Who) -> list[Beside]:
    people = await store.co_owners(read, found.id)
    names: dict[PersonId, Byline] = await circles.bylines(read, [one.person_id for one in people]) if people else {}
    return [
        Beside(
            ids.show("per", one.person_id),
            names[one.person_id].name if one.person_id in names else "",
            one.surprised,
            one.person_id == asks.person,
        )
        for one in people
    ]


@page("/lists/{list_id:str}", may="anyone")
async def see(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, list_id: str) -> Response[str]:
    """A list: to its owners as theirs, to whom its owner shows it on their page as a giver sees it."""
    asks = asking.asks(visit, visitor)
    found, role = await queries.on_page(read, asking.list_of(list_id), asks)
    if role is Role.GIVER:
        return await giving.shown(request, read, visit, visitor, found, role, found.path)
    return await shown(request, read, visit, visitor, found, role)


@page("/lists/{list_id:str}/entries/{entry_id:str}", may="anyone")
async def see_entry(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, list_id: str, entry_id: str
) -> Response[str]:
    return await _entry_page(request, read, visit, visitor, list_id, entry_id)


async def _entry_page(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    list_id: str,
    entry_id: str,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> Response[str]:
    asks = asking.asks(visit, visitor)
    found, role = await actions.opened(read, asking.list_of(list_id), asks)
    seen = await queries.see(read, found, role, asks, visitor, visit.market, visit.language.code)
    one = next((entry for entry in seen.entries if entry.entry.id == asking.entry_of(entry_id)), None)
    if one is None:
        raise NoSuchEntry
    content = EntryPage(
        seen=seen,
        one=one,
        heading=heading(request, found),
        lists=[other for other in await queries.lists_of(read, visitor.person) if other.id != found.id] if visitor.person else [],
        typed=form.typed if form is not None else _typed(one),
        errors=faults(request, form.errors.values()) if form is not None else {},
        goal=await _goal(read, found, one),
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, content, title=one.variant.title, status=status, robots="noindex")


async def _goal(read: Reading, found: WishList, one: ShownEntry) -> Money | None:
    """Return what putting together one of it would take, where that can be done now."""
    if one.pool is not None or found.address_id is None or one.entry.had_at is not None:
        return None
    try:
        return await pooling.quoted(read, found, one.entry)
    except Conflict:
        return None


def _typed(one: ShownEntry) -> dict[str, str]:
    entry, watch = one.entry, one.watch
    below = str(Money(watch.below, entry.currency).decimal()) if watch and watch.below and entry.currency else ""
    return {
        "quantity": str(entry.quantity),
        "note": entry.note,
        "priority": str(int(entry.priority)),
        **({"had": "yes"} if entry.had_at else {}),
        **({"price": "yes"} if watch and watch.price else {}),
        **({"stock": "yes"} if watch and watch.stock else {}),
        "below": below,
    }


@act("/lists/{list_id:str}/entries/{entry_id:str}", may="anyone")
async def change(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, list_id: str, entry_id: str
) -> Response[Any]:
    """Change an entry, or take it off."""
    form = await Form.of(request)
    asks, of, which = asking.asks(visit, visitor), asking.list_of(list_id), asking.entry_of(entry_id)
    found, _ = await actions.opened(tx, of, asks)
    back = "/saved" if found.kind is Kind.SAVED else found.path
    if form.text("change", required=False, most=10) == "remove":
        await actions.remove(tx, asks, of, which)
        return go(request, back)
    entry = await store.entry(tx, of, which)
    if entry is None:
        raise NoSuchEntry
    said = Change(
        quantity=form.number("quantity", least=1, most=MOST_QUANTITY),
        note=form.text("note", required=False, most=MOST_NOTE),
        priority=Priority(form.number("priority", least=0, most=2, default=1)),
        had=form.ticked("had"),
    )
    below = form.amount("below", entry.currency, required=False) if entry.currency else None
    if below is not None and not below.amount:
        below = None
    to = form.text("to", required=False, most=40)
    if form.errors:
        raise Retype(await _entry_page(request, tx, visit, visitor, list_id, entry_id, form))
    await actions.change(tx, asks, of, which, said)
    watched = form.ticked("price") or below is not None
    await watching.watch(tx, asks, of, which, price=watched, stock_=form.ticked("stock"), below=below.amount if below else None)
    if to:
        try:
            async with tx.attempt():
                await moving.move(tx, asks, of, which, asking.list_of(to))
        except Conflict as refusal:
            problem = say(request, f"refusal-{refusal.code.replace('_', '-')}", **refusal.facts)
            raise Retype(await _entry_page(request, tx, visit, visitor, list_id, entry_id, form, problem, refusal.status)) from None
    return go(request, back)


@act("/lists/{list_id:str}/entries/{entry_id:str}/cart", may="anyone")
async def move_to_cart(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, list_id: str, entry_id: str
) -> Response[Any]:
    """Put it into one's own cart, in one tap."""
    asks = asking.asks(visit, visitor)
    await actions.opened(tx, asking.list_of(list_id), asks)
    cart = await mine_or_new(tx, visit, visitor)
    await actions.move_to_cart(tx, asks, asking.list_of(list_id), asking.entry_of(entry_id), cart)
    return remember_cart(request, go(request, "/cart"), cart)


@act("/lists/{list_id:str}/entries/{entry_id:str}/pool", may="member")
async def open_pool(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, list_id: str, entry_id: str
) -> Response[Any]:
    """Let others put money together for it."""
    form = await Form.of(request)
    asks = asking.asks(visit, visitor)
    found, _ = await actions.opened(tx, asking.list_of(list_id), asks)
    until = form.moment("until", kit(request).settings.time_zone, required=False)
    if form.errors:
        raise Retype(await _entry_page(request, tx, visit, visitor, list_id, entry_id, form))
    await pooling.open_pool(tx, found, asking.entry_of(entry_id), asks, until)
    return go(request, found.path)


@act("/lists/{list_id:str}/pools/{pool_id:str}/end", may="member")
async def end_pool(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, list_id: str, pool_id: str
) -> Response[Any]:
    """Give up what is put together; everybody gets their money back."""
    found, _ = await actions.opened(tx, asking.list_of(list_id), asking.asks(visit, visitor))
    pool = await pool_store.find(tx, asking.pool_of(pool_id))
    if pool is None or await store.entry(tx, found.id, pool.entry_id) is None:
        raise NoSuchPool
    await pooling.give_up(tx, pool.id)
    return go(request, found.path)


HANDLERS = [see, see_entry, change, move_to_cart, open_pool, end_pool]
