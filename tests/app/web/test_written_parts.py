"""What stands beside the sale is written down for the next visitor: never older than what it says, and nobody's own."""

from datetime import timedelta

import httpx
import pytest

from stoa.app.jobs import strike_out_days
from stoa.base import jobs
from stoa.base.database import Database, statements
from stoa.people import privacy
from stoa.people.sessions.model import SYSTEM
from stoa.shop.catalog.web.pages import BESIDE
from tests.community.circles.makers import as_member, make_member
from tests.community.reviews.makers import make_review
from tests.community.test_dead import dead
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import Shop, make_shop

NOBODYS_CART = {"stoa_cart": "00000000-0000-0000-0000-000000000000"}


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


async def asked(client: httpx.AsyncClient, path: str) -> tuple[str, list[str]]:
    """Return the page, and every statement that it took until its end."""
    seen: list[str] = []
    token = statements.set(seen)
    answer = await client.get(path)
    statements.reset(token)
    assert answer.status_code == 200
    return answer.text, seen


async def rows(db: Database) -> list[tuple[str, str, int]]:
    async with db.reading() as read:
        found = await read.rows("select language, market, version, parts from base.beside order by language")
    return [(one["language"], one["market"], len(one["parts"])) for one in found]


@pytest.mark.parametrize("prefix", ["", "/de"])
async def test_the_next_visitor_is_shown_it_in_the_page_s_own_statement(
    client: httpx.AsyncClient, db: Database, shop: Shop, prefix: str
) -> None:
    client.cookies.update(NOBODYS_CART)  # such a visitor's page is made anew each time
    path = f"{prefix}/p/{shop.product.handle}"
    first, _ = await asked(client, path)
    again, seen = await asked(client, path)
    assert again == first
    assert 'id="reviews"' in again
    assert len(seen) == 1
    members = {name for name in BESIDE.names() if BESIDE._parts[name].members}
    assert [(language, count) for language, _, count in await rows(db)] == [(prefix[1:] or "en", len(BESIDE.names()) - len(members))]


async def test_it_is_never_older_than_what_it_says(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    client.cookies.update(NOBODYS_CART)
    path = f"/p/{shop.product.handle}"
    await asked(client, path)
    async with db.writing() as tx:
        await make_review(tx, shop.product, 5, "Poured my tea from it every morning for a month.")
    await jobs.drain(db)
    assert await rows(db) == []
    for most in (2, 1):
        page, seen = await asked(client, path)
        assert "Poured my tea" in page
        assert len([one for one in seen if one.startswith("select json_build")]) == most


async def test_a_member_is_asked_for_their_own_alone_and_leaves_nothing_of_it(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    path = f"/p/{shop.product.handle}"
    await sign_in(client, db)
    await asked(client, path)
    async with db.reading() as read:
        written = await read.value("select parts from base.beside")
    assert {"stars", "reviews", "questions"} <= written.keys()
    assert not {"save", "group", "group-button", "circle"} & written.keys()
    _, seen = await asked(client, path)
    beside = next(one for one in seen if one.startswith("select json_build_array"))
    assert "wish_lists" in beside
    assert "reviews." not in beside


async def test_a_market_that_is_none_leaves_nothing(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    client.cookies.update({**NOBODYS_CART, "stoa_market": "nowhere"})
    await asked(client, f"/p/{shop.product.handle}")
    assert await rows(db) == []


async def test_what_was_said_stands_while_the_community_is_dead(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    client.cookies.update(NOBODYS_CART)
    path = f"/p/{shop.product.handle}"
    alive, _ = await asked(client, path)
    async with dead(db):
        page, _ = await asked(client, path)
    assert page == alive


async def test_earlier_days_are_struck_out(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    client.cookies.update(NOBODYS_CART)
    await asked(client, f"/p/{shop.product.handle}")
    async with db.writing() as tx:
        await strike_out_days(tx, {})
    assert len(await rows(db)) == 1
    async with db.writing() as tx:
        await tx.run("update base.beside set day = day - $1::interval", timedelta(days=3))
        await strike_out_days(tx, {})
    assert await rows(db) == []


async def test_whoever_is_forgotten_stands_in_it_no_longer(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    client.cookies.update(NOBODYS_CART)
    path = f"/p/{shop.product.handle}"
    async with db.writing() as tx:
        person = await make_member(tx, byline="Lena Kestrel")
        await make_review(tx, shop.product, 4, "Poured my tea from it every morning.", by=as_member(person))
    await jobs.drain(db)
    page, _ = await asked(client, path)
    assert "Lena Kestrel" in page
    async with db.writing() as tx:
        await privacy.erase(tx, SYSTEM, person)
    await jobs.drain(db)
    async with db.reading() as read:
        assert await read.value("select count(*) from base.beside where parts::text like '%Kestrel%'") == 0
    page, _ = await asked(client, path)
    assert ("Kestrel" in page, "Poured my tea" in page) == (False, True)
