"""CORE-1: five hundred people buy the last unit at the same moment, through HTTP and real connections."""

import asyncio
from collections import Counter
from pathlib import Path

import httpx
import pytest

from stoa.app.bench.meter import Cores, running
from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.outside import payments as providers
from stoa.people.sessions.model import SYSTEM
from stoa.shop import stock
from stoa.shop.catalog.model import VariantId
from stoa.shop.stock.model import NewItem
from tests.app import processes
from tests.shop.checkout.makers import Shop, make_shop
from tests.shop.pricing.makers import make_priced

ADDRESS = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}
BODY: dict[str, object] = {"email": "ada@example.com", "shipping_address": ADDRESS, "payment": {"provider": "sandbox", "token": "tok_ok"}}
ALL = Cores(set(), set(), set())
PEOPLE = 500


@pytest.fixture
async def ways(db: Database) -> list[VariantId]:
    """One unit, and three ways to buy it: itself, a variant that shares its item, and a bundle with something plentiful."""
    async with db.writing() as tx:
        shop: Shop = await make_shop(tx, on_hand=1)
        item = await tx.value("select item_id from stock.component where variant_id = $1", shop.variant)
        shared, bundle, other = [await make_priced(tx, 2490) for _ in range(3)]
        made = await stock.make_items(tx, SYSTEM, [NewItem(other.variants[0].id, other.id, 10_000)])
        await stock.compose(tx, shared.variants[0].id, shared.id, {item: 1})
        await stock.compose(tx, bundle.variants[0].id, bundle.id, {item: 1, made[other.variants[0].id]: 2})
        return [shop.variant, shared.variants[0].id, bundle.variants[0].id]


@pytest.mark.slow
async def test_five_hundred_buy_the_last_unit(db: Database, ways: list[VariantId], tmp_path: Path) -> None:
    with running(db.url, tmp_path, ALL) as (port, _):
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=processes.ANEW, timeout=processes.PATIENCE) as client:
            gate = asyncio.Event()
            ready = [0]

            async def send(method: str, path: str, json: dict[str, object]) -> httpx.Response:
                """Send it until it is not too busy: on a slow machine five hundred wait long for a connection to the database."""
                while (answer := await client.request(method, path, json=json)).status_code == 503:
                    pass
                return answer

            async def buy(number: int) -> tuple[int, str]:
                cart = (await send("POST", "/api/carts", {})).json()["id"]
                put = await send("PUT", f"/api/carts/{cart}/lines/{ids.show('var', ways[number % 3])}", {"quantity": 1})
                assert put.status_code == 200, put.text
                ready[0] += 1
                if ready[0] == PEOPLE:
                    gate.set()
                await gate.wait()
                answer = await send("POST", f"/api/carts/{cart}/checkout", BODY)
                return answer.status_code, answer.json().get("code", "")

            answers = Counter(await asyncio.gather(*[buy(number) for number in range(PEOPLE)]))
    assert answers == {(201, ""): 1, (409, "out_of_stock"): PEOPLE - 1}
    await jobs.drain(db)
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 1
        charges = await providers.charges(read)
    assert [(one.state, one.captured) for one in charges] == [("captured", 2490 + 390)]
