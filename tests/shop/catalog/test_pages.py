import re
from typing import Any

import httpx
import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Database, statements
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog.actions import archive
from stoa.shop.catalog.model import Group, KeptPicture, NewGroup, Product, ProductChange, State, Text
from stoa.shop.catalog.picturing import add_picture
from tests.shop.catalog.makers import make_mug, make_priced, make_product


@pytest.fixture
async def mug(db: Database) -> Product:
    async with db.writing() as tx:
        kitchen = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Kitchen"), "de": Group(name="Küche")}))
        mug = await make_mug(tx, category_id=kitchen)
        await make_priced(tx, mug, 2400, 2600)
        other = await make_product(tx, category_id=kitchen, texts={"en": Text("Tall mug")})
        await make_priced(tx, other, 1900)
        return mug


async def test_a_product_can_be_bought(client: httpx.AsyncClient, mug: Product) -> None:
    answer = await client.get("/p/wide-mug")
    assert answer.status_code == 200
    assert "<h1>Wide mug</h1>" in answer.text
    assert "€24.00" in answer.text
    assert f'name="variant" value="{ids.show("var", mug.variants[0].id)}"' in answer.text
    assert 'action="&#x2f;cart&#x2f;lines"' in answer.text or 'action="/cart/lines"' in answer.text


async def test_in_german_with_what_is_not_translated_in_english(client: httpx.AsyncClient, mug: Product) -> None:
    answer = await client.get("/de/p/wide-mug")
    assert "<h1>Weite Tasse</h1>" in answer.text
    assert "For both hands" in answer.text
    assert "Küche" in answer.text
    assert "Glasur" in answer.text
    assert "24,00\u00a0€" in answer.text


@pytest.mark.parametrize("query", ["v={sage}", "option:glaze=sage"])
async def test_another_variant_without_scripts(client: httpx.AsyncClient, mug: Product, query: str) -> None:
    sage = ids.show("var", mug.variants[1].id)
    answer = await client.get(f"/p/wide-mug?{query.format(sage=sage)}")
    assert f'name="variant" value="{sage}"' in answer.text
    assert re.search(r"price-now[^<]*>(<[^>]*>)*€26.00", answer.text)
    assert (
        'rel="canonical" href="http://localhost:8000/p/wide-mug"'.replace("/", "&#x2f;") in answer.text
        or 'href="http://localhost:8000/p/wide-mug"' in answer.text
    )


async def test_a_renamed_product_leads_on(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(handle="bowl"))
        await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(handle="big-bowl"))
    for old in ("wide-mug", "bowl"):
        answer = await client.get(f"/de/p/{old}?v=var_x")
        assert (answer.status_code, answer.headers["location"]) == (301, "/de/p/big-bowl?v=var_x")
    assert (await client.get("/p/big-bowl")).status_code == 200


async def test_an_archived_product_is_gone_and_shows_what_is_like_it(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await archive(tx, SYSTEM, mug.id)
    answer = await client.get("/p/wide-mug")
    assert answer.status_code == 410
    assert "Wide mug is no longer sold" in answer.text
    assert "cart/lines" not in answer.text.replace("&#x2f;", "/")


async def test_drafts_and_unknown_ones_are_missing(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(state=State.DRAFT))
    assert (await client.get("/p/wide-mug")).status_code == 404
    assert (await client.get("/p/never-was")).status_code == 404


async def test_sold_out_is_said_and_cannot_be_bought(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await stock.count_again(tx, SYSTEM, {one.id: 0 for one in mug.variants})
    answer = await client.get("/p/wide-mug")
    assert answer.status_code == 200
    assert "Sold out" in answer.text
    assert re.search(r"<button[^>]*disabled[^>]*>\s*Add to cart", answer.text)


async def test_search_engines_are_told(client: httpx.AsyncClient, mug: Product) -> None:
    text = (await client.get("/p/wide-mug")).text
    told: list[dict[str, Any]] = [msgspec.json.decode(one) for one in re.findall(r'ld\+json">(.*?)</script>', text)]
    product, way = told
    assert product["offers"]["price"] == "24.00"
    assert product["offers"]["availability"] == "https://schema.org/InStock"
    assert [one["name"] for one in way["itemListElement"]] == ["Home", "Kitchen", "Wide mug"]


async def test_two_statements_then_one_and_then_none_but_the_version(client: httpx.AsyncClient, mug: Product) -> None:
    """What sells, and what stands beside it (docs/house.md), which is written down when the answer is sent."""
    await client.get("/p/tall-mug")  # what hardly ever changes is read once and kept
    seen: list[str] = []
    token = statements.set(seen)
    await client.get("/p/wide-mug")
    assert [one.split(maxsplit=1)[0] for one in seen] == ["select", "select", "insert"]
    seen.clear()
    await client.get("/p/wide-mug", headers={"x-fragment": "none"})
    assert [one.split(maxsplit=1)[0] for one in seen] == ["select"]
    seen.clear()
    await client.get("/p/wide-mug")
    statements.reset(token)
    assert [one for one in seen if "base.version" not in one] == []


async def test_what_is_like_it_is_never_older_than_the_page(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        deep = await make_product(tx, category_id=mug.category_id, texts={"en": Text("Deep mug")})
        await add_picture(tx, SYSTEM, deep.id, KeptPicture("a" * 32, 640, 480), {})
        await make_priced(tx, deep, 3100)
    text = (await client.get("/p/wide-mug")).text
    assert "Deep mug" in text
    assert "€31.00" in text
    assert "Tall mug" not in text  # it has no picture
    async with db.writing() as tx:
        await pricing.set_price(tx, SYSTEM, deep.variants[0].id, "eu", Money(2900, "EUR"))
    text = (await client.get("/p/wide-mug")).text
    assert "€29.00" in text
    assert "€31.00" not in text
    assert "Deep mug" in (await client.get("/de/p/wide-mug")).text
    async with db.writing() as tx:
        await catalog.change_product(tx, SYSTEM, deep.id, ProductChange(state=State.DRAFT))
    assert "Deep mug" not in (await client.get("/p/wide-mug")).text


async def test_a_kept_page_never_shows_an_old_title(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    await client.get("/p/wide-mug")
    async with db.writing() as tx:
        await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(texts={"en": Text("Wider mug")}))
    assert "<h1>Wider mug</h1>" in (await client.get("/p/wide-mug")).text
