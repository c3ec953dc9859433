"""Sold out while a team is open: nothing that is shown, told or sold promises what is not there; and back again."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.deals.group_buys import actions, queries, store, telling, waiting
from stoa.deals.group_buys.model import PlaceIsFree, TeamRow
from stoa.deals.group_buys.selling_out import to_ask
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import stock
from stoa.shop.catalog.model import VariantId
from stoa.shop.stock.model import Availability, OutOfStock
from tests.deals.group_buys.makers import Group, join, make_deal, make_tiers, now, order, standing, start

pytestmark = pytest.mark.anyio


async def count(db: Database, group: Group, units: int) -> None:
    async with db.writing() as tx:
        await stock.count_again(tx, SYSTEM, {group.shop.variant: units}, beside_orders=True)
    await jobs.drain(db)


async def one_in(db: Database, **overrides: object) -> tuple[Group, TeamRow]:
    async with db.writing() as tx:
        group = await make_deal(tx, **overrides)
    team, _ = await start(db, group)
    await jobs.drain(db)
    return group, team


async def letters(db: Database, name: str) -> list[str]:
    async with db.reading() as read:
        return [row[0] for row in await read.rows("""select "to" from mail.letter where template = $1 order by 1""", f"group_buys/{name}")]


async def test_its_page_says_so_sells_nothing_and_lets_one_wait_and_back_again(db: Database, client: httpx.AsyncClient) -> None:
    group, team = await one_in(db)
    product = f"/p/{group.shop.product.handle}"
    for path in (team.path, product):
        assert "Sold out at the moment" not in (await client.get(path)).text
    await count(db, group, 0)
    page = (await client.get(team.path)).text
    assert '<h1 class="group-lead">Sold out at the moment</h1>' in page
    assert "/places" not in page
    assert "more people" not in page
    assert "Write to me when it is there again" in page
    assert "/groups/" not in page
    assert "Im Moment ausverkauft" in (await client.get(f"/de{team.path}")).text
    shown = (await client.get(product)).text
    assert "buy-group" not in shown
    assert team.path not in shown
    own = (await client.get(f"/groups/{ids.show('dea', group.deal)}")).text
    assert "Sold out at the moment" in own
    assert "/teams" not in own
    await count(db, group, 5)
    page = (await client.get(team.path)).text
    assert "Join for €20.00" in page
    assert "2 more people, and everybody gets this price" in page
    shown = (await client.get(product)).text
    assert f'formaction="{team.path}/places"' in shown


async def test_programs_are_told_and_refused(db: Database, client: httpx.AsyncClient) -> None:
    group, team = await one_in(db)
    body = {"variant_id": ids.show("var", group.shop.variant)}
    await count(db, group, 0)
    seen = (await client.get(f"/api/teams/{team.handle}")).json()
    assert (seen["state"], seen["open"], seen["sold_out"]) == ("sold_out", False, True)
    assert (await client.get(f"/api/products/{group.shop.product.handle}/teams")).json() == []
    for path in (f"/api/teams/{team.handle}/places", f"/api/products/{group.shop.product.handle}/teams"):
        refused = await client.post(path, json=body)
        assert (refused.status_code, refused.json()["code"], refused.json()["facts"]["free"]) == (409, "out_of_stock", 0), path
    async with db.reading() as read:
        assert await read.value("select count(*) from carts.cart where purpose is not null and order_id is null") == 0
    await count(db, group, 1)
    seen = (await client.get(f"/api/teams/{team.handle}")).json()
    assert (seen["state"], seen["open"], seen["sold_out"]) == ("open", True, False)
    refused = await client.post(f"/api/teams/{team.handle}/places", json={**body, "quantity": 2})
    assert (refused.status_code, refused.json()["facts"]["free"]) == (409, 1)
    assert (await client.post(f"/api/teams/{team.handle}/places", json=body)).status_code == 201


async def test_the_programme_does_not_tell_of_it(db: Database, client: httpx.AsyncClient) -> None:
    group, _ = await one_in(db)
    path = f"/p/{group.shop.product.handle}#group"
    assert path in (await client.get("/deals")).text
    await count(db, group, 0)
    assert path not in (await client.get("/deals")).text
    assert path not in (await client.get("/deals/feed.atom")).text
    await count(db, group, 3)
    assert path in (await client.get("/deals")).text


async def test_whoever_waits_is_asked_in_order_once_there_is_some_again(db: Database, client: httpx.AsyncClient) -> None:
    group, team = await one_in(db)
    variant = group.shop.variant
    async with db.writing() as tx:
        with pytest.raises(PlaceIsFree):
            await waiting.wait(tx, GUEST, team.handle, variant, "en", "ada@example.com")
    await count(db, group, 0)
    for name in ("ada", "ben", "eve"):
        asked = await client.post(f"{team.path}/waiting", data={"variant": ids.show("var", variant), "email": f"{name}@example.com"})
        assert asked.headers["location"] == f"{team.path}?waits=1"
    assert await standing(db, team) == ("open", 1, 1)
    assert await letters(db, "offered") == []
    await count(db, group, 1)
    for _ in range(2):
        assert await standing(db, team) == ("open", 1, 1)
        assert await letters(db, "offered") == ["ada@example.com"]
    await count(db, group, 9)
    await standing(db, team)
    # Two places are free: two are kept, and the third waits on.
    assert await letters(db, "offered") == ["ada@example.com", "ben@example.com"]
    async with db.reading() as read:
        found = await now(read, team)
        key = await read.value("select key from group_buys.waiting where email = 'ada@example.com'")
    assert (found.offered, found.waiting) == (2, 1)
    async with db.writing() as tx:
        cart = await waiting.take_up(tx, GUEST, team.handle, key, "en")
    await order(db, cart, "tok_ok")
    assert await standing(db, team) == ("open", 2, 2)


async def test_a_kept_place_says_that_it_is_sold_out_meanwhile(db: Database, client: httpx.AsyncClient) -> None:
    group, team = await one_in(db)
    await count(db, group, 0)
    await client.post(f"{team.path}/waiting", data={"variant": ids.show("var", group.shop.variant), "email": "ada@example.com"})
    await count(db, group, 1)
    await standing(db, team)
    async with db.reading() as read:
        path = f"{team.path}/offer/{await read.value('select key from group_buys.waiting')}"
    assert 'value="take"' in (await client.get(path)).text
    await count(db, group, 0)
    page = await client.get(path)
    assert "Sold out at the moment" in page.text
    assert 'value="take"' not in page.text
    assert (await client.post(path, data={"do": "take"})).status_code == 409


async def test_a_group_that_is_on_stays_on_and_says_that_nobody_can_join(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    team = group.team
    assert team is not None
    await join(db, team, group)
    await join(db, team, group)
    await count(db, group, 0)
    page = (await client.get(team.path)).text
    assert "It is on, and each step makes it cheaper for everybody" in page
    assert "Sold out at the moment" in page
    assert "/places" not in page
    assert f"{team.path}/live?state=tipped-sold-out" in page
    async with db.reading() as read:
        seen = await queries.see(read, team.handle, GUEST, "en")
    assert (seen.state, seen.open, seen.sold_out, seen.may_wait) == ("tipped", False, True, True)


async def test_whoever_is_in_is_told_that_nobody_can_join_and_not_to_gather(
    db: Database, client: httpx.AsyncClient, forward: Callable[[timedelta], None]
) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, placed = await start(db, group)
    await join(db, team, group)
    await count(db, group, 0)
    path = f"{placed.order.path}?key={placed.order.key}" if "key=" not in placed.order.path else placed.order.path
    page = (await client.get(path, follow_redirects=True)).text
    assert "it is sold out at the moment" in page
    assert "Share this link" not in page
    forward(timedelta(hours=22))
    async with db.writing() as tx:
        await jobs.enqueue(tx, "group_buys.remind")
    await jobs.drain(db)
    assert await letters(db, "soon") == []
    await count(db, group, 1)
    async with db.writing() as tx:
        await jobs.enqueue(tx, "group_buys.remind")
    await jobs.drain(db)
    assert len(await letters(db, "soon")) == 2


async def test_whoever_is_out_is_led_to_the_product_where_nobody_can_start_a_team(
    db: Database, forward: Callable[[timedelta], None]
) -> None:
    group, team = await one_in(db)
    async with db.writing() as tx:
        await stock.allocate(tx, ids.new(), ids.new(), {group.shop.variant: 499})
        found, deal = await now(tx, team), await store.deal(tx, group.deal)
        assert deal is not None
        assert await telling.way_on(tx, found, deal) == ("product", f"/p/{group.shop.product.handle}")
        with pytest.raises(OutOfStock):
            await actions.start(tx, GUEST, group.deal, group.shop.variant, "en")


RED, BLUE = VariantId(ids.new()), VariantId(ids.new())


@pytest.mark.parametrize(
    ("line", "red", "blue", "asked"),
    [
        ([(RED, False), (RED, False)], 1, 0, 1),
        ([(RED, True), (RED, False)], 1, 0, 0),
        ([(RED, False), (RED, True)], 1, 0, 0),
        ([(RED, False), (BLUE, False)], 0, 1, 1),
        ([(RED, False), (BLUE, False)], None, 1, 2),
        ([], 5, 5, 0),
    ],
)
def test_as_many_are_asked_as_there_are_units(line: list[tuple[VariantId, bool]], red: int | None, blue: int, asked: int) -> None:
    assert to_ask(line, {RED: Availability(RED, red), BLUE: Availability(BLUE, blue)}) == asked
