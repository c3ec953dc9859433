"""Returns on the desk: one list, one pane, and the decisions."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.http.waiting import waits
from stoa.base.money import Money
from stoa.base.paging import Slice
from stoa.people import profiles
from stoa.people.sessions.model import Visitor
from stoa.shop import orders, returns
from stoa.shop.orders.model import LineId, Order
from stoa.shop.returns import actions, declaring, queries, rules, worth
from stoa.shop.returns.model import Kind, NoSuchReturn, NotAsMuch, NothingChosen, Return, StatementId, Terms
from stoa.shop.returns.queries import Declared, Row
from stoa.shop.returns.web.opened import return_id_of
from stoa.shop.stock.model import OutOfStock

VIEWS = {"open": False, "ended": True, "all": None}


class DeskReturnsPage(Page, template="returns/desk.html"):
    """The list, what fits no order, and the return that is open. `owed` is what would be paid back now."""

    returns: Slice[Row]
    unmatched: list[Declared]
    view: str
    one: Return | None = None
    order: Order | None = None
    actions: list[str] = []
    owed: Money | None = None
    asked_pieces: dict[LineId, int] = {}
    may: list[str] = []
    due_at: datetime | None = None
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}


class TermsPage(Page, template="returns/terms.html"):
    typed: dict[str, str]
    errors: dict[str, str]
    countries: list[str]


async def _screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    one: Return | None,
    form: Form | None = None,
    status: int = 200,
) -> Response[str]:
    view = request.query_params.get("view", "open")
    content = DeskReturnsPage(
        returns=await queries.listed(read, ended=VIEWS.get(view, False), cursor=request.query_params.get("cursor")),
        unmatched=await queries.unmatched(read),
        view=view if view in VIEWS else "open",
        may=sorted(visitor.permissions),
        frame=await framed(read, visit),
    )
    if one is not None:
        order = await orders.get(read, one.order_id)
        content = msgspec.structs.replace(
            content,
            one=one,
            order=order,
            actions=[action.value for action in rules.actions(one.kind, one.state)],
            owed=_owed(order, one),
            asked_pieces=rules.count(one.lines),
            due_at=rules.due_by(one.asked_at) if one.kind is Kind.WITHDRAWAL and one.waits else None,
            typed=form.typed if form else {},
            errors=faults(request, form.errors.values()) if form else {},
        )
    title = say(request, "returns-number", number=str(one.number)) if one else say(request, "returns-desk")
    return show(request, content, title=title, status=status, robots="noindex")


def _owed(order: Order, one: Return) -> Money | None:
    """Return about how much would be paid back: the exact sum is decided when it is."""
    if not one.waits:
        return None
    try:
        pieces = rules.to_refund(order, one)
    except NothingChosen:
        return None
    whole = one.kind in {Kind.WITHDRAWAL, Kind.CLAIM}
    return worth.refund_for(order, pieces, shipping=order.shipping if whole else None).total


@page("/desk/returns", may="orders.read")
async def listing(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _screen(request, read, visit, visitor, None)


@page("/desk/returns/{return_id:str}", may="orders.read")
async def one_return(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, return_id: str) -> Response[str]:
    return await _screen(request, read, visit, visitor, await queries.find(read, return_id_of(return_id)))


@act("/desk/returns/{return_id:str}/approval", may="orders.change")
async def approve(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, return_id: str) -> Response[Any]:
    form = await Form.of(request)
    await returns.approve(tx, visitor, return_id_of(return_id), form.text("note", required=False, most=1_000))
    return go(request, f"/desk/returns/{return_id}")


@act("/desk/returns/{return_id:str}/refusal", may="orders.change")
async def refuse(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, return_id: str) -> Response[Any]:
    """Refuse it, with a reason that is mailed."""
    form = await Form.of(request)
    why = form.text("why", most=1_000)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, visitor, await queries.find(tx, return_id_of(return_id)), form))
    await returns.refuse(tx, visitor, return_id_of(return_id), why)
    return go(request, f"/desk/returns/{return_id}")


@act("/desk/returns/{return_id:str}/replacement", may="orders.refund")
async def replace(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, return_id: str) -> Response[Any]:
    """Send it again; where it is sold out by now, the pane says so and the money can be given back."""
    one = await queries.find(tx, return_id_of(return_id))
    form = await Form.of(request)
    try:
        async with tx.attempt():
            await returns.replace(tx, visitor, one.id, form.text("note", required=False, most=1_000))
    except OutOfStock as refusal:
        form.refuse("replace", "sold_out_meanwhile", free=refusal.facts.get("free", 0))
        raise Retype(await _screen(request, tx, visit, visitor, one, form, 409), 409) from None
    return go(request, f"/desk/returns/{return_id}")


@act("/desk/returns/{return_id:str}/arrival", may="orders.change")
async def receive(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, return_id: str) -> Response[Any]:
    """Note how many of each line came back, and how many of those can be sold again."""
    one = await queries.find(tx, return_id_of(return_id))
    form = await Form.of(request)
    came, shelf = {}, {}
    for line_id, most in rules.count(one.lines).items():
        shown = ids.show("lin", line_id)
        came[line_id] = form.number(f"came-{shown}", default=0, most=most)
        shelf[line_id] = form.number(f"shelf-{shown}", default=0, most=came[line_id])
    if form.errors:
        raise Retype(await _screen(request, tx, visit, visitor, one, form))
    await returns.receive(tx, visitor, one.id, came, shelf)
    return go(request, f"/desk/returns/{return_id}")


@act("/desk/returns/{return_id:str}/refund", may="orders.refund")
async def refund(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, return_id: str) -> Response[Any]:
    """Pay back what is owed, or less for worn goods."""
    one = await queries.find(tx, return_id_of(return_id))
    order = await orders.get(tx, one.order_id)
    form = await Form.of(request)
    amount = form.amount("amount", order.currency, required=False)
    note = form.text("note", required=False, most=1_000)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, visitor, one, form))
    try:
        async with tx.attempt():
            await returns.refund(tx, visitor, one.id, amount, note)
    except NotAsMuch:
        form.refuse("amount", "too_much")
        raise Retype(await _screen(request, tx, visit, visitor, one, form, 409), 409) from None
    return go(request, f"/desk/returns/{return_id}")


@act("/desk/returns/statements/{statement_id:str}/settlement", may="orders.change")
async def settle(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, statement_id: str) -> Response[Any]:
    """Note that somebody has answered a declaration that fits no order."""
    try:
        found = StatementId(ids.parse("wdr", statement_id))
    except ids.UnknownId:
        raise NoSuchReturn from None
    await declaring.settle(tx, visitor, found)
    return go(request, "/desk/returns")


@page("/desk/returns/terms", may="settings.edit")
async def terms(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    known = await queries.terms(read)
    typed = {name: str(getattr(known, name)) for name in ("withdrawal_days", "return_days", "claim_days")}
    if known.address is not None:
        typed |= {name: str(value) for name, value in msgspec.structs.asdict(known.address).items()}
    return await _terms(request, read, visit, typed)


async def _terms(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, typed: dict[str, str], form: Form | None = None
) -> Response[str]:
    errors = faults(request, form.errors.values()) if form else {}
    content = TermsPage(typed=typed, errors=errors, countries=sorted(profiles.COUNTRIES), frame=await framed(read, visit))
    return show(request, content, title=say(request, "returns-terms"), robots="noindex")


@act("/desk/returns/terms", may="settings.edit")
async def save_terms(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    withdrawal = form.number("withdrawal_days", least=14, most=365)
    back = form.number("return_days", least=14, most=365)
    claim = form.number("claim_days", least=0, most=3_650)
    address = None
    if any(form.typed.get(name, "").strip() for name in ("name", "line1", "city", "postal_code")):
        address, wrong = profiles.check_address(form.typed)
        for error in wrong:
            form.errors.setdefault(error.pointer.removeprefix("/"), error)
    if form.errors:
        raise Retype(await _terms(request, tx, visit, form.typed, form))
    await actions.save_policy(tx, visitor, Terms(withdrawal_days=withdrawal, return_days=back, claim_days=claim, address=address))
    return go(request, "/desk/returns/terms")


waits("/desk/returns", Panel("select count(*) from returns.return_ where ended_at is null", int))

HANDLERS = [listing, terms, save_terms, one_return, approve, refuse, replace, receive, refund, settle]
