"""Taking what was set aside: one payment, or some at once. What is meant is written, the provider is asked outside, what came of it is written."""

import asyncio
import logging
from collections.abc import Sequence
from uuid import UUID

import msgspec

from stoa.base import events, jobs
from stoa.base.database import Database, Writing
from stoa.outside.payments.model import ONLY_IN_FULL, Answer, Outcome
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders
from stoa.shop.orders.model import Order
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments import actions, forgetting, giving_back, letting_go, store
from stoa.shop.payments.model import CaptureDeclined, Payment, PaymentCaptured, PaymentId, PaymentStuck, State

AT_ONCE = 20
"""So many payments are one job: what is meant and what came of it are two transactions for all of them."""
ASKED_AT_ONCE = 5
"""So many of them a provider is asked about at the same time."""

log = logging.getLogger("stoa.payments")


class Begun(msgspec.Struct, frozen=True):
    """A payment that is being taken, and the step that says so."""

    payment: Payment
    step: UUID


async def capture(db: Database, payment_id: PaymentId, *, held: bool = False) -> None:
    """Take what is due of an authorized payment, if its order still stands; that of a `held` order when its holder asks for it."""
    async with db.writing() as tx:
        begun = await _begin(tx, *await actions.locked_with_order(tx, await actions.seen(tx, payment_id)), held=held)
    if begun is not None:
        asked = await _ask_for_it(begun.payment)
        async with db.writing() as tx:
            await _end(tx, begun.step, *await actions.locked_with_order(tx, begun.payment), *asked)


async def capture_all(db: Database, payment_ids: Sequence[PaymentId]) -> None:
    """Take what is due of held orders' payments, as `capture` does; the one that cannot be taken now is left to a job of its own."""
    async with db.writing() as tx:
        locked = await actions.all_locked_with_orders(tx, await store.find_all(tx, payment_ids))
        begun = [one for one in [await _begin(tx, *both, held=True) for both in locked] if one is not None]
    turns = asyncio.Semaphore(ASKED_AT_ONCE)

    async def ask(one: Begun) -> tuple[Answer, int]:
        async with turns:
            return await _ask_for_it(one.payment)

    answers = await asyncio.gather(*map(ask, begun), return_exceptions=True)
    alone = [one for one, answer in zip(begun, answers, strict=True) if isinstance(answer, BaseException)]
    known = {one.payment.id: (one, answer) for one, answer in zip(begun, answers, strict=True) if not isinstance(answer, BaseException)}
    try:
        async with db.writing() as tx, events.together(tx):
            for payment, order in await actions.all_locked_with_orders(tx, [one.payment for one, _ in known.values()]):
                one, answer = known[payment.id]
                await _end(tx, one.step, payment, order, *answer)
    except Exception:
        log.exception("of %s payments that were taken one could not be written down", len(known))
        alone = begun
    if alone:  # what was asked for is asked again, with the same key
        async with db.writing() as tx:
            await jobs.enqueue_all(tx, [("payments.capture", {"payment": one.payment.id, "held": True}) for one in alone])


async def _begin(tx: Writing, payment: Payment, order: Order, *, held: bool) -> Begun | None:
    stands = {OrderState.HELD} if payment.part else {OrderState.OPEN, OrderState.CLOSED} | ({OrderState.HELD} if held else set())
    if payment.part and order.state not in stands and payment.state == State.AUTHORIZED:
        await giving_back.let_go(tx, payment)
        return None
    begun = (payment.part or held) and payment.state == State.CAPTURING
    if payment.state not in {State.AUTHORIZED, State.CAPTURING} or (order.state not in stands and not begun):
        return None
    await store.set_state(tx, payment.id, State.CAPTURING)
    return Begun(payment, await store.begin_step(tx, payment.id, "capture"))


async def _end(tx: Writing, step: UUID, payment: Payment, order: Order, answer: Answer, amount: int) -> None:
    await store.end_step(tx, step, answer.outcome.value, answer.code)
    if payment.state != State.CAPTURING:
        return
    if answer.outcome == Outcome.CAPTURED:
        await store.set_state(tx, payment.id, State.CAPTURED, captured=amount)
        await forgetting.of_order(tx, order.id)
        await _captured(tx, payment, order)
        if amount > payment.due:
            await giving_back.ask(tx, payment, amount - payment.due, "only_in_full", "system")
    else:
        await _capture_failed(tx, payment, order, answer)


async def _ask_for_it(payment: Payment) -> tuple[Answer, int]:
    """Take what is due, or all of it from a provider that takes nothing less; return the answer and how much it is about."""
    ask, reference = actions.provider(payment.provider).capture, payment.reference or ""
    answer = await ask(key=f"{payment.key}:capture", reference=reference, amount=payment.money(payment.due))
    if answer.outcome != Outcome.FAILED or answer.code != ONLY_IN_FULL:
        return answer, payment.due
    return await ask(key=f"{payment.key}:capture:full", reference=reference, amount=payment.money(payment.amount)), payment.amount


async def _captured(tx: Writing, payment: Payment, order: Order) -> None:
    if not payment.part:
        await events.record(tx, PaymentCaptured(about=order.id, amount=payment.money(payment.due)))
    elif order.state == OrderState.HELD:
        await actions.tell_of_part(tx, payment, paid=True)
    else:  # the others' patience ran out in the moment it was taken
        taken = await giving_back.locked(tx, payment.id)
        left = taken.captured - taken.refunding - taken.refunded
        if left:
            await giving_back.ask(tx, payment, left, "too_late", "system")


async def _capture_failed(tx: Writing, payment: Payment, order: Order, answer: Answer) -> None:
    """The bank takes back its promise: nothing leaves the house for it, and a person is told."""
    await store.set_state(tx, payment.id, State.FAILED, code=answer.code)
    await giving_back.drop(tx, payment)
    await letting_go.ask(tx, payment)
    if payment.part:
        await actions.tell_of_part(tx, payment, paid=False, code=answer.code)
        return
    await orders.note(tx, SYSTEM, order.id, "capture_failed", {"code": answer.code})
    if order.state == OrderState.CANCELLED:  # meanwhile: nothing was to be kept of it
        return
    if order.state == OrderState.HELD:
        await events.record(tx, CaptureDeclined(about=order.id, code=answer.code))
        return
    await events.record(tx, PaymentStuck(about=order.id, verb="capture", code=answer.code))
    if order.picking_at is None and not any(line.shipped for line in order.lines):
        await orders.cancel(tx, SYSTEM, order.id, "payment_failed")
