"""What the sandbox decides: how a charge stands, and what each verb makes of it."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from stoa.base.money import Money
from stoa.outside.payments.model import ONLY_IN_FULL, Outcome


class Charge(msgspec.Struct, frozen=True):
    """A charge as the sandbox sees it; amounts in minor units."""

    reference: str
    key: str
    token: str
    state: str
    code: str
    amount: int
    currency: str
    captured: int
    refunded: int
    order: str
    return_url: str
    customer: str | None
    method: str | None
    made_at: datetime
    appears_at: datetime
    expires_at: datetime
    saves: bool = False
    """Whether it keeps the way to pay and sets nothing aside."""

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)


class Call(msgspec.Struct, frozen=True):
    """A capture, void or refund, and what became of it."""

    verb: str
    reference: str
    amount: int | None
    outcome: str = ""
    code: str = ""
    ends: str = ""
    """The outcome that it has in the end, where that is another."""


SENT_BACK = "expired_or_canceled_card"
"""Why a refund that ends later fails."""
_ENDS_LATER = {
    "tok_refund_late": (Outcome.PENDING, Outcome.REFUNDED),
    "tok_refund_fails_late": (Outcome.PENDING, Outcome.FAILED),
    "tok_refund_comes_back": (Outcome.REFUNDED, Outcome.FAILED),
}
"""What becomes of the first refund at once, and in the end."""
_NEVER_CAPTURED = {"tok_capture_fails", "tok_void_fails", "tok_void_fails_once", "tok_void_timeout"}


class Refused(Exception):
    """The sandbox will not do it; the argument is the code."""


def outcome(charge: Charge, now: datetime) -> tuple[Outcome, str]:
    """Say how a charge stands at that time, and why."""
    if now < charge.appears_at:
        return Outcome.UNKNOWN, ""
    if charge.state == "challenge" and now >= charge.expires_at:
        return Outcome.DECLINED, "challenge_expired"
    if charge.state == "authorized" and now >= charge.expires_at:
        return Outcome.VOIDED, "authorization_expired"
    if charge.state == "captured" and charge.refunded == charge.captured:
        return Outcome.REFUNDED, ""
    return Outcome(charge.state), charge.code


def after(charge: Charge, call: Call, *, refused_before: int, now: datetime) -> Charge:
    """Return the charge as the call leaves it. Raises Refused."""
    return _VERBS[call.verb](charge, call.amount or 0, refused_before, now)


def _captured(charge: Charge, amount: int, _refused_before: int, now: datetime) -> Charge:
    found, _ = outcome(charge, now)
    if found is not Outcome.AUTHORIZED:
        raise Refused(f"is_{found}")
    if not 0 < amount <= charge.amount:
        raise Refused("more_than_authorized" if amount > 0 else "bad_amount")
    if charge.token in _NEVER_CAPTURED:
        raise Refused("capture_refused")
    if charge.token == "tok_only_in_full" and amount < charge.amount:  # noqa: S105 - the name of a misbehaviour
        raise Refused(ONLY_IN_FULL)
    return msgspec.structs.replace(charge, state="captured", captured=amount)


def _voided(charge: Charge, _amount: int, refused_before: int, now: datetime) -> Charge:
    found, _ = outcome(charge, now)
    if found in {Outcome.CAPTURED, Outcome.REFUNDED, Outcome.FAILED}:
        raise Refused(f"is_{found}")
    if charge.token == "tok_void_fails" or (charge.token == "tok_void_fails_once" and not refused_before):  # noqa: S105 - as above
        raise Refused("try_again_later")
    return msgspec.structs.replace(charge, state="voided")


def _refunded(charge: Charge, amount: int, refused_before: int, now: datetime) -> Charge:
    if charge.state != "captured":
        raise Refused(f"is_{outcome(charge, now)[0]}")
    if not 0 < amount <= charge.captured - charge.refunded:
        raise Refused("more_than_captured" if amount > 0 else "bad_amount")
    if charge.token == "tok_refund_fails_once" and not refused_before:  # noqa: S105 - as above
        raise Refused("try_again_later")
    return msgspec.structs.replace(charge, refunded=charge.refunded + amount)


def called(charge: Charge, call: Call, *, first: bool) -> Call:
    """Return a call that was done, with its outcome now and, where that is another, in the end."""
    at_once = {"capture": Outcome.CAPTURED, "void": Outcome.VOIDED, "refund": Outcome.REFUNDED}[call.verb]
    now, ends = _ENDS_LATER.get(charge.token, (at_once, "")) if call.verb == "refund" and first else (at_once, "")
    return msgspec.structs.replace(call, outcome=now, ends=ends)


def ended(charge: Charge, call: Call) -> tuple[Charge, Call]:
    """Return a charge and its refund as they are in the end; what did not get there is there to be given back again."""
    if call.ends == Outcome.FAILED:
        charge = msgspec.structs.replace(charge, refunded=charge.refunded - (call.amount or 0))
        call = msgspec.structs.replace(call, code=SENT_BACK)
    return charge, msgspec.structs.replace(call, outcome=call.ends, ends="")


_VERBS: dict[str, Callable[[Charge, int, int, datetime], Charge]] = {"capture": _captured, "void": _voided, "refund": _refunded}
