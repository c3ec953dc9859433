"""What is always true of group buys."""

from stoa.base.invariants import hold

_HEARS = """exists (select from base.job j where j.state <> 'dead' and (j.kind like 'hear:payments.%' or j.kind like 'hear:group_buys.%')
    and j.args ->> 'about' = p.order_id::text)"""

hold(
    "group_buys.places_are_counted",
    "A team's places, and those that count, are its rows.",
    """select t.id, t.taken, t.counted, t.owed from group_buys.team t left join group_buys.place p on p.team_id = t.id group by t.id
    having t.taken <> count(p.id) filter (where p.state in ('reserved', 'authorized', 'capturing', 'grace', 'captured', 'refilling'))
        or t.counted <> count(p.id) filter (where p.state in ('authorized', 'capturing', 'grace', 'captured'))
        or t.owed <> count(p.id) filter (where p.state in ('capturing', 'grace', 'refilling') or (t.state = 'failed' and p.state in ('reserved', 'authorized')))""",
)
hold(
    "group_buys.nobody_pays_for_a_failed_team",
    "Of a team that came to nothing nobody's money is kept.",
    f"""select t.id, p.id as place, m.captured from group_buys.team t join group_buys.place p on p.team_id = t.id
    join payments.payment m on m.order_id = p.order_id
    where t.state in ('failed', 'settled') and t.percent is null and m.captured > m.refunded + m.refunding and not {_HEARS}""",
)
hold(
    "group_buys.settled_is_paid",
    "Of a team that has settled at a price, each place was paid or has ended.",
    """select t.id, p.id as place, p.state from group_buys.team t join group_buys.place p on p.team_id = t.id
    where t.state = 'settled' and (p.state in ('authorized', 'capturing', 'grace', 'refilling')
        or (p.state = 'captured' and exists (select from payments.payment m where m.order_id = p.order_id)
            and not exists (select from payments.payment m where m.order_id = p.order_id and m.state = 'captured')))""",
)
hold(
    "group_buys.places_agree_with_orders",
    "A place that counts has a held order, one that was paid an order that was released, one that ended none that is alive.",
    """select p.id, p.state, o.state as order_state from group_buys.place p join orders.order o on o.id = p.order_id
    where (p.state in ('authorized', 'capturing', 'grace') and o.state <> 'held')
        or (p.state = 'captured' and (o.state in ('pending', 'held') or o.placed_at is null))
        or (p.state in ('left', 'declined', 'released') and o.state <> 'cancelled')""",
)
hold(
    "group_buys.marks_are_of_living_places",
    "Marks of people are kept of places that live, in teams that have not settled.",
    """select k.team_id, k.place_id, p.state from group_buys.mark k join group_buys.place p on p.id = k.place_id
        join group_buys.team t on t.id = k.team_id where p.state in ('left', 'declined', 'released') or t.state = 'settled' or p.team_id <> k.team_id""",
)
hold(
    "group_buys.said_is_charged",
    "Nobody's order in a group costs more than the price that was reached, or until then the first tier's as they joined, of the prices of the deal.",
    """select p.id, l.unit, d.prices ->> l.variant_id::text as usual, t.percent from group_buys.place p join group_buys.team t on t.id = p.team_id
    join group_buys.deal d on d.id = t.deal_id join orders.line l on l.order_id = p.order_id and l.cancelled < l.quantity
    where p.state in ('reserved', 'authorized', 'capturing', 'grace', 'captured', 'refilling')
        and l.unit > (d.prices ->> l.variant_id::text)::bigint - ((d.prices ->> l.variant_id::text)::bigint
            * case when p.state = 'captured' then t.percent else p.first_percent end * 2 + 100) / 200""",
)
hold(
    "group_buys.nobody_takes_the_price_from_others",
    "What a team had reached when it tipped, or since, everybody in it has, and never less than the first step was as they joined.",
    """select t.id, t.reached, t.percent, p.first_percent from group_buys.team t left join group_buys.place p on p.team_id = t.id
        and p.state in ('reserved', 'authorized', 'capturing', 'grace', 'captured', 'refilling')
    where t.percent < t.reached or t.percent < p.first_percent or (t.percent is null and (t.tiers -> 0 ->> 1)::int < p.first_percent)""",
)
hold(
    "group_buys.nobody_is_stuck",
    "A place whose money is asked for has a payment that is still under way, or something that will ask: none is forgotten.",
    """select p.id, p.changed_at, m.state from group_buys.place p join group_buys.team t on t.id = p.team_id and t.percent is not null
    left join payments.payment m on m.order_id = p.order_id and not m.part and m.replaced_at is null
    where p.state = 'capturing' and p.changed_at < (select max(ran_at) from base.schedule where name = 'group_buys.watch') - interval '10 minutes'
        and coalesce(m.state, '') not in ('intended', 'unknown', 'capturing')""",
)
hold(
    "group_buys.nobody_pays_too_much",
    "What is kept of a place's order is never more than the pieces that were not cancelled cost, and the price of its group.",
    f"""select p.id, p.order_id, m.kept, o.owed from group_buys.place p
    join lateral (select sum(captured - refunded - refunding) as kept from payments.payment where order_id = p.order_id) m on m.kept > 0
    join lateral (select sum(l.net + l.tax - ((l.net + l.tax) * (l.cancelled + l.returned) * 2 + l.quantity) / (2 * l.quantity))
            + case when bool_or(l.cancelled < l.quantity) then max(h.shipping_net + h.shipping_tax) else 0 end as owed, sum(l.returned) as returned
        from orders.line l join orders.order h on h.id = l.order_id where l.order_id = p.order_id) o on o.returned = 0
    where m.kept > o.owed and not {_HEARS}""",
)
hold(
    "group_buys.the_list_is_counted",
    "Those who wait for a place of a team, and the places kept for them, are its rows.",
    """select t.id, t.waiting, t.offered from group_buys.team t left join group_buys.waiting w on w.team_id = t.id
        and w.state in ('waiting', 'offered') group by t.id
    having t.waiting <> count(w.id) filter (where w.state = 'waiting') or t.offered <> count(w.id) filter (where w.state = 'offered')""",
)
