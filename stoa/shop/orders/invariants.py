"""What is always true of orders."""

from stoa.base.invariants import hold

hold(
    "orders.lines_make_the_total",
    "An order's total is the sum of its lines and its shipping.",
    """select o.id, o.total, sum(l.net + l.tax) as goods from orders.order o join orders.line l on l.order_id = o.id
    group by o.id having o.total <> sum(l.net + l.tax) + o.shipping_net + o.shipping_tax""",
)
hold(
    "orders.have_what_they_wait_for",
    "An order that has not ended has the units it still has to send, and an ended one has none.",
    """select o.id, o.state, n.item_id, n.needed, coalesce(a.quantity, 0) as allocated from orders.order o
    join lateral (select c.item_id, sum(c.quantity * case when o.state in ('closed', 'cancelled') then 0
            else l.quantity - l.cancelled - l.shipped end) as needed
        from orders.line l join stock.component c on c.variant_id = l.variant_id where l.order_id = o.id group by c.item_id) n on true
    left join stock.allocation a on a.order_id = o.id and a.item_id = n.item_id
    where n.needed <> coalesce(a.quantity, 0)""",
)
hold(
    "orders.held_has_a_reason",
    "A held order says what it waits for.",
    "select id from orders.order where state = 'held' and coalesce(hold_reason, '') = ''",
)
