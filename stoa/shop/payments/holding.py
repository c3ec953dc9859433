"""Taking the money of held orders: what was set aside or saved for one, another try where that failed."""

from typing import Any

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.outside.payments.model import SavedMethod
from stoa.people.sessions.model import PersonId
from stoa.shop import orders
from stoa.shop.orders.model import Order, OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments import actions, capturing, store
from stoa.shop.payments.model import PAY_LATER, NotOwed, Payment, PaymentId, PaysLater, State


async def take(tx: Writing, *order_ids: OrderId, again: bool = False) -> list[OrderId]:
    """Have what is set aside or saved for held orders taken by jobs, before the orders are released; return those that it is asked for.

    What is taken is what is due then: `refund` lowers it. PaymentCaptured or CaptureDeclined tell what came of it. Of the others
    there is nothing to wait for: they cost nothing, or were taken from the first. `again`, after CaptureDeclined: try once more with
    what was saved with this very order, if anything was; of the others that cannot be done.
    """
    if again:
        return [one for one in sorted(order_ids) if await _retry(tx, one)]
    held = await orders.lock(tx, order_ids)
    found = {one.order_id: one for one in await store.of_orders(tx, order_ids)}
    asked: list[OrderId] = []
    captures: list[PaymentId] = []
    for order in held.values():
        payment = found.get(order.id)
        if payment is None or payment.state == State.CAPTURED:
            continue
        asked.append(order.id)
        if payment.state == State.SAVED:
            await _charge(tx, order, payment, retried=False)
        elif payment.state in {State.AUTHORIZED, State.CAPTURING}:
            captures.append(payment.id)
    if len(captures) == 1:
        await jobs.enqueue(tx, "payments.capture", {"payment": captures[0], "held": True}, key=f"capture:{captures[0]}")
    else:
        await jobs.enqueue_all(tx, [("payments.capture_all", {"payments": some}) for some in _some(captures)])
    return asked


def _some(wanted: list[PaymentId]) -> list[list[PaymentId]]:
    return [wanted[start : start + capturing.AT_ONCE] for start in range(0, len(wanted), capturing.AT_ONCE)]


async def _retry(tx: Writing, order_id: OrderId) -> bool:
    """Try once more; told twice, it is tried once, and never with anything else that the shopper may have saved."""
    order = await orders.lock(tx, order_id)
    failed = await store.of_order(tx, order_id)
    if failed is None or order.state != OrderState.HELD:
        return False
    if failed.state not in {State.FAILED, State.DECLINED}:
        return failed.absent and failed.state != State.VOIDED
    if failed.retried:
        return False
    return await _charge(tx, order, failed, retried=True)


async def _charge(tx: Writing, order: Order, before: Payment, *, retried: bool) -> bool:
    """Charge what was saved, by a payment that replaces the one before; return False where there is nothing to charge."""
    method = before.method or (SavedMethod(before.token, "", "", customer=before.customer) if before.customer else None)
    if method is None or order.state != OrderState.HELD or not await store.replace(tx, before.id):
        return False
    known = {"absent": True, "retried": retried, "customer": method.customer, "method": method}
    payment_id = await _insert(tx, order, before, before.provider, method.token, before.person_id, known)
    await jobs.enqueue(tx, "payments.charge", {"payment": payment_id})
    return True


async def pay_again(
    tx: Writing, order_id: OrderId, provider_name: str, token: str, *, person: PersonId | None = None, save: bool = False
) -> PaymentId:
    """Write that a held order whose payment failed is to be paid another way; it is taken as soon as it is set aside.

    Raises NotOwed, UnknownProvider, TooFine, PaysLater.
    """
    order = await orders.lock(tx, order_id)
    failed = await store.of_order(tx, order_id)
    if provider_name in PAY_LATER:
        raise PaysLater
    if failed is not None:
        actions.check_counted(provider_name, failed.money(failed.due))
    if order.state != OrderState.HELD or failed is None or failed.state == State.SAVED or not await store.replace(tx, failed.id):
        raise NotOwed
    customer = await store.customer_of(tx, person, provider_name, token) if person is not None else None
    known = {"save": save and person is not None, "customer": customer}
    return await _insert(tx, order, failed, provider_name, token, person, known)


async def _insert(
    tx: Writing, order: Order, before: Payment, provider_name: str, token: str, person: PersonId | None, known: dict[str, Any]
) -> PaymentId:
    payment_id = PaymentId(ids.new())
    values = {
        "order_id": order.id,
        "person_id": person,
        "provider": provider_name,
        "token": token,
        "save": False,
        "hold_reason": before.hold_reason,
        "currency": order.currency,
        "amount": before.due,
        "replaces": before.id,
        **known,
    }
    await store.insert(tx, payment_id, values, tx.now + actions.FIRST_LOOK)
    return payment_id


async def charge(db: Database, payment_id: PaymentId) -> None:
    """Charge what was saved; nobody is there to be sent anywhere."""
    await actions.authorize(db, payment_id, "")
