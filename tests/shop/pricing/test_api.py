"""Prices and offers by API."""

from datetime import timedelta

import httpx
import pytest

from stoa.app.api.document import document
from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.people.permissions.model import SYSTEM, Role
from stoa.shop import catalog
from stoa.shop.catalog.model import Group, NewGroup, Product
from tests.people.sessions.makers import sign_in
from tests.shop.pricing.makers import at, make_market, make_priced, shown_price

OFFER = {"reason": {"en": "Spring"}, "kind": "percent", "value": 200_000}


@pytest.fixture
async def mug(db: Database) -> Product:
    async with db.writing() as tx:
        then = at(tx, tx.now - timedelta(days=1))
        await make_market(then)
        return await make_priced(then, 2000)


@pytest.fixture
async def merchant(client: httpx.AsyncClient, db: Database) -> httpx.AsyncClient:
    await sign_in(client, db, Role.MERCHANT)
    return client


async def test_anyone_may_know_the_markets(client: httpx.AsyncClient, mug: Product) -> None:
    assert (await client.get("/api/markets")).json() == [
        {"code": "eu", "name": {"en": "EU"}, "currency": "EUR", "countries": ["DE", "FR"], "tax_mode": "inclusive", "follows": None}
    ]


@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.SHOPPER, 403), (Role.AGENT, 403)])
async def test_nobody_else_may(client: httpx.AsyncClient, db: Database, mug: Product, role: Role | None, status: int) -> None:
    if role:
        await sign_in(client, db, role)
    price = {"variant_id": ids.show("var", mug.variants[0].id), "market": "eu", "price": {"amount": 1, "currency": "EUR"}}
    answers = [
        await client.put("/api/admin/prices", json={"prices": [price]}),
        await client.get(f"/api/admin/variants/{price['variant_id']}/prices/eu"),
        await client.get("/api/admin/offers"),
        await client.post("/api/admin/offers", json=OFFER),
        await client.get("/api/admin/offers/ofr_01h455vb4pex5vsknk084sn02q"),
        await client.delete("/api/admin/offers/ofr_01h455vb4pex5vsknk084sn02q"),
    ]
    assert [answer.status_code for answer in answers] == [status] * 6
    async with db.reading() as read:
        assert await read.value("select amount from pricing.price") == 2000


async def test_prices_are_set_all_or_none(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    variant = ids.show("var", mug.variants[0].id)
    good = {"variant_id": variant, "market": "eu", "price": {"amount": 2500, "currency": "EUR"}}
    answer = await merchant.put("/api/admin/prices", json={"prices": [good]})
    assert (answer.status_code, answer.json()) == (200, {"prices": 1})
    for wrong, status, code in [
        ({**good, "market": "moon"}, 404, "no_such_market"),
        ({**good, "price": {"amount": 1, "currency": "USD"}}, 409, "wrong_currency"),
        ({**good, "price": {"amount": -1, "currency": "EUR"}}, 422, "unfit_price"),
        ({**good, "price": {"amount": 2**70, "currency": "EUR"}}, 422, None),
        ({**good, "variant_id": "var_01h455vb4pex5vsknk084sn02q"}, 404, "no_such_variant"),
        ({**good, "variant_id": "nonsense"}, 404, "unknown_id"),
    ]:
        answer = await merchant.put("/api/admin/prices", json={"prices": [{**good, "price": {"amount": 9, "currency": "EUR"}}, wrong]})
        assert answer.status_code == status, wrong
        if code:
            assert answer.json()["code"] == code
    async with db.reading() as read:
        assert await read.value("select amount from pricing.price where until_at is null") == 2500


async def test_a_price_with_its_honest_former_one(merchant: httpx.AsyncClient, mug: Product) -> None:
    variant = ids.show("var", mug.variants[0].id)
    made = (await merchant.post("/api/admin/offers", json=OFFER)).json()
    assert (await merchant.get(f"/api/admin/variants/{variant}/prices/eu")).json() == {
        "variant_id": variant,
        "market": "eu",
        "base": shown_price(2000),
        "price": shown_price(1600),
        "was": shown_price(2000),
        "lowest_30_days": shown_price(2000),
        "offer_id": made["id"],
        "until": None,
    }
    assert (await merchant.get(f"/api/admin/variants/{variant}/prices/moon")).json()["code"] == "no_such_market"
    assert (await merchant.get("/api/admin/variants/var_01h455vb4pex5vsknk084sn02q/prices/eu")).json()["code"] == "not_for_sale"
    described = document()["paths"]["/api/admin/variants/{variant_id}/prices/{market}"]["get"]["responses"]
    assert "/api/problems/not_for_sale" in described["409"]["description"]
    assert "/api/problems/no_such_market" in described["404"]["description"]


async def test_offers_are_published_read_and_ended(merchant: httpx.AsyncClient, mug: Product) -> None:
    sent = {**OFFER, "scope": "product", "target": ids.show("prd", mug.id), "code": "spring", "until_at": "2099-01-01T00:00:00Z"}
    made = await merchant.post("/api/admin/offers", json=sent)
    body = made.json()
    assert (made.status_code, body["audience"], body["code"], body["target"]) == (201, "code:SPRING", "SPRING", sent["target"])
    here = f"/api/admin/offers/{body['id']}"
    assert (await merchant.get(here)).json() == body
    assert (await merchant.get("/api/admin/offers")).json() == {"items": [body], "has_more": False, "next_cursor": None}
    assert (await merchant.get("/api/admin/offers?view=coming")).json()["items"] == []
    seen = (await merchant.get(here)).headers["etag"]
    assert (await merchant.delete(here, headers={"if-match": '"other"'})).json()["code"] == "precondition_failed"
    assert (await merchant.delete(here, headers={"if-match": seen})).status_code == 204
    assert (await merchant.delete(here)).json()["code"] == "offer_is_over"
    assert [one["id"] for one in (await merchant.get("/api/admin/offers?view=ended")).json()["items"]] == [body["id"]]


@pytest.mark.parametrize(
    ("wrong", "status", "pointers"),
    [
        ({"value": 0, "reason": {}}, 422, ["/reason", "/value"]),
        ({"kind": "amount", "value": 5}, 422, ["/market"]),
        ({"scope": "product"}, 422, ["/target"]),
        ({"scope": "product", "target": "cat_01h455vb4pex5vsknk084sn02q"}, 404, []),
        ({"until_at": "2020-01-01T00:00:00Z"}, 422, ["/until_at"]),
        ({"from_at": "2020-01-01T00:00:00"}, 422, None),
        ({"market": "moon"}, 404, []),
        ({"reason": {"en": "a\u0000b"}}, 422, None),
        ({"audience": "a\u0000b"}, 422, None),
    ],
)
async def test_what_an_offer_cannot_be(
    merchant: httpx.AsyncClient, mug: Product, wrong: dict[str, object], status: int, pointers: list[str] | None
) -> None:
    answer = await merchant.post("/api/admin/offers", json={**OFFER, **wrong})
    assert answer.status_code == status
    if pointers is not None:
        assert [error["pointer"] for error in answer.json().get("errors", [])] == pointers


async def test_offers_follow_the_catalogue_by_its_events(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        collection = await catalog.make_collection(tx, SYSTEM, NewGroup(texts={"en": Group(name="Gifts")}))
    await merchant.post("/api/admin/offers", json={**OFFER, "scope": "collection", "target": ids.show("col", collection)})
    async with db.writing() as tx:
        await catalog.collect(tx, SYSTEM, collection, [mug.id])
    await jobs.drain(db)
    price = (await merchant.get(f"/api/admin/variants/{ids.show('var', mug.variants[0].id)}/prices/eu")).json()
    assert price["price"] == shown_price(1600)
