"""What the clock has made due, and what a worker's death left undone: read by the watch."""

from datetime import timedelta
from uuid import UUID

import msgspec

from stoa.base.database import Reading
from stoa.deals.group_buys.ending import ALL_OVER
from stoa.deals.group_buys.model import PATIENCE
from stoa.shop import stock


class Due(msgspec.Struct, frozen=True):
    """Something to be done now: `what` names it, `id` is a team's or a place's."""

    what: str
    id: UUID


NEVER_BEGUN = timedelta(days=1)
STALE = timedelta(seconds=30)


async def due(read: Reading, limit: int = 500) -> list[Due]:
    """Return what the clock has made due, and what a worker's death left undone."""
    return await read.all(
        Due,
        f"""(select 'tick' as what, id from group_buys.team where state in ('open', 'tipped') and percent is null and deadline <= $1 limit $5)
        union all (select 'never', id from group_buys.team where state = 'open' and deadline is null and taken = 0 and opened_at <= $2 limit $5)
        union all (select 'let_go', id from group_buys.place where state in ('reserved', 'refilling') and joined_at <= $3 limit $5)
        union all (select 'let_go', id from group_buys.place where state = 'grace' and grace_until <= $1 limit $5)
        union all (select 'take', id from group_buys.place where state = 'capturing' and changed_at <= $4 limit $5)
        union all (select 'offer_over', id from group_buys.waiting where state = 'offered' and offered_until <= $1 limit $5)
        union all (select 'let_go', p.id from group_buys.team t join group_buys.place p on p.team_id = t.id
            where t.state = 'failed' and p.state in ('reserved', 'authorized') limit $5)
        union all (select 'ask', t.id from group_buys.team t where t.waiting > 0 and t.percent is null and t.state in ('open', 'tipped')
            and t.deadline > $1 and (t.most is null or t.taken + t.offered < t.most) and exists (select from group_buys.waiting w
                where w.team_id = t.id and w.state = 'waiting' and {stock.there("c.variant_id = w.variant_id", "$1")}) limit $5)
        union all (select 'over', d.id from group_buys.deal d where d.ended_at is null and (d.kind = 'tiers' or d.closes_at <= $1)
            and (d.kind = 'team' and not d.shut or {ALL_OVER}) limit $5)""",
        read.now,
        read.now - NEVER_BEGUN,
        read.now - PATIENCE,
        read.now - STALE,
        limit,
    )
