"""What pages and other rooms read of an order, and of somebody's own."""

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.paging import Slice
from stoa.people.profiles.model import Line
from stoa.people.sessions.model import PersonId, Visitor
from stoa.shop.orders import store
from stoa.shop.orders.model import NoSuchOrder, Order, OrderId, Summary

_SUMMARY = """
select json_build_object('id', o.id, 'number', o.number, 'email', o.email, 'state', o.state, 'made_at', o.made_at, 'picking_at', o.picking_at,
    'name', coalesce({name}, o.shipping_address ->> 'name', ''), 'total', json_build_object('amount', o.total, 'currency', o.currency),
    'promised_by', o.delivery ->> 'arrives_by', 'pieces', l.pieces, 'shipped', l.shipped, 'delivered', l.delivered, 'title', l.title) as found
from orders.order o cross join lateral (
    select sum(quantity - cancelled)::int as pieces, sum(shipped)::int as shipped, sum(delivered)::int as delivered,
        (array_agg(title order by position))[1] as title
    from orders.line where order_id = o.id) l
"""
ACCOUNT_LINE = Panel(
    """select json_build_object('key', case when n.way > 0 then 'orders-line-way' when n.open > 0 then 'orders-line-open'
            when n.held > 0 then 'orders-line-held' when n.all > 0 then 'orders-line-all' else 'orders-line-none' end,
        'count', case when n.way > 0 then n.way when n.open > 0 then n.open when n.held > 0 then n.held else n.all end)
    from (select count(*) as all, count(*) filter (where o.state = 'held') as held, count(*) filter (where o.state = 'open') as open,
            count(*) filter (where o.state = 'open' and exists (select from orders.line l
                where l.order_id = o.id and l.ships and l.shipped > l.delivered)) as way
        from orders.order o where o.person_id = :viewer::uuid and o.state <> 'pending') n""",
    Line,
)
"""How many of somebody's orders are on their way; else how many are being prepared, are held, or were placed."""

_decode = msgspec.json.Decoder(list[Summary])


async def find(read: Reading, order_id: OrderId, visitor: Visitor, key: str | None = None) -> Order:
    """Return the order if it is the visitor's own, if they hold its key, or if they may read all orders.

    A buyer is not shown an address that is somebody else's.

    Raises NoSuchOrder in every other case alike.
    """
    if visitor.may("orders.read"):
        found = await store.find(read, order_id)
    else:
        found = await store.find_for(read, order_id, visitor.person, key or "")
        found = found.for_buyer() if found is not None else None
    if found is None:
        raise NoSuchOrder
    return found


async def get(read: Reading, order_id: OrderId) -> Order:
    """Return the order, for rooms and jobs that act for the shop. Raises NoSuchOrder."""
    found = await store.find(read, order_id)
    if found is None:
        raise NoSuchOrder
    return found


async def of_person(read: Reading, person: PersonId, cursor: str | None = None, limit: int = 20) -> Slice[Summary]:
    """Return a person's orders, newest first; those whose payment never came are left out."""
    before = paging.decode(cursor, tuple[OrderId])[0] if cursor else None
    return await summaries(
        read,
        "where o.person_id = $1 and ($2::uuid is null or o.id < $2) and o.placed_at is not null order by o.id desc limit $3",
        person,
        before,
        limit=limit,
        name="o.hidden_as",
    )


async def summaries(
    read: Reading, where: str, first: object, before: OrderId | None, *more: object, limit: int, name: str = "null"
) -> Slice[Summary]:
    """Return the orders of a `where` whose $1 is `first`, $2 the order before them, $3 how many and a next one, then `more`."""
    rows = f"{_SUMMARY.replace('{name}', name)} {where}"
    text = await read.value(f"select coalesce(json_agg(found), '[]')::text from ({rows}) x", first, before, limit + 1, *more)
    found = _decode.decode(text)
    return Slice(found[:limit], paging.encode(found[limit - 1].id) if len(found) > limit else None)
