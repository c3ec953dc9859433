"""Nobody comes into a team twice: whoever presses again is led to the team that they are in, and nothing is made."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.deals.group_buys import actions
from stoa.deals.group_buys.model import AlreadyIn, TeamRow
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import Visitor
from stoa.shop import checkout
from tests.deals.group_buys.makers import Group, join, standing, start
from tests.deals.group_buys.test_pages import group_of, var
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import RETURN, a_buyer

pytestmark = pytest.mark.anyio


async def made(db: Database) -> tuple[int, int, int]:
    """Return how many teams, carts and orders there are."""
    async with db.reading() as read:
        row = await read.row(
            "select (select count(*) from group_buys.team), (select count(*) from carts.cart), (select count(*) from orders.order)"
        )
    return row[0], row[1], row[2]


async def own_team(db: Database, client: httpx.AsyncClient, group: Group) -> TeamRow:
    person = await sign_in(client, db, Role.SHOPPER)
    return (await start(db, group, "tok_ok", Visitor(person=person, name="Ada")))[0]


async def test_pressing_again_leads_to_ones_own_team(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team = await own_team(db, client, group)
    before = await made(db)
    deal = ids.show("dea", group.deal)
    pressed = [
        await client.post(f"{team.path}/places", data={"variant": var(group), "second": "1"}),
        await client.post(f"{team.path}/places", data={"variant": var(group)}),
        await client.post(f"/groups/{deal}/teams", data={"variant": var(group), "second": "1"}),
    ]
    assert [(one.status_code, one.headers["location"]) for one in pressed] == [(303, f"{team.path}?already=1")] * 3
    assert await made(db) == before
    page = await client.get(f"{team.path}?already=1")
    assert "You are in this team already. Nothing was ordered a second time." in page.text
    german = await client.get(f"/de{team.path}?already=1")
    assert "Sie sind schon in diesem Team. Es wurde nichts ein zweites Mal bestellt." in german.text
    assert "already" not in (await client.get(team.path)).text
    assert await standing(db, team) == ("open", 1, 1)


async def test_the_second_button_leads_there_from_another_team_too_and_a_link_does_not(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    other, _ = await start(db, group)
    await join(db, other, group)
    team = await own_team(db, client, group)
    page = await client.get(f"/p/{group.shop.product.handle}")
    assert f'formaction="{other.path}/places" name="second" value="1"' in page.text
    pressed = await client.post(f"{other.path}/places", data={"variant": var(group), "second": "1"})
    assert pressed.headers["location"] == f"{team.path}?already=1"
    by_link = await client.post(f"{other.path}/places", data={"variant": var(group)})
    assert by_link.headers["location"] == "/checkout/address"


async def test_a_place_whose_first_payment_is_awaited_is_one_too(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    person = await sign_in(client, db, Role.SHOPPER)
    async with db.writing() as tx:
        ada = Visitor(person=person, name="Ada")
        _, cart = await actions.start(tx, ada, group.deal, group.shop.variant, "en")
    await checkout.place(db, ada, cart, a_buyer("tok_challenge"), RETURN)
    pressed = await client.post(f"/groups/{ids.show('dea', group.deal)}/teams", data={"variant": var(group)})
    assert pressed.headers["location"] == "/account/teams"
    assert (await made(db))[0] == 1


async def test_two_windows_start_one_team(db: Database) -> None:
    group = await group_of(db)
    async with db.writing() as tx:
        person = Visitor(person=await make_person(tx), name="Ada")
        found = [await actions.start(tx, person, group.deal, group.shop.variant, "en") for _ in range(2)]
    first, second = found
    await checkout.place(db, person, first[1], a_buyer("tok_ok"), RETURN)
    with pytest.raises(AlreadyIn) as refused:
        await checkout.place(db, person, second[1], a_buyer("tok_ok"), RETURN)
    assert refused.value.facts == {"team": first[0].path}
    assert (await made(db))[2] == 1


async def test_a_team_that_has_ended_is_in_nobodys_way(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team = await own_team(db, client, group)
    for _ in range(2):
        await join(db, team, group)
    assert await standing(db, team) == ("settled", 3, 3)
    pressed = await client.post(f"/groups/{ids.show('dea', group.deal)}/teams", data={"variant": var(group)})
    assert pressed.headers["location"] == "/checkout/address"


async def test_programs_are_told_the_teams_address(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team = await own_team(db, client, group)
    before = await made(db)
    for path in (f"/api/products/{group.shop.product.handle}/teams", f"/api{team.path.replace('/t/', '/teams/')}/places"):
        refused = await client.post(path, json={"variant_id": var(group)})
        assert (refused.status_code, refused.json()["code"], refused.json()["facts"]["team"]) == (409, "already_in", team.path), (
            refused.text
        )
    assert await made(db) == before


async def test_guests_are_not_told_apart(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    pressed = await client.post(f"{team.path}/places", data={"variant": var(group), "second": "1"})
    assert pressed.headers["location"] == "/checkout/address"
