"""What the pages of deals need to be seen: a deal and a team, made through the rooms' doors in the stocked shop, once."""

from datetime import timedelta

import httpx
import msgspec

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
            later = tx.now + timedelta(days=2)
            steps = (Tier(2, 10), Tier(5, 15), Tier(9, 30), Tier(20, 40))
            coming = msgspec.structs.replace(
                new, kind=Kind.TIERS, tiers=steps, minimum=2, opens_at=later, closes_at=later + timedelta(days=5), per_person=3
            )
            soon = await group_buys.plan(tx, SYSTEM, coming)
        team, _, keys = await start_team(shop)
        async with shop.db.reading() as read:
            order = ids.show("ord", await read.value("select id from orders.order where key = $1", keys[0]))
        quiet = f"/t/{team}/quiet/{order}?key={keys[0]}"
        teams = [f"/groups/{ids.show('dea', deal)}", f"/t/{team}", quiet, *await _full(shop)]
        _made[shop.url] = {
            "guest": ["/deals", *teams],
            "shopper": ["/account/teams"],
            "merchant": ["/desk/deals", *(f"/desk/deals/{ids.show('dea', one)}" for one in (deal, soon))],
        }
    return _made[shop.url]


async def start_team(shop: Shop, people: int = 1) -> tuple[str, dict[str, str], list[str]]:
    """Start a team as a guest does, with so many who go to pay, all but the first at their bank; return its handle, what was wanted, the orders' keys."""
    async with httpx.AsyncClient(base_url=shop.url, timeout=60) as client:
        variants = (await client.get(f"/api/products/{HANDLE}")).raise_for_status().json()["variants"]
        wanted = {"variant_id": next(one["id"] for one in variants if one["in_stock"])}
        address = {name: value for name, value in ADDRESS.items() if name != "email"}
        path, keys = f"/api/products/{HANDLE}/teams", []
        for number in range(people):
            place = (await client.post(path, json=wanted)).raise_for_status().json()
            token = "tok_challenge" if number > 1 else "tok_ok"
            home = {**address, "line1": f"{address['line1']}/{number + 1}"}
            buyer = {"email": f"together{number}@example.com", "shipping_address": home, "payment": {"provider": "sandbox", "token": token}}
            keys.append((await client.post(f"/api/carts/{place['cart_id']}/checkout", json=buyer)).raise_for_status().json()["key"])
            path = f"/api/teams/{place['team']}/places"
    return str(place["team"]), wanted, keys


async def _full(shop: Shop) -> list[str]:
    """Fill a team, have somebody wait and be asked; return its page, and the one of what is kept."""
    team, wanted, keys = await start_team(shop, 3)
    async with shop.db.reading() as read:
        place = await read.value("select p.id from group_buys.place p join orders.order o on o.id = p.order_id where o.key = $1", keys[1])
    async with httpx.AsyncClient(base_url=shop.url, timeout=60) as client:
        (await client.post(f"/api/teams/{team}/waiting", json={**wanted, "email": "eve@example.com"})).raise_for_status()
        left = await client.delete(f"/api/teams/{team}/places/{ids.show('plc', place)}", headers={"order-key": keys[1]})
        left.raise_for_status()
    async with shop.db.reading() as read:
        offer = await read.value("select key from group_buys.waiting where state = 'offered' order by id desc limit 1")
    return [f"/t/{team}", f"/t/{team}/offer/{offer}"]
