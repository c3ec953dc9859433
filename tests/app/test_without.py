"""Social features that are switched off: no page, no link, nothing beside the sale, and the shop sells as it did."""

import asyncio
import json
import os
import sys
from html import unescape

import pytest

from stoa.app import rooms
from tests.conftest import fresh_database

ASK = """
import asyncio, json, sys
import httpx
from stoa.app import settings, wiring
from stoa.base import clock
from stoa.base.database import Database
from stoa.shop.catalog.web.pages import BESIDE

async def main():
    found = settings.read()
    db = Database(found.database_url, now=clock.now, size=2)
    await db.open()
    app = wiring.build(found, db)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost:8000") as client:
        home = await client.get("/")
        places = await client.get("/sitemaps/0.xml")
        api = (await client.get("/api/openapi.json")).json()
    await db.close()
    rooms = sorted(name for name in sys.modules if name.startswith("stoa.community.") and ".web" in name)
    print(json.dumps({"home": [home.status_code, home.text], "places": places.text, "paths": sorted(api["paths"]), "beside": BESIDE.names(), "rooms": rooms}))

asyncio.run(main())
"""


def test_a_list_names_rooms_and_wings() -> None:
    assert rooms.switched_off("") == frozenset()
    assert rooms.switched_off("community.reviews, community.circles") == {"community.reviews", "community.circles"}
    assert rooms.switched_off("community") == {room for room in rooms.ROOMS if room.startswith("community.")}
    with pytest.raises(ValueError, match=r"shop\.carts: no room that can be switched off"):
        rooms.switched_off("shop.carts")


async def test_a_shop_without_its_community(server: str) -> None:
    async with fresh_database(server) as url:
        environment = {**os.environ, "STOA_DATABASE_URL": url, "STOA_MODE": "test", "STOA_WITHOUT": "community, deals"}
        asked = await asyncio.create_subprocess_exec(sys.executable, "-c", ASK, env=environment, stdout=asyncio.subprocess.PIPE)
        written, _ = await asked.communicate()
    assert asked.returncode == 0
    found = json.loads(written)
    assert found["home"][0] == 200
    links = unescape(found["home"][1])
    assert 'href="/account"' in links
    assert not [path for path in ("/rules", "/talk", "/saved", "/deals") if f'href="{path}"' in links]
    assert "/pages/help" in found["places"]
    assert "/deals" not in found["places"]
    assert found["beside"] == []
    assert found["rooms"] == []
    assert not [path for path in found["paths"] if "review" in path or "question" in path or "deal" in path]
    assert "/api/products" in found["paths"]
