"""Voucher codes that may be used so often: exactly so often, whoever comes at once, and not by orders that came to nothing."""

import asyncio

import httpx
import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people import privacy
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop import carts, checkout, orders, pricing
from stoa.shop.carts import codes
from stoa.shop.carts.model import Cart
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import OrderId
from stoa.shop.payments.model import PaymentDeclinedNow
from stoa.shop.pricing import offering, store, vouchers
from stoa.shop.pricing.model import CodeIsUsedUp, Kind, NewOffer, OfferId, UnfitOffer
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.shop.checkout.makers import RETURN, Shop, a_buyer, make_cart, make_shop
from tests.shop.checkout.test_pages import fill
from tests.shop.pricing.makers import make_offer

pytestmark = pytest.mark.anyio


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx, price=1000, on_hand=100)


async def limited(db: Database, **limits: int) -> OfferId:
    async with db.writing() as tx:
        return await make_offer(tx, code="FEW", value=100_000, **limits)


async def with_code(db: Database, shop: Shop, visitor: Visitor = GUEST) -> Cart:
    async with db.writing() as tx:
        cart = await make_cart(tx, shop.variant, 1, visitor)
        await codes.give(tx, cart, "few", visitor.person)
        found = await carts.current(tx, cart.token, visitor)
        assert found is not None
        return found


async def pay(db: Database, cart: Cart, visitor: Visitor = GUEST, email: str = "ada@example.com", token: str = "tok_ok") -> Placed:
    return await checkout.place(db, visitor, cart, a_buyer(token, email=email), RETURN)


async def uses(db: Database, offer: OfferId) -> int:
    async with db.reading() as read:
        return (await store.offers(read, [offer]))[0].uses


async def test_the_order_names_the_code_and_the_next_one_is_told(db: Database, shop: Shop) -> None:
    offer = await limited(db, most_uses=1)
    first, second = await with_code(db, shop), await with_code(db, shop)
    placed = await pay(db, first)
    assert (placed.order.codes, placed.order.subtotal.amount) == (["FEW"], 900)
    assert await uses(db, offer) == 1
    async with db.writing() as tx:
        seen = await carts.see(tx, second, GUEST)
        assert (seen.subtotal.amount, seen.used_up, seen.ended) == (1000, ["FEW"], ["FEW"])
        with pytest.raises(CodeIsUsedUp) as refused:
            await codes.give(tx, second, "few")
        assert refused.value.facts == {"code": "FEW", "yours": 0}
    with pytest.raises(CodeIsUsedUp):
        await pay(db, second, email="bo@example.com")
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 1
    assert await uses(db, offer) == 1


async def test_many_at_once_use_it_as_often_as_they_may(db: Database, shop: Shop) -> None:
    offer = await limited(db, most_uses=3)
    filled = [await with_code(db, shop) for _ in range(10)]
    results = await asyncio.gather(*(pay(db, cart, email=f"p{n}@example.com") for n, cart in enumerate(filled)), return_exceptions=True)
    placed = [one for one in results if isinstance(one, Placed)]
    assert [one.order.codes for one in placed] == [["FEW"]] * 3
    assert [one.order.subtotal.amount for one in placed] == [900] * 3
    assert {type(one) for one in results if not isinstance(one, Placed)} == {CodeIsUsedUp}
    assert await uses(db, offer) == 3


async def test_one_person_at_once_from_many_carts(db: Database, shop: Shop) -> None:
    offer = await limited(db, most_per_person=1)
    filled = [await with_code(db, shop) for _ in range(5)]
    results = await asyncio.gather(*(pay(db, cart, email=" Ada@example.com") for cart in filled), return_exceptions=True)
    assert [type(one) for one in results].count(Placed) == 1
    assert [one.facts for one in results if isinstance(one, CodeIsUsedUp)] == [{"code": "FEW", "yours": 1}] * 4
    assert await uses(db, offer) == 1
    await pay(db, await with_code(db, shop), email="bo@example.com")
    assert await uses(db, offer) == 2


async def test_a_member_is_told_in_the_cart(db: Database, shop: Shop) -> None:
    await limited(db, most_per_person=1)
    async with db.writing() as tx:
        ada, bo = [Visitor(person=await make_person(tx)) for _ in range(2)]
    cart = await with_code(db, shop, bo)
    await pay(db, await with_code(db, shop, ada), ada)
    async with db.writing() as tx:
        mine = await make_cart(tx, shop.variant, 1, ada)
        with pytest.raises(CodeIsUsedUp) as refused:
            await codes.give(tx, mine, "few", ada.person)
        assert refused.value.facts["yours"] == 1
        assert (await carts.see(tx, cart, bo)).used_up == []
    with pytest.raises(CodeIsUsedUp):
        await pay(db, cart, bo)  # another account, and the mail address of the first
    await pay(db, cart, bo, email="bo@example.com")


async def test_what_was_declined_has_used_nothing(db: Database, shop: Shop) -> None:
    offer = await limited(db, most_uses=1, most_per_person=1)
    cart = await with_code(db, shop)
    with pytest.raises(PaymentDeclinedNow):
        await pay(db, cart, token="tok_declined")
    assert await uses(db, offer) == 0
    await jobs.drain(db)
    assert await uses(db, offer) == 0
    assert (await pay(db, cart)).order.codes == ["FEW"]
    assert await uses(db, offer) == 1


@pytest.mark.parametrize(("taken", "left"), [(False, 0), (True, 1)])
async def test_it_is_given_back_by_what_is_cancelled_before_it_was_paid(db: Database, shop: Shop, taken: bool, left: int) -> None:
    offer = await limited(db, most_uses=1)
    placed = await pay(db, await with_code(db, shop))
    await jobs.drain(db)
    async with db.writing() as tx:
        await tx.run(
            "update payments.payment set state = $1, captured = case when $2 then amount else 0 end",
            "captured" if taken else "authorized",
            taken,
        )
        await orders.cancel(tx, GUEST, placed.order.id, "shopper")
    await jobs.drain(db)
    await jobs.drain(db)
    assert await uses(db, offer) == left
    async with db.writing() as tx:
        await pricing.vouchers.give_back(tx, OrderId(placed.order.id))
        await pricing.vouchers.give_back(tx, OrderId(placed.order.id))
    assert await uses(db, offer) == 0


async def test_a_checkout_holds_no_price_of_a_code_that_may_be_used_up(db: Database, shop: Shop) -> None:
    await limited(db, most_uses=5)
    cart = await with_code(db, shop)
    async with db.writing() as tx:
        draft = await checkout.begin(tx, GUEST, cart)
        assert draft.held == {shop.variant: 1000}
        await codes.take_out(tx, cart, ["FEW"])
        without = await carts.current(tx, cart.token, GUEST)
        assert without is not None
        assert (await checkout.bill(tx, GUEST, without, None, draft=draft)).seen.subtotal.amount == 1000


async def test_the_screens_say_it_and_nothing_is_ordered(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    await limited(db, most_uses=1)
    await fill(client, shop)
    await client.post("/cart/codes", data={"code": "few"})
    form = {
        "email": "ada@example.com",
        "name": "Ada Kahl",
        "line1": "Hafenstraße 12",
        "postal_code": "20095",
        "city": "Hamburg",
        "country": "DE",
    }
    await client.post("/checkout")
    await client.post("/checkout/address", data=form)
    await client.post("/checkout/delivery", data={"delivery": "standard"})
    page = await client.get("/checkout/pay")
    assert "€12.90" in page.text
    await pay(db, await with_code(db, shop), email="bo@example.com")
    refused = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok", "expected": "1290"})
    assert refused.status_code == 409
    assert "The code FEW is used up and was taken out: others were quicker." in refused.text
    assert "€13.90" in refused.text
    typed = await client.post("/cart/codes", data={"code": "few"})
    assert (typed.status_code, "The code FEW is used up." in typed.text) == (422, True)
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 1


async def test_the_desk_sets_and_shows_the_limits(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    async with db.writing() as tx:
        client.cookies.set(SESSION_COOKIE, await make_session(tx, await make_person(tx, roles={Role.MERCHANT})))
    form = {"reason-en": "Spring", "kind": "percent", "value": "10", "scope": "everything", "audience": "code", "code": "few", "market": ""}
    made = await client.post("/desk/offers", data={**form, "most_uses": "2", "most_per_person": "1", "do": "publish"})
    assert made.status_code == 303
    first, second = await pay(db, await with_code(db, shop)), await pay(db, await with_code(db, shop), email="bo@example.com")
    client.cookies.delete(SESSION_COOKIE)
    shown = await client.get(first.order.path)
    assert "With the voucher code FEW" in shown.text
    async with db.writing() as tx:
        client.cookies.set(SESSION_COOKIE, await make_session(tx, await make_person(tx, roles={Role.MERCHANT})))
    assert "2 of 2 used" in (await client.get("/desk/offers")).text
    assert "With the voucher code FEW" in (await client.get(f"/desk/orders/{second.order.shown_id}")).text
    path = made.headers["location"]
    fewer = await client.post(path, data={**form, "most_uses": "1", "do": "publish"})
    assert (fewer.status_code, "It has been used 2 times already." in fewer.text) == (422, True)
    assert (await client.post(path, data={**form, "most_uses": "3", "do": "publish"})).status_code == 303
    [one] = (await client.get("/api/admin/offers")).json()["items"]
    assert (one["most_uses"], one["most_per_person"], one["uses"]) == (3, None, 2)


async def test_only_codes_are_limited(db: Database, shop: Shop) -> None:
    async with db.writing() as tx:
        with pytest.raises(UnfitOffer) as refused:
            await offering.publish_offer(tx, SYSTEM, NewOffer(reason={"en": "x"}, kind=Kind.PERCENT, value=100_000, most_uses=3))
    assert [(one.pointer, one.code) for one in refused.value.errors] == [("/most_uses", "needs_a_code")]


async def test_who_used_it_is_told_and_forgotten(db: Database, shop: Shop) -> None:
    offer = await limited(db, most_per_person=1)
    async with db.writing() as tx:
        person = PersonId(await make_person(tx))
    ada = Visitor(person=person)
    await pay(db, await with_code(db, shop, ada), ada)
    async with db.writing() as tx:
        assert b"FEW" in await privacy.export(tx, person)
        await vouchers.forget(tx, person)
        assert await tx.value("select count(*) from pricing.use where person is not null or email is not null") == 0
    assert await uses(db, offer) == 1
