"""What people do for each other never costs a buyer anything: taps, fields and screens to a paid order, with everything on and everything off."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator

import msgspec
import pytest
from playwright.async_api import Browser, Page

from stoa.base.http.visits import SESSION_COOKIE
from tests.browser.conftest import DESKTOP, PHONE, Shop, answers, free_port
from tests.browser.test_buying import BUTTON, asked_for, check_out, fill_address

pytestmark = pytest.mark.browser

SHIFT = """() => new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value })
        .observe({type: 'layout-shift', buffered: true})
    setTimeout(() => done(sum), 300)
})"""
SENT = "() => performance.getEntriesByType('resource').map(one => [one.name, one.initiatorType, one.encodedBodySize])"


class Effort(msgspec.Struct, frozen=True):
    """What a purchase asks of a buyer."""

    taps: int
    fields: int
    screens: int


@pytest.fixture(scope="session")
async def plain(stocked: Shop, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The same shop on another port, without any social feature."""
    port = free_port()
    environment = {
        **os.environ,
        "STOA_DATABASE_URL": stocked.db.url,
        "STOA_DATA": str(tmp_path_factory.mktemp("plain")),
        "STOA_MODE": "demo",
        "STOA_PORT": str(port),
        "STOA_RATE_LIMITS": "no",
        "STOA_WITHOUT": "community, deals",
    }
    running = await asyncio.create_subprocess_exec(sys.executable, "-m", "stoa", "serve", env=environment)
    try:
        await answers(f"http://localhost:{port}/health/ready")
        yield f"http://localhost:{port}"
    finally:
        running.terminate()
        await running.wait()


async def window(browser: Browser, url: str, token: str | None, *, scripts: bool) -> Page:
    context = await browser.new_context(base_url=url, viewport=PHONE, java_script_enabled=scripts, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    if token:
        await context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": url}])
    return await context.new_page()


async def effort(page: Page, handle: str) -> Effort:
    """Buy one, from the product's page to the paid order, and count what it took."""
    taps = fields = screens = 0
    await page.goto(f"/p/{handle}")
    await page.locator("button[data-variant-button]:visible").first.click()
    taps += 1
    if "/cart" not in page.url:
        await page.locator("#cart-note a").click()
        await page.wait_for_url("**/cart*")
        taps += 1
    await check_out(page)
    taps += 1
    while "/orders/" not in page.url:
        screens += 1
        here, wanted = page.url, await asked_for(page)
        fields += wanted
        if wanted:
            await fill_address(page)
        await page.locator(BUTTON).click()
        taps += 1
        await page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
    return Effort(taps, fields, screens)


@pytest.mark.parametrize("known", [False, True], ids=["guest", "known shopper"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
async def test_buying_takes_the_same_with_everything_on_and_off(
    browser: Browser, stocked: Shop, plain: str, *, known: bool, scripts: bool
) -> None:
    found = []
    for url in (stocked.url, plain):
        page = await window(browser, url, await stocked.token("shopper") if known else None, scripts=scripts)
        found.append(await effort(page, "breakfast-bowl"))
        await page.context.close()
    on, off = found
    assert on == off
    assert on.screens == (1 if known else 3)
    assert on.fields == (0 if known else 5)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
async def test_all_that_is_beside_the_sale_is_light_and_moves_nothing(browser: Browser, stocked: Shop, size: dict[str, int]) -> None:
    context = await browser.new_context(base_url=stocked.url, viewport=size)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(f"/p/{await most_said(stocked)}", wait_until="networkidle")
    assert await page.locator("#reviews").count() == 1, "nothing is said of the product: nothing was tried"
    await page.mouse.wheel(0, 4_000)
    assert round(await page.evaluate(SHIFT), 3) == 0  # a part of a pixel is nothing anybody sees
    sent = await page.evaluate(SENT)
    assert [name for name, _, _ in sent if not name.startswith(stocked.url)] == []
    scripts = {name: size_ for name, kind, size_ in sent if kind == "script" or name.endswith(".js")}
    assert sum(scripts.values()) <= 15_000, scripts
    await context.close()


async def most_said(shop: Shop) -> str:
    """Return the handle of the product with the most reviews."""
    row = await shop.row(
        "select p.handle from reviews.standing s join catalog.product p on p.id = s.product_id order by s.count desc limit 1"
    )
    return str(row["handle"])
