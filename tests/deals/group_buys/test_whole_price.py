"""Whoever opens a link knows the whole price before pressing: tax, delivery and where to, the lowest of before, and what is set aside now."""

from datetime import timedelta
from html import unescape
from io import BytesIO

import httpx
import pytest
from PIL import Image

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.deals.group_buys.drawing import Drawn, draw
from stoa.deals.group_buys.web import picture
from stoa.people.sessions.model import SYSTEM
from stoa.shop import pricing
from stoa.shop.pricing.model import TaxMode
from tests.deals.group_buys.makers import join, make_deal, make_tiers, start
from tests.deals.group_buys.test_over import later
from tests.shop.shipping.makers import a_rate, a_zone, make_zone

pytestmark = pytest.mark.anyio


async def page_of(client: httpx.AsyncClient, path: str) -> str:
    return " ".join(unescape((await client.get(path)).text).split())


async def test_a_link_says_tax_delivery_and_where_to(db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)  # Germany for 3.90; France is of the market, and nothing is sent there
    team, _ = await start(db, group)
    page = await page_of(client, team.path)
    beside = "<li>VAT included</li><li>Delivery €3.90</li><li>Lowest price of the last 30 days: €25.00</li>"
    assert page.index(beside) < page.index("Join for €20.00") < page.index("<li>Delivered to Germany</li>")
    page = await page_of(client, f"/groups/{ids.show('dea', group.deal)}")
    assert page.index(beside) < page.index("Start and take the first place") < page.index("<li>Delivered to Germany</li>")
    german = await page_of(client, f"/de{team.path}")
    assert "<li>inkl. MwSt.</li><li>Versand 3,90 €</li>" in german.replace("\xa0", " ")
    assert "<li>Lieferung nach: Deutschland</li>" in german
    drawn: list[list[str]] = []
    real = picture.drawing.draw
    monkeypatch.setattr(picture.drawing, "draw", lambda what: drawn.append(what.whole) or real(what))
    before = await client.get(f"{team.path}/picture.png")
    assert drawn == [["VAT included", "Delivery €3.90", "Lowest price of the last 30 days: €25.00", "Delivered to Germany"]]
    async with db.writing() as tx:
        await make_zone(tx, a_zone(name="France", countries=["FR"], rates=[a_rate(table=a_rate().table, free_from=5_000)]))
    assert "to Germany and" not in await page_of(client, team.path)
    assert "to Germany, France" in await page_of(client, team.path)
    assert (await client.get(f"{team.path}/picture.png")).headers["etag"] != before.headers["etag"]


async def test_where_tax_is_added_it_says_so(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
        await tx.run("update pricing.market set tax_mode = $1", TaxMode.EXCLUSIVE.value)
        await tx.run("select base.touch('pricing')")
    team, _ = await start(db, group)
    page = await page_of(client, team.path)
    assert "Tax is not included; it is added at the checkout" in page
    assert "VAT included" not in page


async def test_the_saving_is_told_against_the_lowest_of_thirty_days(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)  # 25.00, for three 20.00
    with later(timedelta(hours=1)):
        async with db.writing() as tx:
            await pricing.set_price(tx, SYSTEM, group.shop.variant, "eu", Money(3_000, "EUR"))
        team, _ = await start(db, group)
        page = await page_of(client, team.path)
    assert "Alone it is €30.00." in page
    assert "Lowest price of the last 30 days: €25.00" in page


async def test_the_large_figure_is_what_is_set_aside(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)  # 100.00: two 90.00, four 80.00
    assert group.team is not None
    path = group.team.path
    page = await page_of(client, path)
    assert '<span class="price-now">€90.00</span></p> <p class="small">set aside now, and the most that you pay</p></div>' in page
    assert "As it stands" not in page
    for _ in range(4):
        await join(db, group.team, group)
    page = await page_of(client, path)
    assert '<span class="price-now">€90.00</span></p> <p class="small">set aside now, and the most that you pay</p></div>' in page
    assert "As it stands it comes to €80.00." in page
    assert "Join for €90.00 at most" in page


async def test_a_link_s_picture_says_how_it_stands(db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    drawn: list[tuple[str, str]] = []
    real = picture.drawing.draw
    monkeypatch.setattr(picture.drawing, "draw", lambda what: drawn.append((what.title, what.lead)) or real(what))
    await client.get(f"{team.path}/picture.png")
    await client.get(f"/de{team.path}/picture.png")
    assert drawn == [
        ("Wide mug", "2 more people, and everybody gets this price"),
        ("Wide mug", "Noch 2 Personen, und alle bekommen diesen Preis"),
    ]
    assert "Wide mug: 2 more people, and everybody gets this price" in await page_of(client, team.path)


@pytest.mark.parametrize("places", [3, 60])
def test_who_is_in_is_drawn_in_green_and_the_price_alone_in_the_shop_s_colour(places: int) -> None:
    def colours(price: str) -> tuple[bool, bool]:
        what = Drawn("Wide mug", "2 more people", price, "", filled=2, places=places, shop="", whole=[], picture=None)
        found = Image.open(BytesIO(draw(what))).convert("RGB").getcolors(65_536) or []
        inked = [colour for _, colour in found if isinstance(colour, tuple)]
        return any(r > g + 60 for r, g, _ in inked), any(g > r + 40 for r, g, _ in inked)

    assert colours("") == (False, True)
    assert colours("20.00") == (True, True)
