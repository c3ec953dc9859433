"""Group buys where shoppers meet them: the next team, the link and its picture, one's own teams and circle; and what the desk sees."""

import io
from html import unescape

import httpx
import pytest
from PIL import Image

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.deals.group_buys import actions, afterwards, asking, store
from stoa.deals.group_buys.model import State
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop import catalog, pricing
from stoa.shop.pricing.model import Margin, NewCost
from tests.deals.group_buys.makers import join, order, places, standing, start
from tests.deals.group_buys.test_pages import ADDRESS, check_out, full, group_of, var
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio


async def test_who_comes_too_late_joins_the_next_team_in_one_tap(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    other, _ = await start(db, group)
    await client.post(f"{team.path}/places", data={"variant": var(group)})
    assert (await client.post("/checkout/address", data=ADDRESS)).status_code == 303
    assert (await client.post("/checkout/delivery", data={"delivery": "standard"})).status_code == 303
    for _ in range(2):
        await join(db, team, group, "tok_challenge")
    late = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
    assert (late.status_code, late.headers["location"]) == (303, f"{team.path}?late=1")
    page = await client.get(late.headers["location"])
    assert "The last place has just gone to somebody else." in page.text
    assert "You have not been charged." in page.text
    assert f'action="{other.path}/places"' in page.text
    assert f'action="/groups/{ids.show("dea", group.deal)}/teams"' in page.text
    assert f'action="{team.path}/waiting"' in page.text
    tapped = await client.post(f"{other.path}/places", data={"variant": var(group)})
    assert tapped.headers["location"] == "/checkout/address"
    assert (await client.post("/checkout/address", data=ADDRESS)).status_code == 303
    assert (await client.post("/checkout/delivery", data={"delivery": "standard"})).status_code == 303
    assert (await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})).headers["location"][:8] == "/orders/"
    assert await standing(db, other) == ("open", 2, 2)


async def test_a_guest_who_is_in_already_is_told_so_and_has_the_link_to_their_place_mailed(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    async with db.writing() as tx:
        cart = await actions.join(tx, GUEST, team.handle, group.shop.variant, "en")
    first = await order(db, cart, "tok_ok", GUEST, 900, email="Guest@example.com")
    await client.post(f"{team.path}/places", data={"variant": var(group)})
    assert (await client.post("/checkout/address", data={**ADDRESS, "email": "guest+2@example.com"})).status_code == 303
    assert (await client.post("/checkout/delivery", data={"delivery": "standard"})).status_code == 303
    refused = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
    assert (refused.status_code, refused.headers["location"]) == (303, f"{team.path}?already=1")
    page = (await client.get(refused.headers["location"])).text
    assert "You are in this team already" in page
    assert "you have not been charged" in page
    assert "The last place has just gone" not in page
    assert f'action="{team.path}/places"' not in page
    assert "Sie sind schon in diesem Team" in (await client.get(f"/de{team.path}?already=1")).text
    link = f"{team.path}/places/link"
    assert (await client.post(link, data={"email": "nobody"})).status_code == 422
    answers = {
        (await client.post(link, data={"email": one})).headers["location"]
        for one in ("nobody@example.com", "guest@example.com", "guest@example.com")
    }
    assert answers == {f"{team.path}?sent=1"}
    assert "The link is on its way" in (await client.get(answers.pop())).text
    async with db.reading() as read:
        told = await read.rows("select \"to\", text from mail.letter where template = 'group_buys/where'")
    assert [one["to"] for one in told] == [first.order.email]
    assert f"http://localhost:8000{first.order.path}" in told[0]["text"]
    assert await standing(db, team) == ("open", 2, 2)


async def test_the_confirmation_shows_the_link_to_share(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    await client.post(f"/groups/{ids.show('dea', group.deal)}/teams", data={"variant": var(group), "quantity": "2"})
    placed = await check_out(client)
    page = await client.get(placed.headers["location"])
    async with db.reading() as read:
        (team,) = await store.teams_of(read, group.deal)
        assert await read.value("select quantity from group_buys.place") == 2
    assert f'value="http://localhost:8000/t/{team.handle}" readonly' in unescape(page.text)
    assert "2 more people are needed" in page.text


async def test_the_picture_of_a_link_says_how_it_stands_and_names_nobody(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    page = await client.get(team.path)
    assert f'property="og:image" content="http://localhost:8000{team.path}/picture.png?open.1.0.' in unescape(page.text)
    first = await client.get(f"{team.path}/picture.png")
    assert (first.status_code, first.headers["content-type"]) == (200, "image/png")
    with Image.open(io.BytesIO(first.content)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (1200, 630))
    known = await client.get(f"{team.path}/picture.png", headers={"if-none-match": first.headers["etag"]})
    assert known.status_code == 304
    await join(db, team, group)
    second = await client.get(f"{team.path}/picture.png", headers={"if-none-match": first.headers["etag"]})
    assert second.status_code == 200
    assert second.headers["etag"] != first.headers["etag"]
    assert (await client.get("/t/0123/picture.png")).status_code == 404


async def test_my_teams_and_leaving_from_there(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    assert (await client.get("/account/teams")).status_code == 303
    await sign_in(client, db, Role.SHOPPER)
    assert "You are in no team yet" in (await client.get("/account/teams")).text
    await client.post(f"{team.path}/places", data={"variant": var(group)})
    await check_out(client)
    page = await client.get("/account/teams")
    assert "one person is missing" in page.text
    assert 'href="/account/teams"' in unescape((await client.get("/account")).text)
    mine = next(one for one in await places(db, team) if one.person is not None)
    left = await client.post(f"{team.path}/places/{ids.show('plc', mine.id)}/leave", data={"back": "account"})
    assert left.headers["location"] == "/account/teams"
    page = await client.get("/account/teams")
    assert "you left" in page.text
    assert "/leave" not in page.text


async def test_a_team_of_a_product_that_was_hidden_is_for_its_group_and_those_who_are_in(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    await sign_in(client, db, Role.SHOPPER)
    await client.post(f"{team.path}/places", data={"variant": var(group)})
    await check_out(client)
    async with db.writing() as tx:
        await catalog.restrict(tx, SYSTEM, [group.shop.product.id], "club:north")
    assert (await client.get(team.path)).status_code == 200
    client.cookies.clear()
    deal = ids.show("dea", group.deal)
    for path in (
        team.path,
        f"{team.path}/live",
        f"{team.path}/picture.png",
        f"/groups/{deal}",
        f"/api/teams/{team.handle}",
        f"/api/teams/{team.handle}/live",
    ):
        assert (await client.get(path)).status_code == 404, path
    for path in (f"{team.path}/places", f"{team.path}/waiting", f"/groups/{deal}/teams"):
        assert (await client.post(path, data={"variant": var(group), "email": "eve@example.com"})).status_code == 404, path
    assert (await client.get(f"/api/products/{group.shop.product.handle}/teams")).json() == []


async def test_those_who_waited_in_vain_are_told_once_and_forgotten(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job is group_buys.list_over: it takes so many at a time and begins again while there are more."""
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    group, team = await full(db)
    for name in ("eve", "finn"):
        answer = await client.post(f"{team.path}/waiting", data={"variant": var(group), "email": f"{name}@example.com"})
        assert answer.status_code == 303
    assert (await standing(db, team))[0] == "settled"
    async with db.reading() as read:
        letters = await read.rows("""select "to", subject from mail.letter where subject like 'The group for%' order by "to" """)
        assert await read.value("select count(*) from group_buys.waiting where email is not null") == 0
    subject = "The group for “Wide mug” has ended"
    assert [tuple(one) for one in letters] == [("eve@example.com", subject), ("finn@example.com", subject)]


async def test_the_margin_is_by_the_cost_of_the_day(db: Database, client: httpx.AsyncClient) -> None:
    """The first is ordered before any cost is known; two at 9.00; the cost that comes later changes nothing."""
    group = await group_of(db)
    team, _ = await start(db, group)
    async with db.writing() as tx:
        await pricing.costing.set_costs(tx, SYSTEM, [NewCost(group.shop.variant, Money(900, "EUR"))])
    for _ in range(2):
        await join(db, team, group)
    assert await standing(db, team) == ("settled", 3, 3)
    async with db.writing() as tx:
        await pricing.costing.set_costs(tx, SYSTEM, [NewCost(group.shop.variant, Money(1900, "EUR"))])
    async with db.reading() as read:
        deal = await store.deal(read, group.deal)
        assert deal is not None
        found = await afterwards.cohort(read, deal)
    assert found.margin == Margin(Money(2 * (1680 - 900), "EUR"), 2, 3)


async def test_the_desk_sees_what_came_of_a_deal(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    path = f"/desk/deals/{ids.show('dea', group.deal)}"
    team, _ = await start(db, group)
    for _ in range(2):
        await join(db, team, group)
    assert await standing(db, team) == ("settled", 3, 3)
    assert (await client.get(path)).status_code == 303
    await sign_in(client, db, Role.MERCHANT)
    async with db.reading() as read:
        deal = await store.deal(read, group.deal)
        assert deal is not None
        found = await afterwards.cohort(read, deal)
        moves = [(one.was, one.now) for one in await afterwards.moves(read, deal)]
    assert found == afterwards.Cohort(3, 3, 0, 3, Money(6000, "EUR"), Money(1500, "EUR"), Margin(None, 0, 3), 1, 1)
    assert moves[0] == (State.FILLED, State.SETTLED)
    page = unescape((await client.get(path)).text)
    for text in ("€60.00", "€15.00", "1 of 1 teams made it", "0 of 3 lines have a cost"):
        assert text in page, text
    assert (await client.post(f"{path}/end", data={"reason": ""})).status_code == 422
    assert (await client.get("/desk/deals/dea_0123")).status_code == 404


async def test_a_product_is_found_by_its_name(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    await sign_in(client, db, Role.MERCHANT)
    async with db.reading() as read:
        assert [one.id for one in await afterwards.products_called(read, "wide MUG", "en")] == [group.shop.product.id]
        assert [one.id for one in await afterwards.products_called(read, "wide", "de")] == [group.shop.product.id]
        assert await afterwards.products_called(read, "no such thing", "en") == []


async def test_ones_circle_sees_a_team_first_if_its_member_says_so(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db, open_to_strangers=False)
    ada = await sign_in(client, db, Role.SHOPPER)
    await client.post(f"/groups/{ids.show('dea', group.deal)}/teams", data={"variant": var(group)})
    await check_out(client)
    async with db.reading() as read:
        (team,) = await store.teams_of(read, group.deal)
    (mine,) = await places(db, team)
    ref = ids.show("plc", mine.id)
    client.cookies.clear()
    assert (await client.post(f"{team.path}/places/{ref}/shown", data={"to": "circle"})).status_code in {303, 401}
    ben = await sign_in(client, db, Role.SHOPPER)
    foreign = await client.post(f"{team.path}/places/{ref}/shown", data={"to": "circle"})
    assert foreign.status_code == 404
    async with db.writing() as tx:
        for follower, followed in ((ada, ben), (ben, ada)):
            await tx.run("insert into circles.follow (follower, followed, at) values ($1, $2, $3)", follower, followed, tx.now)
    product = f"/p/{group.shop.product.handle}"
    assert team.path not in (await client.get(product)).text
    async with db.writing() as tx:
        await actions.show_place(tx, Visitor(person=ada), mine.id, "circle")
    assert f'formaction="{team.path}/places"' in (await client.get(product)).text
    assert "of your circle is in" in (await client.get(team.path)).text
    async with db.writing() as tx:
        await actions.show_place(tx, Visitor(person=ada), mine.id, None)
    assert team.path not in (await client.get(product)).text
    assert "of your circle is in" not in (await client.get(team.path)).text
