"""Friends found through a shared list: only with the consent of both, and never by looking alone."""

from html import unescape

import httpx

from stoa.base.database import Database, Reading
from stoa.base.http.visits import SESSION_COOKIE
from stoa.community import circles
from stoa.community.circles import actions
from stoa.people.sessions.model import PersonId
from tests.community.circles.makers import as_member
from tests.community.wish_lists.makers import make_wishes
from tests.people.sessions.makers import make_session, sign_in


async def suggested(read: Reading) -> list[tuple[object, ...]]:
    rows = await read.rows("select a_id, b_id, source, a_agreed_at is not null as a, b_agreed_at is not null as b from circles.suggestion")
    return [tuple(row) for row in rows]


async def befriended(db: Database, one: PersonId, other: PersonId) -> bool:
    async with db.reading() as read:
        return other in await circles.circle(read, one) and one in await circles.circle(read, other)


async def test_who_came_by_a_list_asks_and_its_owner_agrees(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
    link = f"/l/{wishes.secret}"
    assert f"{link}/circle" not in unescape((await client.get(link)).text)  # a guest has no circle
    assert (await client.post(f"{link}/circle")).status_code == 401
    me = await sign_in(client, db)
    assert f"{link}/circle" in unescape((await client.get(link)).text)
    async with db.reading() as read:
        assert await suggested(read) == []  # looking tells nobody anything
    answer = await client.post(f"{link}/circle")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{link}?circle=asked")
    assert "sees it in their account" in (await client.get(answer.headers["location"])).text
    assert (await client.post(f"/api/shared-lists/{wishes.secret}/circle")).status_code == 204
    async with db.reading() as read:
        assert await suggested(read) == [(wishes.person, me, "list", False, True)]
    assert not await befriended(db, me, wishes.person)
    async with db.writing() as tx:
        client.cookies.set(SESSION_COOKIE, await make_session(tx, wishes.person))
    page = (await client.get("/account/circle")).text
    assert "They opened a wish list of yours, and would like to be friends." in page


async def test_the_owner_agrees_and_both_are_friends(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
    me = await sign_in(client, db)
    await client.post(f"/l/{wishes.secret}/circle")
    async with db.writing() as tx:
        await actions.agree(tx, as_member(wishes.person), me)
    assert await befriended(db, me, wishes.person)
    assert f"/l/{wishes.secret}/circle" not in unescape((await client.get(f"/l/{wishes.secret}")).text)


async def test_who_was_refused_or_blocked_is_not_suggested_again(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
    me = await sign_in(client, db)
    await client.post(f"/l/{wishes.secret}/circle")
    async with db.writing() as tx:
        await actions.decline(tx, as_member(wishes.person), me)
    await client.post(f"/l/{wishes.secret}/circle")
    async with db.writing() as tx:
        assert await tx.value("select count(*) from circles.suggestion where declined_at is null") == 0
        await actions.block(tx, as_member(wishes.person), me)
    await client.post(f"/l/{wishes.secret}/circle")
    async with db.reading() as read:
        assert await suggested(read) == []


async def test_an_unknown_link_and_ones_own_suggest_nobody(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        client.cookies.set(SESSION_COOKIE, await make_session(tx, wishes.person))
    await client.post(f"/l/{wishes.secret}/circle")
    assert (await client.post(f"/l/{'x' * 32}/circle")).status_code == 404
    assert (await client.post(f"/api/shared-lists/{'x' * 32}/circle")).status_code == 404
    async with db.reading() as read:
        assert await suggested(read) == []
