"""What is sold is found, what changed is found as it is now, what is gone is not."""

from datetime import timedelta

import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, pricing, search, stock
from stoa.shop.catalog.actions import archive
from stoa.shop.catalog.model import Group, NewGroup, ProductChange, Text
from stoa.shop.pricing.model import Kind, NewOffer, NewPrice, Scope
from stoa.shop.search import actions, queries
from stoa.shop.search.model import NoSuchSynonym, NotASynonym, Sort, SynonymId
from tests.shop.search.makers import make_found, titles


async def test_a_product_is_found_in_each_language(tx: Writing):
    await make_found(tx, "Salad bowl", de="Salatschüssel")
    assert await titles(tx, "bowls") == ["Salad bowl"]
    for query in ("Salatschüssel", "salatschuessel", "SALATSCHUSSEL", "salatsch", "Salatschüsseln", "schüssel"):
        assert await titles(tx, query, language="de") == ["Salatschüssel"]
    assert await titles(tx, "Salatschüssel") == []


async def test_further_words_of_the_merchant_find_it_too(tx: Writing):
    await make_found(tx, "Kitchen knife", extra={"search_words": {"en": ["gyuto"], "de": ["Küchenmesser"]}})
    assert await titles(tx, "gyuto") == ["Kitchen knife"]
    assert await titles(tx, "kuechenmesser", language="de") == ["Kitchen knife"]


async def test_reindexing_twice_changes_nothing(tx: Writing):
    product = await make_found(tx, "Salad bowl")
    before = [tuple(row) for row in await tx.rows("select * from search.document")]
    await search.reindex(tx, [product.id, product.id])
    after = [tuple(row) for row in await tx.rows("select * from search.document")]
    assert after == before
    assert await tx.value("select count(*) from search.word where word = 'salad' and language = 'en'") == 1


async def hear(db: Database) -> None:
    """Let everything that was recorded be heard."""
    await jobs.drain(db)


async def found(db: Database, query: str = "", **more) -> list[str]:
    async with db.writing() as tx:
        return await titles(tx, query, **more)


async def test_what_happens_in_other_rooms_is_heard(db: Database):
    async with db.writing() as tx:
        bowl = await make_found(tx, "Salad bowl", price=2000)
        await make_found(tx, "Wide mug", price=1500)
    await hear(db)
    assert await found(db, sort=Sort.CHEAPEST) == ["Wide mug", "Salad bowl"]

    async with db.writing() as tx:
        await catalog.change_product(tx, SYSTEM, bowl.id, ProductChange(texts={"en": Text("Fruit basin")}))
    await hear(db)
    assert (await found(db, "basin"), await found(db, "salad")) == (["Fruit basin"], [])

    async with db.writing() as tx:
        await pricing.set_prices(tx, SYSTEM, [NewPrice(bowl.variants[0].id, "eu", Money(1000, "EUR"))])
    await hear(db)
    assert await found(db, sort=Sort.CHEAPEST) == ["Fruit basin", "Wide mug"]

    async with db.writing() as tx:
        await stock.count_again(tx, SYSTEM, {bowl.variants[0].id: 0})
        await actions.restock(tx, [bowl.id])
    assert await found(db) == ["Wide mug", "Fruit basin"]
    async with db.writing() as tx:
        await stock.receive(tx, SYSTEM, {bowl.variants[0].id: 5})
    await hear(db)
    async with db.writing() as tx:
        assert await tx.value("select in_stock from search.shelf where product_id = $1", bowl.id)

    async with db.writing() as tx:
        await archive(tx, SYSTEM, bowl.id)
    await hear(db)
    assert await found(db) == ["Wide mug"]
    async with db.reading() as read:
        assert await read.value("select count(*) from search.document where product_id = $1", bowl.id) == 0
        assert await read.value("select count(*) from search.pending") == 0


async def test_the_last_one_sold_is_heard(db: Database):
    async with db.writing() as tx:
        bowl = await make_found(tx, "Salad bowl", stock_of=1)
        await stock.allocate(tx, bowl.id, bowl.id, {bowl.variants[0].id: 1})
    await hear(db)
    async with db.reading() as read:
        assert not await read.value("select in_stock from search.shelf where product_id = $1", bowl.id)


async def test_an_offer_moves_a_product_to_its_place_and_back(db: Database):
    async with db.writing() as tx:
        bowl = await make_found(tx, "Salad bowl", price=2000)
        await make_found(tx, "Wide mug", price=1500)
        offer = await pricing.publish_offer(
            tx,
            SYSTEM,
            NewOffer(
                reason={"en": "Spring"},
                kind=Kind.PERCENT,
                value=500_000,
                scope=Scope.PRODUCT,
                target=bowl.id,
                until_at=tx.now + timedelta(days=1),
            ),
        )
    await hear(db)
    assert await found(db, sort=Sort.CHEAPEST) == ["Salad bowl", "Wide mug"]
    async with db.writing() as tx:
        await pricing.end_offer(tx, SYSTEM, offer)
    await hear(db)
    assert await found(db, sort=Sort.CHEAPEST) == ["Wide mug", "Salad bowl"]


async def test_a_renamed_category_is_found_by_its_new_name(db: Database):
    async with db.writing() as tx:
        table = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Crockery")}))
        await make_found(tx, "Salad bowl", category_id=table)
    await hear(db)
    assert await found(db, "crockery") == ["Salad bowl"]
    async with db.writing() as tx:
        assert [one.name for one in (await search.suggest(tx, "croc", language="en", market="eu")).places] == ["Crockery"]


async def test_a_rebuild_mends_whatever_went_wrong(db: Database):
    async with db.writing() as tx:
        bowl = await make_found(tx, "Salad bowl", de="Salatschüssel")
        gone = await make_found(tx, "Wide mug")
        await tx.run("delete from base.job")
        await tx.run("update catalog.product set own_state = 'archived' where id = $1", gone.id)
        await tx.run("delete from search.document")
        await tx.run("update search.shelf set amounts = array[1], in_stock = false where product_id = $1", bowl.id)
        await tx.run("insert into search.word (language, word, stem, neighbours) values ('en', 'nowhere', 'nowher', '{1}')")
        await stock.allocate(tx, bowl.id, bowl.id, {bowl.variants[0].id: 2})
    told: list[tuple[int, int]] = []

    async def tell(done: int, total: int) -> None:
        told.append((done, total))

    assert await search.rebuild(db, tell) == 1
    assert told == [(1, 1)]
    assert await found(db) == ["Salad bowl"]
    assert await found(db, "salatschüssel", language="de") == ["Salatschüssel"]
    async with db.reading() as read:
        row = await read.row("select amounts, in_stock, sold from search.shelf")
        assert tuple(row) == ([1000], True, 2)
        assert await read.value("select array_agg(word order by word) from search.word where language = 'en'") == ["bowl", "salad"]


async def test_what_is_indexed_during_a_rebuild_keeps_its_words(db: Database):
    async with db.writing() as tx:
        bowl = await make_found(tx, "Salad bowl")
        await tx.run("delete from base.job")

    async def meanwhile(_done: int, _total: int) -> None:
        async with db.writing() as tx:
            await catalog.change_product(tx, SYSTEM, bowl.id, ProductChange(texts={"en": Text("Fruit basin")}))
            await search.reindex(tx, [bowl.id])

    await search.rebuild(db, meanwhile)
    async with db.reading() as read:
        words = await read.value("select array_agg(word order by word) from search.word where language = 'en'")
        assert words == ["basin", "bowl", "fruit", "salad"]  # the next night finds that two are gone


async def test_the_nightly_job_tells_how_far_it_is(db: Database):
    async with db.writing() as tx:
        await make_found(tx, "Salad bowl")
        await tx.run("delete from base.job")
        await jobs.enqueue(tx, "search.rebuild")
        assert await queries.rebuilding(tx) == queries.Rebuilding()
    await hear(db)
    async with db.reading() as read:
        assert await queries.rebuilding(read) is None
        assert await queries.sizes(read) == (1, 4)


async def test_misses_are_counted_without_persons_and_forgotten(tx: Writing):
    for query in ("Zeppelin!", "zeppelin", "lena@example.com", "call 0151 23456789", "  ", "x" * 500):
        await actions.note_miss(tx, "en", query)
    assert [(one.query, one.count) for one in await queries.misses(tx)] == [("zeppelin", 2), ("x" * 40, 1)]
    tx.now += timedelta(days=91)
    await actions.note_miss(tx, "en", "airship")
    await actions.forget_misses(tx)
    assert [one.query for one in await queries.misses(tx)] == ["airship"]


@pytest.mark.parametrize(("terms", "means"), [([], []), (["sofa"], []), (["sofa"], ["Sofa"]), (["!"], ["?"]), ([""], ["sofa"])])
async def test_a_synonym_needs_two_different_words(tx: Writing, terms: list[str], means: list[str]):
    with pytest.raises(NotASynonym):
        await search.add_synonym(tx, SYSTEM, "en", terms, means)
    assert await tx.value("select count(*) from search.synonym") == 0


async def test_a_synonym_takes_its_misses_off_the_list(tx: Writing):
    await actions.note_miss(tx, "en", "settee")
    await search.add_synonym(tx, SYSTEM, "en", ["settee"], ["sofa"])
    assert await queries.misses(tx) == []
    assert await tx.value("select verb from audit.entry") == "search.add_synonym"


async def test_a_synonym_is_removed_once(tx: Writing):
    with pytest.raises(NoSuchSynonym):
        await actions.remove_synonym(tx, SYSTEM, SynonymId(ids.new()))
