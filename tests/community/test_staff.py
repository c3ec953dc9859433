"""Who works for the shop hosts what customers say, and has no voice in it: no review, no vote, and what they say is labelled as the shop's."""

import json
import re

import httpx
import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Database, Reading, Writing
from stoa.community import discussions, questions, reviews
from stoa.community.discussions.model import Kind, NewPost, NewTopic
from stoa.community.moderation.model import StaffStayOut
from stoa.community.reviews import asking, jobs, reactions, store
from stoa.community.reviews.model import Change, New
from stoa.people import sessions
from stoa.people.permissions.model import SYSTEM, Role, Visitor, granted
from stoa.shop.orders.model import OrderDelivered
from tests.community.circles.makers import make_member
from tests.community.questions.makers import make_answer, make_question, make_thing, member
from tests.community.reviews.makers import a_member, make_delivered, make_owner, make_review
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import sign_in
from tests.shop.catalog.makers import make_mug

pytestmark = pytest.mark.anyio
STAFF = [Role.HOST, Role.AGENT, Role.MERCHANT, Role.ADMIN]


def _a_key() -> Visitor:
    return Visitor(key="key_1", name="Warehouse", permissions=frozenset({"stock.edit"}))


@pytest.mark.parametrize("role", STAFF)
async def test_staff_neither_review_nor_vote_and_may_take_back_what_they_said_before(tx: Writing, role: Role) -> None:
    product = await make_mug(tx)
    buyer, _ = await make_owner(tx, product)
    other = await make_review(tx, await make_mug(tx))
    await reviews.vote(tx, buyer, other, helpful=True)
    own = await reviews.write(tx, buyer, New(product_id=product.id, rating=5))
    await tx.run("update accounts.person set roles = roles || $2::text[] where id = $1", buyer.person, [role.value])
    hired = a_member(buyer.member, role)
    with pytest.raises(StaffStayOut):
        await reviews.write(tx, hired, New(product_id=(await make_mug(tx)).id, rating=5))
    with pytest.raises(StaffStayOut):
        await reviews.edit(tx, hired, own.id, Change(rating=1))
    with pytest.raises(StaffStayOut):
        await reviews.vote(tx, hired, other, helpful=False)
    thing = await make_thing(tx)
    answer = await make_answer(tx, await make_question(tx, thing))
    with pytest.raises(StaffStayOut):
        await questions.vote(tx, hired, answer, True)
    assert await tx.value("select count(*) from questions.vote") == 0
    assert (await reviews.vote(tx, hired, other, helpful=None)).helpful == 0
    await reviews.withdraw(tx, hired, own.id)
    assert await store.of_author(tx, hired.member, product.id) is None


async def test_a_program_with_a_key_has_no_voice_either(tx: Writing) -> None:
    product = await make_mug(tx)
    with pytest.raises(StaffStayOut):
        await reviews.write(tx, _a_key(), New(product_id=product.id, rating=5, name="Ada", email="ada@example.com"))
    topic = await discussions.open_topic(
        tx,
        msgspec.structs.replace(_a_key(), permissions=granted([Role.HOST])),
        NewTopic(kind=Kind.GUIDE, title="Which mug", text="Any.", language="en"),
    )
    assert topic.official


async def test_a_letter_makes_no_customer_of_staff(tx: Writing) -> None:
    """Neither are they asked, nor does the link of a letter from before they were hired give them a voice."""
    product = await make_mug(tx)
    person = await make_person(tx)
    email = await tx.value("select email from accounts.person where id = $1", person)
    order = await make_delivered(tx, product, person_id=person, email=email)
    owned = await store.owned_by(tx, person, product.id)
    assert owned is not None
    await reactions.plan_to_ask(tx, OrderDelivered(about=order.id, lines={order.lines[0].id: 1}))
    await tx.run("update accounts.person set roles = '{shopper,agent}' where id = $1", person)
    with pytest.raises(StaffStayOut):
        await reviews.write(tx, Visitor(), New(product_id=product.id, rating=5), owned)
    tx.now += asking.LINK_LASTS / 6
    await jobs.ask(tx, {})
    assert await tx.value("select count(*) from mail.letter") == 0


async def _said(tx: Writing, role: Role) -> tuple[str, str, str, str]:
    """Return the handle of a topic of staff in which staff and a member wrote, the ids of the two posts, and the member of staff's name."""
    host = await member(tx, role, name="Theodora Quill")
    topic = await discussions.open_topic(tx, host, NewTopic(kind=Kind.GUIDE, title="Which mug for tea", text="It depends.", language="en"))
    mine, _ = await discussions.post(tx, host, topic.id, NewPost(text="I own three of these, best in class.", language="en"))
    theirs, _ = await discussions.post(tx, a_member(await make_member(tx, "Ada L.")), topic.id, NewPost(text="Mine leaks.", language="en"))
    return topic.handle, ids.show("pst", mine), ids.show("pst", theirs), "Theodora"


@pytest.mark.parametrize("role", STAFF)
async def test_what_staff_say_in_topics_is_the_shops_everywhere(client: httpx.AsyncClient, db: Database, role: Role) -> None:
    async with db.writing() as tx:
        handle, mine, theirs, name = await _said(tx, role)
    told = (await client.get(f"/api/topics/{handle}")).json()
    assert (told["official"], told["author"]) == (True, "")
    assert {one["id"]: (one["official"], one["author"]) for one in told["posts"]} == {mine: (True, ""), theirs: (False, "Ada L.")}
    page = (await client.get(f"/talk/t/{handle}")).text
    assert name not in page
    assert page.count("voice-official") == 1
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    facts = json.loads(found[1])
    assert [facts["author"]["@type"], *(one["author"]["@type"] for one in facts["comment"])] == ["Organization", "Organization", "Person"]
    report = (await client.get(f"/report/post/{mine}")).text
    assert name not in report


async def test_a_post_of_staff_has_no_owners_badge(tx: Writing) -> None:
    thing = await make_thing(tx)
    host = await member(tx, Role.HOST)
    topic = await discussions.open_topic(
        tx, host, NewTopic(kind=Kind.GUIDE, title="Which mug for tea", text=f"Take /p/{thing.handle}", language="en")
    )
    await make_delivered(tx, thing, person_id=host.member)
    await discussions.post(tx, host, topic.id, NewPost(text="I own it.", language="en"))
    [shown] = (await discussions.find(tx, topic.handle)).posts.items
    assert (shown.official, shown.owned) == (True, [])


async def _votes(read: Reading) -> int:
    found: int = await read.value("select (select count(*) from reviews.vote) + (select count(*) from reviews.review)")
    return found


@pytest.mark.parametrize("role", STAFF)
async def test_pages_and_api_say_so(client: httpx.AsyncClient, db: Database, role: Role) -> None:
    async with db.writing() as tx:
        product = await make_mug(tx)
        review = await make_review(tx, product)
        _, secret = await sessions.make_key(tx, SYSTEM, "Helper", ["customers.read"])
    shown = ids.show("rev", review)
    headers = {"Authorization": f"Bearer {secret}"}
    by_key = await client.post(
        f"/api/products/{product.handle}/reviews", json={"rating": 5, "name": "A", "email": "a@b.example"}, headers=headers
    )
    assert (by_key.status_code, by_key.json()["code"]) == (403, "staff_stay_out")
    await sign_in(client, db, role)
    for answered in (
        await client.post(f"/api/products/{product.handle}/reviews", json={"rating": 5}),
        await client.put(f"/api/reviews/{shown}/vote", json={"helpful": False}),
    ):
        assert (answered.status_code, answered.json()["code"]) == (403, "staff_stay_out")
    form = await client.get(f"/p/{product.handle}/review")
    assert form.status_code == 403
    assert "You work for this shop" in form.text
    assert (await client.post(f"/p/{product.handle}/review", data={"rating": "5"})).status_code == 403
    german = await client.get(f"/de/p/{product.handle}/review")
    assert "Sie arbeiten für diesen Shop" in german.text
    async with db.reading() as read:
        assert await _votes(read) == 1
