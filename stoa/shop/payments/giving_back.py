"""Giving money back: by taking less, by letting go, by refunds that a job carries out; of what several paid, to each their part."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from stoa.base import events, jobs, money
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.outside import payments as providers
from stoa.outside.payments.model import NEVER_ARRIVED, Answer, Outcome, WebhookEvent
from stoa.people.sessions.model import SYSTEM, Visitor
from stoa.shop import billing, orders
from stoa.shop.billing.model import Position
from stoa.shop.orders.model import OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments import forgetting, refund_store, rules, store
from stoa.shop.payments.model import (
    OVER,
    NoSuchPayment,
    Payment,
    PaymentId,
    PaymentStuck,
    Refund,
    RefundCameBack,
    RefundId,
    RefundMade,
    RefundState,
    State,
)

LOOK_AGAIN = timedelta(days=1)
"""So often a provider is asked about a refund that is on its way; it should have told by itself before."""


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
    refund_id = await refund_store.insert(tx, payment, amount, reason, actor, positions)
    await jobs.enqueue(tx, "payments.refund", {"refund": refund_id})


async def make_refund(db: Database, refund_id: UUID) -> None:
    """Carry a refund out, or ask what became of one that is on its way.

    Raises ProviderTimeout or StillCapturing, and then the job tries again with the same key.
    """
    async with db.writing() as tx:
        found = await refund_store.find(tx, RefundId(refund_id))
        if found is None or found.state not in {RefundState.ASKED, RefundState.SENT}:
            return
        payment = await locked(tx, found.payment_id)
        if payment.state == State.CAPTURING:
            raise StillCapturing
        asked_before = await refund_store.begin(tx, found.id)
        step = await store.begin_step(tx, payment.id, "refund")
    answer = await _ask_for_it(payment, found, asked_before=asked_before)
    async with db.writing() as tx:
        await store.end_step(tx, step, answer.outcome.value, answer.code)
        await follow(tx, found, answer)
        if found.state == RefundState.SENT and answer.outcome not in {Outcome.REFUNDED, Outcome.FAILED}:
            await jobs.enqueue(tx, "payments.refund", {"refund": found.id}, at=tx.now + LOOK_AGAIN)


async def _ask_for_it(payment: Payment, refund: Refund, *, asked_before: bool) -> Answer:
    """Have it refunded; what may have been asked for before is looked for first, because a provider forgets its keys in time."""
    provider, reference = providers.current()[payment.provider], payment.reference or ""
    if asked_before:
        known = await provider.look_up_refund(key=refund.key, reference=reference)
        if known.code != NEVER_ARRIVED:
            return known
        if refund.state == RefundState.SENT:  # it was there: that it cannot be found is no leave to make another
            return Answer(outcome=Outcome.UNKNOWN, code=known.code)
    return await provider.refund(key=refund.key, reference=reference, amount=payment.money(refund.amount))


async def hear(tx: Writing, provider_name: str, event: WebhookEvent) -> bool:
    """Take what a provider tells by itself of a refund; return False for what came before or is about none of the shop's."""
    key = event.refund or ""
    refund_id = rules.refund_of(key)
    found = await refund_store.find(tx, refund_id) if refund_id is not None else None
    payment = await store.find(tx, found.payment_id) if found is not None else None
    if payment is not None and payment.provider != provider_name:
        found = None
    first = await store.first_delivery(tx, provider_name, event.id, event.kind, found.payment_id if found else None)
    if found is None or not first:
        return False
    await follow(tx, found, event.answer, key=key, told=True)
    return True


async def follow(tx: Writing, seen: Refund, answer: Answer, *, key: str = "", told: bool = False) -> None:
    """Write what a provider says of a refund seen before, and what follows. Safe to be told twice, late, or out of order."""
    await orders.lock(tx, seen.order_id)
    payment = await locked(tx, seen.payment_id)
    found = await refund_store.find(tx, seen.id)
    state = rules.follow(found, key or seen.key, answer, told=told) if found is not None else None
    if found is None or state is None:
        return
    if state == RefundState.ASKED:
        # Under a new key: a provider repeats its first answer to the same one.
        await refund_store.count_attempt(tx, found.id, answer.code)
        await jobs.enqueue(tx, "payments.refund", {"refund": found.id}, at=tx.now + timedelta(minutes=2**found.attempts))
    elif state == RefundState.MADE:
        await _refunded(tx, payment, found)
    else:
        await refund_store.write(tx, found, state, answer.code)
        if state == RefundState.SENT:
            await jobs.enqueue(tx, "payments.refund", {"refund": found.id}, at=tx.now + LOOK_AGAIN)
        else:
            await _failed(tx, payment, found, answer)


async def _failed(tx: Writing, payment: Payment, found: Refund, answer: Answer) -> None:
    """The money is still owed: whoever looks after the order is told; the order's own page says so by the refund's state."""
    amount = payment.money(found.amount)
    if answer.outcome == Outcome.AWAITING:  # a transfer goes back by a person's hand; it is owed until they say that it is done
        await orders.note(tx, SYSTEM, found.order_id, "refund_by_hand", {"amount": amount})
        return
    if found.state == RefundState.MADE:  # whoever was told that it is there is told that it is not
        await orders.note(tx, SYSTEM, found.order_id, "refund_came_back", {"amount": amount, "code": answer.code}, visible=True)
        times, part = found.came_back + 1, payment.id if payment.part else None
        await events.record(tx, RefundCameBack(about=found.order_id, amount=amount, refund=found.id, part=part, came_back=times))
    else:
        await orders.note(tx, SYSTEM, found.order_id, "refund_failed", {"amount": amount, "code": answer.code})
    await events.record(tx, PaymentStuck(about=found.order_id, verb="refund", code=answer.code))


async def _refunded(tx: Writing, payment: Payment, found: Refund) -> None:
    await refund_store.write(tx, found, RefundState.MADE)
    amount = payment.money(found.amount)
    if found.positions is not None:
        await billing.correct(tx, found.order_id, found.amount, found.positions, found.reason, refund=found.id)
    await orders.note(tx, SYSTEM, found.order_id, "refunded", {"amount": amount, "reason": found.reason}, visible=True)
    part = payment.id if payment.part else None
    made = RefundMade(about=found.order_id, amount=amount, reason=found.reason, refund=found.id, part=part, came_back=found.came_back)
    await events.record(tx, made)


async def drop(tx: Writing, payment: Payment) -> None:
    """Give nothing back of what could not be taken; what was to be given back of its invoice is not owed any more."""
    for one in await refund_store.drop(tx, payment.id):
        if one.positions is not None:
            await billing.correct(tx, one.order_id, one.amount, one.positions, one.reason)


async def refund_again(tx: Writing, order_id: OrderId) -> None:
    """Try an order's failed refunds again: what stood in the way was mended."""
    for refund_id in await refund_store.ask_again(tx, order_id):
        await jobs.enqueue(tx, "payments.refund", {"refund": refund_id})


async def mark_refunded(tx: Writing, order_id: OrderId) -> None:
    """Note that what was owed to the shopper was given back by hand (a transfer)."""
    await orders.lock(tx, order_id)
    if await store.of_order(tx, order_id) is None and not await store.parts(tx, order_id):
        raise NoSuchPayment
    for refund_id in await refund_store.ask_again(tx, order_id):
        owed = await refund_store.find(tx, refund_id)
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
