"""What ends with a deal: its prices, and that its product has one. A deal ends by the merchant, or by itself once its last team has."""

from stoa.base.database import Writing
from stoa.deals.group_buys import store
from stoa.deals.group_buys.model import Deal, DealId
from stoa.people.sessions.model import SYSTEM, Visitor
from stoa.shop import pricing
from stoa.shop.pricing.model import OfferId


async def over(tx: Writing, deal_id: DealId) -> None:
    """Free the product of a deal that takes nobody new, and end it once its last team has come to its end. Told twice, nothing changes."""
    if await store.shut(tx, deal_id):
        deal = await store.deal(tx, deal_id)
        if deal is not None:
            await withdraw(tx, SYSTEM, deal)


async def withdraw(tx: Writing, actor: Visitor, deal: Deal) -> None:
    """End a deal's prices: every place that they were for has its order."""
    await pricing.end_offer(tx, actor, *[OfferId(one) for one in await store.offers_left(tx, deal.id)])
    await tx.run("select base.touch($1)", f"product:{deal.product_id}")
