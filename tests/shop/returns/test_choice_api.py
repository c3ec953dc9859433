"""Another size or colour by API: what it would cost first, and then the change, by the order's key or its account."""

from typing import Any

import httpx
import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, payments, returns, stock
from stoa.shop.catalog.model import Product
from stoa.shop.orders.model import Order
from tests.people.sessions.makers import sign_in
from tests.shop.pricing import makers as priced
from tests.shop.returns.makers import make_paid
from tests.shop.returns.test_changing import _ordered, _sold

pytestmark = pytest.mark.anyio


async def _bought(db: Database, *amounts: int, quantity: int = 1, **overrides: Any) -> tuple[Product, Order]:
    """Make an order of the first of so many sizes."""
    async with db.writing() as tx:
        product = await _sold(tx, *amounts)
        return product, await _ordered(tx, product, amounts[0], quantity, **overrides)


def _ids(product: Product) -> list[str]:
    return [ids.show("var", one.id) for one in product.variants]


def _line(order: Order) -> str:
    return ids.show("lin", order.lines[0].id)


async def test_it_says_first_what_each_costs_and_then_changes_it_once(client: httpx.AsyncClient, db: Database) -> None:
    product, order = await _bought(db, 3400, 2200, 4000, 3400, quantity=2)
    (had, small, dear, same), key = _ids(product), {"order-key": order.key}
    async with db.writing() as tx:
        await stock.count_again(tx, SYSTEM, {product.variants[3].id: 1})
    [one] = (await client.get(f"/api/orders/{order.shown_id}/choices", headers=key)).json()["items"]
    assert (one["line_id"], one["variant_id"], one["quantity"], one["unit"]["amount"]) == (_line(order), had, 2, 3400)
    said = [(other["variant_id"], other["difference"]["amount"], other["enough"], other["possible"]) for other in one["others"]]
    assert said == [(small, -2400, True, True), (dear, 1200, True, False), (same, 0, False, False)]
    path = f"/api/orders/{order.shown_id}/lines/{_line(order)}/variant"
    for wanted, code in ((dear, "costs_more"), (same, "out_of_stock")):
        refused = await client.put(path, headers=key, json={"variant_id": wanted})
        assert (refused.status_code, refused.json()["code"]) == (409, code)
    for _ in range(2):
        done = await client.put(path, headers={**key, "idempotency-key": "one-size-smaller-please"}, json={"variant_id": small})
        assert (done.status_code, done.json()["variant_id"], done.json()["unit"]["amount"]) == (200, small, 2200)
        assert done.json()["left"]["amount"] == order.total.amount - 2400
        assert (done.json()["change"]["kind"], done.json()["given_back"]["amount"]) == ("choice_change", 2400)
    again = await client.put(path, headers=key, json={"variant_id": small})
    assert (again.status_code, again.json()["given_back"]["amount"], again.json()["change"]) == (200, 0, None)
    async with db.reading() as read:
        assert [one.amount for one in await payments.refunds(read, [order.id])] == [2400]
        assert len((await returns.of_orders(read, [order.id]))[order.id]) == 1


async def test_nobody_else_sees_or_changes_it(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, Role.SHOPPER)
    product, order = await _bought(db, 3400, 2200, person_id=person)
    path, wanted = f"/api/orders/{order.shown_id}/lines/{_line(order)}/variant", {"variant_id": _ids(product)[1]}
    assert (await client.get(f"/api/orders/{order.shown_id}/choices")).json()["items"][0]["line_id"] == _line(order)
    mine = dict(client.cookies)
    client.cookies.clear()
    for key in ({}, {"order-key": "guessed"}):
        for answer in (
            await client.put(path, headers=key, json=wanted),
            await client.get(f"/api/orders/{order.shown_id}/choices", headers=key),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "no_such_order")
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.put(path, json=wanted)).status_code == 404
    client.cookies.clear()
    client.cookies.update(mine)
    assert (await client.put(path, json=wanted)).status_code == 200


async def test_what_cannot_be_changed_says_why(client: httpx.AsyncClient, db: Database) -> None:
    product, order = await _bought(db, 3400, 2200, quantity=2)
    path, key, wanted = f"/api/orders/{order.shown_id}", {"order-key": order.key}, {"variant_id": _ids(product)[1]}

    async def refused(line: str, body: dict[str, str]) -> tuple[int, str]:
        answer = await client.put(f"{path}/lines/{line}/variant", headers=key, json=body)
        return answer.status_code, answer.json()["code"]

    async with db.writing() as tx:
        foreign = await make_paid(tx, 1)
        other = await priced.make_priced(tx, 100)
    assert await refused(_line(foreign), wanted) == (404, "no_such_line")
    assert (await refused("lin_x", wanted))[0] == 404
    assert (await refused(_line(order), {"variant_id": "var_x"}))[0] == 404
    for unknown in (ids.show("var", other.variants[0].id), ids.show("var", ids.new())):
        assert await refused(_line(order), {"variant_id": unknown}) == (404, "no_such_variant")
    async with db.writing() as tx:
        await returns.cancel(tx, GUEST, order.id, {order.lines[0].id: 1})
    assert await refused(_line(order), wanted) == (409, "choice_stays")
    assert (await client.get(f"{path}/choices", headers=key)).json() == {"items": []}
    assert (await client.get(f"{path}/returns", headers=key)).json()["possible"]["change_choice"] == {}
    async with db.writing() as tx:
        await orders.start_picking(tx, SYSTEM, order.id)
    assert await refused(_line(order), wanted) == (409, "too_late_to_change")
    async with db.reading() as read:
        assert (await orders.get(read, order.id)).lines[0].variant_id == product.variants[0].id


async def test_what_is_sent_is_not_made_a_download(client: httpx.AsyncClient, db: Database) -> None:
    product, order = await _bought(db, 3400, 2200)
    async with db.writing() as tx:
        await tx.run("update catalog.variant set ships = false where id = $1", product.variants[1].id)
    path, key = f"/api/orders/{order.shown_id}", {"order-key": order.key}
    assert (await client.get(f"{path}/choices", headers=key)).json()["items"][0]["others"] == []
    answer = await client.put(f"{path}/lines/{_line(order)}/variant", headers=key, json={"variant_id": _ids(product)[1]})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_variant")


async def test_it_is_described(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/api/openapi.json")).json()["paths"]
    change = paths["/api/orders/{order_id}/lines/{line_id}/variant"]["put"]
    assert {"200", "404", "409"} <= set(change["responses"])
    assert "costs_more" in msgspec.json.encode(change).decode()
    assert "get" in paths["/api/orders/{order_id}/choices"]
