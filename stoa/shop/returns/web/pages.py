"""Sending back: what, why, and how it goes on."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Database, Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import returns
from stoa.shop.catalog.web import sent
from stoa.shop.orders.model import Line, LineId, Order
from stoa.shop.returns.model import Action, NoneToSendAgain, NoSuchReturn, Possible, Reason, Return, Wanted, Wish
from stoa.shop.returns.rules import actions
from stoa.shop.returns.web.opened import Opened, key_of, open_order, return_id_of

MOST_PHOTOS = 5


class ReturnPage(Page, template="returns/send_back.html"):
    """What may be sent back, piece by piece, and what was asked for before. `most`: pieces of each line, for any reason."""

    order: Order
    open_key: str
    possible: Possible
    lines: list[Line]
    most: dict[LineId, int]
    returns: list[Return]
    shippable: list[str]
    withdrawable: list[str]
    reasons: list[str]
    typed: dict[str, str]
    errors: dict[str, str]
    problem: str = ""


async def _screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    opened: Opened,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> Response[str]:
    may = opened.possible
    most = {line.id: max(found.get(line.id, 0) for found in (may.withdraw, may.send_back, may.claim)) for line in opened.order.lines}
    asked = [one for one in opened.returns if one.lines]
    content = ReturnPage(
        order=opened.order,
        open_key=opened.query,
        possible=may,
        lines=[line for line in opened.order.lines if most[line.id]],
        most=most,
        returns=asked,
        shippable=[str(one.id) for one in asked if Action.SEND in actions(one.kind, one.state)],
        withdrawable=[str(one.id) for one in asked if Action.TAKE_BACK in actions(one.kind, one.state)],
        reasons=[reason.value for reason in Reason],
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        problem=problem,
        frame=await framed(read, visit),
    )
    title = say(request, "returns-title", number=str(opened.order.number))
    return show(request, content, title=title, status=status, robots="noindex")


@page("/orders/{order_id:str}/return", may="anyone")
async def send_back(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, order_id: str) -> Response[str]:
    return await _screen(request, read, visit, await open_order(read, visitor, order_id, key_of(request)))


@act("/orders/{order_id:str}/return", may="anyone")
async def ask(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    """Ask for it. Pictures are made anew and stored first, outside the transaction."""
    async with db.reading() as read:
        opened = await open_order(read, visitor, order_id, key_of(request))
    form = await Form.of(request)
    wanted = _wanted(form, opened.order)
    wish = Wish(form.choice("wish", [one.value for one in Wish], default=Wish.REFUND.value) or Wish.REFUND)
    note = form.text("note", required=False, most=2_000)
    kept = await sent.pictures(form, "photos", MOST_PHOTOS) if wanted and not form.errors else []
    photos = [f"{one.digest}/{one.width}" for one in kept]
    async with db.writing() as tx:
        if not wanted:
            form.refuse("pieces", "nothing_chosen")
        if form.errors:
            raise Retype(await _screen(request, tx, visit, opened, form))
        try:
            async with tx.attempt():
                await returns.ask(tx, visitor, opened.order.id, wanted, note, photos, wish)
        except NoneToSendAgain as refusal:
            form.refuse("wish", "none_to_send_again", **refusal.facts)
            raise Retype(await _screen(request, tx, visit, opened, form, status=409), 409) from None
    return go(request, f"/orders/{order_id}/return{opened.query}#asked")


def _wanted(form: Form, order: Order) -> list[Wanted]:
    """Read how many of each line, and why; nobody has to say why."""
    found = []
    for line in order.lines:
        shown = ids.show("lin", line.id)
        count = form.number(f"pieces-{shown}", default=0, most=line.quantity)
        reason = Reason(form.choice(f"reason-{shown}", [one.value for one in Reason], default=Reason.NOT_SAID.value) or Reason.NOT_SAID)
        if count:
            found.append(Wanted(line.id, count, reason))
    return found


@act("/orders/{order_id:str}/returns/{return_id:str}/state", may="anyone")
async def move(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, order_id: str, return_id: str) -> Response[Any]:
    """Say that it is on its way, or keep it after all."""
    opened = await open_order(tx, visitor, order_id, key_of(request))
    wanted = return_id_of(return_id)
    if wanted not in {one.id for one in opened.returns}:
        raise NoSuchReturn
    form = await Form.of(request)
    verb = form.choice("do", [Action.SEND.value, Action.TAKE_BACK.value])
    form.check()
    await (returns.send if verb == Action.SEND.value else returns.take_back)(tx, visitor, wanted)
    return go(request, f"/orders/{order_id}/return{opened.query}#asked")


HANDLERS = [send_back, ask, move]
