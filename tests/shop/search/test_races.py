"""Indexing everything while everything changes: whoever writes for search waits for the other, and nobody is turned away."""

import asyncio
import random

import pytest

from stoa.base.database import Database
from stoa.shop.search import actions, reactions
from stoa.shop.search.model import Merit
from tests.shop.search.makers import make_found

ROUNDS = 6


async def test_the_rebuild_and_what_changes_meanwhile_wait_for_each_other(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 40)
    chance = random.Random(7)
    async with db.writing() as tx:
        bowls = [(await make_found(tx, f"Bowl {number} of {chance.choice(['oak', 'birch', 'walnut'])}")).id for number in range(80)]
        await tx.run("delete from base.job")

    async def change(number: int) -> None:
        some = chance.sample(bowls, 60)
        async with db.writing() as tx:
            match number % 4:
                case 0:
                    await actions.reprice(tx, some)
                case 1:
                    await actions.restock(tx, some)
                case 2:
                    await actions.weigh(tx, [Merit(one, chance.randrange(5_000), 4.0, 3) for one in some])
                case _:
                    await actions.mark(tx, some)

    async def index() -> None:
        async with db.writing() as tx:
            await actions.catch_up(tx)

    for _ in range(ROUNDS):
        async with db.writing() as tx:
            await tx.run("update search.shelf set in_stock = not in_stock, markets = '{}', amounts = '{}', sold = 3, made_at = 'epoch'")
        await asyncio.gather(actions.rebuild(db), actions.rebuild(db), *[change(number) for number in range(8)], index(), index())
    async with db.reading() as read:
        assert await read.value("select count(*) from search.shelf where in_stock and amounts = '{1000}' and sold = 0") == 80


async def test_a_category_renamed_while_its_products_are_indexed_asks_for_the_turn_first(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever indexes may ask for another turn at the end: a reaction that asked before and then waited would stand in its way."""
    asked: list[str] = []

    async def rename(_tx: object) -> None:
        asked.append("turn")

    async def mark(_tx: object, _products: object) -> None:
        asked.append("mark")

    monkeypatch.setattr(actions, "rename_places", rename)
    monkeypatch.setattr(actions, "mark", mark)
    async with db.writing() as tx:
        await reactions.index_category(tx, [])
        await reactions.index_collection(tx, [])
    assert asked == ["turn", "mark"] * 2
