"""Waiting for a place, through the real checkout, pages and API: docs/group-buys.md, "Waiting for a place"."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.deals.group_buys import actions, listing, put_deals, waiting
from stoa.deals.group_buys.model import (
    AlreadyIn,
    AlreadyWaiting,
    GroupIsOver,
    Kind,
    NewDeal,
    NoPlaceLeft,
    NoSuchKeptPlace,
    NotKeptAnyMore,
    PlaceIsFree,
    PlaceOffered,
    TeamRow,
    Tier,
    Waiting,
)
from stoa.deals.group_buys.reactions import ask_who_waits
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop.checkout.model import Placed
from stoa.shop.payments.model import PaymentDeclinedNow
from tests.deals.group_buys.makers import Group, join, make_deal, make_tiers, member, money, order, places, standing, start

pytestmark = pytest.mark.anyio
Forward = Callable[[timedelta], None]
SHIPPING = 390
HOUR = timedelta(hours=1)


async def full(db: Database) -> tuple[Group, TeamRow, Placed]:
    """Open a team of three: two count, the third is at the bank."""
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    ben = await join(db, team, group)
    await join(db, team, group, "tok_challenge")
    return group, team, ben


async def wait(db: Database, team: TeamRow, group: Group, name: str, visitor: Visitor = GUEST) -> None:
    async with db.writing() as tx:
        await waiting.wait(tx, visitor, team.handle, group.shop.variant, "en", f"{name}@example.com")


async def listed(db: Database, team: TeamRow) -> list[Waiting]:
    async with db.reading() as read:
        rows = await read.rows("select id from group_buys.waiting where team_id = $1 order by id", team.id)
        return [one for row in rows if (one := await listing.find(read, row["id"])) is not None]


async def states(db: Database, team: TeamRow) -> list[str]:
    return [one.state for one in await listed(db, team)]


async def take_up(db: Database, team: TeamRow, key: str, token: str = "tok_ok") -> Placed:
    async with db.writing() as tx:
        cart = await waiting.take_up(tx, GUEST, team.handle, key, "en")
    return await order(db, cart, token)


async def leave(db: Database, team: TeamRow, placed: Placed) -> None:
    place = next(one for one in await places(db, team) if one.order_id == placed.order.id)
    async with db.writing() as tx:
        await actions.leave(tx, GUEST, place.id, placed.order.key)


async def letters(db: Database) -> list[str]:
    async with db.reading() as read:
        return [row["to"] for row in await read.rows("""select "to" from mail.letter where template = 'group_buys/offered' order by id""")]


async def test_nobody_waits_where_there_is_a_place_or_twice_or_who_is_in(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    someone = member()
    team, _ = await start(db, group, visitor=someone)
    with pytest.raises(PlaceIsFree):
        await wait(db, team, group, "eve")
    await join(db, team, group, "tok_challenge")
    await join(db, team, group, "tok_challenge")
    await wait(db, team, group, "eve")
    with pytest.raises(AlreadyWaiting):
        await wait(db, team, group, "Eve")
    with pytest.raises(AlreadyIn):
        await wait(db, team, group, "ada", someone)
    async with db.writing() as tx:
        await actions.end_early(tx, SYSTEM, group.deal, "over")
    with pytest.raises(GroupIsOver):
        await wait(db, team, group, "finn")
    await jobs.drain(db)
    one = (await listed(db, team))[0]
    assert (one.state, one.email) == ("over", None)


async def test_eve_says_no_and_finn_has_two_cards(db: Database, forward: Forward) -> None:
    group, team, ben = await full(db)
    await wait(db, team, group, "eve")
    await wait(db, team, group, "finn")
    await leave(db, team, ben)
    assert await standing(db, team) == ("open", 2, 1)
    assert await states(db, team) == ["offered", "waiting"]
    assert await letters(db) == ["eve@example.com"]
    eve, finn = await listed(db, team)
    with pytest.raises(NoPlaceLeft):
        await join(db, team, group)
    with pytest.raises(NotKeptAnyMore):
        await take_up(db, team, finn.key)
    async with db.writing() as tx:
        with pytest.raises(NoSuchKeptPlace):
            await waiting.no_thanks(tx, team.handle, "0" * 32)
        await waiting.no_thanks(tx, team.handle, eve.key)
    await standing(db, team)
    assert await states(db, team) == ["declined", "offered"]
    assert await letters(db) == ["eve@example.com", "finn@example.com"]
    with pytest.raises(NoPlaceLeft):
        await join(db, team, group)
    with pytest.raises(PaymentDeclinedNow):
        await take_up(db, team, finn.key, "tok_declined")
    assert await states(db, team) == ["declined", "offered"]
    await take_up(db, team, finn.key)
    assert await standing(db, team) == ("open", 3, 2)
    assert await states(db, team) == ["declined", "taken"]
    assert [one.email for one in await listed(db, team)] == [None, None]
    with pytest.raises(NotKeptAnyMore):
        await take_up(db, team, finn.key)
    forward(timedelta(minutes=15))  # the one at the bank gave up
    assert await standing(db, team) == ("open", 2, 2)


async def test_an_hour_without_an_answer_passes_it_on_and_then_it_is_anybodys(db: Database, forward: Forward) -> None:
    group, team, ben = await full(db)
    await wait(db, team, group, "eve")
    await leave(db, team, ben)
    async with db.writing() as tx:
        (eve,) = await listed(db, team)
        for _ in range(2):
            await ask_who_waits(tx, PlaceOffered(about=team.id, waiting=eve.id))
        assert await tx.value("select due_at - $1 <= interval '1 hour' from base.job where kind = 'group_buys.offer_over'", tx.now)
    await standing(db, team)
    assert await letters(db) == ["eve@example.com"]
    forward(HOUR)
    await standing(db, team)
    assert await states(db, team) == ["lapsed"]
    await join(db, team, group)
    await join(db, team, group)
    assert (await standing(db, team))[0] == "settled"


async def test_at_the_deadline_what_is_kept_is_kept_no_more(db: Database, forward: Forward) -> None:
    group, team, ben = await full(db)
    await wait(db, team, group, "eve")
    await wait(db, team, group, "finn")
    forward(timedelta(hours=23, minutes=30))
    await leave(db, team, ben)
    await standing(db, team)
    eve = (await listed(db, team))[0]
    assert eve.offered_until is not None
    assert eve.offered_until - eve.since < timedelta(hours=24)
    forward(timedelta(minutes=31))
    assert await standing(db, team) == ("settled", 0, 0)
    assert await states(db, team) == ["over", "over"]
    with pytest.raises(NotKeptAnyMore):
        await take_up(db, team, eve.key)
    assert await money(db) == (0, 0, 0)


async def settling(db: Database, forward: Forward) -> tuple[Group, TeamRow]:
    """Open a deal of which four count at the end; the bank of one takes its promise back."""
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    for token in ("tok_ok", "tok_ok", "tok_ok", "tok_capture_fails"):
        await join(db, group.team, group, token)
    forward(timedelta(days=1))
    assert await standing(db, group.team) == ("tipped", 4, 4)
    return group, group.team


async def test_eve_is_asked_when_grace_has_passed_and_pays_the_same(db: Database, forward: Forward) -> None:
    group, team = await settling(db, forward)
    forward(timedelta(minutes=20))
    await wait(db, team, group, "eve")
    assert await standing(db, team) == ("tipped", 4, 4)
    forward(timedelta(minutes=40))
    assert await standing(db, team) == ("tipped", 3, 3)
    (eve,) = await listed(db, team)
    assert eve.state == "offered"
    forward(timedelta(minutes=55))
    placed = await take_up(db, team, eve.key)
    assert placed.order.subtotal.amount == 9000
    assert await standing(db, team) == ("settled", 4, 4)
    assert (await money(db))[1] == 4 * (8000 + SHIPPING)


async def test_whoever_takes_it_and_does_not_pay_passes_it_on_until_nobody_is_left(db: Database, forward: Forward) -> None:
    group, team = await settling(db, forward)
    await wait(db, team, group, "eve")
    await wait(db, team, group, "finn")
    forward(HOUR)
    await standing(db, team)
    forward(timedelta(minutes=50))
    await take_up(db, team, (await listed(db, team))[0].key, "tok_challenge")
    assert [one.state.value for one in await places(db, team)][-1] == "refilling"
    forward(timedelta(minutes=15))
    assert await standing(db, team) == ("tipped", 3, 3)
    assert await states(db, team) == ["taken", "offered"]
    forward(HOUR)
    assert await standing(db, team) == ("settled", 3, 3)
    assert await states(db, team) == ["taken", "lapsed"]
    assert (await money(db))[1] == 3 * (8000 + SHIPPING)


async def test_one_offer_taken_up_from_many_sides_is_one_place(db: Database) -> None:
    group, team, ben = await full(db)
    await wait(db, team, group, "eve")
    await leave(db, team, ben)
    await standing(db, team)
    (eve,) = await listed(db, team)
    async with db.writing() as tx:
        carts = [await waiting.take_up(tx, GUEST, team.handle, eve.key, "en") for _ in range(8)]

    async def pay(number: int) -> bool:
        with contextlib.suppress(NotKeptAnyMore):
            await order(db, carts[number], "tok_ok")
            return True
        return False

    assert sum(await asyncio.gather(*[pay(number) for number in range(8)])) == 1
    assert await standing(db, team) == ("open", 3, 2)


async def test_on_the_pages(db: Database, client: httpx.AsyncClient) -> None:
    group, team, ben = await full(db)
    variant = {"variant": ids.show("var", group.shop.variant)}
    assert "Wait for a place" in (await client.get(team.path)).text
    assert (await client.post(f"{team.path}/waiting", data={**variant, "email": "eve"})).status_code == 422
    asked = await client.post(f"{team.path}/waiting", data={**variant, "email": "eve@example.com"})
    assert (asked.status_code, asked.headers["location"]) == (303, f"{team.path}?waits=1")
    assert "You are on the list" in (await client.get(f"{team.path}?waits=1")).text
    again = await client.post(f"{team.path}/waiting", data={**variant, "email": "eve@example.com"})
    assert (again.status_code, "on the list already" in again.text) == (409, True)
    own = await client.get(ben.order.path)
    place = next(one for one in await places(db, team) if one.order_id == ben.order.id)
    path = f"{team.path}/places/{ids.show('plc', place.id)}/leave"
    assert f'action="{path}"' in own.text
    assert (await client.post(path, data={})).status_code == 404
    assert (await client.post(path, data={"key": ben.order.key})).status_code == 303
    assert "/leave" not in (await client.get(ben.order.path)).text
    await standing(db, team)
    (eve,) = await listed(db, team)
    offer = f"{team.path}/offer/{eve.key}"
    assert "A place is kept for you" in (await client.get(offer)).text
    assert (await client.get(f"{team.path}/offer/{'0' * 32}")).status_code == 404
    taken = await client.post(offer, data={"do": "take"})
    assert (taken.status_code, taken.headers["location"]) == (303, "/checkout/address")
    assert (await client.post(offer, data={"do": "no"})).headers["location"] == f"{team.path}?off=1"
    gone = await client.post(offer, data={"do": "take"})
    assert (gone.status_code, "not kept" in gone.text) == (409, True)


async def test_by_api(db: Database, client: httpx.AsyncClient) -> None:
    group, team, ben = await full(db)
    path = f"/api/teams/{team.handle}"
    wanted = {"variant_id": ids.show("var", group.shop.variant)}
    assert (await client.post(f"{path}/waiting", json=wanted)).status_code == 422
    got = await client.post(f"{path}/waiting", json={**wanted, "email": "eve@example.com"})
    assert (got.status_code, {**got.json(), "key": ""}) == (201, {"team": team.handle, "waiting": 1, "key": ""})
    await leave(db, team, ben)
    await standing(db, team)
    (eve,) = await listed(db, team)
    cart = await client.post(f"{path}/offers/{eve.key}")
    assert (cart.status_code, cart.json()["team"]) == (201, team.handle)
    assert (await client.delete(f"{path}/offers/{eve.key}")).status_code == 204
    assert (await client.delete(f"{path}/offers/{eve.key}")).json()["code"] == "not_kept_any_more"


async def test_many_deals_and_teams_at_once(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
        new = NewDeal(
            kind=Kind.TIERS,
            product_id=group.shop.product.id,
            market="eu",
            title={"en": "Many"},
            tiers=(Tier(2, 10),),
            minimum=2,
            closes_at=tx.now + timedelta(days=2),
        )
        await actions.end_early(tx, SYSTEM, group.deal, "anew")
        teams = NewDeal(
            kind=Kind.TEAM, product_id=group.shop.product.id, market="eu", title={"en": "Teams"}, tiers=(Tier(2, 10),), minimum=2
        )
        found = await put_deals(tx, SYSTEM, [(new, 5), (teams, 40)])
    assert [len(one) for one in found] == [1, 40]
    first = found[1][0]
    await join(db, first, Group(group.shop, first.deal_id, None))
    await join(db, first, Group(group.shop, first.deal_id, None))
    assert await standing(db, first) == ("settled", 2, 2)
