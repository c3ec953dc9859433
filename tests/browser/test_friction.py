"""What people do for each other never costs a buyer anything: taps, fields and screens to a paid order, with everything on and everything off."""

import asyncio
import itertools
import os
import sys
from collections.abc import AsyncIterator

import msgspec
import pytest
from playwright.async_api import Browser, Page

from stoa.app import rooms
from stoa.base.http.visits import SESSION_COOKIE
from stoa.deals.group_buys.model import Tier
from tests.app.processes import free_port
from tests.browser.community import community
from tests.browser.conftest import ADDRESS, DESKTOP, PATIENCE, PHONE, Shop, answers
from tests.browser.deals import deals, start_team
from tests.browser.stage import MARKS, full
from tests.browser.test_buying import BUTTON, asked_for, check_out, fill_address
from tests.browser.test_deals import plan
from tests.browser.walking import Effort, Wanted

pytestmark = pytest.mark.browser

SHIFT = """() => new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value })
        .observe({type: 'layout-shift', buffered: true})
    setTimeout(() => done(sum), 300)
})"""
SENT = "() => performance.getEntriesByType('resource').map(one => [one.name, one.initiatorType, one.encodedBodySize])"


SWITCHABLE = [room for room in rooms.ROOMS if room.startswith(rooms.SWITCHABLE)]


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
    context.set_default_timeout(PATIENCE)
    if token:
        await context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": url}])
    return await context.new_page()


async def effort(page: Page, handle: str, *, together: bool = False) -> Effort:
    """Buy one, alone or in a group, from the product's page to the paid order, and count what it took."""
    shown: list[str] = []
    page.on("framenavigated", lambda frame: shown.append(frame.url))
    await page.goto(f"/p/{handle}")
    taps = await (_group_button(page) if together else _into_the_checkout(page))
    return await _paid(page, taps, shown)


async def _into_the_checkout(page: Page) -> int:
    """Go from a product's page to the first screen alone; return the taps."""
    taps = 2
    await page.locator("button.button-primary[data-variant-button]:visible").first.click()
    there = page.locator("#cart-note a, #cart .cart-line").first
    await there.wait_for()
    if "/cart" not in page.url:
        await there.click()
        await page.wait_for_url("**/cart*")
        taps += 1
    await check_out(page)
    return taps


async def _group_button(page: Page) -> int:
    await page.locator("button.buy-group").click()
    await page.wait_for_url("**/checkout/**")
    return 1


_buyers = itertools.count()


async def _paid(page: Page, taps: int, shown: list[str]) -> Effort:
    """Go through the screens to the paid order. More pages were shown than taps made, or one was covered: the buyer had to wait."""
    fields = screens = covered = 0
    while "/orders/" not in page.url:
        screens += 1
        here, wanted = page.url, await asked_for(page)
        covered += await page.locator("dialog[open], [popover]:popover-open").count()
        fields += wanted
        if wanted:
            buyer = f"buyer{next(_buyers)}"  # a group counts each person once
            await fill_address(page, f"{buyer}@example.com", f"{buyer} street 1")
        await page.locator(BUTTON).click()
        taps += 1
        await page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
    return Effort(taps, fields, screens, max(0, len(shown) - 1 - taps) + covered)


@pytest.fixture(scope="session")
async def efforts(stocked: Shop) -> dict[str, dict[str, Effort]]:
    """What buying takes a guest and a member without each room, without each wing, and with everything: read page by page, without a browser."""
    chosen = ["", *SWITCHABLE, "community", "deals", "community, deals"]
    buyers = {"guest": "", "member": await stocked.token("shopper")}
    wanted = Wanted(handle=await full(stocked), buyers=buyers, without=chosen, typed=ADDRESS, marks=MARKS)
    walking = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.browser.walking",
        env=stocked.environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    written, _ = await walking.communicate(msgspec.json.encode(wanted))
    assert walking.returncode == 0
    return msgspec.json.decode(written, type=dict[str, dict[str, Effort]])


async def test_the_product_that_is_bought_has_what_each_room_adds(efforts: dict[str, dict[str, Effort]]) -> None:
    """And has it no more without that room: else nothing was tried."""
    assert set(efforts[""]["member"].seen) == set(MARKS)
    assert set(efforts[""]["guest"].seen) == set(MARKS) - {"community.circles"}
    for room in MARKS:
        assert room not in efforts[room]["member"].seen, room
    assert efforts["community, deals"]["member"].seen == ()


@pytest.mark.parametrize("who", ["guest", "member"])
@pytest.mark.parametrize("without", [*SWITCHABLE, "community", "deals", "community, deals"])
async def test_no_room_adds_a_tap_a_field_a_screen_or_a_wait(efforts: dict[str, dict[str, Effort]], without: str, who: str) -> None:
    """X-1: for every feature, with it never more than without it."""
    on, off = efforts[""][who], efforts[without][who]
    assert (on.taps <= off.taps, on.fields <= off.fields, on.screens <= off.screens, on.waits <= off.waits) == (True,) * 4, (on, off)
    assert (on.screens, on.fields, on.waits) == ((1, 0, 0) if who == "member" else (3, 5, 0))


@pytest.mark.parametrize("known", [False, True], ids=["guest", "known shopper"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
async def test_buying_takes_the_same_with_everything_on_and_off(
    browser: Browser, stocked: Shop, plain: str, *, known: bool, scripts: bool
) -> None:
    found = []
    for url in (stocked.url, plain):
        page = await window(browser, url, await stocked.token("shopper") if known else None, scripts=scripts)
        found.append(await effort(page, await full(stocked)))
        await page.context.close()
    on, off = found
    assert on == off
    assert on.waits == 0
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
        assert (effort_.fields, effort_.screens, effort_.waits) == (alone.fields, alone.screens, 0), how


async def _effort(browser: Browser, shop: Shop, handle: str, *, known: bool, scripts: bool, together: bool = False) -> Effort:
    page = await window(browser, shop.url, await shop.token("shopper") if known else None, scripts=scripts)
    found = await effort(page, handle, together=together)
    await page.context.close()
    return found


async def _by_link(browser: Browser, shop: Shop, *, scripts: bool) -> Effort:
    team, _, _ = await start_team(shop)
    page = await window(browser, shop.url, None, scripts=scripts)
    shown: list[str] = []
    page.on("framenavigated", lambda frame: shown.append(frame.url))
    await page.goto(f"/t/{team}")
    await page.locator("main button.button-primary").click()
    await page.wait_for_url("**/checkout/**")
    found = await _paid(page, 1, shown)
    await page.context.close()
    return found


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
@pytest.mark.parametrize("as_", ["", "shopper"], ids=["guest", "member"])
async def test_all_that_is_beside_the_sale_is_light_and_moves_nothing(
    browser: Browser, stocked: Shop, size: dict[str, int], as_: str
) -> None:
    """X-2, for guests and for a member with a circle, a list and a group button."""
    page = await _looking(browser, stocked, size, as_)
    for path, there in await _places(stocked, as_):
        await page.goto(path, wait_until="networkidle")
        for part in there:
            assert await page.locator(part).count() >= 1, f"{part} is not at {path}: it was not tried"
        await page.mouse.wheel(0, 4_000)
        assert (path, round(await page.evaluate(SHIFT), 3)) == (path, 0)  # a part of a pixel is nothing anybody sees
        sent = await page.evaluate(SENT)
        assert [name for name, _, _ in sent if not name.startswith(stocked.url)] == []
        scripts = {name: size_ for name, kind, size_ in sent if kind == "script" or name.endswith(".js")}
        assert sum(scripts.values()) <= 15_000, (path, scripts)
    await page.context.close()


@pytest.mark.parametrize("as_", ["", "shopper"], ids=["guest", "member"])
async def test_without_scripts_all_that_is_beside_the_sale_is_there_and_works(browser: Browser, stocked: Shop, as_: str) -> None:
    page = await _looking(browser, stocked, PHONE, as_, scripts=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path, there in await _places(stocked, as_):
        await page.goto(path)
        for part in there:
            assert await page.locator(part).first.is_visible(), (path, part)
    assert [one for one in asked if not one.startswith(stocked.url) or one.endswith(".js")] == []
    product = f"/p/{await full(stocked)}"
    await page.goto(product)
    saved = await page.locator("#save button").get_attribute("aria-pressed")  # the demo's shopper may have saved it already
    for then in ("false" if saved == "true" else "true", saved):
        await page.locator("#save button").click()
        await page.wait_for_url(lambda url: not url.endswith(product) or "#" in url)  # type: ignore[arg-type]
        await page.goto(product)
        assert await page.locator("#save button").get_attribute("aria-pressed") == then
    await page.locator("button.buy-group").click()
    await page.wait_for_url("**/checkout/**")
    await page.context.close()


async def _looking(browser: Browser, shop: Shop, size: dict[str, int], as_: str, *, scripts: bool = True) -> Page:
    context = await browser.new_context(base_url=shop.url, viewport=size, java_script_enabled=scripts)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    if as_:
        await context.add_cookies([{"name": SESSION_COOKIE, "value": await shop.token(as_), "url": shop.url}])
    return await context.new_page()


async def _places(shop: Shop, as_: str) -> list[tuple[str, list[str]]]:
    """Return the product's page, the one of a team and, for the member, of what is saved and of a list with a pool, with what must stand there."""
    parts = ["#reviews", "#questions", "#talk", "#save button", "button.buy-group", *([".circle-chose"] if as_ else [])]
    team, _, _ = await start_team(shop) if await deals(shop) else ("", {}, [])
    found = [(f"/p/{await full(shop)}", parts), (f"/t/{team}", [".group-lead"])]
    lists = [path for path in (await community(shop))["guest"] if path.startswith("/l/")]
    pools = [path for path in lists if "/pools/" in path]
    assert pools
    found += [(path, ["main"]) for path in (lists[0], pools[0], *(["/saved"] if as_ else []))]
    return found
