"""The merchant's day in a browser: an order packed by keyboard, its way and a refund, and two tabs on one product."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from stoa.base import ids
from tests.browser.conftest import Open, Shop, note_move, until

pytestmark = pytest.mark.browser


async def press(page: Page, *keys: str) -> None:
    for key in keys:
        await page.keyboard.press(key)


async def test_an_order_is_packed_by_keyboard_arrives_and_is_refunded(opened: Open, stocked: Shop) -> None:
    page = await opened(as_="merchant")
    await page.goto("/desk")
    await press(page, "g", "k")
    await page.wait_for_url("**/desk/packing")
    await press(page, "j", "Enter")
    await page.wait_for_url(re.compile(r"/desk/orders/ord_\w+/ship"))
    shown = page.url.rpartition("/orders/")[2].partition("/")[0]
    async with page.expect_navigation():
        await press(page, "b")
    await expect(page.locator("[data-key=b]")).to_have_count(0)
    async with page.expect_navigation():
        await press(page, "s")

    await page.goto(f"/desk/orders/{shown}")
    await expect(page.locator(".pane-head .badge")).to_have_text("On its way")
    await page.goto("/demo")
    async with page.expect_navigation():
        await page.locator("button[value=week]").click()
    note_move(timedelta(days=7))
    page = await opened(as_="merchant")  # a week later nobody is signed in at the desk any more
    await page.goto(f"/desk/orders/{shown}")
    await until(page, page.locator(".pane-head .badge", has_text="Arrived"))
    await expect(page.locator(".pane .timeline-done")).to_have_count(4)

    await page.get_by_text("Refund", exact=True).click()
    await page.locator("[name=amount]").fill("1.00")
    await page.locator("form[action*='/refunds?'] [name=reason]").fill("A scratch")
    await page.locator("form[action*='/refunds?'] button").click()
    await expect(page.locator(".specs").filter(has_text="1.00")).to_be_visible()


async def test_the_second_tab_saves_over_nothing(opened: Open, stocked: Shop) -> None:
    product = await stocked.row("select id from catalog.product where handle = 'clay-pot'")
    path = f"/desk/products/{ids.show('prd', product['id'])}"
    first = await opened(as_="merchant")
    second = await first.context.new_page()
    await first.goto(path)
    await second.goto(path)
    await first.locator("[name=subtitle-en]").fill("Said in the first tab")
    async with first.expect_response(lambda answer: answer.request.method == "POST"):
        await first.locator(".desk-save button").click()
    await second.locator("[name=subtitle-en]").fill("Said in the second tab")
    await second.locator(".desk-save button").click()
    await expect(second.get_by_role("alert").first).to_be_visible()
    await expect(second.locator("[name=subtitle-en]")).to_have_value("Said in the second tab")
    row = await stocked.row("select subtitle from catalog.product_text where product_id = $1 and language = 'en'", product["id"])
    assert row["subtitle"] == "Said in the first tab"
