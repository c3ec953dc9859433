"""The sandbox provider's page, where a person approves or declines a payment. Demo and test mode only."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.pages import Kit, Page, framed, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.base.refusals import Missing
from stoa.outside.payments import store
from stoa.outside.payments.model import Outcome
from stoa.outside.payments.rules import Charge, outcome
from stoa.outside.payments.sandbox import Sandbox


class NoSuchChallenge(Missing):
    """There is no such payment to approve."""


class Challenge(msgspec.Struct, frozen=True):
    """What the shopper is asked."""

    reference: str
    order: str
    amount: Money
    open: bool
    return_url: str


class PayPage(Page, kw_only=True, template="outside_payments/pay.html"):
    challenge: Challenge


@page("/demo/pay/{reference:str}", may="anyone")
async def see_challenge(request: Request[Any, Any, Any], read: Reading, visit: Visit, kit: Kit, reference: str) -> Response[str]:
    _sandbox(kit)
    charge = _asked(await store.find(read, reference))
    waiting = outcome(charge, read.now)[0] is Outcome.CHALLENGE
    challenge = Challenge(charge.reference, charge.order, charge.money, waiting, charge.return_url)
    return show(
        request,
        PayPage(challenge=challenge, frame=await framed(read, visit)),
        title=say(request, "outside-payments-title"),
        robots="noindex",
    )


@act("/demo/pay/{reference:str}", may="anyone")
async def decide(request: Request[Any, Any, Any], tx: Writing, kit: Kit, reference: str) -> Response[None]:
    """Take the answer and send the shopper back to the shop; an answer that comes too late changes nothing."""
    form = await Form.of(request)
    approved = form.choice("answer", ("approve", "decline")) == "approve"
    form.check()
    charge = _asked(await _sandbox(kit).decide(tx, reference, approved=approved))
    return Response(None, status_code=303, headers={"location": charge.return_url})


def _sandbox(kit: Kit) -> Sandbox:
    """Return the sandbox. Raises NoSuchChallenge in a live shop."""
    found = kit.services["payments"].get("sandbox")
    if not kit.demo or not isinstance(found, Sandbox):
        raise NoSuchChallenge
    return found


def _asked(charge: Charge | None) -> Charge:
    """Return a charge that asked for a person. Raises NoSuchChallenge."""
    if charge is None or charge.token != "tok_challenge":  # noqa: S105 - the name of a misbehaviour
        raise NoSuchChallenge
    return charge


HANDLERS = [see_challenge, decide]
