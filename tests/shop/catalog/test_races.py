"""What two people do to the catalogue at the same moment, over two real connections."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from stoa.base.database import AlreadyThere, Database, Writing
from stoa.base.refusals import Refusal
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog import actions, group_store, grouping
from stoa.shop.catalog.model import ChangedMeanwhile, Group, HandleTaken, InsideItself, NewGroup, NewVariant, ProductChange, SkuTaken, Text
from tests.shop.catalog.makers import make_mug, make_product


async def both(db: Database, *verbs: Callable[[Writing], Awaitable[Any]]) -> list[type[Exception] | None]:
    """Run each verb in a transaction of its own, all begun before the first goes on; return what each raised."""
    barrier = asyncio.Barrier(len(verbs))

    async def one(verb: Callable[[Writing], Awaitable[Any]]) -> type[Exception] | None:
        try:
            async with db.writing() as tx:
                await tx.value("select 1")
                await barrier.wait()
                await verb(tx)
        except Refusal as refusal:
            return type(refusal)
        return None

    return await asyncio.gather(*(one(verb) for verb in verbs))


async def test_two_editors_of_one_product(db: Database) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx)

    def edit(vendor: str) -> Callable[[Writing], Awaitable[Any]]:
        return lambda tx: catalog.change_product(tx, SYSTEM, mug.id, ProductChange(vendor=vendor), seen=mug.changed_at)

    outcome = await both(db, edit("hers"), edit("his"))
    assert sorted(outcome, key=str) == sorted([None, ChangedMeanwhile], key=str)
    async with db.reading() as read:
        after = await catalog.find_product(read, mug.id)
    assert after.vendor == ("hers" if outcome[0] is None else "his")


async def test_two_variants_are_added_at_once(db: Database) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx, variants=[NewVariant(choices=["clay"])])
    sage = NewVariant(choices=["sage"])
    outcome = await both(db, *[lambda tx: actions.add_variant(tx, SYSTEM, mug.id, sage)] * 2)
    assert outcome.count(None) == 1
    async with db.reading() as read:
        assert [one.choices for one in (await catalog.find_product(read, mug.id)).variants] == [["clay"], ["sage"]]


async def test_one_article_number_for_two_products(db: Database) -> None:
    async with db.writing() as tx:
        products = [await make_product(tx, texts={"en": Text(name)}, state="draft", variants=[]) for name in ("a", "b")]

    def add(number: int) -> Callable[[Writing], Awaitable[Any]]:
        return lambda tx: actions.add_variant(tx, SYSTEM, products[number].id, NewVariant(sku="A-1"))

    outcome = await both(db, add(0), add(1))
    assert outcome.count(None) == 1
    assert set(outcome) <= {None, SkuTaken, AlreadyThere}


async def test_one_handle_for_two_products(db: Database) -> None:
    outcome = await both(db, *[lambda tx: make_product(tx, handle="mug")] * 2)
    assert outcome.count(None) == 1
    assert set(outcome) <= {None, HandleTaken, AlreadyThere}


async def test_two_categories_are_put_below_each_other(db: Database) -> None:
    async with db.writing() as tx:
        a, b = [await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name=name)})) for name in ("a", "b")]

    def move(which: Any, name: str, parent: Any) -> Callable[[Writing], Awaitable[Any]]:
        return lambda tx: grouping.change_category(tx, SYSTEM, which, NewGroup(texts={"en": Group(name=name)}, parent_id=parent))

    outcome = await both(db, move(a, "a", b), move(b, "b", a))
    assert sorted(outcome, key=str) == sorted([None, InsideItself], key=str)
    async with db.reading() as read:
        assert sorted(len(one.path) for one in await group_store.categories(read)) == [1, 2]
