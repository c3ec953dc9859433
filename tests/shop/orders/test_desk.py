"""What the desk shows of an order: each form's fields are its own."""

import re

import httpx

from stoa.base import jobs
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
