"""A product that is not sold any more while a team runs: the group ends, everybody is told why, and no link leads to nothing."""

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.deals.group_buys import store
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, stock
from stoa.shop.catalog.model import ProductChange, State
from tests.deals.group_buys.makers import Group, join, make_deal, make_tiers, money, standing, start
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio


async def archive(db: Database, group: Group) -> None:
    async with db.writing() as tx:
        await catalog.change_product(tx, SYSTEM, group.shop.product.id, ProductChange(state=State.ARCHIVED))
    await jobs.drain(db)


async def letters(db: Database, name: str) -> str:
    async with db.reading() as read:
        return await read.value("select coalesce(string_agg(text, ''), '') from mail.letter where template = $1", f"group_buys/{name}")


async def test_its_teams_end_and_all_who_are_in_are_told(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    await archive(db, group)
    assert await standing(db, team) == ("settled", 0, 0)
    assert await money(db) == (0, 0, 0)
    page = (await client.get(team.path)).text
    assert "The shop says: It is not sold any more." in page
    assert "Wide mug" in page
    assert 'href="/p/' not in page
    assert "/groups/" not in page
    assert "Der Artikel wird nicht mehr verkauft." in (await client.get(f"/de{team.path}")).text
    assert (await client.get(f"{team.path}/picture.png")).status_code == 200
    told = await letters(db, "failed")
    assert "The shop ended the group for “Wide mug”: It is not sold any more." in told
    assert "To the shop" in told
    assert "/groups/dea_" not in told
    assert "/p/" not in told
    assert (await client.get(f"/api/teams/{team.handle}")).json()["reason"] == "withdrawn"
    await sign_in(client, db, Role.MERCHANT)
    assert "It is not sold any more." in (await client.get("/desk/deals")).text
    assert "It is not sold any more." in (await client.get(f"/desk/deals/{ids.show('dea', group.deal)}")).text


async def test_a_group_that_is_on_settles_and_whoever_waits_is_told(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx, maximum=4)
    team = group.team
    assert team is not None
    for _ in range(4 - 1):
        await join(db, team, group)
    await archive(db, group)
    assert await standing(db, team) == ("settled", 3, 3)
    assert "It is not sold any more." in await letters(db, "won")


async def test_who_waited_is_led_to_the_shop(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    await join(db, team, group)
    async with db.writing() as tx:
        await stock.count_again(tx, SYSTEM, {group.shop.variant: 0}, beside_orders=True)
    asked = await client.post(f"{team.path}/waiting", data={"variant": ids.show("var", group.shop.variant), "email": "eve@example.com"})
    assert asked.status_code == 303
    await archive(db, group)
    await standing(db, team)
    told = await letters(db, "over")
    assert "To the shop" in told
    assert "/p/" not in told


async def test_what_was_planned_is_ended_and_what_is_sold_still_goes_on(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
        await catalog.change_product(tx, SYSTEM, group.shop.product.id, ProductChange(handle="another-name"))
    await jobs.drain(db)
    async with db.reading() as read:
        deal = await store.deal(read, group.deal)
    assert deal is not None
    assert deal.ended_at is None
    await archive(db, group)
    async with db.reading() as read:
        deal = await store.deal(read, group.deal)
        assert deal is not None
        assert (deal.ended_reason, await read.value("select count(*) from audit.entry where verb = 'group_buys.end_deal'")) == (
            "withdrawn",
            1,
        )
        assert await store.offers_left(read, deal.id) == []
