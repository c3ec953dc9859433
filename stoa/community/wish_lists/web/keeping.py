"""The account's lists: making them, saying what they are, sharing them, editing together."""

from datetime import date
from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community.wish_lists import actions, joining, queries
from stoa.community.wish_lists.model import Kind, SavedStays, Settings, View, WishList
from stoa.community.wish_lists.shown import Promise, Summary
from stoa.community.wish_lists.web import asking, own
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry, SavedAddress
from stoa.people.sessions.model import PersonId, Visitor


class ListsPage(Page, kw_only=True, template="wish_lists/lists.html"):
    entries: list[AccountEntry]
    lists: list[Summary]
    promises: list[Promise]
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}


class SettingsPage(Page, kw_only=True, template="wish_lists/settings.html"):
    found: WishList
    heading: str
    addresses: list[SavedAddress]
    typed: dict[str, str]
    errors: dict[str, str]


class JoinPage(Page, kw_only=True, template="wish_lists/join.html"):
    heading: str
    secret: str


@page("/account/lists", may="member")
async def lists(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _lists_page(request, read, visit, visitor)


async def _lists_page(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, form: Form | None = None
) -> Response[str]:
    content = ListsPage(
        entries=profiles.entries(),
        lists=await queries.lists_of(read, visitor.member),
        promises=await queries.promises_of(read, asking.asks(visit, visitor), visit.language.code),
        typed=form.typed if form is not None else {},
        errors=faults(request, form.errors.values()) if form is not None else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "wish-lists-title"), robots="noindex")


@act("/account/lists", may="member")
async def make(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    title = form.text("title", most=120)
    kind = Kind(form.choice("kind", [Kind.LIST.value, Kind.REGISTRY.value], default=Kind.LIST.value)) if not form.errors else Kind.LIST
    if form.errors:
        raise Retype(await _lists_page(request, tx, visit, visitor, form))
    made = await actions.make(tx, visitor.member, Settings(title=title, kind=kind), visit.market, visit.language.code)
    return go(request, made.path)


@page("/lists/{list_id:str}/settings", may="member")
async def settings(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, list_id: str) -> Response[str]:
    return await _settings_page(request, read, visit, visitor, list_id)


async def _settings_page(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, list_id: str, form: Form | None = None
) -> Response[str]:
    found = await joining.own(read, asking.asks(visit, visitor), asking.list_of(list_id))
    if found.kind is Kind.SAVED:
        raise SavedStays
    content = SettingsPage(
        found=found,
        heading=own.heading(request, found),
        addresses=await profiles.addresses(read, visitor.member),
        typed=form.typed if form is not None else _typed(found),
        errors=faults(request, form.errors.values()) if form is not None else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "wish-lists-settings"), robots="noindex")


def _typed(found: WishList) -> dict[str, str]:
    return {
        "title": found.title,
        "kind": found.kind.value,
        "recipient": found.recipient,
        "message": found.message,
        "date": found.date.isoformat() if found.date else "",
        "view": found.view.value,
        "address": ids.show("adr", found.address_id) if found.address_id else "",
        **({"on_page": "yes"} if found.on_page else {}),
    }


@act("/lists/{list_id:str}/settings", may="member")
async def save_settings(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, list_id: str) -> Response[Any]:
    form = await Form.of(request)
    asks = asking.asks(visit, visitor)
    found = await joining.own(tx, asks, asking.list_of(list_id))
    said = _read(form)
    if form.errors:
        raise Retype(await _settings_page(request, tx, visit, visitor, list_id, form))
    await actions.set_up(tx, asks, found.id, said)
    return go(request, found.path)


def _read(form: Form) -> Settings:
    kind = form.choice("kind", [Kind.LIST.value, Kind.REGISTRY.value], default=Kind.LIST.value)
    view = form.choice("view", [one.value for one in View], default=View.NOTHING.value)
    address = form.text("address", required=False, most=40)
    title = form.text("title", most=120)
    recipient = form.text("recipient", required=False, most=80)
    message = form.text("message", required=False, most=2_000)
    day = _day(form)
    if form.errors:
        return Settings(title=title)
    try:
        address_id = ids.parse("adr", address) if address else None
    except ids.UnknownId:
        address_id = None
    return Settings(
        title=title,
        kind=Kind(kind),
        recipient=recipient,
        message=message,
        date=day,
        view=View(view),
        on_page=form.ticked("on_page"),
        address_id=address_id,
    )


def _day(form: Form) -> date | None:
    typed = form.text("date", required=False, most=10)
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        form.refuse("date", "not_a_moment")
        return None


@act("/lists/{list_id:str}/share", may="member")
async def share(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, list_id: str) -> Response[Any]:
    """Make the link that shows the list to others."""
    await actions.share(tx, asking.asks(visit, visitor), asking.list_of(list_id))
    return go(request, f"/lists/{list_id}#share")


@act("/lists/{list_id:str}/revocation", may="member")
async def revoke(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, list_id: str) -> Response[Any]:
    """Let the link open nothing any more."""
    await actions.revoke(tx, asking.asks(visit, visitor), asking.list_of(list_id))
    return go(request, f"/lists/{list_id}#share")


@act("/lists/{list_id:str}/removal", may="member")
async def remove(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, list_id: str) -> Response[Any]:
    await actions.take_down(tx, asking.asks(visit, visitor), asking.list_of(list_id))
    return go(request, "/account/lists")


@act("/lists/{list_id:str}/invitation", may="member")
async def invite(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, list_id: str) -> Response[Any]:
    """Make a link for co-owners, or take it back."""
    form = await Form.of(request)
    asks, of = asking.asks(visit, visitor), asking.list_of(list_id)
    if form.text("invitation", required=False, most=10) == "end":
        await joining.uninvite(tx, asks, of)
    else:
        await joining.invite(tx, asks, of, surprised=form.text("together", required=False, most=10) == "surprised")
    return go(request, f"/lists/{list_id}#together")


@act("/lists/{list_id:str}/co-owners/{person_id:str}/removal", may="member")
async def leave(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, list_id: str, person_id: str
) -> Response[Any]:
    """Take a co-owner off the list, or oneself."""
    asks, of = asking.asks(visit, visitor), asking.list_of(list_id)
    person = PersonId(ids.parse("per", person_id))
    await joining.leave(tx, asks, of, person)
    return go(request, "/account/lists" if person == asks.person else f"/lists/{list_id}#together")


@page("/lists/join/{secret:str}", may="member")
async def see_invitation(request: Request[Any, Any, Any], read: Reading, visit: Visit, secret: str) -> Response[str]:
    """An invitation, to be taken up with one tap."""
    found = await joining.see_invitation(read, secret)
    content = JoinPage(heading=own.heading(request, found), secret=secret, frame=await framed(read, visit))
    return show(request, content, title=say(request, "wish-lists-join"), robots="noindex")


@act("/lists/join/{secret:str}", may="member")
async def join(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, secret: str) -> Response[Any]:
    found = await joining.join(tx, visitor.member, secret)
    return go(request, found.path)


HANDLERS = [lists, make, settings, save_settings, share, revoke, remove, invite, leave, see_invitation, join]
