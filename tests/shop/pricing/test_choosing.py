"""Choosing a market."""

import httpx
import pytest

from stoa.base.database import Database
from tests.shop.pricing.makers import make_market


async def test_a_chosen_market_is_kept_and_leads_back(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        await make_market(tx)
        await make_market(tx, "us", currency="USD", countries=["US"])
    answer = await client.post("/market", data={"market": "us", "back": "/search?q=mug"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=mug")
    assert client.cookies["stoa_market"] == "us"
    assert "USD" in (await client.get("/cart")).text
    await client.post("/market", data={"market": "nowhere"})
    assert client.cookies["stoa_market"] == "us"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""])
async def test_it_never_leads_elsewhere(client: httpx.AsyncClient, back: str) -> None:
    location = (await client.post("/market", data={"market": "eu", "back": back})).headers["location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
