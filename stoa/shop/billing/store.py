"""The SQL of billing."""

from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.people.profiles.model import Address
from stoa.shop.billing.model import Bill, Correction, CorrectionId, Invoice
from stoa.shop.orders.model import Order, OrderId

_CORRECTION = "c.id, c.number, c.order_id, c.refund_id, c.at, c.reason, c.amount, c.currency, c.entries, c.taxes"


async def insert_invoice(tx: Writing, order: Order, buyer: Address | None, *, shipping: bool, bill: Bill) -> None:
    """Issue an order's invoice, once. `shipping`: the buyer is whom it goes to."""
    await tx.run(
        """insert into billing.invoice (order_id, number, at, buyer, from_shipping, bill) values ($1, $2, $3, $4, $5, $6)
        on conflict (order_id) do nothing""",
        order.id,
        order.number,
        tx.now,
        buyer,
        shipping,
        bill,
    )


async def invoice(read: Reading, order_id: OrderId) -> Invoice | None:
    return await read.one(Invoice, "select order_id, number, at, buyer, bill from billing.invoice where order_id = $1", order_id)


async def lock_invoice(tx: Writing, order_id: OrderId) -> Invoice | None:
    sql = "select order_id, number, at, buyer, bill from billing.invoice where order_id = $1 for update"
    return await tx.one(Invoice, sql, order_id)


async def corrections(read: Reading, order_id: OrderId) -> list[Correction]:
    """Return the corrections of an order's invoice, the first first."""
    return await read.all(Correction, f"select {_CORRECTION} from billing.correction c where c.order_id = $1 order by c.number", order_id)


async def of_refund(read: Reading, refund_id: UUID) -> Correction | None:
    return await read.one(Correction, f"select {_CORRECTION} from billing.correction c where c.refund_id = $1", refund_id)


async def next_number(tx: Writing) -> int:
    """Return the series' next number. Whoever comes next waits until this one is written or was never needed: no gap is left."""
    found: int = await tx.value("update billing.series set last = last + 1 where name = 'correction' returning last")
    return found


async def insert_correction(tx: Writing, one: Correction) -> None:
    await tx.run(
        """insert into billing.correction (id, number, order_id, refund_id, at, reason, amount, currency, entries, taxes)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        one.id,
        one.number,
        one.order_id,
        one.refund_id,
        one.at,
        one.reason,
        one.amount,
        one.currency,
        one.entries,
        one.taxes,
    )


def new_id() -> CorrectionId:
    return CorrectionId(ids.new())


_NOBODY = """jsonb_build_object('name', '', 'line1', '', 'city', '', 'postal_code', '', 'country', i.buyer ->> 'country',
    'region', coalesce(i.buyer ->> 'region', ''))"""


async def forget_buyers(tx: Writing) -> int:
    """Take from invoices who the buyer was, where their order no longer says it; return how many."""
    return await tx.run(
        f"""update billing.invoice i set buyer = {_NOBODY} from orders.order o
        where o.id = i.order_id and o.state in ('closed', 'cancelled') and i.buyer ->> 'line1' <> ''
        and (o.email = 'erased@erased.invalid' or (i.from_shipping and o.shipping_address ->> 'line1' = ''))"""
    )
