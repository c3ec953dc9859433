"""What a guest promised, who left no mail address: they see what became of it where they come back, by cookie and by the old link."""

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.community.wish_lists import actions, claiming, queries
from stoa.community.wish_lists import jobs as clock
from stoa.community.wish_lists.model import Claim, Role, Who
from stoa.people import privacy
from stoa.people.permissions.model import GUEST, SYSTEM
from stoa.shop import carts, checkout
from tests.community.wish_lists.makers import RETURN, Wishes, guest, make_wishes
from tests.community.wish_lists.test_promises_hold import letters
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.shop.checkout.makers import a_buyer

pytestmark = pytest.mark.anyio

GOES = ["take_down", "erase"]


async def promised(tx: Writing, by: int = 1) -> tuple[Wishes, Claim]:
    wishes = await make_wishes(tx, quantity=4)
    return wishes, await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(by), "Ada", 1)


async def goes(tx: Writing, wishes: Wishes, how: str) -> None:
    await (actions.take_down(tx, wishes.owner, wishes.list.id) if how == "take_down" else privacy.erase(tx, SYSTEM, wishes.person))


@pytest.mark.parametrize("how", GOES)
async def test_a_guest_sees_that_the_list_is_gone_by_cookie_and_by_the_link(client: httpx.AsyncClient, db: Database, how: str) -> None:
    async with db.writing() as tx:
        wishes, _ = await promised(tx)
    client.cookies.set("stoa_list", "guest-1")
    assert "You promised this until" in (await client.get("/promises")).text
    assert 'href="/promises"' in (await client.get("/saved")).text
    async with db.writing() as tx:
        await goes(tx, wishes, how)
        assert await letters(tx) == []  # nobody knows where to
    for path in (f"/l/{wishes.secret}", f"/l/{wishes.secret}/entries/{ids.show('ent', wishes.entry.id)}"):
        led = await client.get(path)
        assert (led.status_code, led.headers["location"]) == (303, "/promises?closed")
    shown = (await client.get("/promises?closed")).text
    assert "nothing is to be given any more" in shown
    assert "This link opens nothing any more" in shown
    assert "Edda" not in shown  # whose it was is for them to say
    [item] = (await client.get("/api/promises")).json()["items"]
    assert (item["gone"], item["bought"], item["path"], item["recipient"]) == (True, False, None, "")
    assert (await client.delete(f"/api/promises/{item['id']}")).status_code == 404  # there is nothing left to take back


@pytest.mark.parametrize("how", GOES)
async def test_to_everybody_else_the_link_was_never_one(client: httpx.AsyncClient, db: Database, how: str) -> None:
    async with db.writing() as tx:
        wishes, _ = await promised(tx)
        await goes(tx, wishes, how)
        other = await make_session(tx, await make_person(tx))
    for cookies in ({}, {"stoa_list": "guest-2"}, {"stoa_session": other}):
        client.cookies = httpx.Cookies(cookies)
        assert (await client.get(f"/l/{wishes.secret}")).status_code == 404
        assert (await client.get("/api/promises")).json() == {"items": []}
    client.cookies = httpx.Cookies({"stoa_list": "guest-1"})
    assert (await client.get(f"/l/{'x' * 32}")).status_code == 404


async def test_a_link_that_was_taken_back_leads_to_the_promise_which_can_be_given_up_there(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        wishes, claim = await promised(tx)
        await actions.revoke(tx, wishes.owner, wishes.list.id)
    client.cookies.set("stoa_list", "guest-1")
    assert (await client.get(f"/l/{wishes.secret}")).headers["location"] == "/promises?closed"
    assert "You promised this until" in (await client.get("/promises")).text
    ended = await client.post(f"/promises/{ids.show('clm', claim.id)}/end")
    assert ended.headers["location"] == "/promises"
    assert "You have promised nothing in this browser" in (await client.get("/promises")).text


async def test_what_is_a_members_is_seen_in_their_account_alone(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        _, claim = await promised(tx)
        person = await make_person(tx)
        await tx.run("update wish_lists.claim set person = $2 where id = $1", claim.id, person)
        session = await make_session(tx, person)
    client.cookies.set("stoa_list", "guest-1")
    assert (await client.get("/api/promises")).json() == {"items": []}
    client.cookies.set("stoa_session", session)
    assert (await client.get("/promises")).headers["location"] == "/account/lists#promises"
    assert len((await client.get("/api/promises")).json()["items"]) == 1


async def test_a_guest_who_bought_has_a_letter_and_a_trace(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        cart = await carts.make(tx, "eu", "en")
        await claiming.buy(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1, cart, send=False)
        cart = await carts.opened(tx, cart.token, GUEST)
    await checkout.place(db, GUEST, cart, a_buyer(), RETURN)
    await jobs.drain(db)
    async with db.writing() as tx:
        await goes(tx, wishes, "take_down")
        assert [one for one, _ in await letters(tx)] == ["wish_lists/gone"]
        [mine] = await queries.promises_of(tx, guest(), "en")
        assert (mine.bought, mine.gone) == (True, True)
        assert await queries.promises_of(tx, Who(), "en") == []


async def test_who_has_said_an_address_at_the_checkout_is_written_to(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    cart = await carts.make(tx, "eu", "de")
    await claiming.buy(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1, cart, send=False)
    await tx.run(
        "insert into checkout.draft (cart_id, market, email, held_until, began_at) values ($1, 'eu', 'ada@mail.example', $2, $2)",
        cart.id,
        tx.now,
    )
    await goes(tx, wishes, "take_down")
    assert await letters(tx) == [("wish_lists/gone", "ada@mail.example")]
    assert await tx.value("select language from mail.letter where template = 'wish_lists/gone'") == "de"


async def test_half_a_year_later_nothing_of_it_is_kept(tx: Writing) -> None:
    wishes, _ = await promised(tx)
    await goes(tx, wishes, "take_down")
    await tx.run("update wish_lists.list set removed_at = removed_at - interval '181 days' where id = $1", wishes.list.id)
    await clock.forget(tx, {})
    assert await tx.value("select count(*) from wish_lists.list where id = $1", wishes.list.id) == 0
    assert await queries.promises_of(tx, guest(), "en") == []
