"""What the desk reads of one sale: what of each thing is where, what is kept for whom, what came of it, and by whose invitation people came."""

from datetime import datetime

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.money import Money
from stoa.base.paging import Slice
from stoa.deals.private_sales import store
from stoa.deals.private_sales.line import ClaimState
from stoa.deals.private_sales.model import ClaimId, ItemId, MemberId, Sale
from stoa.people.sessions.model import PersonId
from stoa.shop import catalog, orders
from stoa.shop.catalog.model import SoldVariant, VariantId
from stoa.shop.orders.model import OrderId

MOST = 200
"""Rows of a list on the desk's page."""
MOST_PEOPLE = 2_000
"""Of a club's tree so many people are looked at."""


class SeenItem(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that is sold: its `units`, how many are `bought`, kept for somebody, `free`; `waiting` people wait for it."""

    id: ItemId
    variant_id: VariantId
    price: Money
    usual: Money
    units: int
    bought: int
    kept: int
    free: int
    waiting: int
    variant: SoldVariant | None = None


async def items(read: Reading, sale: Sale, language: str) -> list[SeenItem]:
    """Return what is sold, in order, in two statements."""
    rows = await read.rows(
        """select i.id, i.variant_id, i.price, i.usual, i.units, i.reserve, k.bought, k.kept, k.waiting from private_sales.item i
        cross join lateral (select coalesce(sum(quantity) filter (where state = 'bought'), 0)::int as bought,
            coalesce(sum(quantity) filter (where state in ('offered', 'held', 'ordered')), 0)::int as kept,
            count(*) filter (where state = 'waiting')::int as waiting from private_sales.claim where item_id = i.id and state <> 'over') k
        where i.sale_id = $1 order by i.position""",
        sale.id,
    )
    sold = await catalog.sold_variants(read, [row["variant_id"] for row in rows], language, None)
    return [
        SeenItem(
            id=row["id"],
            variant_id=row["variant_id"],
            price=Money(row["price"], sale.currency),
            usual=Money(row["usual"], sale.currency),
            units=row["units"],
            bought=row["bought"],
            kept=row["kept"],
            free=row["reserve"],
            waiting=row["waiting"],
            variant=sold.get(row["variant_id"]),
        )
        for row in rows
    ]


class SeenClaim(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody waits for, is offered, has in a cart or has bought; a guest has no name."""

    id: ClaimId
    item_id: ItemId
    member_id: MemberId
    person_id: PersonId | None
    name: str
    state: ClaimState
    wanted: int
    quantity: int
    since: datetime
    until_at: datetime | None
    order_id: OrderId | None
    number: int | None


async def claims(read: Reading, sale: Sale, *, waiting: bool, cursor: str | None = None, limit: int = MOST) -> Slice[SeenClaim]:
    """Return what is kept for people, the latest first; or with `waiting` the waiting lists, whoever came first before the others."""
    after = paging.decode(cursor, tuple[datetime, ClaimId]) if cursor else None
    test, order = (">", "") if waiting else ("<", " desc")
    found = await read.all(
        SeenClaim,
        f"""select c.id, c.item_id, c.member_id, m.person_id, m.name, c.state, c.wanted, c.quantity, c.since, c.until_at, o.id as order_id, o.number
        from private_sales.claim c join private_sales.member m on m.id = c.member_id left join orders.order o on o.id = c.order_id
        where c.sale_id = $1 and c.state <> 'over' and (c.state = 'waiting') = $2 and ($3::timestamptz is null or (c.since, c.id) {test} ($3, $4))
        order by c.since{order}, c.id{order} limit $5""",
        sale.id,
        waiting,
        after[0] if after else None,
        after[1] if after else None,
        limit + 1,
    )
    last = found[limit - 1] if len(found) > limit else None
    return Slice(found[:limit], paging.encode(last.since, last.id) if last is not None else None)


async def cohort(read: Reading, sale: Sale) -> orders.reports.Cohort:
    """Return what came of a sale so far."""
    rows = await read.rows(
        "select distinct order_id from private_sales.claim where sale_id = $1 and state = 'bought' and order_id is not null", sale.id
    )
    usual = {one.variant_id: one.usual for one in await store.items(read, sale.id)}
    return await orders.reports.cohort(read, [row[0] for row in rows], usual, sale.currency)


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the club in the tree of invitations, `depth` below whoever the shop invited: whether they came to this sale, and what they bought."""

    id: MemberId
    person_id: PersonId | None
    name: str
    tier: str
    depth: int
    entered: bool
    inside: bool
    pieces: int
    new: bool
    """Whether their first order of all was in this sale."""


async def tree(read: Reading, sale: Sale) -> list[Came]:
    """Return who came to a sale, everybody after whoever invited them; who invited somebody that came stands there too."""
    rows = await read.all(
        Came,
        """with recursive tree as (
            select m.id, 0 as depth, array[m.id] as path from private_sales.member m where m.club_id = $1 and m.invited_by is null
            union all select m.id, t.depth + 1, t.path || m.id from tree t join private_sales.member m on m.invited_by = t.id where t.depth < 30),
        got as (select c.member_id, sum(c.quantity)::int as pieces, bool_or(not exists (select from orders.order e where e.email = o.email
                and e.placed_at < o.placed_at)) as new
            from private_sales.claim c join orders.order o on o.id = c.order_id where c.sale_id = $2 and c.state = 'bought' group by 1)
        select m.id, m.person_id, m.name, m.tier, t.depth, e.id is not null as entered, e.admitted_at is not null as inside,
            coalesce(g.pieces, 0) as pieces, coalesce(g.new, false) as new
        from tree t join private_sales.member m on m.id = t.id left join private_sales.entrant e on e.sale_id = $2 and e.member_id = m.id
        left join got g on g.member_id = m.id order by t.path limit $3""",
        sale.club_id,
        sale.id,
        MOST_PEOPLE,
    )
    found: list[Came] = []
    depth = 0  # of the last one that is shown: whoever stands before them and less deep led to them
    for one in reversed(rows):
        if one.entered or one.pieces or one.depth < depth:
            found.append(one)
            depth = one.depth
    return found[::-1]
