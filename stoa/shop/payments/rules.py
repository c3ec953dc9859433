"""Decisions about payments: what an answer means, given what is known already and how the order stands."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from stoa.base import ids
from stoa.base.money import Money
from stoa.outside.payments.model import Answer, Outcome
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments.model import OPEN, OtherAmount, Payment, PaymentId, Refund, RefundId, RefundState, State, TooMuchBack

REFUND_ATTEMPTS = 6
_LAST_WORDS = {"key_reused", "bad_amount"}
"""Codes of refunds that are not asked for again: it is not known what the first one did, or no other one would do more."""


class Effect(StrEnum):
    """What follows from an answer, beside the payment's own state."""

    CONFIRM = "confirm"
    RELEASE = "release"
    CAPTURE = "capture"
    VOID = "void"
    CANCEL = "cancel"
    REFUND_ALL = "refund_all"
    LOSE = "lose"
    PAID = "paid"
    TAKEN = "taken"
    UNTAKEN = "untaken"
    AWAIT = "await"


class Decision(msgspec.Struct, frozen=True):
    """The payment's next state and what follows; None for an answer that changes nothing (late, doubled)."""

    state: State
    effects: tuple[Effect, ...] = ()


def decide(payment: Payment, order: OrderState, answer: Answer) -> Decision | None:  # noqa: PLR0911 - one line an outcome
    """Return what the provider's answer means.

    An answer that comes again, or later than a better one, changes nothing. Money for an order that has ended is let
    go or given back: nobody pays for what they will not get.
    """
    if payment.state not in OPEN:
        return None
    if payment.part:
        return _part(payment, order, answer)
    if payment.replaces is not None:
        return _again(payment, order, answer)
    match answer.outcome:
        case Outcome.AUTHORIZED:
            return _authorized(payment, order)
        case Outcome.SAVED:
            return Decision(State.SAVED, (Effect.CONFIRM,)) if order == OrderState.PENDING else Decision(State.VOIDED)
        case Outcome.CAPTURED:
            return _captured(payment, order)
        case Outcome.DECLINED | Outcome.FAILED | Outcome.VOIDED:
            state = State.DECLINED if answer.outcome == Outcome.DECLINED else State.FAILED
            return Decision(state, (Effect.CANCEL,) if order in {OrderState.PENDING, OrderState.HELD} else ())
        case Outcome.CHALLENGE:
            return Decision(State.CHALLENGE) if payment.state != State.CHALLENGE else None
        case Outcome.AWAITING:
            return Decision(State.AWAITING, (Effect.AWAIT,)) if payment.state != State.AWAITING else None
        case _:
            return Decision(State.UNKNOWN) if payment.state == State.INTENDED else None


def _part(payment: Payment, order: OrderState, answer: Answer) -> Decision | None:
    """Return what an answer about one of several payments means: the order waits for all of them, and none of them ends it."""
    wanted = order == OrderState.HELD and payment.given_up_at is None
    match answer.outcome:
        case Outcome.AUTHORIZED:
            return Decision(State.AUTHORIZED, (Effect.CAPTURE,)) if wanted else Decision(State.VOIDING, (Effect.VOID,))
        case Outcome.CAPTURED:
            return Decision(State.CAPTURED, (Effect.PAID,) if wanted else (Effect.REFUND_ALL,))
        case Outcome.DECLINED | Outcome.FAILED | Outcome.VOIDED:
            state = State.DECLINED if answer.outcome == Outcome.DECLINED else State.FAILED
            return Decision(state, (Effect.LOSE,) if payment.given_up_at is None else ())
        case Outcome.AWAITING:  # nobody waits for a transfer together
            return Decision(State.VOIDED, (Effect.LOSE,))
        case Outcome.CHALLENGE:
            return Decision(State.CHALLENGE) if payment.state != State.CHALLENGE else None
        case _:
            return Decision(State.UNKNOWN) if payment.state == State.INTENDED else None


def _again(payment: Payment, order: OrderState, answer: Answer) -> Decision | None:
    """Return what an answer about another try means, for an order that waits: it is taken at once, and never ends the order."""
    waits = order == OrderState.HELD
    alone = payment.absent and answer.outcome == Outcome.CHALLENGE  # nobody is there to confirm it
    match Outcome.FAILED if alone else answer.outcome:
        case Outcome.AUTHORIZED:
            return Decision(State.AUTHORIZED, (Effect.CAPTURE,)) if waits else Decision(State.VOIDING, (Effect.VOID,))
        case Outcome.CAPTURED:
            return Decision(State.CAPTURED, (Effect.TAKEN,) if waits else (Effect.REFUND_ALL,))
        case Outcome.DECLINED | Outcome.FAILED | Outcome.VOIDED:
            state = State.DECLINED if answer.outcome == Outcome.DECLINED else State.FAILED
            return Decision(state, (Effect.UNTAKEN,) if payment.absent and waits else ())
        case Outcome.CHALLENGE:
            return Decision(State.CHALLENGE) if payment.state != State.CHALLENGE else None
        case Outcome.AWAITING:
            return Decision(State.VOIDED)
        case _:
            return Decision(State.UNKNOWN) if payment.state == State.INTENDED else None


def _authorized(payment: Payment, order: OrderState) -> Decision:
    if order == OrderState.PENDING:
        effects = (Effect.CONFIRM,) if payment.hold_reason else (Effect.CONFIRM, Effect.CAPTURE)
        return Decision(State.AUTHORIZED, effects)
    return Decision(State.VOIDING, (Effect.VOID,))


def _captured(payment: Payment, order: OrderState) -> Decision:
    if order == OrderState.PENDING:
        return Decision(State.CAPTURED, (Effect.CONFIRM,))
    if order == OrderState.HELD and payment.state == State.AWAITING:
        return Decision(State.CAPTURED, (Effect.RELEASE,))
    return Decision(State.CAPTURED, (Effect.REFUND_ALL,))


def taken(payment: Payment, answer: Answer) -> int:
    """Return how much came in with an answer that says so: all that was meant; of a transfer what it tells, else what is due."""
    if payment.state != State.AWAITING:
        return payment.amount
    told = answer.amount.amount if answer.amount is not None else payment.due
    return min(told, payment.amount)


def check_arrived(payment: Payment, arrived: Money) -> None:
    """Raise OtherAmount where less has arrived than is owed, or more than was asked for."""
    least = 1 if payment.state == State.VOIDED else payment.due
    if arrived.currency != payment.currency or not least <= arrived.amount <= payment.amount:
        raise OtherAmount(least=least, most=payment.amount)


def named(answer: Answer, number: int) -> Answer:
    """Return the answer with the order's number as what is written on a transfer: short enough to type, and found by the desk."""
    if answer.instructions is None:
        return answer
    return msgspec.structs.replace(answer, instructions=msgspec.structs.replace(answer.instructions, reference=str(number)))


class Back(msgspec.Struct, frozen=True):
    """How an amount is given back: by taking less, by letting all go, or by a refund."""

    due: int
    void: bool = False
    refund: int = 0


def give_back(payment: Payment, amount: int) -> Back:
    """Decide how to give `amount` (minor units) back.

    Raises TooMuchBack when it is more than is there to give.
    """
    if amount > payment.left:
        raise TooMuchBack(left=payment.left)
    if payment.state in OPEN or payment.state in {State.AUTHORIZED, State.SAVED}:
        due = payment.due - amount
        return Back(due, void=due == 0 and payment.state in {State.AUTHORIZED, State.AWAITING, State.SAVED})
    return Back(payment.due, refund=amount)


def give_back_parts(parts: Sequence[Payment], amount: int) -> dict[PaymentId, int]:
    """Split an amount that is given back among those who paid, in the measure of what of theirs is still there, to the cent.

    Raises TooMuchBack when it is more than all of them together.
    """
    there = [max(part.captured - part.refunding - part.refunded, 0) for part in parts]
    if amount > sum(there):
        raise TooMuchBack(left=sum(there))
    if not amount:
        return {}
    shares = Money(amount, parts[0].currency).allocate(there)
    return {part.id: share.amount for part, share in zip(parts, shares, strict=True) if share}


def refund_of(key: str) -> RefundId | None:
    """Return whose key that is (`Refund.key`); None where it is no refund's."""
    parts = key.split(":")
    try:
        return RefundId(ids.parse("ref", parts[1])) if len(parts) == 3 else None
    except ids.UnknownId:
        return None


def follow(refund: Refund, key: str, answer: Answer, *, told: bool) -> RefundState | None:
    """Return what a refund becomes by what a provider says of the attempt with that key; None where that changes nothing.

    Of an attempt it is pending first, then made; then, at the latest, that it failed, which is its last word. What comes again, late or
    about an earlier attempt changes nothing. Asked again means under another key: only where the answer itself says that nothing was
    done, not where it is `told` of later.
    """
    state = refund.state
    if key != refund.key or state == RefundState.FAILED:
        return None
    match answer.outcome:
        case Outcome.REFUNDED:
            return RefundState.MADE if state != RefundState.MADE else None
        case Outcome.PENDING | Outcome.UNKNOWN:
            return RefundState.SENT if state == RefundState.ASKED else None
        case Outcome.AWAITING:
            return RefundState.FAILED if state == RefundState.ASKED else None
    again = state == RefundState.ASKED and not told and answer.code not in _LAST_WORDS and refund.attempts + 1 < REFUND_ATTEMPTS
    return RefundState.ASKED if again else RefundState.FAILED


def ask_again_after(asked: int) -> int:
    """Return in how many seconds to ask a provider again that did not know: soon, then every five minutes."""
    return min(300, 5 << min(asked, 10))
