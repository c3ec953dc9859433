"""A guest who makes an account with the same mail address: their places and their waiting are theirs, on every page and in every answer."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.deals.group_buys import actions, privacy, waiting
from stoa.deals.group_buys.model import TeamRow
from stoa.people import privacy as people_privacy
from stoa.people.accounts.model import PersonId
from stoa.people.sessions.model import GUEST, Visitor
from tests.deals.group_buys.makers import Group, join, make_deal, make_tiers, order, places, standing
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session, sign_in

pytestmark = pytest.mark.anyio
MAIL = "ada@example.com"


async def started(db: Database, client: httpx.AsyncClient) -> tuple[Group, TeamRow, PersonId]:
    """A guest starts a team, and then signs in for the first time by the same address."""
    async with db.writing() as tx:
        group = await make_deal(tx)
    async with db.writing() as tx:
        team, cart = await actions.start(tx, GUEST, group.deal, group.shop.variant, "en")
    await order(db, cart, "tok_ok", email=MAIL)
    return group, team, await sign_in(client, db, email=MAIL)


async def test_the_place_is_theirs_everywhere(db: Database, client: httpx.AsyncClient) -> None:
    group, team, person = await started(db, client)
    (place,) = await places(db, team)
    assert place.person == person
    page = (await client.get(team.path)).text
    assert "You are in." in page
    assert f"/places/{ids.show('plc', place.id)}/leave" in page
    assert "Join for" not in page
    assert team.path in (await client.get("/account/teams")).text
    own = (await client.get("/api/me/teams")).json()
    assert [(one["team"], one["leaves"]) for one in own["items"]] == [(team.handle, True)]
    body = {"variant_id": ids.show("var", group.shop.variant)}
    for path in (f"/api/teams/{team.handle}/places", f"/api/products/{group.shop.product.handle}/teams"):
        refused = await client.post(path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "already_in"), path
    async with db.reading() as read:
        told = await privacy.export(read, person)
    assert [(one["team"], one["starter"]) for one in told["places"]] == [(team.handle, True)]
    left = await client.post(f"{team.path}/places/{ids.show('plc', place.id)}/leave")
    assert left.status_code == 303


async def test_who_is_in_as_a_member_already_keeps_that_place_alone(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
        team, cart = await actions.start(tx, GUEST, group.deal, group.shop.variant, "en")
    await order(db, cart, "tok_ok", email=MAIL)
    await join(db, team, group)
    async with db.writing() as tx:  # as if they had another address when they joined as a member
        person = await make_person(tx, email=MAIL)
        await tx.run("update group_buys.place set person_id = $1 where not starter", person)
        await make_session(tx, person)
    assert [one.person for one in await places(db, team)] == [None, person]


async def test_what_others_ordered_stays_theirs(db: Database, client: httpx.AsyncClient) -> None:
    _, team, _ = await started(db, client)
    other = await sign_in(client, db, email="eve@example.com")
    assert [one.person == other for one in await places(db, team)] == [False]
    assert (await client.get("/api/me/teams")).json()["items"] == []


async def test_what_a_guest_waits_for_is_theirs(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    team = group.team
    assert team is not None
    for _ in range(5):
        await join(db, team, group)
    async with db.writing() as tx:
        await waiting.wait(tx, GUEST, team.handle, group.shop.variant, "en", "Ada@example.com")
        await waiting.wait(tx, GUEST, team.handle, group.shop.variant, "en", "eve@example.com")
    person = await sign_in(client, db, email=MAIL)
    own = (await client.get("/api/me/teams")).json()
    assert [(one["team"], one["state"]) for one in own["waiting"]] == [(team.handle, "waiting")]
    assert "What you wait for" in (await client.get("/account/teams")).text
    async with db.reading() as read:
        told = await privacy.export(read, person)
    assert [one["email"] for one in told["waited_for"]] == [MAIL]


async def test_letters_that_follow_an_erasure_go_with_the_order(
    db: Database, client: httpx.AsyncClient, forward: Callable[[timedelta], None]
) -> None:
    _, team, person = await started(db, client)
    async with db.writing() as tx:
        await people_privacy.erase(tx, Visitor(person=person), person)
    forward(timedelta(hours=25))
    assert (await standing(db, team))[0] == "settled"
    async with db.reading() as read:
        assert await read.value("""select count(*) from mail.letter where "to" = $1 and template = 'group_buys/failed'""", MAIL) == 1
    async with db.writing() as tx:
        await jobs.enqueue(tx, "orders.forget")
    await jobs.drain(db)
    async with db.reading() as read:
        assert await read.value('select count(*) from mail.letter where "to" = $1', MAIL) == 0
        assert await read.value("select count(*) from orders.order where email = $1", MAIL) == 0
