"""Voucher codes in carts: given, shown with what they save, merged, ended, and never in the way of buying."""

import re
from datetime import timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop import carts, checkout, pricing
from stoa.shop.carts import codes, rules
from stoa.shop.carts.model import MOST_CODES, SeenCode, TooManyCodes
from stoa.shop.pricing.model import CodeIsOver, OfferId, UnknownCode
from tests.shop.checkout.makers import RETURN, a_buyer, make_cart, make_shop
from tests.shop.checkout.test_api import body
from tests.shop.checkout.test_pages import ADDRESS, Shop, fill
from tests.shop.pricing.makers import make_offer

some = st.lists(st.sampled_from("ABCDEFGH"), max_size=MOST_CODES, unique=True)


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


@pytest.fixture
async def welcome(db: Database, shop: Shop) -> OfferId:
    async with db.writing() as tx:
        return await make_offer(tx, code="welcome", value=100_000)


async def end(db: Database, offer: OfferId) -> None:
    async with db.writing() as tx:
        await pricing.end_offer(tx, SYSTEM, offer)


@given(some, some)
def test_merging_keeps_each_code_once_while_there_is_room(mine: list[str], found: list[str]) -> None:
    merged = rules.merge_codes(mine, found)
    both = {*mine, *found}
    assert len(merged) == len(set(merged)) == min(len(both), MOST_CODES)
    assert set(found) <= set(merged) <= both


async def test_a_code_lowers_the_cart_and_says_by_how_much(tx: Writing) -> None:
    shop = await make_shop(tx, price=1000)
    await make_offer(tx, code="Welcome 10", value=100_000)
    await make_offer(tx, code="OTHER", value=50_000)
    cart = await make_cart(tx, shop.variant, 3)
    for typed in ("welcome10", " WELCOME 10 ", "other"):
        await codes.give(tx, cart, typed)
    seen = await carts.see(tx, await carts.current(tx, cart.token, GUEST), GUEST)
    assert (seen.subtotal.amount, seen.ended) == (2700, [])
    assert seen.codes == [
        SeenCode(code="WELCOME10", lives=True, saves=Money(300, "EUR")),
        SeenCode(code="OTHER", lives=True, saves=Money(0, "EUR")),
    ]
    await codes.take_out(tx, cart, ["WELCOME10"])
    seen = await carts.see(tx, await carts.current(tx, cart.token, GUEST), GUEST)
    assert (seen.subtotal.amount, [one.code for one in seen.codes]) == (2850, ["OTHER"])


async def test_what_is_no_code_or_has_ended_is_refused_and_changes_nothing(tx: Writing) -> None:
    shop = await make_shop(tx)
    cart = await make_cart(tx, shop.variant)
    await make_offer(tx, code="COMING", from_at=tx.now + timedelta(days=1))
    gone = await make_offer(tx, code="GONE")
    for wrong in ("nothing", "COMING", "", "x" * 200, "nul\0"):
        with pytest.raises(UnknownCode):
            await codes.give(tx, cart, wrong)
    tx.now += timedelta(seconds=1)
    await pricing.end_offer(tx, SYSTEM, gone)
    tx.now += timedelta(seconds=1)
    with pytest.raises(CodeIsOver):
        await codes.give(tx, cart, "gone")
    assert (await carts.current(tx, cart.token, GUEST)).codes == []


async def test_the_sixth_code_is_refused(tx: Writing) -> None:
    shop = await make_shop(tx)
    cart = await make_cart(tx, shop.variant)
    for n in range(MOST_CODES + 1):
        await make_offer(tx, code=f"CODE{n}")
    for n in range(MOST_CODES):
        await codes.give(tx, cart, f"code{n}")
    with pytest.raises(TooManyCodes):
        await codes.give(tx, cart, f"code{MOST_CODES}")
    await codes.give(tx, cart, "code0")


async def test_signing_in_brings_the_codes_along(tx: Writing) -> None:
    shop, person = await make_shop(tx), Visitor(person=PersonId(ids.new()))
    for code in ("MINE", "FOUND"):
        await make_offer(tx, code=code)
    mine, found = await make_cart(tx, shop.variant, 1, person), await make_cart(tx, shop.variant)
    await codes.give(tx, mine, "mine")
    await codes.give(tx, found, "found")
    await codes.give(tx, found, "mine")
    await carts.merge(tx, person.person, found.token)
    assert (await carts.current(tx, None, person)).codes == ["FOUND", "MINE"]


async def test_the_order_costs_what_the_code_made_it(db: Database, shop: Shop, welcome: OfferId) -> None:
    async with db.writing() as tx:
        cart = await make_cart(tx, shop.variant, 2)
        await codes.give(tx, cart, "WELCOME")
    placed = await checkout.place(db, GUEST, cart, a_buyer(), RETURN)
    assert (placed.order.subtotal.amount, placed.order.total.amount) == (4482, 4872)


async def test_a_guest_gives_a_code_sees_what_it_saves_and_takes_it_out(client: httpx.AsyncClient, shop: Shop, welcome: OfferId) -> None:
    await fill(client, shop, 2)
    assert "Have a voucher code?" in (await client.get("/cart")).text
    assert (await client.post("/cart/codes", data={"code": " Welcome"})).headers["location"] == "/cart"
    page = (await client.get("/cart")).text
    assert "€44.82" in page
    assert "saves €4.98" in page
    assert "spart 4,98" in (await client.get("/de/cart")).text
    await client.post("/cart/codes/removal", data={"code": "WELCOME"})
    assert "€49.80" in (await client.get("/cart")).text


@pytest.mark.parametrize(
    ("typed", "said"), [("Wellcome", "We do not know the code “Wellcome”"), ("", "This is missing."), ("x" * 41, "40")]
)
async def test_a_wrong_code_is_shown_again_with_the_reason(client: httpx.AsyncClient, shop: Shop, typed: str, said: str) -> None:
    await fill(client, shop)
    answer = await client.post("/cart/codes", data={"code": typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert '<details class="voucher-fold" open>' in answer.text
    assert f'value="{typed}"' in answer.text
    assert "€24.90" in answer.text


async def test_a_code_that_ended_before_the_checkout_is_told_at_the_cart(
    client: httpx.AsyncClient, db: Database, shop: Shop, welcome: OfferId
) -> None:
    await fill(client, shop)
    await client.post("/cart/codes", data={"code": "WELCOME"})
    await end(db, welcome)
    assert "has ended, and saves nothing any more" in (await client.get("/cart")).text
    answer = await client.post("/checkout")
    assert answer.status_code == 409
    assert "The code WELCOME has ended and was taken out" in answer.text
    assert "€24.90" in answer.text
    assert (await client.post("/checkout")).headers["location"] == "/checkout/address"


async def test_a_code_that_ends_in_the_checkout_holds_as_long_as_its_prices_do(
    client: httpx.AsyncClient, db: Database, shop: Shop, welcome: OfferId
) -> None:
    await fill(client, shop)
    await client.post("/cart/codes", data={"code": "WELCOME"})
    await client.post("/checkout")
    await client.post("/checkout/address", data=ADDRESS)
    await client.post("/checkout/delivery", data={"delivery": "standard"})
    assert "WELCOME saves €2.49" in (await client.get("/checkout/pay")).text
    await end(db, welcome)
    held = re.search(r'name="expected" value="(\d+)"', (await client.get("/checkout/pay")).text)
    assert held is not None
    assert held[1] == "2631"
    async with db.writing() as tx:
        await tx.run("update checkout.draft set held_until = $1", tx.now - timedelta(seconds=1))
    refused = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok", "expected": held[1]})
    assert refused.status_code == 409
    assert "The code WELCOME has ended and was taken out" in refused.text
    assert "€28.80" in refused.text
    assert "Hafenstraße 12" in refused.text
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 0
    placed = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok", "expected": "2880"})
    assert placed.headers["location"].startswith("/orders/ord_")


async def test_codes_by_api(client: httpx.AsyncClient, db: Database, shop: Shop, welcome: OfferId) -> None:
    cart = (await client.post("/api/carts")).json()["id"]
    await client.put(f"/api/carts/{cart}/lines/{ids.show('var', shop.variant)}", json={"quantity": 1})
    given_ = await client.put(f"/api/carts/{cart}/codes/welcome")
    assert (given_.status_code, given_.json()["subtotal"]["amount"]) == (200, 2241)
    assert given_.json()["codes"] == [{"code": "WELCOME", "active": True, "saves": {"amount": 249, "currency": "EUR"}}]
    unknown = await client.put(f"/api/carts/{cart}/codes/nope")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_code")
    assert (await client.put(f"/api/carts/{ids.show('crt', ids.new())}/codes/welcome")).status_code == 404
    await end(db, welcome)
    assert (await client.get(f"/api/carts/{cart}")).json()["codes"][0]["active"] is False
    refused = await client.post(f"/api/carts/{cart}/checkout", json=body())
    assert (refused.status_code, refused.json()["code"]) == (409, "code_is_over")
    without = await client.delete(f"/api/carts/{cart}/codes/WELCOME")
    assert (without.status_code, without.json()["codes"], without.json()["subtotal"]["amount"]) == (200, [], 2490)
    assert (await client.post(f"/api/carts/{cart}/checkout", json=body())).status_code == 201
    assert (await client.put(f"/api/carts/{cart}/codes/welcome")).status_code == 404
