"""Stock on the desk and by API."""

import re

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import Shop, buy, make_shop


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx, on_hand=8)


@pytest.fixture
def ref(shop: Shop) -> str:
    return ids.show("var", shop.variant)


@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.SHOPPER, 403), (Role.AGENT, 403), (Role.HOST, 403), (Role.MERCHANT, 200)])
async def test_only_who_keeps_stock_sees_it(client: httpx.AsyncClient, db: Database, ref: str, role: Role | None, status: int) -> None:
    if role is not None:
        await sign_in(client, db, role)
    answers = [(await client.get(path)).status_code for path in ("/api/admin/stock", f"/desk/stock/{ref}", "/desk/stock")]
    assert answers == [status] * 3 or (role is None and answers == [401, 303, 303])
    changed = await client.put(f"/api/admin/stock/{ref}", json={"on_hand": 1})
    assert changed.status_code == status


async def test_what_was_counted_and_what_arrived(client: httpx.AsyncClient, db: Database, ref: str) -> None:
    await sign_in(client, db, Role.MERCHANT)
    assert (await client.post(f"/desk/stock/{ref}", data={"do": "count", "quantity": "5"})).status_code == 303
    assert (await client.post(f"/desk/stock/{ref}", data={"do": "receive", "quantity": "2"})).status_code == 303
    listed = (await client.get("/api/admin/stock")).json()
    assert [(one["variant_id"], one["on_hand"], one["free"]) for one in listed["items"]] == [(ref, 7, 7)]
    page = await client.get(f"/desk/stock/{ref}")
    assert page.text.count("<tr>") == 4
    async with db.reading() as read:
        verbs = [row["verb"] for row in await read.rows("select verb from audit.entry where verb like 'stock.%' order by at")]
    assert verbs == ["stock.count", "stock.receive"]


async def test_a_count_below_what_orders_have_is_told_and_changes_nothing(
    client: httpx.AsyncClient, db: Database, shop: Shop, ref: str
) -> None:
    await buy(db, shop.variant, quantity=3)
    await sign_in(client, db, Role.MERCHANT)
    answer = await client.post(f"/desk/stock/{ref}", data={"do": "count", "quantity": "2"})
    assert answer.status_code == 422
    assert "3 of these already belong to orders" in answer.text
    assert (await client.put(f"/api/admin/stock/{ref}", json={"on_hand": 2})).json()["code"] == "still_allocated"
    for wrong in ("", "-1", "x", "99999999999"):
        refused = await client.post(f"/desk/stock/{ref}", data={"do": "count", "quantity": wrong})
        assert (refused.status_code, f'name="quantity" min="0" value="{wrong}"' in refused.text) == (422, True)
    assert (await client.get("/api/admin/stock")).json()["items"][0]["on_hand"] == 8


async def test_views_and_search(client: httpx.AsyncClient, db: Database, shop: Shop, ref: str) -> None:
    await sign_in(client, db, Role.MERCHANT)
    assert "Nothing here" in (await client.get("/desk/stock?view=out")).text
    await client.put(f"/api/admin/stock/{ref}", json={"on_hand": 0})
    assert ref in (await client.get("/desk/stock?view=out")).text
    assert ref in (await client.get("/desk/stock?q=wide")).text
    assert ref not in (await client.get("/desk/stock?q=lamp")).text


async def test_what_is_there_is_not_taken_for_what_arrived(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    """The field beside an article is empty: pressed at once, neither button adds or sets what was not typed."""
    await sign_in(client, db, Role.MERCHANT)
    page = (await client.get("/desk/stock")).text
    assert set(re.findall(r'name="quantity" min="0" value="([^"]*)" placeholder="(\d+)" required', page)) == {("", "8")}
