"""Forgetting how somebody pays: when an order has been paid or has ended, or its owner says so, our copy goes, and the provider's too."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.outside import payments as providers
from stoa.outside.payments.model import Outcome
from stoa.people.sessions.model import PersonId
from stoa.shop.orders.model import OrderId
from stoa.shop.payments import store

ATTEMPTS = 6


async def of_order(tx: Writing, order_id: OrderId) -> None:
    """Forget what was saved with an order; a member's own saved methods stay."""
    await _ask(tx, await store.take_methods(tx, order_id))


async def of_person(tx: Writing, person: PersonId, method: UUID | None = None) -> bool:
    """Forget a saved way to pay, or all of them; return whether there was any. What an order still waits to be paid with is forgotten after it."""
    gone = await store.forget_methods(tx, person, method)
    await _ask(tx, gone)
    return bool(gone)


async def _ask(tx: Writing, gone: Sequence[tuple[str, str]]) -> None:
    for provider, token in sorted(set(gone)):
        forgetting_id = ids.new()
        if not await store.is_needed(tx, provider, token) and await store.insert_forgetting(tx, forgetting_id, provider, token):
            await jobs.enqueue(tx, "payments.forget", {"forgetting": forgetting_id})


async def forget(db: Database, forgetting_id: UUID) -> None:
    """Tell the provider. Raises ProviderTimeout, and then the job tells it again with the same key; what it refuses is tried under a new one."""
    async with db.writing() as tx:
        row = await store.forgetting(tx, forgetting_id)
        if row is None:
            return
        provider, token, attempts = row
        found = providers.current().get(provider)
        if found is None or await store.is_needed(tx, provider, token):
            await store.end_forgetting(
                tx, forgetting_id, "kept" if found is not None else "failed", "" if found is not None else "no_provider"
            )
            return
    answer = await found.forget(key=f"{ids.show('fgt', forgetting_id)}:{attempts}", token=token)
    async with db.writing() as tx:
        if answer.outcome == Outcome.FORGOTTEN:
            await store.end_forgetting(tx, forgetting_id, "made", answer.code)
        elif attempts + 1 < ATTEMPTS:
            await store.count_forgetting(tx, forgetting_id, answer.code)
            await jobs.enqueue(tx, "payments.forget", {"forgetting": forgetting_id}, at=tx.now + timedelta(minutes=2**attempts))
        else:
            await store.end_forgetting(tx, forgetting_id, "failed", answer.code)
