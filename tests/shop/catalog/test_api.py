import asyncio
import io
from typing import Any

import httpx
import pytest
from PIL import Image

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, pricing
from stoa.shop.catalog.actions import archive
from stoa.shop.catalog.model import Group, NewGroup, Product, ProductChange, State, Text
from stoa.shop.pricing.model import NewMarket, NewPrice, TaxMode
from tests.people.sessions.makers import sign_in
from tests.shop.catalog.makers import make_mug, make_priced, make_product

PRODUCT = {
    "texts": {"en": {"title": "Lamp", "description": "<p onclick=x>Bright</p><script>x</script>"}},
    "variants": [{"sku": "L-1"}],
    "state": "active",
}


@pytest.fixture
async def mug(db: Database) -> Product:
    async with db.writing() as tx:
        kitchen = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Kitchen"), "de": Group(name="Küche")}))
        await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Mugs")}, parent_id=kitchen))
        mug = await make_mug(tx, category_id=kitchen)
        await make_priced(tx, mug, 2400, 2600)
    await jobs.drain(db)
    return mug


def a_file() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "#b5651d").save(out, "JPEG")
    return out.getvalue()


async def test_products_are_listed_and_found(client: httpx.AsyncClient, mug: Product) -> None:
    for query in ("", "?query=mugg", "?category=kitchen"):
        body = (await client.get(f"/api/products{query}")).json()
        assert [(one["handle"], one["title"], one["price"]) for one in body["items"]] == [
            ("wide-mug", "Wide mug", {"amount": 2400, "currency": "EUR"})
        ]
        assert (body["has_more"], body["next_cursor"], body["total"]) == (False, None, 1)
    assert (await client.get("/api/products?category=nowhere")).json()["items"] == []


async def test_a_product_whole(client: httpx.AsyncClient, mug: Product) -> None:
    answer = await client.get("/de/api/products/wide-mug")
    body = answer.json()
    assert (body["title"], body["categories"]) == ("Weite Tasse", [{"handle": "kitchen", "name": "Küche"}])
    assert [(one["choices"], one["price"]["amount"], one["available"]) for one in body["variants"]] == [
        ({"glaze": "clay"}, 2400, 9),
        ({"glaze": "sage"}, 2600, 9),
    ]
    again = await client.get("/de/api/products/wide-mug", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_prices_of_any_market_can_be_asked(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    us = NewMarket("us", {"en": "USA"}, "USD", ["US"], TaxMode.EXCLUSIVE)
    twin = NewMarket("ch", {"en": "Elsewhere"}, "EUR", ["CH"], TaxMode.INCLUSIVE)
    async with db.writing() as tx:
        for market, amount in ((us, 3100), (twin, 2400)):
            await pricing.make_market(tx, SYSTEM, market)
            await pricing.set_prices(tx, SYSTEM, [NewPrice(one.id, market.code, Money(amount, market.currency)) for one in mug.variants])
    await jobs.drain(db)
    for _ in range(2):  # what was kept for one market is not shown to another
        for market, price in (("us", (3100, "USD")), ("eu", (2400, "EUR")), ("ch", (2400, "EUR"))):
            listed = (await client.get("/api/products", params={"market": market})).json()
            assert (listed["market"], [tuple(one["price"].values()) for one in listed["items"]]) == (market, [price])
            found = (await client.get("/api/products/wide-mug", params={"market": market})).json()
            assert (found["market"], tuple(found["variants"][0]["price"].values())) == (market, price)
    assert (await client.get("/api/products")).json()["market"] == (await client.get("/api/products/wide-mug")).json()["market"] == "eu"
    for path in ("/api/products", "/api/products/wide-mug"):
        tags = {(await client.get(path, params={"market": one})).headers["etag"] for one in ("us", "eu", "ch")}
        assert len(tags) == 3
        unknown = await client.get(path, params={"market": "mars"})
        assert (unknown.status_code, unknown.json()["code"]) == (404, "no_such_market")
    async with db.writing() as tx:
        await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(handle="bowl"))
    moved = await client.get("/api/products/wide-mug?market=us")
    assert (moved.status_code, moved.headers["location"]) == (301, "/api/products/bowl?market=us")


async def test_renamed_archived_unknown(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(handle="bowl"))
    answer = await client.get("/api/products/wide-mug")
    assert (answer.status_code, answer.headers["location"]) == (301, "/api/products/bowl")
    async with db.writing() as tx:
        await archive(tx, SYSTEM, mug.id)
    assert (await client.get("/api/products/bowl")).json()["code"] == "product_is_gone"
    assert (await client.get("/api/products/never")).json()["code"] == "no_such_product"


async def test_the_tree_of_categories(client: httpx.AsyncClient, mug: Product) -> None:
    (kitchen,) = (await client.get("/api/categories")).json()["items"]
    assert (kitchen["name"], [one["name"] for one in kitchen["children"]]) == ("Kitchen", ["Mugs"])


async def test_staff_makes_changes_and_archives(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)
    made = await client.post("/api/admin/products", json=PRODUCT)
    assert made.status_code == 201
    body = made.json()
    assert (body["handle"], body["texts"]["en"]["description"]) == ("lamp", "<p>Bright</p>")
    path = f"/api/admin/products/{body['id']}"
    changed = await client.put(
        path, json={"texts": {"de": {"title": "Lampe"}}, "vendor": "Lichtgut"}, headers={"if-match": made.headers["etag"]}
    )
    assert (changed.status_code, sorted(changed.json()["texts"]), changed.json()["vendor"]) == (200, ["de", "en"], "Lichtgut")
    stale = await client.put(path, json={"vendor": "Other"}, headers={"if-match": made.headers["etag"]})
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    assert (await client.get(path)).json()["vendor"] == "Lichtgut"
    assert (await client.delete(path)).status_code == 204
    assert (await client.get(path)).json()["state"] == "archived"
    assert [one["handle"] for one in (await client.get("/api/admin/products?state=archived&query=lam")).json()["items"]] == ["lamp"]


async def test_of_two_who_change_what_they_saw_at_once_one_is_too_late(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    """The second waits for the first, and sees then that it is another product."""
    await sign_in(client, db, Role.MERCHANT)
    path = f"/api/admin/products/{ids.show('prd', mug.id)}"
    variant = ids.show("var", mug.variants[0].id)
    calls: list[tuple[str, str, dict[str, Any]]] = [
        ("put", path, {"json": {"vendor": "A"}}),
        ("put", path, {"json": {"vendor": "B"}}),
        ("put", f"{path}/pictures", {"json": []}),
        ("put", f"/api/admin/variants/{variant}", {"json": {"choices": ["clay"], "sku": "N-1"}}),
        ("delete", f"/api/admin/variants/{variant}", {}),
        ("delete", path, {}),
    ]
    for method, address, more in calls:
        seen = (await client.get(path)).headers["etag"]
        async with db.writing() as tx:
            await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(tags=[method, address[-20:]]))
            late = asyncio.create_task(client.request(method, address, headers={"if-match": seen}, **more))
            await until_waiting(db)
        answer = await late
        assert (address, answer.status_code, answer.json()["code"]) == (address, 412, "precondition_failed")
    after = (await client.get(path)).json()
    assert (after["vendor"], after["state"], len(after["variants"])) == (mug.vendor, "active", 2)


async def until_waiting(db: Database) -> None:
    """Return when some transaction waits for a lock of another."""
    async with db.reading() as read:
        for _ in range(10_000):
            if await read.value(
                "select exists (select from pg_locks l join pg_database d on d.oid = l.database or l.database is null where not l.granted and d.datname = current_database())"
            ):
                return
            await asyncio.sleep(0.01)
    pytest.fail("nobody waits")


async def test_staff_arranges_variants(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    await sign_in(client, db, Role.MERCHANT)
    path = f"/api/admin/products/{ids.show('prd', mug.id)}"
    body = (await client.get(path)).json()
    rows = [{"id": body["variants"][1]["id"], "choices": ["clay"]}, {"id": body["variants"][0]["id"], "choices": ["sage"], "sku": "M-1"}]
    answer = await client.put(f"{path}/variants", json={"options": body["options"], "variants": rows})
    assert [one["choices"] for one in answer.json()["variants"]] == [["clay"], ["sage"]]
    assert (await client.delete(f"/api/admin/variants/{rows[0]['id']}")).status_code == 204
    last = await client.delete(f"/api/admin/variants/{rows[1]['id']}")
    assert (last.status_code, last.json()["code"]) == (409, "not_ready_to_sell")
    wrong = await client.post(f"{path}/variants", json={"choices": ["gold"]})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/variants/1/choices")


async def test_a_picture_is_uploaded_reencoded_and_served_for_ever(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    await sign_in(client, db, Role.MERCHANT)
    path = f"/api/admin/products/{ids.show('prd', mug.id)}"
    made = await client.post(f"{path}/picture-files", content=a_file(), headers={"content-type": "image/jpeg"})
    assert made.status_code == 201
    file = await client.get(made.json()["src"])
    assert (file.headers["content-type"], file.headers["cache-control"]) == ("image/webp", "public, max-age=31536000, immutable")
    assert Image.open(io.BytesIO(file.content)).size == (400, 300)
    again = await client.post(f"{path}/picture-files", content=a_file())
    assert again.json()["id"] == made.json()["id"]
    ordered = await client.put(f"{path}/pictures", json=[{"id": made.json()["id"], "alts": {"en": "A mug"}}])
    assert ordered.json()["pictures"][0]["alts"] == {"en": "A mug"}
    assert (await client.put(f"{path}/pictures", json=[])).json()["pictures"] == []
    refused = await client.post(f"{path}/picture-files", content=b"no picture")
    assert (refused.status_code, refused.json()["code"]) == (422, "not_a_picture")


@pytest.mark.parametrize("name", ["641.webp", "0.webp", "640.png", "..%2f640.webp", "640"])
async def test_other_files_are_missing(client: httpx.AsyncClient, name: str) -> None:
    assert (await client.get(f"/pictures/{'a' * 32}/{name}")).status_code == 404
    assert (await client.get(f"/pictures/{'x' * 32}/640.webp")).status_code == 404


STAFF_ONLY = [
    ("GET", "/api/admin/products"),
    ("POST", "/api/admin/products"),
    ("GET", "/api/admin/products/{prd}"),
    ("PUT", "/api/admin/products/{prd}"),
    ("DELETE", "/api/admin/products/{prd}"),
    ("PUT", "/api/admin/products/{prd}/variants"),
    ("POST", "/api/admin/products/{prd}/variants"),
    ("PUT", "/api/admin/variants/{var}"),
    ("DELETE", "/api/admin/variants/{var}"),
    ("POST", "/api/admin/products/{prd}/pictures"),
    ("PUT", "/api/admin/products/{prd}/pictures"),
    ("POST", "/api/admin/products/{prd}/picture-files"),
]


async def test_nobody_else_may(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    for role, status in ((None, 401), (Role.SHOPPER, 403), (Role.HOST, 403), (Role.AGENT, 403)):
        client.cookies.clear()
        if role is not None:
            await sign_in(client, db, role)
        for method, path in STAFF_ONLY:
            url = path.format(prd=ids.show("prd", mug.id), var=ids.show("var", mug.variants[0].id))
            assert (await client.request(method, url, json={})).status_code == status, (role, method, path)
    async with db.reading() as read:
        assert await catalog.find_product(read, mug.id) == mug


async def test_unknown_ids_are_missing(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)
    for path in (
        "/api/admin/products/prd_x",
        f"/api/admin/products/{ids.show('prd', ids.new())}",
        "/api/admin/products/var_00000000000000000000000000",
    ):
        assert (await client.get(path)).json()["code"] == "no_such_product"


async def test_drafts_stay_inside(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        await make_product(tx, state=State.DRAFT, texts={"en": Text("Secret")})
    await jobs.drain(db)
    assert (await client.get("/api/products/secret")).status_code == 404
    assert (await client.get("/api/products?query=secret")).json()["items"] == []
