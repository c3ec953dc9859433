"""Two at the same moment: one review a person and line, votes that add up, a chain without a fork."""

import asyncio
from datetime import timedelta

import msgspec

from stoa.base.database import Database
from stoa.base.refusals import Conflict
from stoa.community import reviews
from stoa.community.reviews import ledger, standing, store
from stoa.community.reviews.jobs import age, refresh
from stoa.community.reviews.model import New, State
from stoa.people.sessions.model import GUEST
from tests.community.reviews.makers import a_member, a_put, make_owner, make_review, put
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug


async def test_a_person_reviews_a_product_once_however_often_they_press(db: Database) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx)
        owner, order = await make_owner(tx, mug)
        [line] = await store.owned_in(tx, order.id)

    async def press(number: int) -> bool:
        try:
            async with db.writing() as tx:
                who, owned = (owner, None) if number % 2 else (GUEST, line)
                await reviews.write(tx, who, New(product_id=mug.id, rating=5), owned)
        except Conflict:
            return False
        return True

    assert sum(await asyncio.gather(*(press(number) for number in range(6)))) == 1


async def test_votes_of_many_at_once_add_up(db: Database) -> None:
    async with db.writing() as tx:
        review_id = await make_review(tx, await make_mug(tx))
        voters = [a_member(await make_person(tx)) for _ in range(8)]

    async def vote(number: int) -> None:
        async with db.writing() as tx:
            await reviews.vote(tx, voters[number], review_id, helpful=number % 4 != 0)

    await asyncio.gather(*(vote(number) for number in range(8)))
    async with db.reading() as read:
        one = await store.find(read, review_id)
    assert one is not None
    assert (one.helpful, one.unhelpful) == (6, 2)


async def test_sealers_and_writers_at_once_make_one_chain(db: Database) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx)

    async def write() -> None:
        async with db.writing() as tx:
            await make_review(tx, mug)

    async def seal() -> None:
        async with db.writing() as tx:
            await ledger.seal(tx)

    await asyncio.gather(*(step() for _ in range(5) for step in (write, seal)))
    async with db.writing() as tx:
        await ledger.seal(tx)
    async with db.reading() as read:
        proof = await reviews.verify(read)
    assert (proof.entries, proof.loose, proof.whole) == (10, 0, True)


async def test_of_two_that_make_a_standing_anew_the_later_has_the_last_word(db: Database) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx)

    async def one_more() -> None:
        async with db.writing() as tx:
            await make_review(tx, mug)
        async with db.writing() as tx:
            await refresh(tx, {})

    await asyncio.gather(*(one_more() for _ in range(6)))
    async with db.writing() as tx:
        await refresh(tx, {})
    async with db.reading() as read:
        assert (await reviews.standings(read, [mug.id]))[mug.id].count == 6


async def test_by_night_every_standing_grows_older_and_the_shop_learns(db: Database) -> None:
    async with db.writing() as tx:
        mugs = [await make_mug(tx) for _ in range(3)]
        await put(tx, *[a_put(mug, 2, now=tx.now, days=n, source="x", source_id=f"{mug.id}{n}") for mug in mugs for n in range(8)])
        await refresh(tx, {})
        before = (await reviews.standings(tx, [mugs[0].id]))[mugs[0].id]
        old, fresh = await put(
            tx, *[msgspec.structs.replace(a_put(mugs[0], 1, "Removed", now=tx.now), state=State.REMOVED) for _ in range(2)]
        )
        await tx.run("update reviews.review set removed_at = $2 where id = $1", old, tx.now - timedelta(days=366))
    await age(db, {})
    async with db.reading() as read:
        assert {one.id: one.text for one in await store.many(read, [old, fresh])} == {old: "", fresh: "Removed"}
        after = (await reviews.standings(read, [mugs[0].id]))[mugs[0].id]
        assert [one.mean for one in await standing.usual(read, "en")] == [3.0]
    assert (after.count, after.score < before.score) == (before.count, True)
