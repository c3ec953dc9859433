"""What is read of many orders: the list that the desk looks through, what waits and was sold, and what came of some that belong together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.money import Money
from stoa.base.paging import Slice
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model import Day, OrderId, State, Summary, ToDo
from stoa.shop.orders.queries import summaries
from stoa.shop.orders.store import FORGOTTEN
from stoa.shop.pricing.model import Margin

DAYS = 30
TO_DO = Panel(
    """select json_build_object('pack', count(*) filter (where o.state = 'open' and exists (
            select from orders.line l where l.order_id = o.id and l.ships and l.quantity > l.cancelled + l.shipped)),
        'held', count(*) filter (where o.state = 'held')) from orders.order o where o.state in ('open', 'held')""",
    ToDo,
)
"""How many orders wait for somebody."""
SALES = Panel(
    f"""select coalesce(json_agg(json_build_object('day', d.day, 'orders', coalesce(s.orders, 0),
        'amount', json_build_object('amount', coalesce(s.amount, 0), 'currency', m.currency)) order by d.day), '[]')
    from (select currency from pricing.market order by position limit 1) m
    cross join (select (:now at time zone :zone)::date - n as day from generate_series(0, {DAYS - 1}) n) d
    left join (select (o.placed_at at time zone :zone)::date as day, o.currency, count(*) as orders, sum(o.total) as amount
        from orders.order o where o.placed_at > :now - interval '{DAYS + 1} days' and o.state <> 'cancelled' group by 1, 2) s
        on s.day = d.day and s.currency = m.currency""",
    list[Day],
)
"""What was ordered on each of the last thirty days of the time zone `:zone`, the oldest first, in the currency of the first market."""


async def listed(
    read: Reading,
    *,
    states: list[State] | None = None,
    among: Sequence[OrderId] | None = None,
    query: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Slice[Summary]:
    """Return orders for the desk, newest first, by state, `among` these, and by number, mail address or name."""
    before = paging.decode(cursor, tuple[OrderId])[0] if cursor else None
    return await summaries(
        read,
        """where ($1::text[] is null or o.state = any($1)) and ($2::uuid is null or o.id < $2)
        and ($4 = '' or o.number::text = $4 or o.email ilike '%' || $4 || '%' or o.shipping_address ->> 'name' ilike '%' || $4 || '%')
        and ($5::timestamptz is null or o.made_at >= $5) and ($6::timestamptz is null or o.made_at < $6)
        and ($7::uuid[] is null or o.id = any($7)) order by o.id desc limit $3""",
        [state.value for state in states] if states else None,
        before,
        query.strip().lstrip("#").replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_"),
        since,
        until,
        None if among is None else list(among),
        limit=limit,
    )


class Cohort(msgspec.Struct, frozen=True):
    """Those who bought by some orders that belong together, a deal's say, and what came of it. What was cancelled or sent back counts no more.

    A customer is known by their address; whoever was forgotten since is a `new` one of each order. `again` is how many have bought
    something else since. `given` is what was left of the usual price. `margin` is of the pieces whose cost was known on the day
    they were ordered.
    """

    customers: int
    new: int
    again: int
    pieces: int
    revenue: Money
    given: Money
    margin: Margin

    @property
    def returning(self) -> int:
        return self.customers - self.new


async def cohort(read: Reading, order_ids: Sequence[OrderId], usual: Mapping[VariantId, int], currency: str) -> Cohort:
    """Return what came of these orders so far, in one statement; they are of one currency. `usual` is what a piece costs usually, in minor units."""
    row: Any = await read.row(
        """with named as (select o.id, o.email, o.market, o.placed_at from orders.order o where o.id = any($1)),
        line as (select o.*, l.quantity, l.unit, l.net, n.left, coalesce(u.usual, l.unit) as usual,
                pricing.cost_in(l.variant_id, o.market, o.placed_at) as cost
            from named o join orders.line l on l.order_id = o.id
            cross join lateral (select l.quantity - l.cancelled - l.returned as left) n
            left join unnest($2::uuid[], $3::bigint[]) u (variant_id, usual) on u.variant_id = l.variant_id
            where n.left > 0),
        who as (select email, min(placed_at) as first_at from line group by email, case when email = $4 then id end),
        other as (select o.email, o.placed_at from orders.order o
            where o.email in (select email from who where email <> $4) and o.placed_at is not null and o.state <> 'cancelled'
                and not exists (select from named n where n.id = o.id)),
        known as (select exists (select from other o where o.email = w.email and o.placed_at < w.first_at) as before,
            exists (select from other o where o.email = w.email and o.placed_at > w.first_at) as after from who w)
        select (select count(*) from known) as customers, (select count(*) from known where not before) as new,
            (select count(*) from known where after) as again, coalesce(sum("left"), 0)::bigint as pieces,
            coalesce(sum("left" * unit), 0)::bigint as revenue, coalesce(sum("left" * greatest(usual - unit, 0)), 0)::bigint as given,
            count(*) as lines, count(cost) as known, sum(round(net::numeric * "left" / quantity) - "left" * cost)::bigint as margin
        from line""",
        list(order_ids),
        list(usual),
        list(usual.values()),
        FORGOTTEN,
    )
    return Cohort(
        customers=row["customers"],
        new=row["new"],
        again=row["again"],
        pieces=row["pieces"],
        revenue=Money(row["revenue"], currency),
        given=Money(row["given"], currency),
        margin=Margin(Money(row["margin"], currency) if row["known"] else None, row["known"], row["lines"]),
    )
