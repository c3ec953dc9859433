"""How people buy: taps, screens and fields counted, with scripts and without, on a phone and at a desk, in both languages."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import ADDRESS, DESKTOP, PHONE, Open, Shop, fill_cart, letter_to

pytestmark = pytest.mark.browser

BUTTON = "main form .pay-bar button"


async def add(page: Page) -> None:
    """Press the one button of a product's page and open the cart."""
    await page.locator("button[data-variant-button]:visible").first.click()
    there = page.locator("#cart-note a, #cart .cart-line").first
    await there.wait_for()
    if "/cart" not in page.url:
        await there.click()
    await page.wait_for_url(re.compile(r"/cart($|\?)"))


async def check_out(page: Page) -> None:
    await page.locator("#check-out button:visible, .pay-bar-phone button:visible").first.click()
    await page.wait_for_url("**/checkout/**")


async def fill_address(page: Page, email: str = ADDRESS["email"], line1: str = ADDRESS["line1"]) -> None:
    for name, value in {**ADDRESS, "email": email, "line1": line1}.items():
        field = page.locator(f"main [name={name}]")
        await (field.select_option(value) if name == "country" else field.fill(value))


async def asked_for(page: Page) -> int:
    """Return how many fields of a screen must be filled in."""
    count: int = await page.evaluate(
        """() => [...document.querySelectorAll('main form :is(input, select, textarea)')].filter(one =>
            !['hidden', 'radio', 'checkbox', 'submit'].includes(one.type) && !one.closest('.field')?.querySelector('.field-optional')
            && one.name !== 'country').length"""
    )
    return count


@pytest.mark.parametrize(
    ("prefix", "size", "scripts"),
    [("", PHONE, True), ("/de", DESKTOP, True), ("", DESKTOP, False), ("/de", PHONE, False)],
    ids=["en-phone", "de-desk", "en-desk-no-scripts", "de-phone-no-scripts"],
)
async def test_a_guest_buys_in_three_screens(prefix: str, size: dict[str, int], *, scripts: bool, opened: Open) -> None:
    page = await opened(size=size, scripts=scripts)
    await page.goto(f"{prefix}/")
    await page.locator(f".departments a[href='{prefix}/c/table']").click()
    await page.wait_for_url("**/c/table")
    if size is PHONE:
        await page.locator(".filters-sheet > summary").click()
    group = page.locator("details.filter:has(.choice:not(.filter-none))").first
    if await group.get_attribute("open") is None:
        await group.locator("summary").click()
    await group.locator(".choice:not(.filter-none) input").first.check()
    if not scripts:
        await page.locator(".filters-end button").click()
    await page.wait_for_url("**/c/table?*")
    await page.locator(".chip").first.wait_for()
    await page.goto(f"{prefix}/p/stoneware-mug")
    if scripts:
        await page.locator(".option:not(.option-gone)").nth(1).click()
    else:
        await page.locator(".option-links a").first.click()
        await page.wait_for_url("**/p/stoneware-mug?*")
    await add(page)

    screens = []
    await check_out(page)
    screens.append(page.url)
    assert await asked_for(page) == 5
    await fill_address(page)
    await page.locator(BUTTON).click()
    await page.wait_for_url("**/checkout/delivery")
    screens.append(page.url)
    assert await asked_for(page) == 0
    await page.locator(BUTTON).click()
    await page.wait_for_url("**/checkout/pay")
    screens.append(page.url)
    assert await asked_for(page) == 0
    await page.locator(BUTTON).click()
    await page.wait_for_url("**/orders/ord_*")
    assert [one.rpartition("/")[2] for one in screens] == ["address", "delivery", "pay"]
    assert page.url.partition("/orders")[0].endswith(prefix)
    await expect(page.locator(".timeline-done")).to_have_count(1)
    await expect(page.locator(".totals-sum")).to_be_visible()


async def test_a_known_shopper_pays_with_two_taps(opened: Open, stocked: Shop) -> None:
    page = await opened(as_="shopper", size=PHONE)
    await fill_cart(page, stocked, "garden-trug")
    await page.goto("/cart")
    taps = 0
    await check_out(page)
    taps += 1
    assert page.url.endswith("/checkout/pay")
    assert await asked_for(page) == 0
    await page.locator(BUTTON).click()
    taps += 1
    await page.wait_for_url("**/orders/ord_*")
    assert taps == 2


async def test_a_declined_card_loses_nothing(opened: Open, stocked: Shop) -> None:
    page = await opened()
    await fill_cart(page, stocked, "paring-knife")
    await page.goto("/checkout/pay")
    before = await page.locator(".totals-sum dd:visible").inner_text()
    await page.get_by_label("Card that is declined").check()
    await page.locator(BUTTON).click()
    await expect(page.get_by_role("alert")).to_contain_text("declined")
    assert await page.locator(".totals-sum dd:visible").inner_text() == before
    for kept in (ADDRESS["email"], ADDRESS["line1"], "Standard"):
        await expect(page.locator(".checkout-known")).to_contain_text(kept)
    await page.locator("input[value='sandbox:tok_ok']").check()
    await page.locator(BUTTON).click()
    await page.wait_for_url("**/orders/ord_*")
    row = await stocked.row("select count(*) as n from orders.order where email = $1 and state = 'pending'", ADDRESS["email"])
    assert row["n"] == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
async def test_a_bank_asks_and_is_answered(opened: Open, stocked: Shop, *, scripts: bool) -> None:
    page = await opened(scripts=scripts, size=PHONE)
    await fill_cart(page, stocked, "breakfast-bowl")
    await page.goto("/checkout/pay")
    await page.locator("input[value='sandbox:tok_challenge']").check()
    await page.locator(BUTTON).click()
    await page.wait_for_url("**/demo/pay/**")
    await page.locator("button[value=approve]").click()
    await page.wait_for_url("**/orders/ord_*")
    await expect(page.locator(".timeline-done")).to_have_count(1)
    await expect(page.locator(".notice-wait")).to_have_count(0)


async def test_search_suggests_by_keyboard_and_mends_what_was_mistyped(opened: Open) -> None:
    page = await opened()
    await page.goto("/")
    await page.locator("#q").focus()
    await page.keyboard.insert_text("stonewre")  # one question: no answer to fewer letters comes in between
    options = page.locator("#q-list [role=option]")
    await options.first.wait_for()
    await expect(options.first).to_contain_text("stoneware")
    mug = options.filter(has_text="Stoneware mug")
    await mug.wait_for()
    for _ in range(await options.count()):
        await page.keyboard.press("ArrowDown")
        if await mug.get_attribute("aria-selected") == "true":
            break
    active = await page.locator("#q").get_attribute("aria-activedescendant")
    assert active == await mug.get_attribute("id")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/p/stoneware-mug*")

    await page.goto("/search?q=stonewre")
    await expect(page.locator("h1")).to_contain_text("stoneware")
    await expect(page.locator(".page-lead a")).to_contain_text("stonewre")
    await expect(page.locator("#results .product-card")).not_to_have_count(0)


async def test_a_mailed_link_signs_in_and_merges_the_cart(opened: Open) -> None:
    page = await opened()
    await page.goto("/p/clay-pot")
    await add(page)
    await page.goto("/sign-in?next=/cart")
    await page.locator("main [name=email]").fill("someone.new@example.com")
    await page.get_by_role("button", name=re.compile("link")).click()
    await page.get_by_role("main").get_by_text("someone.new@example.com").wait_for()
    await (await letter_to(page, "someone.new@example.com")).click()
    await page.locator(".mail-letter a.go").click()
    await page.wait_for_url("**/sign-in/link/*")
    await page.locator("main form button").click()
    await page.wait_for_url(re.compile("/(cart|account)"))
    await page.goto("/cart")
    await expect(page.locator(".cart-line")).to_have_count(1)
    await expect(page.locator(".cart-line")).to_contain_text("Clay pot")
    await expect(page.locator(".site-tools a[href='/account']")).to_be_visible()


async def test_a_guest_withdraws_through_the_footer(opened: Open, stocked: Shop) -> None:
    page = await opened(size=PHONE)
    sold = await stocked.row(
        "select id, number, email from orders.order where person_id is null and state = 'open' and picking_at is null order by id desc limit 1"
    )
    await page.goto("/")
    await page.locator(".site-footer a[href='/withdraw']").click()
    for name, value in {"name": "Ada Kahl", "order": str(sold["number"]), "email": sold["email"]}.items():
        await page.locator(f"main [name={name}]").fill(value)
    await page.locator(".form-actions button").click()
    await expect(page.locator("main .card")).to_contain_text(str(sold["number"]))
    await page.locator(".form-actions button").first.click()
    await page.wait_for_url("**/withdraw/received")
    await expect(await letter_to(page, sold["email"])).to_be_visible()
    await stocked.until("select id from returns.return_ where order_id = $1 and kind = 'withdrawal'", sold["id"])


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
async def test_a_code_is_given_and_taken_out_in_the_cart(opened: Open, stocked: Shop, *, scripts: bool) -> None:
    page = await opened(scripts=scripts, size=PHONE)
    await fill_cart(page, stocked, "laptop-sleeve")
    await page.goto("/cart")
    whole = await page.locator(".totals-sum dd").inner_text()
    await expect(page.locator("[name=code]:visible")).to_have_count(0)
    await page.get_by_text("Have a voucher code?").click()
    for typed, said in (("WELCOM", page.locator(".voucher-fold .field-error")), ("welcome10", page.locator(".voucher"))):
        await page.locator(".voucher-form [name=code]").fill(typed)
        await page.locator(".voucher-form button").click()
        await expect(said).to_be_visible()
    await expect(page.locator(".voucher")).to_contain_text("WELCOME10 saves €")
    await expect(page.locator(".totals-sum dd")).not_to_have_text(whole)
    await page.locator(".voucher button").click()
    await expect(page.locator(".voucher")).to_have_count(0)
    await expect(page.locator(".totals-sum dd")).to_have_text(whole)


PATHS = ["/", "/c/kitchen", "/p/butter-dish", "/cart", "/checkout/address", "/checkout/delivery", "/checkout/pay"]
_MOVED = """() => new Promise(done => {
    let moved = 0
    new PerformanceObserver(list => list.getEntries().forEach(one => { moved += one.value })).observe({ type: 'layout-shift', buffered: true })
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(moved), 50)))
})"""
_WEIGHT = "() => performance.getEntriesByType('resource').filter(one => /\\.js/.test(one.name)).map(one => [one.name, one.encodedBodySize])"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
async def test_the_selling_path_stays_put_and_is_light(size: dict[str, int], opened: Open, stocked: Shop) -> None:
    page = await opened(size=size)
    await fill_cart(page, stocked)
    moved: dict[str, Any] = {}
    weights: dict[str, int] = {}
    for path in PATHS:
        await page.goto(path, wait_until="load")
        if by := await page.evaluate(_MOVED):
            moved[path] = by
        for name, bytes_ in await page.evaluate(_WEIGHT):
            weights[name] = max(weights.get(name, 0), bytes_)
    assert moved == {}
    assert weights
    assert sum(weights.values()) <= 15_000, weights
