"""A shop whose every word was written by attackers: what they write, and where people write it."""

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import msgspec

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.base.http.front import Front
from stoa.base.http.visits import SESSION_COOKIE
from stoa.community import circles
from stoa.community.circles.model import Audience, Kind
from stoa.people.permissions.model import PersonId
from tests.community.circles.makers import as_member, handle_of
from tests.conftest import ORIGIN
from tests.people.sessions.makers import make_session
from tests.shop.checkout.makers import Shop

MARK = "zqx"
"""Stands in every attack, so that what became of it is found."""
MARKUP = [
    "<script>zqx()</script>",
    '"><zqx onload=zqx()>',
    "'><img src=zqx onerror=zqx()>",
    "</script><script>zqx()</script>",
    "</textarea></title></style></noscript><svg onload=zqx()>",
    "<svg><animate onbegin=zqx() attributeName=x dur=1s>",
    "<a href=javascript:zqx()>zqx</a>",
    "<iframe srcdoc='<script>zqx()</script>'>",
    "<math><mi xlink:href=javascript:zqx()>",
    "<!--><zqx>-->",
    "]]><zqx>",
    "<base href=//zqx.example>",
    "<meta http-equiv=refresh content=0;url=//zqx.example>",
    "<form action=//zqx.example><button formaction=javascript:zqx()>",
    "zqx{{ 7919 * 7927 }}{% include 'layout.html' %}{{ page }}",
    "zqx${7919*7927}#{7919*7927}<%= 7919*7927 %>",
    "zqx { $title } { -brand } { NUMBER(7) }",
    "zqx\\u003cscript\\u003ezqx()",
    "&lt;script&gt;zqx()&lt;/script&gt;&#60;zqx&#62;",
    "zqx\u2028\u2029</ScRiPt\n><ScRiPt\n>zqx()",
    "＜script＞zqx()＜/script＞",
    "` onmouseover=zqx() `",
    "javascript:zqx()//zqx",
    "=cmd|'/C zqx'!A1",
]
TRICKS = [
    "\u202ezqx\u202c",
    "\u2066zqx\u2069",
    "zqx\u200f\u200e",
    "\ufeffzqx",
    "zqx\x1b[31m\x07\x08",
    "\U0001f9ffzqx\U0001f468\u200d\U0001f469",
    "e\u0301zqx",
]
ATTACK = " ".join([*MARKUP, *TRICKS])
SHORT = ['"><zqx onx=1>', "<b>zqx</b>{{7919*7927}}", "\u202ezqx'><i x=\""]
NUMBER = iter(range(10**9))


def attack(most: int = 5_000, least: str = "") -> str:
    """Return as much of the attack as fits, with words that no other text has in common."""
    if most < len(ATTACK):
        return (SHORT[next(NUMBER) % 3] + least)[:most]
    return f"{least} {next(NUMBER)} {ATTACK}"


@asynccontextmanager
async def browser(app: Front, db: Database, person: PersonId | None = None) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN, headers={"origin": ORIGIN}) as client:
        if person is not None:
            async with db.writing() as tx:
                client.cookies.set(SESSION_COOKIE, await make_session(tx, person))
        yield client


class World(msgspec.Struct):
    """A shop whose every word was written by attackers, and those who look at it."""

    shop: Shop
    author: PersonId
    friend: PersonId
    host: PersonId
    pages: list[str]


def ok(answer: httpx.Response) -> httpx.Response:
    assert answer.status_code in {200, 201, 204, 303}, (answer.request.url, answer.status_code, answer.text[:2000])
    return answer


async def filled(app: Front, db: Database, world: World) -> None:
    """Fill every field that people fill, by pages and by API, as guests, members and hosts."""
    handle, variant = world.shop.product.handle, ids.show("var", world.shop.variant)
    pages = world.pages
    pages += ["/", "/talk", "/rules", "/reviews/ledger", "/search?q=zqx", f"/p/{handle}", f"/p/{handle}/reviews", f"/p/{handle}/questions"]
    async with browser(app, db) as guest, browser(app, db, world.author) as author, browser(app, db, world.host) as host:
        ok(await author.post("/account/showing/page", data={"byline": "<b>zqx</b>", "about": attack(280)}))
        async with db.writing() as tx:
            for kind in Kind:
                await circles.show(tx, as_member(world.author), kind, Audience.EVERYONE)
            pages.append(f"/people/{await handle_of(tx, world.author)}")
        review = {"rating": "4", "title": attack(100), "text": attack(4_900), "name": attack(60), "email": "mo@example.com"}
        pages.append(ok(await guest.post(f"/p/{handle}/review", data=review)).headers["location"])
        made = ok(
            await author.post(f"/api/products/{handle}/reviews", json={"rating": 2, "title": attack(100), "text": attack(4_900)})
        ).json()
        pages += [f"/reviews/{made['id']}", f"/reviews/{made['id']}/edit"]
        ok(await author.patch(f"/api/reviews/{made['id']}", json={"text": attack(4_900)}))
        ok(await host.post(f"/desk/reviews/{made['id']}/reply", data={"text": attack(2_900)}))
        asked = ok(await author.post(f"/p/{handle}/questions", data={"text": attack(300, "Does it hold?"), "insist": "yes"}))
        question = re.search(r"que_\w+", asked.headers["location"])
        assert question is not None
        pages += [f"/questions/{question[0]}", f"/questions/suggest?product={ids.show('prd', world.shop.product.id)}&q=zqx"]
        ok(
            await guest.post(
                f"/p/{handle}/questions",
                data={"text": attack(300, "Is it wide?"), "name": attack(60), "email": "mo@example.com", "insist": "yes"},
            )
        )
        for who in (guest, host):
            said = {"text": attack(1_900), "name": attack(60)}
            ok(await who.post(f"/questions/{question[0]}/answers", data=said))
        topic = {"kind": "question", "title": attack(100), "text": attack(4_000), "question": attack(190, "Which one?")}
        ok(await author.post("/talk/proposal", data=topic))
        async with db.reading() as read:
            row = await read.row("select id, handle from discussions.topic")
        ok(await host.post(f"/desk/community/talk/{ids.show('top', row['id'])}/proposal", data={"do": "open"}))
        pages.append(f"/talk/t/{row['handle']}")
        ok(await author.post(f"/talk/t/{row['handle']}/posts", data={"text": f"/p/{handle} {attack(3_000)} /p/{SHORT[0]}"}))
        made = ok(await author.post("/account/lists", data={"title": attack(100), "kind": "registry"}))
        at = made.headers["location"]
        given = {
            "title": attack(100),
            "message": attack(1_900),
            "recipient": attack(70),
            "kind": "registry",
            "view": "all",
            "on_page": "yes",
        }
        ok(await author.post(f"{at}/settings", data=given))
        ok(await author.put(f"/api/lists/{at.rpartition('/')[2]}/entries/{variant}", json={"note": attack(480)}))
        ok(await author.post(f"{at}/share", data={}))
        async with db.reading() as read:
            secret = await read.value("select secret from wish_lists.list where secret is not null")
            entry = ids.show("ent", await read.value("select id from wish_lists.entry"))
        gift = re.search(rf"/l/{secret}/entries/\w+", html.unescape(ok(await guest.get(f"/l/{secret}")).text))
        assert gift is not None
        pages += [at, f"{at}/settings", f"{at}/entries/{entry}", f"/l/{secret}", gift[0], "/account/lists"]
        ok(await guest.post(gift[0], data={"name": attack(60), "how": "promise"}))
        await reported(app, db, world, guest, host)
    await jobs.drain(db)


async def reported(app: Front, db: Database, world: World, guest: httpx.AsyncClient, host: httpx.AsyncClient) -> None:
    """Report what was written with attacks, take one away for a reason that is one, appeal with another."""
    async with db.reading() as read:
        pieces = await read.rows("select kind, id, author from moderation.piece where state = 'published' order by kind, id")
    assert {row["kind"] for row in pieces} >= {"review", "question", "answer", "topic", "post", "member", "review_reply"}
    for row in pieces:
        body = {"rule": "insult", "note": attack(1_900), "name": attack(100), "email": f"eve{next(NUMBER)}@example.com"}
        sent = ok(await guest.post(f"/report/{row['kind']}/{ids.show('pie', row['id'])}", data=body))
        world.pages.append(sent.headers["location"])
        world.pages.append(f"/report/{row['kind']}/{ids.show('pie', row['id'])}")
    ok(
        await host.post(
            "/desk/community/rules",
            data={
                "code": "zqx",
                "title-en": attack(80),
                "text-en": attack(400),
                "title-de": "x",
                "text-de": "x",
                "severity": "2",
                "position": "5",
                "in_force": "yes",
            },
        )
    )
    ok(
        await host.post(
            "/desk/community/collections", data={"handle": "zqx", "title-en": attack(80), "title-de": attack(80), "about-en": attack(280)}
        )
    )
    await host.post("/desk/community/links", data={"domain": "zqx.example", "note": attack(100)})
    first = pieces[0]
    ok(await host.post(f"/desk/community/forward/{first['kind']}/{ids.show('pie', first['id'])}", data={"verb": "collect", "to": "zqx"}))
    world.pages.append("/collected/zqx")
    async with db.reading() as read:
        case = await read.row(
            "select c.id, p.version, p.author from moderation.case_ c join moderation.piece p on p.id = c.piece_id and p.kind = c.kind where p.kind = 'review' and p.author is not null limit 1"
        )
    at = f"/desk/community/queue/{ids.show('cas', case['id'])}"
    await host.post(f"{at}/lease", data={})
    ok(await host.post(f"{at}/decision", data={"verdict": "removed", "rule": "zqx", "fact": attack(400), "version": str(case["version"])}))
    async with browser(app, db, case["author"]) as author:
        async with db.reading() as read:
            decision = ids.show("dec", await read.value("select id from moderation.decision where verdict = 'removed'"))
        ok(await author.post(f"/decisions/{decision}/appeal", data={"text": attack(1_900)}))
        world.pages.append(f"/decisions/{decision}")
    async with db.reading() as read:
        appeal = ids.show("apl", await read.value("select id from moderation.appeal"))
        cases = [ids.show("cas", row["id"]) for row in await read.rows("select id from moderation.case_")]
    desk = "/desk/community"
    world.pages += [
        f"{desk}{rest}"
        for rest in (
            "",
            "/queue",
            "/decisions",
            "/appeals",
            "/rules",
            "/rules/zqx",
            "/links",
            "/people",
            "/collections",
            "/talk",
            "/questions",
        )
    ]
    world.pages += [f"{desk}/appeals/{appeal}", f"{desk}/decisions/{decision}", *[f"{desk}/queue/{one}" for one in cases]]
    world.pages += [
        "/desk/reviews",
        "/desk/questions",
        "/desk/audit",
        "/account/reviews",
        "/account/questions",
        "/account/talk",
        "/account/circle",
        "/account/showing",
        "/account/showing/page",
        "/account/decisions",
    ]
