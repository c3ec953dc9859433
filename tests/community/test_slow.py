"""The community, or the deals, stand still; the shop sells within its time and says what is missing (the first law)."""

import contextlib
import re
from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest

from stoa.app import rooms
from stoa.base.database import Database
from tests.community.test_dead import ADDRESS
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import make_shop

MISSING = {"": "cannot be shown just now", "/de": "lässt sich gerade nicht zeigen"}


@contextlib.asynccontextmanager
async def held(db: Database, wing: str) -> AsyncIterator[None]:
    """Hold a lock on every table of a wing, so that whoever reads one waits for as long as the block lasts."""
    schemas = [room.partition(".")[2] for room in rooms.ROOMS if room.startswith(f"{wing}.")]
    holder = await asyncpg.connect(db.url)
    try:
        async with holder.transaction():
            tables = await holder.fetch("select schemaname || '.' || tablename as name from pg_tables where schemaname = any($1)", schemas)
            assert tables
            await holder.execute(f"lock table {', '.join(one['name'] for one in tables)} in access exclusive mode")
            yield
    finally:
        await holder.close()


async def answered(caplog: pytest.LogCaptureFixture, answer: httpx.Response, *, waited: int = 0) -> httpx.Response:
    """Check that it was answered, and gave up waiting so many times: each is at most 300 ms (here a second), a wait elsewhere would end as a 503."""
    assert answer.status_code in {200, 303}, (answer.request.url, answer.text)
    late = [one for one in caplog.records if one.name in {"stoa.beside", "stoa.panels"}]
    assert len(late) == waited, (answer.request.url, late)
    caplog.clear()
    return answer


@pytest.mark.parametrize("member", [False, True], ids=["guest", "member"])
@pytest.mark.parametrize("path", ["", "/de"])
@pytest.mark.parametrize("wing", ["community", "deals"])
@pytest.mark.usefixtures("hurried")
async def test_a_product_is_bought_while_nothing_beside_the_sale_answers(
    client: httpx.AsyncClient, db: Database, caplog: pytest.LogCaptureFixture, wing: str, path: str, *, member: bool
) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    if member:
        await sign_in(client, db)
    product = f"{path}/p/{shop.product.handle}"
    async with held(db, wing):
        page = await answered(caplog, await client.get(product), waited=1)
        assert MISSING[path] in page.text
        assert 'id="buy"' in page.text
        variant = re.search(r'name="variant" value="(var_\w+)"', page.text)
        assert variant is not None
        for other in ("/", "/search?q=mug", "/cart"):
            await answered(caplog, await client.get(f"{path}{other}"))
        for step, form in (
            ("/cart/lines", {"variant": variant[1], "quantity": "1"}),
            ("/checkout", {}),
            ("/checkout/address", {"email": "ada@example.com", **ADDRESS}),
            ("/checkout/delivery", {"delivery": "standard"}),
        ):
            assert (await answered(caplog, await client.post(f"{path}{step}", data=form))).status_code == 303
        paid = await answered(caplog, await client.post(f"{path}/checkout/place", data={"payment": "sandbox:tok_ok"}))
        assert "/orders/ord_" in paid.headers["location"]
        order = await answered(caplog, await client.get(paid.headers["location"]), waited=int(wing == "deals"))
        assert "Ada Kahl" in order.text
        for called in ("/api/products", f"/api/products/{shop.product.handle}", "/api/markets"):
            await answered(caplog, await client.get(called))
    # A page that had to do without something is not kept.
    assert MISSING[path] not in (await answered(caplog, await client.get(product))).text
