"""What the pages of deals need to be seen: a deal and a team, made through the rooms' doors in the stocked shop, once."""

from stoa.base import ids
from stoa.deals import group_buys
from stoa.deals.group_buys.model import Kind, NewDeal, Tier
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import checkout
from stoa.shop.catalog.model import ProductId, VariantId
from tests.browser.conftest import Shop
from tests.shop.checkout.makers import a_buyer

_made: dict[str, dict[str, list[str]]] = {}


async def deals(shop: Shop) -> dict[str, list[str]]:
    """Return the deals' addresses for guests and each of the cast."""
    if shop.url not in _made:
        async with shop.db.writing() as tx:
            row = await tx.row(
                "select p.id, v.id as variant from catalog.product p join catalog.variant v on v.product_id = p.id where p.handle = 'clay-pot' limit 1"
            )
            new = NewDeal(
                kind=Kind.TEAM,
                product_id=ProductId(row["id"]),
                market="eu",
                title={"en": "Together", "de": "Zusammen"},
                tiers=(Tier(3, 20),),
                minimum=3,
            )
            deal = await group_buys.plan(tx, SYSTEM, new)
            team, cart = await group_buys.start(tx, GUEST, deal, VariantId(row["variant"]), "en")
        await checkout.place(shop.db, GUEST, cart, a_buyer(), shop.url)
        _made[shop.url] = {"guest": [f"/groups/{ids.show('dea', deal)}", f"/t/{team.handle}"], "merchant": ["/desk/deals"]}
    return _made[shop.url]
