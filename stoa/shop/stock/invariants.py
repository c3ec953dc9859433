"""What is always true of stock."""

from stoa.base.invariants import hold

hold(
    "stock.allocated_is_what_orders_have",
    "An item's allocated units are the sum of what orders have of it.",
    """select i.id, i.allocated, coalesce(sum(a.quantity), 0) as have from stock.item i
    left join stock.allocation a on a.item_id = i.id group by i.id having i.allocated <> coalesce(sum(a.quantity), 0)""",
)
hold(
    "stock.never_promised_twice",
    "What is on hand covers what is allocated and what is held at this moment.",
    """select i.id, i.on_hand, i.allocated, sum(h.quantity) as held from stock.item i
    left join stock.hold h on h.item_id = i.id
        and (h.until_at is null or h.until_at > clock_timestamp() + (select ahead from base.clock))
    where i.tracked and not i.backorder group by i.id
    having i.on_hand - i.allocated - coalesce(sum(h.quantity), 0) < 0""",
)
hold(
    "stock.movements_explain_it",
    "What is on hand and what is allocated are the sums of their movements.",
    """select i.id from stock.item i left join stock.movement m on m.item_id = i.id
    group by i.id having i.on_hand <> coalesce(sum(m.on_hand), 0) or i.allocated <> coalesce(sum(m.allocated), 0)""",
)
