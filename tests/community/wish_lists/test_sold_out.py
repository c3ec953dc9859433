"""What is sold out: it is promised and brought, looked out for, and never bought, claimed or paid together for nothing."""

import asyncio
import html

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.community.wish_lists import claim_store, claiming, pooling
from stoa.community.wish_lists.model import Claim, Role, View
from stoa.people.sessions.model import SYSTEM
from stoa.shop import carts, stock
from stoa.shop.carts.model import Cart
from stoa.shop.stock.model import OutOfStock
from tests.community.wish_lists.makers import RETURN, Wishes, a_part, contribute, guest, make_pool, make_wishes
from tests.people.sessions.makers import make_session
from tests.shop.checkout.makers import buy

pytestmark = pytest.mark.anyio


async def wishes_of(db: Database, **settings: object) -> Wishes:
    async with db.writing() as tx:
        return await make_wishes(tx, **settings)  # type: ignore[arg-type]


def at(wishes: Wishes) -> str:
    return f"/l/{wishes.secret}/entries/{ids.show('ent', wishes.entry.id)}"


async def claims(db: Database) -> int:
    async with db.reading() as read:
        counted: int = await read.value("select count(*) from wish_lists.claim")
        return counted


async def test_it_is_promised_and_brought_and_cannot_be_bought(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db, on_hand=0)
    shared = (await client.get(f"/l/{wishes.secret}")).text
    assert ("Sold out" in shared, "Promise it" in shared, "Give this" in shared) == (True, True, False)
    page = (await client.get(at(wishes))).text
    assert ("Sold out at the moment" in page, "Promise it and bring it" in page) == (True, True)
    assert ('value="buy"' in page, "Where it goes" in page) == (False, False)
    assert (await client.post(at(wishes), data={"name": "Ada", "how": "promise"})).status_code == 303
    assert await claims(db) == 1
    again = (await client.get(f"/l/{wishes.secret}")).text
    assert ("Promise it anew" in again, "Buy it now" in again) == (True, False)


@pytest.mark.parametrize(("language", "word"), [("", "Somebody was faster: this has just sold out."), ("/de", "Jemand war schneller")])
async def test_what_sells_out_between_the_page_and_the_press_is_not_claimed(
    client: httpx.AsyncClient, db: Database, language: str, word: str
) -> None:
    wishes = await wishes_of(db, on_hand=1)
    assert 'value="buy"' in (await client.get(at(wishes))).text
    await buy(db, wishes.shop.variant)
    refused = await client.post(language + at(wishes), data={"name": "Ada <3", "how": "buy", "to": "me"})
    assert refused.status_code == 409
    text = html.unescape(refused.text)
    assert word in text
    assert 'value="Ada <3"' in text
    assert ('value="buy"' in text, 'value="promise"' in text) == (False, True)
    assert await claims(db) == 0
    async with db.reading() as read:
        assert await read.value("select count(*) from carts.line l join carts.cart c on c.id = l.cart_id where c.order_id is null") == 0


async def test_of_two_who_buy_the_last_one_only_who_can_have_it_keeps_the_claim(db: Database) -> None:
    """The last one is held by a cart at its checkout: it may claim it again, another may not."""
    wishes = await wishes_of(db, quantity=2, on_hand=1)
    async with db.writing() as tx:
        mine, other = await carts.make(tx, "eu", "en"), await carts.make(tx, "eu", "en")
        await claiming.buy(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1, mine, send=True)
        await stock.hold(tx, mine.id, {wishes.shop.variant: 1}, None)
    start = asyncio.Barrier(2)

    async def press(number: int, cart: Cart) -> Claim | OutOfStock:
        await start.wait()
        try:
            async with db.writing() as tx:
                return await claiming.buy(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(number), "Ada", 1, cart, send=False)
        except OutOfStock as refused:
            return refused

    first, second = await asyncio.gather(press(1, mine), press(2, other))
    assert isinstance(first, Claim)
    assert isinstance(second, OutOfStock)
    assert second.facts["free"] == 0
    async with db.reading() as read:
        assert [one.id for one in await claim_store.of_entry(read, wishes.entry.id)] == [first.id]


async def test_what_lies_in_the_cart_already_counts(db: Database) -> None:
    wishes = await wishes_of(db, quantity=2, on_hand=2)
    async with db.writing() as tx:
        cart = await carts.make(tx, "eu", "en")
        await carts.add(tx, cart, wishes.shop.variant, 1)
    with pytest.raises(OutOfStock):
        async with db.writing() as tx:
            await claiming.buy(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 2, cart, send=False)
    assert await claims(db) == 0
    async with db.writing() as tx:
        await claiming.buy(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1, cart, send=False)


async def test_a_giver_looks_out_for_it_and_nobody_learns_of_it(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db, on_hand=0, view=View.ALL)
    assert "Look out for it" in (await client.get(at(wishes))).text
    for _ in range(2):
        assert (await client.post(f"{at(wishes)}/watch")).headers["location"] == at(wishes)
    page = (await client.get(at(wishes))).text
    assert ("You look out for it" in page, "Look out for it" in page) == (True, False)
    assert "Looking out" in (await client.get("/saved")).text
    async with db.writing() as tx:
        kept = await tx.rows(
            "select w.stock, w.price, w.out, l.kind from wish_lists.watch w join wish_lists.entry e on e.id = w.entry_id join wish_lists.list l on l.id = e.list_id"
        )
        assert [tuple(row) for row in kept] == [(True, False, True, "saved")]
        client.cookies.clear()
        client.cookies.set("stoa_session", await make_session(tx, wishes.person))
    assert (await client.post(f"{at(wishes)}/watch")).headers["location"] == at(wishes)
    owner = (await client.get(wishes.list.path)).text
    assert "taken care of" not in owner
    assert await claims(db) == 0
    async with db.writing() as tx:
        await stock.receive(tx, SYSTEM, {wishes.shop.variant: 3}, "came")
    await jobs.drain(db)
    async with db.reading() as read:
        assert await read.value("select count(*) from base.event where kind = 'wish_lists.CameBack'") == 2


async def test_programs_are_told_and_may_promise_it(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db, on_hand=0)
    seen = (await client.get(f"/api/shared-lists/{wishes.secret}")).json()["entries"][0]
    assert (seen["sold"], seen["in_stock"], seen["free"]) == (True, False, 1)
    made = await client.post(f"/api/shared-lists/{wishes.secret}/entries/{seen['id']}/claims", json={"name": "Ada"})
    assert made.status_code == 201


async def test_parts_wait_until_it_is_back(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db, on_hand=1, view=View.ALL)
    async with db.writing() as tx:
        pool = await make_pool(tx, wishes)
    await buy(db, wishes.shop.variant)
    path = f"/l/{wishes.secret}/pools/{ids.show('pol', pool)}"
    assert "Put together later" in (await client.get(f"/l/{wishes.secret}")).text
    page = (await client.get(path)).text
    assert ("Parts are taken as soon as" in page, "Look out for it" in page, 'name="amount"' in page) == (True, True, False)
    late = await client.post(path, data={"amount": "10", "name": "Ada", "email": "ada@example.com", "payment": "sandbox:tok_ok"})
    assert (late.status_code, "Somebody was faster: this has just sold out." in html.unescape(late.text)) == (409, True)
    body = {"amount": 1000, "name": "Ada", "email": "ada@example.com", "provider": "sandbox", "token": "tok_ok"}
    told = await client.post(f"/api/shared-lists/{wishes.secret}/pools/{ids.show('pol', pool)}/shares", json=body)
    assert (told.status_code, told.json()["code"]) == (409, "out_of_stock")
    shown = (await client.get(f"/api/shared-lists/{wishes.secret}")).json()["entries"][0]["pool"]
    assert shown["takes_parts"] is False
    async with db.reading() as read:
        assert await read.value("select count(*) from wish_lists.share") == 0


async def test_a_pool_that_has_begun_has_its_thing_and_its_owner_reads_that_it_is_paid_together(
    client: httpx.AsyncClient, db: Database
) -> None:
    wishes = await wishes_of(db, on_hand=1, view=View.TAKEN)
    async with db.writing() as tx:
        pool = await make_pool(tx, wishes)
        client.cookies.set("stoa_session", await make_session(tx, wishes.person))
    untouched = (await client.get(wishes.list.path)).text
    assert ("taken care of" in untouched, "Being paid together" in untouched) == (False, False)
    await contribute(db, wishes, pool, 1000)
    owner = (await client.get(wishes.list.path)).text
    assert ("taken care of" in owner, "Being paid together" in owner, '<p class="small hush">Ada</p>' in owner) == (False, True, False)
    client.cookies.clear()
    shared = (await client.get(f"/l/{wishes.secret}")).text
    assert ("Give a part" in shared, "Sold out" in shared) == (True, False)
    await contribute(db, wishes, pool, 1880, by=2)
    async with db.writing() as tx:
        client.cookies.set("stoa_session", await make_session(tx, wishes.person))
    full = (await client.get(wishes.list.path)).text
    assert ("One is taken care of" in full, "Being paid together" in full) == (True, False)


async def test_who_is_to_be_surprised_reads_the_same_whatever_is_paid(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db, view=View.NOTHING)
    async with db.writing() as tx:
        pool = await make_pool(tx, wishes)
        session = await make_session(tx, wishes.person)
    client.cookies.set("stoa_session", session)
    before = (await client.get(wishes.list.path)).text
    await pooling.contribute(db, wishes.list, pool, guest(), a_part(1000), "en", RETURN)
    await jobs.drain(db)
    assert (await client.get(wishes.list.path)).text == before
    assert "Being paid together" not in before


async def test_what_is_sold_out_cannot_be_put_together_for_anew(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db, on_hand=0)
    async with db.writing() as tx:
        client.cookies.set("stoa_session", await make_session(tx, wishes.person))
    entry = f"{wishes.list.path}/entries/{ids.show('ent', wishes.entry.id)}"
    assert "while it is in stock" in (await client.get(entry)).text
    assert (await client.post(f"{entry}/pool", data={})).status_code == 409
    assert "Add to cart" not in (await client.get(wishes.list.path)).text
    async with db.reading() as read:
        assert await read.value("select count(*) from wish_lists.pool") == 0
