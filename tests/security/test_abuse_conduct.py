"""Attacks by conduct: bombing, rings, puppets, brigades, forwarded links, decisions evaded. What each gains, in numbers."""

import html
import re
from datetime import timedelta

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.base.http.visits import SESSION_COOKIE
from stoa.community import moderation, questions, reviews
from stoa.community.discussions.model import MOST_PRODUCTS
from stoa.community.moderation.model import NoSuchDecision, Verdict
from stoa.community.moderation.report_model import AlreadyAppealed
from stoa.community.questions import owners
from stoa.community.questions.model import New as Question
from stoa.community.reviews import asking, rules, store
from stoa.community.reviews.jobs import refresh
from stoa.community.reviews.model import Basis, Change, New, OwnReview, ReviewedAlready, State
from stoa.people.permissions.model import PersonId
from stoa.people.sessions.model import GUEST
from stoa.shop.catalog.model import Product
from tests.community.discussions.makers import make_topic
from tests.community.moderation.makers import as_member, make_host
from tests.community.moderation.makers import make_member as a_visitor
from tests.community.questions.makers import make_answer, make_owner, make_question, make_thing
from tests.community.reviews.makers import a_member, make_delivered, make_review
from tests.community.reviews.makers import make_owner as a_buyer
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session, sign_in
from tests.shop.catalog.makers import make_mug

pytestmark = pytest.mark.anyio


@pytest.fixture
async def thing(db: Database) -> Product:
    async with db.writing() as tx:
        return await make_thing(tx)


async def score_of(tx: Writing, product: Product) -> float:
    await refresh(tx, {})
    return (await reviews.standings(tx, [product.id]))[product.id].score


@pytest.mark.parametrize("stars", [1, 5])
async def test_two_hundred_guests_in_a_night_hardly_move_a_score(tx: Writing, stars: int) -> None:
    """Review bombing, down and up: without an order their weeks count for an eightieth of everything else."""
    mug = await make_mug(tx)
    for number in range(12):
        buyer, _ = await a_buyer(tx, mug)
        await make_review(tx, mug, 4 if number % 3 else 3, by=buyer)
    before = await score_of(tx, mug)
    for _ in range(200):
        await make_review(tx, mug, stars)
    assert abs(await score_of(tx, mug) - before) < 0.1


async def test_a_ring_of_new_accounts_weighs_a_tenth(tx: Writing) -> None:
    mug, other = await make_mug(tx), await make_mug(tx, handle="other")
    puppet = a_member(await make_person(tx))
    ring = [a_member(await make_person(tx)) for _ in range(30)]
    review, second = await make_review(tx, mug, 5, by=puppet), await make_review(tx, other, 5, by=puppet)
    for voter in ring:
        await reviews.vote(tx, voter, review, helpful=True)
        await reviews.vote(tx, voter, review, helpful=True)
        await reviews.vote(tx, voter, second, helpful=True)
    weights = {
        row["review_id"]: row["all"] for row in await tx.rows("select review_id, sum(weight)::float as all from reviews.vote group by 1")
    }
    assert weights[review] == pytest.approx(3.0)
    assert weights[second] == pytest.approx(1.5)  # for the same author again: half
    with pytest.raises(OwnReview):
        await reviews.vote(tx, puppet, review, helpful=True)


def test_a_ring_of_thirty_is_worth_three_who_are_trusted() -> None:
    facts = {"basis": Basis.NONE, "length": 0, "pictures": 0, "made_at": rules._BEGINNING}
    assert rules.merit(30 * 0.1, 0, **facts) == pytest.approx(rules.merit(3, 0, **facts))


async def test_what_was_sent_back_gives_no_badge_any_more(tx: Writing) -> None:
    """Buying and returning: afterwards one writes as anybody; what was written before stays, it was true when it was written."""
    mug, other = await make_mug(tx), await make_mug(tx, handle="other")
    person = await make_person(tx)
    for product in (mug, other):
        await make_delivered(tx, product, person_id=person)
    early = await make_review(tx, mug, 1, by=a_member(person))
    await tx.run("update orders.line set returned = quantity")
    late = await make_review(tx, other, 5, by=a_member(person))
    found = {one.id: one for one in await store.many(tx, [early, late])}
    assert (found[early].basis, found[late].basis) == (Basis.ORDER, Basis.NONE)
    await tx.run("update orders.line set returned = 0")


async def test_nobody_reviews_twice_by_two_ways(tx: Writing) -> None:
    """Signed in, and by the order's link without being signed in: one order makes one owner's review."""
    mug = await make_mug(tx)
    buyer, order = await a_buyer(tx, mug)
    [owned] = await store.owned_in(tx, order.id)
    await make_review(tx, mug, 5, by=buyer)
    for visitor in (buyer, GUEST):
        with pytest.raises(ReviewedAlready):
            await reviews.write(tx, visitor, New(product_id=mug.id, rating=5), owned)
    stranger = await reviews.write(tx, a_member(await make_person(tx)), New(product_id=mug.id, rating=5), owned)
    assert (await store.many(tx, [stranger.id]))[0].basis is Basis.NONE


async def test_what_is_edited_is_judged_again_and_its_stars_stay_readable(client: httpx.AsyncClient, db: Database, thing: Product) -> None:
    """Good words earn trust and votes, then they are exchanged for an advertisement."""
    person = await sign_in(client, db)
    async with db.writing() as tx:
        review = await make_review(tx, thing, 5, "Holds a lot and feels right in the hand.", by=a_member(person))
        assert (
            await reviews.edit(tx, a_member(person), review, Change(rating=1, title="", text="Holds little after all.")) is State.PUBLISHED
        )
        state = await reviews.edit(tx, a_member(person), review, Change(rating=1, title="", text="Buy at https://evil.example/cups now"))
        assert state is State.WAITING
    client.cookies.clear()
    assert (await client.get(f"/reviews/{ids.show('rev', review)}")).status_code == 404
    async with db.writing() as tx:
        await reviews.edit(tx, a_member(person), review, Change(rating=1, title="", text="Holds little after all, I mean it."))
        assert (await store.many(tx, [review]))[0].state is State.WAITING  # a look that is due is not evaded by changing it back


async def test_reporting_everything_of_somebody_hides_nothing(tx: Writing) -> None:
    mug, author, rival = await make_mug(tx), a_member(await make_person(tx)), a_member(await make_person(tx))
    review = await make_review(tx, mug, 5, "It is what I wanted.", by=author)
    question = await make_question(tx, mug, "Does it stack?", author)
    for _ in range(20):
        for kind, piece in (("review", review), ("question", question)):
            await moderation.report(tx, rival, kind, piece, "illegal", "It is against the law in every country")
            await moderation.report(tx, GUEST, kind, piece, "illegal", "It is against the law in every country", "a@b.example")
            await moderation.report(tx, GUEST, kind, piece, "hate")
    rows = await tx.rows("select state from moderation.piece where id = any($1)", [review, question])
    assert {row["state"] for row in rows} == {"published"}
    assert await tx.value("select count(*) from moderation.case_ where decided_at is null") == 2


async def test_one_decision_is_appealed_once_and_by_its_author(tx: Writing) -> None:
    mug, author = await make_mug(tx), await a_visitor(tx)
    review = await make_review(tx, mug, 5, "It is what I wanted.", by=author)
    host = await make_host(tx)
    report = await moderation.report(tx, await a_visitor(tx), "review", review, "spam")
    case = await moderation.lease(tx, host)
    assert case is not None
    made = await moderation.decide(tx, host, case, Verdict.REMOVED, "spam", "It is an advertisement")
    for stranger in (GUEST, await a_visitor(tx), as_member(await make_person(tx))):
        with pytest.raises(NoSuchDecision):
            await moderation.appeal(tx, stranger, made.id, "Please", "")
        with pytest.raises(NoSuchDecision):
            await moderation.appeal(tx, stranger, made.id, "Please", report.key)
    await moderation.appeal(tx, author, made.id)
    for _ in range(3):
        with pytest.raises(AlreadyAppealed):
            await moderation.appeal(tx, author, made.id, "Again")
    assert await tx.value("select count(*) from moderation.appeal") == 1


async def link_of(db: Database, template: str, pattern: str) -> str:
    async with db.reading() as read:
        text = await read.value("select text from mail.letter where template = $1 order by id desc limit 1", template)
    found = re.search(rf"http://localhost:8000({pattern}[\w-]+)", text)
    assert found is not None
    return found[1]


async def test_an_answer_link_that_was_forwarded_works_once_and_its_owner_can_take_it_back(
    client: httpx.AsyncClient, db: Database, thing: Product
) -> None:
    async with db.writing() as tx:
        question = await make_question(tx, thing)
        owner = await make_owner(tx, thing, willing=True)
        await owners.route(tx, question)
    link = await link_of(db, "questions/asked", "/answer/")
    stranger = await sign_in(client, db)
    for _ in range(3):  # what looks through mails opens links
        assert (await client.get(link)).status_code == 200
        assert (await client.head(link)).status_code == 200
    assert (await client.post(link, data={"text": "It gets very hot, never buy it."})).status_code == 303
    async with db.reading() as read:
        row = await read.row("select author, basis from questions.answer")
        assert (row["author"], row["basis"]) == (owner, "owner")
        assert row["author"] != stranger
    for verb in ({"text": "And again."}, {"do": "stop"}, {"do": "unknown"}):
        assert (await client.post(link, data=verb)).status_code == 410
    never = "/answer/" + "x" * 32
    spent, unknown = await client.get(link), await client.get(never)
    assert (spent.status_code, unknown.status_code) == (410, 410)
    assert html.unescape(spent.text).replace(link, "") == html.unescape(unknown.text).replace(never, "")
    client.cookies.clear()
    back = await link_of(db, "questions/in_your_name", "/answer/back/")
    assert (await client.get(back)).status_code == 200
    shown = f"/questions/{ids.show('que', question)}"
    assert "very hot" in (await client.get(shown)).text
    await client.post(back)
    assert "very hot" not in (await client.get(shown)).text
    assert "very hot" not in (await client.get(f"/p/{thing.handle}")).text


async def test_a_review_letter_that_was_forwarded_makes_no_owner_of_a_member(
    client: httpx.AsyncClient, db: Database, thing: Product
) -> None:
    async with db.writing() as tx:
        owner = await make_person(tx)
        order = await make_delivered(tx, thing, person_id=owner)
        await asking.note_arrival(tx, order.id, {line.id: 1 for line in order.lines})
        await tx.run("update reviews.request set due_at = $1", tx.now - timedelta(days=1))
        assert await asking.ask_due(tx) == 1
    link = await link_of(db, "reviews/request", "/reviews/write/")
    line = ids.show("lin", order.lines[0].id)
    stranger = await sign_in(client, db)
    assert (await client.post(f"{link}?line={line}", data={"rating": "1", "text": "Forwarded to me."})).status_code == 303
    async with db.reading() as read:
        row = await read.row("select author, basis, line_id from reviews.review")
    assert (row["author"], row["basis"], row["line_id"]) == (stranger, "none", None)
    client.cookies.clear()  # who is not signed in is taken for whom the letter was for, once
    assert (await client.post(f"{link}?line={line}", data={"rating": "1", "text": "As somebody else."})).status_code == 303
    assert (await client.post(f"{link}?line={line}", data={"rating": "5", "text": "And once more."})).status_code in {404, 409}
    async with db.reading() as read:
        assert await read.value("select count(*) from reviews.review where author = $1", owner) == 1
    foreign = ids.show("lin", ids.new())
    assert (await client.post(f"{link}?line={foreign}", data={"rating": "5", "text": "Another thing."})).status_code == 404
    async with db.writing() as tx:
        client.cookies.set(SESSION_COOKIE, await make_session(tx, owner))
    assert "As somebody else." in html.unescape((await client.get("/account/reviews")).text)  # and can be taken back there


async def test_asking_again_with_somebodys_address_takes_nothing_over(db: Database, thing: Product) -> None:
    """Whoever knows the address of an asker and asks the same is told of answers; whose question it is stays theirs."""
    async with db.writing() as tx:
        asked = await questions.ask(tx, GUEST, questions_new(thing, "mo@example.com"))
        again = await questions.ask(tx, GUEST, questions_new(thing, "mo@example.com"))
        other = await questions.ask(tx, GUEST, questions_new(thing, "eve@example.com"))
        assert asked.question_id is not None
        assert (again.question_id, again.same, again.key, other.key) == (asked.question_id, True, "", "")
        answer = await make_answer(tx, asked.question_id)
        await questions.accept(tx, GUEST, asked.question_id, answer, asked.key)


def questions_new(thing: Product, email: str) -> Question:
    return Question(product_id=thing.id, text="Does the handle get hot?", language="en", email=email)


async def test_a_pair_that_asks_and_accepts_itself_is_known_slowly(tx: Writing) -> None:
    """What remains: two puppets who ask and accept each other are counted as helpful; one who does it alone is not."""
    mug = await make_mug(tx)
    alone = await a_visitor(tx)
    asked = await questions.ask(tx, alone, Question(product_id=mug.id, text="Does it stack well?", language="en"))
    assert asked.question_id is not None
    own = await make_answer(tx, asked.question_id, "Yes, very well.", alone)
    await questions.accept(tx, alone, asked.question_id, own)
    trust = (await moderation.trust_of(tx, [PersonId(alone.member)]))[PersonId(alone.member)]
    assert trust.helpful == 0


async def test_a_question_that_waits_is_counted_as_it_is(tx: Writing) -> None:
    """Its asker follows it before anybody sees it; the fixture holds every count against its rows."""
    mug = await make_mug(tx)
    asked = await questions.ask(
        tx, GUEST, Question(product_id=mug.id, text="Is https://evil.example/cups cheaper?", language="en", email="mo@example.com")
    )
    assert asked.state == "waiting"


async def test_a_post_of_nothing_but_products_shows_a_few(client: httpx.AsyncClient, db: Database, thing: Product) -> None:
    """Mass mentions, mentions of another site's goods, and hosts that only look like ours."""
    foreign = [
        "https://evil.example/p/cup",
        "//evil.example/p/cup",
        f"http://localhost:8000@evil.example/p/{thing.handle}",
        f"http://localhost:8000.evil.example/p/{thing.handle}",
        f"javascript:/p/{thing.handle}",
        f"http://\u0406ocalhost:8000/p/{thing.handle}",
    ]
    async with db.writing() as tx:
        handles = [(await make_thing(tx)).handle for _ in range(14)]
        topic = await make_topic(tx, text=" ".join([f"/p/{one}" for one in [*handles, thing.handle] * 9]))
        other = await make_topic(tx, title="What other shops have", text="\n".join(foreign))
    page = html.unescape((await client.get(f"/talk/t/{topic.handle}")).text)
    assert len(page) < 200_000
    async with db.reading() as read:
        named = await read.value("select cardinality(products) from discussions.topic where handle = $1", topic.handle)
    assert named <= MOST_PRODUCTS
    links = re.findall(r'href="([^"]+)"', html.unescape((await client.get(f"/talk/t/{other.handle}")).text))
    assert [one for one in links if "evil" in one or "javascript" in one or "\u0406" in one or thing.handle in one] == []
