"""A group buy by API alone, from its planning to its end: every POST is sent twice with one key, and done once."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from tests.conftest import ORIGIN
from tests.deals.group_buys.test_over import later
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import Shop, make_shop

pytestmark = pytest.mark.anyio
ADDRESS = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx, price=10_000, on_hand=50)


class Twice:
    """Somebody who sends each POST twice, as a program does that had no answer."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.posts = 0

    async def post(self, path: str, body: dict[str, Any], status: int = 201) -> dict[str, Any]:
        self.posts += 1
        headers = {"idempotency-key": f"post-of-this-life-{self.posts}"}
        first = await self.client.post(path, json=body, headers=headers)
        again = await self.client.post(path, json=body, headers=headers)
        assert (first.status_code, again.status_code) == (status, status), first.text
        assert again.json() == first.json()
        assert again.headers["idempotent-replayed"] == "true"
        found: dict[str, Any] = first.json()
        return found

    async def get(self, path: str, **params: str) -> dict[str, Any]:
        got = await self.client.get(path, params=params)
        assert got.status_code == 200, got.text
        found: dict[str, Any] = got.json()
        return found


def planned(shop: Shop, **overrides: Any) -> dict[str, Any]:
    return {
        "kind": "team", "product_id": ids.show("prd", shop.product.id), "market": "eu", "title": {"en": "Together"},
        "tiers": [{"people": 2, "percent": 20}], "per_person": 2, **overrides,
    }  # fmt: skip


def buyer(number: int) -> dict[str, Any]:
    """Somebody of their own: another mail, house and card."""
    address = {**ADDRESS, "line1": f"Hafenstraße {number}"}
    return {
        "email": f"p{number}@example.com",
        "shipping_address": address,
        "payment": {"provider": "sandbox", "token": f"tok_card_{number}"},
    }


async def pays(guest: Twice, place: dict[str, Any], number: int) -> dict[str, Any]:
    return await guest.post(f"/api/carts/{place['cart_id']}/checkout", buyer(number))


async def test_a_whole_life(db: Database, client: httpx.AsyncClient, shop: Shop) -> None:
    await sign_in(client, db, Role.MERCHANT)
    merchant, guest = (
        Twice(client),
        Twice(httpx.AsyncClient(transport=client._transport, base_url=client.base_url, headers={"origin": ORIGIN})),
    )
    reckoned = await merchant.post("/api/admin/deals/forecast", planned(shop), 200)
    assert (reckoned["fewest"]["people"], reckoned["most"]["people"], reckoned["most"]["pieces"]) == (2, 50, 50)
    # 19 % tax is in it: 80.00 brings in 67.23, 84.03 alone.
    assert (reckoned["least"]["amount"], reckoned["costliest"]["given"]["amount"]) == (2 * 6723, 50 * 1680)
    deal = await merchant.post("/api/admin/deals", planned(shop))
    assert (deal["state"], deal["forecast"]) == ("running", reckoned)
    path = f"/api/admin/deals/{deal['id']}"
    other = await client.patch(path, json={"title": {"en": "Kiln day"}, "per_person": 3})
    assert (other.status_code, other.json()["per_person"]) == (200, 3)

    wanted = {"variant_id": ids.show("var", shop.variant), "quantity": 2}
    begun = await guest.post(f"/api/products/{shop.product.handle}/teams", wanted)
    ada = await pays(guest, begun, 1)
    team = f"/api/teams/{begun['team']}"
    assert ada["lines"][0]["quantity"] == 2
    assert {**ada["group"], "place_id": ""} == {"team": begun["team"], "place_id": "", "state": "authorized", "leaves": True}
    kept = await client.patch(path, json={"per_person": 1})
    assert (kept.status_code, kept.json()["code"]) == (409, "somebody_is_in")
    dearer = await client.patch(path, json={"tiers": [{"people": 2, "percent": 19}]})
    assert (dearer.status_code, [(one["pointer"], one["code"]) for one in dearer.json()["errors"]]) == (422, [("/tiers", "not_better")])
    too_many = await guest.client.post(f"{team}/places", json={**wanted, "quantity": 4})
    assert (too_many.status_code, too_many.json()["code"], too_many.json()["facts"]["most"]) == (409, "too_many_each", 3)

    # Ben has gone to pay; who comes after him is told where else to go, and waits.
    ben = await guest.post(f"{team}/places", {**wanted, "quantity": 1})
    bens = await guest.client.post(
        f"/api/carts/{ben['cart_id']}/checkout", json={**buyer(2), "payment": {"provider": "sandbox", "token": "tok_challenge"}}
    )
    assert (bens.status_code, bens.json()["group"]["state"]) == (202, "reserved")
    full = await guest.client.post(f"{team}/places", json=wanted)
    assert (full.status_code, full.json()["code"], full.json()["facts"]["next"]) == (409, "no_place_left", f"/groups/{deal['id']}")
    waits = await guest.post(f"{team}/waiting", {"variant_id": wanted["variant_id"], "email": "p3@example.com"})
    cleos = f"{team}/offers/{waits['key']}"
    assert (waits["waiting"], (await guest.get(cleos))["state"]) == (1, "waiting")
    dans = await guest.post(f"{team}/waiting", {"variant_id": wanted["variant_id"], "email": "p4@example.com"})
    assert (await guest.client.delete(f"{team}/offers/{dans['key']}")).status_code == 204
    assert (await guest.get(f"{team}/offers/{dans['key']}"))["state"] == "declined"

    place, key = bens.json()["group"]["place_id"], bens.json()["key"]
    assert (await guest.client.delete(f"{team}/places/{place}", headers={"order-key": key})).status_code == 204
    assert (await guest.get(cleos))["state"] == "offered"
    taken = await guest.post(cleos, {})
    await pays(guest, taken, 3)
    await jobs.drain(db)
    seen = await guest.get(f"/api/orders/{ada['id']}", key=ada["key"])
    assert (seen["group"]["state"], seen["group"]["leaves"], seen["payment_state"]) == ("captured", False, "captured")
    assert (await guest.get(team))["state"] == "won"

    watched = await merchant.get(path)
    assert [(one["state"], one["people"], one["percent"]) for one in watched["teams"]] == [("settled", 2, 20)]
    assert sorted((one["state"], one["left"]) for one in watched["places"]) == [("captured", 1), ("captured", 2), ("left", 0)]
    assert (watched["cohort"]["customers"], watched["cohort"]["revenue"]["amount"]) == (2, 3 * 8000)
    assert watched["fixed"] == ["maximum", "opens_at", "per_person"]
    ended = await merchant.post(f"{path}/end", {"reason": "Sold enough"}, 200)
    assert (ended["state"], ended["ended_reason"]) == ("over", "Sold enough")
    again = await client.post(f"{path}/end", json={"reason": "Twice"})
    assert (again.status_code, again.json()["code"]) == (409, "group_is_over")
    assert [one["id"] for one in (await merchant.get("/api/admin/deals"))["items"]] == [deal["id"]]
    await guest.client.aclose()


async def test_one_is_planned_for_later_and_ends_by_itself(db: Database, client: httpx.AsyncClient, shop: Shop) -> None:
    await sign_in(client, db, Role.MERCHANT)
    merchant = Twice(client)
    async with db.reading() as read:
        opens, closes = ((read.now + step).isoformat() for step in (timedelta(days=1), timedelta(days=2)))
    steps = [{"people": n, "percent": n} for n in range(2, 12)]
    deal = await merchant.post("/api/admin/deals", planned(shop, kind="tiers", tiers=steps, opens_at=opens, closes_at=closes))
    assert (deal["state"], len(deal["tiers"])) == ("coming", 10)
    with later(timedelta(days=2, minutes=5)):  # so that no correction of the machine's own clock leads back before the end
        async with db.writing() as tx:
            assert tx.now >= datetime.fromisoformat(closes)
            await jobs.enqueue(tx, "group_buys.watch")
        await jobs.drain(db)
        await sign_in(client, db, Role.MERCHANT)
        over = (await merchant.get(f"/api/admin/deals/{deal['id']}"))["deal"]
        assert (over["state"], over["ended_reason"]) == ("over", "")
        await merchant.post("/api/admin/deals", planned(shop, kind="team"))


async def test_what_makes_no_sense_names_its_fields(db: Database, client: httpx.AsyncClient, shop: Shop) -> None:
    await sign_in(client, db, Role.MERCHANT)
    falling = planned(shop, kind="tiers", tiers=[{"people": 4, "percent": 20}, {"people": 2, "percent": 30}])
    wrong = await client.post("/api/admin/deals", json=falling)
    assert wrong.status_code == 422
    assert {one["pointer"] for one in wrong.json()["errors"]} == {"/tiers", "/closes_at"}
    unknown = await client.post("/api/admin/deals", json=planned(shop, product_id=ids.show("prd", ids.new())))
    assert (unknown.status_code, unknown.json()["code"]) == (404, "no_such_product")
    for path in ("/api/admin/deals", "/api/admin/deals/forecast"):
        wrong = await client.post(path, json=planned(shop, product_id="nope"))
        assert (wrong.status_code, [one["pointer"] for one in wrong.json()["errors"]]) == (422, ["/product_id"])
    assert (await client.get("/api/admin/deals/dea_nothing")).status_code == 404


@pytest.mark.parametrize("role", [None, Role.SHOPPER])
async def test_it_is_the_merchants(db: Database, client: httpx.AsyncClient, shop: Shop, role: Role | None) -> None:
    if role is not None:
        await sign_in(client, db, role)
    assert (await client.get("/api/admin/deals")).status_code in {401, 403}
    assert (await client.post("/api/admin/deals", json=planned(shop))).status_code in {401, 403}


async def test_ones_own_teams(db: Database, client: httpx.AsyncClient, shop: Shop) -> None:
    await sign_in(client, db, Role.MERCHANT)
    member = Twice(client)
    await member.post("/api/admin/deals", planned(shop))
    place = await member.post(f"/api/products/{shop.product.handle}/teams", {"variant_id": ids.show("var", shop.variant)})
    order = await pays(member, place, 1)
    (own,) = (await member.get("/api/me/teams"))["items"]
    assert (own["team"], own["order_id"], own["stands"], own["missing"], own["leaves"]) == (place["team"], order["id"], "missing", 1, True)
    assert (await client.delete(f"/api/teams/{own['team']}/places/{own['place_id']}")).status_code == 204
    assert (await member.get("/api/me/teams"))["items"][0]["stands"] == "left"


async def test_it_is_changed_for_the_better(db: Database, client: httpx.AsyncClient, shop: Shop) -> None:
    await sign_in(client, db, Role.MERCHANT)
    member = Twice(client)
    deal = await member.post("/api/admin/deals", planned(shop))
    place = await member.post(f"/api/products/{shop.product.handle}/teams", {"variant_id": ids.show("var", shop.variant)})
    await pays(member, place, 1)
    path = f"/api/admin/deals/{deal['id']}"
    assert {**(await member.get(path)), "deal": None, "teams": None, "places": None, "cohort": None} == {
        "deal": None, "teams": None, "places": None, "cohort": None,
        "fixed": ["maximum", "opens_at", "per_person"], "better": ["tiers"], "drift": [],
    }  # fmt: skip
    other = await client.patch(path, json={"tiers": [{"people": 2, "percent": 30}]})
    assert (other.status_code, other.json()["tiers"]) == (200, [{"people": 2, "percent": 30}])
    (step,) = (await member.get(f"/api/teams/{place['team']}"))["steps"]
    assert (step["people"], step["price"]["amount"]) == (2, 7000)
