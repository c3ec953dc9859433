"""Saving and giving in a real browser: one tap, nothing moves, with scripts and without, by people who never saw the shop."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import DESKTOP, PHONE, Open, Shop

pytestmark = pytest.mark.browser

SHIFT = """() => new Promise(told => { let sum = 0
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value }).observe({ type: "layout-shift", buffered: true })
    setTimeout(() => told(sum), 400) })"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
async def test_one_tap_saves_and_nothing_moves(size: dict[str, int], opened: Open) -> None:
    page = await opened(size=size)
    await page.goto("/c/table")
    heart = page.locator(".save-card").first
    await heart.click()
    await expect(page.locator(".save-card[aria-pressed='true']")).to_have_count(1)
    await expect(page.locator("#live")).to_contain_text("Saved to your list")
    assert round(await page.evaluate(SHIFT), 3) == 0  # a part of a pixel is nothing anybody sees
    await page.reload()
    await expect(page.locator(".save-card[aria-pressed='true']")).to_have_count(1)
    await page.locator(".product-card-name a").nth(2).click()
    await page.wait_for_url("**/p/*")
    await page.locator("#save button").click()
    await expect(page.locator("#save button[aria-pressed='true']")).to_be_visible()
    assert round(await page.evaluate(SHIFT), 3) == 0  # a part of a pixel is nothing anybody sees
    await page.locator("#save a").click()
    await page.wait_for_url("**/saved")
    await expect(page.locator(".wish")).to_have_count(2)
    await page.locator(".wish form[action$='/cart'] button").first.click()
    await page.wait_for_url("**/cart")
    await expect(page.locator(".cart-line")).to_have_count(1)


async def test_without_scripts_too(opened: Open) -> None:
    page = await opened(size=PHONE, scripts=False)
    await page.goto("/c/kitchen")
    await page.locator(".save-card").first.click()
    await page.wait_for_url("**/saved")
    await expect(page.locator(".wish")).to_have_count(1)
    await page.locator(".wish-name a").click()
    await page.wait_for_url("**/p/*")
    await page.locator("#save button[aria-pressed='true']").click()
    await page.wait_for_url("**/saved")
    await expect(page.locator(".wish")).to_have_count(0)


async def test_a_link_is_opened_by_somebody_who_never_saw_the_shop(opened: Open, stocked: Shop) -> None:
    owner = await opened(as_="shopper")
    await owner.goto("/account/lists")
    await owner.fill("#title", "Our first winter")
    await owner.locator("main form .button-primary").click()
    await owner.wait_for_url("**/lists/lst_*")
    at = owner.url
    product = await stocked.row("select id, handle from catalog.product where state = 'active' order by handle limit 1")
    await owner.goto(f"/p/{product['handle']}")
    given = await owner.locator("#buy [name=product]").get_attribute("value")
    await owner.evaluate(
        "([product, list]) => fetch('/saved', { method: 'POST', body: new URLSearchParams({ product, list }) })",
        [given, at.rpartition("/")[2]],
    )
    await owner.goto(at)
    await owner.locator("form[action$='/share'] button").click()
    link = await owner.locator("#link").input_value()
    giver = await opened(size=PHONE, dark=True)
    await giver.goto(link)
    await expect(giver.locator("h1")).to_have_text("Our first winter")
    assert await giver.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    await giver.locator(".wish-do a").click()
    await giver.fill("#name", "Grandma")
    await giver.locator("button[value=promise]").click()
    await giver.wait_for_url(re.compile(r"/l/[\w-]{32}#ent_"))
    await expect(giver.locator(".wish-do")).to_contain_text("You promised this until")
    other = await opened(size=PHONE, scripts=False)
    await other.goto(link)
    await expect(other.locator(".wish-do")).to_contain_text("Somebody gives this")
    await owner.goto(at)
    await expect(owner.locator(".wish")).not_to_contain_text("Grandma")
    await owner.locator("form[action$='/revocation'] button").click()
    await owner.wait_for_url(at + "#share")
    await giver.goto(link)
    assert giver.url.endswith("/promises?closed")  # who gives something learns what became of it
    gone = await other.goto(link)
    assert gone is not None
    assert gone.status == 404
