"""What ends with a deal: its prices, and that its product has one. A deal ends by the merchant, or by itself once its last team has."""

from collections.abc import Sequence
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.deals.group_buys import store
from stoa.deals.group_buys.model import Deal, DealId
from stoa.people.sessions.model import SYSTEM, Visitor
from stoa.shop import pricing
from stoa.shop.pricing.model import OfferId

ALL_OVER = "not exists (select from group_buys.team t where t.deal_id = d.id and t.state not in ('failed', 'settled'))"


async def over(tx: Writing, deal_id: DealId) -> None:
    """Free the product of a deal that takes nobody new, and end it once its last team has come to its end. Told twice, nothing changes."""
    if await _shut(tx, deal_id):
        deal = await store.deal(tx, deal_id)
        if deal is not None:
            await withdraw(tx, SYSTEM, deal)


async def not_sold_any_more(tx: Writing, products: Sequence[UUID]) -> None:
    """End what runs or is planned for products that are not sold any more: who is in by then settles, the others pay nothing; all are told why."""
    rows = await tx.rows(
        """select d.id from group_buys.deal d join catalog.product p on p.id = d.product_id
        where d.product_id = any($1) and d.ended_at is null and p.own_state <> 'active' order by d.id""",
        list(products),
    )
    await jobs.enqueue_all(tx, [("group_buys.withdrawn", {"deal": row[0]}) for row in rows])


async def withdraw(tx: Writing, actor: Visitor, deal: Deal) -> None:
    """End a deal's prices: every place that they were for has its order."""
    await pricing.end_offer(tx, actor, *[OfferId(one) for one in await store.offers_left(tx, deal.id)])
    await tx.run("select base.touch($1)", f"product:{deal.product_id}")


async def _shut(tx: Writing, deal_id: DealId) -> bool:
    """Free the product of a deal that takes nobody new; return whether it has ended with that, since all its teams have."""
    return bool(
        await tx.value(
            f"""update group_buys.deal d set shut = true, ended_at = case when {ALL_OVER} then $2 end
            where id = $1 and ended_at is null and case kind when 'tiers' then {ALL_OVER} else closes_at <= $2 end
            returning ended_at is not null""",
            deal_id,
            tx.now,
        )
    )
