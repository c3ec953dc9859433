"""What I show: every kind of thing and every purchase, to whom, in plain words, on one page."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.pages import Page, fragment, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.paging import Slice
from stoa.community.circles import actions, queries, rules
from stoa.community.circles.model import Audience, Kind, LineId, NoSuchPurchase, Purchase, PurchaseState, Shown
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry, Line
from stoa.people.sessions.model import Visitor

SHOWING = "/account/showing"
AS_ALL = "as-all"
PAGE = 12

LINE = Panel(
    f"""select json_build_object('key', case when count(*) > 0 then 'circles-line-shown' else 'circles-line-private' end, 'count', count(*),
        'more', {len(Kind)})
    from circles.showing s where s.person_id = :viewer::uuid and s.audience <> 'nobody'""",
    Line,
)
"""How many kinds of things others may see."""


class Row(msgspec.Struct, frozen=True):
    """A purchase with what is chosen for it, who sees it, and why nobody does where that is not by choice."""

    purchase: Purchase
    ref: str
    chosen: str
    seen_by: Audience
    why: str


class ShowingPage(Page, kw_only=True, template="circles/showing.html"):
    entries: list[AccountEntry]
    shown: Shown
    kinds: list[tuple[Kind, Audience]]
    audiences: list[Audience]
    rows: list[Row]
    next_cursor: str | None
    saved: bool


def row(purchase: Purchase, setting: Audience) -> Row:
    """Return a purchase with who sees it as things stand."""
    why = ""
    if purchase.gift:
        why = "gift"
    elif purchase.state is not PurchaseState.DELIVERED:
        why = purchase.state.value
    chosen = purchase.audience.value if purchase.audience else AS_ALL
    return Row(purchase, purchase.shown_id, chosen, rules.shown_to(purchase, setting), why)


@page(SHOWING, may="member")
async def see_showing(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    me = visitor.member
    shown = await queries.shown(read, me)
    bought: Slice[Purchase] = await queries.purchases(read, me, request.query_params.get("cursor"), PAGE)
    content = ShowingPage(
        entries=profiles.entries(),
        shown=shown,
        kinds=[(kind, shown.of(kind)) for kind in Kind],
        audiences=list(Audience),
        rows=[row(one, shown.of(Kind.PURCHASES)) for one in bought.items],
        next_cursor=bought.next_cursor,
        saved="saved" in request.query_params,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "circles-showing"), robots="noindex")


@act(SHOWING, may="member")
async def change_showing(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor) -> Response[Any]:
    """Keep what was chosen; a kind that the form does not name stays as it is."""
    form = await Form.of(request)
    wanted = {kind: form.choice(kind.value, list(Audience)) for kind in Kind if kind.value in form.typed}
    form.check()
    await actions.show_all(tx, visitor, {kind: Audience(audience) for kind, audience in wanted.items()})
    return go(request, f"{SHOWING}?saved")


@act(f"{SHOWING}/nothing", may="member")
async def show_nothing(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor) -> Response[Any]:
    """Show nothing of any kind any more, and no purchase that had a setting of its own."""
    await actions.show_nothing(tx, visitor)
    return go(request, f"{SHOWING}?saved")


@act(f"{SHOWING}/purchases/{{line_id:str}}", may="member")
async def change_purchase(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, line_id: str) -> Response[Any]:
    line = LineId(ids.parse("lin", line_id))
    form = await Form.of(request)
    chosen = form.choice("audience", [AS_ALL, *Audience], default=AS_ALL)
    form.check()
    await actions.show_purchase(tx, visitor, line, None if chosen == AS_ALL else Audience(chosen), gift=form.ticked("gift"))
    if visit.wants_fragment is None:
        return go(request, f"{SHOWING}?saved#{ids.show('lin', line)}")
    found = await queries.purchase(tx, visitor.member, line)
    if found is None:
        raise NoSuchPurchase
    shown = await queries.shown(tx, visitor.member)
    return fragment(
        request, "circles/_purchase.html", r=row(found, shown.of(Kind.PURCHASES)), shown=shown, audiences=list(Audience), saved_row=True
    )


HANDLERS = [see_showing, change_showing, show_nothing, change_purchase]
