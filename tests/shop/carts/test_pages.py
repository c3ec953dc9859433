"""The cart's forms, without scripts."""

import httpx

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import pricing, stock
from stoa.shop.stock.model import NewItem
from tests.shop.catalog.makers import make_mug
from tests.shop.checkout.makers import make_shop


async def test_the_radios_win_over_the_hidden_variant(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        await make_shop(tx)
        mug = await make_mug(tx)
        for variant in mug.variants:
            await pricing.set_price(tx, SYSTEM, variant.id, "eu", Money(1000, "EUR"))
        await stock.make_items(tx, SYSTEM, [NewItem(variant.id, mug.id, 5) for variant in mug.variants])
    clay, sage = mug.variants
    hidden = ids.show("var", clay.id)
    for choice in ("sage", "clay", "nothing like it"):
        await client.post("/cart/lines", data={"variant": hidden, "option:glaze": choice})
    async with db.reading() as read:
        rows = await read.rows("select variant_id, quantity from carts.line")
    assert {row[0]: row[1] for row in rows} == {sage.id: 1, clay.id: 2}


async def test_a_wrong_quantity_keeps_the_cart_and_says_so(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    ref = ids.show("var", shop.variant)
    await client.post("/cart/lines", data={"variant": ref, "quantity": "2"})
    for wrong in ("-1", "1000", "x", ""):
        answer = await client.post(f"/cart/lines/{ref}", data={"quantity": wrong})
        assert answer.status_code == 422
        assert "Everything else in your cart is as it was" in answer.text
    assert (await client.post(f"/cart/lines/{ref}", data={"quantity": "3"})).status_code == 303
    assert (await client.post(f"/cart/lines/{ref}", data={"change": "remove"})).status_code == 303
    assert "Your cart is empty" in (await client.get("/cart")).text
