"""The demo's community: texts that fit, nothing said twice on a page, and a filled shop in which every number has its rows."""

import os
import random
import re
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest

from stoa.app.demo import seeding
from stoa.app.demo.cast import CAST
from stoa.app.demo.community import asked, hosting, topics, voices
from stoa.app.demo.community.telling import Facts, Teller, shape
from stoa.app.demo.goods import load, snapshots
from stoa.base import clock
from stoa.base.database import Database, Reading
from stoa.community import circles, reviews
from stoa.community.discussions import rules as discussing
from stoa.community.questions import rules as questioning
from stoa.community.reviews import queries as reviews_desk

GOODS = load()
HANDLES = {product.handle for product in GOODS.products}
LANGUAGES = ("en", "de")


def test_every_product_is_spoken_of_in_both_languages() -> None:
    assert set(voices.products()) == HANDLES
    for spoken in voices.products().values():
        for language in LANGUAGES:
            assert spoken.good[language]
            assert spoken.bad[language]
            assert spoken.name[language].split()[0] in {"the", "der", "die", "das"}
    assert {handle for kind in voices.kinds().values() for handle in kind.of} <= HANDLES
    assert set(voices.replies()) - {"anything"} <= HANDLES
    for handle, said in voices.replies().items():
        for language in LANGUAGES if handle != "anything" else ():
            assert len(said[language]) <= len(voices.products()[handle].bad[language])


def test_what_is_asked_and_discussed_is_fit_and_of_this_shop() -> None:
    for one in asked.questions():
        assert one.handle in HANDLES
        assert one.language in LANGUAGES
        assert questioning.wrong_question(one.text, "") == []
        assert [reply for reply in one.replies if questioning.wrong_answer(reply.text, "")] == []
        assert sum(reply.solved for reply in one.replies) <= 1
    categories = {category.handle for category in GOODS.categories}
    for topic in topics.topics():
        assert topic.category in categories
        posts = [text for post in topic.posts for text in ([post] if isinstance(post, str) else post)]
        assert all(discussing.wrong_post(text) == [] for text in posts)
        assert {handle for text in [topic.text, *posts] for handle in discussing.mentions(text, "")} <= HANDLES
    assert {one.handle for one in [*hosting.past().removed, *hosting.waiting().reported, *hosting.waiting().written]} <= HANDLES


@pytest.mark.parametrize("handle", sorted(HANDLES))
def test_nothing_is_said_twice_of_a_product_and_no_gap_is_left(handle: str) -> None:
    dice = random.Random(handle)
    teller = Teller(handle, Counter(), dice)
    told = []
    for number in range(60):
        had = timedelta(days=dice.randint(1, 300))
        facts = Facts(
            LANGUAGES[number % 2], teller.stars(), had=had, travelled=timedelta(days=3), choice="Salbei" if number % 2 else "Sage"
        )
        told.append(teller.tell(facts))
    assert not any(re.search(r"[{}\[\]|]|  ", words.title + words.text) for words in told)
    sentences = Counter(sentence for words in told for sentence in re.split(r"(?<=[.!?])\s+", words.text) if sentence)
    assert [sentence for sentence, count in sentences.items() if count > 1 and len(sentence) > 25] == []
    titles = Counter(words.title for words in told if words.title)
    assert [title for title, count in titles.items() if count > 1] == []


def test_stars_make_a_j_around_the_mean() -> None:
    for mean in (3.9, 4.4, 4.7):
        weights = shape(mean)
        assert sum(number * weight for number, weight in enumerate(weights, 1)) / sum(weights) == pytest.approx(mean, abs=0.01)
        assert weights[4] == max(weights)
        assert weights[1] == min(weights) or mean > 4.5


def test_nobody_speaks_of_years_after_a_week() -> None:
    teller = Teller("oak-board", Counter(), random.Random(1))
    texts = [teller.tell(Facts("en", 5, had=timedelta(days=5))).text for _ in range(40)]
    assert not any(re.search(r"half a year|months|weeks|a year", text) for text in texts)


def test_snapshots_are_the_same_on_every_machine() -> None:
    found = snapshots.snapshots()
    assert found == snapshots.snapshots()
    assert len(found) == len(set(found)) == snapshots.EVERY
    assert snapshots.draw(found[0]) == snapshots.draw(found[0])


MOMENTS = [timedelta(hours=25 * number) for number in range(int(os.environ.get("STOA_DEMO_MOMENTS", "1")))]
"""How far ahead of now a demo is filled: once, or at so many hours of so many days, each of which makes other words and other orders."""


@pytest.mark.parametrize("ahead", MOMENTS, ids=str)
async def test_a_filled_shop_lives(db: Database, ahead: timedelta) -> None:
    clock.set_offset(ahead)
    await seeding.fill(db, lambda _words, _done, _total: None)
    async with db.reading() as read:
        now = read.now
        one = await read.row(
            """select (select count(*) from circles.member) as members, (select count(*) from reviews.review) as reviews,
                (select count(*) from reviews.review where line_id is not null) as owners, (select count(*) from reviews.vote) as votes,
                (select count(*) from reviews.review where pictures <> '[]') as pictured, (select count(*) from reviews.reply) as replies,
                (select count(*) from reviews.edit) as edits, (select count(*) from questions.question) as questions,
                (select count(*) from questions.question where accepted is not null) as solved,
                (select count(*) from questions.answer where official) as official, (select count(*) from discussions.topic) as topics,
                (select count(*) from wish_lists.list) as lists, (select count(*) from moderation.case_ where decided_at is null and kind in ('review', 'post')) as waiting,
                (select count(*) from moderation.case_ where decided_at is null and kind not in ('review', 'post')) as beside,
                (select count(*) from moderation.piece where state = 'waiting') as hidden,
                (select count(*) from moderation.decision) as decisions, (select count(*) from moderation.appeal where outcome is null) as appeals,
                (select count(*) from moderation.report where outcome is null) as reports"""
        )
        assert 360 <= one["members"] <= 400
        assert 780 <= one["reviews"] <= 1_050
        assert one["reviews"] - one["owners"] >= 40
        assert one["votes"] > 800
        assert one["pictured"] >= 24
        assert (one["replies"] > 25, one["edits"] >= 8) == (True, True)
        assert (one["questions"] >= 145, one["solved"] >= 120, one["official"] >= 15, one["topics"] >= 12) == (True, True, True, True)
        assert one["lists"] > 150
        assert (one["waiting"], one["hidden"], one["appeals"], one["reports"]) == (12, 2, 1, 9)
        # What a check wanted seen of the year's own words was looked at long ago, whatever the hour of the filling made of them.
        assert one["beside"] == 0
        assert one["decisions"] > 75
        # Nothing happened later than now, or before its thing was there.
        assert await read.value("select max(greatest(made_at, changed_at)) from reviews.review") < now
        assert await read.value("select max(made_at) from questions.answer") < now
        assert await read.value("select max(made_at) from discussions.post") < now
        assert await read.value("select count(*) from reviews.review where delivered_at > made_at") == 0
        assert (
            await read.value("select count(*) from reviews.vote v join reviews.review r on r.id = v.review_id where v.at < r.made_at") == 0
        )
        # Official answers waited their twelve hours, and every standing is made.
        assert await read.value(
            """select count(*) from questions.answer a join questions.question q on q.id = a.question_id
            where a.official and a.visible_from < q.made_at + interval '12 hours'"""
        ) == 0  # fmt: skip
        assert await read.value("select count(*) from reviews.standing where made_at is not null") == len(HANDLES)
        assert await read.value("select count(*) from reviews.stale") == 0
        assert (await reviews.verify(read)).whole
        mara = await read.value("select id from accounts.person where email = $1", CAST["shopper"].email)
        assert await read.value("select count(*) from questions.asked where person_id = $1 and state = 'waiting'", mara) == 2
        # Owners are asked by mail, some of them answer, and nobody is asked twice within a week.
        asked_ = await read.row(
            """select count(*) as all, count(*) filter (where state = 'answered') as answered, (select count(*) from questions.asked a
                join questions.asked b on b.person_id = a.person_id and b.at > a.at and b.at < a.at + interval '7 days') as twice from questions.asked"""
        )
        assert asked_["all"] > 20
        assert asked_["answered"] >= 8
        assert asked_["twice"] == 0
        products = [row["id"] for row in await read.rows("select id from catalog.product")]
        assert len(await circles.chosen(read, mara, products)) > 5
        pool = await read.row("select goal, promised from wish_lists.pool")
        assert 0.4 < pool["promised"] / pool["goal"] < 0.7
        assert await read.value("select bool_or(alarm) from moderation.bias") is False
        assert await read.value("select bool_or(p is not null) from moderation.bias")
        await goes_on(read, mara)
        # Nobody is written to today about what was decided long ago.
        assert await read.value("select count(*) from base.job where kind like 'hear:moderation.%'") < 20


async def goes_on(read: Reading, mara: UUID) -> None:
    """Assert what stands on the desk and in the account beside reviews and questions, each number with its rows."""
    one = await read.row(
        """select (select count(*) from moderation.collection) as collections,
            (select min(n) from (select count(*) as n from moderation.collected group by collection_id) c) as smallest,
            (select count(*) from circles.block) as blocks, (select count(*) from circles.mute) as mutes,
            (select count(*) from circles.invitation) as invitations, (select sum(3 - uses) from circles.invitation where by_id <> $1) as came,
            (select count(*) from questions.request where state = 'open') as owed,
            (select count(*) from questions.request where state = 'answered') as replied,
            (select count(*) from wish_lists.claim where guest is not null) as by_guests,
            (select sum(orders) from discussions.came_of) as came_of, (select count(*) from orders.order where cart_id is not null) as carts,
            (select count(*) from mail.letter where template = 'reviews/request') as letters,
            (select sum(sent) from reviews.request) as sent,
            (select count(*) from reviews.review where collection = 'post_fulfillment' and source is null) as came_after,
            (select count(*) from questions.course where rounds = 2) as twice, (select count(*) from questions.course where handed_at is not null) as handed""",
        mara,
    )
    assert (one["collections"], one["smallest"] >= 6, one["blocks"], one["mutes"]) == (3, True, 4, 7)
    assert (one["invitations"], one["came"], one["owed"], one["replied"]) == (7, 6, 2, 4)
    assert (one["by_guests"] >= 6, one["came_of"]) == (True, 26)
    assert one["letters"] == one["sent"] >= 60
    assert (one["came_after"] >= 1, one["twice"] >= 1, one["handed"] >= 2) == (True, True, True)
    # Nothing waits that should have gone on long ago.
    assert (
        await read.value(
            """select count(*) from questions.course c join questions.question q on q.id = c.question_id
            where c.handed_at is null and q.answers = 0 and c.next_at < $1""",
            read.now - timedelta(days=1),
        )
        == 0
    )
    assert (await reviews_desk.figures(read)).came == one["came_after"]
    # Who was found helpful was so by votes of people who are known, and by answers that solved something.
    assert await read.rows(
        """select coalesce(c.person_id, h.author), c.helpful, h.n from (select person_id, helpful from moderation.conduct where helpful > 0) c
        full join (select author, count(*) as n from (
            select r.author from reviews.vote v join reviews.review r on r.id = v.review_id where v.credited
            union all select a.author from questions.question q join questions.answer a on a.id = q.accepted
            where not a.official and a.author is not null and a.author is distinct from q.author) x group by author) h on h.author = c.person_id
        where c.helpful is distinct from h.n"""
    ) == []  # fmt: skip
