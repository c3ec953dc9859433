"""What the pages of deals need to be seen: a deal and a team, made through the rooms' doors in the stocked shop, once."""

import httpx

from stoa.base import ids
from stoa.deals import group_buys
from stoa.deals.group_buys.model import Kind, NewDeal, Tier
from stoa.people.sessions.model import SYSTEM
from stoa.shop.catalog.model import ProductId
from tests.browser.conftest import ADDRESS, Shop

HANDLE = "clay-pot"

_made: dict[str, dict[str, list[str]]] = {}


async def deals(shop: Shop) -> dict[str, list[str]]:
    """Return the deals' addresses for guests and each of the cast."""
    if shop.url not in _made:
        async with shop.db.writing() as tx:
            product = await tx.value("select id from catalog.product where handle = $1", HANDLE)
            together = {"en": "Together", "de": "Zusammen"}
            new = NewDeal(kind=Kind.TEAM, product_id=ProductId(product), market="eu", title=together, tiers=(Tier(3, 20),), minimum=3)
            deal = await group_buys.plan(tx, SYSTEM, new)
        _made[shop.url] = {"guest": ["/deals", f"/groups/{ids.show('dea', deal)}", f"/t/{await _team(shop)}"], "merchant": ["/desk/deals"]}
    return _made[shop.url]


async def _team(shop: Shop) -> str:
    """Start a team as a guest does, and pay its first place; return its handle."""
    async with httpx.AsyncClient(base_url=shop.url, timeout=60) as client:
        variants = (await client.get(f"/api/products/{HANDLE}")).raise_for_status().json()["variants"]
        wanted = {"variant_id": next(one["id"] for one in variants if one["in_stock"])}
        place = (await client.post(f"/api/products/{HANDLE}/teams", json=wanted)).raise_for_status().json()
        address = {name: value for name, value in ADDRESS.items() if name != "email"}
        buyer = {"email": ADDRESS["email"], "shipping_address": address, "payment": {"provider": "sandbox", "token": "tok_ok"}}
        (await client.post(f"/api/carts/{place['cart_id']}/checkout", json=buyer)).raise_for_status()
    return str(place["team"])
