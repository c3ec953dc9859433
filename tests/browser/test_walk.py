"""Every page there is, opened once: accessible, in its frame, from this shop alone, without a word from the browser's console."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

from stoa.app import rooms
from stoa.app.api import HANDLERS as API
from stoa.base import ids
from tests.browser.conftest import DESKTOP, PHONE, Open, Shop, fill_cart

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}
SEEN_ONLY = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]}, "resultTypes": ["violations"]}
"""What another width or theme can change."""
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
    "/desk/interchange/runs/{run:str}", "/checkout", "/checkout/back/{order_id:str}", "/demo/pay/{reference:str}",
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


async def addresses(shop: Shop) -> dict[str, list[str]]:
    """Return real addresses for guests and each of the cast."""
    async with shop.db.reading() as read:

        async def shown(prefix: str, sql: str) -> str:
            return ids.show(prefix, await read.value(sql))

        handle = await read.value("select handle from catalog.product where state = 'active' order by handle limit 1")
        category = await read.value("select handle from catalog.category order by position, handle limit 1")
        collection = await read.value("select handle from catalog.collection order by handle limit 1")
        mine = [
            ids.show("ord", row["id"])
            for row in await read.rows(
                """select o.id from orders.order o join accounts.person p on p.id = o.person_id where p.email = 'mara@example.com'
                order by o.made_at desc limit 4"""
            )
        ]
        open_order = await shown("ord", "select id from orders.order where state = 'open' and picking_at is null order by id desc limit 1")
        others = await read.row(
            """select id, key from orders.order o where state = 'open' and picking_at is null and person_id is null
            and not exists (select from returns.return_ where order_id = o.id) order by id desc limit 1"""
        )
        order = f"/orders/{ids.show('ord', others['id'])}"
        key = f"?key={others['key']}"
        product = await shown("prd", "select id from catalog.product order by handle limit 1")
        zone = await shown("zon", "select id from shipping.zone order by id limit 1")
        rate = await shown("rat", "select id from shipping.rate where zone_id = (select id from shipping.zone order by id limit 1) limit 1")
        person = await shown("per", "select id from accounts.person where email = 'mara@example.com'")
        letter = await shown("ltr", "select id from mail.letter order by id limit 1")
        variant = await shown("var", "select id from catalog.variant order by id limit 1")
        back = await shown("ret", "select id from returns.return_ order by id limit 1")
        line = ids.show("lin", await read.value("select id from orders.line where order_id = $1 limit 1", others["id"]))
        return {
            "guest": [
                "/", f"/c/{category}", f"/collections/{collection}", "/search?q=lamp", "/search?q=lmap", "/search?q=xyzzyqwv", f"/p/{handle}",
                "/cart", "/checkout/address", "/checkout/delivery", "/checkout/pay", "/sign-in", "/sign-up", "/sign-in/link", "/withdraw", "/withdraw/received", "/orders/link", "/orders/link/sent",
                *(f"/pages/{name}" for name in ("help", "terms", "privacy", "delivery", "returns", "imprint")),
                order + key, f"{order}/invoice{key}", f"{order}/cancellation{key}", f"{order}/address{key}",
                f"{order}/choice{key}&line={line}", f"{order}/return{key}", "/demo", "/demo/mails", f"/demo/mails/{letter}", "/api",
                "/api/problems/out_of_stock", "/nowhere",
            ],
            "shopper": [
                "/account", "/account/orders", "/account/addresses", "/account/addresses/new", "/account/details", "/account/security",
                "/account/privacy", "/account/payments", *(f"/orders/{one}" for one in mine), f"/orders/{mine[0]}/return",
            ],
            "merchant": [
                "/desk", "/desk/find?q=stone", "/desk/find?q=xyzzyqwv", "/desk/products", f"/desk/products/{product}", "/desk/categories", "/desk/categories/new",
                "/desk/collections", "/desk/collections/new", "/desk/stock", f"/desk/stock/{variant}", "/desk/orders", f"/desk/orders/{open_order}",
                f"/desk/orders/{open_order}/ship", f"/desk/orders/{open_order}/slip", "/desk/packing", "/desk/packing/picks",
                "/desk/customers", f"/desk/customers/{person}", f"/desk/customers/{person}/erasure", "/desk/offers", "/desk/offers/new", "/desk/markets", "/desk/markets/new",
                "/desk/markets/eu", "/desk/taxes", "/desk/taxes/new", "/desk/shipping", "/desk/shipping/days", "/desk/shipping/zones/new",
                f"/desk/shipping/zones/{zone}", f"/desk/shipping/zones/{zone}/rates/new", f"/desk/shipping/zones/{zone}/rates/{rate}",
                "/desk/returns", f"/desk/returns/{back}", "/desk/returns/terms", "/desk/mails", f"/desk/mails/{letter}", "/desk/jobs", "/desk/audit", "/desk/settings",
                "/desk/staff", "/desk/keys", "/desk/search", "/desk/interchange",
            ],
        }  # fmt: skip


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


@pytest.mark.parametrize("who", ["guest", "shopper", "merchant"])
async def test_pages_are_accessible_and_keep_to_their_frame(who: str, stocked: Shop, opened: Open) -> None:
    page = await opened(as_=None if who == "guest" else who)
    walker = Walker(page, stocked)
    if who == "guest":
        await fill_cart(page, stocked)
    for turn, path in enumerate((await addresses(stocked))[who]):
        await walker.visit(path, turn)
    assert not walker.wrong, "\n".join(walker.wrong)


async def test_the_walk_leaves_no_page_out(stocked: Shop) -> None:
    walked = [path.partition("?")[0] for paths in (await addresses(stocked)).values() for path in paths]
    patterns = {pattern: re.compile(re.sub(r"\{[^}]*\}", "[^/]+", pattern)) for pattern in every_page()}
    left_out = {pattern for pattern, form in patterns.items() if not any(form.fullmatch(path) for path in walked)}
    assert left_out == set()
