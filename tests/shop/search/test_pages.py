"""Through the real application: what visitors see of listings, and how many statements that takes."""

import html
import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, statements
from stoa.base.http.packing import PLACE
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, pricing, search, stock
from stoa.shop.catalog.actions import archive
from stoa.shop.catalog.model import Group, NewGroup, Product
from stoa.shop.pricing.model import NewPrice
from stoa.shop.search import actions
from tests.shop.search.makers import make_found, option

COLOURS = option("colour", "red", "blue")


def group(en: str, de: str, **more: Any) -> NewGroup:
    return NewGroup(texts={"en": Group(name=en), "de": Group(name=de)}, **more)


@pytest.fixture
async def shop(db: Database) -> dict[str, Product]:
    """A category with one below it, a collection, and a few things."""
    async with db.writing() as tx:
        table = await catalog.make_category(tx, SYSTEM, group("Table", "Tisch"))
        bowls = await catalog.make_category(tx, SYSTEM, group("Bowls", "Schalen", parent_id=table))
        made = {
            "bowl": await make_found(
                tx, "Salad bowl", de="Salatschüssel", category_id=bowls, price=1500, options=(COLOURS,), choices=(("red",), ("blue",))
            ),
            "mug": await make_found(
                tx, "Wide mug", de="Weite Tasse", category_id=table, price=900, options=(COLOURS,), choices=(("red",),)
            ),
            "gone": await make_found(tx, "Canvas bag", category_id=table, price=4000, stock_of=0),
        }
        gifts = await catalog.make_collection(tx, SYSTEM, group("Gifts", "Geschenke"))
        await catalog.collect(tx, SYSTEM, gifts, [made["mug"].id])
        await search.reindex(tx, [one.id for one in made.values()])
        return made


def names(answer: httpx.Response) -> list[str]:
    return re.findall(r'class="product-card-name"><a [^>]*>([^<]*)<', answer.text)


async def count(client: httpx.AsyncClient, url: str) -> int:
    """Return how many statements a page sends to somebody with a cart, for whom nothing is kept whole."""
    seen: list[str] = []
    token = statements.set(seen)
    try:
        await client.get(url, headers={"cookie": f"stoa_cart={uuid4()}"})
    finally:
        statements.reset(token)
    return len(seen)


LISTINGS = {
    "/c/table": ["Wide mug", "Salad bowl", "Canvas bag"],
    "/c/bowls": ["Salad bowl"],
    "/c/table?category=bowls": ["Salad bowl"],
    "/c/table?choice=colour%3Ablue": ["Salad bowl"],
    "/c/table?choice=colour%3Ablue&choice=colour%3Ared&sort=price": ["Wide mug", "Salad bowl"],
    "/c/table?stock=in&sort=price-down": ["Salad bowl", "Wide mug"],
    "/c/table?price=0-1000&price=2500-5000&sort=price": ["Wide mug", "Canvas bag"],
    "/collections/gifts": ["Wide mug"],
    "/search?q=mugs": ["Wide mug"],
    "/search?q=canvs": ["Canvas bag"],
    "/search?q=": ["Wide mug", "Salad bowl", "Canvas bag"],
    "/de/search?q=salatschuessel": ["Salatschüssel"],
    "/de/c/table?category=bowls": ["Salatschüssel"],
}


async def test_listings_show_what_was_asked_for(client: httpx.AsyncClient, shop: Any):
    for url, shown in LISTINGS.items():
        answer = await client.get(url)
        assert (url, answer.status_code, names(answer)) == (url, 200, shown)


async def test_each_page_is_one_statement(client: httpx.AsyncClient, shop: Any):
    await client.get("/pages/help")  # what every frame keeps
    pages = ("/", "/c/table", "/c/table?choice=colour:red&stock=in", "/collections/gifts", "/search?q=wide+mug", "/search/suggest?q=mu")
    assert {url: await count(client, url) for url in pages} == dict.fromkeys(pages, 1)
    assert {url: await count(client, url) for url in pages} == dict.fromkeys(pages, 1)


async def test_what_is_mended_takes_a_few_more_once(client: httpx.AsyncClient, shop: Any):
    await client.get("/pages/help")
    assert await count(client, "/search?q=canvs") == 3
    assert await count(client, "/search?q=canvs") == 1
    assert await count(client, "/search?q=cavnas") == 3
    assert await count(client, "/search/suggest?q=canvs") == 3


async def test_filters_say_how_many_each_would_leave(client: httpx.AsyncClient, shop: Any):
    answer = await client.get("/c/table?choice=colour:red")
    counted = dict(
        re.findall(
            r'value="([^"]+)"[^>]*><span class="choice-text">[^<]*</span><span class="choice-end"><span[^>]*>(\d+)',
            html.unescape(answer.text),
        )
    )
    assert counted == {"colour:red": "2", "colour:blue": "1", "0-1000": "1", "1000-2500": "1", "in": "2"}


async def test_filters_refine_by_fragment(client: httpx.AsyncClient, shop: Any):
    answer = await client.get("/c/table?stock=in", headers={"x-fragment": "results"})
    assert answer.text.lstrip().startswith("<form")
    assert 'id="results"' in answer.text
    assert "<html" not in answer.text
    assert names(answer) == ["Wide mug", "Salad bowl"]


async def test_a_mended_search_says_so_and_offers_the_other(client: httpx.AsyncClient, shop: Any):
    page = html.unescape((await client.get("/search?q=canvs")).text)
    assert "Results for “canvas”" in page
    assert 'href="/search?q=canvs&exact=1"' in page
    exactly = await client.get("/search?q=canvs&exact=1")
    assert names(exactly) != ["Canvas bag"]
    assert "Nothing here is called “canvs”" in exactly.text


async def test_a_search_without_result_helps_and_is_counted(client: httpx.AsyncClient, shop: Any, db: Database):
    answer = await client.get("/search?q=zeppelin")
    assert answer.status_code == 200
    assert "Nothing here is called “zeppelin”" in answer.text
    assert 'href="/c/table"' in html.unescape(answer.text)
    assert names(answer) == ["Wide mug", "Salad bowl"]
    await client.get("/search?q=Zeppelin")
    await client.get("/search?q=lena@example.com+zeppelin")
    async with db.reading() as read:
        assert [tuple(row) for row in await read.rows("select query, count from search.miss")] == [("zeppelin", 2)]


async def test_sold_out_is_said_and_prices_are_of_this_moment(client: httpx.AsyncClient, shop: Any, db: Database):
    before = await client.get("/c/bowls")
    assert "€15.00" in before.text
    assert "Sold out" in (await client.get("/search?q=canvas")).text
    async with db.writing() as tx:
        await tx.run("update pricing.price set amount = 1700 where amount = 1500")
        await tx.run("select base.touch('prices')")
    assert "€17.00" in (await client.get("/c/bowls")).text


async def test_a_kept_listing_is_made_anew_when_a_product_changes(client: httpx.AsyncClient, shop: Any, db: Database):
    assert names(await client.get("/c/bowls")) == ["Salad bowl"]
    async with db.writing() as tx:
        await archive(tx, SYSTEM, shop["bowl"].id)
        await search.reindex(tx, [shop["bowl"].id])
    assert names(await client.get("/c/bowls")) == []


async def test_what_a_visitor_with_a_cart_sees_is_as_fresh(client: httpx.AsyncClient, shop: Any, db: Database):
    client.cookies.set("stoa_cart", str(uuid4()))
    assert names(await client.get("/c/bowls")) == ["Salad bowl"]
    assert "€15.00" in (await client.get("/c/bowls")).text
    async with db.writing() as tx:
        await pricing.set_prices(tx, SYSTEM, [NewPrice(one.id, "eu", Money(1600, "EUR")) for one in shop["bowl"].variants])
    assert "€16.00" in (await client.get("/c/bowls")).text
    async with db.writing() as tx:
        wanted = {shop["bowl"].variants[0].id: 3, shop["bowl"].variants[1].id: 4}
        await stock.hold(tx, ids.new(), wanted, tx.now + timedelta(minutes=10))
    assert "Only 3 left" in (await client.get("/c/bowls")).text


async def test_pages_follow_each_other_by_cursors(client: httpx.AsyncClient, db: Database):
    async with db.writing() as tx:
        for number in range(50):
            await make_found(tx, f"Thing {number}", price=100 + number)
    page = await client.get("/search?q=thing&sort=price")
    first = names(page)
    seen = list(first)
    while found := re.search(r'href="([^"]+)" rel="next">N', html.unescape(page.text)):
        page = await client.get(found[1])
        seen += names(page)
    assert seen == [f"Thing {number}" for number in range(50)]
    back = re.search(r'href="([^"]+)" rel="prev">', html.unescape(page.text))
    assert back is not None
    assert names(await client.get(back[1])) == seen[24:48]


async def test_what_search_engines_are_told(client: httpx.AsyncClient, shop: Any):
    page = html.unescape((await client.get("/c/bowls")).text)
    facts = [json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    assert [one["@type"] for one in facts] == ["BreadcrumbList", "ItemList"]
    assert [one["name"] for one in facts[0]["itemListElement"]] == ["Home", "Table", "Bowls"]
    assert '<link rel="canonical" href="http://localhost:8000/c/bowls">' in page
    assert "noindex" not in page
    assert '<meta name="robots" content="noindex">' in (await client.get("/c/bowls?stock=in")).text
    assert '<meta name="robots" content="noindex">' in (await client.get("/search?q=mug")).text
    assert '"SearchAction"' in (await client.get("/")).text


async def test_suggestions(client: httpx.AsyncClient, shop: Any, db: Database):
    async with db.writing() as tx:
        await actions.rename_places(tx)
    answer = await client.get("/search/suggest?q=bow")
    options = re.findall(r'<a role="option" class="search-option" href="([^"]+)">', html.unescape(answer.text))
    assert options == ["/c/bowls", "/p/salad-bowl", "/search?q=bow"]
    assert "Did you mean “canvas”?" in (await client.get("/search/suggest?q=canvs")).text
    assert (await client.get("/search/suggest?q=x")).text.strip() == ""


async def test_a_renamed_category_leads_on(client: httpx.AsyncClient, shop: Any, db: Database):
    async with db.writing() as tx:
        bowls = await tx.value("select id from catalog.category where handle = 'bowls'")
        await tx.run("update catalog.category set handle = 'basins' where id = $1", bowls)
        await tx.run("insert into catalog.redirect (kind, handle, target_id, made_at) values ('category', 'bowls', $1, $2)", bowls, tx.now)
    answer = await client.get("/de/c/bowls?stock=in")
    assert (answer.status_code, answer.headers["location"]) == (301, "/de/c/basins?stock=in")


async def test_what_is_not_there_is_missing(client: httpx.AsyncClient, shop: Any):
    for url in ("/c/nothing", "/collections/nothing", "/c/%00", "/c/%ff", "/collections/%F0%9F%A6%9C", "/c/a%0Ab"):
        assert (await client.get(url)).status_code == 404, url


HOSTILE = [
    "q=%00", "q=" + "a" * 5_000, "q=" + "word+" * 1_500, "q=%26%7C%21%28%29%3A*", "q=%27%3B--", "q=%22", "q=-", "q=%F0%9F%A6%9C", "q=%ff%fe",
    "cursor=", "cursor=%2B", "cursor=zzzz", "cursor=%2BWzEsMl0", "cursor=%2BWzEsIngiXQ", "choice=%00:x", "choice=:", "choice=x", "choice=a:b&choice=c:d",
    "price=-1-5", "price=99999999999999999999-", "price=5-1", "price=x", "sort=zzz", "category=%00", "category=nothing", "stock=zzz",
    "&".join(f"choice=o{n}:x" for n in range(60)), "q=a&q=b", "exact", "q=%E0%A4%A8", "q=1e5+0x1F+1.5.5", "q=the+and+of", "q=der+die",
]  # fmt: skip


@pytest.mark.parametrize("path", ["/search", "/c/table", "/collections/gifts", "/search/suggest", "/de/search"])
async def test_no_address_is_an_error(client: httpx.AsyncClient, shop: Any, path: str):
    for query in HOSTILE:
        no_text = "%00" in query or "%ff" in query
        assert (await client.get(f"{path}?{query}")).status_code in ({404, 422} if no_text else {200}), query


async def test_nothing_is_left_in_english(client: httpx.AsyncClient, shop: Any):
    """The pseudo-language accents every text of ours: what stands without brackets is a product's, or was forgotten."""
    for url in ("/xx/c/table", "/xx/search?q=mug", "/xx/search?q=zeppelin", "/xx/"):
        page = (await client.get(url)).text
        main = re.sub(r"<script.*?</script>", "", page[page.index("<main") : page.index("</main>")], flags=re.DOTALL)
        left = [text.strip() for text in re.findall(r">([^<]+)<", main) if re.search(r"[A-Za-z]{3}", text) and "⟦" not in text]
        own = {"Wide mug", "Salad bowl", "Canvas bag", "Table", "Bowls", "Gifts", "Colour", "Red", "Blue"}
        assert set(left) <= own, url


async def test_a_part_without_results_does_not_stand_in_for_the_page(client: httpx.AsyncClient, shop: Any):
    part = await client.get("/search?q=mug&price=100000-", headers={"x-fragment": "results"})
    assert "Nothing here at the moment" in part.text
    whole = html.unescape((await client.get("/search?q=mug&price=100000-")).text)
    assert 'href="/search?q=mug"' in whole
    assert "Search again without the filters" in whole


@pytest.mark.parametrize("path", ["/c/table", "/de/c/table", "/search?q=mug"])
async def test_a_listing_is_laid_into_every_page_whoever_asks_and_however(client: httpx.AsyncClient, shop: Any, path: str) -> None:
    client.cookies.set("stoa_cart", "00000000-0000-0000-0000-000000000000")  # nothing is kept whole of such a visitor's page
    first = await client.get(path, headers={"accept-encoding": "gzip"})
    assert 'class="product-card' in first.text
    assert first.text.index('class="listing"') < first.text.index('class="product-card') < first.text.index("</main>")
    assert PLACE.decode() not in first.text
    again = await client.get(path, headers={"accept-encoding": "gzip"})
    plain = await client.get(path, headers={"accept-encoding": "identity"})
    assert (again.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert again.text == plain.text == first.text
    assert int(plain.headers["content-length"]) == len(plain.content)
    client.cookies.clear()
    for coding in ("gzip", "identity", "gzip"):  # made, kept, and kept
        assert (await client.get(path, headers={"accept-encoding": coding})).text == first.text
