"""Until it is packed: cancel, send it elsewhere, take another size."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Refusal
from stoa.people import profiles
from stoa.people.sessions.model import Visitor
from stoa.shop import returns
from stoa.shop.catalog.model import NoSuchVariant, VariantId
from stoa.shop.orders.model import Line, LineId, Order
from stoa.shop.returns import choosing, rules
from stoa.shop.returns.choosing import Choosing
from stoa.shop.returns.model import NothingIsSent, Possible, TooLateToChange
from stoa.shop.returns.web.opened import Opened, key_of, open_order


class ChangePage(Page):
    """What every screen here shows: the order, what may be done, what was typed and what is wrong with it."""

    order: Order
    open_key: str
    possible: Possible
    typed: dict[str, str]
    errors: dict[str, str]
    problem: str


class CancelPage(ChangePage, template="returns/cancel.html"):
    lines: list[Line]


class AddressPage(ChangePage, template="returns/address.html"):
    country: str


class ChoicePage(ChangePage, template="returns/choice.html"):
    choosing: list[Choosing]


async def _common(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, opened: Opened, form: Form | None, problem: str
) -> dict[str, Any]:
    return {
        "order": opened.order,
        "open_key": opened.query,
        "possible": opened.possible,
        "typed": form.typed if form else {},
        "errors": faults(request, form.errors.values()) if form else {},
        "problem": problem,
        "frame": await framed(read, visit),
    }


def _sentence(request: Request[Any, Any, Any], refusal: Refusal) -> str:
    key = f"refusal-{refusal.code.replace('_', '-')}"
    texts = kit(request).renderer.texts
    return say(request, key if texts.has("en", key) else "refusal-conflict", **refusal.facts)


async def _cancel_page(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, opened: Opened, form: Form | None = None, problem: str = ""
) -> Response[str]:
    if not opened.possible.cancel:
        raise rules.too_late(opened.order)
    lines = [line for line in opened.order.lines if line.id in opened.possible.cancel]
    content = CancelPage(lines=lines, **await _common(request, read, visit, opened, form, problem))
    return show(request, content, title=say(request, "returns-cancel"), robots="noindex")


@page("/orders/{order_id:str}/cancellation", may="anyone")
async def cancellation(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, order_id: str) -> Response[str]:
    return await _cancel_page(request, read, visit, await open_order(read, visitor, order_id, key_of(request)))


@act("/orders/{order_id:str}/cancellation", may="anyone")
async def cancel(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    """Cancel all of it, or the chosen pieces, and nothing where neither is said; the money goes back the way it came."""
    opened = await open_order(tx, visitor, order_id, key_of(request))
    form = await Form.of(request)
    wanted: dict[LineId, int] | None = None
    if form.typed.get("what") != "all":
        open_ = opened.possible.cancel
        counts = {line_id: form.number(f"pieces-{ids.show('lin', line_id)}", default=0, most=most) for line_id, most in open_.items()}
        wanted = {line_id: count for line_id, count in counts.items() if count}
        if not wanted:
            form.refuse("pieces", "nothing_chosen")
    if form.errors:
        raise Retype(await _cancel_page(request, tx, visit, opened, form))
    await returns.cancel(tx, visitor, opened.order.id, wanted)
    return go(request, opened.path)


async def _address_page(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    opened: Opened,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> Response[str]:
    known = opened.order.shipping_address
    fixed = rules.fixed_address(opened.order)
    if fixed is not None or known is None:
        raise fixed or NothingIsSent(number=opened.order.number)
    common = await _common(request, read, visit, opened, form, problem)
    if form is None:
        common["typed"] = {name: str(value) for name, value in msgspec.structs.asdict(known).items()}
    content = AddressPage(country=known.country, **common)
    return show(request, content, title=say(request, "returns-address"), status=status, robots="noindex")


@page("/orders/{order_id:str}/address", may="anyone")
async def address(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, order_id: str) -> Response[str]:
    return await _address_page(request, read, visit, await open_order(read, visitor, order_id, key_of(request)))


@act("/orders/{order_id:str}/address", may="anyone")
async def change_address(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    opened = await open_order(tx, visitor, order_id, key_of(request))
    form = await Form.of(request)
    known = opened.order.shipping_address
    typed, wrong = profiles.check_address({**form.typed, "country": known.country if known else ""})
    for error in wrong:
        form.errors.setdefault(error.pointer.removeprefix("/"), error)
    if form.errors:
        raise Retype(await _address_page(request, tx, visit, opened, form))
    try:
        async with tx.attempt():
            await returns.change_address(tx, visitor, opened.order.id, typed)
    except Refusal as refusal:
        status = refusal.status
        raise Retype(await _address_page(request, tx, visit, opened, form, _sentence(request, refusal), status), status) from None
    return go(request, opened.path)


async def _choice_page(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, opened: Opened, problem: str = "", status: int = 200
) -> Response[str]:
    if not opened.possible.change_choice and not opened.possible.cancel:
        raise rules.too_late(opened.order)
    choosable = [one for one in await choosing.choosing(read, visitor, opened.order) if one.others]
    content = ChoicePage(choosing=choosable, **await _common(request, read, visit, opened, None, problem))
    return show(request, content, title=say(request, "returns-choice"), status=status, robots="noindex")


@page("/orders/{order_id:str}/choice", may="anyone")
async def choice(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, order_id: str) -> Response[str]:
    return await _choice_page(request, read, visit, visitor, await open_order(read, visitor, order_id, key_of(request)))


@act("/orders/{order_id:str}/choice", may="anyone")
async def change_choice(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    opened = await open_order(tx, visitor, order_id, key_of(request))
    form = await Form.of(request)
    line_id, other = _id(form, "line", "lin"), _id(form, "variant", "var")
    if line_id is None or other is None:
        problem = say(request, "refusal-field-nothing-chosen")
        raise Retype(await _choice_page(request, tx, visit, visitor, opened, problem, status=422))
    try:
        async with tx.attempt():
            await returns.change_choice(tx, visitor, opened.order.id, LineId(line_id), VariantId(other))
    except (TooLateToChange, NoSuchVariant):
        raise
    except Refusal as refusal:
        page_ = await _choice_page(request, tx, visit, visitor, opened, _sentence(request, refusal), refusal.status)
        raise Retype(page_, refusal.status) from None
    return go(request, opened.path)


def _id(form: Form, name: str, prefix: str) -> UUID | None:
    try:
        return ids.parse(prefix, form.text(name, most=40))
    except ids.UnknownId:
        form.refuse(name, "not_a_choice")
        return None


HANDLERS = [cancellation, cancel, address, change_address, choice, change_choice]
