"""What people do for each other never costs a buyer anything: taps, fields and screens to a paid order, with everything on and everything off."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator

import msgspec
import pytest
from playwright.async_api import Browser, Page

from stoa.base.http.visits import SESSION_COOKIE
from stoa.deals.group_buys.model import Tier
from tests.browser.conftest import DESKTOP, PHONE, Shop, answers, free_port
from tests.browser.deals import deals, start_team
from tests.browser.test_buying import BUTTON, asked_for, check_out, fill_address
from tests.browser.test_deals import plan

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


async def effort(page: Page, handle: str, *, together: bool = False) -> Effort:
    """Buy one, alone or in a group, from the product's page to the paid order, and count what it took."""
    await page.goto(f"/p/{handle}")
    taps = await (_group_button(page) if together else _into_the_checkout(page))
    return await _paid(page, taps)


async def _into_the_checkout(page: Page) -> int:
    """Go from a product's page to the first screen alone; return the taps."""
    taps = 2
    await page.locator("button.button-primary[data-variant-button]:visible").first.click()
    if "/cart" not in page.url:
        await page.locator("#cart-note a").click()
        await page.wait_for_url("**/cart*")
        taps += 1
    await check_out(page)
    return taps


async def _group_button(page: Page) -> int:
    await page.locator("button.buy-group").click()
    await page.wait_for_url("**/checkout/**")
    return 1


async def _paid(page: Page, taps: int) -> Effort:
    """Go through the screens to the paid order."""
    fields = screens = 0
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


@pytest.mark.parametrize(
    ("known", "scripts", "handle"),
    [(False, True, "tea-towel"), (False, False, "storage-jar"), (True, True, "dinner-plate"), (True, False, "cutlery-set")],
    ids=["guest", "guest, no scripts", "known shopper", "known shopper, no scripts"],
)
async def test_buying_together_takes_at_most_one_tap_more_than_alone(
    browser: Browser, stocked: Shop, handle: str, *, known: bool, scripts: bool
) -> None:
    """From the product's page a team is started, and by others joined; and a stranger joins from its link."""
    await deals(stocked)
    await plan(stocked, handle, Tier(3, 20))
    alone = await _effort(browser, stocked, "butter-dish", known=known, scripts=scripts)
    found = {
        "started": await _effort(browser, stocked, handle, known=known, scripts=scripts, together=True),
        "joined": await _effort(browser, stocked, handle, known=False, scripts=scripts, together=True) if not known else alone,
        "joined by its link": await _by_link(browser, stocked, scripts=scripts) if not known else alone,
    }
    for how, effort_ in found.items():
        assert effort_.taps <= alone.taps + 1, how
        assert (effort_.fields, effort_.screens) == (alone.fields, alone.screens), how


async def _effort(browser: Browser, shop: Shop, handle: str, *, known: bool, scripts: bool, together: bool = False) -> Effort:
    page = await window(browser, shop.url, await shop.token("shopper") if known else None, scripts=scripts)
    found = await effort(page, handle, together=together)
    await page.context.close()
    return found


async def _by_link(browser: Browser, shop: Shop, *, scripts: bool) -> Effort:
    team, _, _ = await start_team(shop)
    page = await window(browser, shop.url, None, scripts=scripts)
    await page.goto(f"/t/{team}")
    await page.locator("main button.button-primary").click()
    await page.wait_for_url("**/checkout/**")
    found = await _paid(page, 1)
    await page.context.close()
    return found


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
