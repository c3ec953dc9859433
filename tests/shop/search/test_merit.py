"""What people say of products: on cards, as a filter, as an order; whoever says it stays a secret of the room above."""

import httpx

from stoa.base.database import Database, Writing
from stoa.shop import search
from stoa.shop.search.model import Filters, Merit, Sort, StarsCount
from tests.shop.search.makers import make_found, titles, wish


async def test_the_best_rated_come_first_and_those_nobody_rated_last(tx: Writing) -> None:
    best, good, poor = [await make_found(tx, title) for title in ("Best", "Good", "Poor")]
    await make_found(tx, "Nobody's")
    await search.weigh(tx, [Merit(poor.id, 2400, 2.4, 9), Merit(best.id, 4700, 4.7, 200), Merit(good.id, 3900, 3.9, 1)])
    found = await search.find(tx, wish(sort=Sort.RATED))
    assert [(one.card.title, one.stars, one.voices) for one in found.products] == [
        ("Best", 4.7, 200), ("Good", 3.9, 1), ("Poor", 2.4, 9), ("Nobody's", 0, 0)
    ]  # fmt: skip
    assert "merit" in found.topics
    assert found.facets.stars == [StarsCount(4, 1), StarsCount(3, 2)]
    assert await titles(tx, filters=Filters(stars=3), sort=Sort.RATED) == ["Best", "Good"]
    narrowed = await search.find(tx, wish(filters=Filters(stars=4)))
    assert [one.card.title for one in narrowed.products] == ["Best"]
    assert narrowed.facets.stars == [StarsCount(4, 1), StarsCount(3, 2)]


async def test_what_is_said_outlives_indexing_and_leaving_the_shelf(tx: Writing) -> None:
    mug = await make_found(tx, "Mug")
    await search.weigh(tx, [Merit(mug.id, 4200, 4.2, 5)])
    await tx.run("delete from search.shelf where product_id = $1", mug.id)
    await search.reindex(tx, [mug.id])
    [one] = (await search.find(tx, wish())).products
    assert (one.stars, one.voices) == (4.2, 5)


async def test_only_listings_that_hang_on_it_are_made_again(tx: Writing) -> None:
    mug = await make_found(tx, "Mug")
    plain, rated = wish(), wish(sort=Sort.RATED)
    before = [(await search.find(tx, one)).version for one in (plain, rated)]
    await search.weigh(tx, [Merit(mug.id, 4200, 4.2, 5)])
    after = [(await search.find(tx, one)).version for one in (plain, rated)]
    await search.weigh(tx, [Merit(mug.id, 4200, 4.2, 5)])
    assert [new - old for old, new in zip(before, after, strict=True)] == [0, 1]
    assert (await search.find(tx, rated)).version == after[1]


async def test_a_listing_shows_the_stars_and_is_narrowed_by_them(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        mug, bowl = await make_found(tx, "Mug"), await make_found(tx, "Bowl")
        await search.weigh(tx, [Merit(mug.id, 4300, 4.3, 128), Merit(bowl.id, 2100, 2.1, 3)])
    page = (await client.get("/search?sort=rated")).text
    assert page.index("Mug") < page.index("Bowl")
    assert "4.3 (128)" in page
    assert 'value="4"' in page
    narrowed = (await client.get("/search?stars=4")).text
    assert "Mug" in narrowed
    assert "Bowl" not in narrowed
    assert (await client.get("/search?stars=9&sort=nothing")).status_code == 200
