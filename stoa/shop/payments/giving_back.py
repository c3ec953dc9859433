"""Giving money back: by taking less, by letting go, by refunds that a job carries out; of what several paid, to each their part."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from stoa.base import events, ids, jobs, money
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.outside import payments as providers
from stoa.outside.payments.model import Outcome
from stoa.people.sessions.model import SYSTEM, Visitor
from stoa.shop import billing, orders
from stoa.shop.billing.model import Position
from stoa.shop.orders.model import OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments import forgetting, rules, store
from stoa.shop.payments.model import OVER, NoSuchPayment, Payment, PaymentId, PaymentStuck, Refund, RefundMade, State

REFUND_ATTEMPTS = 6


async def refund(
    tx: Writing,
    actor: Visitor,
    order_id: OrderId,
    amount: Money,
    reason: str,
    what: Sequence[Position] = (),
    *,
    corrects: bool | None = None,
) -> None:
    """Give an amount back: by taking less where nothing was taken yet, otherwise by a refund that a job carries out.

    `what` says what of the order it is for (pieces, a lower price, the way there); what is left of the amount is for nothing in particular.
    The invoice is corrected when the money is back, at once where so much less is taken; `corrects`: whether it is, for who knows
    better than the order's state does now. Raises TooMuchBack, NoSuchPayment.
    """
    order = await orders.lock(tx, order_id)
    invoiced = corrects if corrects is not None else order.state in {OrderState.OPEN, OrderState.CLOSED}
    positions = list(what) if invoiced else None
    found = await store.of_order(tx, order_id)
    if found is None:
        await _refund_parts(tx, actor, order_id, amount, reason, positions)
        return
    payment = await locked(tx, found.id)
    if payment.state in OVER or not amount:
        if order.state is OrderState.HELD:  # whoever pays another way pays so much less
            await store.set_due(tx, payment.id, max(payment.due - amount.amount, 0))
        elif positions:  # what is cancelled will never be paid
            await billing.correct(tx, order_id, amount.amount, positions, reason)
        return
    back = rules.give_back(payment, amount.amount)
    if back.due != payment.due:
        await store.set_due(tx, payment.id, back.due)
        if positions is not None:
            await billing.correct(tx, order_id, payment.due - back.due, positions, reason)
    if back.void:
        nothing_there = payment.state in {State.AWAITING, State.SAVED}
        await store.set_state(tx, payment.id, State.VOIDED if nothing_there else State.VOIDING)
        await forgetting.of_order(tx, order_id)
        if not nothing_there:
            await jobs.enqueue(tx, "payments.void", {"payment": payment.id})
    if back.refund:
        await ask(tx, payment, back.refund, reason, str(actor.person or actor.name or "guest"), positions)


async def _refund_parts(
    tx: Writing, actor: Visitor, order_id: OrderId, amount: Money, reason: str, positions: list[Position] | None
) -> None:
    """Give an amount back to those who paid together, in the measure of what they paid."""
    parts = await store.lock_parts(tx, order_id)
    if not parts:
        raise NoSuchPayment
    backs = rules.give_back_parts(parts, amount.amount)
    for payment in parts:
        back = backs.get(payment.id)
        if back:
            await ask(tx, payment, back, reason, str(actor.person or actor.name or "guest"), _share(positions, back, amount.amount))


def _share(positions: list[Position] | None, amount: int, whole: int) -> list[Position] | None:
    """Return what one of several parts of an amount is for: the same share of each; how many pieces that was, none of them says."""
    if positions is None:
        return None
    return [Position(one.line, 0 if amount < whole else one.pieces, money.divide(one.amount * amount, whole)) for one in positions]


async def give_up_parts(tx: Writing, order_id: OrderId, reason: str, positions: list[Position] | None = None) -> None:
    """Let go of all that several have paid for an order that came to nothing: each gets back exactly what was theirs.

    What is on its way in is let go when it arrives.
    """
    parts = await store.lock_parts(tx, order_id)
    whole = sum(part.captured - part.refunding - part.refunded for part in parts)
    for payment in parts:
        left = payment.captured - payment.refunding - payment.refunded
        if payment.state == State.CAPTURED and left:
            await ask(tx, payment, left, reason, "system", _share(positions, left, whole))
        elif payment.state == State.AUTHORIZED:
            await let_go(tx, payment)


async def ask(tx: Writing, payment: Payment, amount: int, reason: str, actor: str, positions: Sequence[Position] | None = None) -> None:
    """Have an amount refunded by a job; `positions` are what of the invoice it is for, None for money that was never invoiced."""
    refund_id = await store.insert_refund(tx, payment, amount, reason, actor, positions)
    await jobs.enqueue(tx, "payments.refund", {"refund": refund_id})


async def make_refund(db: Database, refund_id: UUID) -> None:
    """Carry a refund out. Raises ProviderTimeout or StillCapturing, and then the job tries again with the same key."""
    async with db.writing() as tx:
        found = await store.find_refund(tx, refund_id)  # type: ignore[arg-type]
        if found is None or found.state != "asked":
            return
        payment = await locked(tx, found.payment_id)
        if payment.state == State.CAPTURING:
            raise StillCapturing
        step = await store.begin_step(tx, payment.id, "refund")
    answer = await providers.current()[payment.provider].refund(
        key=f"{payment.key}:{ids.show('ref', found.id)}:{found.attempts}",
        reference=payment.reference or "",
        amount=payment.money(found.amount),
    )
    async with db.writing() as tx:
        await store.end_step(tx, step, answer.outcome.value, answer.code)
        await orders.lock(tx, found.order_id)
        if answer.outcome == Outcome.REFUNDED:
            await _refunded(tx, payment, found)
        elif answer.outcome == Outcome.AWAITING:
            # A transfer goes back by a person's hand; it is owed until they say that it is done.
            await store.end_refund(tx, found, made=False, code=answer.code)
            await orders.note(tx, SYSTEM, found.order_id, "refund_by_hand", {"amount": payment.money(found.amount)})
        elif found.attempts + 1 < REFUND_ATTEMPTS:
            # Under a new key: a provider repeats its first answer to the same one.
            await store.count_attempt(tx, found.id, answer.code)
            await jobs.enqueue(tx, "payments.refund", {"refund": found.id}, at=tx.now + timedelta(minutes=2**found.attempts))
        elif await store.end_refund(tx, found, made=False, code=answer.code):
            await orders.note(tx, SYSTEM, found.order_id, "refund_failed", {"amount": payment.money(found.amount), "code": answer.code})
            await events.record(tx, PaymentStuck(about=found.order_id, verb="refund", code=answer.code))


async def _refunded(tx: Writing, payment: Payment, found: Refund) -> None:
    if await store.end_refund(tx, found, made=True):
        amount = payment.money(found.amount)
        if found.positions is not None:
            await billing.correct(tx, found.order_id, found.amount, found.positions, found.reason, refund=found.id)
        await orders.note(tx, SYSTEM, found.order_id, "refunded", {"amount": amount, "reason": found.reason}, visible=True)
        part = payment.id if payment.part else None
        await events.record(tx, RefundMade(about=found.order_id, amount=amount, reason=found.reason, refund=found.id, part=part))


async def drop(tx: Writing, payment: Payment) -> None:
    """Give nothing back of what could not be taken; what was to be given back of its invoice is not owed any more."""
    for one in await store.drop_refunds(tx, payment.id):
        if one.positions is not None:
            await billing.correct(tx, one.order_id, one.amount, one.positions, one.reason)


async def refund_again(tx: Writing, order_id: OrderId) -> None:
    """Try an order's failed refunds again: what stood in the way was mended."""
    for refund_id in await store.ask_again(tx, order_id):
        await jobs.enqueue(tx, "payments.refund", {"refund": refund_id})


async def mark_refunded(tx: Writing, order_id: OrderId) -> None:
    """Note that what was owed to the shopper was given back by hand (a transfer)."""
    await orders.lock(tx, order_id)
    if await store.of_order(tx, order_id) is None and not await store.parts(tx, order_id):
        raise NoSuchPayment
    for refund_id in await store.ask_again(tx, order_id):
        owed = await store.find_refund(tx, refund_id)
        if owed is not None:
            await _refunded(tx, await locked(tx, owed.payment_id), owed)


class StillCapturing(RuntimeError):
    """The money is on its way in; it is given back once it is here."""


async def let_go(tx: Writing, payment: Payment) -> None:
    """Have what was set aside let go by a job."""
    await store.set_state(tx, payment.id, State.VOIDING)
    await jobs.enqueue(tx, "payments.void", {"payment": payment.id})


async def locked(tx: Writing, payment_id: PaymentId) -> Payment:
    """Lock a payment and return how it stands. Raises NoSuchPayment."""
    found = await store.lock(tx, payment_id)
    if found is None:
        raise NoSuchPayment
    return found
