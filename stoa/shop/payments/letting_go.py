"""Letting go of what was set aside and could not be taken: whoever pays another way, or not at all, has their money free again."""

from datetime import timedelta

from stoa.base import events, jobs
from stoa.base.database import Database, Writing
from stoa.outside import payments as providers
from stoa.outside.payments.model import Outcome
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders
from stoa.shop.payments import giving_back, store
from stoa.shop.payments.model import Payment, PaymentId, PaymentStuck

ATTEMPTS = 6


async def ask(tx: Writing, payment: Payment) -> None:
    """Have what is still set aside for a payment that failed let go by a job. Told twice, it is asked for once."""
    if await store.insert_letting_go(tx, payment.id):
        await jobs.enqueue(tx, "payments.let_go", {"payment": payment.id})


async def let_go(db: Database, payment_id: PaymentId) -> None:
    """Ask the provider. Raises ProviderTimeout, and then the job asks again with the same key.

    What it refuses is asked for again under a new key; in the end a person is told.
    """
    async with db.writing() as tx:
        payment = await giving_back.locked(tx, payment_id)
        attempts = await store.letting_go(tx, payment_id)
        if attempts is None:
            return
        step = await store.begin_step(tx, payment_id, "let_go")
    answer = await providers.current()[payment.provider].void(key=f"{payment.key}:let_go:{attempts}", reference=payment.reference or "")
    async with db.writing() as tx:
        await store.end_step(tx, step, answer.outcome.value, answer.code)
        await orders.lock(tx, payment.order_id)
        if answer.outcome == Outcome.VOIDED:
            if await store.end_letting_go(tx, payment_id, made=True, code=answer.code):
                await orders.note(tx, SYSTEM, payment.order_id, "let_go", {"amount": payment.money(payment.amount)})
        elif attempts + 1 < ATTEMPTS:
            await store.count_letting_go(tx, payment_id, answer.code)
            await jobs.enqueue(tx, "payments.let_go", {"payment": payment_id}, at=tx.now + timedelta(minutes=2**attempts))
        elif await store.end_letting_go(tx, payment_id, made=False, code=answer.code):
            facts = {"amount": payment.money(payment.amount), "code": answer.code}
            await orders.note(tx, SYSTEM, payment.order_id, "let_go_failed", facts)
            await events.record(tx, PaymentStuck(about=payment.order_id, verb="let_go", code=answer.code))
