"""Who sees a team: only who has its link, its starter's circle first, or everybody; said at the start, by members and by guests."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.deals.group_buys import actions, queries, store
from stoa.deals.group_buys.model import NoSuchPlace, TeamRow
from stoa.people.sessions.model import GUEST, Visitor
from tests.deals.group_buys.makers import Group, join, make_deal, member, now, order, places, start
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio
ADDRESS = {
    "email": "ada@example.com", "name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE",
}  # fmt: skip


async def group_of(db: Database, **overrides: object) -> Group:
    async with db.writing() as tx:
        return await make_deal(tx, **overrides)


async def begun(db: Database, group: Group, first: actions.First, visitor: object = GUEST) -> TeamRow:
    async with db.writing() as tx:
        team, cart = await actions.start(tx, visitor, group.deal, group.shop.variant, "en", first=first)
    await order(db, cart, "tok_ok", visitor)
    await jobs.drain(db)
    async with db.reading() as read:
        return await now(read, team)


async def listed(db: Database, group: Group) -> list[str]:
    async with db.reading() as read:
        return [one.handle for one in await queries.open_teams(read, group.shop.product.id)]


async def test_by_the_link_only_is_never_shown_and_joined_all_the_same(
    db: Database, client: httpx.AsyncClient, forward: Callable[[timedelta], None]
) -> None:
    group = await group_of(db)
    team = await begun(db, group, "link")
    for hours in (13, 10):  # nor from the middle of its time on
        assert await listed(db, group) == []
        assert team.path not in (await client.get(f"/p/{group.shop.product.handle}")).text
        assert "missing" not in (await client.get("/deals")).text
        assert (await client.get(team.path)).status_code == 200
        forward(timedelta(hours=hours))
    await join(db, team, group)
    async with db.reading() as read:
        assert (await now(read, team)).counted == 2


async def test_a_circle_first_is_chosen_at_the_start(db: Database, forward: Callable[[timedelta], None]) -> None:
    group = await group_of(db)
    team = await begun(db, group, "circle", member())
    (place,) = await places(db, team)
    assert place.shown_to == "circle"
    assert await listed(db, group) == []
    async with db.reading() as read:
        touched = await read.value("select number from base.version where topic = $1", f"product:{group.shop.product.id}")
    forward(timedelta(hours=13))
    await jobs.drain(db)
    assert await listed(db, group) == [team.handle]
    async with db.reading() as read:
        assert await read.value("select number from base.version where topic = $1", f"product:{group.shop.product.id}") > touched


async def test_a_guest_has_no_circle_and_is_shown_to_nobody_then(db: Database) -> None:
    group = await group_of(db)
    assert (await begun(db, group, "circle")).shown_first == "link"


async def test_it_is_asked_where_one_starts_and_a_guest_may_change_it_on_the_order(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    deal = f"/groups/{ids.show('dea', group.deal)}"
    page = (await client.get(deal)).text
    assert '<select class="input" id="first" name="first">' in page
    assert '<option value="link">Only whoever has the link</option>' in page
    assert 'value="circle"' not in page
    await client.post(f"{deal}/teams", data={"variant": ids.show("var", group.shop.variant), "first": "link"})
    await client.post("/checkout/address", data=ADDRESS)
    await client.post("/checkout/delivery", data={"delivery": "standard"})
    placed = (await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})).headers["location"]
    async with db.reading() as read:
        (team,) = await store.teams_of(read, group.deal)
        key = await read.value("select key from orders.order")
    (place,) = await places(db, team)
    assert team.shown_first == "link"
    shown = (await client.get(placed)).text
    path = f"{team.path}/places/{ids.show('plc', place.id)}/first"
    assert f'action="{path}"' in shown
    assert '<option value="link" selected>' in shown
    assert (await client.post(path, data={"first": "everybody"})).status_code == 404
    assert (await client.post(path, data={"first": "everybody", "key": "wrong"})).status_code == 404
    changed = await client.post(path, data={"first": "everybody", "key": key})
    assert changed.status_code == 303
    assert changed.headers["location"].startswith("/orders/")
    assert await listed(db, group) == [team.handle]
    api = f"/api/teams/{team.handle}/places/{ids.show('plc', place.id)}/first"
    assert (await client.put(api, json={"to": "link"})).status_code == 404
    assert (await client.put(api, json={"to": "link"}, headers={"order-key": key})).status_code == 204
    assert await listed(db, group) == []


async def test_it_is_asked_beside_the_buttons_that_start_a_team_and_nobody_has_to_answer(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    product, start_at = f"/p/{group.shop.product.handle}", f"/groups/{ids.show('dea', group.deal)}/teams"
    page = (await client.get(product)).text
    asked = page[page.index('<details class="small group-sees">') :].partition("</details>")[0]
    assert "Who sees your team?" in asked
    assert '<select class="input" id="first" name="first" form="buy">' in asked
    assert '<option value="everybody" selected>' in asked
    assert 'value="circle"' not in asked
    assert "Wer sieht Ihr Team?" in (await client.get(f"/de{product}")).text
    wanted = {"variant": ids.show("var", group.shop.variant), "second": "1"}
    for said, first in (({}, "everybody"), ({"first": "link"}, "link"), ({"first": "circle"}, "link")):  # a guest has no circle
        assert (await client.post(start_at, data={**wanted, **said})).status_code == 303
        async with db.reading() as read:
            assert (await store.teams_of(read, group.deal))[0].shown_first == first
    # The same form puts it into the cart alone: what was said about a team is nothing to that.
    alone = {"product": ids.show("prd", group.shop.product.id), "variant": wanted["variant"], "quantity": "1", "first": "everybody"}
    assert (await client.post("/cart/lines", data=alone)).status_code == 303
    # With a team to join, the button that starts another stands with the open ones, and asks there.
    await start(db, group)
    joining = (await client.get(product)).text
    assert joining.count('name="first"') == 1
    assert joining.index("Start a team: ") < joining.index('name="first"')
    await sign_in(client, db, email="ada@example.com")
    assert '<option value="circle">' in (await client.get(product)).text


async def test_it_is_asked_where_one_starts_after_a_full_team(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    await join(db, team, group)
    await join(db, team, group)
    assert 'name="first"' in (await client.get(team.path)).text


async def test_what_was_said_is_kept_where_starting_is_refused(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db, per_person=1)
    sent = {"variant": ids.show("var", group.shop.variant), "quantity": "2", "first": "link"}
    refused = await client.post(f"/groups/{ids.show('dea', group.deal)}/teams", data=sent)
    assert refused.status_code == 409
    assert '<option value="link" selected>' in refused.text


async def test_where_the_merchant_shows_no_teams_nobody_is_asked(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db, open_to_strangers=False)
    assert 'name="first"' not in (await client.get(f"/groups/{ids.show('dea', group.deal)}")).text
    assert 'name="first"' not in (await client.get(f"/p/{group.shop.product.handle}")).text
    team = await begun(db, group, "everybody")
    assert await listed(db, group) == []
    assert team.shown_first == "everybody"


async def test_a_member_is_asked_on_the_team_page_and_whoever_joined_is_not(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    await sign_in(client, db, email="ada@example.com")
    page = (await client.get(f"/groups/{ids.show('dea', group.deal)}")).text
    assert '<option value="circle">' in page
    team, _ = await start(db, group)
    await join(db, team, group)
    second = (await places(db, team))[1]
    async with db.writing() as tx:
        key = await tx.value("select key from orders.order where id = $1", second.order_id)
        with pytest.raises(NoSuchPlace):
            await actions.show_first(tx, GUEST, second.id, "link", key)


async def test_programs_say_it_at_the_start_and_in_which_language_they_are_written_to(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    body = {"variant_id": ids.show("var", group.shop.variant), "first": "link", "language": "de"}
    got = await client.post(f"/api/products/{group.shop.product.handle}/teams", json=body)
    assert got.status_code == 201
    sent = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}
    buy = {"email": "ada@example.com", "shipping_address": sent, "payment": {"provider": "sandbox", "token": "tok_ok"}}
    assert (await client.post(f"/api/carts/{got.json()['cart_id']}/checkout", json=buy)).status_code == 201
    await jobs.drain(db)
    async with db.reading() as read:
        (team,) = await store.teams_of(read, group.deal)
        assert team.shown_first == "link"
        assert await read.value("select language from mail.letter where template = 'group_buys/in'") == "de"
    wrong = await client.post(f"/api/teams/{team.handle}/places", json={"variant_id": body["variant_id"], "language": "xx"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/language")


async def test_who_waits_by_program_is_written_to_in_their_language(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db, on_hand=2)
    team, _ = await start(db, group)
    await join(db, team, group)
    body = {"variant_id": ids.show("var", group.shop.variant), "email": "eve@example.com", "language": "de"}
    assert (await client.post(f"/api/teams/{team.handle}/waiting", json=body)).status_code == 201
    async with db.reading() as read:
        assert await read.value("select language from mail.letter where template = 'group_buys/listed'") == "de"


async def test_a_team_that_misses_one_is_shown_to_ones_circle_before_anybody_else(
    db: Database, client: httpx.AsyncClient, forward: Callable[[timedelta], None]
) -> None:
    group = await group_of(db)
    product = f"/p/{group.shop.product.handle}"
    ada = await sign_in(client, db, email="ada@example.com")
    team = await begun(db, group, "circle", Visitor(person=ada))
    await join(db, team, group)
    client.cookies.clear()
    ben = await sign_in(client, db, email="ben@example.com")
    assert team.path not in (await client.get(product)).text
    async with db.writing() as tx:
        for follower, followed in ((ada, ben), (ben, ada)):
            await tx.run("insert into circles.follow (follower, followed, at) values ($1, $2, $3)", follower, followed, tx.now)
    shown = (await client.get(product)).text
    assert "of your circle is in" in shown
    assert "One person is missing" in shown
    assert f'formaction="{team.path}/places"' in shown
    client.cookies.clear()
    assert team.path not in (await client.get(product)).text
    forward(timedelta(hours=13))
    await jobs.drain(db)
    assert team.path in (await client.get(product)).text
