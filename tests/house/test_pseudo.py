"""The pseudo-language shows every text that was left out: on no page stands a word that is neither data nor from a language file."""

import re
from html.parser import HTMLParser

import httpx
import pytest

from stoa.app.demo import seeding
from stoa.app.demo.cast import CAST
from stoa.base.database import Database
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people.permissions.model import PersonId
from tests.people.sessions.makers import make_session

WORD = re.compile(r"[A-Za-z]*[aceinosuyzACEINOSUYZ][A-Za-z]*")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SPANS = ["second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"]
NAMES = {
    *MONTHS, *DAYS, *SPANS, *(name[:3] for name in (*MONTHS, *DAYS)),
    "English", "Deutsch", "Pseudo",  # languages are named in themselves
    "Stoa", "Firefox", "Linux",  # the shop, and the browser somebody came with
}  # fmt: skip
SHOP = [
    "/",
    "/c/kitchen",
    "/search?query=mug",
    "/search?query=zzzz",
    "/p/oak-board",
    "/p/stoneware-mug",
    "/p/oak-board/questions",
    "/p/oak-board/question?q=Is+it+oak",
    "/talk",
    "/cart",
    "/sign-in",
    "/sign-up",
    "/withdraw",
    "/p/oak-board/reviews",
    "/p/oak-board/review",
    "/reviews/method",
    "/reviews/ledger?check=1",
    "/deals",
    "/demo",
    "/club",
    "/nowhere",
]
MEMBER = [
    "/account",
    "/account/orders",
    "/account/addresses",
    "/account/details",
    "/account/security",
    "/account/circle",
    "/account/showing",
    "/account/showing/page",
    "/account/questions",
    "/account/talk",
    "/talk/proposal",
]
DESK = [
    "/desk",
    "/desk/orders",
    "/desk/jobs",
    "/desk/customers",
    "/desk/offers",
    "/desk/returns",
    "/desk/mails",
    "/desk/shipping",
    "/desk/reviews",
    "/desk/reviews/settings",
    "/desk/questions",
    "/desk/sales",
]


class Texts(HTMLParser):
    """Collects what a page says: its text, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "code", "pre", "time", "kbd", "option"}:
            self._inside.append(tag)
        self.found += [value for name, value in attrs if name in {"aria-label", "placeholder", "title", "alt"} and value]

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside and data.strip():
            self.found.append(data)


@pytest.fixture
async def data(db: Database) -> set[str]:
    """Every word of the demo shop's data."""
    await seeding.fill(db, lambda _words, _done, _total: None)
    words: set[str] = set()
    async with db.reading() as read:
        for table in ("catalog.product", "catalog.product_text", "catalog.category_text", "catalog.collection_text", "catalog.picture",
                      "catalog.variant", "pricing.market", "pricing.offer", "pricing.tax_rate", "shipping.zone", "shipping.rate", "shipping.point",
                      "accounts.person", "orders.order", "orders.line", "profiles.address", "circles.member", "reviews.review", "reviews.reply",
                      "reviews.aspect", "moderation.rule", "moderation.collection", "questions.question", "questions.answer", "questions.request", "discussions.topic", "discussions.post", "wish_lists.list",
                      "private_sales.club", "private_sales.tier", "private_sales.sale"):  # fmt: skip
            for row in await read.rows(f"select t::text as text from {table} t"):
                words.update(WORD.findall(row["text"]))
        for row in await read.rows("select subject as text from mail.letter"):
            words.update(WORD.findall(row["text"]))
    return words | {word for one in CAST.values() for word in WORD.findall(f"{one.name} {one.email}")}


def left_out(page: str, data: set[str]) -> set[str]:
    parser = Texts()
    parser.feed(page)
    return {
        text.strip()
        for text in parser.found
        if any(word not in data and word not in NAMES and len(word) > 3 for word in WORD.findall(text))
    }


async def test_no_text_is_left_out(client: httpx.AsyncClient, db: Database, data: set[str]) -> None:
    found: dict[str, set[str]] = {}

    async def look(paths: list[str]) -> None:
        for path in paths:
            answer = await client.get(f"/xx{path}", follow_redirects=True)
            assert answer.status_code in {200, 404}, path
            found[path] = left_out(answer.text, data)

    await look(SHOP)
    async with db.writing() as tx:
        person = await tx.value("select id from accounts.person where email = $1", CAST["shopper"].email)
        client.cookies.set(SESSION_COOKIE, await make_session(tx, PersonId(person)))
    await look(MEMBER)
    async with db.writing() as tx:
        person = await tx.value("select id from accounts.person where email = $1", CAST["merchant"].email)
        client.cookies.set(SESSION_COOKIE, await make_session(tx, PersonId(person)))
    await look(DESK)
    assert {path: texts for path, texts in found.items() if texts} == {}
