"""What came of a topic, counted without following anybody around.

Putting a thing into the cart from a topic notes cart, product and topic: no person, no address, no time of reading. When the
cart becomes an order the note is counted, with the line of the order that it is, so that each number can be traced; it is deleted
when the thing is delivered, and what is cancelled before that is taken off again. What is left of notes after 60 days is deleted.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from stoa.base.database import Writing
from stoa.community.discussions.model import TopicId
from stoa.shop.carts.model import CartId
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.orders.model import LineId, OrderId

KEPT = timedelta(days=60)


async def led(tx: Writing, topic_id: TopicId, cart_id: CartId, variant_id: VariantId, named: Sequence[ProductId] | None = None) -> None:
    """Note that a thing was put into a cart from a topic; the last topic counts. With `named`, of these products alone."""
    await tx.run(
        """insert into discussions.led (cart_id, product_id, topic_id, at)
        select $1, v.product_id, $2, $4 from catalog.variant v where v.id = $3 and ($5::uuid[] is null or v.product_id = any($5))
        on conflict (cart_id, product_id) do update set topic_id = excluded.topic_id, at = excluded.at""",
        cart_id,
        topic_id,
        variant_id,
        tx.now,
        named,
    )


async def ordered(tx: Writing, order_id: OrderId) -> None:
    """Count what of an order came from topics. Safe to run twice: what was counted says so."""
    await tx.run(
        f"delete from discussions.led l using orders.order o where {_OF_ORDER} and not l.counted and not exists ({_KEPT})",
        order_id,
    )
    rows = await tx.rows(
        f"""with noted as (update discussions.led l set counted = true from orders.order o where {_OF_ORDER} and not l.counted
            returning l.topic_id, l.product_id),
        lines as (insert into discussions.came (line_id, topic_id, product_id)
            select distinct on (n.product_id) n.id, t.topic_id, n.product_id from noted t join orders.line n on n.product_id = t.product_id
            where n.order_id = $1 and n.quantity > n.cancelled order by n.product_id, n.id)
        insert into discussions.came_of (topic_id, product_id, orders) select topic_id, product_id, 1 from noted
        on conflict (topic_id, product_id) do update set orders = came_of.orders + 1 returning topic_id""",
        order_id,
    )
    await _touch(tx, rows)


async def cancelled(tx: Writing, order_id: OrderId) -> None:
    """Take off again what nothing is left of in an order. Safe to run twice: its note is gone."""
    rows = await tx.rows(
        f"""with gone as (delete from discussions.led l using orders.order o where {_OF_ORDER} and l.counted and not exists ({_KEPT})
            returning l.topic_id, l.product_id),
        lines as (delete from discussions.came c using gone g, orders.line n
            where n.order_id = $1 and n.id = c.line_id and c.topic_id = g.topic_id and c.product_id = g.product_id),
        fewer as (update discussions.came_of c set orders = c.orders - 1 from gone g
            where c.topic_id = g.topic_id and c.product_id = g.product_id and c.orders > 1),
        none as (delete from discussions.came_of c using gone g
            where c.topic_id = g.topic_id and c.product_id = g.product_id and c.orders = 1)
        select topic_id from gone""",
        order_id,
    )
    await _touch(tx, rows)


async def delivered(tx: Writing, order_id: OrderId, lines: Sequence[LineId]) -> None:
    """Forget in which cart things lay that have arrived: they stay counted."""
    await tx.run(
        f"""delete from discussions.led l using orders.order o, orders.line n where {_OF_ORDER} and l.counted
            and n.id = any($2) and n.order_id = o.id and n.product_id = l.product_id""",
        order_id,
        list(lines),
    )


_OF_ORDER = "o.id = $1 and l.cart_id = o.cart_id"
_KEPT = "select from orders.line n where n.order_id = o.id and n.product_id = l.product_id and n.quantity > n.cancelled"


async def _touch(tx: Writing, rows: Sequence[Any]) -> None:
    await tx.run("select base.touch(t.topic) from unnest($1::text[]) t (topic)", sorted({f"topic:{row['topic_id']}" for row in rows}))


async def forget(tx: Writing) -> int:
    """Forget what was put into carts long ago; return how many."""
    return await tx.run("delete from discussions.led where at < $1", tx.now - KEPT)
