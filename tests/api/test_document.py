"""The description of the API: complete, by the names that were promised, and right."""

import json
from typing import Any

import httpx
import jsonschema_rs
import msgspec
import pytest

from stoa.app import rooms
from stoa.app.api import notes, reading
from stoa.app.api.document import document, refusals
from stoa.app.api.operations import operations

PROMISED = {
    "get /api/products": "catalog.products",
    "get /api/products/{handle}": "catalog.product",
    "post /api/carts": "carts.make",
    "get /api/carts/{cart_id}": "carts.see",
    "put /api/carts/{cart_id}/lines/{variant_id}": "carts.set_line",
    "post /api/carts/{cart_id}/checkout": "checkout.place",
    "get /api/orders/{order_id}": "orders.see",
    "post /api/orders/{order_id}/cancellation": "returns.cancel",
    "get /api/admin/products": "admin.catalog.listed",
    "post /api/admin/products": "admin.catalog.make",
    "get /api/admin/stock": "admin.stock.listing",
    "get /api/admin/orders": "admin.orders.everything",
    "post /api/admin/orders/{order_id}/shipments": "admin.shipping.ship",
    "post /api/admin/orders/{order_id}/refunds": "admin.returns.give",
}


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    rooms.load()
    return document()


def each(written: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{method} {path}": one for path, methods in written["paths"].items() for method, one in methods.items()}


def test_what_was_promised_is_there_by_its_name(written: dict[str, Any]) -> None:
    found = {name: one["operationId"] for name, one in each(written).items()}
    assert {name: found.get(name) for name in PROMISED} == PROMISED
    asked = {one["name"] for one in each(written)["get /api/products"]["parameters"] if one["in"] == "query"}
    assert asked >= {"query", "category", "limit", "cursor"}


def test_every_operation_says_what_it_does(written: dict[str, Any]) -> None:
    ids = [one["operationId"] for one in each(written).values()]
    assert len(ids) == len(set(ids))
    assert all(path.startswith("/api/") for path in written["paths"])
    for name, one in each(written).items():
        assert one["summary"], name
        assert one["tags"], name
        assert {"400", "422", "429", "default"} <= one["responses"].keys(), name
        headers = {parameter["name"] for parameter in one["parameters"] if parameter["in"] == "header"}
        assert ("Idempotency-Key" in headers) == name.startswith("post "), name
        assert ({} in one["security"]) == ("401" not in one["responses"]), name
    assert {"session", "key"} == written["components"]["securitySchemes"].keys()


def test_checkout_says_what_it_refuses(written: dict[str, Any]) -> None:
    answers = each(written)["post /api/carts/{cart_id}/checkout"]["responses"]
    assert "payment_declined" in answers["402"]["description"]
    assert "out_of_stock" in answers["409"]["description"]
    assert answers["201"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/OrderOut"}
    assert answers["409"]["content"] == notes.PROBLEM_CONTENT


def test_it_is_openapi(written: dict[str, Any]) -> None:
    assert written["openapi"] == "3.1.0"
    text = json.dumps(written)
    for name, schema in written["components"]["schemas"].items():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
        assert "." not in name
    for pointer in {part.split('"')[0] for part in text.split('"$ref": "#')[1:]}:
        found: Any = written
        for part in pointer.strip("/").split("/"):
            found = found[part]


def test_examples_are_such_as_would_be_taken() -> None:
    bodies = {one.id: one.body for one in operations(rooms.handlers())}
    for name, example in notes.EXAMPLES.items():
        assert msgspec.convert(example, bodies[name]) is not None, name


def test_what_is_refused_has_a_sentence_in_both_languages(renderer: Any) -> None:
    stated = {refusal.code for one in operations(rooms.handlers()) for refusal in one.handler.opt["refuses"]}
    without = {
        code for code in stated for language in ("en", "de") if not renderer.texts.has(language, f"refusal-{code.replace('_', '-')}")
    }
    assert len(stated) > 10
    assert stated <= refusals().keys()
    assert without == set()


async def test_it_is_served_and_kept(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/openapi.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json()["openapi"] == "3.1.0"
    again = await client.get("/api/openapi.json", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("prefix", "title"), [("", "The API"), ("/de", "Die API")])
async def test_people_read_it(client: httpx.AsyncClient, prefix: str, title: str) -> None:
    answer = await client.get(f"{prefix}/api")
    assert answer.status_code == 200
    assert f"<h1>{title}</h1>" in answer.text
    for name in PROMISED.values():
        assert f'id="{name}"' in answer.text
    assert "&quot;payment&quot;: {&quot;provider&quot;: &quot;sandbox&quot;" in answer.text or '"provider": "sandbox"' in answer.text


def test_texts_are_escaped_and_their_code_and_links_shown() -> None:
    assert (
        reading.written("a < b, [`x`](/api/problems/x) and `y`")
        == 'a &lt; b, <a href="/api/problems/x"><code>x</code></a> and <code>y</code>'
    )
    assert reading.written("[x](javascript:alert)") == "[x](javascript:alert)"


async def test_each_problem_has_a_page(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/problems/out_of_stock")
    assert answer.status_code == 200
    assert "409" in answer.text
    missing = await client.get("/api/problems/nothing_of_the_kind")
    assert (missing.status_code, missing.json()["code"]) == (404, "no_such_problem")


def test_the_readable_page_has_everything(written: dict[str, Any]) -> None:
    told = [one for tag in reading.tags(written, "http://localhost") for one in tag.operations]
    assert sorted(one.id for one in told) == sorted(one["operationId"] for one in each(written).values())
    known = {one.name for one in reading.types(written)}
    assert {answer.link for one in told for answer in one.answers} - {""} <= known
