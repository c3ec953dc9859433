"""Every page there is, opened once: accessible, in its frame, from this shop alone, without a word from the browser's console."""

import asyncio
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

from stoa.app import rooms
from stoa.app.api import HANDLERS as API
from tests.browser.conftest import DESKTOP, PHONE, Open, Shop, fill_cart
from tests.browser.pages import CROWD, addresses

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]

AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}
SEEN_ONLY = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]}, "resultTypes": ["violations"]}
"""What another width or theme can change."""
TABS = 3
"""Pages that are looked at at once: what one waits for, another uses."""
LOOKS = [(PHONE, "light"), (DESKTOP, "light"), (PHONE, "dark"), (DESKTOP, "dark")]

_FOUND = """options => axe.run(options).then(found => found.violations.map(
    one => [one.id, one.nodes.length, one.nodes[0].target.join(' '), (one.nodes[0].any[0] || one.nodes[0].all[0] || one.nodes[0].none[0] || {}).message]))"""
_WIDER = """() => {
    const most = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= most) return null
    const guilty = [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > most + 1)
    return document.documentElement.scrollWidth + ' ' + guilty.filter(one => !one.closest('.site-nav, .desk-nav, .table-scroll')).slice(0, 3).map(one => one.tagName + '.' + one.className).join(' ')
}"""

NOT_PAGES = {
    "/account/privacy/export", "/desk/interchange/export", "/desk/interchange/runs/{run:str}/rejected", "/search/suggest", "/desk/jobs/running", "/desk/orders/of/{person_id:str}",
    "/account/erasure/{token:str}", "/account/email/{token:str}", "/sign-in/link/{token:str}",
    "/desk/community/exchange/export", "/desk/community/exchange/runs/{run:str}", "/desk/community/exchange/runs/{run:str}/rejected", "/questions/suggest", "/saved/hearts", "/reviews/ledger.jsonl",
    "/desk/interchange/runs/{run:str}", "/checkout", "/checkout/back/{order_id:str}", "/demo/pay/{reference:str}", "/t/{handle:str}/pay/{ordered:str}",
    "/t/{handle:str}/live", "/t/{handle:str}/picture.png",
}  # fmt: skip
"""Files, fragments, links that work once and ways through: a journey goes there, or another test does."""


def every_page() -> set[str]:
    """Return the address patterns of all pages."""
    return {
        path
        for handler in [*rooms.handlers(), *API]
        if "GET" in getattr(handler, "http_methods", ()) and getattr(handler, "media_type", None) == "text/html"
        for path in handler.paths
    } - NOT_PAGES


class Walker:
    """Goes through pages in one window and notes what is wrong."""

    def __init__(self, page: Page, shop: Shop) -> None:
        self.wrong: list[str] = []
        self._page = page
        self._shop = shop
        self._where = ""
        page.on("console", lambda said: self._note(f"console: {said.text}") if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("request", lambda asked: None if asked.url.startswith((f"{shop.url}/", "data:")) else self._note(f"asks {asked.url}"))

    def _note(self, fault: str) -> None:
        if not (self._where == "/nowhere" and "404" in fault):
            self.wrong.append(f"{self._where}: {fault}")

    async def visit(self, path: str, turn: int) -> None:
        """Open a page and look at it, thoroughly in one of four looks (a phone or a desk, light or dark), briefly in the opposite one."""
        self._where = path
        answer = await self._page.goto(path)
        assert answer is not None
        if answer.status >= 400 and path != "/nowhere":
            self._note(f"status {answer.status}")
            return
        await self._page.evaluate(AXE_SCRIPT)
        for options, (size, scheme) in ((AXE, LOOKS[turn % 4]), (SEEN_ONLY, LOOKS[3 - turn % 4])):
            await self._page.set_viewport_size(size)  # type: ignore[arg-type]
            await self._page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for rule, count, where, why in await self._page.evaluate(_FOUND, options):
                self._note(f"{rule} ({count}) at {size['width']} {scheme}: {where}: {why}")
        for width in (320, 390, 1280):
            await self._page.set_viewport_size({"width": width, "height": 800})
            wider = await self._page.evaluate(_WIDER)
            if wider is not None:
                self._note(f"wider than {width}: {wider}")


@pytest.mark.parametrize("who", CROWD)
async def test_pages_are_accessible_and_keep_to_their_frame(who: str, stocked: Shop, opened: Open) -> None:
    page = await opened(as_=None if who == "guest" else who)
    if who == "guest":
        await fill_cart(page, stocked)
    walkers = [Walker(one, stocked) for one in (page, *[await page.context.new_page() for _ in range(TABS - 1)])]
    turns = enumerate((await addresses(stocked))[who])
    await asyncio.gather(*(_walk(walker, turns) for walker in walkers))
    wrong = [fault for walker in walkers for fault in walker.wrong]
    assert not wrong, "\n".join(sorted(wrong))


async def _walk(walker: Walker, turns: Iterator[tuple[int, str]]) -> None:
    for turn, path in turns:  # each takes the next one that no other has taken
        await walker.visit(path, turn)


async def test_the_walk_leaves_no_page_out(stocked: Shop) -> None:
    forms = {pattern: re.compile(re.sub(r"\{[^}]*\}", "[^/]+", pattern)) for pattern in every_page()}
    plainest = sorted(forms, key=lambda pattern: pattern.count("{"))  # /reviews/method is no /reviews/{review}
    walked = [path.partition("?")[0] for paths in (await addresses(stocked)).values() for path in paths]
    assert set(forms) - {next((one for one in plainest if forms[one].fullmatch(path)), "") for path in walked} == set()
