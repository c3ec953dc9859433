"""A whole private sale by API alone: the club, its tiers, planning, changing, watching, ending, showing what was hidden."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.deals.private_sales import actions, clubs, keeping, store
from stoa.deals.private_sales.model import NewItem
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, pricing, stock
from stoa.shop.pricing.model import NewCost
from tests.deals.private_sales.makers import MINUTE, Club, crowd, make_sale, member, open_now, order, settle, take
from tests.deals.private_sales.test_pages import planned
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import Shop, make_shop

pytestmark = pytest.mark.anyio
CLUB = {
    "name": {"en": "The cellar", "de": "Der Keller"},
    "quota": 2,
    "tiers": [{"code": "gold", "name": {"en": "Gold"}, "ahead_minutes": 30}],
}


@pytest.fixture
async def shop(db: Database, client: httpx.AsyncClient) -> Shop:
    async with db.writing() as tx:
        found = await make_shop(tx, price=2500, on_hand=10)
    await sign_in(client, db, Role.MERCHANT)
    return found


def body(shop: Shop, club: str, **more: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "club_id": club,
        "title": {"en": "Cellar night"},
        "market": "eu",
        "preview_at": (now - MINUTE).isoformat(),
        "opens_at": (now + 60 * MINUTE).isoformat(),
        "ends_at": (now + 120 * MINUTE).isoformat(),
        "items": [{"variant_id": ids.show("var", shop.variant), "price": 1500, "units": 5}],
        **more,
    }


async def a_club(client: httpx.AsyncClient) -> str:
    made = await client.post("/api/admin/clubs", json=CLUB)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.SHOPPER, 403), (Role.HOST, 403)])
async def test_nobody_else_may(db: Database, client: httpx.AsyncClient, role: Role | None, status: int) -> None:
    club = await planned(db)
    if role:
        await sign_in(client, db, role)
    sale, of = ids.show("sal", club.sale), ids.show("clb", club.club)
    answers = [
        await client.get("/api/admin/clubs"), await client.post("/api/admin/clubs", json=CLUB), await client.get(f"/api/admin/clubs/{of}/members"),
        await client.put(f"/api/admin/clubs/{of}/tiers/gold", json={"name": {"en": "x"}}), await client.get("/api/admin/sales"),
        await client.get(f"/api/admin/sales/{sale}"), await client.post(f"/api/admin/sales/{sale}/end", json={"reason": "x"}),
        await client.post(f"/api/admin/sales/{sale}/showing"), await client.get(f"/api/admin/sales/{sale}/claims"),
    ]  # fmt: skip
    assert {answer.status_code for answer in answers} == {status}


async def test_a_club_is_made_changed_and_filled(shop: Shop, db: Database, client: httpx.AsyncClient) -> None:
    club = await a_club(client)
    at = f"/api/admin/clubs/{club}"
    found = (await client.get(at)).json()
    assert [(one["code"], one["ahead_minutes"]) for one in found["tiers"]] == [("gold", 30), ("member", 0)]
    changed = await client.patch(at, json={"quota": 5})
    assert (changed.status_code, changed.json()["quota"], changed.json()["name"]) == (200, 5, CLUB["name"])
    for _ in range(2):
        put = await client.put(f"{at}/tiers/silver", json={"name": {"en": "Silver"}, "ahead_minutes": 10})
        assert (put.status_code, [one["code"] for one in put.json()["tiers"]]) == (200, ["gold", "silver", "member"])
    assert (await client.put(f"{at}/tiers/Not a code", json={"name": {"en": "x"}})).status_code == 422
    assert (await client.put(f"{at}/tiers/member", json={"name": {"en": "x"}, "ahead_minutes": 5})).status_code == 422
    invited = await client.post(f"{at}/invitations", json={"places": 2, "tier": "gold"})
    assert (invited.status_code, invited.json()["url"].endswith(f"/club/{invited.json()['token']}")) == (201, True)
    assert (await client.post(f"{at}/invitations", json={"tier": "platinum"})).status_code == 422
    async with db.writing() as tx:
        for number in range(3):
            await member(tx, catalog_id(club), number, tier="silver")
    first = (await client.get(f"{at}/members", params={"limit": 2})).json()
    rest = (await client.get(f"{at}/members", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [one["name"] for one in first["items"] + rest["items"]] == ["Person 0", "Person 1", "Person 2"]
    assert (first["has_more"], rest["has_more"]) == (True, False)
    one = f"{at}/members/{first['items'][0]['id']}"
    better = await client.patch(one, json={"tier": "gold", "quota": 9})
    assert (better.json()["tier"], better.json()["quota"]) == ("gold", 9)
    assert (await client.patch(one, json={"tier": "platinum"})).status_code == 422
    assert (await client.delete(one)).status_code == 204
    assert (await client.delete(one)).status_code == 404
    assert len((await client.get(f"{at}/members")).json()["items"]) == 2


def catalog_id(text: str) -> Any:
    return ids.parse("clb", text)


async def test_a_whole_sale(shop: Shop, db: Database, client: httpx.AsyncClient) -> None:
    """Planned twice with one key it is one; changed, opened, sold, ended with a reason, closed, shown."""
    club = await a_club(client)
    async with db.writing() as tx:
        await pricing.costing.set_costs(tx, SYSTEM, [NewCost(shop.variant, Money(700, "EUR"))])
    sent = body(shop, club)
    key = {"Idempotency-Key": "plan-1"}
    made = [await client.post("/api/admin/sales", json=sent, headers=key) for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201], made[0].text
    sale = made[0].json()["id"]
    assert made[1].json()["id"] == sale
    assert [one["id"] for one in (await client.get("/api/admin/sales")).json()["items"]] == [sale]
    at = f"/api/admin/sales/{sale}"
    changed = await client.patch(at, json={"items": [{**sent["items"][0], "price": 1200, "units": 4}], "per_person": 2})
    assert changed.status_code == 200, changed.text
    (item,) = changed.json()["items"]
    assert (item["price"]["amount"], item["usual"]["amount"], item["units"], item["free"]) == (1200, 2500, 4, 4)
    async with db.reading() as read:
        assert (await stock.availability(read, [shop.variant]))[shop.variant].free == 6
    tier = await client.put(f"/api/admin/clubs/{club}/tiers/gold", json={"name": {"en": "Gold"}, "ahead_minutes": 45})
    assert (tier.status_code, tier.json()["code"]) == (409, "tier_is_promised")
    await _buy_two(db, shop, club, sale)
    told = (await client.get(at)).json()
    assert (told["phase"], told["items"][0]["bought"], told["items"][0]["free"]) == ("open", 2, 2)
    assert {name: told["result"][name] for name in ("customers", "new", "pieces")} == {"customers": 1, "new": 1, "pieces": 2}
    assert told["result"]["revenue"] == {"amount": 2400, "currency": "EUR"}
    assert told["result"]["given"] == {"amount": 2600, "currency": "EUR"}
    assert told["result"]["margin"] == {"amount": {"amount": 2017 - 1400, "currency": "EUR"}, "known": 1, "lines": 1}
    claims = (await client.get(f"{at}/claims")).json()
    assert [(one["state"], one["quantity"]) for one in claims["items"]] == [("bought", 2)]
    assert (await client.get(f"{at}/claims", params={"view": "waiting"})).json()["items"] == []
    late = await client.patch(at, json={"per_person": 1})
    assert (late.status_code, late.json()["code"]) == (409, "sale_has_opened")
    assert (await client.post(f"{at}/showing")).status_code == 404, "it has not closed"
    ended = await client.post(f"{at}/end", json={"reason": "The cellar is wet."})
    assert (ended.status_code, ended.json()["phase"], ended.json()["ended_reason"]) == (200, "ended", "The cellar is wet.")
    again = await client.post(f"{at}/end", json={"reason": "Once more"})
    assert (again.status_code, again.json()["code"]) == (409, "sale_is_over")
    async with db.writing() as tx:
        await tx.run("update private_sales.sale set closes_at = $1", tx.now)
    await settle(db)
    shown = await client.post(f"{at}/showing")
    assert shown.json() == {"products": [ids.show("prd", shop.product.id)]}
    assert (await client.post(f"{at}/showing")).json() == {"products": []}
    async with db.reading() as read:
        assert (await catalog.find_product(read, shop.product.id)).state == "active"


async def _buy_two(db: Database, shop: Shop, club: str, sale: str) -> None:
    async with db.writing() as tx:
        found = Club(shop, catalog_id(club), ids.parse("sal", sale), (await store.items(tx, ids.parse("sal", sale)))[0])
        visitor = await member(tx, found.club)
        await actions.enter(tx, visitor, found.sale)
        await tx.run("update private_sales.sale set opens_at = $1, preview_at = $1", tx.now - MINUTE)
        await tx.run("update private_sales.round set opens_at = $1", tx.now)
        await tx.run("update pricing.offer set from_at = $1", tx.now - MINUTE)
        await tx.run("update pricing.offer_line set from_at = $1", tx.now - MINUTE)
    await settle(db)
    async with db.writing() as tx:
        cart = await take(tx, found, visitor, 2)
    await order(db, cart, visitor)
    await settle(db)


async def test_what_a_sale_may_come_to(shop: Shop, db: Database, client: httpx.AsyncClient) -> None:
    ask = {"market": "eu", "items": [{"variant_id": ids.show("var", shop.variant), "price": 1500, "units": 5}]}
    found = (await client.post("/api/admin/sales/forecast", json=ask)).json()
    assert (found["units"], found["income"]["amount"], found["given"]["amount"]) == (5, 7500, 5000)
    assert (found["margin"], found["worst"], found["best"], found["known"], found["items"]) == (None, None, None, 0, 1)
    async with db.writing() as tx:
        await pricing.costing.set_costs(tx, SYSTEM, [NewCost(shop.variant, Money(1400, "EUR"))])
    found = (await client.post("/api/admin/sales/forecast", json=ask)).json()
    loss = 6303 - 5 * 1400
    assert (found["margin"]["amount"], found["worst"]["amount"], found["best"]["amount"], found["known"]) == (loss, loss, 0, 1)
    assert (await client.get("/api/admin/sales")).json()["items"] == []
    assert (await client.post("/api/admin/sales/forecast", json={**ask, "market": "mars"})).status_code == 404
    dear = {**ask, "items": [{**ask["items"][0], "price": 2500}]}
    refused = await client.post("/api/admin/sales/forecast", json=dear)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/items/0/price")
    async with db.writing() as tx:
        club = await make_sale(tx, items=(NewItem(shop.variant, 1600, 2),))
    assert (await client.post("/api/admin/sales/forecast", json=ask)).status_code == 422  # it is in a sale already
    instead = await client.post("/api/admin/sales/forecast", json={**ask, "sale_id": ids.show("sal", club.sale)})
    assert instead.json()["income"]["amount"] == 7500
    assert (await client.post("/api/admin/sales/forecast", json={**ask, "sale_id": ids.show("sal", ids.new())})).status_code == 404


async def test_a_sale_is_changed_whole_or_not_at_all(shop: Shop, db: Database, client: httpx.AsyncClient) -> None:
    """What is refused leaves it; a later preview hides its things from the club again, and without hiding everybody sees them."""
    club = await a_club(client)
    sale = (await client.post("/api/admin/sales", json=body(shop, club))).json()["id"]
    at = f"/api/admin/sales/{sale}"
    await settle(db)
    audience = "select audience from catalog.product where id = $1"
    async with db.reading() as read:
        assert await read.value(audience, shop.product.id) == f"club:{catalog_id(club)}"
        draws = await read.rows("select ahead_minutes, commitment from private_sales.round order by 1")
    many = body(shop, club)["items"][0] | {"units": 11}
    for wrong, status in (
        ({"items": [many]}, 409),
        ({"ends_at": "2020-01-01T00:00:00Z"}, 422),
        ({"opens_at": "2020-01-01T00:00:00Z"}, 422),
        ({"market": "mars"}, 404),
    ):
        refused = await client.patch(at, json=wrong)
        assert refused.status_code == status, (wrong, refused.text)
    before = (await client.get(at)).json()
    assert (before["items"][0]["units"], before["per_person"]) == (5, 1)
    now = datetime.now(UTC)
    later = {
        "preview_at": (now + 100 * MINUTE).isoformat(),
        "opens_at": (now + 200 * MINUTE).isoformat(),
        "ends_at": (now + 300 * MINUTE).isoformat(),
    }
    moved = await client.patch(at, json=later)
    assert (moved.status_code, moved.json()["phase"]) == (200, "planned"), moved.text
    async with db.reading() as read:
        assert await read.value(audience, shop.product.id) == f"club:{ids.parse('sal', sale)}"
        assert await read.rows("select ahead_minutes, commitment from private_sales.round order by 1") == draws, "as they were sealed"
        assert await read.value("select max(opens_at) - min(opens_at) from private_sales.round") == timedelta(minutes=30)
        assert await read.value("select count(*) from pricing.offer where published_by = 'private_sales'") == 1
    shown = await client.patch(at, json={"hidden": False})
    assert shown.json()["hidden"] is False
    async with db.reading() as read:
        assert await read.value(audience, shop.product.id) is None
        assert await read.value("select sum(quantity) from stock.hold where owner = $1", ids.parse("sal", sale)) == 5


async def test_the_desk_sees_a_sale(db: Database, client: httpx.AsyncClient) -> None:
    """Where its units are, who waits, who came by whose invitation; ended with a reason from its own page."""
    club = await planned(db, units=1)
    async with db.writing() as tx:
        await crowd(tx, club.sale, 2)
        ada = await member(tx, club.club, 1)
        await actions.enter(tx, ada, club.sale)
        await tx.run("update private_sales.member set quota = 3 where person_id = $1", ada.person)
        token = await clubs.invite(tx, ada, club.club)
        ben = await member(tx, club.club, 2)
        await tx.run(
            "update private_sales.member set invited_by = (select id from private_sales.member where person_id = $1) where person_id = $2",
            ada.person,
            ben.person,
        )
        assert token
        await actions.enter(tx, ben, club.sale)
        await open_now(tx, club)
        await take(tx, club, ada)
        await keeping.wait(tx, ben, club.item.id, 1, "ben's")
    path = f"/desk/sales/{ids.show('sal', club.sale)}"
    assert (await client.get(path)).status_code == 303
    await sign_in(client, db, Role.MERCHANT)
    page = (await client.get(path)).text
    for text in (
        "Cellar night",
        "Waiting list, in order",
        "Person 2",
        "in a cart",
        "sale-tree-1",
        "was inside",
        "nothing has been sold yet",
    ):
        assert text in page, text
    assert (await client.post(f"{path}/end", data={"reason": ""})).status_code == 422


async def test_what_is_no_id_is_said_at_its_field(client: httpx.AsyncClient, shop: Shop) -> None:
    club, items = await a_club(client), [{"variant_id": "nope", "price": 1500, "units": 5}]
    asked = [
        ("/api/admin/sales", body(shop, "nope"), "/club_id"),
        ("/api/admin/sales", body(shop, club, items=items), "/items/0/variant_id"),
        ("/api/admin/sales/forecast", {"market": "eu", "items": items}, "/items/0/variant_id"),
        ("/api/admin/sales/forecast", {"market": "eu", "items": body(shop, club)["items"], "sale_id": "nope"}, "/sale_id"),
    ]
    for path, sent, pointer in asked:
        wrong = await client.post(path, json=sent)
        assert (wrong.status_code, [one["pointer"] for one in wrong.json()["errors"]]) == (422, [pointer])
    assert (await client.post("/api/admin/sales", json=body(shop, ids.show("clb", ids.new())))).status_code == 404
