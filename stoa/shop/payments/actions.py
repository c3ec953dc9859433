"""The verbs of payments.

Each one that speaks to a provider is three steps: what is meant is written, the call is made with its idempotency key
outside any transaction, what came of it is written. A job carries on where a step was cut off.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import events, ids, jobs
from stoa.base.database import Database, Reading, Writing
from stoa.base.money import Money
from stoa.outside import payments as providers
from stoa.outside.payments.model import NEVER_ARRIVED, Answer, Outcome, PaymentProvider, ProviderTimeout
from stoa.people.sessions.model import SYSTEM, PersonId, Visitor
from stoa.shop import orders
from stoa.shop.orders.model import Order, OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments import forgetting, giving_back, rules, store
from stoa.shop.payments.model import (
    OPEN,
    PAY_LATER,
    CaptureDeclined,
    NoSuchPayment,
    NotAwaiting,
    PartLost,
    PartPaid,
    Payment,
    PaymentAuthorized,
    PaymentCaptured,
    PaymentDeclined,
    PaymentId,
    PaymentStuck,
    PaymentVoided,
    PaysLater,
    State,
    TooFine,
    UnknownProvider,
)
from stoa.shop.payments.rules import Effect

FIRST_LOOK = timedelta(seconds=20)
"""After so long an intended payment without an answer is asked about: its process may have died."""
KEYS_LAST = timedelta(hours=20)
"""So long a provider is trusted to know the key of a charge again (Stripe: for a day); after that it is asked what there is."""
PATIENCE = timedelta(minutes=30)
"""So long an order waits for its payment's outcome."""


def provider(name: str) -> PaymentProvider:
    """Return a provider that the shop has. Raises UnknownProvider."""
    found = providers.current().get(name)
    if found is None:
        raise UnknownProvider(provider=name)
    return found


def check_counted(provider_name: str, amount: Money) -> None:
    """Raise TooFine for an amount that the provider cannot be asked for, UnknownProvider."""
    if not provider(provider_name).takes(amount):
        raise TooFine(amount=str(amount))


async def intend(
    tx: Writing,
    order_id: OrderId,
    amount: Money,
    provider_name: str,
    token: str,
    *,
    person: PersonId | None = None,
    save: bool = False,
    hold_reason: str | None = None,
    part: bool = False,
    later: bool = False,
) -> PaymentId:
    """Write that this order is to be paid this way. With `hold_reason` it will be authorized and not captured.

    A `part` is one of several payments of a held order: it is taken at once and never decides about the order.
    `later`: nothing is set aside; how one pays is saved for this order, and charged when its holder asks (`take`).
    Raises UnknownProvider, TooFine, PaysLater for a part, or for later, in a way that does not answer at once.
    """
    if (part or later) and provider_name in PAY_LATER:
        raise PaysLater
    check_counted(provider_name, amount)
    payment_id = PaymentId(ids.new())
    values = {
        "order_id": order_id,
        "person_id": person,
        "provider": provider_name,
        "token": token,
        "save": save and person is not None,
        "hold_reason": hold_reason,
        "currency": amount.currency,
        "amount": amount.amount,
        "part": part,
        "later": later,
        "customer": await store.customer_of(tx, person, provider_name, token) if person is not None else None,
    }
    await store.insert(tx, payment_id, values, tx.now + FIRST_LOOK)
    return payment_id


async def authorize(db: Database, payment_id: PaymentId, return_url: str) -> Payment:
    """Ask the provider to set the amount aside, or to save how it will be paid; return how the payment stands then."""
    async with db.writing() as tx:
        payment = await giving_back.locked(tx, payment_id)
        if payment.state != State.INTENDED and not (payment.absent and payment.state == State.UNKNOWN):
            return payment
        step, since = await store.begin_step_again(tx, payment_id, "authorize")
        forgotten = since is not None and tx.now - since >= KEYS_LAST
        if forgotten:
            await store.end_step(tx, step, Outcome.UNKNOWN, "key_forgotten")
    if forgotten:
        return await look_up(db, payment_id)
    asked: dict[str, Any] = {
        "key": payment.key,
        "amount": payment.money(payment.amount),
        "token": payment.token,
        "reference": ids.show("ord", payment.order_id),
        "return_url": return_url,
        "customer": payment.customer,
    }
    try:
        if payment.later:
            answer = await provider(payment.provider).save(**asked)
        else:
            answer = await provider(payment.provider).authorize(**asked, save=payment.save, absent=payment.absent)
    except ProviderTimeout:
        answer = Answer(outcome=Outcome.UNKNOWN, code="timeout")
    async with db.writing() as tx:
        await store.end_step(tx, step, answer.outcome.value, answer.code)
        return await record(tx, payment, answer)


async def look_up(db: Database, payment_id: PaymentId) -> Payment:
    """Ask the provider what became of it, and record the answer."""
    async with db.reading() as read:
        payment = await seen(read, payment_id)
    if payment.state not in OPEN or payment.state == State.AWAITING:
        return payment
    try:
        answer = await provider(payment.provider).look_up(key=payment.key)
    except ProviderTimeout:
        answer = Answer(outcome=Outcome.UNKNOWN, code="timeout")
    if payment.absent and answer.code == NEVER_ARRIVED:
        # Whoever asked may have died before the call: it is made again, with the same key.
        async with db.writing() as tx:
            await store.ask_later(tx, payment_id, tx.now + timedelta(seconds=rules.ask_again_after(payment.asked)))
            overdue = tx.now >= payment.made_at + PATIENCE
        if not overdue:
            return await authorize(db, payment_id, "")
    async with db.writing() as tx:
        order = await orders.lock(tx, payment.order_id)  # before anything of its payment is written
        overdue = tx.now >= payment.made_at + PATIENCE
        if overdue and payment.part and answer.outcome in {Outcome.UNKNOWN, Outcome.CHALLENGE}:
            # Whatever comes later is let go.
            if await store.give_up(tx, payment_id):
                await tell_of_part(tx, payment, paid=False, code="expired")
        elif overdue and order.state == OrderState.PENDING and answer.outcome in {Outcome.UNKNOWN, Outcome.CHALLENGE}:
            # Whatever comes later finds an order that has ended, and is let go.
            await orders.cancel(tx, SYSTEM, order.id, "payment_expired")
            await events.record(tx, PaymentDeclined(about=order.id, code="expired"))
        await store.ask_later(tx, payment_id, tx.now + timedelta(seconds=rules.ask_again_after(payment.asked)))
        return await record(tx, payment, answer)


async def record(tx: Writing, seen: Payment, answer: Answer) -> Payment:
    """Write a provider's answer about a payment seen before, and everything that follows from it.

    Safe to be told twice, late, or out of order.
    """
    payment, order = await locked_with_order(tx, seen)
    decision = rules.decide(payment, order.state, answer)
    if decision is None:
        return payment
    answer = rules.named(answer, order.number)
    captured = rules.taken(payment, answer) if decision.state == State.CAPTURED else None
    ask_at = (
        tx.now + timedelta(seconds=rules.ask_again_after(payment.asked)) if decision.state in {State.UNKNOWN, State.CHALLENGE} else None
    )
    await store.set_answer(tx, payment.id, decision.state, answer, captured=captured, ask_at=ask_at)
    if answer.saved_method is not None and payment.person_id is not None and payment.save:
        await store.save_method(tx, payment.person_id, payment.provider, answer.saved_method)
    for effect in decision.effects:
        await _follow(tx, payment, order, effect, answer)
    if captured is not None and payment.due < captured and Effect.REFUND_ALL not in decision.effects:
        # Pieces were cancelled before it was known that all of it was taken, or was on its way.
        await giving_back.ask(tx, payment, captured - payment.due, "only_in_full", "system")
    if decision.state == State.CAPTURED or order.state not in {OrderState.PENDING, OrderState.HELD}:
        await forgetting.of_order(tx, order.id)
    return await giving_back.locked(tx, payment.id)


async def _follow(tx: Writing, payment: Payment, order: Order, effect: Effect, answer: Answer) -> None:
    if effect == Effect.CONFIRM:
        await orders.confirm(tx, order, hold_reason=payment.hold_reason)
        await events.record(tx, PaymentAuthorized(about=order.id, amount=payment.money(payment.amount)))
    elif effect == Effect.AWAIT and order.state == OrderState.PENDING:
        await orders.confirm(tx, order, hold_reason="awaiting_payment")
    elif effect == Effect.RELEASE:
        await orders.release(tx, SYSTEM, order.id)
        await events.record(tx, PaymentCaptured(about=order.id, amount=payment.money(payment.due)))
    elif effect in {Effect.CAPTURE, Effect.VOID}:
        await jobs.enqueue(tx, f"payments.{effect.value}", {"payment": payment.id, "held": payment.replaces is not None})
    elif effect == Effect.TAKEN:
        await events.record(tx, PaymentCaptured(about=order.id, amount=payment.money(payment.due)))
    elif effect in {Effect.PAID, Effect.LOSE}:
        await tell_of_part(tx, payment, paid=effect == Effect.PAID, code=answer.code)
    elif effect == Effect.REFUND_ALL:
        await _too_late(tx, payment, rules.taken(payment, answer))
    else:
        await _declined(tx, order, effect, answer)


async def _too_late(tx: Writing, payment: Payment, taken: int) -> None:
    """Money came for an order that has ended: it goes back by itself, and the shopper sees that it does."""
    await orders.note(tx, SYSTEM, payment.order_id, "paid_too_late", {"amount": payment.money(taken)}, visible=True)
    await giving_back.ask(tx, payment, taken, "too_late", "system")


async def _declined(tx: Writing, order: Order, effect: Effect, answer: Answer) -> None:
    """The bank said no: an order that waited for this alone ends; of one that is held, its holder is told."""
    if effect == Effect.CANCEL:
        await orders.cancel(tx, SYSTEM, order.id, "payment_declined")
        await events.record(tx, PaymentDeclined(about=order.id, code=answer.code))
    elif effect == Effect.UNTAKEN:
        await orders.note(tx, SYSTEM, order.id, "capture_failed", {"code": answer.code})
        await events.record(tx, CaptureDeclined(about=order.id, code=answer.code))


async def tell_of_part(tx: Writing, payment: Payment, *, paid: bool, code: str = "") -> None:
    """Tell what came of a part of an order that several pay."""
    if paid:
        await events.record(tx, PartPaid(about=payment.order_id, payment=payment.id, amount=payment.money(payment.due)))
    else:
        await events.record(tx, PartLost(about=payment.order_id, payment=payment.id, code=code))


async def void(db: Database, payment_id: PaymentId) -> None:
    """Let go of what was set aside."""
    async with db.writing() as tx:
        payment = await giving_back.locked(tx, payment_id)
        if payment.state != State.VOIDING:
            return
        step = await store.begin_step(tx, payment_id, "void")
    answer = await provider(payment.provider).void(key=f"{payment.key}:void", reference=payment.reference or "")
    async with db.writing() as tx:
        await store.end_step(tx, step, answer.outcome.value, answer.code)
        if (await giving_back.locked(tx, payment_id)).state != State.VOIDING:
            return
        await store.set_state(tx, payment_id, State.VOIDED, code=answer.code)
        if answer.outcome == Outcome.VOIDED:
            await events.record(tx, PaymentVoided(about=payment.order_id))
        else:
            await events.record(tx, PaymentStuck(about=payment.order_id, verb="void", code=answer.code))


async def mark_received(tx: Writing, actor: Visitor, order_id: OrderId, arrived: Money | None = None) -> None:
    """Note that a transfer has arrived, of this amount: unless it is said, of what is due.

    What had been sent before pieces were cancelled is given back by itself, all of it when the order was cancelled.
    Raises NotAwaiting, OtherAmount.
    """
    await orders.lock(tx, order_id)
    payment = await store.of_order(tx, order_id)
    if payment is None or not payment.may_arrive:
        raise NotAwaiting
    late = payment.state == State.VOIDED
    arrived = arrived if arrived is not None else payment.money(payment.amount if late else payment.due)
    rules.check_arrived(payment, arrived)
    await orders.note(tx, actor, order_id, "transfer_received", {"amount": arrived}, visible=True)
    if late:
        await store.set_state(tx, payment.id, State.CAPTURED, captured=arrived.amount)
        await _too_late(tx, payment, arrived.amount)
    else:
        await record(tx, payment, Answer(outcome=Outcome.CAPTURED, amount=arrived))


async def receive_webhook(db: Database, provider_name: str, headers: dict[str, str], body: bytes) -> bool:
    """Take a provider's own message; return False for one that came before or is about nothing of ours.

    What it leaves out is asked for at once; where no answer comes, the job that asks about every open payment does so again.
    Raises UnknownProvider, BadSignature.
    """
    found = provider(provider_name)
    async with db.writing() as tx:
        event = found.verify_webhook(headers, body, tx.now)
        if event.refund is not None:
            return await giving_back.hear(tx, provider_name, event)
        payment = await store.by_key(tx, provider_name, _id_of(event.key), event.reference)
        about = payment.id if payment is not None else None
        if not await store.first_delivery(tx, provider_name, event.id, event.kind, about) or payment is None:
            return False
        if event.whole:
            await record(tx, payment, event.answer)
            return True
    await look_up(db, payment.id)
    return True


def _id_of(key: str) -> UUID | None:
    try:
        return ids.parse("pay", key)
    except ids.UnknownId:
        return None


async def forget_method(tx: Writing, person: PersonId, method: UUID) -> bool:
    """Forget a saved way to pay; return whether it was this person's."""
    return await forgetting.of_person(tx, person, method)


async def seen(read: Reading, payment_id: PaymentId) -> Payment:
    """Return a payment. Raises NoSuchPayment."""
    found = await store.find(read, payment_id)
    if found is None:
        raise NoSuchPayment
    return found


async def locked_with_order(tx: Writing, seen: Payment) -> tuple[Payment, Order]:
    """Lock the order first, then its payment as it stands now: everybody does it in this order."""
    order = await orders.lock(tx, seen.order_id)
    return await giving_back.locked(tx, seen.id), order


async def all_locked_with_orders(tx: Writing, seen: Sequence[Payment]) -> list[tuple[Payment, Order]]:
    """Lock some orders first, then their payments as they stand now, with three statements for all of them."""
    held = await orders.lock(tx, sorted({one.order_id for one in seen}))
    return [(one, held[one.order_id]) for one in await store.lock_all(tx, [one.id for one in seen])]


def payment_of(args: dict[str, Any]) -> PaymentId:
    """Return the payment a job is about."""
    return PaymentId(UUID(args["payment"]))


async def capture_later(tx: Writing, payment: Payment) -> None:
    """Have an authorized payment captured by a job: what its order waited for has happened."""
    if payment.state == State.AUTHORIZED:
        await jobs.enqueue(tx, "payments.capture", {"payment": payment.id})
