"""One browser and one stocked shop for the run, one context for a test. The shop is the demo's, served by its own processes."""

import asyncio
import contextlib
import os
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msgspec
import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, Route, async_playwright, expect

from stoa.app import wiring
from stoa.app.commands.moving import UNITS
from stoa.app.demo.cast import CAST
from stoa.app.settings import Settings
from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.rendering import Renderer
from stoa.base.http.visits import SESSION_COOKIE
from tests.app.processes import free_port
from tests.conftest import fresh_database
from tests.people.sessions.makers import make_session

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
DOT = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")
"""A picture of one pixel (WebP): the demo's are drawn on the way to its opening, which is not what is tried here."""

PATIENCE = 60_000
"""Milliseconds that a page may take on a busy machine; nothing waits when it need not."""

expect.set_options(timeout=PATIENCE)
Open = Callable[..., Awaitable[Page]]


class Shop(msgspec.Struct, frozen=True):
    """A stocked shop that runs: its address, its database for what a browser cannot do, and what its commands find it by."""

    url: str
    db: Database
    environment: dict[str, str]

    async def token(self, kind: str) -> str:
        """Sign one of the demo's cast in; return the cookie."""
        async with self.db.writing() as tx:
            person = await tx.value("select id from accounts.person where email = $1", CAST[kind].email)
            return await make_session(tx, person)

    async def row(self, sql: str, *facts: Any) -> Any:
        async with self.db.reading() as read:
            return await read.row(sql, *facts)

    async def until(self, sql: str, *facts: Any) -> Any:
        """Ask until there is such a row: what the worker does takes as long as the machine is busy."""
        for _ in range(480):
            if found := await self.row(sql, *facts):
                return found
            await asyncio.sleep(0.25)
        pytest.fail(f"after two minutes there is no {sql}")

    async def rows(self, sql: str, *facts: Any) -> Any:
        async with self.db.reading() as read:
            return await read.rows(sql, *facts)

    async def advance(self, step: str) -> None:
        """Move the shop's clock as its host does: `stoa clock advance 24h`."""
        moving = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "stoa", "clock", "advance", step, env=self.environment, stdout=asyncio.subprocess.DEVNULL
        )
        assert await moving.wait() == 0
        note_move(int(step[:-1]) * UNITS[step[-1]])


async def answers(url: str) -> None:
    """Return when a server answers there; the test's own time-out is the limit."""
    async with httpx.AsyncClient(timeout=60) as client:
        while True:
            with contextlib.suppress(httpx.HTTPError):
                if (await client.get(url)).is_success:
                    return
            await asyncio.sleep(0.1)


async def _write_a_letter(url: str) -> None:
    async with httpx.AsyncClient(base_url=url, headers={"origin": url}, timeout=60) as client:
        answer = await client.post("/sign-in/link", data={"email": CAST["shopper"].email})
        assert answer.status_code < 400
        while 'class="mail-row"' not in (await client.get("/demo/mails")).text:
            await asyncio.sleep(0.1)  # the worker is another process; the test's own time-out is the limit


async def _buy_as_a_guest(url: str, orders: int = 3) -> None:
    """Have guests buy, so that there are open orders of theirs at whatever hour the year ends."""
    buyer = {"email": ADDRESS["email"], "shipping_address": {name: value for name, value in ADDRESS.items() if name != "email"}}
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        product = (await client.get("/api/products/butter-dish")).raise_for_status().json()
        variant = next(one["id"] for one in product["variants"] if one["in_stock"])
        for _ in range(orders):
            cart = (await client.post("/api/carts", json={})).raise_for_status().json()["id"]
            (await client.put(f"/api/carts/{cart}/lines/{variant}", json={"quantity": 1})).raise_for_status()
            paid = {**buyer, "payment": {"provider": "sandbox", "token": "tok_ok"}}
            (await client.post(f"/api/carts/{cart}/checkout", json=paid)).raise_for_status()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here; bin/check installs it where it may")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def stocked(server: str, browser: Browser, renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """The demo's shop with its year of orders, a server and a worker; tests use different goods of it."""
    port = free_port()
    async with fresh_database(server) as url:
        data = tmp_path_factory.mktemp("stocked")
        settings = {
            "STOA_DATABASE_URL": url,
            "STOA_DATA": str(data),
            "STOA_MODE": "demo",
            "STOA_SHOP_NAME": "Agora Goods",
            "STOA_PORT": str(port),
            "STOA_PSEUDO": "yes",
            "STOA_RATE_LIMITS": "no",
        }
        environment = {**os.environ, **settings}
        filled = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.browser.stocking", env=environment)
        assert await filled.wait() == 0
        running = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.app.running_shop", env=environment)
        db = Database(url, now=_shops_time, size=2)
        try:
            await answers(f"http://localhost:{port}/health/ready")
            await db.open()
            wiring.outside(Settings(mode="test", data=data, url=f"http://localhost:{port}"), db, renderer)
            await _write_a_letter(f"http://localhost:{port}")
            await _buy_as_a_guest(f"http://localhost:{port}")
            yield Shop(f"http://localhost:{port}", db, environment)
        finally:
            await db.close()
            running.terminate()
            await running.wait()


_ahead = timedelta(0)


def _shops_time() -> datetime:
    return datetime.now(UTC) + _ahead


def note_move(step: timedelta) -> None:
    """Follow the stocked shop's clock, that a journey has moved."""
    global _ahead  # noqa: PLW0603 - the shop is one for the run
    _ahead += step


@pytest.fixture
async def opened(browser: Browser, stocked: Shop) -> AsyncIterator[Open]:
    """Opens a fresh browser window on the stocked shop: `await opened(width=…, scripts=…, dark=…, as_="merchant")`."""
    contexts: list[BrowserContext] = []

    async def make(*, size: dict[str, int] | None = None, scripts: bool = True, dark: bool = False, as_: str | None = None) -> Page:
        context = await browser.new_context(
            base_url=stocked.url,
            viewport=size or DESKTOP,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        await context.route("**/pictures/**", _dot)
        if as_ is not None:
            await context.add_cookies([{"name": SESSION_COOKIE, "value": await stocked.token(as_), "url": stocked.url}])
        return await context.new_page()

    yield make
    for context in contexts:
        await context.close()


async def _dot(route: Route) -> None:
    await route.fulfill(body=DOT, content_type="image/webp")


async def until(page: Page, there: Locator) -> Locator:
    """Ask for the page again until this is on it: what the worker does, another process, takes as long as the machine is busy."""
    for _ in range(240):
        if await there.count():
            return there
        await page.wait_for_timeout(500)
        await page.reload()
    pytest.fail(f"{page.url} does not show {there} after two minutes")


async def letter_to(page: Page, address: str) -> Locator:
    """Open the demo's mails and return the row of the newest one to this address, when it has been written."""
    await page.goto(f"/demo/mails?to={address}")
    return await until(page, page.locator(".mail-row", has_text=address).first)


ADDRESS = {
    "email": "ada@example.com",
    "name": "Ada Kahl",
    "line1": "Hafenstraße 12",
    "postal_code": "20095",
    "city": "Hamburg",
    "country": "DE",
}


async def fill_cart(page: Page, shop: Shop, handle: str = "butter-dish") -> None:
    """Put one of these into the window's cart and go as far as paying, by the forms' own addresses."""
    found = await shop.row(
        """select v.id from catalog.variant v join catalog.product p on p.id = v.product_id join stock.component c on c.variant_id = v.id
        join stock.item i on i.id = c.item_id where p.handle = $1 and i.on_hand - i.allocated > 3 order by v.id limit 1""",
        handle,
    )
    steps: list[tuple[str, dict[str, str | float | bool]]] = [
        ("/cart/lines", {"variant": ids.show("var", found["id"]), "quantity": "1"}),
        ("/checkout", {}),
        ("/checkout/address", {**ADDRESS}),
        ("/checkout/delivery", {"delivery": "standard"}),
    ]
    for path, form in steps:
        answer = await page.context.request.post(path, form=form, headers={"origin": shop.url})
        assert answer.ok, (path, answer.status)
