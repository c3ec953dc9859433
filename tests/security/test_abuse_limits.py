"""Going around the limits of how often somebody may write: by the API beside the page, by other addresses, by many cookies."""

from collections.abc import AsyncIterator

import httpx
import msgspec
import pytest

from stoa.app import wiring
from stoa.app.settings import Settings
from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.front import Front
from stoa.community.discussions.model import Topic
from stoa.community.discussions.web.opened import TO_PROPOSE, TO_WRITE
from stoa.community.questions.web.opened import TO_ANSWER, TO_ASK
from stoa.community.reviews.web.opened import TO_WRITE as TO_REVIEW
from stoa.people.permissions.model import Role
from stoa.shop.catalog.model import Product
from tests.community.discussions.makers import make_topic
from tests.community.questions.makers import make_question, make_thing
from tests.community.reviews.makers import a_member, make_review
from tests.conftest import ORIGIN
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio


@pytest.fixture
def limited(db: Database, settings: Settings) -> Front:
    return wiring.build(msgspec.structs.replace(settings, database_url=db.url, rate_limits=True), db)


def browser(app: Front, address: str = "192.0.2.1") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=app, client=(address, 1))
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"origin": ORIGIN})


@pytest.fixture
async def client(limited: Front) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(limited) as client:
        yield client


@pytest.fixture
async def thing(db: Database) -> Product:
    async with db.writing() as tx:
        return await make_thing(tx)


@pytest.fixture
async def topic(db: Database) -> Topic:
    async with db.writing() as tx:
        return await make_topic(tx)


async def test_posts_by_page_and_by_api_are_counted_together(client: httpx.AsyncClient, db: Database, topic: Topic) -> None:
    await sign_in(client, db)
    statuses = []
    for number in range(TO_WRITE.burst + 1):
        if number % 2:
            answer = await client.post(f"/api/topics/{topic.handle}/posts", json={"text": f"My cup number {number}", "language": "en"})
        else:
            answer = await client.post(f"/talk/t/{topic.handle}/posts", data={"text": f"My cup number {number}"})
        statuses.append(answer.status_code)
    assert statuses[-1] == 429
    assert 429 not in statuses[:-1]


async def test_topics_are_proposed_five_times_a_day(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    body = {"kind": "guide", "text": "Which cup keeps tea hot for longest, and why?", "language": "en"}
    answers = [await client.post("/api/topics", json={**body, "title": f"Cups and tea, part {n}"}) for n in range(TO_PROPOSE.burst + 1)]
    assert [one.status_code for one in answers] == [201] * TO_PROPOSE.burst + [429]
    async with db.reading() as read:
        assert await read.value("select count(*) from discussions.topic") == TO_PROPOSE.burst


async def test_a_review_is_not_changed_all_day(client: httpx.AsyncClient, db: Database, thing: Product) -> None:
    person = await sign_in(client, db)
    async with db.writing() as tx:
        review = ids.show("rev", await make_review(tx, thing, by=a_member(person)))
    statuses = [(await client.patch(f"/api/reviews/{review}", json={"rating": 1 + n % 5})).status_code for n in range(TO_REVIEW.burst + 1)]
    assert statuses == [200] * TO_REVIEW.burst + [429]


async def test_links_are_not_tried_all_day(client: httpx.AsyncClient) -> None:
    statuses = [
        (await client.post(f"/api/answer-links/{n:032d}", json={"text": "Yes, it does."})).status_code for n in range(TO_ANSWER.burst + 1)
    ]
    assert statuses[-1] == 429
    assert set(statuses[:-1]) <= {404, 410}


@pytest.mark.parametrize("address", ["2001:db8:1:2::{:x}", "192.0.2.1"])
async def test_a_network_writes_no_more_than_a_person(limited: Front, thing: Product, address: str) -> None:
    """New cookies, another mail address and another IPv6 address of the same line do not help."""
    statuses = []
    for number in range(TO_ASK.burst + 1):
        async with browser(limited, address.format(number + 1)) as fresh:
            fresh.cookies.set("stoa_cart", str(ids.new()))
            body = {"text": f"Does it hold {number + 2} cups of tea?", "name": "", "email": f"mo{number}@example.com"}
            statuses.append((await fresh.post(f"/api/products/{thing.handle}/questions", json=body)).status_code)
    assert statuses == [201] * TO_ASK.burst + [429]


async def test_a_mailbox_is_not_filled_by_spelling_it_otherwise(limited: Front, db: Database, thing: Product) -> None:
    async with db.writing() as tx:
        for number in range(8):
            await make_question(tx, thing, f"Is it number {number} of the row?")
    statuses = []
    for number in range(8):
        async with browser(limited, f"198.51.100.{number}") as fresh:
            email = "".join(c.upper() if number >> place & 1 else c for place, c in enumerate("victim")) + "@example.com"
            answer = await fresh.post(
                f"/api/products/{thing.handle}/questions", json={"text": f"Is it number {number} of the row?", "email": email}
            )
            statuses.append(answer.status_code)
    assert statuses[6:] == [429, 429]


async def test_a_forwarded_for_that_a_visitor_writes_is_not_believed(limited: Front, thing: Product) -> None:
    statuses = []
    async with browser(limited) as client:
        for number in range(TO_ASK.burst + 1):
            headers = {"x-forwarded-for": f"203.0.113.{number}", "forwarded": f"for=203.0.113.{number}", "x-real-ip": f"203.0.113.{number}"}
            body = {"text": f"Does it hold {number + 2} cups of tea?"}
            statuses.append((await client.post(f"/api/products/{thing.handle}/questions", json=body, headers=headers)).status_code)
    assert statuses[-1] == 429


async def test_staff_are_counted_as_people(client: httpx.AsyncClient, db: Database, thing: Product) -> None:
    await sign_in(client, db, Role.HOST)
    body = {"text": "Does it hold tea?"}
    statuses = [
        (await client.post(f"/api/products/{thing.handle}/questions", json={**body, "text": f"Does it hold {n + 2} cups?"})).status_code
        for n in range(TO_ASK.burst + 1)
    ]
    assert statuses[-1] == 429
