"""Questions that became one: every letter that was sent about any of them goes on to do what it says (RFC 8058)."""

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.community import questions
from stoa.community.questions import actions
from stoa.community.questions.model import QuestionId
from stoa.people.permissions.model import GUEST, Visitor
from tests.community.questions.makers import make_answer, make_question, make_thing, member

pytestmark = pytest.mark.anyio
EMAIL = "gwen@example.com"


async def key_of(tx: Writing, question: QuestionId, email: str = EMAIL) -> str:
    return str(await tx.value("select key from questions.follower where question_id = $1 and email = $2", question, email))


async def letters(tx: Writing) -> int:
    return int(await tx.value("""select count(*) from mail.letter where template = 'questions/answered' and "to" = $1""", EMAIL))


@pytest.mark.parametrize("stopped", [0, 1, 2])
async def test_any_letter_of_what_was_merged_stops_all_of_it(client: httpx.AsyncClient, db: Database, stopped: int) -> None:
    """However it was merged: two into one at once, or one after another."""
    async with db.writing() as tx:
        product, other = await make_thing(tx), "lou@example.com"
        texts = ("Does it get hot?", "Is the handle hot after the microwave?", "How hot does it get in there?")
        asked = [await make_question(tx, product, text, email=EMAIL) for text in texts]
        late = await make_question(tx, product, "And in the oven?", email=other)
        keys = [await key_of(tx, one) for one in asked]
    async with db.writing() as tx:
        if stopped == 2:
            await questions.merge(tx, GUEST, [asked[2]], asked[1])
            await questions.merge(tx, GUEST, [asked[1], late], asked[0])
        else:
            await questions.merge(tx, GUEST, [asked[1], asked[2], late], asked[0])
        assert await tx.value("select count(*) from questions.follower where email = $1", EMAIL) == 1
        await make_answer(tx, asked[0], "It stays cool.")
    await jobs.drain(db)
    async with db.reading() as read:
        assert await letters(read) == 1  # type: ignore[arg-type]
    at = f"/questions/{ids.show('que', asked[stopped])}/quiet?key={keys[stopped]}"
    for _ in range(2):
        assert (await client.post(at, data={"List-Unsubscribe": "One-Click"})).status_code == 200
    async with db.writing() as tx:
        await make_answer(tx, asked[0], "It does get warm.")
    await jobs.drain(db)
    async with db.reading() as read:
        assert await letters(read) == 1  # type: ignore[arg-type]
        assert await read.value("select count(*) from questions.follower where email = $1", other) == 1


async def test_one_tap_of_an_old_letter_still_says_what_solved_it(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        product, ada = await make_thing(tx), await member(tx)
        into = await make_question(tx, product, "Does it get hot?", ada)
        source = await make_question(tx, product, "Is the handle hot after the microwave?", email=EMAIL)
        key = await key_of(tx, source)
        answer = await make_answer(tx, into, "It stays cool.")
        await questions.merge(tx, GUEST, [source], into)
    shown = ids.show("que", source)
    page = await client.get(f"/questions/{shown}?key={key}", follow_redirects=True)
    assert "This solved it" in page.text
    refused = await client.post(f"/questions/{shown}/accepted?key=nothing", data={"answer": ids.show("ans", answer)})
    assert refused.status_code in {403, 404}
    tapped = await client.post(f"/questions/{shown}/accepted?key={key}", data={"answer": ids.show("ans", answer)})
    assert tapped.status_code == 303
    async with db.reading() as read:
        assert (await questions.find(read, into)).question.accepted == answer


async def test_a_key_that_was_joined_to_ones_own_is_still_an_askers(tx: Writing) -> None:
    product = await make_thing(tx)
    into = await make_question(tx, product, "Does it get hot?")
    source = await make_question(tx, product, "Is the handle hot after the microwave?", email=EMAIL)
    key = await key_of(tx, source)
    await tx.run(
        "insert into questions.follower (key, question_id, email, language, at) values ('mine', $1, $2, 'en', $3)", into, EMAIL, tx.now
    )
    await questions.merge(tx, GUEST, [source], into)
    question = (await questions.find(tx, into)).question
    for one, asks in (("mine", True), (key, True), ("", False), ("else", False)):
        assert await actions.asked_it(tx, Visitor(), question, one) is asks
