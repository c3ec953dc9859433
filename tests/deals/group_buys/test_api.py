"""Group buys by API: from a product to a settled team without a page."""

import itertools

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.deals.group_buys import store
from tests.deals.group_buys.makers import Group, make_deal, places, standing

pytestmark = pytest.mark.anyio
ADDRESS = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}
DOORS = itertools.count(1)
BODY = {"email": "ada@example.com", "shipping_address": ADDRESS, "payment": {"provider": "sandbox", "token": "tok_ok"}}


@pytest.fixture
async def group(db: Database) -> Group:
    async with db.writing() as tx:
        return await make_deal(tx)


async def take(client: httpx.AsyncClient, path: str, group: Group) -> dict[str, str]:
    """Start or join, and check the cart out."""
    got = await client.post(path, json={"variant_id": ids.show("var", group.shop.variant)})
    assert got.status_code == 201, got.text
    found: dict[str, str] = got.json()
    placed = await client.post(
        f"/api/carts/{found['cart_id']}/checkout",
        json={**BODY, "email": f"{found['cart_id']}@example.com", "shipping_address": {**ADDRESS, "line1": f"Hafenstraße {next(DOORS)}"}},
    )
    assert placed.status_code == 201, placed.text
    return found


async def test_a_team_from_start_to_end(db: Database, client: httpx.AsyncClient, group: Group) -> None:
    begun = await take(client, f"/api/products/{group.shop.product.handle}/teams", group)
    path = f"/api/teams/{begun['team']}"
    seen = (await client.get(path)).json()
    assert (seen["state"], seen["people"], seen["missing"], seen["steps"][0]["price"]["amount"]) == ("open", 1, 2, 2000)
    listed = (await client.get(f"/api/products/{group.shop.product.handle}/teams")).json()
    assert [(one["handle"], one["missing"]) for one in listed] == [(begun["team"], 2)]
    await take(client, f"{path}/places", group)
    await take(client, f"{path}/places", group)
    async with db.reading() as read:
        team = await store.by_handle(read, begun["team"])
    assert team is not None
    assert await standing(db, team) == ("settled", 3, 3)
    assert (await client.get(path)).json()["state"] == "won"
    late = await client.post(f"{path}/places", json={"variant_id": ids.show("var", group.shop.variant)})
    assert (late.status_code, late.json()["code"]) == (409, "group_is_over")


async def test_a_guest_leaves_with_the_key_of_their_order(db: Database, client: httpx.AsyncClient, group: Group) -> None:
    begun = await take(client, f"/api/products/{group.shop.product.handle}/teams", group)
    async with db.reading() as read:
        team = await store.by_handle(read, begun["team"])
        key = await read.value("select key from orders.order")
    assert team is not None
    (place,) = await places(db, team)
    path = f"/api/teams/{begun['team']}/places/{ids.show('plc', place.id)}"
    assert (await client.delete(path)).status_code == 404
    assert (await client.delete(path, headers={"order-key": "wrong"})).status_code == 404
    for _ in range(2):  # an answer that was lost may be asked for again
        assert (await client.delete(path, headers={"order-key": key})).status_code == 204
    assert await standing(db, team) == ("open", 0, 0)
    assert (await client.delete(path)).status_code == 404
    said = (await client.get("/api/openapi.json")).json()["paths"]["/api/teams/{handle}/places/{place_id}"]["delete"]["parameters"]
    assert [(one["name"], one["in"]) for one in said if one["in"] == "header"] == [("Order-Key", "header")]


async def test_what_does_not_exist(client: httpx.AsyncClient, group: Group) -> None:
    assert (await client.get("/api/teams/nothing")).status_code == 404
    assert (await client.get("/api/products/nothing/teams")).json() == []
    body = {"variant_id": ids.show("var", group.shop.variant)}
    assert (await client.post("/api/products/nothing/teams", json=body)).status_code == 404
    teams = f"/api/products/{group.shop.product.handle}/teams"
    other = await client.post(teams, json={"variant_id": ids.show("var", ids.new())})
    assert (other.status_code, other.json()["code"]) == (409, "only_this_product")
    begun = (await client.post(teams, json=body)).json()["team"]
    for path in (teams, f"/api/teams/{begun}/places", f"/api/teams/{begun}/waiting"):
        for text in ("nope", "", ids.show("prd", group.shop.variant)):
            wrong = await client.post(path, json={"variant_id": text} | ({"email": "eve@example.com"} if path.endswith("waiting") else {}))
            assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/variant_id"), (path, text)
