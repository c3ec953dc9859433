"""How often one may come, in a shop that limits it: many who share an address join, and whoever comes too often loses no page."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import msgspec
import pytest

from stoa.app import wiring
from stoa.app.settings import Settings
from stoa.base import ids
from stoa.base.database import Database
from stoa.deals.group_buys.model import Tier
from stoa.deals.group_buys.web import turns
from tests.conftest import ORIGIN
from tests.deals.group_buys.makers import Group, make_deal, standing, start

pytestmark = pytest.mark.anyio
ADDRESS = {"name": "Ada Kahl", "city": "Hamburg", "postal_code": "20095", "country": "DE"}


@pytest.fixture
async def limited(db: Database, settings: Settings, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A phone in a shop that limits how often one may come; others of its network have other cookies."""
    front = wiring.build(msgspec.structs.replace(settings, database_url=db.url, rate_limits=True), db)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=front), base_url=ORIGIN, headers={"origin": ORIGIN}) as client:
        yield client


async def a_team(db: Database) -> tuple[Group, str, dict[str, str]]:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    return group, team.path, {"variant": ids.show("var", group.shop.variant)}


async def test_sixty_guests_of_one_address_join_and_have_their_places(db: Database, limited: httpx.AsyncClient) -> None:
    """An office: each with a visit of their own, all of them through the checkout."""
    async with db.writing() as tx:
        group = await make_deal(tx, tiers=(Tier(80, 20),), minimum=80)
    team, _ = await start(db, group)
    wanted = {"variant": ids.show("var", group.shop.variant)}
    for number in range(60):
        limited.cookies.clear()
        limited.cookies.set("stoa_cart", str(ids.new()))
        assert (await limited.post(f"{team.path}/places", data=wanted)).headers["location"] == "/checkout/address"
        buyer = {**ADDRESS, "email": f"desk{number}@example.com", "line1": f"Hafenstraße {number + 1}"}
        assert (await limited.post("/checkout/address", data=buyer)).headers["location"] == "/checkout/delivery"
        assert (await limited.post("/checkout/delivery", data={"delivery": "standard"})).headers["location"] == "/checkout/pay"
        placed = await limited.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
        assert (placed.status_code, placed.headers.get("location", "")[:8]) == (303, "/orders/"), number
    assert await standing(db, team) == ("open", 61, 61)


async def test_sixty_joins_by_one_visit_are_too_many(db: Database, limited: httpx.AsyncClient) -> None:
    _, path, wanted = await a_team(db)
    limited.cookies.set("stoa_cart", str(ids.new()))
    answers = [(await limited.post(f"{path}/places", data=wanted)).status_code for _ in range(60)]
    assert answers == [303] * turns.JOIN.visit + [429] * (60 - turns.JOIN.visit)
    limited.cookies.clear()  # whoever sits beside them is none of it
    assert (await limited.post(f"{path}/places", data=wanted)).status_code == 303


async def test_whoever_comes_too_often_stays_on_the_team_page_and_is_told_when(
    db: Database, limited: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    group, path, wanted = await a_team(db)
    for name in ("JOIN", "START", "WAIT", "LINK"):
        monkeypatch.setattr(turns, name, turns.Turns(name.lower(), 2, 2))
    for _ in range(2):
        assert (await limited.post(f"{path}/places", data=wanted)).status_code == 303
    refused = await limited.post(f"{path}/places", data=wanted)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) == 1800
    assert "Please try again in 30 minutes." in refused.text
    assert f'action="{path}/places"' in refused.text
    assert "Wide mug" in refused.text
    german = await limited.post(f"/de{path}/places", data=wanted)
    assert "in 30 Minuten noch einmal" in german.text
    # Starting is counted apart from joining, and so are waiting and asking for a link.
    deal = f"/groups/{ids.show('dea', group.deal)}"
    for _ in range(2):
        assert (await limited.post(f"{deal}/teams", data=wanted)).status_code == 303
    refused = await limited.post(f"{deal}/teams", data=wanted)
    assert (refused.status_code, f'action="{deal}/teams"' in refused.text) == (429, True)
    for address in ("waiting", "places/link"):
        for _ in range(2):
            assert (await limited.post(f"{path}/{address}", data={**wanted, "email": "ada@example.com"})).status_code != 429
        refused = await limited.post(f"{path}/{address}", data={**wanted, "email": "ada@example.com"})
        assert (refused.status_code, "Wide mug" in refused.text) == (429, True), address


async def test_programs_are_told_by_the_header(db: Database, limited: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    _, path, wanted = await a_team(db)
    monkeypatch.setattr(turns, "JOIN", turns.Turns("join", 1, 1))
    body = {"variant_id": wanted["variant"]}
    assert (await limited.post(f"/api{path.replace('/t/', '/teams/')}/places", json=body)).status_code == 201
    refused = await limited.post(f"/api{path.replace('/t/', '/teams/')}/places", json=body)
    assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (429, "slow_down", "3600")
