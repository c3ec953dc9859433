"""What is always true of shipping."""

from stoa.base.invariants import hold

hold(
    "shipping.parcels_hold_what_was_sent",
    "What an order's line says was sent is what its parcels hold.",
    """select l.id, l.shipped, coalesce(sum(s.quantity), 0) as in_parcels from orders.line l
    left join shipping.shipment_line s on s.line_id = l.id where l.ships
    group by l.id having l.shipped <> coalesce(sum(s.quantity), 0)""",
)
hold(
    "shipping.delivered_parcels_arrived",
    "What arrived in parcels is marked as delivered in the order.",
    """select l.id, l.delivered, sum(s.quantity) as arrived from orders.line l
    join shipping.shipment_line s on s.line_id = l.id join shipping.shipment p on p.id = s.shipment_id and p.state = 'delivered'
    where l.ships group by l.id having l.delivered < sum(s.quantity)""",
)
