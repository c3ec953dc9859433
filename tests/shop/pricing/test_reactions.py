"""Offers follow the catalogue, through the jobs that hear of it."""

from typing import Any

from stoa.base import jobs
from stoa.base.database import Database, Reading
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.grouping import change_category
from stoa.shop.catalog.model import CategoryChanged, CategoryId, Group, NewGroup, ProductChange
from stoa.shop.pricing import reactions
from stoa.shop.pricing.model import OfferId, Scope
from tests.shop.pricing.makers import make_market, make_offer, make_priced


async def open_lines(read: Reading, offer: OfferId) -> list[int]:
    sql = "select amount from pricing.offer_line where offer_id = $1 and until_at > $2 order by amount"
    return [row["amount"] for row in await read.rows(sql, offer, read.now)]


async def all_lines(read: Reading, offer: OfferId) -> list[tuple[Any, ...]]:
    return [
        tuple(row) for row in await read.rows("select * from pricing.offer_line where offer_id = $1 order by variant_id, from_at", offer)
    ]


def named(name: str, parent: CategoryId | None = None) -> NewGroup:
    return NewGroup(texts={"en": Group(name=name)}, parent_id=parent)


async def test_an_offer_on_a_category_follows_what_is_moved_below_it_and_away(db: Database) -> None:
    async with db.writing() as tx:
        await make_market(tx)
        table = await catalog.make_category(tx, SYSTEM, named("Table"))
        bowls = await catalog.make_category(tx, SYSTEM, named("Bowls"))
        await make_priced(tx, 2000, category_id=bowls)
        await make_priced(tx, 3000)
        offer = await make_offer(tx, scope=Scope.CATEGORY, target=table)
        assert await open_lines(tx, offer) == []
    await jobs.drain(db)
    async with db.writing() as tx:
        await change_category(tx, SYSTEM, bowls, named("Bowls", table))
    await jobs.drain(db)
    async with db.writing() as tx:
        assert await open_lines(tx, offer) == [1600]
        before = await all_lines(tx, offer)
        for _ in range(2):
            await reactions.category_changed(tx, [CategoryChanged(about=bowls), CategoryChanged(about=table)])
        assert await all_lines(tx, offer) == before
        await change_category(tx, SYSTEM, bowls, named("Bowls"))
    await jobs.drain(db)
    async with db.reading() as read:
        assert await open_lines(read, offer) == []
        assert [row[5] for row in await all_lines(read, offer)] == [1600]


async def test_an_offer_follows_many_products_heard_of_together(db: Database) -> None:
    async with db.writing() as tx:
        await make_market(tx)
        table = await catalog.make_category(tx, SYSTEM, named("Table"))
        products = [await make_priced(tx, 1000 * number) for number in (1, 2, 3)]
        offer = await make_offer(tx, scope=Scope.CATEGORY, target=table)
    await jobs.drain(db)
    async with db.writing() as tx:
        for product in products[:2]:
            await catalog.change_product(tx, SYSTEM, product.id, ProductChange(category_id=table))
    await jobs.drain(db)
    async with db.reading() as read:
        assert await open_lines(read, offer) == [800, 1600]
