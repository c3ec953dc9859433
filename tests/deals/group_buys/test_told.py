"""What is said before one pays, and on the pages of a team as it stands: nothing that is not so of it."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.deals.group_buys import actions
from stoa.deals.group_buys.model import NoSuchPlace, SavesNothing
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from tests.deals.group_buys.makers import Group, join, make_deal, make_tiers, member, now, places, standing, start
from tests.deals.group_buys.test_settling import later  # noqa: F401 - a fixture
from tests.people.accounts.makers import make_person
from tests.shop.pricing.makers import make_offer

pytestmark = pytest.mark.anyio

ADDRESS = {
    "email": "eve@example.com",
    "name": "Eve",
    "line1": "Road 1",
    "postal_code": "10115",
    "city": "Berlin",
    "country": "DE",
}
ASIDE = "The amount is set aside now and taken"
MISSED = "If too few join in time, nobody pays"


async def group_of(db: Database, **overrides: Any) -> Group:
    async with db.writing() as tx:
        return await make_deal(tx, **overrides)


async def checkout_of(client: httpx.AsyncClient, team: Any, group: Group) -> dict[str, str]:
    """Go through the checkout of a team's place; return its delivery page and its last one."""
    await client.post(f"{team.path}/places", data={"variant": ids.show("var", group.shop.variant)})
    await client.post("/checkout/address", data=ADDRESS)
    delivery = await client.get("/checkout/delivery")
    await client.post("/checkout/delivery", data={"delivery": "standard"})
    return {"delivery": unescape(delivery.text), "pay": unescape((await client.get("/checkout/pay")).text)}


async def test_the_checkout_of_a_team_says_what_holds(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    seen = await checkout_of(client, team, group)
    assert "€23.90 are set aside now, and taken as soon as 3 people are in." in seen["pay"]
    missed = r"If they are not by \S.+?\d\d:\d\d, nothing is taken and nothing is sent\. Until they are you can leave with one tap\."
    assert re.search(missed, seen["pay"])
    assert "Order for €23.90" in seen["pay"]
    assert "Pay €23.90" not in seen["pay"]
    assert seen["pay"].index("are set aside now") < seen["pay"].index("Order for €23.90")
    for page in seen.values():
        assert "days after it is certain at the latest" in page
        assert f'href="{team.path}"' in page
        assert "Back to the cart" not in page


async def test_who_completes_a_team_is_told_that_it_is_taken_at_once(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    await join(db, team, group)
    seen = await checkout_of(client, team, group)
    assert "as soon as you are in, €23.90 are taken and everybody gets the price" in seen["pay"]
    assert "set aside" not in seen["pay"]


async def test_the_checkout_of_a_deal_says_what_more_people_save(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    seen = await checkout_of(client, group.team, group)
    assert "if at least 2 people are in by then." in seen["pay"]
    assert "With 4 people in by then it is €10.00 less." in seen["pay"]
    assert "If fewer are in, nothing is charged and nothing is sent." in seen["pay"]
    await join(db, group.team, group)
    await join(db, group.team, group)
    on = unescape((await client.get("/checkout/pay")).text)
    assert "The group has made it: €" in on
    assert "If fewer are in" not in on
    assert "As it stands" not in on
    await join(db, group.team, group)
    await join(db, group.team, group)
    on = unescape((await client.get("/checkout/pay")).text)
    assert "As it stands, it is €10.00 less." in on
    assert "With 4 people in" not in on


async def test_a_team_says_of_its_money_only_what_is_so(db: Database, client: httpx.AsyncClient, later: Any) -> None:  # noqa: F811
    async with db.writing() as tx:
        group = await make_tiers(tx)
    team = group.team
    assert team is not None
    page = (await client.get(team.path)).text
    assert f"{ASIDE} at the end, if 2 people are in by then." in page
    assert MISSED in page
    await join(db, team, group)
    await join(db, team, group)
    page = (await client.get(team.path)).text
    assert f"{ASIDE} at the end, at the lowest price reached by then." in page
    assert MISSED not in page
    later(timedelta(days=1))
    await standing(db, team)
    page = (await client.get(team.path)).text
    assert "Everybody who was in pays the lowest price that was reached." in page
    assert ASIDE not in page
    assert MISSED not in page


async def test_a_team_that_has_failed_says_why_and_names_no_price(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    team = group.team
    assert team is not None
    await join(db, team, group)
    async with db.writing() as tx:
        await actions.end_early(tx, SYSTEM, group.deal, "The kiln broke.")
    await standing(db, team)
    page = (await client.get(team.path)).text
    assert "The shop has ended it: nobody pays" in page
    assert "The shop says: The kiln broke." in page
    assert "Nobody was charged, and nothing is sent." in page
    assert "Too few were in" not in page
    assert ASIDE not in page
    assert "price-now" not in page
    assert (await client.get(f"/api/teams/{team.handle}")).json()["reason"] == "The kiln broke."


async def test_who_is_in_is_named_to_no_stranger(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group, visitor=member(1))
    page = (await client.get(team.path)).text
    assert "Person" not in page.split("<main")[1].split("</main>")[0].replace("One person is in", "")
    assert 'aria-label="One person is in"' in page


async def test_a_price_that_saves_nothing_is_not_sold(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    async with db.writing() as tx:
        await make_offer(tx, value=200_000)
    async with db.writing() as tx:
        with pytest.raises(SavesNothing):
            await actions.join(tx, GUEST, team.handle, group.shop.variant, "en")
        with pytest.raises(SavesNothing):
            await actions.start(tx, GUEST, group.deal, group.shop.variant, "en")
    body = {"variant_id": ids.show("var", group.shop.variant)}
    answer = await client.post(f"/api/teams/{team.handle}/places", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "saves_nothing")
    for path in (team.path, f"/groups/{ids.show('dea', group.deal)}"):
        page = unescape((await client.get(path)).text)
        assert "Alone it costs as little just now, so there is nothing to wait for." in page
        assert f'href="/p/{group.shop.product.handle}"' in page
        assert "/places" not in page
        assert '/teams"' not in page


async def test_an_order_says_how_its_group_ended(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    placed = [await join(db, group.team, group) for _ in range(4)]
    assert "Your place is safe, and everybody gets the price." in (await client.get(placed[0].order.path)).text
    assert "days after that at the latest" in (await client.get(placed[0].order.path)).text
    async with db.writing() as tx:
        await actions.end_early(tx, SYSTEM, group.deal, "")
    await standing(db, group.team)
    page = (await client.get(placed[0].order.path)).text
    assert "The group made it: each piece costs €80.00." in page
    assert "after that at the latest" not in page


async def test_who_waits_stops_by_link_and_by_mail_program(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    await join(db, team, group)
    await join(db, team, group, "tok_challenge")
    variant = {"variant": ids.show("var", group.shop.variant)}
    for number in range(2):
        await client.post(f"{team.path}/waiting", data={**variant, "email": f"eve{number}@example.com"})
    async with db.reading() as read:
        keys = [row[0] for row in await read.rows("select key from group_buys.waiting order by id")]
    offers = [f"{team.path}/offer/{key}" for key in keys]
    assert "Take me off the list" in (await client.get(offers[0])).text
    assert (await client.post(offers[0], data={"do": "no"})).headers["location"] == f"{team.path}?off=1"
    assert "You are off the list." in (await client.get(f"{team.path}?off=1")).text
    for _ in range(2):
        assert (await client.post(offers[1], data={"List-Unsubscribe": "One-Click"})).status_code in {200, 201}
    async with db.reading() as read:
        assert (await now(read, team)).waiting == 0
        assert await read.value("select count(*) from group_buys.waiting where email is not null") == 0


async def test_a_team_is_shown_to_strangers_from_half_time_where_its_circle_comes_first(
    db: Database,
    client: httpx.AsyncClient,
    later: Any,  # noqa: F811
) -> None:
    group = await group_of(db)
    async with db.writing() as tx:
        ada = Visitor(person=await make_person(tx), name="Ada")
    team, _ = await start(db, group, visitor=ada)
    listed = f"/api/products/{group.shop.product.handle}/teams"
    page = f"/p/{group.shop.product.handle}"
    assert [one["handle"] for one in (await client.get(listed)).json()] == [team.handle]
    place = (await places(db, team))[0]
    async with db.writing() as tx:
        with pytest.raises(NoSuchPlace):
            await actions.show_first(tx, member(2), place.id, "circle")
        await actions.show_first(tx, ada, place.id, "circle")
    assert (await places(db, team))[0].shown_to == "circle"
    assert (await client.get(listed)).json() == []
    assert team.handle not in (await client.get(page)).text
    assert (await client.get(team.path)).status_code == 200  # whoever has the link sees it
    later(timedelta(hours=11, minutes=50))
    assert (await client.get(listed)).json() == []
    later(timedelta(minutes=15))
    assert [one["handle"] for one in (await client.get(listed)).json()] == [team.handle]
    await jobs.drain(db)
    assert team.handle in (await client.get(page)).text
    async with db.writing() as tx:
        await actions.show_first(tx, ada, place.id, "everybody")
    assert [one["handle"] for one in (await client.get(listed)).json()] == [team.handle]
