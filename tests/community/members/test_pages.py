"""A person's page, and the form for what one is called."""

import html

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.community import circles
from stoa.community.circles.model import Audience, Kind
from tests.community.circles.makers import as_member, handle_of, make_friends, make_member, make_purchase
from tests.community.reviews.makers import make_review
from tests.people.sessions.makers import sign_in
from tests.shop.catalog.makers import make_mug

NOBODYS = "lena-k-00000000"


async def test_a_page_is_there_for_whom_its_owner_shows_it_to(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        lena = await make_member(tx, "Lena K.", page=Audience.FRIENDS)
        handle = await handle_of(tx, lena)
    nobody = await client.get(f"/people/{NOBODYS}")
    guest = await client.get(f"/people/{handle}")
    assert (guest.status_code, nobody.status_code) == (404, 404)
    assert guest.text.replace(handle, "") == nobody.text.replace(NOBODYS, "")
    me = await sign_in(client, db)
    assert (await client.get(f"/people/{handle}")).status_code == 404
    assert (await client.get(f"/api/people/{handle}")).json()["code"] == "no_such_member"
    async with db.writing() as tx:
        await make_friends(tx, me, lena)
    page = await client.get(f"/people/{handle}")
    assert page.status_code == 200
    assert "<h1>Lena K.</h1>" in page.text
    assert 'name="robots" content="noindex"' in page.text
    assert page.headers["cache-control"] == "private, no-store"
    assert "Secretname" not in page.text
    assert (await client.get(f"/api/people/{handle}")).json()["id"] == ids.show("per", lena)


async def test_the_owner_sees_the_page_as_others_do(client: httpx.AsyncClient, db: Database) -> None:
    me = await sign_in(client, db)
    await client.post("/account/showing/page", data={"byline": "Ada L.", "about": "I bake.\n\nMostly bread."})
    async with db.writing() as tx:
        handle = await handle_of(tx, me)
        await circles.show(tx, as_member(me), Kind.PAGE, Audience.CIRCLE)
    own = html.unescape((await client.get(f"/people/{handle}")).text)
    assert "This is your page" in own
    assert "<p>I bake.</p>" in own
    for who, text in (("stranger", "There is nobody here"), ("circle", "Ada L."), ("friend", "Ada L.")):
        page = (await client.get(f"/people/{handle}?as={who}")).text
        assert text in page, who
    assert "<p>I bake.</p>" not in (await client.get(f"/people/{handle}?as=stranger")).text
    client.cookies.clear()
    assert (await client.get(f"/people/{handle}?as=friend")).status_code == 404


async def test_what_cannot_stand_in_public_is_said_and_kept(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    answer = await client.post("/account/showing/page", data={"byline": "ada@example.com", "about": "<b>Hello</b>"})
    assert answer.status_code == 422
    assert "without a mail or web address" in answer.text
    assert "&lt;b&gt;Hello" in answer.text
    async with db.reading() as read:
        assert await read.value("select count(*) from circles.member") == 0


async def test_a_page_shows_what_is_had_to_whom_it_is_shown(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        lena = await make_member(tx, page=Audience.EVERYONE, purchases=Audience.EVERYONE)
        handle = await handle_of(tx, lena)
        await make_purchase(tx, lena)  # of a product that is not sold here any more
    page = await client.get(f"/people/{handle}")
    assert page.status_code == 200
    assert "Things they have" not in page.text


@pytest.mark.parametrize("handle", ["%00", "lena k", "x" * 300, "%F0%9F%8D%9E", "LENA"])
async def test_odd_handles_are_nobodys(client: httpx.AsyncClient, handle: str) -> None:
    assert (await client.get(f"/people/{handle}")).status_code == 404


async def test_what_somebody_reviewed_is_cut_between_words(client: httpx.AsyncClient, db: Database) -> None:
    text = "I have drunk from it every morning since spring and found nothing wrong. " * 6
    async with db.writing() as tx:
        lena = await make_member(tx, "Lena K.", page=Audience.EVERYONE, reviews=Audience.EVERYONE)
        await make_review(tx, await make_mug(tx), 4, text=text, by=as_member(lena))
        handle = await handle_of(tx, lena)
    page = html.unescape((await client.get(f"/people/{handle}")).text)
    assert " found nothing wrong. I have drunk from it …</a>" in page
