"""How every answer of the API is written: problems, tags, limits, and what is done once."""

import base64
import re
from typing import Any

import httpx
import msgspec
import pytest

from stoa.app import rooms, wiring
from stoa.app.api.document import document
from stoa.app.settings import Settings
from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.answers import takes_json
from stoa.base.http.bodies import NotJson, parse
from stoa.base.refusals import Invalid
from stoa.people import sessions
from stoa.people.permissions.model import PEOPLE_ONLY, PERMISSIONS, Role, Visitor, granted
from stoa.shop.checkout.web.api import CheckoutIn
from tests.conftest import ORIGIN
from tests.shop.checkout.makers import Shop, make_shop

JSON = {"content-type": "application/json"}


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


def faults(answer: httpx.Response) -> dict[str, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return {one["pointer"]: one["code"] for one in answer.json()["errors"]}


async def a_key(db: Database, *scopes: str) -> tuple[Any, str]:
    async with db.writing() as tx:
        return await sessions.make_key(tx, Visitor(permissions=granted({Role.ADMIN})), "Test", list(scopes))


async def carts(db: Database) -> int:
    async with db.reading() as read:
        return int(await read.value("select count(*) from carts.cart"))


def a_checkout(token: str = "tok_ok", **overrides: object) -> dict[str, object]:
    address = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}
    return {"email": "ada@example.com", "shipping_address": address, "payment": {"provider": "sandbox", "token": token}, **overrides}


# Bodies


def wrong(body: bytes, kind: Any = CheckoutIn) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        parse(body, kind)
    return {one.pointer: one.code for one in caught.value.errors}


class Shelf(msgspec.Struct, kw_only=True):
    names: dict[str, list[int] | None] = {}
    extra: dict[str, Any] = {}


def test_every_wrong_field_is_named_at_once() -> None:
    body = b'{"email": 3, "shipping_address": {"name": "A", "line1": "B", "city": "C", "postal_code": "", "country": "DEU", "x/y": 1}}'
    assert wrong(body) == {
        "/email": "wrong_type",
        "/shipping_address/country": "invalid",
        "/shipping_address/x~1y": "unknown_field",
        "/payment": "required",
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"[]", {"": "wrong_type"}),
        (b"null", {"": "wrong_type"}),
        (b'{"names": {"a": [1, "2", 3.5]}}', {"/names/a/1": "wrong_type", "/names/a/2": "wrong_type"}),
        (b'{"names": {"a": null, "b": {}}}', {"/names/b": "wrong_type"}),
        (b'{"extra": {"a": [{"b": "x\\u0000"}]}}', {"/extra/a/0/b": "invalid"}),
        (b'{"extra": {"a\\u0000": 1}}', {"/extra/a": "invalid"}),
        (b'{"extra": {"a": 9223372036854775808}}', {"/extra/a": "out_of_range"}),
        (b'{"names": {"a": [99999999999999999999]}}', {"/names/a/0": "out_of_range"}),
        (b'{"names": {"a": -99999999999999999999}}', {"/names/a": "wrong_type"}),
    ],
)
def test_a_fault_is_found_where_it_is(body: bytes, expected: dict[str, str]) -> None:
    assert wrong(body, Shelf) == expected


@pytest.mark.parametrize("body", [b"{", b"nul", b"\xff\xfe", b'"\\ud800"', b"[" * 100_000, b'{"a": 1e999}', b"{'a': 1}", b"", b"{} {}"])
def test_what_is_no_json_is_told_apart(body: bytes) -> None:
    with pytest.raises(NotJson):
        parse(body, Shelf)


async def test_malformed_bodies_are_problems(client: httpx.AsyncClient, shop: Shop) -> None:
    cart = (await client.post("/api/carts")).json()["id"]
    line = f"/api/carts/{cart}/lines/{ids.show('var', shop.variant)}"
    for body, status, expected in (
        (b'{"quantity": "3"}', 422, {"/quantity": "wrong_type"}),
        (b'{"quantity": -1}', 422, {"/quantity": "out_of_range"}),
        (b'{"quantity": 2147483648}', 422, {"/quantity": "out_of_range"}),
        (b'{"quantity": 99999999999999999999}', 422, {"/quantity": "out_of_range"}),
        (b'{"quantity": 1, "qty": 2}', 422, {"/qty": "unknown_field"}),
        (b"{}", 422, {"/quantity": "required"}),
        (b"", 422, {"": "required"}),
        (b"[1]", 422, {"": "wrong_type"}),
    ):
        answer = await client.put(line, content=body, headers=JSON)
        assert (body, answer.status_code, faults(answer)) == (body, status, expected)
    broken = await client.put(line, content=b'{"quantity": ', headers=JSON)
    assert (broken.status_code, broken.json()["code"]) == (400, "not_json")
    text = await client.put(line, content=b"quantity=3", headers={"content-type": "application/x-www-form-urlencoded"})
    assert (text.status_code, text.json()["code"]) == (415, "not_that_kind")
    assert (await client.get(f"/api/carts/{cart}")).json()["lines"] == []


async def test_wrong_parameters_are_named(client: httpx.AsyncClient, shop: Shop) -> None:
    for text in ("many", "1.5", "\uff11", "0x10"):
        answer = await client.get("/api/products", params={"limit": text})
        assert (text, answer.json()["code"], faults(answer)) == (text, "invalid", {"/limit": "not_a_number"})
        assert answer.json()["errors"][0]["detail"] == "A whole number, please."
    for few in ("0", "-3"):
        assert faults(await client.get("/api/products", params={"limit": few})) == {"/limit": "out_of_range"}
    both = await client.get("/api/products", params={"limit": "many", "query": "x" * 201})
    assert {one["pointer"]: one["detail"] for one in both.json()["errors"]} == {
        "/limit": "A whole number, please.",
        "/query": "At most 200 characters, please.",
    }
    answer = await client.get("/api/products", params={"cursor": "x"})
    assert (answer.status_code, faults(answer)) == (422, {"/cursor": "bad_cursor"})


async def test_every_list_reads_its_limit_alike(client: httpx.AsyncClient, shop: Shop) -> None:
    for path in ("/api/products", f"/api/products/{shop.product.handle}/questions", "/api/topics", "/api/deals"):
        found = [faults(await client.get(path, params={"limit": limit})) for limit in ("many", "0")]
        assert (path, found) == (path, [{"/limit": "not_a_number"}, {"/limit": "out_of_range"}])
        assert (path, (await client.get(path, params={"limit": "101"})).status_code) == (path, 200), "more counts as 100"


async def test_a_parameter_that_is_missing_is_named(client: httpx.AsyncClient) -> None:
    assert faults(await client.get("/api/questions/suggestions")) == {"/product": "required", "/q": "required"}
    assert faults(await client.get("/api/questions/suggestions?q=x")) == {"/product": "required"}


async def test_what_a_parameter_takes_is_told(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    _, secret = await a_key(db, *[scope for scope in PERMISSIONS if scope not in PEOPLE_ONLY])
    client.headers["authorization"] = f"Bearer {secret}"
    reviews = f"/api/products/{shop.product.handle}/reviews"
    for path, code, said in (
        (f"{reviews}?owners=maybe", "not_one_of", "This is one of: true, false."),
        (f"{reviews}?stars=many", "not_a_number", "A whole number, please."),
        ("/api/admin/questions/figures?days=0", "out_of_range", "Choose a number from 1 to 365."),
        ("/api/admin/questions/figures?days=x", "not_a_number", "A whole number, please."),
    ):
        answer = await client.get(path)
        assert (path, list(faults(answer).values()), answer.json()["errors"][0]["detail"]) == (path, [code], said)


async def test_a_parameter_that_a_call_does_not_know_is_refused(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    answer = await client.get("/api/products?after=x&query=mug&after=y&%C3%A4%2F=1")
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_parameter")
    assert faults(answer) == {"/after": "unknown_parameter", "/ä~1": "unknown_parameter"}
    assert answer.json()["detail"] == "This call does not know “after, ä/”. It takes: category, collection, cursor, limit, market, query."
    assert "kennt „after“ nicht" in (await client.get("/de/api/products?after=x")).json()["detail"]
    made = await client.post("/api/carts?market=eu")
    assert (made.status_code, made.json()["code"], await carts(db)) == (400, "unknown_parameter", 0)
    assert "takes no parameter" in made.json()["detail"]
    assert (await client.get("/api/admin/orders?after=x")).status_code == 401
    assert (await client.get("/p/wide-mug?after=x")).status_code == (await client.get("/p/wide-mug")).status_code
    assert (await client.get("/api?after=x")).status_code == 200


async def test_a_value_that_is_none_of_the_choices_is_refused(client: httpx.AsyncClient, db: Database) -> None:
    _, secret = await a_key(db, "offers.edit", "catalog.edit")
    client.headers["authorization"] = f"Bearer {secret}"
    for path, name, said in (
        ("/api/admin/offers?view=soon", "/view", "This is one of: now, coming, ended."),
        ("/api/admin/products?state=sold", "/state", "This is one of: draft, active, archived."),
        ("/api/deals?view=soon", "/view", "This is one of: now, coming, ended."),
    ):
        answer = await client.get(path)
        assert (path, answer.status_code, faults(answer)) == (path, 422, {name: "not_one_of"})
        assert answer.json()["errors"][0]["detail"] == said


async def test_a_choice_in_a_body_that_is_none_is_told_which_there_are(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    _, secret = await a_key(db, "catalog.edit")
    client.headers["authorization"] = f"Bearer {secret}"
    answer = await client.post("/api/admin/products", json={"texts": {"en": {"title": "Mug"}}, "state": "sold"})
    assert (answer.status_code, faults(answer)) == (422, {"/state": "not_one_of"})
    assert answer.json()["errors"][0]["detail"] == "This is one of: draft, active, archived."


def test_whatever_a_call_may_be_asked_is_described() -> None:
    """What the guard lets pass and what the description says are one and the same."""
    described = document()["paths"]
    for handler in rooms.handlers():
        for path in (one for one in handler.paths if one.startswith("/api/") and handler.opt.get("query") is not None):
            for method in handler.http_methods:
                operation = described.get(re.sub(r"\{(\w+):\w+\}", r"{\1}", path), {}).get(method.lower())
                if operation is not None:
                    assert {one["name"] for one in operation["parameters"] if one["in"] == "query"} == handler.opt["query"], path


async def test_a_parameter_without_a_value_is_left_out(client: httpx.AsyncClient, shop: Shop) -> None:
    answer = await client.get("/api/products?query=&category=&collection=&limit=&cursor=")
    assert (answer.status_code, answer.json()) == (200, (await client.get("/api/products")).json())
    assert faults(await client.get("/api/products?limit=&cursor=x")) == {"/cursor": "bad_cursor"}


async def test_who_is_not_known_is_told_how_to_say_so(client: httpx.AsyncClient) -> None:
    for path in ("/api/admin/orders", "/api/me"):
        answer = await client.get(path)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="api"')


@pytest.mark.parametrize(
    "key",
    [
        "x",
        1,
        None,
        [],
        ["x"],
        [2**63, "018f0000-0000-7000-8000-000000000001"],
        ["2026-01-01T00:00:00", "018f0000-0000-7000-8000-000000000001"],
    ],
)
async def test_a_made_up_cursor_is_told(client: httpx.AsyncClient, db: Database, shop: Shop, key: object) -> None:
    made = base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")
    _, secret = await a_key(db, "catalog.edit", "orders.read", "offers.edit", "stock.edit")
    client.headers["authorization"] = f"Bearer {secret}"
    for path in (
        "/api/products",
        "/api/admin/products",
        "/api/admin/orders",
        "/api/admin/returns",
        "/api/admin/offers",
        "/api/admin/stock",
    ):
        for cursor in (made, f"+{made}", f"-{made}"):
            answer = await client.get(path, params={"cursor": cursor})
            assert (path, answer.status_code, answer.json()["code"]) == (path, 422, "bad_cursor")


# Addresses and methods


async def test_unknown_addresses_and_methods(client: httpx.AsyncClient) -> None:
    missing = await client.get("/api/nothing")
    assert (missing.status_code, missing.headers["content-type"], missing.json()["code"]) == (404, "application/problem+json", "missing")
    assert missing.json()["instance"] == "/api/nothing"
    method = await client.delete("/api/products")
    assert (method.status_code, method.json()["code"]) == (405, "wrong_method")
    assert "GET" in method.headers["allow"]
    options = await client.options("/api/products")
    assert options.status_code == 204
    assert "GET" in options.headers["allow"]
    for path in ("/api/products/a%00b", "/api/carts/%ff%fe", "/p/%00", "/p/%ED%A0%80"):
        assert (path, (await client.get(path)).status_code) == (path, 404)
    for query in ("query=%00", "query=%ff", "cursor=%00"):
        assert (query, (await client.get(f"/api/products?{query}")).status_code) == (query, 422)


def test_what_an_accept_header_leaves_room_for() -> None:
    for accept in ("", "*/*", "application/json", "text/html,application/*;q=0.8", "application/problem+json"):
        assert takes_json(accept)
    for accept in ("text/html", "image/*, text/html;q=0.9", "application/json;q=0"):
        assert not takes_json(accept)


async def test_who_takes_no_json_is_told(client: httpx.AsyncClient, shop: Shop) -> None:
    answer = await client.get("/api/products", headers={"accept": "text/html"})
    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


@pytest.mark.parametrize("path", ["/api/products", "/api/products/{handle}", "/api/orders/{order}", "/api/markets"])
async def test_reading_again_is_cheap(client: httpx.AsyncClient, shop: Shop, path: str) -> None:
    cart = (await client.post("/api/carts")).json()["id"]
    await client.put(f"/api/carts/{cart}/lines/{ids.show('var', shop.variant)}", json={"quantity": 1})
    order = (await client.post(f"/api/carts/{cart}/checkout", json=a_checkout())).json()
    path = path.format(handle=shop.product.handle, order=f"{order['id']}?key={order['key']}")
    first = await client.get(path)
    assert first.status_code == 200
    again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert (await client.get(path, headers={"if-none-match": '"other"'})).status_code == 200
    head = await client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == first.headers["content-length"]
    assert head.headers["etag"] == first.headers["etag"]


async def test_a_change_is_made_of_what_was_seen_or_not_at_all(client: httpx.AsyncClient, shop: Shop) -> None:
    cart = f"/api/carts/{(await client.post('/api/carts')).json()['id']}"
    line = f"{cart}/lines/{ids.show('var', shop.variant)}"
    seen = (await client.get(cart)).headers["etag"]
    put = await client.put(line, json={"quantity": 2}, headers={"if-match": seen})
    assert (put.status_code, put.json()["lines"][0]["quantity"]) == (200, 2)
    now = (await client.get(cart)).headers["etag"]
    assert put.headers["etag"] == now != seen
    for stale in (seen, '"other"', f'{seen}, "other"'):
        late = await client.put(line, json={"quantity": 3}, headers={"if-match": stale})
        assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    assert (await client.get(cart)).headers["etag"] == now
    for good in (now, now.removeprefix("W/"), f'"other", {now}', "*"):
        again = await client.put(line, json={"quantity": 2}, headers={"if-match": good})
        assert (again.status_code, again.headers["etag"]) == (200, now)
    gone = await client.put(line, json={"quantity": 0})
    assert (gone.status_code, gone.json()["lines"]) == (200, [])


async def test_a_change_on_a_condition_that_nobody_checks_is_not_made(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    _, secret = await a_key(db, "stock.edit")
    client.headers["authorization"] = f"Bearer {secret}"
    path = f"/api/admin/stock/{ids.show('var', shop.variant)}"
    before = (await client.get("/api/admin/stock")).json()
    held = await client.put(path, json={"on_hand": 3, "reason": "count"}, headers={"if-match": '"x"'})
    assert (held.status_code, held.json()["code"]) == (412, "not_conditional")
    assert (await client.get("/api/admin/stock")).json() == before
    assert (await client.get("/api/admin/stock", headers={"if-match": '"x"'})).status_code == 200


async def test_a_list_names_its_next_page(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    _, secret = await a_key(db, "catalog.edit")
    client.headers["authorization"] = f"Bearer {secret}"
    for number in range(2):
        made = await client.post("/api/admin/products", json={"texts": {"en": {"title": f"Mug {number}"}}})
        assert made.status_code == 201
    first = await client.get("/api/admin/products", params={"limit": 2, "query": ""})
    link = first.links["next"]["url"]
    assert link.startswith("/api/admin/products?limit=2&cursor=")
    rest = await client.get(link)
    assert rest.json()["has_more"] is False
    assert "link" not in rest.headers
    shown = [one["id"] for answer in (first, rest) for one in answer.json()["items"]]
    assert len(shown) == len(set(shown)) == 3


async def test_too_many_requests_are_told_when_to_come_back(db: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stoa.app.gate.API_RATE", msgspec.structs.replace(wiring.gate.API_RATE, burst=2, seconds=3600.0))
    app = wiring.build(msgspec.structs.replace(settings, rate_limits=True), db)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN) as client:
        left = [(await client.get("/api/markets")).headers["ratelimit"] for _ in range(2)]
        assert left == ['"api";r=1', '"api";r=0']
        answer = await client.get("/api/markets")
    assert (answer.status_code, answer.json()["code"]) == (429, "slow_down")
    assert int(answer.headers["retry-after"]) > 1_000
    assert answer.headers["ratelimit-policy"] == '"api";q=2;w=3600'
    assert answer.headers["ratelimit"] == f'"api";r=0;t={answer.headers["retry-after"]}'
