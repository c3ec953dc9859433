"""Sale prices become offers: each on one variant, for everyone, in the market that plain prices belong to."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.people.sessions.model import SYSTEM
from stoa.shop import pricing
from stoa.shop.catalog.model import VariantId
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.model import Sale
from stoa.shop.interchange.queries import PUBLISHER
from stoa.shop.pricing.model import Kind, NewOffer, Scope

REASON = {"en": "Sale", "de": "Sonderangebot"}


async def settle(tx: Writing, wanted: Sequence[tuple[VariantId, Sale | None, Sale | None]], context: Context) -> None:
    """End the offers of sales that are over or changed, and publish those that are new."""
    changed = [(variant, after) for variant, before, after in wanted if before != after]
    if not changed:
        return
    rows = await tx.rows(
        """select id from pricing.offer where scope = 'variant' and published_by = $1 and target_id = any($2)
        and (until_at is null or until_at > $3)""",
        PUBLISHER,
        [variant for variant, _ in changed],
        tx.now,
    )
    if rows:
        await pricing.end_offer(tx, SYSTEM, *(row["id"] for row in rows))
    await pricing.publish_offers(tx, SYSTEM, [_offer(variant, sale, context) for variant, sale in changed if sale is not None])


def _offer(variant: VariantId, sale: Sale, context: Context) -> NewOffer:
    return NewOffer(
        reason=REASON,
        kind=Kind.FIXED,
        value=sale.amount,
        scope=Scope.VARIANT,
        target=variant,
        market=context.market.code,
        from_at=sale.from_at,
        until_at=sale.until_at,
        published_by=PUBLISHER,
    )
