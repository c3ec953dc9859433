"""The circle, what one shows, and invitations, through the real app."""

import html
import re

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, statements
from stoa.community import circles
from stoa.community.circles import actions, queries
from stoa.community.circles.model import Audience, Kind, PersonId
from tests.community.circles.makers import as_member, handle_of, make_friends, make_member, make_purchase
from tests.people.sessions.makers import sign_in


def per(person: PersonId) -> str:
    return ids.show("per", person)


async def test_the_pages_of_somebody_new(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    circle = html.unescape((await client.get("/account/circle")).text)
    assert "You follow nobody yet" in circle
    showing = html.unescape((await client.get("/account/showing")).text)
    assert showing.count("Nobody but you sees it.") == 6
    assert "You have bought nothing yet" in showing
    german = html.unescape((await client.get("/de/account/showing")).text)
    assert german.count("Niemand außer Ihnen sieht es.") == 6


async def test_each_kind_is_shown_as_was_chosen(client: httpx.AsyncClient, db: Database) -> None:
    me = await sign_in(client, db)
    answer = await client.post("/account/showing", data={"purchases": "friends", "page": "everyone"})
    assert answer.headers["location"] == "/account/showing?saved"
    text = html.unescape((await client.get("/account/showing?saved")).text)
    assert text.count("Nobody but you sees it.") == 4
    assert "Your friends see it. You have none yet." in text
    assert "Everyone sees it, also without an account." in text
    async with db.reading() as read:
        assert (await queries.shown(read, me)).audiences == {Kind.PURCHASES: Audience.FRIENDS, Kind.PAGE: Audience.EVERYONE}
    assert (await client.post("/account/showing", data={"purchases": "the world"})).status_code == 422
    assert (await client.post("/account/showing/nothing")).status_code == 303
    async with db.reading() as read:
        assert set((await queries.shown(read, me)).audiences.values()) == {Audience.NOBODY}


async def test_each_purchase_has_a_say_of_its_own(client: httpx.AsyncClient, db: Database) -> None:
    me = await sign_in(client, db)
    async with db.writing() as tx:
        line = await make_purchase(tx, me)
        others = await make_purchase(tx, await make_member(tx))
    path = f"/account/showing/purchases/{ids.show('lin', line)}"
    assert (await client.post(path, data={"audience": "circle"})).headers["location"].startswith("/account/showing?saved#lin_")
    assert "Your circle sees it. Nobody is in it yet." in html.unescape((await client.get("/account/showing")).text)
    part = await client.post(path, data={"audience": "circle", "gift": "yes"}, headers={"x-fragment": ids.show("lin", line)})
    assert "Nobody but you sees it: it is a gift." in html.unescape(part.text)
    assert (await client.post(f"/account/showing/purchases/{ids.show('lin', others)}", data={"audience": "everyone"})).status_code == 404
    async with db.reading() as read:
        assert await read.value("select audience is null and not gift from circles.purchase where line_id = $1", others)


async def test_an_invitation_makes_friends(client: httpx.AsyncClient, db: Database) -> None:
    me = await sign_in(client, db, name="Ada Secretname")
    made = html.unescape((await client.post("/account/circle/invitations", data={"uses": "1"})).text)
    found = re.search(r"http://localhost:8000(/circle/invitation/([\w-]{32}))<", made)
    assert found is not None
    path = found[1]
    assert path not in (await client.get("/account/circle")).text
    assert "This is your own invitation" in (await client.get(path)).text
    assert (await client.post(path)).status_code == 409
    client.cookies.clear()
    guest = await client.get(path)
    assert "Secretname" not in guest.text
    assert "/sign-in?next=%2Fcircle%2Finvitation%2F" in html.unescape(guest.text)
    assert guest.headers["cache-control"] == "no-store"
    other = await sign_in(client, db)
    assert (await client.post(path)).headers["location"] == "/account/circle"
    assert "Friends: you follow each other" in (await client.get("/account/circle")).text
    async with db.reading() as read:
        assert await circles.circle(read, me) == {other}
        assert await circles.circle(read, other) == {me}
    client.cookies.clear()
    await sign_in(client, db)
    spent, wrong = await client.get(path), await client.get("/circle/invitation/" + "x" * 32)
    assert (spent.status_code, wrong.status_code) == (404, 404)
    assert (await client.post(path)).status_code == 404


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("follow", 404),
        ("unfollow", 303),
        ("welcome", 404),
        ("turn-away", 303),
        ("mute", 404),
        ("unmute", 303),
        ("agree", 404),
        ("decline", 404),
    ],
)
async def test_who_is_not_shown_is_as_one_who_is_not_there(client: httpx.AsyncClient, db: Database, verb: str, status: int) -> None:
    await sign_in(client, db)
    async with db.writing() as tx:
        hidden = await make_member(tx)
    there = await client.post(f"/account/circle/people/{per(hidden)}", data={"do": verb})
    nobody = await client.post(f"/account/circle/people/{ids.show('per', ids.new())}", data={"do": verb})
    assert (there.status_code, nobody.status_code) == (status, status)
    if status == 404:
        assert there.text.replace(per(hidden), "") == re.sub(r"per_\w+", "", nobody.text)


async def test_follow_let_in_mute_and_block(client: httpx.AsyncClient, db: Database) -> None:
    me = await sign_in(client, db)
    async with db.writing() as tx:
        lena = await make_member(tx, "Lena K.", page=Audience.EVERYONE)
        jon = await make_member(tx, "Jon")
        await circles.show(tx, as_member(me), Kind.PAGE, Audience.EVERYONE)
        await actions.follow(tx, as_member(jon), me)
    text = html.unescape((await client.get("/account/circle")).text)
    assert "Jon" in text
    assert "They follow you" in text

    async def do(whom: PersonId, verb: str, **more: str) -> str:
        return (await client.post(f"/account/circle/people/{per(whom)}", data={"do": verb, **more})).headers["location"]

    async with db.writing() as tx:
        handle = await handle_of(tx, lena)
    assert await do(lena, "follow", handle=handle) == f"/people/{handle}"
    assert await do(lena, "follow", handle="//evil.example") == "/account/circle"
    assert await do(jon, "welcome") == "/account/circle"
    assert await do(lena, "mute") == "/account/circle"
    async with db.reading() as read:
        assert await circles.circle(read, me) == set()
        assert (await queries.shown(read, me)).circle == 1
    assert await do(lena, "unmute") == "/account/circle"
    assert await do(lena, "block", handle=handle) == "/account/circle"
    assert (await client.get(f"/people/{handle}")).status_code == 404
    assert "One person is blocked" in (await client.get("/account/circle")).text
    assert await do(lena, "unblock") == "/account/circle"
    assert (await client.get(f"/people/{handle}")).status_code == 200


async def test_a_full_circle_costs_a_fixed_number_of_statements(client: httpx.AsyncClient, db: Database) -> None:
    me = await sign_in(client, db)
    async with db.writing() as tx:
        for _ in range(5):
            await make_friends(tx, me, await make_member(tx, page=Audience.EVERYONE))
            await make_purchase(tx, me)
    for path, most in (("/account/circle", 9), ("/account/showing", 4)):
        token = statements.set(seen := [])
        assert (await client.get(path)).status_code == 200
        statements.reset(token)
        assert len(seen) <= most, seen
