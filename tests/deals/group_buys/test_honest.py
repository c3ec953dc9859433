"""The second button promises no saving where there is none: whatever offer makes buying alone as cheap, and for whomever."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.people import permissions
from stoa.people.permissions.model import Role
from stoa.shop.pricing.model import MEMBERS
from stoa.shop.pricing.model import Kind as OfferKind
from tests.deals.group_buys.makers import Group, join, make_tiers, start
from tests.deals.group_buys.test_pages import group_of, var
from tests.people.sessions.makers import sign_in
from tests.shop.pricing.makers import make_offer

pytestmark = pytest.mark.anyio


async def offer(db: Database, **overrides: object) -> None:
    async with db.writing() as tx:
        await make_offer(tx, **overrides)


async def page_of(client: httpx.AsyncClient, group: Group, language: str = "") -> str:
    found = await client.get(f"{language}/p/{group.shop.product.handle}")
    assert found.status_code == 200
    return found.text


async def test_an_offer_for_everyone_that_is_as_cheap_hides_the_button_at_once(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    for language in ("", "/de"):
        assert "buy-group" in await page_of(client, group, language)
    await offer(db, value=200_000)
    for language in ("", "/de"):
        assert "buy-group" not in await page_of(client, group, language)


async def test_a_smaller_offer_leaves_what_one_saves(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    await offer(db, value=100_000)
    assert 'With 2 others: <span class="nowrap">€20.00</span>' in await page_of(client, group)


async def test_a_members_price_hides_it_from_members_alone(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    await offer(db, value=300_000, audience=MEMBERS)
    assert "buy-group" in await page_of(client, group)
    await sign_in(client, db, Role.SHOPPER)
    assert "buy-group" not in await page_of(client, group)
    client.cookies.clear()
    assert "buy-group" in await page_of(client, group)


async def test_and_so_does_the_price_of_a_group_of_people(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    await offer(db, value=300_000, audience="club:north")
    person = await sign_in(client, db, Role.SHOPPER)
    assert "buy-group" in await page_of(client, group)
    async with db.writing() as tx:
        await permissions.enter(tx, person, "club:north")
    assert "buy-group" not in await page_of(client, group)


async def test_teams_that_are_open_say_what_it_costs_alone(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    assert "Cheaper together" in await page_of(client, group)
    await offer(db, value=300_000)
    page = await page_of(client, group)
    assert "Cheaper together" not in page
    assert "Start a team" not in page
    assert "Alone it costs €17.50 now: with others it is not cheaper at the moment." in page
    assert f'href="{team.path}"' in page
    german = await page_of(client, group, "/de")
    assert "Allein kostet es jetzt 17,50" in german
    assert "Zusammen günstiger" not in german


async def test_a_falling_price_is_shown_while_it_may_fall_below_and_never_above_that(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)  # 100.00: −10 %, −20 %
    assert group.team is not None
    await join(db, group.team, group)
    await offer(db, value=150_000)
    page = await page_of(client, group)
    assert "from €80.00" in page
    assert "€85.00 at most; less, the more join" in page
    team = (await client.get(group.team.path)).text
    assert "2 people: €85.00 each" in team
    await offer(db, value=250_000)
    assert "buy-group" not in await page_of(client, group)


async def test_of_several_variants_each_says_what_one_really_pays(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    first, second = ids.new(), group.shop.variant
    async with db.writing() as tx:
        await tx.run(
            "update group_buys.deal set prices = prices || jsonb_build_object($2::text, 4000) where id = $1", group.deal, str(first)
        )
        await make_offer(tx, kind=OfferKind.FIXED, value=1500, scope="variant", target=second, market="eu")
    page = await page_of(client, group)
    assert f"&quot;{var(group)}&quot;:&quot;€15.00&quot;" in page.replace("&#34;", "&quot;").replace("&#x22;", "&quot;")
    assert "€32.00" in page


async def test_pages_of_a_team_count_the_visitors_own_price(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    await offer(db, value=300_000, audience=MEMBERS)
    path = f"/groups/{ids.show('dea', group.deal)}"
    for one in (team.path, path):
        assert "Alone it is €25.00." in (await client.get(one)).text
    await sign_in(client, db, Role.SHOPPER)
    for one in (team.path, path):
        assert "Alone it is €17.50." in (await client.get(one)).text
