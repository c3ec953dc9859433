"""What returns shows: what happened to orders after they were placed, and the shop's terms."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.money import Money
from stoa.base.paging import Slice
from stoa.shop import shipping
from stoa.shop.orders.model import Order, OrderId
from stoa.shop.returns import rules, store
from stoa.shop.returns.model import Kind, Possible, Return, ReturnId, State, StatementId, Terms

_MANY = msgspec.json.Decoder(list[Return])


async def of_orders(read: Reading, order_ids: Sequence[OrderId]) -> dict[OrderId, list[Return]]:
    """Return what was asked for each of these orders, the oldest first (one statement)."""
    text = await read.value(
        f"select coalesce(json_agg({store.RETURN} order by r.id), '[]')::text from returns.return_ r where r.order_id = any($1)",
        list(order_ids),
    )
    found: dict[OrderId, list[Return]] = {order_id: [] for order_id in order_ids}
    for one in _MANY.decode(text):
        found[one.order_id].append(one)
    return found


async def find(read: Reading, return_id: ReturnId) -> Return:
    """Return it, for the staff. Raises NoSuchReturn."""
    return await store.get(read, return_id)


async def terms(read: Reading) -> Terms:
    """Return how long what may be done, with the shop's calendar (two statements)."""
    own = await store.policy(read)
    calendar = await shipping.calendar(read, read.now)
    days = frozenset(one.day for one in calendar.closed)
    return msgspec.structs.replace(own, time_zone=calendar.dispatch.time_zone, holidays=days)


async def possible(read: Reading, order: Order) -> Possible:
    """Return what may be done with an order now (three statements)."""
    return rules.possible(order, read.now, (await of_orders(read, [order.id]))[order.id], await terms(read))


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A return as a row of the desk's list."""

    id: ReturnId
    number: int
    order_id: OrderId
    order_number: int
    name: str
    kind: Kind
    state: State
    pieces: int
    title: str
    refund: Money | None
    asked_at: datetime


_ROW = """select r.id, json_build_object('id', r.id, 'number', r.number, 'order_id', r.order_id, 'order_number', o.number,
    'name', coalesce(o.shipping_address ->> 'name', o.email), 'kind', r.kind, 'state', r.state, 'asked_at', r.asked_at,
    'refund', case when r.refund is not null then json_build_object('amount', r.refund, 'currency', r.currency) end,
    'pieces', coalesce(l.pieces, 0), 'title', coalesce(l.title, '')) as found
from returns.return_ r join orders.order o on o.id = r.order_id
left join lateral (select sum(l.quantity)::int as pieces, min(t.title) as title
    from returns.line l join orders.line t on t.id = l.line_id where l.return_id = r.id) l on true
"""
_ROWS = msgspec.json.Decoder(list[Row])


async def listed(read: Reading, *, ended: bool | None = False, cursor: str | None = None, limit: int = 50) -> Slice[Row]:
    """Return what somebody has to decide, the oldest first; or what has ended (all: None), the latest first."""
    after = paging.decode(cursor, tuple[ReturnId])[0] if cursor else None
    if ended is False:
        where = "where r.ended_at is null and ($1::uuid is null or r.id > $1) order by r.id limit $2"
    else:
        which = "r.ended_at is not null and " if ended else ""
        where = f"where {which}($1::uuid is null or r.id < $1) order by r.id desc limit $2"
    order = "asc" if ended is False else "desc"
    text = await read.value(f"select coalesce(json_agg(found order by id {order}), '[]')::text from ({_ROW} {where}) x", after, limit + 1)
    found = _ROWS.decode(text)
    return Slice(found[:limit], paging.encode(found[limit - 1].id) if len(found) > limit else None)


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of withdrawal that fits no order: a person has to look."""

    id: StatementId
    name: str
    order_number: str
    email: str
    note: str
    at: datetime


async def unmatched(read: Reading, limit: int = 50) -> list[Declared]:
    """Return the statements that nobody has dealt with, the oldest first."""
    return await read.all(
        Declared,
        """select id, name, order_number, email, note, at from returns.statement where state in ('received', 'unmatched')
        order by at limit $1""",
        limit,
    )


class Counts(msgspec.Struct, frozen=True):
    """How much waits for the shop."""

    open: int
    unmatched: int


async def counts(read: Reading) -> Counts:
    found = await read.one(
        Counts,
        """select (select count(*) from returns.return_ where ended_at is null) as open,
        (select count(*) from returns.statement where state in ('received', 'unmatched')) as unmatched""",
    )
    return found or Counts(0, 0)
