"""Who chooses another market on the way: the cart and its checkout go there whole, and no amount of one currency becomes one of another."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import pricing, stock
from stoa.shop.catalog.model import Text, VariantId
from stoa.shop.stock.model import NewItem
from tests.shop.checkout.makers import Shop, make_shop
from tests.shop.checkout.test_pages import ADDRESS, fill
from tests.shop.pricing.makers import make_market, make_priced
from tests.shop.shipping.makers import a_rate, a_zone, make_zone

LONDON = {**ADDRESS, "line1": "1 Mare Street", "postal_code": "E8 3RE", "city": "London", "country": "GB"}


@pytest.fixture
async def shop(db: Database) -> Shop:
    """One thing for €149.00 or £128.50, and a pot for €12.00 or £10.50."""
    async with db.writing() as tx:
        made = await make_shop(tx, price=14_900)
        await make_market(tx, "uk", currency="GBP", countries=["GB"])
        await make_zone(tx, a_zone(market="uk", currency="GBP", name="Islands", countries=["GB"], rates=[a_rate(code="islands")]))
        await pricing.set_price(tx, SYSTEM, made.variant, "uk", Money(12_850, "GBP"))
        pot = await make_priced(tx, 1_200, texts={"en": Text("Pot")})
        await pricing.set_price(tx, SYSTEM, pot.variants[0].id, "uk", Money(1_050, "GBP"))
        await stock.make_items(tx, SYSTEM, [NewItem(pot.variants[0].id, pot.id, 5)])
    return made


async def choose(client: httpx.AsyncClient, market: str) -> None:
    assert (await client.post("/market", data={"market": market, "back": "/cart"})).status_code == 303


async def test_a_checkout_in_pounds_that_goes_on_in_euros_costs_what_it_costs_in_euros(
    client: httpx.AsyncClient, db: Database, shop: Shop
) -> None:
    await choose(client, "uk")
    await fill(client, shop)
    assert (await client.post("/checkout")).headers["location"] == "/checkout/address"
    assert "£128.50" in (await client.get("/checkout/address")).text
    await choose(client, "eu")
    async with db.reading() as read:
        pot = VariantId(
            await read.value("select v.id from catalog.variant v join catalog.product p on p.id = v.product_id where p.handle = 'pot'")
        )
    await client.post("/cart/lines", data={"variant": ids.show("var", pot)})
    await client.post("/checkout")
    await client.post("/checkout/address", data=ADDRESS)
    await client.post("/checkout/delivery", data={"delivery": "standard"})
    bill = (await client.get("/checkout/pay")).text
    assert "€149.00" in bill
    assert "€164.90" in bill
    assert "128.50" not in bill
    placed = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok", "expected": "16490"})
    assert placed.headers["location"].startswith("/orders/")
    async with db.reading() as read:
        row = await read.row("select market, currency, total from orders.order")
    assert tuple(row) == ("eu", "EUR", 16_490)


async def test_the_cart_speaks_of_the_market_that_was_chosen_last(client: httpx.AsyncClient, shop: Shop) -> None:
    await choose(client, "uk")
    await fill(client, shop)
    assert "£128.50" in (await client.get("/cart")).text
    await choose(client, "eu")
    cart = (await client.get("/cart")).text
    assert "€149.00" in cart
    assert "£" not in cart.partition("<main")[2].partition("</main>")[0]


async def test_a_checkout_of_the_other_market_begins_again_from_the_cart(client: httpx.AsyncClient, shop: Shop) -> None:
    await choose(client, "uk")
    await fill(client, shop)
    await client.post("/checkout")
    await client.post("/checkout/address", data=LONDON)
    await choose(client, "eu")
    for screen in ("", "/address", "/delivery", "/pay"):
        assert (await client.get(f"/checkout{screen}", follow_redirects=True)).url.path == "/cart"
    assert (await client.post("/checkout/place", data={"payment": "sandbox:tok_ok", "expected": "99999"})).headers["location"] == "/cart"
    # London is out of reach from here: where it goes is asked again, with what was typed.
    assert (await client.post("/checkout")).headers["location"] == "/checkout/address"
    asked = (await client.get("/checkout/address")).text
    assert "€149.00" in asked
    assert "1 Mare Street" in asked
    assert (await client.post("/checkout/address", data=ADDRESS)).headers["location"] == "/checkout/delivery"
    # And back: the same the other way round.
    await choose(client, "uk")
    assert (await client.post("/checkout")).headers["location"] == "/checkout/address"
    assert "£128.50" in (await client.get("/checkout/address")).text
