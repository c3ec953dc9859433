"""What questions holds on a person: all of it in the export, none of it after an erasure."""

import msgspec
import pytest

from stoa.base.database import Writing
from stoa.community import questions
from stoa.community.questions import owners, privacy
from tests.community.questions.makers import as_visitor, make_answer, make_asked, make_owner, make_question, make_thing

pytestmark = pytest.mark.anyio


async def test_everything_is_exported_and_nothing_names_them_afterwards(tx: Writing) -> None:
    product = await make_thing(tx)
    person = await make_owner(tx, product, willing=True, email="olga@example.com")
    olga = as_visitor(person, email="olga@example.com")
    own, other = await make_question(tx, product, visitor=olga), await make_question(tx, product, "Is it for tea?")
    await owners.route(tx, other)
    answer = await make_answer(tx, other, "It is.", olga)
    await questions.vote(tx, olga, await make_answer(tx, own), True)
    await make_asked(tx, product, "Where is my order 12345?", olga)
    await tx.run(
        "insert into circles.member (person_id, handle, byline, initials, since) values ($1, 'olga-0123abcd', 'Olga', 'O', $2)",
        person,
        tx.now,
    )
    await owners.speakers_changed(tx, person)
    assert "Olga" in str(await tx.value("select people from questions.shown where language = 'en'"))
    found = await privacy.export(tx, person)
    assert {name: len(rows) for name, rows in found.items()} == {
        "questions": 1, "answers": 1, "votes": 1, "follows": 1, "asked": 1, "willing": 1, "requests": 1,
    }  # fmt: skip
    assert msgspec.json.encode(found)
    await privacy.erase(tx, person)
    for table in ("question", "answer", "follower", "willing", "asked", "request", "shown"):
        rows = str([dict(row) for row in await tx.rows(f"select * from questions.{table}")])
        assert str(person) not in rows, table
        assert "olga@example.com" not in rows, table
        assert "Olga" not in rows, table
    assert [one.id for one in (await questions.find(tx, other)).answers] == [answer]
    assert "12345" not in str(await tx.value("select text from questions.request"))


async def test_votes_go_with_whoever_is_forgotten(tx: Writing) -> None:
    product = await make_thing(tx)
    question = await make_question(tx, product)
    answer = await make_answer(tx, question)
    olga = as_visitor(await make_owner(tx, product, email="olga@example.com"))
    await questions.vote(tx, olga, answer, True)
    assert (await questions.find(tx, question)).answers[0].helpful == 1
    assert olga.person is not None
    await privacy.erase(tx, olga.person)
    assert (await questions.find(tx, question)).answers[0].helpful == 0
    assert await tx.value("select count(*) from questions.vote") == 0
