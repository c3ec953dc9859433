"""Real connections that want the same thing at the same moment."""

import asyncio
from collections import Counter
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Database
from stoa.shop import stock
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.stock.model import OutOfStock
from tests.shop.stock.makers import make_stock


async def allocate(db: Database, gate: asyncio.Event, wanted: dict[VariantId, int]) -> str:
    await gate.wait()
    try:
        async with db.writing() as tx:
            await stock.allocate(tx, ids.new(), ids.new(), wanted)
    except OutOfStock:
        return "refused"
    return "sold"


async def test_the_last_unit_is_sold_once_through_shared_items_and_bundles(db: Database) -> None:
    async with db.writing() as tx:
        single = await make_stock(tx, 1)
        item = await tx.value("select item_id from stock.component where variant_id = $1", single)
        shared, bundle = VariantId(ids.new()), VariantId(ids.new())
        other: UUID = await tx.value("select item_id from stock.component where variant_id = $1", await make_stock(tx, 400))
        await stock.compose(tx, shared, ProductId(ids.new()), {item: 1})
        await stock.compose(tx, bundle, ProductId(ids.new()), {other: 1, item: 1})
    gate = asyncio.Event()
    ways: list[dict[VariantId, int]] = [{single: 1}, {shared: 1}, {bundle: 1}, {bundle: 1, single: 1}]
    tasks = [asyncio.create_task(allocate(db, gate, ways[number % 4])) for number in range(200)]
    await asyncio.sleep(0)
    gate.set()
    assert Counter(await asyncio.gather(*tasks)) == {"sold": 1, "refused": 199}


async def test_two_orders_in_opposite_directions_do_not_wait_in_a_circle(db: Database) -> None:
    async with db.writing() as tx:
        one, two = await make_stock(tx, 100), await make_stock(tx, 100)
    gate = asyncio.Event()
    ways = [{one: 1, two: 1}, {two: 1, one: 1}]
    tasks = [asyncio.create_task(allocate(db, gate, ways[number % 2])) for number in range(100)]
    await asyncio.sleep(0)
    gate.set()
    assert Counter(await asyncio.gather(*tasks)) == {"sold": 100}
