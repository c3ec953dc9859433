"""The checkout as a guest without scripts sees it."""

import re

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, statements
from stoa.outside import mail
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, returns, stock
from tests.shop.checkout.makers import Shop, make_shop
from tests.shop.returns.makers import make_paid

ADDRESS = {
    "email": "Ada@Example.com",
    "name": "Ada Kahl",
    "line1": "Hafenstraße 12",
    "postal_code": "20095",
    "city": "Hamburg",
    "country": "DE",
}


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


async def fill(client: httpx.AsyncClient, shop: Shop, quantity: int = 1, prefix: str = "") -> httpx.Response:
    return await client.post(f"{prefix}/cart/lines", data={"variant": ids.show("var", shop.variant), "quantity": str(quantity)})


async def to_pay(client: httpx.AsyncClient, shop: Shop) -> None:
    await fill(client, shop)
    assert (await client.post("/checkout")).headers["location"] == "/checkout/address"
    assert (await client.post("/checkout/address", data=ADDRESS)).headers["location"] == "/checkout/delivery"
    assert (await client.post("/checkout/delivery", data={"delivery": "standard"})).headers["location"] == "/checkout/pay"


async def test_a_guest_buys_in_three_screens(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    assert (await fill(client, shop, 2)).headers["location"] == "/cart"
    cart = await client.get("/cart")
    assert cart.status_code == 200
    assert "Wide mug" in cart.text
    assert "€49.80" in cart.text
    assert (await client.post("/checkout")).headers["location"] == "/checkout/address"
    assert (await client.get("/checkout/address")).status_code == 200
    assert (await client.post("/checkout/address", data=ADDRESS)).headers["location"] == "/checkout/delivery"
    delivery = await client.get("/checkout/delivery")
    assert "€3.90" in delivery.text
    assert (await client.post("/checkout/delivery", data={"delivery": "standard"})).headers["location"] == "/checkout/pay"
    pay = await client.get("/checkout/pay")
    assert "€53.70" in pay.text
    expected = re.search(r'name="expected" value="(\d+)"', pay.text)
    assert expected is not None
    placed = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok", "expected": expected[1]})
    assert placed.status_code == 303
    order = await client.get(placed.headers["location"])
    assert order.status_code == 200
    assert "Wide mug" in order.text
    assert "Hafenstraße 12" in order.text
    await jobs.drain(db)
    assert "Your cart is empty" in (await client.get("/cart")).text


async def test_the_order_is_opened_by_its_key_alone(client: httpx.AsyncClient, shop: Shop) -> None:
    await to_pay(client, shop)
    path = (await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})).headers["location"]
    bare = path.partition("?")[0]
    assert (await client.get(path)).status_code == 200
    for wrong in (bare, f"{bare}?key=", f"{bare}?key=x", "/orders/ord_01h455vb4pex5vsknk084sn02q", "/orders/nonsense"):
        answer = await client.get(wrong)
        assert answer.status_code == 404
        assert "Hafenstraße" not in answer.text


async def test_a_wrong_address_keeps_what_was_typed_and_names_the_fields(client: httpx.AsyncClient, shop: Shop) -> None:
    await fill(client, shop)
    await client.post("/checkout")
    answer = await client.post("/checkout/address", data={**ADDRESS, "email": "nobody", "postal_code": "ABC"})
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">([^:<]+: [^<]+)</a>', answer.text) == [
        ("email", "Email: This does not look like a mail address, such as ada@example.com."),
        ("postal_code", "Postcode: That is no postcode there. It looks like 10115."),
    ]
    assert "Hafenstraße 12" in answer.text
    assert 'id="email-error"' in answer.text
    assert 'id="postal_code-error"' in answer.text
    assert 'id="city-error"' not in answer.text


async def test_a_declined_card_leads_back_to_the_last_screen_with_everything_kept(client: httpx.AsyncClient, shop: Shop) -> None:
    await to_pay(client, shop)
    declined = await client.post("/checkout/place", data={"payment": "sandbox:tok_declined"})
    assert declined.status_code == 402
    assert "declined the payment" in declined.text
    assert "Hafenstraße 12" in declined.text
    assert (await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})).headers["location"].startswith("/orders/")


async def test_pressing_pay_twice_leads_to_the_same_order(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    await to_pay(client, shop)
    first = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
    second = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
    assert second.headers["location"] == first.headers["location"]
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 1


async def test_what_sold_out_meanwhile_is_told_in_the_cart(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    await fill(client, shop, 3)
    async with db.writing() as tx:
        await tx.run("update stock.item set on_hand = 2")
        await tx.run(
            "insert into stock.movement (item_id, on_hand, allocated, reason, actor, at) select id, -8, 0, 'counted', 'test', $1 from stock.item",
            tx.now,
        )
    answer = await client.post("/checkout")
    assert answer.status_code == 409
    assert "only 2 are left" in answer.text


async def test_the_cart_speaks_german(client: httpx.AsyncClient, shop: Shop) -> None:
    assert (await fill(client, shop, prefix="/de")).headers["location"] == "/de/cart"
    page = await client.get("/de/cart")
    assert "Ihr Warenkorb" in page.text
    assert "24,90\u00a0€" in page.text


async def test_a_form_from_another_site_is_refused(client: httpx.AsyncClient, shop: Shop) -> None:
    data = {"variant": ids.show("var", shop.variant)}
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "", "sec-fetch-site": "cross-site"}):
        answer = await client.post("/cart/lines", data=data, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


async def test_a_last_piece_in_the_checkout_is_not_sold_out_to_whoever_has_it(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    async with db.writing() as tx:
        await stock.count_again(tx, SYSTEM, {shop.variant: 1})
    await to_pay(client, shop)
    assert "sold out" not in (await client.get("/cart")).text.lower()
    assert (await client.post("/checkout")).headers["location"] == "/checkout/pay"
    assert (await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})).headers["location"].startswith("/orders/ord_")


async def test_where_nothing_is_sent_any_more_is_said_where_another_address_is_typed(
    client: httpx.AsyncClient, db: Database, shop: Shop
) -> None:
    await to_pay(client, shop)
    async with db.writing() as tx:
        await tx.run("update shipping.zone set countries = array['AT']")
    answer = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
    assert answer.status_code == 409
    assert 'name="line1"' in answer.text
    assert "Hafenstraße 12" in answer.text
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 0


async def test_a_purchase_takes_a_known_number_of_statements(client: httpx.AsyncClient, shop: Shop) -> None:
    await fill(client, shop)
    counts = []
    steps = [("", {}), ("/address", ADDRESS), ("/delivery", {"delivery": "standard"}), ("/place", {"payment": "sandbox:tok_ok"})]
    for step, said in steps:
        token = statements.set(seen := [])
        try:
            assert (await client.post(f"/checkout{step}", data=said)).status_code == 303
        finally:
            statements.reset(token)
        counts.append(len(seen))
    assert counts == [13, 14, 13, 42]


async def test_who_confirms_after_cancelling_comes_back_to_the_order(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    await to_pay(client, shop)
    await client.post("/checkout/place", data={"payment": "sandbox:tok_challenge"})
    async with db.writing() as tx:
        order = await orders.get(tx, await tx.value("select id from orders.order"))
        await returns.cancel(tx, GUEST, order.id)
    await jobs.drain(db)
    back = await client.get(f"/checkout/back/{order.shown_id}")
    assert (back.status_code, back.headers["location"]) == (303, order.path)
    assert "what was set aside is let go" in (await client.get(order.path)).text
    client.cookies.clear()
    assert (await client.get(f"/checkout/back/{order.shown_id}")).headers["location"] == "/cart"


async def test_the_letter_says_what_was_cancelled_before_it_was_agreed(db: Database, shop: Shop) -> None:
    async with db.writing() as tx:
        order = await make_paid(tx, 3)
        await orders.cancel(tx, SYSTEM, order.id, "sold_out", {order.lines[0].id: 1})
        await mail.post(tx, order.email, "checkout/placed", "en", {"order": await orders.get(tx, order.id), "number": "1"}, "placed")
        said = await tx.value("select text from mail.letter where template = 'checkout/placed' order by id desc limit 1")
    for words in ("Ordered", "€75.90", "Cancelled", "-€24.00", "€51.90"):
        assert words in said
