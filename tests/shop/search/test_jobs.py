"""What search does by itself and when it hears of others, through the jobs that do it."""

import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.grouping import change_category, remove_category
from stoa.shop.catalog.model import CategoryChanged, Group, NewGroup
from stoa.shop.search import actions, reactions
from tests.shop.search.makers import make_found, titles


async def count(db: Database, sql: str) -> int:
    async with db.reading() as read:
        return int(await read.value(sql))


async def test_what_is_marked_is_indexed_in_batches_each_a_job(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    async with db.writing() as tx:
        bowls = [await make_found(tx, f"Bowl {number}") for number in range(5)]
        await tx.run("delete from base.job")
        await tx.run("delete from search.document")
        await tx.run("delete from search.shelf")
        for _ in range(2):
            await actions.mark(tx, [bowl.id for bowl in bowls])
    assert await count(db, "select count(*) from base.job where kind = 'search.catch_up'") == 1
    left = []
    for _ in range(3):
        with pytest.raises(RuntimeError, match="still jobs"):
            await jobs.drain(db, limit=1)
        left.append(await count(db, "select count(*) from search.pending"))
        if not await count(db, "select count(*) from base.job"):
            break
    assert left == [3, 1, 0]
    assert await count(db, "select count(*) from base.job") == 0
    assert await count(db, "select count(*) from search.shelf") == 5
    async with db.writing() as tx:
        assert len(await titles(tx, "bowl")) == 5
        assert await actions.catch_up(tx) == 0


async def test_what_cannot_be_indexed_stays_marked(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise ValueError("no luck")

    async with db.writing() as tx:
        bowl = await make_found(tx, "Bowl")
        await tx.run("delete from base.job")
        await actions.mark(tx, [bowl.id])
    with monkeypatch.context() as patched, pytest.raises(ValueError, match="no luck"):
        patched.setattr(actions, "reindex", fail)
        await jobs.drain(db)
    assert await count(db, "select count(*) from search.pending") == 1
    assert await count(db, "select count(*) from base.job where kind = 'search.catch_up'") == 1


async def test_the_rebuild_run_twice_leaves_what_it_made_the_first_time(db: Database) -> None:
    async with db.writing() as tx:
        await make_found(tx, "Salad bowl", de="Salatschüssel")
        await tx.run("delete from base.job")
        await tx.run("delete from search.shelf")
        await tx.run("delete from search.document")
    seen = []
    for _ in range(2):
        async with db.writing() as tx:
            await jobs.enqueue(tx, "search.rebuild")
        assert await jobs.drain(db) == 1
        async with db.reading() as read:
            seen.append([tuple(row) for row in await read.rows("select * from search.document order by language")])
            seen.append([tuple(row) for row in await read.rows("select * from search.word order by language, word")])
    assert len(seen[0]) == 2
    assert seen[:2] == seen[2:]


async def test_products_of_a_category_are_found_by_its_name_as_it_is_now(db: Database) -> None:
    """Through `search.index_category`: renamed, moved below another, and removed."""
    async with db.writing() as tx:
        table = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Crockery")}))
        bowls = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Basins")}, parent_id=table))
        bowl = await make_found(tx, "Salad bowl", category_id=bowls)
        await make_found(tx, "Wide mug")
    await jobs.drain(db)
    async with db.writing() as tx:
        assert (await titles(tx, "crockery"), await titles(tx, "basins")) == (["Salad bowl"], ["Salad bowl"])
        await change_category(tx, SYSTEM, table, NewGroup(texts={"en": Group(name="Tableware")}))
    await jobs.drain(db)
    async with db.writing() as tx:
        assert (await titles(tx, "tableware", exact=True), await titles(tx, "crockery", exact=True)) == (["Salad bowl"], [])
        assert [row[0] for row in await tx.rows("select name from search.place order by name")] == ["Basins", "Tableware"]
        await remove_category(tx, SYSTEM, bowls)
    await jobs.drain(db)
    async with db.writing() as tx:
        assert (await titles(tx, "tableware", exact=True), await titles(tx, "basins", exact=True)) == (["Salad bowl"], [])
        assert await tx.value("select categories from search.shelf where product_id = $1", bowl.id) == [table]
        for _ in range(2):
            await reactions.index_category(tx, [CategoryChanged(about=table), CategoryChanged(about=bowls)])
        assert [row[0] for row in await tx.rows("select product_id from search.pending")] == [bowl.id]
        assert await tx.value("select count(*) from search.place") == 1
