"""Group buys in the browser: from a product to a team of one's own, from a link to a place, and the merchant's screen."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.base.http.visits import PURPOSE_COOKIE
from stoa.deals.group_buys import store
from stoa.deals.group_buys.model import State, TeamRow
from stoa.people.permissions.model import Role
from tests.deals.group_buys.makers import Group, join, make_deal, make_tiers, now, places, standing, start
from tests.people.sessions.makers import sign_in
from tests.shop.pricing.makers import make_offer

pytestmark = pytest.mark.anyio
ADDRESS = {
    "email": "ada@example.com", "name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE",
}  # fmt: skip


async def group_of(db: Database, **overrides: object) -> Group:
    async with db.writing() as tx:
        return await make_deal(tx, **overrides)


def var(group: Group) -> str:
    return ids.show("var", group.shop.variant)


async def check_out(client: httpx.AsyncClient) -> httpx.Response:
    """Go through the three screens as a guest."""
    assert (await client.post("/checkout/address", data=ADDRESS)).headers["location"] == "/checkout/delivery"
    assert (await client.post("/checkout/delivery", data={"delivery": "standard"})).headers["location"] == "/checkout/pay"
    pay = await client.get("/checkout/pay")
    assert "bank_transfer:" not in pay.text
    return await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})


async def test_a_guest_starts_a_team_in_one_tap_and_three_screens(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    page = await client.get(f"/p/{group.shop.product.handle}")
    deal = ids.show("dea", group.deal)
    assert f'form="buy" formaction="/groups/{deal}/teams"' in page.text
    assert 'With 2 others: <span class="nowrap">€20.00</span>' in page.text
    assert 'id="group"' not in page.text
    kept = await client.post(
        "/cart/lines", data={"product": ids.show("prd", group.shop.product.id), "variant": var(group), "quantity": "2"}
    )
    assert kept.status_code == 303
    tapped = await client.post(f"/groups/{deal}/teams", data={"variant": var(group), "quantity": "1"})
    assert (tapped.status_code, tapped.headers["location"]) == (303, "/checkout/address")
    assert PURPOSE_COOKIE in tapped.headers["set-cookie"]
    placed = await check_out(client)
    assert (placed.status_code, placed.headers["location"][:8]) == (303, "/orders/")
    async with db.reading() as read:
        (team,) = await store.teams_of(read, group.deal)
        row = await read.row("select subtotal, state from orders.order")
        assert await read.value("select sum(quantity) from carts.line l join carts.cart c on c.id = l.cart_id where c.purpose is null") == 2
    assert (row["subtotal"], row["state"]) == (2000, "held")
    assert (team.counted, team.state) == (1, State.OPEN)
    again = await client.post("/checkout", data={})
    assert again.headers["location"] == "/checkout/address"
    assert PURPOSE_COOKIE not in client.cookies


async def test_a_link_leads_a_stranger_into_the_team(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    await join(db, team, group)
    page = await client.get(team.path)
    assert "One more person, and everybody gets this price" in page.text
    assert "Join for €20.00" in page.text
    assert page.text.count("group-seat-taken") == 2
    tapped = await client.post(f"{team.path}/places", data={"variant": var(group)})
    assert tapped.headers["location"] == "/checkout/address"
    assert (await check_out(client)).status_code == 303
    assert await standing(db, team) == ("settled", 3, 3)
    page = await client.get(team.path)
    assert "Made it together" in page.text
    assert "/places" not in page.text


async def test_the_product_shows_teams_that_strangers_may_join(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    await jobs.drain(db)
    page = await client.get(f"/p/{group.shop.product.handle}")
    assert f'href="{team.path}"' in page.text
    assert f'form="buy" formaction="{team.path}/places"' in page.text
    assert "<small>2 people are missing</small>" in page.text
    german = await client.get(f"/de/p/{group.shop.product.handle}")
    assert "Einem Team beitreten: 2 Personen fehlen noch" in german.text


async def test_teams_that_do_not_want_strangers_are_not_shown(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db, open_to_strangers=False)
    team, _ = await start(db, group)
    assert team.path not in (await client.get(f"/p/{group.shop.product.handle}")).text


async def test_a_product_without_a_deal_shows_nothing(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    async with db.writing() as tx:
        await tx.run("update group_buys.deal set ended_at = $1", tx.now)
    page = await client.get(f"/p/{group.shop.product.handle}")
    assert 'id="group"' not in page.text
    assert "buy-group" not in page.text


async def test_unknown_and_unbegun_teams_do_not_exist(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    deal = ids.show("dea", group.deal)
    await client.post(f"/groups/{deal}/teams", data={"variant": var(group)})
    async with db.reading() as read:
        (team,) = await store.teams_of(read, group.deal)
    for path in (team.path, "/t/0123", "/groups/dea_0123", "/groups/nonsense"):
        assert (await client.get(path)).status_code == 404, path


async def full(db: Database) -> tuple[Group, TeamRow]:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    for _ in range(5):
        await join(db, group.team, group)
    return group, group.team


async def test_who_comes_too_late_is_told_in_words(db: Database, client: httpx.AsyncClient) -> None:
    group, team = await full(db)
    answer = await client.post(f"{team.path}/places", data={"variant": var(group)})
    assert answer.status_code == 409
    assert "You have not been charged." in answer.text


async def test_a_deal_with_steps_shows_them(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx, on_hand=50)
    assert group.team is not None
    await join(db, group.team, group)
    page = await client.get(group.team.path)
    assert "One person is in" in page.text
    assert "2 people: €90.00 each" in page.text
    assert "from €80.00" in (await client.get(f"/p/{group.shop.product.handle}")).text


async def test_a_member_leaves_with_one_tap_and_nobody_else_can(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    (first,) = await places(db, team)
    await sign_in(client, db, Role.SHOPPER)
    foreign = await client.post(f"{team.path}/places/{ids.show('plc', first.id)}/leave")
    assert foreign.status_code == 404
    await client.post(f"{team.path}/places", data={"variant": var(group)})
    await check_out(client)
    page = await client.get(team.path)
    assert "You are in." in page.text
    mine = next(one for one in await places(db, team) if one.person is not None)
    left = await client.post(f"{team.path}/places/{ids.show('plc', mine.id)}/leave")
    assert (left.status_code, left.headers["location"]) == (303, team.path)
    async with db.reading() as read:
        assert (await now(read, team)).counted == 1


async def test_a_merchant_plans_previews_and_ends(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    assert (await client.get("/desk/deals")).status_code in {302, 303, 401, 403, 404}
    await sign_in(client, db, Role.MERCHANT)
    assert "Together" in (await client.get("/desk/deals")).text
    typed = {
        "product": group.shop.product.handle, "market": "eu", "kind": "tiers", "title-en": "Kiln day", "people-1": "10", "percent-1": "10",
        "people-2": "50", "percent-2": "20", "closes_at": "2020-01-01T10:00", "window_hours": "24",
    }  # fmt: skip
    wrong = await client.post("/desk/deals", data={**typed, "do": "plan"})
    assert wrong.status_code == 422
    assert 'value="Kiln day"' in wrong.text
    async with db.reading() as read:
        closes = f"{read.now + timedelta(days=2):%Y-%m-%dT%H:%M}"
    seen = await client.post("/desk/deals", data={**typed, "closes_at": closes, "do": "preview"})
    # 19 % tax is in 22.50: ten pieces bring in 10 × 18.91.
    assert "€189.10" in seen.text
    assert "10 people, 10 pieces at −10%" in seen.text
    planned = await client.post("/desk/deals", data={**typed, "closes_at": closes, "do": "plan"})
    assert (planned.status_code, planned.headers["location"][:16]) == (303, "/desk/deals/dea_")
    assert (await client.post("/desk/deals", data={**typed, "closes_at": closes, "do": "plan"})).status_code == 409
    team, _ = await start(db, group)
    ended = await client.post(f"/desk/deals/{ids.show('dea', group.deal)}/end", data={"reason": "The kiln broke"})
    assert ended.status_code == 303
    assert "The kiln broke" in (await client.get("/desk/deals")).text
    assert await standing(db, team) == ("settled", 0, 0)


async def test_all_that_is_wrong_of_a_deal_is_said_at_once(db: Database, client: httpx.AsyncClient) -> None:
    await group_of(db)
    await sign_in(client, db, Role.MERCHANT)
    typed = {
        "do": "plan", "product": "Nothing of ours", "market": "eu", "kind": "tiers", "title-en": "Kiln day", "people-1": "5", "percent-1": "20",
        "people-2": "3", "percent-2": "10", "maximum": "2", "per_person": "-1", "closes_at": "2020-01-01T10:00", "window_hours": "24",
    }  # fmt: skip
    wrong = (await client.post("/desk/deals", data=typed)).text
    said = [
        "No product is called so.", "Choose a number from 1 to 999.", "Each step needs more people",
        "This is fewer than the last step asks for", "Choose an end within sixty days",
    ]  # fmt: skip
    assert [one for one in said if one not in wrong] == []
    unsure = (await client.post("/desk/deals", data={**typed, "people-1": "x", "opens_at": "soon"})).text
    assert [one for one in said if one in unsure] == said[:2]  # steps and end hang on what cannot be read


async def test_who_is_in_gets_the_link_by_mail(db: Database) -> None:
    """Whoever counts (PlaceTaken) is written to once."""
    group = await group_of(db)
    team, _ = await start(db, group)
    await jobs.drain(db)
    async with db.reading() as read:
        text = await read.value("select string_agg(subject || text || html, '') from mail.letter")
    assert "You are in: “Wide mug”" in text
    assert team.path in text


async def test_a_place_whose_bank_said_no_is_paid_by_the_letters_link(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    await join(db, team, group)
    last = await join(db, team, group, "tok_capture_fails")
    assert await standing(db, team) == ("filled", 3, 3)
    path = f"{team.path}/pay/{last.order.shown_id}"
    assert (await client.get(path)).status_code == 404
    assert (await client.get(f"{path}?key=wrong")).status_code == 404
    path = f"{path}?key={last.order.key}"
    page = await client.get(path)
    assert "Pay another way" in page.text
    assert "bank_transfer:" not in page.text
    paid = await client.post(path, data={"payment": "sandbox:tok_ok"})
    assert (paid.status_code, paid.headers["location"]) == (303, last.order.path)
    assert await standing(db, team) == ("settled", 3, 3)
    async with db.reading() as read:
        assert await read.value("select count(*) from mail.letter where subject like 'Please pay %'") == 1
        assert await read.value("select sum(captured) from payments.payment") == 3 * (2000 + 390)
    assert (await client.get(path)).headers["location"] == last.order.path


async def test_another_way_may_be_tried_until_one_works(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    await join(db, team, group)
    last = await join(db, team, group, "tok_capture_fails")
    await jobs.drain(db)
    path = f"{team.path}/pay/{last.order.shown_id}?key={last.order.key}"
    for _ in range(2):
        assert (await client.post(path, data={"payment": "sandbox:tok_declined"})).status_code == 402
    assert await standing(db, team) == ("filled", 3, 3)
    assert (await client.post(path, data={"payment": "sandbox:tok_ok"})).status_code == 303
    assert await standing(db, team) == ("settled", 3, 3)


async def test_a_deal_that_opens_later_comes_onto_the_kept_page_by_itself(
    db: Database, client: httpx.AsyncClient, forward: Callable[[timedelta], None]
) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx, opens_at=tx.now + timedelta(hours=2))
    path = f"/p/{group.shop.product.handle}"
    assert "With 2 others" not in (await client.get(path)).text
    await jobs.drain(db)
    assert "With 2 others" not in (await client.get(path)).text
    async with db.reading() as read:
        touched = await read.value("select number from base.version where topic = $1", f"product:{group.shop.product.id}")
    forward(timedelta(hours=2))
    await jobs.drain(db)
    assert "With 2 others" in (await client.get(path)).text
    async with db.reading() as read:
        assert await read.value("select number from base.version where topic = $1", f"product:{group.shop.product.id}") > touched


@pytest.mark.parametrize(("percent", "together", "alone"), [(10, "€20.00", "€22.50"), (40, "€15.00", "€15.00")])
async def test_what_it_costs_alone_is_what_it_costs_today(
    db: Database, client: httpx.AsyncClient, percent: int, together: str, alone: str
) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    async with db.writing() as tx:
        await make_offer(tx, value=percent * 10_000)
    page = await client.get(f"/t/{team.handle}")
    assert f"Alone it is {alone}." in page.text
    assert (f"Join for {together}" in page.text) == (together < alone)
    assert ("Alone it costs as little just now" in page.text) == (together == alone)
    assert "€25.00" not in page.text


async def test_a_place_that_is_kept_for_somebody_is_said_below_the_places(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    team, _ = await start(db, group)
    assert "kept for somebody" not in (await client.get(team.path)).text
    await join(db, team, group)
    await join(db, team, group, "tok_challenge")  # at their bank
    page = (await client.get(team.path)).text
    assert page.count("group-seat-taken") == 2
    assert "One place is kept for somebody just now. It is free again if they do not take it." in page
    assert "Ein Platz wird gerade für jemanden freigehalten." in (await client.get(f"/de{team.path}")).text


async def test_whoever_fills_the_team_is_told_that_it_made_it(db: Database, client: httpx.AsyncClient) -> None:
    """Long before its time is over: their money is asked for by a worker, in a moment."""
    group = await group_of(db)
    team, _ = await start(db, group)
    await join(db, team, group)
    await client.post(f"{team.path}/places", data={"variant": var(group)})
    placed = await check_out(client)
    page = (await client.get(placed.headers["location"])).text
    assert "The group made it. Your payment is being taken, at the price that was reached." in page
    assert "The time is over" not in page


async def test_what_is_wrong_in_a_desk_s_form_is_named(db: Database, client: httpx.AsyncClient) -> None:
    group = await group_of(db)
    await sign_in(client, db, Role.MERCHANT)
    typed = {"kind": "tiers", "market": "eu", "people-1": "1", "percent-1": "10", "people-2": "5", "percent-2": "x", "window_hours": "x"}
    assert set(named_wrong((await client.post("/desk/deals", data={**typed, "do": "plan"})).text)) == {
        ("product", "Product"), ("title-en", "Name (en)"), ("people-1", "Step 1: people"), ("percent-2", "Step 2: percent off"),
        ("window_hours", "Hours for a team"), ("closes_at", "Ends at"),
    }  # fmt: skip
    deal = f"/desk/deals/{ids.show('dea', group.deal)}"
    changed = await client.post(f"/de{deal}", data={"title-en": "Day", "per_person": "0", "people-1": "", "percent-1": "10"})
    assert set(named_wrong(changed.text)) == {("per_person", "Stück je Person, höchstens"), ("people-1", "Stufe 1: Personen")}
    ended = await client.post(f"{deal}/end", data={"reason": ""})
    assert named_wrong(ended.text) == [("reason", "Reason, told to whoever is in")]


def named_wrong(page: str) -> list[tuple[str, str]]:
    """Return of each sentence above a form the field that it leads to, and what it calls it."""
    (said,) = re.findall(r'<div class="form-summary".*?</ul>', page, re.DOTALL)
    found = [(field, unescape(text)) for field, text in re.findall(r'<a href="#([^"]+)">([^<]*)</a>', said)]
    assert all(f'id="{field}"' in page for field, _ in found), found
    return [(field, text.rpartition(": ")[0]) for field, text in found]
