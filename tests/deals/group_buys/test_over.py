"""Deals that are over free their product; each market has its own; a team price may have an end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
import pytest

from stoa.base import clock, ids, jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.deals.group_buys import actions, afterwards, ending, store
from stoa.deals.group_buys.model import AnotherDealRuns, Deal, DealId, GroupIsOver, Kind, NewDeal, Tier
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import pricing
from tests.deals.group_buys.makers import Group, join, make_deal, make_tiers, order, places, standing, start
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import make_shop
from tests.shop.pricing.makers import make_market

pytestmark = pytest.mark.anyio
DAY = timedelta(days=1)


@contextmanager
def later(step: timedelta) -> Iterator[None]:
    """Go so far ahead of now."""
    clock.set_offset(step)
    try:
        yield
    finally:
        clock.set_offset(timedelta(0))


async def deal_of(db: Database, deal: DealId) -> Deal:
    async with db.reading() as read:
        found = await store.deal(read, deal)
    assert found is not None
    return found


async def prices_left(db: Database, deal: DealId) -> int:
    async with db.reading() as read:
        return len(await store.offers_left(read, deal))


async def again(db: Database, group: Group, kind: Kind = Kind.TIERS, market: str = "eu") -> DealId:
    """Plan another deal for the product of a group."""
    async with db.writing() as tx:
        new = NewDeal(
            kind=kind,
            product_id=group.shop.product.id,
            market=market,
            title={"en": "Again"},
            tiers=(Tier(2, 10),),
            minimum=2,
            closes_at=tx.now + DAY if kind is Kind.TIERS else None,
        )
        return await actions.plan(tx, SYSTEM, new)


async def test_a_second_deal_the_day_after_a_first_that_won(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    for _ in range(2):
        await join(db, group.team, group)
    with pytest.raises(AnotherDealRuns):
        await again(db, group)
    with later(DAY):
        assert (await standing(db, group.team))[0] == "settled"
        over = await deal_of(db, group.deal)
        assert over.ended_at is not None
        assert (over.shut, over.ended_reason, await prices_left(db, group.deal)) == (True, "", 0)
        async with db.writing() as tx:
            with pytest.raises(GroupIsOver):
                await actions.end_early(tx, SYSTEM, group.deal, "told to nobody")
        await again(db, group)
    assert {place.state.value for place in await places(db, group.team)} == {"captured"}


async def test_a_second_deal_after_a_first_that_failed(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    await join(db, group.team, group)
    with later(DAY):
        assert await standing(db, group.team) == ("settled", 0, 0)
        assert await prices_left(db, group.deal) == 0
        await again(db, group)


async def test_each_market_has_its_own(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
        await make_market(tx, "us")
        await pricing.set_price(tx, SYSTEM, group.shop.variant, "us", Money(3000, "EUR"))
    with pytest.raises(AnotherDealRuns):
        await again(db, group, Kind.TEAM)
    await again(db, group, Kind.TIERS)
    other = await again(db, group, Kind.TEAM, "us")
    assert (await deal_of(db, other)).market == "us"


async def test_a_team_price_ends_and_its_teams_go_on(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx, closes_at=tx.now + timedelta(hours=2))
    team, _ = await start(db, group)
    with later(timedelta(hours=3)):
        await standing(db, team)
        shut = await deal_of(db, group.deal)
        assert (shut.shut, shut.ended_at) == (True, None)
        async with db.writing() as tx:
            with pytest.raises(GroupIsOver):
                await actions.start(tx, SYSTEM, group.deal, group.shop.variant, "en")
        second = await again(db, group, Kind.TEAM)
        await join(db, team, group)
        await join(db, team, group)
        assert await standing(db, team) == ("settled", 3, 3)
        assert (await deal_of(db, group.deal)).ended_at is not None
        assert (await prices_left(db, group.deal), await prices_left(db, second)) == (0, 1)


async def test_who_starts_too_late_is_not_charged(db: Database) -> None:
    """The cart was made before the end, and is checked out after it."""
    async with db.writing() as tx:
        group = await make_deal(tx, closes_at=tx.now + timedelta(hours=2))
        _, cart = await actions.start(tx, SYSTEM, group.deal, group.shop.variant, "en")
    with later(timedelta(hours=2)), pytest.raises(GroupIsOver):
        await order(db, cart, "tok_ok")


async def test_a_product_is_free_although_nothing_ran_at_the_end(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx, closes_at=tx.now + timedelta(hours=2))
    with later(timedelta(hours=2)):
        await again(db, group, Kind.TEAM)
        await jobs.drain(db)


async def test_how_a_deal_stands(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx, opens_at=tx.now + DAY, closes_at=tx.now + 2 * DAY)
    stood = []
    for moment in (timedelta(0), DAY, 2 * DAY):
        with later(moment):
            async with db.reading() as read:
                stood += [one.state for one in await afterwards.watched(read, "en")]
    assert stood == ["coming", "running", "closing"]
    with later(2 * DAY):
        async with db.writing() as tx:
            await ending.over(tx, group.deal)
        async with db.reading() as read:
            assert [one.state for one in await afterwards.watched(read, "en")] == ["over"]


async def test_a_merchant_plans_for_later_and_it_opens_by_itself(db: Database, client: httpx.AsyncClient) -> None:
    """It is announced, is not on the product's page, and its link leads nowhere before; three steps and a row more are kept as typed."""
    async with db.writing() as tx:
        shop = await make_shop(tx, price=2500, on_hand=100)
    await sign_in(client, db, Role.MERCHANT)
    async with db.reading() as read:
        opens, closes = (f"{read.now + step:%Y-%m-%dT%H:%M}" for step in (DAY, 3 * DAY))
    typed = {
        "product": shop.product.handle, "market": "eu", "kind": "tiers", "title-en": "Kiln day", "window_hours": "24", "per_person": "2",
        "people-1": "2", "percent-1": "10", "people-2": "4", "percent-2": "20", "people-3": "8", "percent-3": "30",
        "opens_at": opens, "closes_at": closes, "strangers": "yes",
    }  # fmt: skip
    more = await client.post("/desk/deals", data={**typed, "do": "row"})
    assert more.status_code == 200
    assert 'name="people-4"' in more.text
    assert 'value="Kiln day"' in more.text
    planned = await client.post("/desk/deals", data={**typed, "do": "plan"})
    assert planned.status_code == 303
    assert "coming" in (await client.get(planned.headers["location"])).text
    async with db.reading() as read:
        (deal,) = await store.deals(read)
        (team,) = await store.teams_of(read, deal.id)
    assert [(one.people, one.percent) for one in deal.tiers] == [(2, 10), (4, 20), (8, 30)]
    coming = (await client.get("/api/deals", params={"view": "coming"})).json()["items"]
    assert [one["title"] for one in coming] == ["Kiln day"]
    assert "/t/" not in (await client.get(f"/p/{shop.product.handle}")).text
    body = {"variant_id": ids.show("var", shop.variant)}
    assert (await client.post(f"/api/teams/{team.handle}/places", json=body)).json()["code"] == "group_not_yet"
    with later(DAY + timedelta(minutes=1)):
        await jobs.drain(db)
        assert (await client.get("/api/deals", params={"view": "now"})).json()["items"][0]["title"] == "Kiln day"
        assert team.path in (await client.get(f"/p/{shop.product.handle}")).text
        assert (await client.post(f"/api/teams/{team.handle}/places", json=body)).status_code == 201


async def test_what_is_over_is_told_by_what_came_of_it(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    await sign_in(client, db, Role.MERCHANT)
    address = f"/desk/deals/{ids.show('dea', group.deal)}#cohort"
    runs = (await client.get("/desk/deals")).text
    assert ("gives away at most" in runs, address in runs) == (True, False)
    async with db.writing() as tx:
        await actions.end_early(tx, SYSTEM, group.deal, "The kiln broke")
        await tx.run("update group_buys.deal set ended_at = $2 where id = $1 and ended_at is null", group.deal, tx.now)
    over = (await client.get("/desk/deals")).text
    assert ("gives away at most" in over, address in over) == (False, True)
