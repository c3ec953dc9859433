"""What was bought, as orders and returns tell it; and what was bought before anybody told."""

import html

import httpx

from stoa.base import jobs
from stoa.base.database import Database
from stoa.base.http.visits import SESSION_COOKIE
from stoa.community import circles
from stoa.community.circles.model import Audience, Kind, PersonId, PurchaseState
from stoa.people.permissions.model import Role, Visitor, granted
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders, returns, shipping
from stoa.shop.orders.model import Order
from stoa.shop.returns.model import Reason, Wanted
from tests.community.circles.makers import as_member, make_friends, make_member
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.shop.checkout.makers import buy, make_shop


async def state_of(db: Database, order: Order) -> list[str]:
    async with db.reading() as read:
        return [row["state"] for row in await read.rows("select state from circles.purchase where order_id = $1", order.id)]


async def deliver(db: Database, order: Order) -> None:
    async with db.writing() as tx:
        parcel = await shipping.ship(tx, SYSTEM, order.id, {line.id: line.quantity for line in order.lines}, "manual")
        await shipping.deliver(tx, SYSTEM, parcel)


async def test_a_purchase_goes_the_way_of_its_order(db: Database) -> None:
    async with db.writing() as tx:
        person, shop = await make_person(tx), await make_shop(tx)
    me = Visitor(person=person, permissions=granted({Role.SHOPPER}))
    kept, cancelled, guests = [(await buy(db, shop.variant, visitor=who)).order for who in (me, me, Visitor())]
    assert await state_of(db, kept) == []
    await jobs.drain(db)
    assert await state_of(db, kept) == ["placed"]
    async with db.writing() as tx:
        await orders.cancel(tx, me, cancelled.id, "changed_mind")
    await deliver(db, kept)
    await deliver(db, guests)
    await jobs.drain(db)
    assert (await state_of(db, kept), await state_of(db, cancelled), await state_of(db, guests)) == (["delivered"], ["cancelled"], [])
    async with db.writing() as tx:
        asked = await returns.ask(tx, me, kept.id, [Wanted(kept.lines[0].id, 1, Reason.CHANGED_MIND)], "", [])
        await returns.approve(tx, SYSTEM, asked[0])
        await returns.send(tx, me, asked[0])
        await returns.receive(tx, SYSTEM, asked[0], {kept.lines[0].id: 1}, {})
        await returns.refund(tx, SYSTEM, asked[0])
    await jobs.drain(db)
    assert await state_of(db, kept) == [PurchaseState.RETURNED.value]


async def test_what_was_bought_before_is_found_by_the_job_and_what_a_guest_bought_at_the_sign_in(db: Database) -> None:
    async with db.writing() as tx:
        person, shop = await make_person(tx, email="ada@example.com"), await make_shop(tx)
    me = Visitor(person=person, permissions=granted({Role.SHOPPER}))
    before, as_guest = [(await buy(db, shop.variant, visitor=who)).order for who in (me, Visitor())]
    await jobs.drain(db)
    async with db.writing() as tx:
        await tx.run("delete from circles.purchase")
    await jobs.kinds()["circles.fill"].handler(db, {})
    await jobs.kinds()["circles.fill"].handler(db, {})
    assert (await state_of(db, before), await state_of(db, as_guest)) == (["placed"], [])
    async with db.writing() as tx:
        await make_session(tx, person)
    assert await state_of(db, as_guest) == ["placed"]


async def test_who_of_my_circle_chose_it_stands_beside_the_sale(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
        me, lena = await make_person(tx), await make_member(tx, "Lena <K>", purchases=Audience.FRIENDS)
        await make_friends(tx, me, lena)
    order = (await buy(db, shop.variant, visitor=as_member(lena))).order
    await jobs.drain(db)
    page = f"/p/{shop.product.handle}"

    async def seen_by(person: PersonId | None) -> bool:
        client.cookies.clear()
        if person is not None:
            async with db.writing() as tx:
                client.cookies.set(SESSION_COOKIE, await make_session(tx, person))
        text = (await client.get(page)).text
        assert text.count("circle-chose") == text.count("Lena &lt;K&gt; of your circle chose this")
        return "circle-chose" in text

    assert not await seen_by(me)  # it has not arrived
    await deliver(db, order)
    await jobs.drain(db)
    assert await seen_by(me)
    assert not await seen_by(None)
    async with db.writing() as tx:
        stranger = await make_person(tx)
    assert not await seen_by(stranger)
    async with db.writing() as tx:
        await circles.show_purchase(tx, as_member(lena), order.lines[0].id, None, gift=True)
    assert not await seen_by(me)
    async with db.writing() as tx:
        await circles.show_purchase(tx, as_member(lena), order.lines[0].id, None)
        await circles.show(tx, as_member(lena), Kind.PURCHASES, Audience.NOBODY)
    assert not await seen_by(me)


async def test_a_persons_page_has_what_they_have_and_show(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
        lena = await make_member(tx, page=Audience.EVERYONE, purchases=Audience.EVERYONE, follows=Audience.EVERYONE)
        jon, hidden = await make_member(tx, "Jon", page=Audience.EVERYONE), await make_member(tx, "Hidden")
        await make_friends(tx, lena, jon)
        await make_friends(tx, lena, hidden)
        handle = await tx.value("select handle from circles.member where person_id = $1", lena)
    order = (await buy(db, shop.variant, visitor=as_member(lena))).order
    await deliver(db, order)
    await jobs.drain(db)
    text = html.unescape((await client.get(f"/people/{handle}")).text)
    assert "Things they have" in text
    assert f'href="/p/{shop.product.handle}"' in text
    assert "Whom they follow" in text
    assert ">Jon</a>" in text
    assert "Hidden" not in text
