"""What came of a topic, counted without following anybody around.

Putting a thing into the cart from a topic notes cart, product and topic: no person, no address, no time of reading. When the
cart becomes an order the note turns into one more in a count, and is deleted; what never becomes an order is deleted after 60 days.
"""

from datetime import timedelta

from stoa.base.database import Writing
from stoa.community.discussions.model import TopicId
from stoa.shop.carts.model import CartId
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model import OrderId

KEPT = timedelta(days=60)


async def led(tx: Writing, topic_id: TopicId, cart_id: CartId, variant_id: VariantId) -> None:
    """Note that a thing was put into a cart from a topic; the last topic counts."""
    await tx.run(
        """insert into discussions.led (cart_id, product_id, topic_id, at)
        select $1, v.product_id, $2, $4 from catalog.variant v where v.id = $3
        on conflict (cart_id, product_id) do update set topic_id = excluded.topic_id, at = excluded.at""",
        cart_id,
        topic_id,
        variant_id,
        tx.now,
    )


async def ordered(tx: Writing, order_id: OrderId) -> None:
    """Count what of an order came from topics, and forget which cart it was. Safe to run twice: what was counted is gone."""
    rows = await tx.rows(
        """with gone as (
            delete from discussions.led l using orders.order o where o.id = $1 and l.cart_id = o.cart_id
            returning l.topic_id, l.product_id),
        bought as (select distinct g.topic_id, g.product_id from gone g join orders.line n on n.order_id = $1 and n.product_id = g.product_id)
        insert into discussions.came_of (topic_id, product_id, orders) select topic_id, product_id, 1 from bought
        on conflict (topic_id, product_id) do update set orders = came_of.orders + 1 returning topic_id""",
        order_id,
    )
    topics = {f"topic:{row['topic_id']}" for row in rows}
    await tx.run("select base.touch(t.topic) from unnest($1::text[]) t (topic)", sorted(topics))


async def forget(tx: Writing) -> int:
    """Forget carts that never became an order; return how many."""
    return await tx.run("delete from discussions.led where at < $1", tx.now - KEPT)
