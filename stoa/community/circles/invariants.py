"""What is always true of circles."""

from stoa.base.invariants import hold

NOTHING_BETWEEN_BLOCKED = hold(
    "circles.nothing_between_blocked",
    "Between two people of whom one blocked the other there is no follow and no suggestion",
    """select b.person_id, b.other_id from circles.block b where exists (
            select from circles.follow f where (f.follower, f.followed) in ((b.person_id, b.other_id), (b.other_id, b.person_id)))
        or exists (select from circles.suggestion s where (s.a_id, s.b_id) in ((b.person_id, b.other_id), (b.other_id, b.person_id)))""",
)

AS_ORDERED = hold(
    "circles.purchases_as_ordered",
    "What is kept of a purchase is what its order says, unless a reaction is still to hear of it",
    """select c.line_id, c.state, c.person_id from circles.purchase c
    join orders.line l on l.id = c.line_id join orders.order o on o.id = l.order_id
    where (c.order_id <> o.id or c.person_id is distinct from o.person_id or c.product_id <> l.product_id
            or c.state is distinct from circles.state_of(o.state, l.quantity, l.cancelled, l.delivered, l.returned))
        and not exists (select from base.job where kind like 'hear:circles.%' and state in ('waiting', 'running'))""",
)

OF_SOMETHING_BOUGHT = hold(
    "circles.presents_are_gifts",
    "What was sent to somebody else is never shown",
    """select c.line_id from circles.purchase c join orders.order o on o.id = c.order_id where o.recipient_id is not null and not c.gift""",
)
hold(
    "circles.purchases_were_bought",
    "Every purchase is a line of an order",
    "select c.line_id from circles.purchase c where not exists (select from orders.line l where l.id = c.line_id)",
)

NOTHING_OF_THE_ERASED = hold(
    "circles.nothing_of_the_erased",
    "Of an erased person nothing is kept here",
    """select p.id from accounts.person p where p.erased_at is not null and (
        exists (select from circles.member where person_id = p.id) or exists (select from circles.purchase where person_id = p.id)
        or exists (select from circles.showing where person_id = p.id)
        or exists (select from circles.follow where follower = p.id or followed = p.id)
        or exists (select from circles.block where person_id = p.id or other_id = p.id)
        or exists (select from circles.suggestion where a_id = p.id or b_id = p.id))""",
)
