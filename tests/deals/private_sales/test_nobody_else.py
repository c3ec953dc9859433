"""CLUB-1: to a guest and to the member of another club no page, feed, list, search or error shows a sale, its products or its prices."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from stoa.shop.search import rebuild
from tests.deals.private_sales.makers import Club, settle
from tests.deals.private_sales.test_buying import open_sale
from tests.deals.private_sales.test_pages import another, come_in, path, planned
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio


def addresses(club: Club) -> list[str]:
    handle, sale = club.shop.product.handle, path(club)
    product, variant = ids.show("prd", club.shop.product.id), ids.show("var", club.shop.variant)
    return [
        "/", "/club", "/deals", "/deals?view=coming", "/deals?view=ended", "/deals.atom", "/deals.json", "/deals.ics", "/api/deals", "/sitemap.xml",
        f"/search?query={handle}", "/search?query=mug", "/search?sort=new", "/search/suggest?q=mug", f"/p/{handle}", f"/de/p/{handle}?v={variant}",
        "/api/products", f"/api/products/{handle}", f"/api/products/{product}", f"/api/products/{handle}/teams", "/api/search?query=mug", "/api/sales",
        f"/api{sale}", f"/api{sale}/line", f"/api{sale}/claims", f"/api{sale}/draw", sale, f"{sale}/line", f"{sale}/draw", f"{sale}/opening.ics",
        "/desk/sales", f"/de{sale}",
    ]  # fmt: skip


async def shown(browser: httpx.AsyncClient, club: Club) -> list[str]:
    """Return where something of the sale is shown: its name, its price, what its product is called beyond what was asked for."""
    found = []
    for address in addresses(club):
        answer = await browser.get(address, follow_redirects=True)
        text = answer.text.replace("query=" + club.shop.product.handle, "")
        secrets = ["Cellar night", "Kellernacht", "15.00", "15,00", '"amount":1500', "Wide mug", "Weiter Becher"]
        found += [f"{address}: {one}" for one in secrets if one in text]
    return found


async def test_a_sale_is_shown_to_its_club_and_to_nobody_else(db: Database, client: httpx.AsyncClient) -> None:
    other = await planned(db)
    club, _ = await open_sale(db, 0)
    await rebuild(db)
    await settle(db)
    stranger = another(client)
    await sign_in(stranger, db, Role.SHOPPER)
    await come_in(db, stranger, other)
    async with db.writing() as tx:
        await tx.run("update private_sales.sale set title = $2 where id = $1", other.sale, {"en": "Another night"})
        await tx.run("update private_sales.item set price = 1400 where sale_id = $1", other.sale)
        await tx.run("update catalog.product_text set title = 'Deep bowl' where product_id = $1", other.shop.product.id)
    assert await shown(another(client), club) == []
    assert await shown(stranger, club) == []
    await come_in(db, client, club)
    inside = {one.partition(":")[0] for one in await shown(client, club)}
    assert {path(club), f"/p/{club.shop.product.handle}", "/club", f"/api{path(club)}"} <= inside
    assert not {f"{path(club)}/draw", f"/api{path(club)}/draw", "/sitemap.xml"} & inside
