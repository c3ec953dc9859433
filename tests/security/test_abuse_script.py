"""Scripts, markup and tricks of writing in every field that people fill; then every page, letter, feed and answer that shows them."""

import csv
import html
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.base.http.front import Front
from tests.security.hostile import MARK, NUMBER, World, browser, filled, ok

pytestmark = pytest.mark.anyio

TURNING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
COMPUTED = str(7919 * 7927)


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
