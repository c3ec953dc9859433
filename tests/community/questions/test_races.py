"""Two at once: a link answers once, an owner is asked once a week, the same question is one."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from stoa.base.database import Database, Writing
from stoa.community import questions
from stoa.community.questions import owners
from stoa.community.questions.model import AnswerLinkSpent
from tests.community.questions.makers import make_answer, make_owner, make_question, make_thing, member, own

pytestmark = pytest.mark.anyio


async def together(db: Database, *verbs: Callable[[Writing], Awaitable[object]]) -> list[object]:
    """Do them in transactions of their own that all begin before one goes on."""
    barrier = asyncio.Barrier(len(verbs))

    async def run(verb: Callable[[Writing], Awaitable[object]]) -> object:
        async with db.writing() as tx:
            await barrier.wait()
            return await verb(tx)

    return await asyncio.gather(*(run(verb) for verb in verbs), return_exceptions=True)


async def test_a_link_that_is_used_at_once_by_two_answers_once(db: Database) -> None:
    async with db.writing() as tx:
        product = await make_thing(tx)
        await make_owner(tx, product, willing=True)
        question = await make_question(tx, product)
        await owners.route(tx, question)
        text = await tx.value("select text from mail.letter where template = 'questions/asked'")
    token = text.partition("/answer/")[2].split()[0].rstrip(".")
    done = await together(db, *(lambda tx, n=n: questions.answer_by_link(tx, token, f"Answer {n}") for n in range(3)))
    assert sorted(isinstance(one, AnswerLinkSpent) for one in done) == [False, True, True]
    async with db.reading() as read:
        assert await read.value("select count(*) from questions.answer") == 1
        assert await read.value("select count(*) from mail.letter where template = 'questions/in_your_name'") == 1


async def test_an_owner_of_two_things_is_asked_about_one(db: Database) -> None:
    async with db.writing() as tx:
        first, second = await make_thing(tx), await make_thing(tx)
        person = await make_owner(tx, first, willing=True)
        await own(tx, person, second)
        asked = [await make_question(tx, first), await make_question(tx, second)]
    done = await together(db, *(lambda tx, one=one: owners.route(tx, one) for one in asked))
    assert sorted(done) == [0, 1]


async def test_votes_at_once_are_all_counted(db: Database) -> None:
    async with db.writing() as tx:
        question = await make_question(tx, await make_thing(tx))
        answer = await make_answer(tx, question)
        people = [await member(tx) for _ in range(4)]
    done = await together(db, *(lambda tx, one=one: questions.vote(tx, one, answer, True) for one in people))
    assert not [one for one in done if isinstance(one, BaseException)]
    async with db.reading() as read:
        assert await read.value("select helpful from questions.answer where id = $1", answer) == 4
