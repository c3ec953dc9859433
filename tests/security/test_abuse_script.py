"""Scripts, markup and tricks of writing in every field that people fill; then every page, letter, feed and answer that shows them."""

import csv
import html
import io
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import httpx
import msgspec
import pytest

from stoa.app.api.document import document
from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.base.http.front import Front
from stoa.base.http.visits import SESSION_COOKIE
from stoa.community import circles
from stoa.community.circles.model import Audience, Kind
from stoa.community.moderation import checks
from stoa.people.permissions.model import PersonId, Role
from tests.community.circles.makers import as_member, handle_of, make_friends
from tests.conftest import ORIGIN
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.security import bodies
from tests.security.routes import UNSAFE, Route, every
from tests.shop.checkout.makers import Shop, make_shop

pytestmark = pytest.mark.anyio

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
TURNING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
COMPUTED = str(7919 * 7927)
ATTACK = " ".join([*MARKUP, *TRICKS])
SHORT = ['"><zqx onx=1>', "<b>zqx</b>{{7919*7927}}", "\u202ezqx'><i x=\""]
NUMBER = iter(range(10**9))


def attack(most: int = 5_000, least: str = "") -> str:
    """Return as much of the attack as fits, with words that no other text has in common."""
    if most < len(ATTACK):
        return (SHORT[next(NUMBER) % 3] + least)[:most]
    return f"{least} {next(NUMBER)} {ATTACK}"


class Read(HTMLParser):
    """A page as a browser reads it: what in it came from an attack and is more than text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.data: list[str] = []
        self._kind = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._kind = tag if tag in {"script", "style"} else ""
        if tag in {"zqx", "iframe", "base", "math", "animate", "object", "embed"} or MARK in tag:
            self.found.append(f"<{tag}>")
        if tag == "script" and "src" not in given and given.get("type") not in {"application/ld+json", "application/json"}:
            self.found.append("a script")
        if tag == "meta" and given.get("http-equiv"):
            self.found.append("a meta refresh")
        for name, value in given.items():
            if name.startswith("on") or MARK in name or name in {"srcdoc", "xlink:href"}:
                self.found.append(f"<{tag} {name}>")
            if name in {"href", "src", "action", "formaction", "srcset", "data-fragment"} and re.match(
                r"\s*(javascript|data|vbscript)\s*:|\s*//|.*//zqx", value or "", re.IGNORECASE
            ):
                self.found.append(f"<{tag} {name}={value}>")
            if name == "style" and value and MARK in value:
                self.found.append(f"<{tag} style={value}>")
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))

    def handle_endtag(self, tag: str) -> None:
        self._kind = ""

    def handle_data(self, data: str) -> None:
        (self.data if self._kind == "script" else self.text).append(data)
        if self._kind == "style" and MARK in data:
            self.found.append("a style")


def wrong_in(page: str) -> list[str]:
    """Return what an attack became in a page, beside text."""
    read = Read()
    read.feed(page)
    found = list(read.found)
    if TURNING.search(html.unescape(page).replace("\u200f", "") if 'lang="pseudo"' in page else html.unescape(page)):
        found.append(f"turning characters {TURNING.findall(html.unescape(page))[:3]!r}")
    if COMPUTED in page:
        found.append("a template was computed")
    for data in read.data:
        if data.strip():
            json.loads(data)
    return found


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


@pytest.fixture
async def world(app: Front, db: Database, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(checks, "copies", lambda *_: (0, 0, False))  # the same attack everywhere would wait for a host
    async with db.writing() as tx:
        shop = await make_shop(tx)
        author, friend = await make_person(tx), await make_person(tx)
        host = await make_person(tx, roles=frozenset({Role.HOST, Role.ADMIN, Role.MERCHANT}))
        await make_friends(tx, author, friend)
    return World(shop, author, friend, host, [])


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


async def test_no_field_becomes_more_than_text_on_any_page(app: Front, db: Database, world: World) -> None:
    await filled(app, db, world)
    seen, wrong, shown = set(), [], 0
    for person in (None, world.author, world.friend, world.host):
        async with browser(app, db, person) as client:
            waiting = [prefix + path for path in world.pages for prefix in ("", "/de")]
            while waiting:
                path = waiting.pop()
                if (person, path) in seen or not path.startswith("/") or path.startswith("/assets"):
                    continue
                seen.add((person, path))
                answer = await client.get(path)
                if answer.status_code >= 500:
                    wrong.append((path, [f"status {answer.status_code}"]))
                if not answer.headers.get("content-type", "").startswith("text/html"):
                    continue
                found = wrong_in(answer.text)
                shown += MARK in answer.text
                if found:
                    wrong.append((person, path, found))
                read = Read()
                read.feed(answer.text)
                if path in world.pages:  # one step further, to what nobody named
                    waiting += [link.partition("#")[0] for link in read.links if "sign-out" not in link and not link.startswith("http")]
    assert wrong == []
    assert shown > 120
    assert len(seen) > 250


FORMULAS = "=+-@"
KINDS = {"xml": "application/xml", "csv": "text/csv", "jsonl": "application/jsonl"}


async def test_letters_and_files_and_answers_hold_text_alone(app: Front, db: Database, world: World) -> None:
    await filled(app, db, world)
    async with browser(app, db) as guest:
        for first in FORMULAS:
            said = {
                "rating": "3",
                "title": f"{first}1+1",
                "text": f"{first}HYPERLINK(1) {next(NUMBER)}",
                "name": f"{first}zqx",
                "email": "mo@example.com",
            }
            ok(await guest.post(f"/p/{world.shop.product.handle}/review", data=said))
    await jobs.drain(db)
    async with db.reading() as read:
        letters = await read.rows("select template, subject, text, html from mail.letter")
    assert {row["template"] for row in letters} >= {"moderation/report_taken", "questions/answered"}
    for row in letters:
        assert "\n" not in row["subject"]
        assert "\r" not in row["subject"]
        read_ = Read()
        read_.feed(row["html"])
        assert read_.found == [], row["template"]
        assert not TURNING.search(html.unescape(row["html"]) + row["text"] + row["subject"]), row["template"]
        assert COMPUTED not in row["html"] + row["text"]
    handle = world.shop.product.handle
    async with browser(app, db, world.host) as host:
        for path in (
            f"/api/products/{handle}/reviews",
            f"/api/products/{handle}/questions",
            "/api/topics",
            "/api/rules",
            "/api/admin/moderation/queue",
            "/api/admin/reviews",
        ):
            answer = await host.get(path)
            assert answer.headers["content-type"].startswith("application/json"), path
            assert not TURNING.search(json.dumps(answer.json(), ensure_ascii=False)), path
            assert COMPUTED not in answer.text
        for path in ("/feeds/reviews.google.xml", "/feeds/reviews.meta.csv", "/sitemap.xml", "/reviews/ledger.jsonl"):
            answer = await host.get(path)
            assert (path, answer.status_code, answer.headers["content-type"].partition(";")[0]) == (
                path,
                200,
                KINDS[path.rpartition(".")[2]],
            )
            assert COMPUTED not in answer.text
            if path.endswith("xml"):
                elements = {one.tag.rpartition("}")[2] for one in ET.fromstring(answer.text).iter()}  # noqa: S314 - our own
                assert not {"zqx", "script", "svg"} & elements
            if path.endswith("csv"):  # what people wrote, to the letter: who opens it in a spreadsheet must say that it is text
                cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
                assert {f"{first}1+1" for first in FORMULAS} <= set(cells)


FIELDS = ["text", "title", "name", "email", "note", "message", "recipient", "question", "byline", "about", "reply", "category",
    "kind", "rule", "fact", "why", "verdict", "outcome", "handle", "code", "domain", "to", "into", "variant", "product", "list", "entry", "quantity",
    "rating", "language", "stars", "helpful", "on", "do", "how", "view", "date", "address", "payment", "amount", "version", "severity",
    "position", "uses", "audience", "aspect:fit", "context:x", "cursor", "key", "q", "title-en", "text-de", "priority", "below",
    "state", "reason", "tax_mode", "currency", "price", "country", "zone", "description", "sku", "postcode", "city", "line1", "company"]  # fmt: skip
NASTY = [
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff x",
    "\uffff",
    "9" * 400,
    "-1",
    "1e999",
    "NaN",
    "\U0010ffff",
    "a" * 100_000,
    "%00",
    "٣",
    "\n\r\n",
    "'",
    "\\",
    "::1",
    "null",
]


def _as_body(route: Route, nasty: str) -> dict[str, Any]:
    """Return it in every text of the body that the call takes, as a program sends it."""
    body = bodies.of(document(), route.method, re.sub(r":\w+", "", route.path), nasty)
    content = b"" if body is None else json.dumps(body).encode("utf-8", "replace")
    return {"content": content, "headers": {"content-type": "application/json"}}


def _as_form(nasty: str) -> dict[str, Any]:
    """Return the same in every field, as a browser sends it."""
    content = urlencode(dict.fromkeys(FIELDS, nasty.encode("utf-8", "replace").decode())).encode()
    return {"content": content, "headers": {"content-type": "application/x-www-form-urlencoded"}}


@pytest.mark.timeout(600)  # every handler with every text
@pytest.mark.parametrize("role", [None, Role.ADMIN])
async def test_no_form_and_no_body_breaks_a_handler(app: Front, db: Database, world: World, role: Role | None) -> None:
    """NUL, halves of letters, huge numbers, in every field of every handler: refused with words, or taken; never a fault."""
    wrong = []
    person = None if role is None else world.host
    known = {"handle": world.shop.product.handle}
    forms = [_as_form(one) for one in NASTY]
    async with browser(app, db, person) as client:
        for route in every(app):
            if person is not None:  # whatever the last one ended
                async with db.writing() as tx:
                    client.cookies.set(SESSION_COOKIE, await make_session(tx, person))
            for number, nasty in enumerate(NASTY):
                if route.method in UNSAFE:
                    sent = _as_body(route, nasty) if route.path.startswith("/api/") else forms[number]
                else:
                    names = FIELDS if route.query is None else sorted(route.query)
                    sent = {"params": dict.fromkeys(names, nasty.encode("utf-8", "replace").decode()[:200])}
                answer = await client.request(route.method, route.filled(**known), **sent)
                if answer.status_code >= 500:
                    wrong.append((route, nasty[:20], answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("nasty", ["\\u0000", "\\ud800", "\\udc00\\ud800", "\\uffff"])
async def test_a_program_sends_half_a_letter(app: Front, db: Database, world: World, nasty: str) -> None:
    """Words that are read strictly elsewhere: as JSON's own escapes, in the fields that there are."""
    wrong = []
    handle = world.shop.product.handle
    bodies = {
        f"/api/products/{handle}/reviews": '{"rating": 3, "title": "%s", "text": "%s", "name": "%s", "email": "mo@example.com"}',
        f"/api/products/{handle}/questions": '{"text": "Does it hold tea %s?", "name": "%s"}',
        "/api/topics": '{"kind": "guide", "title": "About cups %s", "text": "%s", "language": "en"}',
        "/api/lists": '{"title": "%s", "message": "%s"}',
        "/api/reports": '{"kind": "review", "id": "rev_1", "rule": "spam", "note": "%s", "name": "%s"}',
    }
    async with browser(app, db, world.author) as client:
        for path, body in bodies.items():
            answer = await client.post(path, content=body.replace("%s", nasty), headers={"content-type": "application/json"})
            if answer.status_code >= 500:
                wrong.append((path, answer.status_code))
            assert (await client.get(f"/p/{handle}")).status_code == 200
    assert wrong == []
