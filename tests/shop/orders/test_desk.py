"""What the desk shows of an order: each form's fields are its own."""

import html
import re

import httpx

from stoa.base import ids, jobs, paging
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from tests.legible import ids_twice
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import buy, make_shop


async def test_the_reasons_of_a_cancellation_and_of_a_refund_are_two_fields(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    order = (await buy(db, shop.variant, quantity=3)).order
    await jobs.drain(db)
    await sign_in(client, db, Role.MERCHANT)
    page = (await client.get(f"/desk/orders/{order.shown_id}")).text
    assert re.findall(r'<input[^>]* id="([^"]*)" name="reason"', page) == ["reason", "refund-reason"]
    assert re.findall(r'<label[^>]* for="((?:refund-)?reason)"', page) == ["reason", "refund-reason"]
    assert ids_twice(page) == []


async def test_a_refused_form_is_open_and_holds_what_was_typed(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    order = (await buy(db, shop.variant, quantity=3)).order
    await jobs.drain(db)
    await sign_in(client, db, Role.MERCHANT)
    at, line = f"/desk/orders/{order.shown_id}", f"line-{ids.show('lin', order.lines[0].id)}"

    async def refused(part: str, status: int, **typed: str) -> str:
        answer = await client.post(f"{at}/{part}?view=open&q=ada", data=typed)
        assert answer.status_code == status
        opened = re.findall(r"<details open>.*?</details>", answer.text, re.DOTALL)
        assert (len(opened), ids_twice(answer.text)) == (1, [])
        return str(opened[0])

    page = await refused("cancellation", 422, **{line: "0", "reason": "Changed their mind"})
    assert "Please choose something first." in page
    assert 'value="Changed their mind"' in page
    assert f'name="{line}" type="number" value="0"' in page
    assert "from 0 to 3." in await refused("cancellation", 422, **{line: "4", "reason": "Too many"})
    page = await refused("refunds", 422, amount="0", reason="Late")
    assert "Choose a number from €0.01 to €" in page
    assert 'id="refund-reason" name="reason" type="text" value="Late"' in page
    page = await refused("refunds", 409, amount="900", reason="Late")
    assert 'value="900"' in page
    after = await client.get(f"/api/admin/orders/{order.shown_id}")
    assert after.json()["state"] == "open"


async def test_the_list_beside_an_order_stays_where_it_was(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx, on_hand=60)
    placed = [(await buy(db, shop.variant)).order for _ in range(3)]
    await jobs.drain(db)
    await sign_in(client, db, Role.MERCHANT)
    first = paging.encode(placed[2].id)
    asked = f"view=all&cursor={first}"
    page = (await client.get(f"/desk/orders?{asked}")).text
    links = re.findall(r'class="table-main" href="([^"]+)"', page)
    assert [html.unescape(one) for one in links] == [f"/desk/orders/{one.shown_id}?{asked}" for one in (placed[1], placed[0])]
    opened = (await client.get(html.unescape(links[0]))).text
    assert re.findall(r'class="table-main" href="([^"]+)"', opened) == links
    noted = await client.post(f"/desk/orders/{placed[1].shown_id}/notes?{asked}", data={"note": "Gift"})
    assert (noted.status_code, noted.headers["location"]) == (303, f"/desk/orders/{placed[1].shown_id}?{asked}")
