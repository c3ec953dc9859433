"""What becomes of a question that nobody answers: a second round, whoever may be asked later, and then the shop."""

from datetime import datetime, timedelta

import pytest

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.community import questions
from stoa.community.questions import actions, owners, rounds, rules, store, telling
from stoa.community.questions.model import Course, QuestionHandedOver, QuestionId, Standing
from stoa.people.permissions.model import PersonId, Role
from tests.community.questions.makers import as_visitor, make_answer, make_owner, make_question, make_thing, member
from tests.community.questions.test_races import together

pytestmark = pytest.mark.anyio

DAYS = timedelta(days=1)


async def asked(tx: Writing, question: QuestionId) -> dict[PersonId, int]:
    return {
        row["person_id"]: row["round"]
        for row in await tx.rows("select person_id, round from questions.asked where question_id = $1", question)
    }


async def course(tx: Writing, question: QuestionId) -> Course:
    return (await store.courses(tx, [question]))[question]


async def standing(tx: Writing, question: QuestionId) -> Standing:
    whole = await questions.find(tx, question)
    return rules.standing(whole.question, whole.course, tx.now)


async def letters(tx: Writing, template: str) -> list[str]:
    return [
        row["to"]
        for row in await tx.rows('select "to" from mail.letter where template = $1 order by id', f"questions/{template}")
    ]  # fmt: skip


def later(tx: Writing, by: timedelta) -> datetime:
    tx.now += by
    return tx.now


async def test_further_rounds_go_to_others_also_to_owners_of_other_variants_and_then_the_shop_has_it(tx: Writing) -> None:
    product = await make_thing(tx)
    clay, sage = (one.id for one in product.variants)
    first = {await make_owner(tx, product, variant=clay, willing=True) for _ in range(2)}
    others = {await make_owner(tx, product, variant=sage, willing=True) for _ in range(11)}
    question = await make_question(tx, product, visitor=await member(tx, email="ada@example.com"), variant_id=clay)
    assert await standing(tx, question) is Standing.SOON
    assert await owners.route(tx, question) == 2
    assert await asked(tx, question) == dict.fromkeys(first, 1)
    assert (await standing(tx, question), (await course(tx, question)).next_at) == (Standing.ASKED, tx.now + rules.SECOND_ROUND)
    later(tx, rules.SECOND_ROUND - timedelta(seconds=1))
    assert (await rounds.carry_on(tx), await rounds.go_on(tx, question)) == (0, 0)
    later(tx, timedelta(seconds=1))
    assert await rounds.carry_on(tx) == 1
    by_round: list[set[PersonId]] = []
    for number, wait in ((2, rules.THIRD_ROUND - rules.SECOND_ROUND), (3, rules.NEXT_ROUND - rules.THIRD_ROUND), (4, timedelta(0))):
        assert [await rounds.go_on(tx, question) for _ in range(2)] == [rules.AT_A_TIME[number - 1] if number < 4 else 2, 0]
        by_round.append({person for person, one in (await asked(tx, question)).items() if one == number})
        assert (await standing(tx, question), (await course(tx, question)).rounds) == (Standing.ASKED, number)
        later(tx, wait)
    assert [len(people) for people in by_round] == [4, 5, 2]
    assert set.union(*by_round) == others
    assert (await standing(tx, question), (await course(tx, question)).next_at) == (Standing.ASKED, tx.now + rules.NEXT_ROUND)
    later(tx, rules.NEXT_ROUND)
    assert [await rounds.go_on(tx, question) for _ in range(2)] == [0, 0]
    assert len(await asked(tx, question)) == 13
    assert await standing(tx, question) is Standing.SHOP
    assert await course(tx, question) == Course(question_id=question, rounds=4, owners=13, next_at=None, handed_at=tx.now)
    happened = await tx.rows("select kind from base.event where about = $1", question)
    assert [row["kind"] for row in happened].count("questions.QuestionHandedOver") == 1
    for _ in range(2):
        await telling.handed_over(tx, QuestionHandedOver(about=question, product_id=product.id))
    assert await letters(tx, "handed_over") == ["ada@example.com"]
    assert len(await letters(tx, "unanswered")) == 1
    later(tx, 3 * rules.NEXT_ROUND)
    assert await rounds.carry_on(tx) == 0


async def test_what_is_answered_is_carried_on_no_further_and_goes_on_when_the_answer_is_taken_back(tx: Writing) -> None:
    product = await make_thing(tx)
    await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    kim = await member(tx)
    answer = await make_answer(tx, question, visitor=kim)
    await make_owner(tx, product, willing=True)
    later(tx, rules.NEXT_ROUND)
    assert (await rounds.carry_on(tx), await rounds.go_on(tx, question)) == (0, 0)
    await actions.withdraw_answer(tx, kim.member, answer)
    assert (await rounds.carry_on(tx), await rounds.go_on(tx, question)) == (1, 1)


async def test_where_nobody_else_may_be_asked_the_shop_has_it_after_the_first_round(tx: Writing) -> None:
    product = await make_thing(tx)
    await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    later(tx, rules.NEXT_ROUND)
    assert await rounds.go_on(tx, question) == 0
    assert (await course(tx, question)).handed_at == tx.now
    await telling.handed_over(tx, QuestionHandedOver(about=question, product_id=product.id))
    assert (await letters(tx, "handed_over"), len(await letters(tx, "unanswered"))) == ([], 1)


async def test_the_shop_does_not_have_it_within_the_day_where_nobody_else_may_be_asked(tx: Writing) -> None:
    product = await make_thing(tx)
    await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    due = tx.now + rules.NEXT_ROUND
    later(tx, rules.SECOND_ROUND)
    assert await rounds.go_on(tx, question) == 0
    assert await course(tx, question) == Course(question_id=question, rounds=1, owners=1, next_at=due, handed_at=None)
    another = await make_owner(tx, product, willing=True)
    tx.now = due
    assert await rounds.go_on(tx, question) == 1
    assert (await asked(tx, question))[another] == 2


async def test_owners_of_other_variants_are_asked_at_once_where_none_of_that_one_may_be(tx: Writing) -> None:
    product = await make_thing(tx)
    clay, sage = (one.id for one in product.variants)
    other = await make_owner(tx, product, variant=sage, willing=True)
    question = await make_question(tx, product, variant_id=clay)
    assert await owners.route(tx, question) == 1
    assert await asked(tx, question) == {other: 1}


async def test_a_question_put_to_nobody_finds_the_first_owner_who_says_yes(tx: Writing) -> None:
    product = await make_thing(tx)
    owner = await make_owner(tx, product)
    stranger = await member(tx)
    question = await make_question(tx, product)
    assert await owners.route(tx, question) == 0
    assert (await standing(tx, question), (await course(tx, question)).next_at) == (Standing.NOBODY, tx.now + rules.LOOK_AGAIN)
    later(tx, timedelta(hours=1))
    await questions.set_willing(tx, stranger.member, on=True)
    assert await rounds.carry_on(tx) == 0
    await questions.set_willing(tx, owner, on=True)
    assert await rounds.carry_on(tx) == 1
    assert await rounds.go_on(tx, question) == 1
    assert await asked(tx, question) == {owner: 1}
    assert await standing(tx, question) is Standing.ASKED


async def test_somebody_is_looked_for_every_day_also_when_the_shop_has_it(tx: Writing) -> None:
    product = await make_thing(tx)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    seen = []
    for _ in range(4):
        later(tx, DAYS)
        seen.append((await rounds.carry_on(tx), await rounds.go_on(tx, question), (await course(tx, question)).handed_at is not None))
    assert seen == [(1, 0, False), (1, 0, True), (1, 0, True), (1, 0, True)]
    owner = await make_owner(tx, product, willing=True)
    later(tx, DAYS)
    assert await rounds.go_on(tx, question) == 1
    assert await asked(tx, question) == {owner: 1}
    later(tx, rules.LOOKED_FOR)
    assert await rounds.carry_on(tx) == 0
    told = await tx.rows("select kind from base.event where about = $1", question)
    assert [row["kind"] for row in told].count("questions.QuestionHandedOver") == 1


async def test_a_second_round_keeps_the_week_too(tx: Writing) -> None:
    product = await make_thing(tx)
    person = await make_owner(tx, product, willing=True)
    first = await make_question(tx, product, "Is it for tea?")
    assert await owners.route(tx, first) == 1
    later(tx, DAYS)
    second = await make_question(tx, product, "Is it for coffee?")
    assert await owners.route(tx, second) == 0
    later(tx, DAYS)
    assert await rounds.go_on(tx, second) == 0
    later(tx, 5 * DAYS)
    assert await rounds.go_on(tx, second) == 1
    assert await asked(tx, second) == {person: 1}


async def test_what_the_shop_says_to_a_question_it_was_handed_is_shown_at_once(tx: Writing) -> None:
    await tx.run("update questions.policy set wait = '7 days'")
    product = await make_thing(tx)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    later(tx, rules.NEXT_ROUND)
    theo = await member(tx, Role.MERCHANT)
    held = await make_answer(tx, question, "We tried it.", theo)
    await tx.run("update questions.answer set state = 'removed' where id = $1", held)
    await rounds.go_on(tx, question)
    await make_answer(tx, question, "It stays cool, we tried it.", theo)
    assert [(one.text, one.official) for one in (await questions.find(tx, question)).answers] == [("It stays cool, we tried it.", True)]
    await tx.run("update questions.policy set wait = '12 hours'")


async def test_two_at_once_take_a_step_once(db: Database) -> None:
    async with db.writing() as tx:
        product = await make_thing(tx)
        for _ in range(12):
            await make_owner(tx, product, willing=True)
        question = await make_question(tx, product)
        await owners.route(tx, question)
        await tx.run("update questions.course set next_at = $1", tx.now)
    assert sorted(await together(db, *(lambda tx: rounds.go_on(tx, question) for _ in range(3)))) == [0, 0, rules.AT_A_TIME[1]]


async def test_the_hourly_job_carries_questions_on(db: Database) -> None:
    async with db.writing() as tx:
        product = await make_thing(tx)
        question = await make_question(tx, product, visitor=as_visitor(await make_owner(tx, product)))
        await owners.route(tx, question)
        await make_owner(tx, product, willing=True)
        await tx.run("update questions.course set next_at = $1", tx.now)
        await jobs.enqueue(tx, "questions.rounds")
    await jobs.drain(db)
    async with db.reading() as read:
        assert await read.value("select rounds from questions.course where question_id = $1", question) == 1
