"""A deal that lasts more than a week, in German, to its last letter: how one pays is saved, people wait, and the clock does the rest."""

from collections import Counter
from datetime import timedelta

import httpx
import pytest
from playwright.async_api import expect

from stoa.base import ids
from stoa.deals import group_buys
from stoa.deals.group_buys.model import Kind, NewDeal, Tier
from stoa.people.sessions.model import SYSTEM
from stoa.shop.catalog.model import ProductId
from tests.browser.conftest import PHONE, Open, Shop, until
from tests.browser.test_deals import home_of, join, lead, letter, pay, payments, settled

pytestmark = pytest.mark.browser
PRODUCT, PLACES = "peg-rail", 4
ULLA, KARL, VERENA, PAUL = (f"{name}@lange.example.com" for name in ("ulla", "karl", "verena", "paul"))


async def plan(shop: Shop, days: int) -> str:
    """Plan a deal for four at most, 10 % for two and 20 % for three; return its team's handle."""
    async with shop.db.writing() as tx:
        new = NewDeal(
            kind=Kind.TIERS,
            product_id=ProductId(await tx.value("select id from catalog.product where handle = $1", PRODUCT)),
            market="eu",
            title={"en": "Together", "de": "Zusammen"},
            tiers=(Tier(2, 10), Tier(3, 20)),
            minimum=2,
            maximum=PLACES,
            closes_at=tx.now + timedelta(days=days),
        )
        deal = await group_buys.plan(tx, SYSTEM, new)
        return str(await tx.value("select handle from group_buys.team where deal_id = $1", deal))


async def letters(shop: Shop, email: str) -> Counter[tuple[str, str]]:
    """Return how often somebody was written which letter of a group's, and in which language."""
    rows = await shop.rows("""select template, language from mail.letter where "to" = $1 and template like 'group_buys/%'""", email)
    return Counter((row["template"].partition("/")[2], row["language"]) for row in rows)


async def test_a_long_deal_in_german_with_people_who_wait_to_the_last_letter(opened: Open, stocked: Shop) -> None:
    """Who waits is asked and comes in, nine days go by, each is charged what three have reached, and written to once of each thing."""
    team = await plan(stocked, 9)
    ulla = await opened(size=PHONE)
    await ulla.goto(f"/de/t/{team}")
    await ulla.locator("main form[action$='/places'] button").click()
    await pay(ulla, ULLA, home_of(ULLA))
    order = ulla.url
    await join(stocked, f"/api/teams/{team}/places", PRODUCT, KARL, "tok_charge_fails_once")
    for number in range(PLACES - 2):  # they have gone to their banks, and never come back
        await join(stocked, f"/api/teams/{team}/places", PRODUCT, f"bank{number}@lange.example.com", "tok_challenge")

    verena = await opened(size=PHONE)
    await verena.goto(f"/de/t/{team}")
    waiting = verena.locator("main form[action$='/waiting']")
    await waiting.get_by_label("Ihre E-Mail-Adresse").fill(VERENA)
    await waiting.get_by_role("button", name="Auf einen Platz warten").click()
    await expect(verena.get_by_text("Sie stehen auf der Liste.")).to_be_visible()
    async with httpx.AsyncClient(base_url=stocked.url, timeout=60) as client:
        variant = await stocked.row(
            "select v.id from catalog.variant v join catalog.product p on p.id = v.product_id where p.handle = $1 limit 1", PRODUCT
        )
        paul = await client.post(f"/api/teams/{team}/waiting", json={"variant_id": ids.show("var", variant["id"]), "email": PAUL})
        paul.raise_for_status()

    await stocked.advance("16m")
    await (await letter(verena, VERENA, "wird für Sie freigehalten")).first.click()
    await verena.locator(".mail-letter a.go").click()
    await expect(verena.get_by_role("heading", name="Ein Platz wird für Sie freigehalten")).to_be_visible()
    assert await verena.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    await verena.locator("main form button[value=take]").click()
    await pay(verena, VERENA, home_of(VERENA))
    await ulla.goto(f"/de/t/{team}")
    await until(ulla, ulla.get_by_text("3 Personen sind dabei"))
    assert [row[2] for row in await payments(stocked, team) if row[0] == "authorized"] == [0] * 3

    # He is asked for the other place, says nothing for an hour, and has heard of it for the last time.
    await letter(ulla, PAUL, "kept for you")
    await stocked.advance("61m")
    await stocked.until(
        """select w.id from group_buys.waiting w join group_buys.team t on t.id = w.team_id
        where t.handle = $1 and w.state = 'lapsed' and w.email is null""",
        team,
    )

    await stocked.advance("9d")
    await ulla.goto(f"/de/t/{team}")
    await until(ulla, lead(ulla, "Gemeinsam geschafft"))
    await settled(stocked, team)
    taken = Counter(row[0] for row in await payments(stocked, team))
    assert taken == {"captured": 3, "declined": 2}
    await ulla.goto(order)
    paid = {row[2] for row in await payments(stocked, team) if row[0] == "captured"}
    assert len(paid) == 1
    await until(ulla, ulla.get_by_text("weniger als bei der Bestellung"))
    await stocked.until(
        """select count(*) from mail.letter where template = 'group_buys/won' and "to" = any($1) having count(*) = 3""",
        [ULLA, VERENA, KARL],
    )
    await expect((await letter(ulla, VERENA, "Gemeinsam geschafft")).first).to_be_visible()
    assert await letters(stocked, ULLA) == {("in", "de"): 1, ("won", "de"): 1}
    assert await letters(stocked, VERENA) == {("listed", "de"): 1, ("offered", "de"): 1, ("in", "de"): 1, ("won", "de"): 1}
    assert await letters(stocked, KARL) == {("in", "en"): 1, ("won", "en"): 1}
    assert await letters(stocked, PAUL) == {("listed", "en"): 1, ("offered", "en"): 1}
    assert await letters(stocked, "bank0@lange.example.com") == {}  # who never came back was never in
