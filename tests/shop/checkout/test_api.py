"""Buying by API, by the names and answers that were promised."""

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, statements
from tests.shop.checkout.makers import Shop, make_shop

ADDRESS = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx, on_hand=2)


async def fill(client: httpx.AsyncClient, shop: Shop, quantity: int = 1) -> str:
    cart = (await client.post("/api/carts")).json()["id"]
    answer = await client.put(f"/api/carts/{cart}/lines/{ids.show('var', shop.variant)}", json={"quantity": quantity})
    assert answer.status_code == 200
    return cart


def body(token: str = "tok_ok", **overrides: object) -> dict[str, object]:
    return {"email": "ada@example.com", "shipping_address": ADDRESS, "payment": {"provider": "sandbox", "token": token}, **overrides}


async def test_a_cart_becomes_an_order(client: httpx.AsyncClient, shop: Shop) -> None:
    cart = await fill(client, shop, 2)
    seen = (await client.get(f"/api/carts/{cart}")).json()
    assert seen["subtotal"] == {"amount": 4980, "currency": "EUR"}
    assert seen["lines"][0]["available"] == 2
    placed = await client.post(f"/api/carts/{cart}/checkout", json=body())
    assert placed.status_code == 201
    order = placed.json()
    assert (order["state"], order["payment_state"], order["total"]) == ("open", "authorized", {"amount": 5370, "currency": "EUR"})
    by_key = await client.get(f"/api/orders/{order['id']}", params={"key": order["key"]})
    assert by_key.json()["number"] == order["number"]
    for key in ("", "wrong"):
        answer = await client.get(f"/api/orders/{order['id']}", params={"key": key})
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_order")


async def test_where_tax_is_added_the_parts_make_the_total(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    async with db.writing() as tx:
        await tx.run("update pricing.market set tax_mode = 'exclusive'")
    order = (await client.post(f"/api/carts/{await fill(client, shop)}/checkout", json=body())).json()
    parts = [order[name]["amount"] for name in ("subtotal", "shipping", "tax", "total")]
    assert parts == [2490, 390, 547, 3427]
    page = (await client.get(order["link"])).text
    assert "€24.90" in page
    assert "€3.90" in page
    assert "Plus €5.47 VAT 19 %, in the total" in page
    await jobs.drain(db)
    async with db.reading() as read:
        letter = await read.value("select html from mail.letter where subject like 'Your order%'")
    assert [amount in letter for amount in ("€24.90", "€3.90", "€5.47", "€34.27")] == [True] * 4


@pytest.mark.parametrize(
    ("token", "status", "state"), [("tok_challenge", 202, "challenge"), ("tok_timeout", 202, "unknown"), ("tok_twice", 201, "authorized")]
)
async def test_what_the_provider_says_is_passed_on(client: httpx.AsyncClient, shop: Shop, token: str, status: int, state: str) -> None:
    answer = await client.post(f"/api/carts/{await fill(client, shop)}/checkout", json=body(token))
    assert (answer.status_code, answer.json()["payment_state"]) == (status, state)
    assert (answer.json()["challenge_url"] is not None) == (token == "tok_challenge")


async def test_a_declined_payment_is_402_and_the_cart_stays(client: httpx.AsyncClient, shop: Shop) -> None:
    cart = await fill(client, shop)
    answer = await client.post(f"/api/carts/{cart}/checkout", json=body("tok_declined"))
    assert (answer.status_code, answer.json()["code"]) == (402, "payment_declined")
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await client.post(f"/api/carts/{cart}/checkout", json=body())).status_code == 201


async def test_the_last_unit_is_409_for_the_second(client: httpx.AsyncClient, shop: Shop) -> None:
    first, second = await fill(client, shop, 2), await fill(client, shop, 1)
    assert (await client.post(f"/api/carts/{first}/checkout", json=body())).status_code == 201
    answer = await client.post(f"/api/carts/{second}/checkout", json=body())
    assert (answer.status_code, answer.json()["code"]) == (409, "out_of_stock")
    assert answer.json()["facts"] == {"free": 0, "variant": ids.show("var", shop.variant)}


async def test_another_way_than_was_asked_for_is_not_taken(client: httpx.AsyncClient, shop: Shop) -> None:
    cart = await fill(client, shop)
    answer = await client.post(f"/api/carts/{cart}/checkout", json=body(shipping_option="by-balloon"))
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_option")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/shipping_option"]
    offered = answer.json()["facts"]["options"].split(", ")
    taken = await client.post(f"/api/carts/{cart}/checkout", json=body(shipping_option=offered[-1]))
    assert (taken.status_code, taken.json()["shipping_option"]) == (201, offered[-1])


async def test_every_wrong_field_is_named_at_once(client: httpx.AsyncClient, shop: Shop) -> None:
    wrong = body(email="nobody", shipping_address={**ADDRESS, "postal_code": "X", "country": "ZZ"})
    answer = await client.post(f"/api/carts/{await fill(client, shop)}/checkout", json=wrong)
    assert answer.status_code == 422
    assert {error["pointer"] for error in answer.json()["errors"]} >= {"/email", "/shipping_address/country"}


async def test_the_same_key_is_answered_the_same_and_done_once(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    cart = await fill(client, shop)
    headers = {"idempotency-key": "one"}
    first = await client.post(f"/api/carts/{cart}/checkout", json=body(), headers=headers)
    again = await client.post(f"/api/carts/{cart}/checkout", json=body(), headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotent-replayed"] == "true"
    other = await client.post(f"/api/carts/{cart}/checkout", json=body(email="eve@example.com"), headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 1


async def test_another_cart_is_not_found_by_guessing(client: httpx.AsyncClient, shop: Shop) -> None:
    await fill(client, shop)
    for wrong in ("crt_01h455vb4pex5vsknk084sn02q", "ord_01h455vb4pex5vsknk084sn02q", "x"):
        assert (await client.get(f"/api/carts/{wrong}")).status_code == 404


async def test_a_purchase_takes_a_known_number_of_statements(client: httpx.AsyncClient, shop: Shop) -> None:
    token = statements.set(seen := [])
    try:
        cart = await fill(client, shop)
        before = len(seen)
        assert (await client.post(f"/api/carts/{cart}/checkout", json=body())).status_code == 201
    finally:
        statements.reset(token)
    assert (before, len(seen) - before) == (11, 41)
