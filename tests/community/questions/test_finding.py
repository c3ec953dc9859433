"""What is found while somebody types: from where, in which order, and with which statement (QA-1)."""

from datetime import timedelta

import pytest

from stoa.base import ids
from stoa.base.database import Writing, statements
from stoa.community import questions
from stoa.community.moderation.model import State
from stoa.community.questions import actions, finding, reading_reviews
from stoa.community.questions.model import Found, FoundKind, PutAnswer, PutQuestion
from stoa.people.permissions.model import SYSTEM
from stoa.shop.catalog.model import ProductId
from tests.community.questions.makers import as_visitor, make_answer, make_owner, make_question, make_thing
from tests.community.reviews.makers import make_review

pytestmark = pytest.mark.anyio


async def test_answers_specifications_and_reviews_each_with_its_source(tx: Writing) -> None:
    product, other = await make_thing(tx), await make_thing(tx)
    question = await make_question(tx, product, "Can it go into the dishwasher?")
    owner = await make_owner(tx, product)
    answer = await make_answer(tx, question, "Mine has been in every day for a year.", as_visitor(owner))
    review = await make_review(tx, product, 4, "Lovely shape. It survives the dishwasher without a scratch. Short.")
    await make_review(tx, other, 4, "This one lost its glaze in the dishwasher.")
    rows = await tx.rows("select about from base.event where kind = 'reviews.ReviewPublished'")
    await reading_reviews.take(tx, [row["about"] for row in rows])
    alone = await questions.similar(tx, "dishwasher", product.id, "en")
    assert [(one.kind, one.href, one.source.owner) for one in alone] == [
        (FoundKind.ANSWER, f"/questions/{ids.show('que', question)}#{ids.show('ans', answer)}", True),
        (FoundKind.SPECIFICATION, f"/p/{product.handle}#specs", False),
        (FoundKind.REVIEW, f"/reviews/{ids.show('rev', review)}", False),
    ]
    assert (alone[0].asked, alone[2].source.rating) == ("Can it go into the dishwasher?", 4)


async def test_what_a_review_says_no_more_is_not_found(tx: Writing) -> None:
    product = await make_thing(tx)
    review = await make_review(tx, product, 4, "It keeps tea warm for an hour at least.")
    await reading_reviews.take(tx, [review])
    assert len(await questions.similar(tx, "warm tea", product.id, "en")) == 1
    await tx.run("update reviews.review set text = 'It keeps coffee warm.' where id = $1", review)
    assert await questions.similar(tx, "warm tea", product.id, "en") == []
    await reading_reviews.take(tx, [review])
    await tx.run("update reviews.review set text = 'It keeps tea warm for an hour at least.' where id = $1", review)
    await tx.run("update reviews.review set state = 'removed' where id = $1", review)
    await reading_reviews.take(tx, [review])
    assert await tx.value("select count(*) from questions.passage") == 0
    await tx.run("update reviews.review set state = 'published' where id = $1", review)


@pytest.mark.parametrize(
    ("typed", "language", "found"),
    [
        ("how heavy is it", "en", ["Weight: 460 g"]),
        ("what is it made of?", "en", ["Material: Stoneware"]),
        ("dishwash", "en", ["Care: Dishwasher safe"]),
        ("Wie schwer ist sie?", "de", ["Gewicht: 460 g"]),
        ("Darf sie in die Spülmaschine?", "de", ["Pflege: Spülmaschinenfest"]),
        ("is it the", "en", []),
        ("xx", "en", []),
        ("'); drop table x; -- \\ & | ! ()", "en", []),
        ("heavy", "xx", ["Weight: 460 g"]),
    ],
)
async def test_words_mean_what_a_table_calls_them(tx: Writing, typed: str, language: str, found: list[str]) -> None:
    product = await make_thing(tx)
    assert [one.text for one in await questions.similar(tx, typed, product.id, language)] == found


async def test_the_best_of_many_come_first_and_one_of_each_question(tx: Writing) -> None:
    product = await make_thing(tx)
    question = await make_question(tx, product, "Does the handle get hot on the stove?")
    await make_answer(tx, question, "I would not try.")
    owner = await make_owner(tx, product)
    best = await make_answer(tx, question, "No, mine does not.", as_visitor(owner))
    waits = await make_question(tx, product, "Is the handle of the stove lid hot?")
    found = await questions.similar(tx, "handle hot stove", product.id, "en")
    assert [(one.kind, one.text) for one in found] == [
        (FoundKind.ANSWER, "No, mine does not."),
        (FoundKind.QUESTION, "Is the handle of the stove lid hot?"),
    ]
    await actions.set_answers(tx, [best], State.REMOVED)
    assert (await questions.similar(tx, "handle hot stove", product.id, "en"))[0].text == "I would not try."
    await actions.set_questions(tx, [waits], State.REMOVED)
    assert len(await questions.similar(tx, "handle hot stove", product.id, "en")) == 1


async def test_one_statement_whether_there_are_few_or_many(tx: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    product = await make_thing(tx)
    at = tx.now - timedelta(days=9)
    words = ["lid", "handle", "glaze", "rim", "stove", "oven", "tea", "coffee", "weight", "colour"]
    wanted = [
        PutQuestion(
            product_id=product.id,
            text=f"Does the {words[n % 10]} number {n} fit the {words[n // 10 % 10]}?",
            language="en",
            made_at=at,
            answers=[PutAnswer(text=f"The {words[n // 100 % 10]} does, mine is {n}.", language="en", made_at=at)],
        )
        for n in range(400)
    ]
    await questions.put_questions(tx, SYSTEM, wanted)
    few = await looked_for(tx, product.id)
    monkeypatch.setattr(finding, "_SQL", finding._SQL.replace(f"> {finding._FEW}", "> 100"))
    many = await looked_for(tx, product.id)
    for found in (few, many):
        assert len(found) == 3
        assert all("handle" in one.asked and "stove" in one.asked + one.text for one in found)


async def looked_for(tx: Writing, product: ProductId) -> list[Found]:
    seen: list[str] = []
    token = statements.set(seen)
    try:
        found = await questions.similar(tx, "does the handle fit the stove", product, "en")
    finally:
        statements.reset(token)
    assert len(seen) == 1
    return found


async def test_many_are_found_by_their_words_and_few_by_their_product(tx: Writing) -> None:
    await tx.run("set local enable_seqscan = off")
    rows = await tx.rows("explain " + finding._SQL, ids.new(), ["handle", "fit", "stove"], "en", "en")
    plan = "\n".join(row[0] for row in rows)
    assert plan.count("on passage_words") == 2
    assert plan.count("passage_product") == 2
    assert "Seq Scan on passage" not in plan
