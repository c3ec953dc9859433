"""Cancelling, changing, returning and refunding by API."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from stoa.shop import orders, payments
from stoa.shop.orders.model import Order, State
from tests.people.sessions.makers import sign_in
from tests.shop.returns.makers import make_paid
from tests.shop.shipping.makers import a_rate, a_zone, make_zone

pytestmark = pytest.mark.anyio


async def _paid(db: Database, *quantities: int, **overrides: object) -> Order:
    async with db.writing() as tx:
        await make_zone(tx, a_zone(rates=[a_rate()]))
        return await make_paid(tx, *quantities, **overrides)


async def test_an_order_is_cancelled_by_its_key(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 2, 1)
    path = f"/api/orders/{order.shown_id}/cancellation"
    mug = ids.show("lin", order.lines[0].id)
    for wrong in (path, f"{path}?key=guessed", f"/api/orders/{ids.show('ord', ids.new())}/cancellation?key={order.key}"):
        answer = await client.post(wrong, json={})
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_order")
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.post(path, json={})).status_code == 404
    client.cookies.clear()
    some = await client.post(f"{path}?key={order.key}", json={"lines": [{"line_id": mug, "quantity": 1}]})
    assert some.status_code == 201
    assert (some.json()["order_state"], some.json()["lines"]) == ("open", {mug: 1})
    assert [trace["action"] for trace in some.json()["cancellation"]["trail"]] == ["ask", "carry_out"]
    too_many = await client.post(f"{path}?key={order.key}", json={"lines": [{"line_id": mug, "quantity": 2}]})
    assert (too_many.status_code, too_many.json()["code"]) == (409, "not_that_many_to_return")
    whole = await client.post(path, headers={"order-key": order.key})
    assert whole.json()["order_state"] == "cancelled"
    late = await client.post(path, headers={"order-key": order.key})
    assert (late.status_code, late.json()["code"]) == (409, "cancelled_already")
    assert late.json()["detail"] == f"Order {order.number} is cancelled already. Nothing was changed."


async def test_a_member_cancels_their_own(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, Role.SHOPPER)
    order = await _paid(db, 1, person_id=person)
    assert (await client.post(f"/api/orders/{order.shown_id}/cancellation")).json()["order_state"] == "cancelled"


async def test_an_address_is_changed_by_api(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 1)
    path = f"/api/orders/{order.shown_id}/shipping-address"
    new = {"name": "Lena Kramer", "line1": "Neue Straße 1", "city": "Kiel", "postal_code": "24103", "country": "DE"}
    assert (await client.put(path, json=new)).status_code == 404
    answer = await client.put(f"{path}?key={order.key}", json=new)
    assert (answer.status_code, answer.json()["city"]) == (200, "Kiel")
    wrong = await client.put(f"{path}?key={order.key}", json=new | {"postal_code": "x"})
    assert (wrong.status_code, [error["pointer"] for error in wrong.json()["errors"]]) == (422, ["/postal_code"])
    for unseen in ("\u202e", "\u200b\u2060", "\u3164"):
        hidden = await client.put(f"{path}?key={order.key}", json=new | {"city": unseen, "name": unseen, "line1": unseen})
        assert [(error["pointer"], error["code"]) for error in hidden.json()["errors"]] == [
            ("/name", "required"), ("/line1", "required"), ("/city", "required"),
        ]  # fmt: skip
    elsewhere = await client.put(f"{path}?key={order.key}", json=new | {"country": "AT", "postal_code": "1010"})
    assert elsewhere.json()["code"] == "other_country"


async def test_what_may_be_done_is_listed_and_asked_for(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 2, state="delivered")
    path, mug = f"/api/orders/{order.shown_id}/returns", ids.show("lin", order.lines[0].id)
    assert (await client.get(path)).status_code == 404
    assert (await client.post(path, json={"lines": [{"line_id": mug, "quantity": 1}]})).status_code == 404
    before = (await client.get(f"{path}?key={order.key}")).json()
    assert before["items"] == []
    assert (before["possible"]["withdraw"], before["possible"]["claim"], before["possible"]["cancel"]) == ({mug: 2}, {mug: 2}, {})
    asked = await client.post(f"{path}?key={order.key}", json={"lines": [{"line_id": mug, "quantity": 1, "reason": "damaged"}]})
    assert asked.status_code == 201
    [one] = asked.json()["items"]
    assert (one["kind"], one["state"], one["lines"]) == (
        "claim", "asked", [{"line_id": mug, "quantity": 1, "reason": "damaged", "received": 0}],
    )  # fmt: skip
    assert asked.json()["possible"]["withdraw"] == {mug: 1}
    for wrong in (
        {"lines": []},
        {"lines": [{"line_id": mug, "quantity": 0}]},
        {"lines": [{"line_id": mug, "quantity": 1, "reason": "mood"}]},
    ):
        assert (await client.post(f"{path}?key={order.key}", json=wrong)).status_code == 422
    assert (await client.post(f"{path}?key={order.key}", json={"lines": [{"line_id": "lin_x", "quantity": 1}]})).status_code == 404


async def test_the_staff_decides_by_api(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 2, state="delivered")
    mug = ids.show("lin", order.lines[0].id)
    made = await client.post(f"/api/orders/{order.shown_id}/returns?key={order.key}", json={"lines": [{"line_id": mug, "quantity": 2}]})
    here = f"/api/admin/returns/{made.json()['items'][0]['id']}"
    paths = [here, "/api/admin/returns"]
    posts = [f"{here}/approval", f"{here}/arrival", f"{here}/refund", f"/api/admin/orders/{order.shown_id}/refunds"]
    bodies = [{}, {"received": []}, {}, {"amount": {"amount": 1, "currency": "EUR"}, "reason": "x"}]
    for role, expected in ((None, 401), (Role.SHOPPER, 403), (Role.HOST, 403)):
        client.cookies.clear()
        if role is not None:
            await sign_in(client, db, role)
        assert [(await client.get(path)).status_code for path in paths] == [expected] * 2
        assert [(await client.post(path, json=body)).status_code for path, body in zip(posts, bodies, strict=True)] == [expected] * 4
        refused = await client.post(f"{here}/refusal", json={"reason": "No"})
        assert refused.status_code == expected
    client.cookies.clear()
    await sign_in(client, db, Role.AGENT)
    [row] = (await client.get("/api/admin/returns")).json()["items"]
    assert (row["kind"], row["state"], row["pieces"]) == ("withdrawal", "asked", 2)
    assert (await client.post(f"{here}/approval", json={})).json()["state"] == "approved"
    came = {"received": [{"line_id": mug, "quantity": 1}], "restocked": [{"line_id": mug, "quantity": 1}]}
    assert (await client.post(f"{here}/arrival", json=came)).json()["state"] == "arrived"
    for currency in ("USD", "", "\u202e"):
        other = await client.post(f"{here}/refund", json={"amount": {"amount": 1, "currency": currency}})
        assert (other.status_code, other.json()["code"]) == (409, "not_as_much")
    paid = await client.post(f"{here}/refund", json={})
    assert (paid.json()["state"], paid.json()["refund"]) == ("refunded", {"amount": 2400, "currency": "EUR"})
    again = await client.post(f"{here}/refund", json={})
    assert (again.status_code, again.json()["code"]) == (409, "not_now")
    assert (await client.get("/api/admin/returns")).json()["items"] == []
    assert len((await client.get("/api/admin/returns?ended=true")).json()["items"]) == 1
    assert (await client.get("/api/admin/returns/ret_nonsense")).status_code == 404


async def test_the_staff_gives_money_back_by_api_and_never_more_than_was_paid(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 1)
    await sign_in(client, db, Role.AGENT)
    path = f"/api/admin/orders/{order.shown_id}/refunds"
    one = await client.post(path, json={"amount": {"amount": 500, "currency": "EUR"}, "reason": "It came late"})
    assert (one.status_code, one.json()["refunding"]) == (201, {"amount": 500, "currency": "EUR"})
    for amount in (0, -1, order.total.amount):
        refused = await client.post(path, json={"amount": {"amount": amount, "currency": "EUR"}, "reason": "x"})
        assert refused.status_code == 409, amount
    async with db.reading() as read:
        assert (await orders.get(read, order.id)).state is State.OPEN
        assert [found.amount for found in await payments.refunds(read, [order.id])] == [500]
