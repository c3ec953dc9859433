"""The merchant's screen about finding, and who may open it."""

import html
import re

import httpx
import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from stoa.shop.search import actions
from tests.people.sessions.makers import sign_in
from tests.shop.search.makers import make_found

WRITES = [("/desk/search/synonyms", {"language": "en", "terms": "sofa, couch"}), ("/desk/search/rebuild", {})]


@pytest.mark.parametrize("role", [None, Role.SHOPPER, Role.HOST, Role.AGENT])
async def test_others_may_not(client: httpx.AsyncClient, db: Database, role: Role | None):
    if role is not None:
        await sign_in(client, db, role)
    for url in ("/desk/search", "/desk/search?q=x"):
        assert (await client.get(url)).status_code in {303, 401, 403}
    for url, form in [*WRITES, ("/desk/search/synonyms/syn_00000000000000000000000000/removal", {})]:
        assert (await client.post(url, data=form)).status_code in {303, 401, 403}
    async with db.reading() as read:
        assert await read.value("select count(*) from search.synonym") == 0
        assert await read.value("select count(*) from base.job where kind = 'search.rebuild'") == 0


async def test_a_search_without_result_becomes_a_synonym(client: httpx.AsyncClient, db: Database):
    async with db.writing() as tx:
        await make_found(tx, "Wool blanket")
        await actions.note_miss(tx, "en", "plaid")
    await sign_in(client, db, Role.MERCHANT)
    page = html.unescape((await client.get("/desk/search")).text)
    link = re.search(r'href="(/desk/search\?terms=plaid&in=en)#synonyms"', page)
    assert link is not None
    page = html.unescape((await client.get(link[1])).text)
    assert 'name="terms" type="text" value="plaid"' in page
    answer = await client.post("/desk/search/synonyms", data={"language": "en", "terms": "plaid", "means": "blanket"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/search")
    page = html.unescape((await client.get("/desk/search")).text)
    assert "Every search found something" in page
    assert "Wool blanket" in (await client.get("/search?q=plaid")).text
    remove = re.search(r'action="(/desk/search/synonyms/syn_[a-z0-9]{26}/removal)"', page)
    assert (await client.post(remove[1])).status_code == 303
    assert (await client.post(remove[1])).status_code == 404
    assert "Nothing here is called" in (await client.get("/search?q=plaid")).text


async def test_what_was_typed_is_kept_when_it_is_no_synonym(client: httpx.AsyncClient, db: Database):
    await sign_in(client, db, Role.MERCHANT)
    answer = await client.post("/desk/search/synonyms", data={"language": "de", "terms": "Sofa"})
    assert answer.status_code == 422
    page = html.unescape(answer.text)
    assert 'value="Sofa"' in page
    assert '<option value="de" selected>' in page
    assert "A synonym needs two different words" in page
    answer = await client.post("/desk/search/synonyms", data={"language": "zz", "terms": "a" * 600})
    assert answer.status_code == 422
    async with db.reading() as read:
        assert await read.value("select count(*) from search.synonym") == 0


async def test_indexing_anew_shows_how_far_it_is(client: httpx.AsyncClient, db: Database):
    await sign_in(client, db, Role.MERCHANT)
    assert "Index everything anew" in (await client.get("/desk/search")).text
    await client.post("/desk/search/rebuild")
    await client.post("/desk/search/rebuild")
    async with db.reading() as read:
        assert await read.value("select count(*) from base.job where kind = 'search.rebuild'") == 1
    part = await client.get("/desk/search", headers={"x-fragment": "rebuilding"})
    assert part.text.strip().startswith('<div id="rebuilding"')
    assert "<progress" in part.text
    await jobs.drain(db)
    part = await client.get("/desk/search", headers={"x-fragment": "rebuilding"})
    assert "data-running" not in part.text


async def test_the_desks_own_search_leads_on(client: httpx.AsyncClient, db: Database):
    await sign_in(client, db, Role.MERCHANT)
    page = html.unescape((await client.get("/desk/search?q=Lena")).text)
    assert re.findall(r'href="(/desk/[a-z]+\?q=Lena)"', page) == ["/desk/products?q=Lena", "/desk/orders?q=Lena", "/desk/customers?q=Lena"]
