"""What is done once however often it is sent, and whose an answer is."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http import idempotency
from tests.api.test_conventions import a_key, carts, faults
from tests.conftest import ORIGIN
from tests.shop.checkout.makers import Shop, buy, make_shop

KEY = "9b2f6f0e-0c66-4f5e-8f31-6d1c3e6a3c55"


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


async def test_the_same_twice_is_done_once(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    first = await client.post("/api/carts", json={}, headers={"idempotency-key": KEY})
    again = await client.post("/api/carts", json={}, headers={"idempotency-key": KEY})
    assert (first.status_code, "idempotent-replayed" in first.headers) == (201, False)
    assert (again.status_code, again.content, again.headers["idempotent-replayed"]) == (201, first.content, "true")
    assert again.headers["content-type"] == first.headers["content-type"]
    assert again.headers["x-content-type-options"] == "nosniff"
    other = await client.post("/api/carts", json={"market": "eu"}, headers={"idempotency-key": KEY})
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert await carts(db) == 1


async def test_two_at_once_are_done_once(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    async def send() -> httpx.Response:
        return await client.post("/api/carts", json={}, headers={"idempotency-key": KEY})

    answers = await asyncio.gather(*[send() for _ in range(8)])
    made = [one for one in answers if one.status_code == 201]
    assert len({one.content for one in made}) == 1
    assert {one.json()["code"] for one in answers if one not in made} <= {"still_running"}
    assert {one.status_code for one in answers} <= {201, 409}
    assert await carts(db) == 1


async def test_only_one_of_two_claims_a_key(db: Database) -> None:
    async def claim() -> str:
        try:
            return "claimed" if await idempotency.begin(db, "POST /x", "k", b"same") is None else "answered"
        except idempotency.StillRunning:
            return "running"

    assert sorted(await asyncio.gather(*[claim() for _ in range(6)])) == ["claimed", *["running"] * 5]


@pytest.mark.parametrize(("key", "code"), [("x" * 256, "too_long"), ("", "required"), ("schlüssel".encode("latin-1"), "invalid")])
async def test_a_key_that_is_none(client: httpx.AsyncClient, db: Database, shop: Shop, key: str | bytes, code: str) -> None:
    answer = await client.post("/api/carts", json={}, headers={"idempotency-key": key})
    assert (answer.status_code, answer.json()["code"], faults(answer)) == (422, "bad_key", {"/Idempotency-Key": code})
    assert await carts(db) == 0
    assert (await client.post("/api/carts", json={}, headers={"idempotency-key": "x" * 255})).status_code == 201


async def test_a_key_whose_process_died_is_taken_over(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    await client.post("/api/carts", json={}, headers={"idempotency-key": KEY})
    async with db.writing() as tx:
        await tx.run("update base.idempotency set status = null, headers = null, body = null")
    again = await client.post("/api/carts", json={}, headers={"idempotency-key": KEY})
    assert (again.status_code, again.json()["code"]) == (409, "still_running")
    async with db.writing() as tx:
        await tx.run("update base.idempotency set begun_at = begun_at - $1::interval", idempotency.ABANDONED + timedelta(seconds=1))
    taken = await client.post("/api/carts", json={}, headers={"idempotency-key": KEY})
    assert (taken.status_code, "idempotent-replayed" in taken.headers) == (201, False)


@pytest.mark.parametrize(("status", "kept"), [(201, 1), (409, 1), (422, 1), (429, 0), (500, 0), (503, 0)])
async def test_what_may_be_tried_again_is_not_kept(db: Database, status: int, kept: int) -> None:
    assert await idempotency.begin(db, "POST /x", "k", b"d") is None
    await idempotency.finish(db, "POST /x", "k", status, [(b"content-type", b"text/plain"), (b"x-other", b"1")], b"said")
    async with db.reading() as read:
        assert await read.value("select count(*) from base.idempotency") == kept
    found = await idempotency.begin(db, "POST /x", "k", b"d")
    assert (found and (found.status, found.headers, found.body)) == ((status, [["content-type", "text/plain"]], b"said") if kept else None)


async def test_a_key_is_one_identitys_own(client: httpx.AsyncClient, app: Any, db: Database, shop: Shop) -> None:
    mine = await client.post("/api/carts", json={}, headers={"idempotency-key": KEY})
    _, secret = await a_key(db, "orders.read")
    theirs = await client.post("/api/carts", json={}, headers={"idempotency-key": KEY, "authorization": f"Bearer {secret}"})
    elsewhere = httpx.ASGITransport(app=app, client=("10.9.8.7", 1))
    async with httpx.AsyncClient(transport=elsewhere, base_url=ORIGIN) as other:
        guests = await other.post("/api/carts", json={}, headers={"idempotency-key": KEY})
    assert len({one.json()["id"] for one in (mine, theirs, guests)}) == 3


async def test_a_guest_of_whom_nothing_is_known_needs_a_key_that_nobody_else_thinks_of(
    client: httpx.AsyncClient, db: Database, shop: Shop
) -> None:
    for key in ("1", "x" * 15):
        answer = await client.post("/api/carts", json={"market": "eu"}, headers={"idempotency-key": key})
        assert (answer.status_code, answer.json()["code"], faults(answer)) == (422, "bad_key", {"/Idempotency-Key": "too_short"})
        assert " 16 to 255 printable ASCII characters" in answer.json()["detail"]
        assert answer.json()["errors"][0]["detail"] == "At least 16 characters, please."
    assert await carts(db) == 0
    cart = (await client.post("/api/carts", json={}, headers={"idempotency-key": "x" * 16})).json()["id"]
    line = f"/api/carts/{cart}/lines/{ids.show('var', shop.variant)}"
    first = await client.put(line, json={"quantity": 1}, headers={"idempotency-key": "1"})
    again = await client.put(line, json={"quantity": 1}, headers={"idempotency-key": "1"})
    assert (first.status_code, again.headers["idempotent-replayed"]) == (200, "true"), "a cart's id says who asks"
    empty = await client.put(line, json={"quantity": 1}, headers={"idempotency-key": ""})
    assert empty.json()["detail"] == "An idempotency key is 1 to 255 printable ASCII characters. Nothing was done."


@pytest.mark.parametrize("shown", ["query", "header"])
async def test_an_orders_key_says_who_asks(client: httpx.AsyncClient, db: Database, shop: Shop, shown: str) -> None:
    placed = await buy(db, shop.variant, quantity=2)
    path = f"/api/orders/{placed.order.shown_id}/cancellation"

    async def ask(key: str | None) -> httpx.Response:
        params = {"key": key} if key and shown == "query" else {}
        more = {"order-key": key} if key and shown == "header" else {}
        return await client.post(path, json={}, params=params, headers={"idempotency-key": KEY, **more})

    first, again = await ask(placed.order.key), await ask(placed.order.key)
    assert (first.status_code, again.status_code, again.headers["idempotent-replayed"]) == (201, 201, "true"), first.text
    for wrong in ("wrong", None):
        stranger = await ask(wrong)
        assert (stranger.status_code, "idempotent-replayed" in stranger.headers) == (404, False)
        assert placed.order.shown_id not in stranger.text.replace(path, "")


async def test_another_query_is_another_request(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    first = await client.post("/api/carts?a=1", json={}, headers={"idempotency-key": KEY})
    other = await client.post("/api/carts?a=2", json={}, headers={"idempotency-key": KEY})
    assert (first.json()["code"], other.json()["code"]) == ("unknown_parameter", "key_reused")
