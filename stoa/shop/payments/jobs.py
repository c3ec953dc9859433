"""What payments does after a commit and on a schedule."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Database
from stoa.shop.payments import actions, capturing, forgetting, giving_back, holding, letting_go, store
from stoa.shop.payments.model import PaymentId


@jobs.job("payments.capture", own_transactions=True)
async def capture(db: Database, args: dict[str, Any]) -> None:
    await capturing.capture(db, actions.payment_of(args), held=bool(args.get("held")))


@jobs.job("payments.capture_all", own_transactions=True)
async def capture_all(db: Database, args: dict[str, Any]) -> None:
    await capturing.capture_all(db, [PaymentId(UUID(one)) for one in args["payments"]])


@jobs.job("payments.charge", own_transactions=True)
async def charge(db: Database, args: dict[str, Any]) -> None:
    await holding.charge(db, actions.payment_of(args))


@jobs.job("payments.void", own_transactions=True)
async def void(db: Database, args: dict[str, Any]) -> None:
    await actions.void(db, actions.payment_of(args))


@jobs.job("payments.let_go", own_transactions=True, attempts=20)
async def let_go(db: Database, args: dict[str, Any]) -> None:
    await letting_go.let_go(db, actions.payment_of(args))


@jobs.job("payments.forget", own_transactions=True, attempts=20)
async def forget(db: Database, args: dict[str, Any]) -> None:
    await forgetting.forget(db, UUID(args["forgetting"]))


@jobs.job("payments.refund", own_transactions=True, attempts=20)
async def refund(db: Database, args: dict[str, Any]) -> None:
    await giving_back.make_refund(db, UUID(args["refund"]))


@jobs.job("payments.ask", own_transactions=True, every=timedelta(seconds=10))
async def ask(db: Database, _args: dict[str, Any]) -> None:
    """Ask about every payment whose outcome is not known, so that no order waits for ever."""
    async with db.reading() as read:
        waiting = await store.to_ask(read, read.now)
    for payment_id in waiting:
        await actions.look_up(db, payment_id)
