"""The page of deals, its feeds and its list for programs, as guests and members meet them."""

import json
import re
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree as ET

import httpx
import msgspec
import pytest

from stoa.base import clock, ids
from stoa.base.database import Database, Writing, statements
from stoa.base.http.visits import PASS_COOKIE
from stoa.deals.group_buys import actions, changing
from stoa.deals.group_buys.model import Kind, NewDeal, TeamRow, Tier
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import checkout, orders
from stoa.shop.carts.model import Cart
from stoa.shop.catalog.model import Product
from stoa.shop.pricing.model import MEMBERS
from tests.deals.group_buys.makers import Group, join, make_deal, make_tiers, places, standing
from tests.deals.private_sales.makers import guest, make_sale
from tests.deals.programme.makers import make_pot, offered
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import HOME, RETURN, a_buyer

pytestmark = pytest.mark.anyio
DAY = timedelta(days=1)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


async def three(tx: Writing) -> Product:
    """One of each: it ran for twenty per cent, it runs, it will run for members."""
    pot = await make_pot(tx)
    await offered(tx, pot, tx.now - 9 * DAY, tx.now - 3 * DAY, reason={"en": "Early days", "de": "Frühe Tage"})
    await offered(tx, pot, tx.now - DAY, tx.now + DAY, value=300_000, reason={"en": "Pots & pans", "de": "Töpfe"})
    await offered(tx, pot, tx.now + 2 * DAY, tx.now + 5 * DAY, audience=MEMBERS, reason={"en": "Members' days", "de": "Mitgliedertage"})
    return pot


@pytest.fixture
async def pot(db: Database) -> Product:
    async with db.writing() as tx:
        return await three(tx)


async def test_the_page_says_what_is_on_and_what_it_saves(client: httpx.AsyncClient, pot: Product) -> None:
    page = await client.get("/deals")
    assert page.status_code == 200
    assert f'<a href="/p/{pot.handle}">Pots & pans</a>' in unescape(page.text)
    # Of the thirty days before, the earlier offer is the lowest price.
    assert "€5.00 (12%) below the lowest price of the 30 days before." in page.text
    assert "It saved €10.00 (20%) apiece against the lowest price of the 30 days before." in page.text
    assert "Members&#x27; days" not in page.text
    german = (await client.get("/de/deals")).text
    assert "5,00\xa0€ (12\xa0%) unter dem niedrigsten Preis der 30 Tage davor." in german
    assert 'href="/de/deals"' in unescape(german)


async def test_a_member_sees_what_comes_for_members(client: httpx.AsyncClient, db: Database, pot: Product) -> None:
    await sign_in(client, db, Role.SHOPPER)
    page = await client.get("/deals")
    assert "Members&#x27; days" in page.text
    assert "For members" in page.text


async def test_every_page_leads_there(client: httpx.AsyncClient, pot: Product) -> None:
    home = unescape((await client.get("/")).text)
    assert home.count('href="/deals"') == 2
    assert '<a href="/deals" aria-current="page">Deals</a>' in unescape((await client.get("/deals")).text)


async def test_one_statement_and_then_none_but_the_version(client: httpx.AsyncClient, pot: Product) -> None:
    await client.get("/")
    assert [await _count(client, "/deals") for _ in range(2)] == [1, 1]
    client.cookies.set("stoa_session", "nobody")
    assert await _count(client, "/deals") <= 2
    assert await _count(client, "/api/deals") <= 2


async def _count(client: httpx.AsyncClient, path: str) -> int:
    seen: list[str] = []
    token = statements.set(seen)
    try:
        assert (await client.get(path)).status_code == 200
    finally:
        statements.reset(token)
    return len(seen)


async def test_the_kept_page_ends_with_what_is_on_it(
    client: httpx.AsyncClient, db: Database, pot: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Pots &amp; pans" in section(await client.get("/deals"), "now")
    async with db.reading() as read:
        later = read.now + DAY + timedelta(seconds=1)
    monkeypatch.setattr(clock, "_offset", later - clock.now())
    page = await client.get("/deals")
    assert "Pots &amp; pans" not in section(page, "now")
    assert "Pots &amp; pans" in section(page, "ended")


async def test_a_new_offer_is_on_the_kept_page_at_once(client: httpx.AsyncClient, db: Database, pot: Product) -> None:
    await client.get("/deals")
    async with db.writing() as tx:
        await offered(tx, pot, tx.now, tx.now + DAY, value=500_000, reason={"en": "Half"})
    assert "Half" in section(await client.get("/deals"), "now")


def section(page: httpx.Response, view: str) -> str:
    found = re.search(rf'aria-labelledby="{view}">(.*?)</section>', page.text, re.DOTALL)
    return found[1] if found else ""


async def test_without_anything_the_page_teaches_the_next_step(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        await make_pot(tx)
    page = await client.get("/deals")
    assert "Nothing is on just now" in page.text
    assert 'href="/deals.ics"' in page.text


async def test_events_and_offers_for_search_engines(client: httpx.AsyncClient, pot: Product) -> None:
    page = await client.get("/deals")
    (event,) = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text)]
    assert (event["@type"], event["name"]) == ("SaleEvent", "Pots & pans")
    assert (event["offers"]["@type"], event["offers"]["price"], event["offers"]["priceCurrency"]) == ("Offer", "35.00", "EUR")
    assert event["startDate"] < event["endDate"] == event["offers"]["validThrough"]


async def test_the_atom_feed(client: httpx.AsyncClient, pot: Product) -> None:
    answer = await client.get("/deals.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own
    assert [one.text for one in feed.findall("a:entry/a:title", ATOM)] == ["Pots & pans", "Ended: Early days"]
    assert feed.findtext("a:updated", namespaces=ATOM) == feed.findtext("a:entry/a:updated", namespaces=ATOM)
    assert "€35.00" in str(feed.findtext("a:entry/a:summary", namespaces=ATOM))
    again = await client.get("/deals.atom", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_the_json_feed(client: httpx.AsyncClient, pot: Product) -> None:
    answer = await client.get("/de/deals.json")
    assert answer.headers["content-type"] == "application/feed+json; charset=utf-8"
    feed = answer.json()
    assert (feed["version"], feed["language"]) == ("https://jsonfeed.org/version/1.1", "de")
    assert feed["feed_url"].endswith("/de/deals.json")
    assert [(one["title"], one["tags"]) for one in feed["items"]] == [
        ("Töpfe", ["offer", "now"]),
        ("Beendet: Frühe Tage", ["offer", "ended"]),
    ]


async def test_the_calendar(client: httpx.AsyncClient, pot: Product) -> None:
    answer = await client.get("/deals.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Pots & pans\r\n" in answer.text
    assert re.search(r"\r\nDTSTART:\d{8}T\d{6}Z\r\nDTEND:\d{8}T\d{6}Z\r\n", answer.text)


async def test_the_list_for_programs(client: httpx.AsyncClient, pot: Product) -> None:
    first = await client.get("/api/deals", params={"view": "ended", "limit": 1})
    assert first.status_code == 200
    (one,) = first.json()["items"]
    money = [one[name] and one[name]["amount"] for name in ("price", "lowest_30_days", "off", "saved")]
    assert (one["title"], one["kind"], one["id"][:4], money) == ("Early days", "offer", "ofr_", [4000, 5000, 1000, None])
    assert first.json()["has_more"] is False
    assert (await client.get("/api/deals", params={"view": "never"})).status_code == 422
    assert (await client.get("/api/deals", params={"cursor": "x"})).status_code == 422


async def test_further_pages_of_a_view(client: httpx.AsyncClient, db: Database, pot: Product) -> None:
    async with db.writing() as tx:
        for number in range(13):
            hours = timedelta(hours=number)
            await offered(tx, pot, tx.now - 60 * DAY + hours, tx.now - 59 * DAY + hours, reason={"en": f"Offer no. {number}"})
    page = await client.get("/deals")
    assert "Offer no. 0<" not in page.text
    link = re.search(r'href="(/deals\?view=ended&amp;cursor=[^"]+)"', page.text)
    assert link is not None
    further = await client.get(link[1].replace("&amp;", "&"))
    assert "Offer no. 0<" in further.text
    assert "Pots &amp; pans" not in further.text
    assert 'content="noindex"' in further.text


# Group buys


async def plan(db: Database, **overrides: object) -> Group:
    """Plan a deal on something that has cost 100.00 for a year: 2 people −10 %, 4 people −20 %."""
    async with db.writing() as tx:
        group = await make_tiers(tx, on_hand=50, **overrides)
        await tx.run("update pricing.price set from_at = from_at - interval '1 year'")
    return group


async def comes(db: Database, group: Group, number: int) -> None:
    """Have somebody of their own join the deal."""
    assert group.team is not None
    async with db.writing() as tx:
        cart = await actions.join(tx, GUEST, group.team.handle, group.shop.variant, "en")
    await _pays(db, cart, number)


async def _starts(db: Database, group: Group) -> TeamRow:
    """Have somebody start a team of three and pay."""
    async with db.writing() as tx:
        team, cart = await actions.start(tx, GUEST, group.deal, group.shop.variant, "en")
    await _pays(db, cart, 0)
    return team


async def _fills(db: Database, group: Group, team: TeamRow) -> None:
    """Have two others join the team, which settles."""
    for number in (1, 2):
        async with db.writing() as tx:
            cart = await actions.join(tx, GUEST, team.handle, group.shop.variant, "en")
        await _pays(db, cart, number)
    assert await standing(db, team) == ("settled", 3, 3)


async def _pays(db: Database, cart: Cart, number: int) -> None:
    where = msgspec.structs.replace(HOME, name=f"Person {number}", line1=f"Street {number}")
    await checkout.place(db, GUEST, cart, a_buyer(email=f"person{number}@example.com", address=where), RETURN)


async def test_a_group_tells_what_it_costs_now_and_what_it_may(client: httpx.AsyncClient, db: Database) -> None:
    group = await plan(db)
    assert group.team is not None
    (one,) = (await client.get("/api/deals")).json()["items"]
    assert (one["kind"], one["id"][:4], one["price"]["amount"], one["lowest_30_days"]["amount"]) == ("group", "dea_", 9000, 10000)
    assert [(step["people"], step["price"]["amount"]) for step in one["steps"]] == [(2, 9000), (4, 8000)]
    assert one["url"].endswith(f"/p/{group.shop.product.handle}#group")
    for number in range(4):
        await comes(db, group, number)
    (one,) = (await client.get("/api/deals")).json()["items"]
    assert (one["people"], one["price"]["amount"], one["paid"]) == (4, 8000, 0)
    assert "4 people are in" in (await client.get("/deals")).text


async def test_what_a_group_saved_is_what_its_people_paid_less(client: httpx.AsyncClient, db: Database) -> None:
    group = await plan(db)
    assert group.team is not None
    for number in range(5):
        await comes(db, group, number)
    assert await standing(db, group.team) == ("settled", 5, 5)
    assert (await client.get("/api/deals")).json()["items"] == []
    (one,) = (await client.get("/api/deals", params={"view": "ended"})).json()["items"]
    assert (one["paid"], one["saved"]["amount"]) == (5, 5 * 2000)
    assert "5 people got it and together saved €100.00 against the lowest price" in (await client.get("/deals")).text
    async with db.writing() as tx:  # who keeps nothing has got nothing
        first = (await places(db, group.team))[0]
        await orders.cancel(tx, SYSTEM, first.order_id, "shopper", by_staff=True)
    (one,) = (await client.get("/api/deals", params={"view": "ended"})).json()["items"]
    assert (one["paid"], one["saved"]["amount"]) == (4, 4 * 2000)


async def test_whoever_buys_twice_is_one_who_got_it(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
        await tx.run("update pricing.price set from_at = from_at - interval '1 year'")
    for _ in range(2):  # the same three people in two teams
        await _fills(db, group, await _starts(db, group))
    async with db.writing() as tx:
        await actions.end_early(tx, SYSTEM, group.deal, "Sold enough")
    (one,) = (await client.get("/api/deals", params={"view": "ended"})).json()["items"]
    assert (one["paid"], one["saved"]["amount"]) == (3, 6 * 500)


async def test_a_team_that_has_won_is_nobody_for_who_comes_now(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team = await _starts(db, group)
    (one,) = (await client.get("/api/deals")).json()["items"]
    assert (one["people"], one["missing"]) == (1, 2)
    assert "A team needs 2 more people" in (await client.get("/deals")).text
    await _fills(db, group, team)
    (one,) = (await client.get("/api/deals")).json()["items"]
    assert (one["people"], one["missing"]) == (0, None)
    page = (await client.get("/deals")).text
    assert "people are in" not in page
    assert "more people" not in page


async def test_structured_data_says_what_one_pays_at_most_and_at_least(client: httpx.AsyncClient, db: Database) -> None:
    await plan(db)
    text = (await client.get("/deals")).text
    facts = [json.loads(part) for part in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)]
    offer = next(one["offers"] for one in facts if one["@type"] == "SaleEvent")
    assert {name: offer[name] for name in ("@type", "lowPrice", "highPrice", "offerCount", "priceCurrency")} == {
        "@type": "AggregateOffer",
        "lowPrice": "80.00",
        "highPrice": "90.00",
        "offerCount": 2,
        "priceCurrency": "EUR",
    }
    assert "eligibleQuantity" not in text


async def test_a_group_that_was_no_saving_says_so(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    await _fills(db, group, await _starts(db, group))
    async with db.writing() as tx:
        await actions.end_early(tx, SYSTEM, group.deal, "Sold enough")
    (one,) = (await client.get("/api/deals", params={"view": "ended"})).json()["items"]
    assert (one["kind"], one["paid"], one["saved"]["amount"]) == ("team", 3, 0)
    assert "It saved nothing against the lowest price of the 30 days before." in (await client.get("/deals")).text


async def test_a_group_is_measured_against_an_offer_that_everybody_could_have(client: httpx.AsyncClient, db: Database) -> None:
    group = await plan(db)
    async with db.writing() as tx:
        await offered(tx, group.shop.product, tx.now, tx.now + DAY, value=150_000)
    found = {one["kind"]: one for one in (await client.get("/api/deals")).json()["items"]}
    assert (found["group"]["price"]["amount"], found["group"]["lowest_30_days"]) == (9000, None)
    assert (found["offer"]["price"]["amount"], found["offer"]["lowest_30_days"]["amount"]) == (8500, 10000)


async def test_a_group_that_failed_cost_nobody_anything(client: httpx.AsyncClient, db: Database) -> None:
    group = await plan(db)
    assert group.team is not None
    await join(db, group.team, group)
    async with db.writing() as tx:
        await actions.end_early(tx, SYSTEM, group.deal, "Nobody came")
    await standing(db, group.team)
    assert "Too few were in: nobody paid." in (await client.get("/deals")).text


async def test_a_deal_to_come_stands_where_it_belongs(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        pot = await make_pot(tx)
        new = NewDeal(
            kind=Kind.TEAM, product_id=pot.id, market="eu", title={"en": "Together"}, tiers=(Tier(3, 20),), minimum=3, opens_at=tx.now + DAY
        )
        await actions.plan(tx, SYSTEM, new)
    page = await client.get("/deals")
    assert "Together" in section(page, "coming")
    assert "Together" not in section(page, "now")


# Private sales


async def test_a_sale_is_told_to_its_club_and_to_nobody_else(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        club = await make_sale(tx)
        _, token = await guest(tx, club.club)
    path = f"/sales/{ids.show('sal', club.sale)}"
    for address in ("/deals", "/deals.atom", "/deals.json", "/deals.ics", "/api/deals?view=coming"):
        client.cookies.clear()
        assert "Cellar night" not in (await client.get(address)).text
        client.cookies.set(PASS_COOKIE, token)
        theirs = (await client.get(address)).text
        assert "Cellar night" in theirs
        assert path in unescape(theirs)
        client.cookies.clear()
        assert "Cellar night" not in (await client.get(address)).text


async def test_a_sale_tells_no_price(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        club = await make_sale(tx)
        _, token = await guest(tx, club.club)
    client.cookies.set(PASS_COOKIE, token)
    (one,) = (await client.get("/api/deals", params={"view": "coming"})).json()["items"]
    assert (one["kind"], one["id"], one["title"]) == ("sale", ids.show("sal", club.sale), "Cellar night")
    assert (one["price"], one["goods"], one["lowest_30_days"]) == (None, None, None)
    german = (await client.get("/de/deals")).text
    assert "Kellernacht" in section(httpx.Response(200, text=german), "coming")


@pytest.mark.parametrize(
    ("text", "told"), [({}, "Begins"), ({"en": "All must go"}, "All must go. Begins"), ({"en": "Come!"}, "Come! Begins")]
)
async def test_a_sale_says_of_itself_what_was_said_of_it(client: httpx.AsyncClient, db: Database, text: dict[str, str], told: str) -> None:
    async with db.writing() as tx:
        club = await make_sale(tx, text=text)
        _, token = await guest(tx, club.club)
    client.cookies.set(PASS_COOKIE, token)
    (one,) = (await client.get("/deals.json")).json()["items"]
    assert one["content_text"].startswith(told)


async def test_offers_on_what_others_do_not_see_are_not_told_of(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        club = await make_sale(tx)
        await offered(tx, club.shop.product, tx.now, tx.now + DAY)
    assert (await client.get("/api/deals")).json()["items"] == []


async def test_a_later_end_is_newer_in_the_calendar_and_in_the_feed(db: Database, client: httpx.AsyncClient) -> None:
    """A program keeps the end that it has unless the sequence says that there is something newer (RFC 5545, 3.8.7.4)."""
    async with db.writing() as tx:
        group = await make_tiers(tx)
        deal = await tx.row("select made_at, closes_at from group_buys.deal")

    async def read() -> tuple[str, list[str]]:
        calendar = (await client.get("/deals.ics")).text
        return calendar, re.findall(r"SEQUENCE:(\d+)", calendar)

    _, before = await read()
    async with db.writing() as tx:
        tx.now = changed = tx.now + timedelta(minutes=5)
        await changing.change(tx, SYSTEM, group.deal, changing.Changes(closes_at=deal["closes_at"] + DAY))
    calendar, after = await read()
    assert (before, after) == ([str(int(deal["made_at"].timestamp()))], [str(int(changed.timestamp()))])
    assert f"DTEND:{deal['closes_at'] + DAY:%Y%m%dT%H%M%SZ}" in calendar
    atom = ET.fromstring((await client.get("/deals.atom")).content)  # noqa: S314 - our own
    assert atom.findtext("a:entry/a:updated", namespaces=ATOM) == f"{changed:%Y-%m-%dT%H:%M:%SZ}"
