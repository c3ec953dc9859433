"""The end of deals: by the merchant, or by themselves once nobody may come in any more. Then their prices end, and their product is free."""

from stoa.base.database import Writing
from stoa.deals.group_buys import moving, store
from stoa.deals.group_buys.model import Deal, DealId, GroupIsOver, Kind, NoSuchDeal
from stoa.people import audit
from stoa.people.sessions.model import SYSTEM, Visitor
from stoa.shop import pricing
from stoa.shop.pricing.model import OfferId


async def end_early(tx: Writing, actor: Visitor, deal_id: DealId, reason: str) -> None:
    """End a deal with a reason: teams that have tipped settle as at their deadline, the others fail. Nobody joins any more.

    Raises NoSuchDeal; GroupIsOver for one that has ended, and for a group with steps that is being settled.
    """
    deal = await store.deal(tx, deal_id)
    if deal is None:
        raise NoSuchDeal
    teams = await store.live_teams(tx, deal_id)
    if (deal.kind is Kind.TIERS and not teams) or not await store.end_deal(tx, deal_id, reason):
        raise GroupIsOver
    for team_id in teams:
        await moving.end(tx, team_id, reason)
    await _withdraw(tx, actor, deal)
    await audit.note(tx, actor, "group_buys.end_deal", deal_id, {"reason": reason})


async def over(tx: Writing, deal_id: DealId) -> None:
    """Free the product of a deal that takes nobody new, and end it once its last team has come to its end. Told twice, nothing changes."""
    if await store.shut(tx, deal_id):
        deal = await store.deal(tx, deal_id)
        if deal is not None:
            await _withdraw(tx, SYSTEM, deal)


async def _withdraw(tx: Writing, actor: Visitor, deal: Deal) -> None:
    """End a deal's prices: every place that they were for has its order."""
    await pricing.end_offer(tx, actor, *[OfferId(one) for one in await store.offers_left(tx, deal.id)])
    await tx.run("select base.touch($1)", f"product:{deal.product_id}")
