"""The one reminder: to those who are in a team that misses few, shortly before its end, unless they want none."""

import hashlib
import secrets

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.deals.group_buys import rules, store
from stoa.deals.group_buys.model import NoSuchPlace, PlaceId
from stoa.outside import mail
from stoa.shop import orders
from stoa.shop.orders.model import NoSuchOrder, Order, OrderId

AT_ONCE = 200
"""Letters in one transaction."""


async def remind(tx: Writing) -> bool:
    """Write to those whose team ends soon and misses few, once each; return whether there may be more of them."""
    rows = await tx.rows(
        f"""with due as (select p.id from group_buys.team t join group_buys.place p on p.team_id = t.id and p.state = 'authorized'
                and p.reminded_at is null
            join group_buys.deal d on d.id = t.deal_id
            where t.state = 'open' and t.percent is null and t.deadline > $1 and t.counted < t.size
                and (t.size - t.counted = 1 or (t.size - t.counted) * $2 <= t.size)
                and t.deadline - least((t.deadline - t.opened_at) / $3, interval '1 day') <= $1
                and {store.there("$1")}
            order by p.id limit $4 for update of p skip locked)
        update group_buys.place p set reminded_at = $1 from due where p.id = due.id returning p.id""",
        tx.now,
        rules.FEW,
        rules.SOON,
        AT_ONCE,
    )
    for row in rows:
        await _write(tx, PlaceId(row[0]))
    return len(rows) == AT_ONCE


async def _write(tx: Writing, place_id: PlaceId) -> None:
    place = await store.place(tx, place_id)
    team = await store.team(tx, place.team_id) if place is not None else None
    if place is None or team is None:
        return
    order = await orders.get(tx, place.order_id)
    if await tx.value("select exists (select from group_buys.quiet where digest = $1)", _digest(order)):
        return
    facts = {"title": order.lines[0].title, "missing": team.missing, "until": team.deadline}
    end = f"{team.path}/quiet/{ids.show('ord', order.id)}?key={order.key}"
    key = f"group-soon:{place.id}"
    await mail.post(tx, order.email, "group_buys/soon", order.language, facts, key, action=team.path, unsubscribe=end, one_click=True)


async def of_key(read: Reading, order_id: OrderId, key: str) -> Order:
    """Return the order of a place by the key that only its letters have. Raises NoSuchPlace."""
    try:
        order = await orders.get(read, order_id)
    except NoSuchOrder:
        raise NoSuchPlace from None
    if not secrets.compare_digest(order.key.encode(), key.encode()) or await store.place_of(read, order_id) is None:
        raise NoSuchPlace
    return order


async def be_quiet(tx: Writing, order: Order) -> None:
    """Send no reminder of any group to this order's address any more. Safe to run twice."""
    await tx.run("insert into group_buys.quiet (digest, since) values ($1, $2) on conflict do nothing", _digest(order), tx.now)


def _digest(order: Order) -> bytes:
    return hashlib.sha256(order.email.lower().encode()).digest()
