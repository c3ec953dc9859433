"""The withdrawal function, and the link to one's order: for everybody, without an account, saying nothing of what exists."""

from typing import Any

from litestar import Request, Response

from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit, Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import returns
from stoa.shop.returns import declaring

PER_ADDRESS = Rate(burst=10, seconds=3600)
PER_MAILBOX = Rate(burst=4, seconds=3600)
"""So that nobody fills somebody else's mailbox with receipts."""


class WithdrawPage(Page, template="returns/withdraw.html"):
    """The declaration: first written (`step` "write"), then read once more and confirmed ("confirm")."""

    step: str
    typed: dict[str, str]
    errors: dict[str, str]


class ReceivedPage(Page, template="returns/received.html"):
    """Where the answer is the same whatever was sent. `what` is withdrawal or link."""

    what: str


class LinkPage(Page, template="returns/link.html"):
    typed: dict[str, str]
    errors: dict[str, str]


@page("/withdraw", may="anyone")
async def write(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, order: str = "") -> Response[str]:
    """Write a declaration; what is known already is filled in."""
    typed = {"name": visitor.name if not visitor.guest else "", "email": visitor.email, "order": order[:40]}
    return await _screen(request, read, visit, "write", typed)


async def _screen(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, step: str, typed: dict[str, str], form: Form | None = None
) -> Response[str]:
    errors = faults(request, form.errors.values()) if form else {}
    content = WithdrawPage(step=step, typed=typed, errors=errors, frame=await framed(read, visit))
    return show(request, content, title=say(request, "returns-withdraw"))


def _read(form: Form) -> dict[str, str]:
    return {
        "name": form.text("name", most=120),
        "order_number": form.text("order", most=40),
        "email": form.email("email"),
        "note": form.text("note", required=False, most=2_000),
    }


@act("/withdraw", may="anyone")
async def confirm(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    """Show once more what is declared, with the button that declares it."""
    form = await Form.of(request)
    _read(form)
    if form.errors or form.ticked("back"):
        raise Retype(await _screen(request, read, visit, "write", form.typed, form), 422 if form.errors else 200)
    return await _screen(request, read, visit, "confirm", form.typed)


@act("/withdraw/confirmation", may="anyone")
async def declare(request: Request[Any, Any, Any], tx: Writing, visit: Visit, kit: Kit) -> Response[Any]:
    """Receive it; the receipt leaves with this transaction."""
    form = await Form.of(request)
    said = _read(form)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, "write", form.typed, form))
    _slow_down(kit, visit, "withdraw", said["email"])
    await returns.declare(tx, language=visit.language.code, **said)
    return go(request, "/withdraw/received")


@page("/withdraw/received", may="anyone")
async def received(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    content = ReceivedPage(what="withdrawal", frame=await framed(read, visit))
    return show(request, content, title=say(request, "returns-received-withdrawal"), robots="noindex")


@page("/orders/link", may="anyone")
async def ask_link(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    content = LinkPage(typed={}, errors={}, frame=await framed(read, visit))
    return show(request, content, title=say(request, "returns-link"))


@act("/orders/link", may="anyone")
async def send_link(request: Request[Any, Any, Any], tx: Writing, visit: Visit, kit: Kit) -> Response[Any]:
    """Have the link mailed, if number and address belong together; the answer is the same if they do not."""
    form = await Form.of(request)
    number, email = form.text("order", most=40), form.email("email")
    if form.errors:
        content = LinkPage(typed=form.typed, errors=faults(request, form.errors.values()), frame=await framed(tx, visit))
        raise Retype(show(request, content, title=say(request, "returns-link")))
    _slow_down(kit, visit, "order-link", email)
    await declaring.send_link(tx, order_number=number, email=email)
    return go(request, "/orders/link/sent")


@page("/orders/link/sent", may="anyone")
async def link_sent(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    content = ReceivedPage(what="link", frame=await framed(read, visit))
    return show(request, content, title=say(request, "returns-received-link"), robots="noindex")


def _slow_down(kit: Kit, visit: Visit, purpose: str, email: str) -> None:
    limits: Limits = kit.services["limits"]
    limits.take(purpose, visit.address, PER_ADDRESS)
    limits.take(f"{purpose}-mail", email, PER_MAILBOX)


HANDLERS = [write, confirm, declare, received, ask_link, send_link, link_sent]
