"""The addresses that a walk through the shop goes to."""

from stoa.base import ids
from tests.browser.community import community
from tests.browser.conftest import Shop
from tests.browser.deals import deals
from tests.browser.sales import sales

CROWD = ["guest", "shopper", "merchant", "moderator"]


async def addresses(shop: Shop) -> dict[str, list[str]]:
    """Return real addresses for guests and each of the cast."""
    found = [await _shops(shop), await community(shop), await deals(shop), await sales(shop)]
    return {who: [path for part in found for path in part.get(who, [])] for who in CROWD}


async def _shops(shop: Shop) -> dict[str, list[str]]:
    async with shop.db.reading() as read:

        async def shown(prefix: str, sql: str) -> str:
            return ids.show(prefix, await read.value(sql))

        handle = await read.value("select handle from catalog.product where state = 'active' order by handle limit 1")
        category = await read.value("select handle from catalog.category order by position, handle limit 1")
        collection = await read.value("select handle from catalog.collection order by handle limit 1")
        mine = [
            ids.show("ord", row["id"])
            for row in await read.rows(
                """select o.id from orders.order o join accounts.person p on p.id = o.person_id where p.email = 'mara@example.com'
                order by o.made_at desc limit 4"""
            )
        ]
        open_order = await shown("ord", "select id from orders.order where state = 'open' and picking_at is null order by id desc limit 1")
        others = await read.row(
            """select id, key from orders.order o where state = 'open' and picking_at is null and person_id is null
            and not exists (select from returns.return_ where order_id = o.id) order by id desc limit 1"""
        )
        order = f"/orders/{ids.show('ord', others['id'])}"
        key = f"?key={others['key']}"
        product = await shown("prd", "select id from catalog.product order by handle limit 1")
        zone = await shown("zon", "select id from shipping.zone order by id limit 1")
        rate = await shown("rat", "select id from shipping.rate where zone_id = (select id from shipping.zone order by id limit 1) limit 1")
        person = await shown("per", "select id from accounts.person where email = 'mara@example.com'")
        letter = await shown("ltr", "select id from mail.letter order by id limit 1")
        variant = await shown("var", "select id from catalog.variant order by id limit 1")
        back = await shown("ret", "select id from returns.return_ order by id limit 1")
        line = ids.show("lin", await read.value("select id from orders.line where order_id = $1 limit 1", others["id"]))
        home = await shown(
            "adr",
            "select id from profiles.address where person_id = (select id from accounts.person where email = 'mara@example.com') limit 1",
        )
        group = await shown("cat", "select id from catalog.category order by id limit 1")
        gathered = await shown("col", "select id from catalog.collection order by id limit 1")
        offer = await shown("ofr", "select id from pricing.offer order by id limit 1")
        tax = await shown("tax", "select id from pricing.tax_rate order by id limit 1")
        corrected = await read.row(
            "select o.id, o.key, c.number from billing.correction c join orders.order o on o.id = c.order_id order by c.number limit 1"
        )
        correction = f"/orders/{ids.show('ord', corrected['id'])}/corrections/C-{corrected['number']}?key={corrected['key']}"
        return {
            "guest": [
                "/", f"/c/{category}", f"/collections/{collection}", "/search?q=lamp", "/search?q=lmap", "/search?q=xyzzyqwv", f"/p/{handle}",
                "/cart", "/checkout/address", "/checkout/delivery", "/checkout/pay", "/sign-in", "/sign-up", "/sign-in/link", "/withdraw", "/withdraw/received", "/orders/link", "/orders/link/sent",
                *(f"/pages/{name}" for name in ("help", "terms", "privacy", "delivery", "returns", "imprint")),
                order + key, f"{order}/invoice{key}", correction, f"{order}/cancellation{key}", f"{order}/address{key}",
                f"{order}/choice{key}&line={line}", f"{order}/return{key}", "/demo", "/demo/mails", f"/demo/mails/{letter}", "/api",
                "/api/problems/out_of_stock", "/nowhere",
            ],
            "shopper": [
                "/account", "/account/orders", "/account/addresses", "/account/addresses/new", f"/account/addresses/{home}", "/account/details", "/account/security",
                "/account/privacy", "/account/payments", *(f"/orders/{one}" for one in mine), f"/orders/{mine[0]}/return",
            ],
            "merchant": [
                "/desk", "/desk/find?q=stone", "/desk/find?q=xyzzyqwv", "/desk/products", f"/desk/products/{product}", "/desk/categories", "/desk/categories/new", f"/desk/categories/{group}",
                "/desk/collections", "/desk/collections/new", f"/desk/collections/{gathered}", "/desk/stock", f"/desk/stock/{variant}", "/desk/orders", f"/desk/orders/{open_order}",
                f"/desk/orders/{open_order}/ship", f"/desk/orders/{open_order}/slip", "/desk/packing", "/desk/packing/picks",
                "/desk/customers", f"/desk/customers/{person}", f"/desk/customers/{person}/erasure", "/desk/offers", "/desk/offers/new", f"/desk/offers/{offer}", "/desk/markets", "/desk/markets/new",
                "/desk/markets/eu", "/desk/taxes", "/desk/taxes/new", f"/desk/taxes/{tax}", "/desk/shipping", "/desk/shipping/days", "/desk/shipping/zones/new",
                f"/desk/shipping/zones/{zone}", f"/desk/shipping/zones/{zone}/rates/new", f"/desk/shipping/zones/{zone}/rates/{rate}",
                "/desk/returns", f"/desk/returns/{back}", "/desk/returns/terms", "/desk/mails", f"/desk/mails/{letter}", "/desk/jobs", "/desk/audit", "/desk/settings",
                "/desk/staff", "/desk/keys", "/desk/search", "/desk/interchange",
            ],
        }  # fmt: skip
