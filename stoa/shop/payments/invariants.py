"""What is always true of payments."""

from stoa.base.invariants import hold

_TOLD = (
    """not exists (select from base.job j where j.state <> 'dead' and j.kind like 'hear:payments.%' and j.args ->> 'about' = o.id::text)"""
)

_OWED = """(o.shipping_net + o.shipping_tax + (select coalesce(sum(l.net + l.tax - round((l.net + l.tax) * l.cancelled / l.quantity::numeric)
        + least(l.cancelled, l.returned)), 0) from orders.line l where l.order_id = o.id))"""
"""What is to be paid of an order without what was cancelled of it. Where pieces of a line came back between two cancellations, the shares
of both are rounded apart: a minor unit each."""

hold(
    "payments.nobody_pays_for_nothing",
    "Of a cancelled order nothing is kept: what was captured was given back or is on its way.",
    f"""select o.id, p.state, p.captured, p.refunded, p.refunding from orders.order o join payments.payment p on p.order_id = o.id
    where o.state = 'cancelled' and p.captured > p.refunded + p.refunding and {_TOLD}""",
)
hold(
    "payments.nobody_pays_too_much",
    "What is kept of an order is never more than what was not cancelled of it.",
    f"""select o.id, p.captured, p.refunded, p.refunding from orders.order o join payments.payment p on p.order_id = o.id
    where o.state in ('open', 'closed', 'held') and p.captured - p.refunded - p.refunding > {_OWED} and {_TOLD}""",
)
hold(
    "payments.goods_are_paid_for",
    "An order that is open was authorized.",
    """select o.id, p.state from orders.order o join payments.payment p on p.order_id = o.id and not p.part and p.replaced_at is null
    where o.state = 'open' and p.state in ('intended', 'unknown', 'challenge', 'saved', 'declined', 'voided') and o.total > 0""",
)
hold(
    "payments.parts_make_the_whole",
    "What several pay together is released when it is all there, and never more is kept of it than the order is worth.",
    f"""select o.id, o.state, o.total, sum(p.captured) as captured from orders.order o join payments.payment p on p.order_id = o.id and p.part
    where o.placed_at is not null or o.state = 'held' group by o.id
    having (o.placed_at is not null and sum(p.captured) < o.total)
        or (sum(p.captured - p.refunded - p.refunding) > {_OWED} and {_TOLD})""",
)
hold(
    "payments.refunds_are_counted",
    "A payment's refunds are the sums of their rows.",
    """select p.id from payments.payment p left join payments.refund r on r.payment_id = p.id group by p.id
    having p.refunding <> coalesce(sum(r.amount) filter (where r.state <> 'made'), 0)
        or p.refunded <> coalesce(sum(r.amount) filter (where r.state = 'made'), 0)""",
)
hold(
    "payments.what_was_not_taken_is_let_go",
    "What was set aside and could not be taken is let go, or on its way to be.",
    """select p.id, p.code from payments.payment p where p.state = 'failed' and p.reference is not null
        and exists (select from payments.step s where s.payment_id = p.id and s.verb = 'capture' and s.outcome = 'failed')
        and not exists (select from payments.letting_go l where l.payment_id = p.id)""",
)
