"""What is always true of the books."""

from stoa.base.invariants import hold

hold(
    "billing.agreed_is_invoiced",
    "An order that is agreed for good, and was not for nothing, has its invoice.",
    """select o.id from orders.order o where o.state = 'open' and o.total > 0 and o.placed_at is not null
    and not exists (select from billing.invoice i where i.order_id = o.id)
    and exists (select from orders.line l where l.order_id = o.id and l.quantity > l.cancelled)""",
)
hold(
    "billing.never_more_back",
    "All corrections of an invoice together never exceed it.",
    """select i.order_id from billing.invoice i join lateral (select sum(amount) as back from billing.correction c where c.order_id = i.order_id) c on true
    where c.back > (select sum((l -> 'net' ->> 'amount')::bigint + (l -> 'tax' ->> 'amount')::bigint) from jsonb_array_elements(i.bill -> 'lines') l)
        + (i.bill -> 'shipping_net' ->> 'amount')::bigint + (i.bill -> 'shipping_tax' ->> 'amount')::bigint""",
)
hold(
    "billing.no_number_is_missing",
    "The corrections are numbered one after another.",
    """select s.last from billing.series s, (select count(*) as count, max(number) as last from billing.correction) c
    where s.name = 'correction' and (s.last <> coalesce(c.last, 1000) or c.count <> s.last - 1000)""",
)
hold(
    "billing.entries_make_the_amount",
    "A correction's amount is the sum of what it takes back.",
    """select c.id from billing.correction c where c.amount <> (select sum((e -> 'net' ->> 'amount')::bigint + (e -> 'tax' ->> 'amount')::bigint)
    from jsonb_array_elements(c.entries) e)""",
)
