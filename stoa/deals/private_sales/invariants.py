"""What is always true of private sales."""

from stoa.base.invariants import hold

hold(
    "private_sales.units_are_in_one_hand",
    "What nobody holds of an item, what is offered and in carts, and what was bought, is never more than its units.",
    """select i.id, i.units, i.reserve from private_sales.item i left join private_sales.claim c
        on c.item_id = i.id and c.state in ('offered', 'held', 'ordered', 'bought')
    group by i.id having i.reserve + coalesce(sum(c.quantity), 0) > i.units""",
)
hold(
    "private_sales.reserve_is_held",
    "While a sale lasts, the stock promises it exactly what is in nobody's cart, unless a count has found fewer.",
    """select i.id, i.reserve, h.quantity from private_sales.item i join private_sales.sale s on s.id = i.sale_id
    join stock.component k on k.variant_id = i.variant_id join stock.hold h on h.owner = s.id and h.item_id = k.item_id
    where s.closed_at is null and (select count(*) from stock.component x where x.item_id = k.item_id) = 1
        and h.quantity <> k.quantity * (i.reserve + (select coalesce(sum(c.quantity), 0) from private_sales.claim c
            where c.item_id = i.id and c.state = 'offered'))""",
)
hold(
    "private_sales.line_is_in_order",
    "Nobody is inside who stands behind somebody who is not.",
    """select e.id, e.rank from private_sales.entrant e join private_sales.sale s on s.id = e.sale_id
    where e.rank > s.last_rank or (e.admitted_at is not null and e.rank > s.admitted_through)
        or (e.admitted_at is null and e.rank <= s.admitted_through)""",
)
hold(
    "private_sales.draws_follow_their_seed",
    "A seed is the one that was promised, and each draw is the order that it gives.",
    """select r.sale_id, r.ahead_minutes from private_sales.round r where r.drawn_at is not null and (r.commitment <> sha256(r.seed)
        or exists (select from (select e.drawn, row_number() over (order by sha256(r.seed || convert_to(e.id::text, 'UTF8'))) as n
            from private_sales.entrant e where e.sale_id = r.sale_id and e.ahead_minutes = r.ahead_minutes and e.drawn is not null) d where d.drawn <> d.n))""",
)
hold(
    "private_sales.bought_is_ordered",
    "What was bought belongs to an order that was agreed.",
    """select c.id from private_sales.claim c left join orders.order o on o.id = c.order_id
    where c.state in ('ordered', 'bought') and (o.id is null or (c.state = 'bought' and o.placed_at is null))""",
)
hold(
    "private_sales.bought_is_what_is_left",
    "What was bought in a sale is what is left of its orders: pieces that were cancelled are the sale's again.",
    """select c.order_id, c.variant_id, c.quantity, l.kept from (select x.order_id, i.variant_id, sum(x.quantity) as quantity
            from private_sales.claim x join private_sales.item i on i.id = x.item_id where x.state in ('ordered', 'bought') group by 1, 2) c
    left join (select order_id, variant_id, sum(quantity - cancelled) as kept from orders.line group by 1, 2) l using (order_id, variant_id)
    where l.kept is distinct from c.quantity""",
)
hold(
    "private_sales.tallies_are_sums",
    "What is counted for a mark is the sum of the orders that counted.",
    """select t.digest from private_sales.tally t left join private_sales.taken k on k.digest = t.digest group by t.digest, t.quantity
    having t.quantity <> coalesce(sum(k.quantity), 0)""",
)
hold(
    "private_sales.invitations_are_counted",
    "Of an invitation as many places are used as people came by it; one who comes again stays below whoever invited them first.",
    """select i.id, i.uses from private_sales.invitation i left join private_sales.member m on m.invitation_id = i.id
    group by i.id having i.uses < count(m.id)""",
)
hold(
    "private_sales.quotas_are_sums",
    "Somebody has invited as many as their invitations are for, without those places that were taken back.",
    """select m.id, m.invited from private_sales.member m left join private_sales.invitation i on i.by_member = m.id
    group by m.id having m.invited <> coalesce(sum(case when i.withdrawn_at is null then i.places else i.uses end), 0)""",
)
