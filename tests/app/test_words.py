"""The pages of words, and what search engines are told."""

import re
from xml.etree import ElementTree as ET

import httpx
import pytest

from stoa.app.pages.words import HANDLES
from stoa.app.settings import Settings
from stoa.base.database import Database
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import Group, NewGroup
from tests.shop.catalog.makers import make_product


@pytest.mark.parametrize("prefix", ["", "/de", "/xx"])
async def test_every_page_of_words_is_there(client: httpx.AsyncClient, prefix: str):
    titles = set()
    for handle in HANDLES:
        answer = await client.get(f"{prefix}/pages/{handle}")
        assert answer.status_code == 200, handle
        titles.add(re.search(r"<h1>([^<]+)</h1>", answer.text)[1])
        assert len(re.sub(r"<[^>]*>", " ", answer.text[answer.text.index("<main") :])) > 300
    assert len(titles) == len(HANDLES)


async def test_the_words_are_in_the_readers_language(client: httpx.AsyncClient):
    assert "14 days of receiving" in (await client.get("/pages/returns")).text
    assert "14 Tagen nach Erhalt" in (await client.get("/de/pages/returns")).text


async def test_a_merchants_own_text_stands_in_its_place(client: httpx.AsyncClient, settings: Settings):
    (settings.data / "pages").mkdir(parents=True)
    (settings.data / "pages" / "imprint.en.html").write_text("<p>Hollen Pottery, Dorfstraße 1</p>")
    assert "<p>Hollen Pottery, Dorfstraße 1</p>" in (await client.get("/pages/imprint")).text
    assert "Hollen" not in (await client.get("/de/pages/imprint")).text


@pytest.mark.parametrize("handle", ["nothing", "..%2Fpage", "%00", "help.en"])
async def test_other_pages_are_missing(client: httpx.AsyncClient, handle: str):
    assert (await client.get(f"/pages/{handle}")).status_code == 404


async def test_engines_are_told_what_there_is(client: httpx.AsyncClient, db: Database):
    async with db.writing() as tx:
        await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Table")}))
        await make_product(tx)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    index = ET.fromstring((await client.get("/sitemap.xml")).content)  # noqa: S314 - our own answer
    parts = [one.text for one in index.findall("s:sitemap/s:loc", names)]
    assert parts == ["http://localhost:8000/sitemaps/0.xml", "http://localhost:8000/sitemaps/1.xml"]
    found = []
    for part in parts:
        urls = ET.fromstring((await client.get(part)).content)  # noqa: S314 - as above
        found += [one.text.removeprefix("http://localhost:8000") for one in urls.findall("s:url/s:loc", names)]
        assert len(urls.findall("s:url/x:link", names)) == 2 * len(urls.findall("s:url", names))
    assert {"/", "/de/", "/deals", "/de/deals", "/c/table", "/de/c/table", "/p/wide-mug", "/de/p/wide-mug", "/pages/help"} <= set(found)
    assert (await client.get("/sitemaps/2.xml")).status_code == 404
    assert (await client.get("/sitemaps/x.xml")).status_code == 404


async def test_engines_are_kept_out_of_what_is_ones_own(client: httpx.AsyncClient):
    lines = (await client.get("/robots.txt")).text.splitlines()
    assert "Disallow: /cart" in lines
    assert "Disallow: /de/account" in lines
    assert "Sitemap: http://localhost:8000/sitemap.xml" in lines
