"""The community dies; the shop sells (the first law)."""

import contextlib
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from stoa.app import rooms
from stoa.base.database import Database
from stoa.shop.catalog.web.pages import BESIDE
from tests.shop.checkout.makers import make_shop

ADDRESS = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}
SCHEMAS = [room.partition(".")[2] for room in rooms.ROOMS if room.startswith("community.")]


@contextlib.asynccontextmanager
async def dead(db: Database) -> AsyncIterator[None]:
    """Take every table of the community away for as long as the block."""
    async with db.writing() as tx:
        there = [row["name"] for row in await tx.rows("select nspname::text as name from pg_namespace where nspname = any($1)", SCHEMAS)]
        for schema in there:
            await tx.run(f"alter schema {schema} rename to dead_{schema}")
    yield
    async with db.writing() as tx:
        for schema in there:
            await tx.run(f"alter schema dead_{schema} rename to {schema}")


@pytest.mark.parametrize("path", ["", "/de"])
async def test_a_product_is_found_shown_and_bought_without_a_single_table_of_the_community(
    client: httpx.AsyncClient, db: Database, path: str
) -> None:
    assert {"stars", "reviews", "questions", "save"} <= set(BESIDE.names())
    async with db.writing() as tx:
        shop = await make_shop(tx)
    async with dead(db):
        page = await client.get(f"{path}/p/{shop.product.handle}")
        assert page.status_code == 200
        assert 'id="buy"' in page.text
        assert 'id="reviews"' not in page.text
        assert (await client.get(f"{path}/")).status_code == 200
        assert (await client.get(f"{path}/search?q=mug")).status_code == 200
        variant = re.search(r'name="variant" value="(var_\w+)"', page.text)
        assert variant is not None
        assert (await client.post(f"{path}/cart/lines", data={"variant": variant[1], "quantity": "1"})).status_code == 303
        assert (await client.get(f"{path}/cart")).status_code == 200
        assert (await client.post(f"{path}/checkout")).status_code == 303
        address = {"email": "ada@example.com", **ADDRESS}
        assert (await client.post(f"{path}/checkout/address", data=address)).status_code == 303
        assert (await client.post(f"{path}/checkout/delivery", data={"delivery": "standard"})).status_code == 303
        paid = await client.post(f"{path}/checkout/place", data={"payment": "sandbox:tok_ok"})
        assert paid.status_code == 303
        assert "/orders/ord_" in paid.headers["location"]
    # A page that had to do without something is not kept: when the community is back, so is what it says.
    assert 'id="reviews"' in (await client.get(f"{path}/p/{shop.product.handle}")).text
