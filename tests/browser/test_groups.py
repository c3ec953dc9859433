"""A team in the browser: it moves as people come, and its link is there to be shared, with scripts and without."""

import httpx
import pytest
from playwright.async_api import Page, expect

from stoa.deals.group_buys.model import Tier
from tests.browser.conftest import ADDRESS, PHONE, Open, Shop
from tests.browser.deals import deals, start_team
from tests.browser.test_deals import join as join_for
from tests.browser.test_deals import plan

pytestmark = pytest.mark.browser

SENT = "() => performance.getEntriesByType('resource').filter(one => one.name.endsWith('.js')).reduce((sum, one) => sum + one.encodedBodySize, 0)"


async def join(shop: Shop, team: str, wanted: dict[str, str], name: str) -> None:
    """Join as a program does for a guest."""
    async with httpx.AsyncClient(base_url=shop.url, timeout=60) as client:
        place = (await client.post(f"/api/teams/{team}/places", json=wanted)).raise_for_status().json()
        address = {**{field: value for field, value in ADDRESS.items() if field != "email"}, "line1": f"{name} street 1"}
        buyer = {"email": f"{name}@example.com", "shipping_address": address, "payment": {"provider": "sandbox", "token": "tok_ok"}}
        (await client.post(f"/api/carts/{place['cart_id']}/checkout", json=buyer)).raise_for_status()


async def test_two_who_look_see_a_team_fill(stocked: Shop, opened: Open) -> None:
    await deals(stocked)
    team, wanted, _ = await start_team(stocked)
    pages = [await opened(size=PHONE), await opened(dark=True)]
    for page in pages:
        await page.goto(f"/t/{team}")
        await expect(page.locator(".group-lead")).to_have_text("2 more people, and everybody gets this price")
    await join(stocked, team, wanted, "uwe")
    for page in pages:
        await expect(page.locator(".group-lead")).to_have_text("One more person, and everybody gets this price")
        await expect(page.locator(".group-seat-taken")).to_have_count(2)
    await join(stocked, team, wanted, "ute")
    for page in pages:
        await expect(page.locator(".group-lead")).to_have_text("Made it together")
        await expect(page.locator(f"form[action='/t/{team}/places']")).to_have_count(0)
    assert await pages[0].evaluate(SENT) <= 15_000


@pytest.mark.parametrize(("steps", "thing"), [(3, "table-lamp"), (6, "desk-lamp")])
async def test_price_and_button_of_a_deal_with_steps_are_on_a_phone_s_first_screen(
    steps: int, thing: str, stocked: Shop, opened: Open
) -> None:
    handle = await _with_steps(stocked, thing, steps)
    page = await opened(size=PHONE)
    for prefix in ("", "/de"):
        await page.goto(f"{prefix}/t/{handle}")
        button, *told = [
            await _edges(page, one) for one in ("form[action$='/places'] button", ".group-figure", ".group-steps", ".group-whole")
        ]
        assert all(bottom <= button[0] for _, bottom in told)
        assert button[1] <= PHONE["height"]
        await page.goto(f"{prefix}/p/{thing}")
        second, day, bar = [await _edges(page, one) for one in (".buy-group", ".promise strong", ".buy-bar")]
        assert day[1] <= second[0]
        assert second[1] <= bar[0]


async def test_who_is_in_is_not_marked_in_the_colour_of_the_button(stocked: Shop, opened: Open) -> None:
    await deals(stocked)
    team, _, _ = await start_team(stocked)
    for dark in (False, True):
        page = await opened(size=PHONE, dark=dark)
        await page.goto(f"/t/{team}")
        seat, button = [
            await page.locator(what).first.evaluate("one => getComputedStyle(one).backgroundColor")
            for what in (".group-seat-taken", "form[action$='/places'] button")
        ]
        assert seat != button
        _, bottom = await _edges(page, ".group-share")
        assert bottom <= PHONE["height"]


async def _edges(page: Page, what: str) -> tuple[float, float]:
    """Return where something stands on the screen, from its upper to its lower edge."""
    box = await page.locator(what).bounding_box()
    assert box is not None
    return box["y"], box["y"] + box["height"]


async def _with_steps(shop: Shop, thing: str, steps: int) -> str:
    """Plan a deal with so many steps, of which two are reached, of a thing that comes in several colours."""
    tiers = [Tier(2, 10), Tier(3, 15), Tier(24, 20), Tier(60, 25), Tier(120, 30), Tier(1000, 35)][:steps]
    handle = await plan(shop, thing, *tiers, hours=57)
    for name in ("xenia", "xaver", "xara"):
        await join_for(shop, f"/api/teams/{handle}/places", thing, f"{name}@example.com")
    return handle


async def test_a_link_is_shared_by_the_device_or_copied_or_shown(stocked: Shop, opened: Open) -> None:
    await deals(stocked)
    team, _, _ = await start_team(stocked)
    address = f"{stocked.url}/t/{team}"
    page = await opened(size=PHONE)
    await page.add_init_script("navigator.share = async given => { window.shared = given.url }")
    await page.goto(f"/t/{team}")
    await page.get_by_role("button", name="Share").click()
    assert await page.evaluate("window.shared") == address
    other = await opened(size=PHONE)
    await other.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await other.add_init_script("delete Navigator.prototype.share")
    await other.goto(f"/t/{team}")
    await other.get_by_role("button", name="Share").click()
    await expect(other.locator("#live")).to_have_text("The address is copied.")
    assert await other.evaluate("navigator.clipboard.readText()") == address
    plain = await opened(size=PHONE, scripts=False)
    await plain.goto(f"/t/{team}")
    await expect(plain.locator("#group-link")).to_have_value(address)
    await expect(plain.get_by_role("button", name="Share")).to_be_hidden()
