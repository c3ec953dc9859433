"""CLUB-1 for a whole sale of a thing that everybody knew before: nothing of it is anywhere for anybody else, nor in what is written down for everybody.

The addresses are those of the app itself. The club is there first, so that what is kept or written down would be shown.
"""

import html
import re
from collections.abc import Mapping

import httpx
import msgspec
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.base.http.front import Front
from stoa.base.http.visits import PASS_COOKIE, SESSION_COOKIE
from stoa.deals.group_buys import actions as groups
from stoa.deals.group_buys.model import DealId, Kind, NewDeal, TeamRow
from stoa.deals.group_buys.model import Tier as Step
from stoa.deals.private_sales import actions, clubs, moving, store
from stoa.deals.private_sales.model import NewItem, NewSale
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import Group as Words
from stoa.shop.catalog.model import KeptPicture, NewGroup, ProductChange, Text
from stoa.shop.catalog.picturing import add_picture
from stoa.shop.catalog.web.pages import BESIDE
from stoa.shop.search import rebuild
from tests.community.questions.makers import make_answer, make_question
from tests.community.reviews.makers import a_member, make_review
from tests.deals.group_buys.makers import Group as TeamDeal
from tests.deals.group_buys.makers import start
from tests.deals.private_sales.makers import MINUTE, Club, make_club, settle
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.security.routes import every
from tests.shop.checkout.makers import Shop, make_shop
from tests.shop.pricing.makers import make_priced

pytestmark = pytest.mark.anyio
MARK = "zzquill"
"""It stands in every word of the thing and of its sale, and in nothing that is asked."""
NIGHT = "qqnight"
"""In the names of the sale and of its club."""
DIGEST = "d" * 24 + "0badcafe"
PRICE = 1379
NEEDLES = (MARK, NIGHT, DIGEST, "13.79", "13,79", ":1379,", ":1379}")
AWAY = re.compile("/live$|^/demo(/|$)")
"""What goes on for ever, and the demo's letter-box, which is everybody's."""
OUTSIDERS = ("guest", "member", "wrong member", "wrong pass")
NEVER = {"product", "viewer", "guest", "language", "market", "now"}
"""All that a part beside a product may ask by: nothing by which a club would be known."""


class Told(msgspec.Struct):
    """A sale of a thing that was for everybody; what is known of both; everybody's cookies."""

    club: Club
    team: TeamRow
    known: dict[str, str]
    """What is known of both, and in which addresses that is looked up."""
    cookies: Mapping[str, dict[str, str]]

    def enter(self, client: httpx.AsyncClient, who: str) -> None:
        client.cookies.clear()
        client.cookies.update(self.cookies[who])


async def _spoken_of(tx: Writing) -> tuple[Shop, DealId]:
    """Make a thing that everybody sees, has an opinion of, and may buy together."""
    shop = await make_shop(tx, price=2500, on_hand=500)
    category = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Words(name="Cups")}, handle="cups"))
    text = Text(f"The {MARK} cup", f"A {MARK}", f"<p>So {MARK} it is.</p>")
    product = await catalog.change_product(tx, SYSTEM, shop.product.id, ProductChange(texts={"en": text, "de": text}, category_id=category))
    await catalog.change_product(tx, SYSTEM, (await make_priced(tx, 2500)).id, ProductChange(category_id=category))
    await add_picture(tx, SYSTEM, product.id, KeptPicture(DIGEST, 640, 480, "#b5651d"), {"en": f"A {MARK}"})
    await make_review(tx, product, 5, f"It is {MARK}.", by=a_member(await make_person(tx)))
    await make_answer(tx, await make_question(tx, product, f"Is the {MARK} hot?"), f"No {MARK} is.")
    deal = await groups.plan(
        tx,
        SYSTEM,
        NewDeal(kind=Kind.TEAM, product_id=product.id, market="eu", title={"en": f"{MARK} together"}, tiers=(Step(3, 20),), minimum=3),
    )
    return Shop(product, product.variants[0].id), deal


async def told(db: Database, client: httpx.AsyncClient) -> Told:
    """Have everybody see the thing; then sell it to the club alone, from now on."""
    async with db.writing() as tx:
        tx.now -= 90 * MINUTE
        shop, deal = await _spoken_of(tx)
    await jobs.drain(db)
    team, _ = await start(db, TeamDeal(shop, deal, None))
    await jobs.drain(db)
    await rebuild(db)
    for at in (f"/p/{shop.product.handle}", f"/de/p/{shop.product.handle}", "/", "/c/cups", "/deals", team.path):
        assert MARK in (await client.get(at)).text, at
    async with db.writing() as tx:
        assert await tx.value(
            "select parts::text like '%' || $2 || '%' from base.beside where topic = $1", f"product:{shop.product.id}", MARK
        )
        tx.now -= 61 * MINUTE
        of = await make_club(tx, name={"en": f"The {NIGHT}"})
        sale = await actions.plan_sale(
            tx, SYSTEM,
            NewSale(club_id=of, title={"en": f"A {NIGHT}"}, market="eu", preview_at=tx.now, opens_at=tx.now + 60 * MINUTE,
                    ends_at=tx.now + 180 * MINUTE, items=(NewItem(shop.variant, PRICE, 5),)),
        )  # fmt: skip
        tx.now += 61 * MINUTE
        await moving.turn(tx, sale)
    await settle(db)
    await rebuild(db)
    async with db.writing() as tx:
        club = Club(shop, of, sale, (await store.items(tx, sale))[0])
        assert await tx.rows("select from base.beside where parts::text like '%' || $1 || '%'", MARK) == [], "it does not stay written down"
        cookies = await _people(tx, club)
    products = r"/p/|product|/groups|/offers|wish|review|question|sitemap"
    known = {
        shop.product.handle: products, ids.show("prd", shop.product.id): products, ids.show("var", shop.variant): products + "|variant|cart",
        "cups": "/c/|categor", team.handle: "/t/|team", ids.show("dea", deal): "group|deal", DIGEST: "picture|image|media",
        ids.show("sal", sale): "sale|deal|draw", ids.show("clb", of): "club", ids.show("sit", club.item.id): "sale",
    }  # fmt: skip
    return Told(club, team, known, cookies)


async def _people(tx: Writing, club: Club) -> dict[str, dict[str, str]]:
    """Return the cookies of everybody who asks."""
    other = await make_club(tx, name={"en": "Another"})
    cookies: dict[str, dict[str, str]] = {"guest": {}}
    for who, of in (("member", None), ("wrong member", other), ("of the club", club.club)):
        person = await make_person(tx, name="Ada")
        cookies[who] = {SESSION_COOKIE: await make_session(tx, person)}
        if of is not None:
            await clubs.accept(tx, a_member(person), await clubs.invite(tx, SYSTEM, of))
    for who, of in (("wrong pass", other), ("pass", club.club)):
        accepted = await clubs.accept(tx, GUEST, await clubs.invite(tx, SYSTEM, of))
        cookies[who] = {PASS_COOKIE: accepted.token or ""}
    return cookies


def leaks(answer: httpx.Response, *asked: str) -> list[str]:
    text = html.unescape("\n".join([*(f"{name}: {value}" for name, value in answer.headers.items()), answer.text])).casefold()
    for one in asked:
        text = text.replace(one.casefold(), "")
    return [one for one in NEEDLES if one in text]


def addresses(app: Front, known: dict[str, str]) -> list[tuple[str, str]]:
    """Return every address that anybody may ask, with what is known in the places where it is looked up; in German too."""
    found = []
    for route in every(app):
        if route.method == "GET" and route.may in {"anyone", "member"} and not AWAY.search(route.path):
            fit = [value for value, where in known.items() if re.search(where, route.path)]
            found += [(route.filled(**dict.fromkeys(route.places, one)), one) for one in fit] if route.places else [(route.path, "")]
    words = [f"/{of}?{name}=cup" for of in ("search", "search/suggest", "api/search", "api/products") for name in ("q", "query")]
    found += [(one, "cup") for one in words] + [
        (f"{one}?view={view}", "") for one in ("/deals", "/api/deals") for view in ("coming", "ended")
    ]
    return [*found, *((f"/de{path}", one) for path, one in found if path.startswith(("/p/", "/sales/", "/c/", "/deals", "/club", "/t/")))]


async def test_a_sale_is_nowhere_for_anybody_else(app: Front, db: Database, client: httpx.AsyncClient) -> None:
    told_of = await told(db, client)
    wrong, inside = [], set()
    for path, value in addresses(app, told_of.known):
        for who in ("pass", "of the club"):
            told_of.enter(client, who)
            inside.update(leaks(await client.get(path), path, value))
        for who in OUTSIDERS:
            told_of.enter(client, who)
            answer = await client.get(path)
            if answer.status_code >= 500 or (found := leaks(answer, path, value)):
                wrong.append((who, path, answer.status_code, found))
    assert wrong == []
    assert inside >= {MARK, NIGHT, DIGEST, "13.79"}, "what is not found above could have been"
    async with db.reading() as read:
        rows = await read.rows("select topic, parts::text as parts from base.beside")
    own = f"product:{told_of.club.shop.product.id}"
    said = {(row["topic"] == own, one) for row in rows for one in (*NEEDLES, "private", "/sales/") if one in row["parts"].casefold()}
    assert said <= {(True, MARK)}, "of its own product what people say of it, and of the sale nothing"


async def test_no_part_beside_a_product_asks_by_what_a_club_is_known_by() -> None:
    """What is written down is shown to everybody who may see the product: nothing of it may hang on who belongs to what."""
    for part in BESIDE._parts.values():
        assert set(part.asks) <= NEVER, part.name
        assert "private_sales" not in part.panel.sql, part.name
        assert "permissions." not in part.panel.sql or "viewer" in part.asks, part.name
