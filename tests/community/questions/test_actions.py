"""Questions in the database: what is written, who is told, what is never published."""

from datetime import timedelta
from uuid import UUID

import pytest

from stoa.base.database import Writing
from stoa.community import questions
from stoa.community.moderation.model import State
from stoa.community.questions import actions, jobs, requests, rules, store, tidying
from stoa.community.questions.deriving import ORDER
from stoa.community.questions.model import (
    AnswerId,
    Basis,
    New,
    NewAnswer,
    NoSuchAnswer,
    NoSuchQuestion,
    NoSuchShopRequest,
    NotForYourOwnAnswer,
    NotTheSameProduct,
    NotYourQuestion,
    PutAnswer,
    PutQuestion,
    QuestionId,
    ShopNeedsAnAddress,
    UnfitAnswer,
    UnfitQuestion,
    Urgent,
)
from stoa.people.permissions.model import GUEST, SYSTEM, Role
from stoa.shop.catalog.model import NoSuchProduct, ProductId
from stoa.shop.catalog.model import State as Sold
from tests.community.questions.makers import as_visitor, make_answer, make_asked, make_owner, make_question, make_thing, member

pytestmark = pytest.mark.anyio


async def kinds(tx: Writing, about: UUID) -> list[str]:
    return [row["kind"] for row in await tx.rows("select kind from base.event where about = $1 order by at, id", about)]


async def waiting(tx: Writing, name: str) -> list[object]:
    return [row["args"] for row in await tx.rows("select args from base.job where kind = $1 and state = 'waiting'", name)]


async def shown(tx: Writing, product: ProductId, language: str = "en") -> dict:
    return await tx.value("select body from questions.shown where product_id = $1 and language = $2", product, language)


async def test_a_guest_asks_and_everybody_reads_it(tx: Writing) -> None:
    product = await make_thing(tx)
    question = await make_question(tx, product, "Does the   handle\u202e get hot?", name="Jo")
    found = await questions.find(tx, question)
    assert (found.question.text, found.question.name, found.answers) == ("Does the handle get hot?", "Jo", [])
    assert await kinds(tx, question) == ["questions.QuestionAsked"]
    assert [item["text"] for item in (await shown(tx, product.id))["items"]] == ["Does the handle get hot?"]
    due = await tx.value("select due_at from base.job where kind = 'questions.route'")
    assert due == tx.now + timedelta(minutes=10)
    assert await tx.value("select number from base.version where topic = $1", f"product:{product.id}") >= 1


async def test_an_owner_is_known_by_their_orders_alone(tx: Writing) -> None:
    product, other = await make_thing(tx), await make_thing(tx)
    question = await make_question(tx, product)
    owner = await make_owner(tx, product, days=40)
    stranger = await make_owner(tx, other)
    await make_answer(tx, question, "It stays cool.", as_visitor(owner))
    await make_answer(tx, question, "I think so.", as_visitor(stranger))
    found = await questions.find(tx, question)
    assert [(one.text, one.basis, one.owned_since) for one in found.answers] == [
        ("It stays cool.", Basis.OWNER, tx.now - timedelta(days=40)),
        ("I think so.", Basis.NONE, None),
    ]
    assert (found.question.answers, found.question.answered_at) == (2, tx.now)


async def test_what_only_the_shop_can_answer_is_never_published(tx: Writing) -> None:
    product = await make_thing(tx)
    asked = await make_asked(tx, product, "Where is my order 10234?", email="Jo@Example.com")
    assert (asked.question_id, asked.request_id is not None) == (None, True)
    assert await tx.value("select count(*) from questions.question") == 0
    assert await shown(tx, product.id) is None
    assert asked.request_id is not None
    kept = await requests.find(tx, asked.request_id, GUEST, asked.key)
    assert (kept.email, kept.why, kept.state) == ("jo@example.com", "words", "open")
    assert await kinds(tx, asked.request_id) == ["questions.ShopAsked"]
    await requests.tell_shop(tx, asked.request_id)
    await requests.tell_shop(tx, asked.request_id)
    assert [row["to"] for row in await letters(tx)] == ["shop@example.com"]


async def letters(tx: Writing) -> list:
    return await tx.rows("""select "to", template, text, subject from mail.letter order by id""")


async def test_the_shop_needs_to_know_where_to_answer(tx: Writing) -> None:
    product = await make_thing(tx)
    with pytest.raises(ShopNeedsAnAddress):
        await make_asked(tx, product, "When will my parcel arrive?")
    assert await tx.value("select count(*) from questions.request") == 0


async def test_whoever_asked_may_ask_owners_after_all_but_not_publish_an_order_number(tx: Writing) -> None:
    product = await make_thing(tx)
    asked = await make_asked(tx, product, "Where is my order 10234?", email="jo@example.com")
    assert asked.request_id is not None
    with pytest.raises(UnfitQuestion) as refused:
        await actions.ask_owners(tx, GUEST, asked.request_id, asked.key, "")
    assert [one.code for one in refused.value.errors] == ["personal"]
    after = await actions.ask_owners(tx, GUEST, asked.request_id, asked.key, "Where is my size in this table?")
    again = await actions.ask_owners(tx, GUEST, asked.request_id, asked.key, "")
    assert after.question_id == again.question_id is not None
    assert (await requests.find(tx, asked.request_id, GUEST, asked.key)).state == "asked_owners"
    with pytest.raises(NoSuchShopRequest):
        await actions.ask_owners(tx, GUEST, asked.request_id, "guessed", "")


async def test_the_same_words_are_the_same_question(tx: Writing) -> None:
    product = await make_thing(tx)
    ada, bob = await member(tx), await member(tx)
    first = await make_question(tx, product, "Does the handle get hot?", ada)
    again = await make_asked(tx, product, "the handle, does it... no: does the handle get HOT", bob, insist=True)
    assert again.question_id != first
    same = await make_asked(tx, product, "Get the handle hot: does?", bob)
    assert (same.question_id, same.same) == (first, True)
    assert await tx.value("select count(*) from questions.follower where question_id = $1", first) == 2


async def test_what_cannot_be_asked_or_answered(tx: Writing) -> None:
    product = await make_thing(tx)
    for text, code in (("", "required"), ("Hot?", "too_short"), ("x" * 301, "too_long"), ("Write me: jo@example.com please?", "personal")):
        with pytest.raises(UnfitQuestion) as refused:
            await make_asked(tx, product, text)
        assert [one.code for one in refused.value.errors] == [code]
    question = await make_question(tx, product)
    for text, code in (("", "required"), ("x" * 2001, "too_long"), ("Ask me: jo@example.com", "personal")):
        with pytest.raises(UnfitAnswer) as wrong:
            await make_answer(tx, question, text)
        assert [one.code for one in wrong.value.errors] == [code]
    draft = await make_thing(tx, state=Sold.DRAFT)
    for unknown in (draft.id, ProductId(question)):
        with pytest.raises(NoSuchProduct):
            await questions.ask(tx, GUEST, New(product_id=unknown, text="Is it heavy at all?", language="en"))
    with pytest.raises(NoSuchProduct):
        await make_asked(tx, product, "Is it heavy at all?", variant_id=draft.variants[0].id)


async def test_the_shop_waits_is_labelled_and_stands_below_owners(tx: Writing) -> None:
    product = await make_thing(tx)
    question = await make_question(tx, product)
    shop = await member(tx, Role.MERCHANT)
    held = await make_answer(tx, question, "It does not.", shop)
    assert (await questions.find(tx, question)).answers == []
    assert (await shown(tx, product.id))["answered"] == 0
    assert await tx.value("select due_at from base.job where kind = 'questions.release'") == tx.now + timedelta(hours=12)
    owner = await make_owner(tx, product)
    own = await make_answer(tx, question, "Mine stays cool.", as_visitor(owner))
    await actions.release(tx)
    assert [one.id for one in (await questions.find(tx, question)).answers] == [own]
    await tx.run("update questions.answer set visible_from = $1 where id = $2", tx.now, held)
    await actions.release(tx)
    found = await questions.find(tx, question)
    assert [(one.id, one.official) for one in found.answers] == [(own, False), (held, True)]
    assert found.question.accepted is None
    assert (await kinds(tx, question)).count("questions.QuestionAnswered") == 2


async def test_safety_does_not_wait_and_no_customer_is_urgent(tx: Writing) -> None:
    product = await make_thing(tx)
    question = await make_question(tx, product)
    shop = await member(tx, Role.AGENT)
    await make_answer(tx, question, "Do not use it: it cracks.", shop, urgent=Urgent.SAFETY)
    await make_answer(tx, question, "Look here first.", await member(tx), urgent=Urgent.LAW)
    found = await questions.find(tx, question)
    assert [(one.official, one.held) for one in found.answers] == [(False, False), (True, False)]
    assert await tx.rows("select urgent from questions.answer where urgent is not null and not official") == []


async def test_whoever_works_for_the_shop_never_speaks_as_a_customer(tx: Writing) -> None:
    product = await make_thing(tx)
    question = await make_question(tx, product)
    host = await make_owner(tx, product)
    answer, _ = await questions.answer(tx, as_visitor(host, Role.HOST), question, NewAnswer(text="I like it.", language="en"))
    found = await store.find_answer(tx, answer)
    assert found is not None
    assert (found.official, found.basis, found.held) == (True, Basis.NONE, True)


async def test_who_asked_says_what_solved_it_and_nobody_else(tx: Writing) -> None:
    product = await make_thing(tx)
    ada, bob = await member(tx), await member(tx)
    question = await make_question(tx, product, visitor=ada)
    first, second = await make_answer(tx, question, "No.", bob), await make_answer(tx, question, "Never.")
    for visitor, key in ((bob, ""), (GUEST, ""), (SYSTEM, "guessed")):
        with pytest.raises(NotYourQuestion):
            await questions.accept(tx, visitor, question, first, key)
    await questions.accept(tx, ada, question, second)
    assert [one.id for one in (await questions.find(tx, question)).answers] == [second, first]
    key = await tx.value("select key from questions.follower where asker and question_id = $1", question)
    await questions.accept(tx, GUEST, question, first, key)
    found = await questions.find(tx, question)
    assert (found.question.accepted, [one.id for one in found.answers]) == (first, [first, second])
    assert (await kinds(tx, question)).count("questions.AnswerAccepted") == 2
    helpful = "select helpful from moderation.conduct where person_id = $1"
    assert await tx.value(helpful, bob.member) == 1
    await questions.accept(tx, ada, question, None)
    assert await tx.value(helpful, bob.member) == 0
    await questions.accept(tx, ada, question, first)
    with pytest.raises(NoSuchAnswer):
        await questions.accept(tx, ada, question, await make_answer(tx, await make_question(tx, product, "Is it big enough?")))
    await actions.set_answers(tx, [first], State.REMOVED)
    assert (await questions.find(tx, question)).question.accepted is None


async def test_one_vote_each_and_none_for_oneself(tx: Writing) -> None:
    product = await make_thing(tx)
    ada, bob = await member(tx), await member(tx)
    question = await make_question(tx, product)
    answer = await make_answer(tx, question, visitor=ada)
    with pytest.raises(NotForYourOwnAnswer):
        await questions.vote(tx, ada, answer, True)
    for helpful, counts in ((True, (1, 0)), (True, (1, 0)), (False, (0, 1)), (None, (0, 0)), (True, (1, 0))):
        await questions.vote(tx, bob, answer, helpful)
        found = await store.find_answer(tx, answer)
        assert found is not None
        assert (found.helpful, found.unhelpful) == counts
    with pytest.raises(NoSuchAnswer):
        await questions.vote(tx, bob, AnswerId(question), True)


async def test_merged_questions_are_one(tx: Writing) -> None:
    product = await make_thing(tx)
    ada, bob, host = await member(tx), await member(tx), await member(tx, Role.HOST)
    into = await make_question(tx, product, visitor=ada)
    source = await make_question(tx, product, "Is the handle hot after the microwave?", bob)
    await questions.follow(tx, ada, source, "en")
    kept = await make_answer(tx, source, "It is not.", ada)
    await questions.accept(tx, bob, source, kept)
    older = await make_question(tx, product, "How hot does it get in there?")
    await questions.merge(tx, host, [older], source)
    await questions.merge(tx, host, [source], into)
    for address in (into, source, older):
        found = await questions.find(tx, address)
        assert (found.question.id, found.question.accepted, [one.id for one in found.answers]) == (into, kept, [kept])
    assert (await shown(tx, product.id))["count"] == 1
    assert await tx.value("select count(*) from questions.follower where question_id = $1", into) == 2
    assert await actions.asked_it(tx, bob, (await questions.find(tx, into)).question, "")
    assert not await actions.asked_it(tx, host, (await questions.find(tx, into)).question, "")
    assert await make_answer(tx, older, "Warm, not hot.")
    assert len((await questions.find(tx, into)).answers) == 2
    with pytest.raises(NotTheSameProduct):
        await questions.merge(tx, host, [await make_question(tx, await make_thing(tx))], into)


async def test_what_is_hidden_is_nowhere(tx: Writing) -> None:
    product = await make_thing(tx)
    question = await make_question(tx, product)
    answer = await make_answer(tx, question)
    assert await questions.similar(tx, "handle hot", product.id, "en") != []
    await actions.set_questions(tx, [question], State.REMOVED)
    with pytest.raises(NoSuchQuestion):
        await questions.find(tx, question)
    with pytest.raises(NoSuchQuestion):
        await make_answer(tx, question)
    assert await questions.similar(tx, "handle hot", product.id, "en") == []
    assert (await shown(tx, product.id))["count"] == 0
    assert await kinds(tx, question) == ["questions.QuestionAsked", "questions.QuestionAnswered", "questions.QuestionRemoved"]
    await actions.set_questions(tx, [question], State.PUBLISHED)
    assert [one.id for one in (await questions.find(tx, question)).answers] == [answer]


async def test_many_are_put_at_once_and_twice_changes_nothing(tx: Writing) -> None:
    product, other = await make_thing(tx), await make_thing(tx)
    ada, bob = as_visitor(await make_owner(tx, product, days=120)), await member(tx)
    at = tx.now - timedelta(days=100)
    answers = [
        PutAnswer(text="Yes.\n\nOften.", language="en", made_at=at, author=ada.person, helpful_by=[bob.person, bob.person]),
        PutAnswer(text="The shop says yes.", language="en", made_at=at, official=True, accepted=True),
    ]
    wanted = [
        PutQuestion(
            product_id=product.id,
            text="Is it for the oven?",
            language="en",
            made_at=at,
            id=QuestionId(store_id(1)),
            answers=answers,
        ),
        PutQuestion(
            product_id=other.id,
            text="Wie schwer ist sie?",
            language="de",
            made_at=at,
            id=QuestionId(store_id(2)),
            author=bob.person,
        ),
    ]
    made = await questions.put_questions(tx, SYSTEM, wanted)
    assert await questions.put_questions(tx, SYSTEM, wanted) == made == [one.id for one in wanted]
    found = await questions.find(tx, made[0])
    assert [(one.text, one.basis, one.official, one.helpful) for one in found.answers] == [
        ("The shop says yes.", Basis.NONE, True, 0),
        ("Yes.\n\nOften.", Basis.OWNER, False, 1),
    ]
    assert (await shown(tx, other.id, "de"))["items"][0]["text"] == "Wie schwer ist sie?"
    assert await waiting(tx, "questions.route") == []
    assert await letters(tx) == []


def store_id(number: int) -> UUID:
    return UUID(int=0x018F0000_0000_7000_8000_000000000000 + number)


async def test_the_database_scores_and_orders_as_the_rules_do(tx: Writing) -> None:
    product = await make_thing(tx)
    question = await make_question(tx, product)
    people = [await member(tx) for _ in range(6)]
    owner, shop = await make_owner(tx, product), await member(tx, Role.MERCHANT)
    made = [await make_answer(tx, question, f"Answer {n}") for n in range(4)]
    made += [await make_answer(tx, question, "Owner", as_visitor(owner)), await make_answer(tx, question, "Shop", shop, urgent=Urgent.LAW)]
    for number, answer in enumerate(made[:4]):
        for person in people[: number + 1]:
            await questions.vote(tx, person, answer, number % 2 == 0)
    found = (await questions.find(tx, question)).answers
    rows = await tx.rows(
        "select a.id, questions.score(a.up, a.down) as score from questions.answer a join questions.question q on q.id = a.question_id"
        f" where a.question_id = $1 order by {ORDER}",
        question,
    )
    assert [row["id"] for row in rows] == [one.id for one in found]
    assert [row["score"] for row in rows] == pytest.approx([rules.score(one.up, one.down) for one in found])
    assert [one.text for one in found][-3:] == ["Shop", "Answer 1", "Answer 3"]


async def test_who_sends_it_back_is_an_owner_no_more_and_guests_are_forgotten(tx: Writing) -> None:
    product = await make_thing(tx)
    question = await make_question(tx, product, email="jo@example.com", name="Jo")
    owner = await make_owner(tx, product)
    await make_answer(tx, question, "Cool.", as_visitor(owner))
    await tidying.disown(tx)
    assert [one.basis for one in (await questions.find(tx, question)).answers] == [Basis.OWNER]
    await tx.run("update orders.line set delivered = 0")
    await jobs.tidy(tx, {})
    assert [one.basis for one in (await questions.find(tx, question)).answers] == [Basis.NONE]
    await tidying.forget(tx)
    assert await tx.value("select count(*) from questions.follower") == 1
    await tx.run("update questions.follower set at = at - interval '181 days'")
    await tidying.forget(tx)
    assert await tx.value("select count(*) from questions.follower") == 0
    asked = await make_asked(tx, product, "Where is my parcel?", email="jo@example.com")
    assert asked.request_id is not None
    await requests.reply(tx, SYSTEM, asked.request_id, "There.")
    await tx.run("update questions.request set done_at = done_at - interval '366 days'")
    await tidying.forget(tx)
    assert await tx.value("select count(*) from questions.request") == 0


async def test_what_a_file_says_of_owning_counts_for_nothing(tx: Writing) -> None:
    product = await make_thing(tx)
    late = as_visitor(await make_owner(tx, product, days=2))
    at = tx.now - timedelta(days=9)
    answers = [PutAnswer(text="I have it.", language="en", made_at=at, author=late.person)]
    made = await questions.put_questions(
        tx, SYSTEM, [PutQuestion(product_id=product.id, text="Who has it?", language="en", made_at=at, answers=answers)]
    )
    assert [one.basis for one in (await questions.find(tx, made[0])).answers] == [Basis.NONE]
