"""A cart that goes to somebody else's address: it arrives there, and its buyer never sees where that is."""

import httpx
import msgspec
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.people import privacy, profiles
from stoa.people.permissions.model import Role, Visitor, granted
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId
from stoa.shop import carts, checkout, orders, shipping
from stoa.shop.carts.model import Cart, ShipTo
from stoa.shop.checkout.model import AddressIsGone
from stoa.shop.returns.model import AddressIsHidden
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import HOME, RETURN, Shop, a_buyer, make_cart, make_shop

pytestmark = pytest.mark.anyio
HERS = Address(name="Edda Verborgen", line1="Geheimgasse 7", city="Lüneburg", postal_code="21335", country="DE")
SECRETS = ("Edda Verborgen", "Geheimgasse", "neburg", "21335")
CARRIED = "JD0001"


async def make_gift(tx: Writing) -> tuple[Shop, Cart, PersonId]:
    shop = await make_shop(tx)
    person = await make_person(tx)
    address = await profiles.add_address(tx, person, HERS)
    cart = await make_cart(tx, shop.variant)
    await carts.send_to(tx, cart, ShipTo(person, address, "Edda’s address"))
    return shop, await carts.opened(tx, cart.token, GUEST), person


def hides(text: str) -> bool:
    return not any(secret in text for secret in SECRETS)


async def test_a_guest_buys_a_gift_in_the_same_screens_and_sees_no_address(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        _, cart, person = await make_gift(tx)
    client.cookies.set("stoa_cart", str(cart.token))
    pages = [await client.get("/cart")]
    begun = await client.post("/checkout")
    assert begun.headers["location"] == "/checkout/address"
    pages.append(await client.get("/checkout/address"))
    assert 'name="line1"' not in pages[-1].text
    assert (await client.get("/checkout/pay")).headers["location"] == "/checkout"
    assert (await client.post("/checkout/address", data={"email": "nobody"})).status_code == 422
    said = await client.post("/checkout/address", data={"email": "ada@example.com"})
    assert said.headers["location"] == "/checkout/delivery"
    assert hides((await client.get("/checkout/delivery")).text)
    pages.append(await client.get("/checkout/pay"))
    placed = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
    assert placed.headers["location"].startswith("/orders/ord_")
    await jobs.drain(db)
    pages.append(await client.get(placed.headers["location"]))
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert [page.url for page in pages if not hides(page.text)] == []
    assert all("Edda’s address" in page.text for page in pages)
    order_id = placed.headers["location"].partition("?")[0].rpartition("/")[2]
    key = placed.headers["location"].partition("key=")[2]
    told = await client.get(f"/api/orders/{order_id}", params={"key": key})
    assert hides(told.text)
    assert told.json()["shipping_address"]["name"] == "Edda’s address"
    for rest in ("invoice", "address", "cancellation", "return"):
        assert hides((await client.get(f"/orders/{order_id}/{rest}", params={"key": key})).text), rest
    async with db.reading() as read:
        order = await orders.get(read, ids.parse("ord", order_id))  # type: ignore[arg-type]
        letters = await read.rows("select * from mail.letter")
    assert (order.shipping_address, order.recipient_id, order.billing_address) == (HERS, person, None)
    assert len(letters) == 1
    assert hides(str(dict(letters[0])))


async def test_a_parcel_on_its_way_does_not_tell_where_it_goes(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        _, cart, _ = await make_gift(tx)
    order = (await checkout.place(db, GUEST, cart, a_buyer(address=None), RETURN)).order
    await jobs.drain(db)
    async with db.writing() as tx:
        await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 1}, "DHL", CARRIED)
        shipment = await tx.value("select id from shipping.shipment")
        await tx.run("insert into shipping.scan (shipment_id, at, kind, place) values ($1, $2, 'in_transit', 'Lüneburg')", shipment, tx.now)
    await jobs.drain(db)
    page = await client.get(f"/orders/{order.shown_id}", params={"key": order.key})
    assert page.status_code == 200
    assert hides(page.text)
    assert CARRIED not in page.text
    async with db.reading() as read:
        letters = [str(dict(row)) for row in await read.rows("select * from mail.letter")]
    assert [letter for letter in letters if not hides(letter) or CARRIED in letter] == []


async def test_the_staff_sees_it_and_the_buyer_cannot_change_it(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        _, cart, _ = await make_gift(tx)
    order = (await checkout.place(db, GUEST, cart, a_buyer(address=None), RETURN)).order
    answer = await client.put(
        f"/api/orders/{order.shown_id}/shipping-address",
        params={"key": order.key},
        json=msgspec.structs.asdict(HOME),
        headers={"order-key": order.key},
    )
    assert (answer.status_code, answer.json()["code"]) == (409, AddressIsHidden.code)
    async with db.reading() as read:
        merchant = Visitor(person=PersonId(ids.new()), permissions=granted({Role.MERCHANT}))
        assert (await orders.find(read, order.id, merchant)).shipping_address == HERS
    await sign_in(client, db, Role.MERCHANT)
    assert "Geheimgasse" in (await client.get(f"/desk/orders/{order.shown_id}")).text


async def test_it_can_be_sent_to_oneself_instead(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        _, cart, _ = await make_gift(tx)
    client.cookies.set("stoa_cart", str(cart.token))
    await client.post("/checkout")
    assert (await client.post("/cart/destination")).headers["location"] == "/cart"
    assert "Edda" not in (await client.get("/cart")).text
    await client.post("/checkout")
    form = {"email": "ada@example.com", **msgspec.structs.asdict(HOME)}
    assert (await client.post("/checkout/address", data=form)).headers["location"] == "/checkout/delivery"
    placed = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
    assert "Hafenstraße" in (await client.get(placed.headers["location"])).text


async def test_an_address_that_is_gone_is_told_and_nothing_is_ordered(db: Database) -> None:
    async with db.writing() as tx:
        _, cart, person = await make_gift(tx)
        await profiles.forget(tx, person)
    with pytest.raises(AddressIsGone):
        await checkout.place(db, GUEST, cart, a_buyer(address=None), RETURN)
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 0


async def test_by_api_nobody_says_where_it_goes(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        shop, cart, _ = await make_gift(tx)
        own = await make_cart(tx, shop.variant)
    body = {"email": "ada@example.com", "payment": {"provider": "sandbox", "token": "tok_ok"}}
    seen = (await client.get(f"/api/carts/{cart.shown_id}")).json()
    assert seen["ship_to"] == "Edda’s address"
    placed = await client.post(f"/api/carts/{cart.shown_id}/checkout", json=body)
    assert placed.status_code == 201
    assert hides(placed.text)
    missing = await client.post(f"/api/carts/{own.shown_id}/checkout", json=body)
    assert (missing.status_code, missing.json()["errors"][0]["pointer"]) == (422, "/shipping_address")


async def test_the_recipient_takes_along_and_forgets_where_it_went(db: Database) -> None:
    async with db.writing() as tx:
        _, cart, person = await make_gift(tx)
    order = (await checkout.place(db, GUEST, cart, a_buyer(address=None), RETURN)).order
    await jobs.drain(db)
    async with db.writing() as tx:
        assert b"Geheimgasse" in await privacy.export(tx, person)
        await orders.cancel(tx, GUEST, order.id, "changed my mind")
        await privacy.erase(tx, SYSTEM, person)
        kept = await orders.get(tx, order.id)
    assert kept.shipping_address is not None
    assert (kept.shipping_address.line1, kept.shipping_address.city, kept.recipient_id) == ("", "", None)
    assert kept.email == "ada@example.com"
