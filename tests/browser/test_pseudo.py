"""Every page in the pseudo-language, as a browser shows it: what can be read is pseudo text or the shop's data, nothing else."""

import re

import pytest
from babel import Locale

from stoa.community import judging
from stoa.people.permissions.model import PERMISSIONS
from tests.browser.conftest import ADDRESS, Open, Shop, fill_cart
from tests.browser.pages import CROWD, addresses
from tests.house.test_pseudo import NAMES, WORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]

ENGLISH = {"/api", "/api/problems/out_of_stock"}
"""The reference of the API speaks the language of its names."""
TECHNICAL = {
    *WORD.findall(" ".join([*Locale("en").territories.values(), *PERMISSIONS])),  # countries by CLDR, permissions as keys carry them
    "Shopify", "WooCommerce", "PostgreSQL", "Google", "Judge", "Meta",
    *(card.name for card in judging.cards()),
}  # fmt: skip
SCHEMAS = [
    "catalog", "pricing", "shipping", "accounts", "profiles", "orders", "returns", "mail", "audit", "stock", "search", "interchange",
    "circles", "moderation", "reviews", "questions", "discussions", "wish_lists", "group_buys", "private_sales",
]  # fmt: skip
_SHOWN = """() => {
    const skipped = 'script, style, code, pre, time, kbd, option, [data-written], [lang]:not(html):not([lang=xx])'
    const found = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const text = node.data.trim()
        if (text && !node.parentElement.closest(skipped) && node.parentElement.checkVisibility()) found.push(text)
    }
    for (const one of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
        if (!one.closest(skipped)) for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
            if (one.getAttribute(name)) found.push(one.getAttribute(name))
    return [document.title, ...found]
}"""


async def words_of(shop: Shop) -> set[str]:
    """Return every word that stands in the shop's tables."""
    tables = await shop.rows(
        "select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema = any($1)", SCHEMAS
    )
    words: set[str] = set()
    for table in tables:
        for row in await shop.rows(f"select t::text as text from {table['name']} t"):
            words.update(WORD.findall(row["text"]))
    return words


@pytest.mark.parametrize("who", CROWD)
async def test_no_page_shows_a_text_that_was_left_out(who: str, stocked: Shop, opened: Open) -> None:
    page = await opened(as_=None if who == "guest" else who)
    if who == "guest":
        await fill_cart(page, stocked)
    paths = (await addresses(stocked))[who]
    shown: dict[str, list[str]] = {}
    for path in paths:
        if path not in ENGLISH:
            await page.goto(f"/xx{path}", wait_until="domcontentloaded")
            shown[path] = await page.evaluate(_SHOWN)
    # Read when all was seen: the worker goes on writing letters, and they are the shop's data as well.
    data = await words_of(stocked) | NAMES | TECHNICAL | {*WORD.findall(" ".join(ADDRESS.values())), "Agora", "Goods"}
    found: dict[str, list[str]] = {}
    for path, texts in shown.items():
        left = [one for one in texts if any(len(word) > 3 and word not in data for word in WORD.findall(re.sub(r"\S+[@/_]\S+", "", one)))]
        if left:
            found[path] = sorted(set(left))
    assert not found, "\n".join(f"{path}: {text}" for path, texts in found.items() for text in texts)
