"""Deals that settle before one's eyes, on a phone: real shoppers in real browsers, and the shop's clock moved by its own command."""

import hashlib
import re
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
from playwright.async_api import Locator, Page, expect

from stoa.base import ids
from stoa.deals import group_buys, private_sales
from stoa.deals.group_buys.model import Kind, NewDeal, Tier
from stoa.deals.private_sales.model import NewClub, NewItem, NewSale
from stoa.people.sessions.model import SYSTEM, Visitor
from stoa.shop.catalog.model import ProductId, VariantId
from tests.browser.conftest import ADDRESS, PHONE, Open, Shop, until
from tests.browser.test_buying import BUTTON, asked_for, fill_address

pytestmark = pytest.mark.browser


class Joined(msgspec.Struct, frozen=True):
    """A guest who is in a team: its handle, and the address of their order."""

    team: str
    order: str


async def plan(shop: Shop, handle: str, *tiers: Tier, hours: int | None = None) -> str:
    """Plan team prices for a product or, with `hours`, a deal that ends then; return its handle where it has one."""
    async with shop.db.writing() as tx:
        new = NewDeal(
            kind=Kind.TIERS if hours else Kind.TEAM,
            product_id=ProductId(await tx.value("select id from catalog.product where handle = $1", handle)),
            market="eu",
            title={"en": "Together", "de": "Zusammen"},
            tiers=tiers,
            minimum=tiers[0].people,
            closes_at=tx.now + timedelta(hours=hours) if hours else None,
        )
        deal = await group_buys.plan(tx, SYSTEM, new)
        return str(await tx.value("select handle from group_buys.team where deal_id = $1", deal) or "")


def home_of(email: str) -> str:
    """Return a street of one's own: two at one address are one person to a group."""
    return f"{email.partition('@')[0].replace('.', ' ')} street 1"


async def join(shop: Shop, path: str, product: str, email: str, token: str = "tok_ok") -> Joined:
    """Start or join a team as a guest's program does, and pay for it."""
    async with httpx.AsyncClient(base_url=shop.url, timeout=60) as client:
        variants = (await client.get(f"/api/products/{product}")).raise_for_status().json()["variants"]
        wanted = {"variant_id": next(one["id"] for one in variants if one["in_stock"])}
        place = (await client.post(path, json=wanted)).raise_for_status().json()
        address = {**{name: value for name, value in ADDRESS.items() if name != "email"}, "line1": home_of(email)}
        buyer = {"email": email, "shipping_address": address, "payment": {"provider": "sandbox", "token": token}}
        order = (await client.post(f"/api/carts/{place['cart_id']}/checkout", json=buyer)).raise_for_status().json()
    return Joined(place["team"], f"/orders/{order['id']}?key={order['key']}")


async def team_of(shop: Shop, product: str, emails: list[str], token: str = "tok_ok") -> list[Joined]:
    """Start a team and have guests join it; the first pays with this token."""
    found = [await join(shop, f"/api/products/{product}/teams", product, emails[0], token)]
    for email in emails[1:]:
        found.append(await join(shop, f"/api/teams/{found[0].team}/places", product, email))
    return found


async def pay(page: Page, email: str = ADDRESS["email"], line1: str = ADDRESS["line1"]) -> list[str]:
    """Go through the screens of the checkout to the order; return their names."""
    screens = []
    await page.wait_for_url("**/checkout/**")
    while "/orders/" not in page.url:
        here = page.url
        screens.append(here.rpartition("/")[2])
        if await asked_for(page):
            await fill_address(page, email, line1)
        await page.locator(BUTTON).click()
        await page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
    return screens


async def to_the_team(page: Page) -> None:
    """Follow the link from an order to the team that it is part of."""
    await page.locator("main a[href*='/t/']:not([href*='/pay/'])").first.click()
    await page.wait_for_url("**/t/*")


async def letter(page: Page, address: str, subject: str) -> Locator:
    """Open the demo's mails and return the row of such a letter, when it has been written."""
    await page.goto(f"/demo/mails?to={address}")
    return await until(page, page.locator(".mail-row", has_text=subject))


def lead(page: Page, words: str) -> Locator:
    return page.locator(".group-lead", has_text=words)


async def payments(shop: Shop, team: str) -> list[tuple[Any, ...]]:
    """Return how each place of a team stands: its state, that of its last payment, and what was taken."""
    rows = await shop.rows(
        """select distinct on (p.id) p.state, y.state as paid, y.captured from group_buys.place p join group_buys.team t on t.id = p.team_id
        join payments.payment y on y.order_id = p.order_id where t.handle = $1 order by p.id, y.id desc""",
        team,
    )
    return [tuple(row.values()) for row in rows]


async def settled(shop: Shop, team: str) -> None:
    """Wait until nothing of a team's is owed an outcome."""
    await shop.until(
        """select id from group_buys.team t where handle = $1 and state = 'settled' and not exists (select from group_buys.place p
        join payments.payment y on y.order_id = p.order_id where p.team_id = t.id and y.state in ('voiding', 'authorized', 'capturing'))""",
        team,
    )


SCARCE, OTHER = "nest-box", "secateurs"
UNUSUAL = {SCARCE: (777, "€7.77", "7,77"), OTHER: (888, "€8.88", "8,88")}
"""What a private sale is of, and prices that nothing else has."""


async def plan_sale(shop: Shop, title: str, prices: dict[str, int]) -> tuple[str, str]:
    """Plan a sale with one piece of each of these things, which opens in five minutes, of a club that the shopper is in; return its address and an invitation.

    A thing is in one sale at a time: whoever plans one in the same shop takes others.
    """
    async with shop.db.writing() as tx:
        club = await private_sales.make_club(tx, SYSTEM, NewClub(name={"en": "The shed", "de": "Der Schuppen"}))
        mara = await tx.row("select id, name, email from accounts.person where email = 'mara@example.com'")
        assert mara is not None
        visitor = Visitor(person=mara["id"], name=mara["name"], email=mara["email"])
        await private_sales.accept(tx, visitor, await private_sales.invite(tx, SYSTEM, club))
        items = [
            NewItem(VariantId(row["id"]), prices[row["handle"]], 1)
            for row in await tx.rows(
                "select v.id, p.handle from catalog.variant v join catalog.product p on p.id = v.product_id where p.handle = any($1)",
                list(prices),
            )
        ]
        opens = tx.now + timedelta(minutes=5)
        new = NewSale(
            club_id=club, title={"en": title, "de": title}, market="eu", preview_at=tx.now, opens_at=opens,
            ends_at=opens + timedelta(hours=3), items=tuple(items),
        )  # fmt: skip
        sale = await private_sales.plan_sale(tx, SYSTEM, new)
        return f"/sales/{ids.show('sal', sale)}", f"/club/{await private_sales.invite(tx, SYSTEM, club)}"


async def enter(page: Page, sale: str) -> str:
    """Come into the line before the opening; return one's public name in the draw."""
    await page.goto(sale)
    await page.locator("form[action$='/line'] button").click()
    await page.wait_for_url("**/line")
    return await page.locator(".sale-id").inner_text()


def item(page: Page, handle: str, verb: str) -> Locator:
    """Return the button that takes a thing of a sale, or waits for it."""
    here = page.locator(".sale-item", has=page.locator(f".price:has-text('{UNUSUAL[handle][1 + ('/de/' in page.url)]}')"))
    return here.locator(f"form[action$='/{verb}'] button.button-primary, form[action*='/items/'][action$='/{verb}'] button")


async def finds_nothing(page: Page, sale: str, title: str) -> None:
    """Go through the shop as a guest who has heard of a sale, and see nothing of it."""
    for path in (sale, f"{sale}/line", *(f"/p/{handle}" for handle in UNUSUAL)):
        answer = await page.context.request.get(path)
        assert answer.status == 404, path
        assert not told(await answer.text(), title)
    await page.goto("/")
    for where in (".departments a[href='/c/garden']", ".product-card-name a", "footer a[href='/deals']"):
        async with page.expect_navigation():
            await page.locator(where).first.click()
        assert not told(await page.locator("main").inner_text(), title), page.url
    for words in ("nest box", title):
        await page.goto(f"/search?q={words}")
        assert not told((await page.locator("main").inner_text()).replace(words, ""), title), page.url
        await expect(page.locator(", ".join(f".product-card a[href='/p/{handle}']" for handle in UNUSUAL))).to_have_count(0)


def told(text: str, title: str) -> list[str]:
    """Return what a text gives away of the sale."""
    return [secret for secret in (title, *(price for _, *prices in UNUSUAL.values() for price in prices)) if secret in text]


async def test_a_private_sale_opens_and_what_nobody_bought_goes_to_who_waits(opened: Open, stocked: Shop) -> None:
    title = "Last of the shed"
    sale, invitation = await plan_sale(stocked, title, {handle: price for handle, (price, *_) in UNUSUAL.items()})
    mara = await opened(as_="shopper", size=PHONE)
    ben = await opened(size=PHONE, scripts=False)
    await ben.goto(f"/de{invitation}")
    await ben.locator(f"main form[action$='{invitation}'] button").click()
    await ben.wait_for_url("**/de/club")
    names = {await enter(mara, sale), await enter(ben, f"/de{sale}")}

    await stocked.advance("6m")
    for page in (mara, ben):
        await until(page, page.locator(".sale-place-inside"))
        await page.locator(".sale-place-inside a").click()
        await page.wait_for_url(f"**{sale}")
    drawn = (await (await mara.context.request.get(f"/api{sale}/draw")).json())["rounds"][0]
    assert set(drawn["entrants"]) == names
    assert drawn["entrants"] == sorted(names, key=lambda one: hashlib.sha256(bytes.fromhex(drawn["seed"]) + one.encode()).digest())

    await item(mara, OTHER, "take").click()
    await mara.locator(".sale-cart form[action$='/checkout'] button").click()
    assert await pay(mara) == ["pay"]
    await expect(mara.locator(".totals-sum dd")).to_have_text("€13.78")
    await mara.goto(sale)
    await item(mara, SCARCE, "take").click()
    await expect(mara.locator(".sale-cart")).to_be_visible()

    await ben.reload()
    await item(ben, SCARCE, "wait").click()
    await expect(ben.get_by_text("Vor Ihnen wartet niemand")).to_be_visible()
    await stocked.advance("11m")
    await until(ben, ben.locator("form[action*='/claims/'][action$='/take'] button"))
    await mara.reload()
    await expect(mara.locator(".sale-cart")).to_have_count(0)
    await ben.locator("form[action*='/claims/'][action$='/take'] button").click()
    assert await pay(ben, "ben@example.com", "Feldweg 3") == ["address", "delivery", "pay"]
    await expect(ben.locator(".totals-sum dd")).to_have_text(re.compile("12,67"))
    await finds_nothing(await opened(size=PHONE), sale, title)

    await stocked.advance("3h")
    await mara.goto(f"{sale}/line")
    ended = await until(mara, mara.locator(".sale-place-ended"))  # the server hears of the new time a moment after the command has ended
    await expect(ended).to_contain_text("This sale has ended")


@pytest.mark.parametrize(
    ("prefix", "scripts", "product", "said"),
    [
        ("", True, "canvas-tote", ("One more person, and everybody gets this price", "Made it together", "Made it together: “")),
        (
            "/de",
            False,
            "market-net",
            ("Noch eine Person, und alle bekommen diesen Preis", "Gemeinsam geschafft", "Gemeinsam geschafft: „"),
        ),
    ],
    ids=["en", "de-no-scripts"],
)
async def test_a_stranger_fills_a_team_from_its_link(
    prefix: str, product: str, said: tuple[str, str, str], *, scripts: bool, opened: Open, stocked: Shop
) -> None:
    one_more, made, told = said
    await plan(stocked, product, Tier(2, 20))
    mara = await opened(as_="shopper", size=PHONE, scripts=scripts)
    await mara.goto(f"{prefix}/p/{product}")
    await mara.locator("button.buy-group").click()
    assert await pay(mara) == ["pay"]
    await to_the_team(mara)
    await until(mara, lead(mara, one_more))

    stranger = await opened(size=PHONE, scripts=scripts)
    await stranger.goto(mara.url)
    await expect(lead(stranger, one_more)).to_be_visible()
    assert await stranger.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    await stranger.locator("main form[action$='/places'] button").click()
    email = f"tilda.{product}@example.com"
    assert await pay(stranger, email, home_of(email)) == ["address", "delivery", "pay"]
    await to_the_team(stranger)
    await until(stranger, lead(stranger, made))
    await (expect(lead(mara, made)).to_be_visible() if scripts else until(mara, lead(mara, made)))

    team = mara.url.rpartition("/")[2]
    await settled(stocked, team)
    assert [row[:2] for row in await payments(stocked, team)] == [("captured", "captured")] * 2
    for address in ("mara@example.com", email):
        await expect((await letter(stranger, address, told)).first).to_be_visible()


async def test_a_team_that_misses_one_costs_nobody_anything(opened: Open, stocked: Shop) -> None:
    await plan(stocked, "candle-holder", Tier(3, 20))
    joined = await team_of(stocked, "candle-holder", ["una@example.com", "udo@example.com"])
    page = await opened(size=PHONE)
    await page.goto(f"/t/{joined[0].team}")
    await expect(lead(page, "One more person, and everybody gets this price")).to_be_visible()
    await expect(page.locator(".group-seat-taken")).to_have_count(2)
    await stocked.advance("24h")
    await until(page, lead(page, "nobody pays"))
    await expect(page.locator("form[action$='/places']")).to_have_count(0)
    await settled(stocked, joined[0].team)
    assert await payments(stocked, joined[0].team) == [("released", "voided", 0)] * 2
    for one, email in zip(joined, ["una@example.com", "udo@example.com"], strict=True):
        await page.goto(one.order)
        await until(page, page.locator("h1", has_text="This order was cancelled"))
        await expect((await letter(page, email, "you pay nothing")).first).to_be_visible()


async def test_everybody_pays_the_price_that_a_deal_reached(opened: Open, stocked: Shop) -> None:
    team = await plan(stocked, "tumblers", Tier(2, 10), Tier(4, 20), Tier(8, 30), hours=3)
    for name in ("vera", "vito", "vida"):
        await join(stocked, f"/api/teams/{team}/places", "tumblers", f"{name}@example.com")
    mara = await opened(as_="shopper", size=PHONE)
    await mara.goto("/p/tumblers")
    await mara.locator("button.buy-group").click()
    assert await pay(mara) == ["pay"]  # two taps; alone it is the cart, its checkout, the payment
    await expect(mara.locator(".totals-sum dd")).to_have_text("€33.70")
    order = mara.url
    await to_the_team(mara)
    await until(mara, mara.get_by_text("4 people are in"))
    await stocked.advance("4h")
    await until(mara, lead(mara, "Made it together"))
    await settled(stocked, team)
    assert await payments(stocked, team) == [("captured", "captured", 3_050)] * 4
    await mara.goto(order)
    await until(mara, mara.locator(".totals-sum dd", has_text="€30.50"))
    await expect(mara.get_by_text("€3.20 less than when you ordered")).to_be_visible()


async def test_who_cannot_be_charged_at_the_tip_pays_another_way(opened: Open, stocked: Shop) -> None:
    await plan(stocked, "granite-mortar", Tier(2, 25))
    emails = ["wanda@example.com", "walt@example.com"]
    joined = await team_of(stocked, "granite-mortar", emails, token="tok_capture_fails")
    wanda = await opened(size=PHONE)
    await (await letter(wanda, emails[0], "pay")).first.click()
    await wanda.locator(".mail-letter a.go").click()
    await wanda.wait_for_url("**/pay/**")
    await wanda.get_by_label("Card that is declined").check()
    await wanda.locator("main form button.button-primary").click()
    await expect(wanda.get_by_role("alert")).to_be_visible()
    await wanda.locator("input[value='sandbox:tok_ok']").check()
    await wanda.locator("main form button.button-primary").click()
    await wanda.wait_for_url("**/orders/ord_*")
    await settled(stocked, joined[0].team)
    assert [row[:2] for row in await payments(stocked, joined[0].team)] == [("captured", "captured")] * 2
    await to_the_team(wanda)
    await until(wanda, lead(wanda, "Made it together"))
