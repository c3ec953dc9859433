"""What is always true of wish lists."""

from stoa.base.invariants import hold

hold(
    "wish_lists.pools_are_counted",
    "What a pool was promised and has is the sum of its shares, to the cent.",
    """select p.id, p.state, p.promised, p.paid from wish_lists.pool p left join wish_lists.share s on s.pool_id = p.id
    where p.state in ('open', 'full') group by p.id
    having p.promised <> coalesce(sum(s.amount) filter (where s.state in ('promised', 'paid', 'returned')), 0)
        or p.paid <> coalesce(sum(s.amount) filter (where s.state in ('paid', 'returned')), 0)""",
)
hold(
    "wish_lists.pools_have_their_order",
    "A pool that somebody gave to has a held order worth its goal, a full one an order that was placed.",
    """select p.id, p.state, p.goal, o.state as order_state, o.total from wish_lists.pool p left join orders.order o on o.id = p.order_id
    where (p.state = 'open' and p.promised > 0 and (o.id is null or o.total <> p.goal or (o.state <> 'held' and not exists (
            select from base.job j where j.state <> 'dead' and j.kind = 'hear:wish_lists.free_what_was_cancelled'
            and j.args ->> 'about' = o.id::text))))
        or (p.state = 'full' and (o.id is null or o.placed_at is null))""",
)
hold(
    "wish_lists.nothing_is_kept_of_a_missed_pool",
    "Of a pool that was missed or given up nobody's money is kept.",
    """select p.id, sum(m.captured - m.refunded - m.refunding) as kept from wish_lists.pool p
    join wish_lists.share s on s.pool_id = p.id join payments.payment m on m.id = s.payment_id
    where p.state in ('missed', 'closed') and not exists (select from base.job j where j.state <> 'dead' and j.kind like 'hear:payments.%'
        and j.args ->> 'about' = m.order_id::text)
    group by p.id having sum(m.captured - m.refunded - m.refunding) > 0""",
)
hold(
    "wish_lists.bought_was_ordered",
    "A gift that counts as bought is on the order that it names.",
    """select c.id, c.order_id from wish_lists.claim c join wish_lists.entry e on e.id = c.entry_id
    where c.order_id is not null and c.ended_at is null
    and not exists (select from orders.line l where l.order_id = c.order_id and l.product_id = e.product_id)""",
)
hold(
    "wish_lists.guests_keep_to_themselves",
    "Nobody gives to a guest's list, and no link leads to it.",
    """select l.id from wish_lists.list l where l.owner is null and (l.secret is not null or exists (
        select from wish_lists.claim c join wish_lists.entry e on e.id = c.entry_id where e.list_id = l.id))""",
)
