"""Products that a topic names, as cards to buy from."""

import html
import re

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import pricing
from stoa.shop.catalog.model import Product
from tests.community.discussions.makers import make_topic
from tests.shop.catalog.makers import make_mug
from tests.shop.pricing.makers import make_market

pytestmark = pytest.mark.anyio


async def _made(tx: Writing, *prices: int) -> Product:
    """Make a mug of as many glazes as there are prices, and more that have none."""
    await make_market(tx)
    product = await make_mug(tx)
    for variant, price in zip(product.variants, prices, strict=False):
        await pricing.set_price(tx, SYSTEM, variant.id, "eu", Money(price, "EUR"))
    assert len(product.variants) >= 2
    return product


async def test_each_choice_says_what_it_costs_where_they_differ(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        product = await _made(tx, 2490, 2490)
        topic = await make_topic(tx, text=f"Take /p/{product.handle}")
    here, first, second = f"/talk/t/{topic.handle}", product.variants[0].id, product.variants[1].id

    async def choices() -> dict[str, str]:
        page = html.unescape((await client.get(here)).text)
        return {value: label.strip() for value, label in re.findall(r'<option value="(var_\w+)">([^<]*)</option>', page)}

    assert not any("€" in label for label in (await choices()).values()), "one price, told once"
    async with db.writing() as tx:
        await pricing.set_price(tx, SYSTEM, second, "eu", Money(3150, "EUR"))
    found = await choices()
    assert found[ids.show("var", first)].endswith(" · €24.90")
    assert found[ids.show("var", second)].endswith(" · €31.50")


async def test_what_has_no_price_here_is_no_choice(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        product = await _made(tx, 2490)
        topic = await make_topic(tx, text=f"Take /p/{product.handle}")
    page = html.unescape((await client.get(f"/talk/t/{topic.handle}")).text)
    assert ids.show("var", product.variants[0].id) in page
    assert ids.show("var", product.variants[1].id) not in page
