"""Who is asked: owners who let themselves be, the most promising five, once a week; and what a link in a mail can do (QA-2)."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec
import pytest

from stoa.app import rooms
from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.http.rendering import Renderer
from stoa.community import questions
from stoa.community.moderation.model import StaffStayOut
from stoa.community.questions import actions, owners, rows
from stoa.community.questions.model import (
    AnswerLinkSpent,
    AnswerSettled,
    NewAnswer,
    NoSuchQuestion,
    QuestionAnswered,
    QuestionId,
    State,
    UnfitAnswer,
)
from stoa.community.questions.telling import answered
from stoa.outside import mail
from stoa.people.permissions.model import GUEST, STAFF, PersonId, Role
from tests.community.questions.makers import as_visitor, make_answer, make_owner, make_question, make_thing, member, own

pytestmark = pytest.mark.anyio


async def letters(tx: Writing, template: str) -> list:
    return await tx.rows('select "to", text, html from mail.letter where template = $1 order by id', f"questions/{template}")


def token_in(text: str, path: str = "/answer/") -> str:
    found = re.search(rf"http://localhost:8000{path}([\w-]{{20,}})", text)
    assert found is not None, text
    return found[1]


async def asked(tx: Writing, question: QuestionId) -> set[PersonId]:
    return {row["person_id"] for row in await tx.rows("select person_id from questions.asked where question_id = $1", question)}


async def test_three_willing_owners_of_that_variant_are_asked_once(tx: Writing) -> None:
    product = await make_thing(tx)
    clay, sage = (one.id for one in product.variants)
    able = [await make_owner(tx, product, variant=clay, willing=True) for _ in range(7)]
    await make_owner(tx, product, variant=sage, willing=True)
    await make_owner(tx, product, variant=clay)
    await make_owner(tx, await make_thing(tx), willing=True)
    question = await make_question(tx, product, variant_id=clay)
    assert await owners.route(tx, question) == 3
    assert await owners.route(tx, question) == 0
    people = await asked(tx, question)
    assert len(people) == 3
    assert people < set(able)
    assert len(await letters(tx, "asked")) == 3


@pytest.fixture
def in_berlin(tx: Writing, renderer: Renderer) -> Iterator[None]:
    """Letters are written in a shop whose clock is Berlin's."""
    before = mail.current()
    there = Renderer(rooms.template_folders(), renderer.texts, asset=str, zone="Europe/Berlin")
    mail.wire(msgspec.structs.replace(before, renderer=there))
    yield
    mail.wire(before)


@pytest.mark.parametrize(
    ("asked_at", "day"), [("2026-11-22T22:59", "6 December"), ("2026-11-22T23:01", "7 December"), ("2027-03-14T22:30", "29 March")]
)
async def test_a_letter_names_the_last_day_of_its_link_by_the_shops_clock(tx: Writing, in_berlin: None, asked_at: str, day: str) -> None:
    """As the link's page does: from an hour before midnight UTC on, that is the next day in Berlin; in summer, from two."""
    product = await make_thing(tx)
    await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    tx.now = datetime.fromisoformat(f"{asked_at}+00:00")
    assert await owners.route(tx, question) == 1
    [letter] = await letters(tx, "asked")
    assert f"until {day}" in " ".join(letter["text"].split())


async def test_nobody_is_asked_twice_a_week_nor_their_own_question_nor_by_whom_they_blocked(tx: Writing) -> None:
    product = await make_thing(tx)
    owner = await make_owner(tx, product, willing=True)
    first, second = await make_question(tx, product, "Is it for tea?"), await make_question(tx, product, "Is it for coffee?")
    assert [await owners.route(tx, one) for one in (first, second)] == [1, 0]
    await questions.set_willing(tx, owner, on=False)
    await questions.set_willing(tx, owner, on=True)
    third = await make_question(tx, product, "Is it for milk?")
    assert await owners.route(tx, third) == 0
    await tx.run("update questions.asked set at = at - interval '8 days'")
    await tx.run("update questions.willing set asked_at = asked_at - interval '8 days'")
    mine = await make_question(tx, product, "Is it for soup?", as_visitor(owner))
    assert await owners.route(tx, mine) == 0
    eve = await member(tx)
    await tx.run("insert into circles.block (person_id, other_id, at) values ($1, $2, $3)", owner, eve.person, tx.now)
    assert await owners.route(tx, await make_question(tx, product, "Is it for juice?", eve)) == 0
    assert await owners.route(tx, await make_question(tx, product, "Is it for cocoa?")) == 1


async def test_what_is_answered_or_gone_is_put_to_nobody(tx: Writing) -> None:
    product = await make_thing(tx)
    await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    await make_answer(tx, question)
    into = await make_question(tx, product, "Is it for tea?")
    await questions.merge(tx, GUEST, [question], into)
    for one in (question, into, QuestionId(product.id)):
        assert await owners.route(tx, one) == 0
    assert await letters(tx, "asked") == []


async def test_what_came_back_is_not_owned(tx: Writing) -> None:
    product = await make_thing(tx)
    await make_owner(tx, product, willing=True)
    await tx.run("update orders.line set returned = 0, delivered = 0")
    assert await owners.route(tx, await make_question(tx, product)) == 0


async def test_a_link_answers_as_its_owner_once_and_they_are_told(tx: Writing) -> None:
    product = await make_thing(tx)
    owner = await make_owner(tx, product, willing=True, email="olga@example.com")
    question = await make_question(tx, product, visitor=await member(tx))
    await owners.route(tx, question)
    token = token_in((await letters(tx, "asked"))[0]["text"])
    assert (await owners.opened(tx, token)).person_id == owner
    with pytest.raises(UnfitAnswer):
        async with tx.attempt():
            await questions.answer_by_link(tx, token, " ")
    made = await questions.answer_by_link(tx, token, "It stays cool.")
    assert (made.question_id, made.state) == (question, State.PUBLISHED)
    found = (await questions.find(tx, question)).answers
    assert [(one.id, one.author, one.owned_since is not None) for one in found] == [(made.answer_id, owner, True)]
    for _ in range(2):
        with pytest.raises(AnswerLinkSpent):
            await questions.answer_by_link(tx, token, "And I say this too.")
    told = await letters(tx, "in_your_name")
    assert [row["to"] for row in told] == ["olga@example.com"]
    assert "It stays cool." in told[0]["text"]


async def test_what_a_stranger_answered_by_a_forwarded_link_is_taken_back(tx: Writing) -> None:
    product = await make_thing(tx)
    await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    token = token_in((await letters(tx, "asked"))[0]["text"])
    await questions.answer_by_link(tx, token, "Buy somewhere else!")
    back = token_in((await letters(tx, "in_your_name"))[0]["text"], "/answer/back/")
    with pytest.raises(AnswerLinkSpent):
        await owners.disown(tx, token)
    assert (await owners.given(tx, back)).state == "answered"
    for _ in range(2):
        await owners.disown(tx, back)
    assert (await questions.find(tx, question)).answers == []
    assert await tx.value("select state from questions.asked") == "disowned"
    with pytest.raises(AnswerLinkSpent):
        await questions.answer_by_link(tx, token, "Once more")


async def test_what_was_answered_by_a_link_may_get_other_words_of_which_the_owner_is_told_too(tx: Writing) -> None:
    product = await make_thing(tx)
    owner = await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    made = await questions.answer_by_link(tx, token_in((await letters(tx, "asked"))[0]["text"]), "It stays cool.")
    with pytest.raises(UnfitAnswer):
        async with tx.attempt():
            await owners.change_given(tx, made.back, " ")
    assert await owners.change_given(tx, made.back, "It gets warm.") is State.PUBLISHED
    assert [(one.text, one.author) for one in (await questions.find(tx, question)).answers] == [("It gets warm.", owner)]
    told = [row["text"] for row in await letters(tx, "in_your_name")]
    assert ["It stays cool." in text for text in told] == [True, False]
    assert "It gets warm." in told[1]
    await questions.vote(tx, await member(tx), made.answer_id, True)
    with pytest.raises(AnswerSettled):
        await owners.change_given(tx, made.back, "Buy elsewhere.")
    await owners.disown(tx, made.back)
    with pytest.raises(AnswerLinkSpent):
        await owners.change_given(tx, made.back, "Once more.")


async def test_a_link_ends(tx: Writing) -> None:
    product = await make_thing(tx)
    people = [await make_owner(tx, product, willing=True) for _ in range(3)]
    question = await make_question(tx, product)
    await owners.route(tx, question)
    late, unknown, never = (token_in(row["text"]) for row in await letters(tx, "asked"))
    await tx.run("update questions.asked set until_at = $1 where digest = $2", tx.now, owners.digest(late))
    await owners.decline(tx, unknown)
    await owners.decline(tx, never, stop=True)
    for token in (late, unknown, never, "made-up"):
        with pytest.raises(AnswerLinkSpent):
            await owners.opened(tx, token)
        with pytest.raises(AnswerLinkSpent):
            await questions.answer_by_link(tx, token, "Too late.")
    assert sorted([await owners.is_willing(tx, one) for one in people]) == [False, True, True]
    assert await letters(tx, "in_your_name") == []


async def test_a_link_to_what_was_hidden_answers_nothing(tx: Writing) -> None:
    product = await make_thing(tx)
    await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    token = token_in((await letters(tx, "asked"))[0]["text"])
    await tx.run("update questions.question set state = 'removed' where id = $1", question)
    with pytest.raises(NoSuchQuestion):
        async with tx.attempt():
            await questions.answer_by_link(tx, token, "Cool.")
    await tx.run("update questions.question set state = 'published' where id = $1", question)


async def test_who_asked_is_told_of_three_answers_at_most_and_never_of_their_own(tx: Writing) -> None:
    product = await make_thing(tx)
    ada = await member(tx, email="ada@example.com")
    question = await make_question(tx, product, visitor=ada)
    await questions.follow(tx, await member(tx, email="bob@example.com"), question, "de")
    made = [await make_answer(tx, question, f"Answer {n}") for n in range(4)]
    made.append(await make_answer(tx, question, "I found out.", ada))
    for answer in made:
        event = QuestionAnswered(about=question, answer_id=answer, product_id=product.id, official=False)
        await answered(tx, event)
        await answered(tx, event)
    told = await letters(tx, "answered")
    assert sorted(row["to"] for row in told) == ["ada@example.com"] * 3 + ["bob@example.com"] * 3
    assert ["Mehr als drei" in row["text"] for row in told if row["to"] == "bob@example.com"] == [False] * 3
    assert all("I found out." not in row["text"] for row in told if row["to"] == "ada@example.com")


async def test_what_an_owner_is_asked_about_is_named_in_their_language_not_in_the_questions(tx: Writing) -> None:
    product = await make_thing(tx)
    owner = await make_owner(tx, product, willing=True)
    await tx.run("update accounts.person set language = 'de' where id = $1", owner)
    question = await make_question(tx, product, "Does it get hot?", visitor=await member(tx), language="en")
    await owners.route(tx, question)
    assert [one.title for one in await questions.open_for(tx, owner)] == ["Weite Tasse"]
    assert [one.title for one in await questions.open_for(tx, owner, "en")] == ["Wide mug"]
    link = re.search(r"/answer/(\S+)", (await letters(tx, "asked"))[0]["text"])
    assert link is not None
    assert [(await owners.opened(tx, link[1], language)).title for language in (None, "de", "en")] == [
        "Weite Tasse",
        "Weite Tasse",
        "Wide mug",
    ]
    asker = (await questions.find(tx, question)).question.author
    assert asker is not None
    assert [one.title for one in (await rows.of_person(tx, asker, "de")).items] == ["Weite Tasse"]


async def test_an_owner_who_answers_on_the_page_needs_the_link_no_more(tx: Writing) -> None:
    product = await make_thing(tx)
    owner = await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    assert [one.question_id for one in await questions.open_for(tx, owner)] == [question]
    token = token_in((await letters(tx, "asked"))[0]["text"])
    answer = await make_answer(tx, question, "Cool.", as_visitor(owner))
    await owners.answered_here(tx, owner, question, answer)
    assert await questions.open_for(tx, owner) == []
    with pytest.raises(AnswerLinkSpent):
        await owners.opened(tx, token)


async def test_what_is_waiting_is_open_for_its_days(tx: Writing) -> None:
    product = await make_thing(tx)
    owner = await make_owner(tx, product, willing=True)
    await own(tx, owner, product)
    await owners.route(tx, await make_question(tx, product))
    until = await tx.value("select until_at from questions.asked")
    assert until == tx.now + timedelta(days=14)


async def test_the_shops_people_are_not_asked_as_owners(tx: Writing) -> None:
    product = await make_thing(tx)
    for role in sorted(STAFF):
        await make_owner(tx, product, willing=True, roles=frozenset({Role.SHOPPER, role}))
    owner = await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    assert await owners.route(tx, question) == 1
    assert await asked(tx, question) == {owner}


@pytest.mark.parametrize("role", sorted(STAFF))
@pytest.mark.parametrize("by_link", [True, False])
async def test_the_brand_never_answers_as_an_owner(tx: Writing, role: Role, by_link: bool) -> None:
    """Somebody was asked, and works for the shop since: their answer is the shop's, labelled, and waits."""
    product = await make_thing(tx)
    owner = await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    await tx.run("update accounts.person set roles = $2 where id = $1", owner, ["shopper", role.value])
    if by_link:
        made = await questions.answer_by_link(tx, token_in((await letters(tx, "asked"))[0]["text"]), "It stays cool.")
        answer_id = made.answer_id
    else:
        answer_id, _ = await questions.answer(tx, as_visitor(owner, role), question, NewAnswer(text="It stays cool.", language="en"))
    row = await tx.row("select official, held, basis, owned_since from questions.answer where id = $1", answer_id)
    assert tuple(row.values()) == (True, True, "none", None)
    assert (await questions.find(tx, question)).answers == []


async def test_whom_the_shop_has_hired_since_does_not_rewrite_what_they_said_as_an_owner(tx: Writing) -> None:
    product = await make_thing(tx)
    owner = await make_owner(tx, product, willing=True)
    question = await make_question(tx, product)
    await owners.route(tx, question)
    made = await questions.answer_by_link(tx, token_in((await letters(tx, "asked"))[0]["text"]), "It stays cool.")
    await tx.run("update accounts.person set roles = '{shopper,merchant}' where id = $1", owner)
    with pytest.raises(StaffStayOut):
        await owners.change_given(tx, made.back, "Buy it, it is the best.")
    with pytest.raises(StaffStayOut):
        await actions.change_answer(tx, as_visitor(owner, Role.MERCHANT), made.answer_id, "Buy it, it is the best.")
    await owners.disown(tx, made.back)
    assert (await questions.find(tx, question)).answers == []


async def test_who_gives_it_away_is_not_asked_and_has_no_mark(tx: Writing) -> None:
    product = await make_thing(tx)
    giver, marked = await make_owner(tx, product, willing=True), await make_owner(tx, product, willing=True)
    await tx.run("update orders.order set recipient_id = $2, hidden_as = 'Edda' where person_id = $1", giver, ids.new())
    line = await tx.row(
        "select l.id, l.order_id, l.product_id, l.variant_id from orders.line l join orders.order o on o.id = l.order_id where o.person_id = $1",
        marked,
    )
    await tx.run(
        """insert into circles.purchase (line_id, order_id, person_id, product_id, variant_id, at, state, gift)
        values ($1, $2, $3, $4, $5, $6, 'delivered', true)""",
        line["id"], line["order_id"], marked, line["product_id"], line["variant_id"], tx.now,
    )  # fmt: skip
    question = await make_question(tx, product)
    assert await owners.route(tx, question) == 0
    for person in (giver, marked):
        await make_answer(tx, question, "It stays cool, they say.", as_visitor(person))
    assert await tx.value("select count(*) from questions.answer where basis = 'owner'") == 0


async def test_owners_are_asked_in_their_language_first(tx: Writing) -> None:
    product = await make_thing(tx)
    english = [await make_owner(tx, product, willing=True) for _ in range(6)]
    german = await make_owner(tx, product, willing=True)
    await tx.run("update accounts.person set language = 'de' where id = $1", german)
    await tx.run("update accounts.person set language = 'en' where id = any($1)", english)
    question = await make_question(tx, product, "Wird der Henkel heiß?", language="de")
    assert await owners.route(tx, question) == 3
    assert german in await asked(tx, question)
    again = await make_question(tx, product, "Does it get hot?")
    for moved in ("willing set asked_at = asked_at", "asked set at = at"):
        await tx.run(f"update questions.{moved} - interval '8 days'")
    await owners.route(tx, again)
    assert german not in await asked(tx, again)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It does not get hot at all when I have it in the oven for an hour.", "en"),
        ("Der Henkel wird bei mir nicht heiß, auch wenn ich sie eine Stunde im Ofen habe.", "de"),
        ("Ja!", "en"),
    ],
)
async def test_an_answer_is_in_the_language_that_it_is_written_in(tx: Writing, text: str, kept: str) -> None:
    """Whatever the question's: what is too short to tell is in its author's."""
    product = await make_thing(tx)
    owner = await make_owner(tx, product, willing=True)
    await tx.run("update accounts.person set language = 'en' where id = $1", owner)
    question = await make_question(tx, product, "Wird der Henkel heiß?", language="de")
    await owners.route(tx, question)
    made = await questions.answer_by_link(tx, token_in((await letters(tx, "asked"))[0]["text"], "(?:/de)?/answer/"), text)
    assert await tx.value("select language from questions.answer where id = $1", made.answer_id) == kept
    await owners.change_given(tx, made.back, "Das ist jetzt auf Deutsch, und es ist die Antwort, die ich geben wollte.")
    assert await tx.value("select language from questions.answer where id = $1", made.answer_id) == "de"
