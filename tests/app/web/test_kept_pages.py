"""Pages that are kept for guests: everybody's but for the count in the cart."""

import gzip

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, statements
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import ProductChange, Text
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import Shop, make_shop


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


@pytest.fixture
async def path(db: Database, shop: Shop) -> str:
    async with db.reading() as read:
        return f"/p/{await read.value('select p.handle from catalog.product p join catalog.variant v on v.product_id = p.id where v.id = $1', shop.variant)}"


async def put(client: httpx.AsyncClient, shop: Shop, quantity: int) -> None:
    await client.post("/cart/lines", data={"variant": ids.show("var", shop.variant), "quantity": str(quantity)})


@pytest.mark.parametrize("prefix", ["", "/de"])
async def test_a_guest_with_a_cart_sees_the_kept_page_with_the_own_count(
    client: httpx.AsyncClient, db: Database, shop: Shop, path: str, prefix: str
) -> None:
    await put(client, shop, 3)
    anew = (await client.get(prefix + path)).text
    assert '<span class="site-tool-count" aria-hidden="true">3</span>' in anew
    cart = dict(client.cookies)
    client.cookies.clear()
    alone = (await client.get(prefix + path)).text
    assert "site-tool-count" not in alone
    seen: list[str] = []
    token = statements.set(seen)
    client.cookies.update(cart)
    kept = await client.get(prefix + path)
    statements.reset(token)
    assert kept.text == anew
    assert len(seen) == 1
    assert "base.version" in seen[0]
    client.cookies.clear()
    assert (await client.get(prefix + path)).text == alone


async def test_it_is_packed_anew(client: httpx.AsyncClient, shop: Shop, path: str) -> None:
    await client.get(path)
    await put(client, shop, 2)
    async with client.stream("GET", path, headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(raw)
    assert b'aria-hidden="true">2</span>' in gzip.decompress(raw)


async def test_neither_page_nor_count_is_ever_old(client: httpx.AsyncClient, db: Database, shop: Shop, path: str) -> None:
    await client.get(path)
    for quantity in (1, 2):
        await put(client, shop, 1)
        assert f'aria-hidden="true">{quantity}</span>' in (await client.get(path)).text
    async with db.writing() as tx:
        product = await tx.value("select product_id from catalog.variant where id = $1", shop.variant)
        await catalog.change_product(tx, SYSTEM, product, ProductChange(texts={"en": Text("Another name")}))
    assert "<h1>Another name</h1>" in (await client.get(path)).text


async def test_a_cart_that_is_not_there_counts_nothing(client: httpx.AsyncClient, shop: Shop, path: str) -> None:
    alone = (await client.get(path)).text
    client.cookies.set("stoa_cart", "00000000-0000-0000-0000-000000000000")
    assert (await client.get(path)).text == alone


async def test_who_signed_in_is_made_a_page_of_their_own(client: httpx.AsyncClient, db: Database, shop: Shop, path: str) -> None:
    await client.get(path)
    await sign_in(client, db)
    assert 'href="/account"' in (await client.get(path)).text.replace("&#x2f;", "/")
    assert 'href="/sign-in"' not in (await client.get(path)).text.replace("&#x2f;", "/")
