"""Our own format: everything goes out and comes back with nothing lost, into the same shop and into an empty one (X-4)."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from stoa.base.database import Database, Writing
from stoa.community import circles, discussions, questions, reviews, wish_lists
from stoa.community.circles.model import Audience, PutFollow
from stoa.community.circles.model import Kind as Shown
from stoa.community.discussions.model import Kind as About
from stoa.community.discussions.model import PutPost, PutTopic
from stoa.community.exchange.model import Format, Kind
from stoa.community.questions.model import PutAnswer, PutQuestion
from stoa.community.reviews.model import Collection, PutReview
from stoa.community.wish_lists.model import Kind as Sort
from stoa.community.wish_lists.model import Priority, PutEntry, PutList, Settings, View
from stoa.people.sessions.model import SYSTEM, PersonId
from stoa.shop.catalog.model import NewVariant, Product
from tests.community.circles.makers import make_member
from tests.community.exchange.makers import bring, taken_out
from tests.conftest import fresh_database
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug, make_priced


async def stock_shop(tx: Writing) -> Product:
    product = await make_mug(tx, handle="mug", variants=[NewVariant(choices=["clay"], sku="MUG-C"), NewVariant(choices=["sage"])])
    await make_priced(tx, product, 1200, 1300)
    return product


async def fill(tx: Writing, product: Product, ada: PersonId, bo: PersonId) -> None:
    """Write something of every kind."""
    then = tx.now - timedelta(days=40)
    await circles.put_follows(tx, SYSTEM, [PutFollow(ada, bo, True), PutFollow(bo, ada)])
    await reviews.put_reviews(
        tx,
        SYSTEM,
        [
            PutReview(product_id=product.id, rating=4, made_at=then, title="Größe", text="Ja – gut.", author=ada, aspects={"noise": 2}, context={"age": "30"}),
            PutReview(product_id=product.id, rating=1, made_at=then, text="Cracked.", name="Kim", email="kim@example.com", location="Graz", reply="Sorry!",
                      source="judgeme", source_id="x1", pros="light", cons="thin", picture_urls=["https://p.example/a.jpg"], incentivized=True,
                      collection=Collection.POST_FULFILLMENT, recommends=False, helpful=3, unhelpful=1, extra={"judgeme": {"shade": "mauve"}}),
        ],
    )  # fmt: skip
    answers = [
        PutAnswer(text="No, it stays cool.", language="en", made_at=then, author=bo, helpful_by=[ada], accepted=True),
        PutAnswer(text="It does not.", language="en", made_at=then + timedelta(hours=1), official=True),
    ]
    await questions.put_questions(
        tx,
        SYSTEM,
        [
            PutQuestion(
                product_id=product.id,
                variant_id=product.variants[0].id,
                text="Does it get hot?",
                language="en",
                made_at=then,
                author=ada,
                answers=answers,
            )
        ],
    )
    posts = [
        PutPost(
            text="Mine: /p/mug",
            language="en",
            made_at=then,
            author=bo,
            replies=[PutPost(text="Nice!", language="en", made_at=then, author=ada)],
        )
    ]
    await discussions.put_topics(
        tx,
        SYSTEM,
        [
            PutTopic(
                kind=About.SHOW,
                title="Show yours",
                text="Pictures, please.",
                language="en",
                made_at=then,
                author=ada,
                pinned=True,
                followers=[bo],
                posts=posts,
            )
        ],
    )
    entries = [
        PutEntry(variant_id=product.variants[0].id, quantity=2, note="the big one", priority=Priority.HIGH, made_at=then),
        PutEntry(variant_id=product.variants[1].id, made_at=then),
    ]
    settings = Settings(
        title="Kitchen",
        kind=Sort.REGISTRY,
        recipient="Ada and Bo",
        message="Thank you!",
        date=(tx.now + timedelta(days=9)).date(),
        view=View.TAKEN,
    )
    await wish_lists.put_lists(
        tx, SYSTEM, [PutList(owner=ada, settings=settings, market="eu", language="en", shared=True, entries=entries, made_at=then)]
    )


async def make_people(tx: Writing, *, shown: bool) -> tuple[PersonId, PersonId]:
    if not shown:
        return await make_person(tx, email="ada@example.com"), await make_person(tx, email="bo@example.com")
    ada = await make_member(tx, "Ada", page=Audience.EVERYONE, purchases=Audience.FRIENDS)
    bo = await make_member(tx, "Bo")
    await tx.run(
        "update accounts.person set email = case when id = $1 then 'ada@example.com' else 'bo@example.com' end where id = any($2)",
        ada,
        [ada, bo],
    )
    return ada, bo


@pytest.fixture
async def full(db: Database) -> Database:
    async with db.writing() as tx:
        product = await stock_shop(tx)
        await fill(tx, product, *await make_people(tx, shown=True))
    return db


@pytest.fixture
async def empty(server: str, db: Database) -> AsyncIterator[Database]:
    """Another shop with the same goods and the same people, and nothing that they wrote."""
    async with fresh_database(server) as url:
        other = Database(url, now=db._now)
        await other.open()
        async with other.writing() as tx:
            await stock_shop(tx)
            await make_people(tx, shown=False)
        yield other
        await other.close()


@pytest.mark.parametrize("kind", list(Kind))
async def test_the_same_shop_is_not_changed(full: Database, tmp_path: Path, kind: Kind) -> None:
    text = await taken_out(full, kind=kind)
    report = await bring(full, tmp_path, text, "own.jsonl", kind)
    assert report.rows > 0
    assert (report.made, report.changed, report.refused, report.unchanged) == (0, 0, 0, report.rows)
    assert await taken_out(full, kind=kind) == text


async def test_another_shop_gets_everything(full: Database, empty: Database, tmp_path: Path) -> None:
    for kind in Kind:
        text = await taken_out(full, kind=kind)
        report = await bring(empty, tmp_path, text, f"{kind}.jsonl", kind)
        assert (report.made, report.errors) == (report.rows, [])
        assert sorted(map(json.dumps, lines(await taken_out(empty, kind=kind)))) == sorted(map(json.dumps, lines(text)))
        report = await bring(empty, tmp_path, text, f"{kind}.jsonl", kind)
        assert (report.unchanged, report.errors) == (report.rows, [])


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(one) for one in text.splitlines()]


async def test_nothing_is_shown_that_was_not(full: Database, empty: Database, tmp_path: Path) -> None:
    await bring(empty, tmp_path, await taken_out(full, kind=Kind.CIRCLES), "c.jsonl", Kind.CIRCLES)
    async with empty.reading() as read:
        rows = await read.rows(
            "select p.email, s.kind, s.audience from circles.showing s join accounts.person p on p.id = s.person_id order by 1, 2"
        )
    assert [tuple(row) for row in rows] == [("ada@example.com", Shown.PAGE, "everyone"), ("ada@example.com", Shown.PURCHASES, "friends")]


async def test_who_has_no_account_here_is_named_and_their_words_stay_as_a_guests(full: Database, empty: Database, tmp_path: Path) -> None:
    async with empty.writing() as tx:
        await tx.run("update accounts.person set email = 'other@example.com' where email = 'ada@example.com'")
    report = await bring(empty, tmp_path, await taken_out(full), "r.jsonl")
    assert (report.made, report.refused) == (2, 0)
    async with empty.reading() as read:
        assert await read.rows("select 1 from reviews.review where author is not null") == []
    report = await bring(empty, tmp_path, await taken_out(full, kind=Kind.WISH_LISTS), "w.jsonl", Kind.WISH_LISTS)
    assert [(one.code, one.reason) for one in report.errors] == [
        ("no_such_member", "nobody here has an account with the address “ada@example.com”.")
    ]


async def test_no_feed_has_a_mail_address(full: Database) -> None:
    for wanted in (Format.GOOGLE, Format.META):
        assert "@example.com" not in await taken_out(full, wanted)
