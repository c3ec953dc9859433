"""One's own place by API: another way to pay within the hour, and to whom it is shown."""

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from tests.deals.group_buys.makers import join, make_deal, places, standing, start
from tests.deals.group_buys.test_api_life import Twice, pays, planned
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import make_shop

pytestmark = pytest.mark.anyio


async def test_a_place_is_paid_another_way(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    await join(db, team, group)
    last = await join(db, team, group, "tok_capture_fails")
    await jobs.drain(db)
    (place,) = [one for one in await places(db, team) if one.order_id == last.order.id]
    path = f"/api/teams/{team.handle}/places/{ids.show('plc', place.id)}/payment"
    body, key = {"provider": "sandbox", "token": "tok_ok"}, {"order-key": last.order.key}
    for wrong in ({}, {"order-key": "no"}):
        stranger = await client.post(path, json=body, headers=wrong)
        assert (stranger.status_code, stranger.json()["code"]) == (404, "no_such_place")
    elsewhere = await client.post(path.replace(team.handle, "0123"), json=body, headers=key)
    assert elsewhere.status_code == 404
    no = await client.post(path, json={**body, "token": "tok_declined"}, headers=key)
    assert (no.status_code, no.json()["code"]) == (402, "payment_declined")
    transfer = await client.post(path, json={"provider": "bank_transfer"}, headers=key)
    assert transfer.status_code == 409
    once = {**key, "idempotency-key": "one"}
    first, again = await client.post(path, json=body, headers=once), await client.post(path, json=body, headers=once)
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json()), first.text
    assert (first.json()["amount"]["amount"], again.headers["idempotent-replayed"]) == (2390, "true")
    assert await standing(db, team) == ("settled", 3, 3)
    async with db.reading() as read:
        assert await read.value("select sum(captured) from payments.payment") == 3 * 2390
    late = await client.post(path, json=body, headers=key)
    assert (late.status_code, late.json()["code"]) == (409, "not_owed")


async def test_one_shows_that_one_is_in(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    await sign_in(client, db, Role.MERCHANT)
    member = Twice(client)
    await member.post("/api/admin/deals", planned(shop))
    place = await member.post(f"/api/products/{shop.product.handle}/teams", {"variant_id": ids.show("var", shop.variant)})
    order = await pays(member, place, 1)
    path = f"/api/teams/{place['team']}/places/{order['group']['place_id']}/shown"

    async def shown() -> str | None:
        async with db.reading() as read:
            found: str | None = await read.value("select shown_to from group_buys.place")
            return found

    for to, kept in (("circle", "circle"), ("circle", "circle"), ("friends", "friends"), ("nobody", None)):
        assert (await client.put(path, json={"to": to})).status_code == 204
        assert await shown() == kept
    assert (await client.put(path, json={"to": "everybody"})).status_code == 422
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.put(path, json={"to": "circle"})).status_code == 404
    assert await shown() is None
