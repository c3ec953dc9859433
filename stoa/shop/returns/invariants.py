"""What is always true of returns."""

from stoa.base.invariants import hold

hold(
    "returns.trail_ends_where_it_stands",
    "The last entry of a return's trail is the state it is in.",
    """select r.id, r.state, t.state as last from returns.return_ r
    left join lateral (select state from returns.trail where return_id = r.id order by id desc limit 1) t on true
    where t.state is distinct from r.state""",
)
hold(
    "returns.sent_again_for_nothing",
    "A claim that was answered by sending it again names the order that did, which costs nothing and is paid by nobody.",
    """select r.id, r.replacement, o.total, o.purpose from returns.return_ r left join orders.order o on o.id = r.replacement
    where r.state = 'replaced' and (o.id is null or o.total <> 0 or o.purpose is distinct from 'replacement:' || r.id
        or exists (select from payments.payment p where p.order_id = o.id))""",
)
hold(
    "returns.no_more_than_was_bought",
    "What is asked back and what came back together are no more than was bought and not cancelled.",
    """select l.id, l.quantity - l.cancelled as kept, l.returned, sum(w.quantity) as asked from orders.line l
    join returns.line w on w.line_id = l.id join returns.return_ r on r.id = w.return_id
    where r.ended_at is null and r.kind in ('return', 'claim') group by l.id
    having l.returned + sum(w.quantity) > l.quantity - l.cancelled""",
)
