"""The SQL of refunds."""

from collections.abc import Sequence

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.shop.billing.model import Position
from stoa.shop.orders.model import OrderId
from stoa.shop.payments.model import Payment, PaymentId, Refund, RefundId, RefundState

_REFUND = "r.id, r.payment_id, r.order_id, r.amount, p.currency, r.reason, r.state, r.attempts, r.made_at, r.ended_at, r.code, r.positions, r.came_back"


async def insert(tx: Writing, payment: Payment, amount: int, reason: str, actor: str, positions: Sequence[Position] | None) -> RefundId:
    refund = RefundId(ids.new())
    await tx.run(
        """with counted as (update payments.payment set refunding = refunding + $4, changed_at = $7 where id = $2)
        insert into payments.refund (id, payment_id, order_id, amount, reason, actor, made_at, positions) values ($1, $2, $3, $4, $5, $6, $7, $8)""",
        refund,
        payment.id,
        payment.order_id,
        amount,
        reason,
        actor,
        tx.now,
        None if positions is None else list(positions),
    )
    return refund


async def find(read: Reading, refund_id: RefundId) -> Refund | None:
    return await read.one(
        Refund, f"select {_REFUND} from payments.refund r join payments.payment p on p.id = r.payment_id where r.id = $1", refund_id
    )


async def of_orders(read: Reading, order_ids: Sequence[OrderId]) -> list[Refund]:
    return await read.all(
        Refund,
        f"select {_REFUND} from payments.refund r join payments.payment p on p.id = r.payment_id where r.order_id = any($1) order by r.id",
        list(order_ids),
    )


async def begin(tx: Writing, refund_id: RefundId) -> bool:
    """Note that a provider is being asked for a refund; return whether it may have been asked for this attempt before."""
    row = await tx.row(
        """with before as (select asked_at from payments.refund where id = $1 for update)
        update payments.refund r set asked_at = coalesce(r.asked_at, $2) from before where r.id = $1 returning before.asked_at""",
        refund_id,
        tx.now,
    )
    return row is not None and row["asked_at"] is not None


async def write(tx: Writing, refund: Refund, state: RefundState, code: str = "") -> None:
    """Write what became of a refund whose payment is locked. What failed stays owed, also what was thought to be made."""
    was, now = (state_ == RefundState.MADE for state_ in (refund.state, state))
    await tx.run(
        """with moved as (update payments.refund set state = $2, code = $3, ended_at = case when $2 in ('made', 'failed') then $4::timestamptz end,
                came_back = came_back + ($5 < 0)::int
            where id = $1 returning payment_id)
        update payments.payment p set refunding = refunding - $5, refunded = refunded + $5, changed_at = $4
        from moved m where p.id = m.payment_id and $5 <> 0""",
        refund.id,
        state.value,
        code,
        tx.now,
        refund.amount * (now - was),
    )


async def drop(tx: Writing, payment_id: PaymentId) -> list[Refund]:
    """Forget what was to be given back of a payment that could not be taken, and return it: so much less is due by another way."""
    dropped = await tx.all(
        Refund,
        f"""select {_REFUND} from payments.refund r join payments.payment p on p.id = r.payment_id
        where r.payment_id = $1 and r.state = 'asked' order by r.id""",
        payment_id,
    )
    await tx.run(
        """with dropped as (delete from payments.refund where payment_id = $1 and state = 'asked' returning amount)
        update payments.payment set due = due - d.amount, refunding = refunding - d.amount
        from (select coalesce(sum(amount), 0)::bigint as amount from dropped) d where id = $1 and d.amount > 0""",
        payment_id,
    )
    return dropped


async def count_attempt(tx: Writing, refund_id: RefundId, code: str) -> None:
    """Note that a provider refused: the next attempt has another key."""
    await tx.run("update payments.refund set attempts = attempts + 1, asked_at = null, code = $2 where id = $1", refund_id, code)


async def ask_again(tx: Writing, order_id: OrderId) -> list[RefundId]:
    """Make an order's failed refunds due again, each as another attempt; return them."""
    rows = await tx.rows(
        """update payments.refund set state = 'asked', ended_at = null, asked_at = null, attempts = attempts + 1
        where order_id = $1 and state = 'failed' returning id""",
        order_id,
    )
    return [row[0] for row in rows]


async def owed(read: Reading) -> list[Refund]:
    """Return the refunds that failed."""
    return await read.all(
        Refund,
        f"select {_REFUND} from payments.refund r join payments.payment p on p.id = r.payment_id where r.state = 'failed' order by r.id",
    )
