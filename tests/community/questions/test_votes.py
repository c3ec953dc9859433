"""What votes on answers weigh: as much as their givers are trusted, and less each time for the same author."""

import pytest

from stoa.base.database import Writing
from stoa.community import questions
from stoa.community.questions import rules, store
from stoa.people.permissions.model import Visitor
from tests.community.questions.makers import make_answer, make_question, make_thing, member


async def trusted(tx: Writing) -> Visitor:
    """Make somebody whose words hosts have kept for a long time, and whom others found helpful."""
    who = await member(tx)
    await tx.run("insert into moderation.conduct (person_id, helpful) values ($1, 500)", who.member)
    await tx.run(
        """insert into moderation.piece (kind, id, author, version, texts, language, path, state, made_at, changed_at, published_at)
        select 'post', gen_random_uuid(), $1, 1, '{"text": "Good."}', 'en', '/', 'published', $2::timestamptz - interval '400 days', $2, $2
        from generate_series(1, 60)""",
        who.member,
        tx.now,
    )
    return who


async def test_a_ring_of_new_accounts_does_not_lift_an_answer_above_one_that_few_trusted_found_helpful(tx: Writing) -> None:
    question = await make_question(tx, await make_thing(tx))
    puppet = await member(tx)
    lifted = await make_answer(tx, question, "Buy something else.", puppet)
    good = await make_answer(tx, question, "No, it stays cool.", await member(tx))
    for _ in range(10):
        await questions.vote(tx, await member(tx), lifted, True)
    for _ in range(2):
        await questions.vote(tx, await trusted(tx), good, True)
    found = (await questions.find(tx, question)).answers
    assert [(one.id, one.helpful, one.up) for one in found] == [(good, 2, 2.0), (lifted, 10, 1.0)]
    assert await tx.value("select weight from questions.question where id = $1", question) == 3


async def test_thirty_new_ones_weigh_three_and_half_of_that_for_the_same_author_again(tx: Writing) -> None:
    product = await make_thing(tx)
    puppet = await member(tx)
    first = await make_answer(tx, await make_question(tx, product), "One.", puppet)
    second = await make_answer(tx, await make_question(tx, product, "Is it heavy to hold?"), "Two.", puppet)
    for _ in range(30):
        voter = await member(tx)
        for answer in (first, first, second):
            await questions.vote(tx, voter, answer, True)
    weighs = [(one.helpful, one.up) for one in [await store.find_answer(tx, answer) for answer in (first, second)] if one is not None]
    assert weighs == [(30, 3.0), (30, 1.5)]


async def test_a_vote_that_is_taken_back_weighs_nothing(tx: Writing) -> None:
    answer = await make_answer(tx, await make_question(tx, await make_thing(tx)), visitor=await member(tx))
    voter = await member(tx)
    for helpful, weighs in ((True, (0.1, 0.0)), (False, (0.0, 0.1)), (None, (0.0, 0.0))):
        await questions.vote(tx, voter, answer, helpful)
        found = await store.find_answer(tx, answer)
        assert found is not None
        assert (found.up, found.down) == weighs


def test_a_ring_of_thirty_is_worth_three_who_are_trusted() -> None:
    assert rules.score(30 * 0.1, 0.0) == pytest.approx(rules.score(3, 0))
