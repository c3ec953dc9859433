"""Questions through the real app: what guests, members, owners and the staff see and do, and how many statements that takes."""

import html
import re
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, statements
from stoa.base.http.front import Front
from stoa.community import questions
from stoa.community.questions import actions, owners, store, telling
from stoa.community.questions.model import QuestionAnswered, QuestionHandedOver, QuestionId, State
from stoa.people.permissions.model import Role
from stoa.shop.catalog.model import Product
from tests.community.questions.makers import as_visitor, make_answer, make_owner, make_question, member, own
from tests.community.questions.reading import asked, facts, letter, path
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio

MAILS = Path(questions.__file__).parent / "web/templates/mails"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


async def count(client: httpx.AsyncClient, url: str) -> int:
    seen: list[str] = []
    token = statements.set(seen)
    try:
        answer = await client.get(url, headers={"cookie": f"stoa_cart={uuid4()}"})
    finally:
        statements.reset(token)
    assert answer.status_code == 200
    return len(seen)


async def test_a_guest_asks_without_scripts_and_sees_first_what_is_known(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    page = (await client.get(f"/p/{product.handle}")).text
    assert f'action="/p/{product.handle}/question"' in html.unescape(page)
    assert "Nobody has asked yet" in page
    known = await client.get(f"/p/{product.handle}/question", params={"q": "Is it dishwasher safe?"})
    assert "Care: Dishwasher safe" in known.text
    assert "Is it dishwasher safe?" in html.unescape(known.text)
    short = await client.post(f"/p/{product.handle}/questions", data={"text": "Hm?", "name": "Jo", "email": "nonsense"})
    assert short.status_code == 422
    assert 'value="Jo"' in short.text
    made = await client.post(f"/p/{product.handle}/questions", data={"text": "Does it stack?", "name": "Jo", "email": "jo@example.com"})
    assert made.status_code == 303
    shown = await client.get(made.headers["location"])
    assert shown.status_code == 200
    assert "Does it stack?" in shown.text
    assert "Does it stack?" in (await client.get(f"/p/{product.handle}")).text
    again = await client.post(f"/p/{product.handle}/questions", data={"text": "does it STACK"})
    assert "done=same" in again.headers["location"]
    async with db.reading() as read:
        assert await read.value("select count(*) from questions.question") == 1


async def test_who_asks_by_mail_is_told_where_the_answer_goes_and_nobody_else_is(
    client: httpx.AsyncClient, db: Database, product: Product
) -> None:
    form = {"text": "Does it stack?", "email": "jo@example.com"}
    made = await client.post(f"/p/{product.handle}/questions", data=form)
    here, _, key = made.headers["location"].partition("&key=")
    assert "Your question is here. When somebody answers, a letter goes to jo@example.com." in (await client.get(f"{here}&key={key}")).text
    for path_ in (here, f"{here}&key=guessed"):
        seen = (await client.get(path_)).text
        assert "Your question is here." in seen
        assert "jo@example.com" not in seen
    again = await client.post(f"/p/{product.handle}/questions", data={**form, "email": "kim@example.com"})
    told = (await client.get(again.headers["location"])).text
    assert "If there is another one, you get a letter." in told
    assert "jo@example.com" not in told
    nameless = await client.post(f"/p/{product.handle}/questions", data={"text": "Does it stack?"})
    assert "you get a letter" not in (await client.get(nameless.headers["location"])).text
    waits = await client.post(f"/p/{product.handle}/questions", data={**form, "text": "Is it the one at https://elsewhere.example/mug ?"})
    assert waits.headers["location"].startswith("/questions/received?key=")
    assert "A host looks at your question first" in (page := (await client.get(waits.headers["location"])).text)
    assert "a letter goes to jo@example.com" in page
    await sign_in(client, db, Role.SHOPPER, email="ada@example.com")
    mine = await client.post(f"/p/{product.handle}/questions", data={"text": "May it go into the oven?"})
    assert "a letter goes to ada@example.com" in (await client.get(mine.headers["location"])).text


async def test_the_product_page_is_made_anew_when_something_is_said(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    question = await asked(db, product)
    assert "It stays cool." not in (await client.get(f"/p/{product.handle}")).text
    async with db.writing() as tx:
        owner = await make_owner(tx, product, days=250)
        await make_answer(tx, question, "It stays cool.", as_visitor(owner))
    page = (await client.get(f"/p/{product.handle}")).text
    assert "It stays cool." in page
    assert "Owner for 8 months" in page
    assert "Besitzt es seit 8 Monaten" in (await client.get(f"/de/p/{product.handle}")).text


async def test_what_only_the_shop_can_answer(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    form = {"text": "Where is my order 10234?"}
    needs = await client.post(f"/p/{product.handle}/questions", data=form)
    assert needs.status_code == 422
    assert "Only we can answer this" in needs.text
    insisted = await client.post(f"/p/{product.handle}/questions", data={**form, "insist": "yes"})
    assert insisted.status_code == 422
    assert "leave out mail addresses and order numbers" in insisted.text
    sent = await client.post(f"/p/{product.handle}/questions", data={**form, "email": "jo@example.com"})
    where = sent.headers["location"]
    told = await client.get(where)
    assert "answers to jo@example.com" in html.unescape(told.text)
    assert (await client.get(where.partition("?")[0])).status_code == 404
    assert (await client.get(where.partition("?")[0] + "?key=guessed")).status_code == 404
    assert "10234" not in (await client.get(f"/p/{product.handle}/questions")).text
    await jobs.drain(db)
    assert "Where is my order 10234?" in await letter(db, "for_the_shop")
    owners_path = where.replace("?", "/owners?")
    assert (await client.post(owners_path, data={"text": "Order 10234 please?"})).status_code == 422
    moved = await client.post(owners_path, data={"text": "Where do you put yours?"})
    assert moved.status_code == 303
    assert "Where do you put yours?" in (await client.get(f"/p/{product.handle}/questions")).text


async def test_an_answer_is_given_voted_for_and_accepted(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    ada = await sign_in(client, db, Role.SHOPPER, email="ada@example.com")
    asking = dict(client.cookies)
    made = await client.post(f"/p/{product.handle}/questions", data={"text": "Does it stack?"})
    here = made.headers["location"].partition("?")[0]
    client.cookies.clear()
    empty = await client.post(f"{here}/answers", data={"text": " ", "name": "Kim"})
    assert empty.status_code == 422
    assert 'value="Kim"' in empty.text
    answered = await client.post(f"{here}/answers", data={"text": "Yes, three high.", "name": "Kim"})
    answer = answered.headers["location"].rpartition("#")[2]
    assert (await client.post(f"/answers/{answer}/vote", data={"helpful": "yes"})).status_code == 401
    assert (await client.post(f"{here}/accepted", data={"answer": answer})).status_code == 403
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.post(f"/answers/{answer}/vote", data={"helpful": "yes"})).status_code == 303
    assert (await client.post(f"{here}/accepted", data={"answer": answer})).status_code == 403
    assert 'aria-pressed="true"' in (await client.get(here)).text
    client.cookies.clear()
    client.cookies.update(asking)
    assert (await client.post(f"{here}/accepted", data={"answer": answer})).status_code == 303
    page = (await client.get(here)).text
    assert "Solved it" in page
    entity = facts(page)[0]["mainEntity"]
    assert (entity["answerCount"], entity["acceptedAnswer"]["text"], entity["acceptedAnswer"]["upvoteCount"]) == (1, "Yes, three high.", 1)
    assert entity["about"]["name"] == "Wide mug"
    assert "suggestedAnswer" not in entity
    await jobs.drain(db)
    mailed = await letter(db, "answered")
    assert "Yes, three high." in mailed
    key = re.search(r"\?key=([\w-]+)", mailed)
    assert key is not None
    client.cookies.clear()
    assert (await client.post(f"{here}/accepted?key={key[1]}", data={})).status_code == 303
    assert "Solved it" not in (await client.get(here)).text
    assert (await client.post(f"{here}/quiet?key={key[1]}")).status_code == 200
    async with db.reading() as read:
        assert await read.value("select count(*) from questions.follower where person_id = $1", ada) == 0


async def test_what_people_write_is_never_markup(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    question = await asked(db, product, text=f"Is it good? {HOSTILE}", name=HOSTILE[:60])
    async with db.writing() as tx:
        await make_answer(tx, question, HOSTILE, name=HOSTILE[:60])
    for url in (
        path(question),
        f"/p/{product.handle}",
        f"/p/{product.handle}/questions",
        f"/p/{product.handle}/question?q={HOSTILE}",
        f"/questions/suggest?product={ids.show('prd', product.id)}&q=good",
    ):
        text = (await client.get(url)).text
        assert "<script>alert" not in text, url
        assert "<img src=x" not in text, url


async def test_an_owner_answers_by_the_link_in_a_mail_and_takes_it_back(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    question = await asked(db, product)
    async with db.writing() as tx:
        await make_owner(tx, product, willing=True)
        await owners.route(tx, question)
    link = re.search(r"http://localhost:8000(/answer/[\w-]+)", await letter(db, "asked"))
    assert link is not None
    for _ in range(2):
        assert "Does the handle get hot?" in (await client.get(link[1])).text
    assert (await client.post(link[1], data={"text": ""})).status_code == 422
    done = await client.post(link[1], data={"text": "No, it gets warm."})
    assert done.status_code == 303
    given = (await client.get(done.headers["location"])).text
    assert "Thank you. Your answer is here." in given
    here = done.headers["location"].partition("?")[0]
    assert (await client.post(here, data={"do": "change", "text": " "})).status_code == 422
    assert (await client.post(here, data={"do": "change", "text": "No, it stays cool."})).headers["location"] == f"{here}?done=changed"
    assert "No, it stays cool." in (await client.get(path(question))).text
    assert [(await client.get(link[1])).status_code, (await client.post(link[1], data={"text": "More"})).status_code] == [410, 410]
    back = re.search(r"http://localhost:8000(/answer/back/[\w-]+)", await letter(db, "in_your_name"))
    assert back is not None
    assert "No, it stays cool." in (await client.get(back[1])).text
    assert (await client.post(back[1])).status_code == 303
    assert "It was taken back" in (await client.get(back[1])).text
    assert "No, it stays cool." not in (await client.get(path(question))).text


async def test_a_mail_program_ends_the_letters_in_one_step(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    question = await asked(db, product)
    async with db.writing() as tx:
        owner = await make_owner(tx, product, willing=True)
        await owners.route(tx, question)
    async with db.reading() as read:
        row = await read.row("select unsubscribe, one_click from mail.letter where template = 'questions/asked'")
        assert row is not None
        assert row["one_click"]
        assert await owners.is_willing(read, owner)
    address = row["unsubscribe"].removeprefix("http://localhost:8000")
    click = await client.post(address, data={"List-Unsubscribe": "One-Click"})
    assert (click.status_code, click.text, click.headers.get("location")) == (200, "", None)
    async with db.reading() as read:
        assert not await owners.is_willing(read, owner)


async def test_every_letter_to_a_person_ends_in_one_step_without_a_session(
    client: httpx.AsyncClient, db: Database, product: Product
) -> None:
    """Also when the link was used, the question is gone, or it is done for the second time."""
    async with db.writing() as tx:
        people = [await make_owner(tx, product, willing=True) for _ in range(2)]
        question = await make_question(tx, product, email="jo@example.com", name="Jo")
        await owners.route(tx, question)
        await telling.handed_over(tx, QuestionHandedOver(about=question, product_id=product.id))
        link = re.search(
            r"/answer/([\w-]{20,})", str(await tx.value("select text from mail.letter where template = 'questions/asked' limit 1"))
        )
        assert link is not None
        made = await questions.answer_by_link(tx, link[1], "It stays cool.")
        await telling.answered(
            tx, QuestionAnswered(about=question, answer_id=made.answer_id, product_id=product.id, official=False)
        )  # fmt: skip
        await actions.set_questions(tx, [question], State.REMOVED)
        rows = await tx.rows("select template, unsubscribe, one_click from mail.letter where unsubscribe <> '' order by id")
    assert sorted({row["template"] for row in rows}) == [f"questions/{one}" for one in ("answered", "asked", "handed_over", "in_your_name")]
    assert all(row["one_click"] for row in rows)
    for row in [*rows, *rows]:
        click = await client.post(row["unsubscribe"].removeprefix("http://localhost:8000"), data={"List-Unsubscribe": "One-Click"})
        assert (row["template"], click.status_code, click.text) == (row["template"], 200, "")
    async with db.writing() as tx:
        assert [await owners.is_willing(tx, one) for one in people] == [False, False]
        assert await tx.value("select count(*) from questions.follower") == 0
        assert await tx.value("select state from questions.answer") == "published"


def test_letters_without_an_end_go_to_the_shop_or_answer_once_what_one_asked_it() -> None:
    ends = {"answered", "asked", "handed_over", "in_your_name"}
    assert {one.stem for one in MAILS.glob("*.html")} - ends == {"for_the_shop", "unanswered", "replied"}


async def test_the_account_lets_one_be_asked(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    person = await sign_in(client, db, Role.SHOPPER)
    assert "Yes, ask me" in (await client.get("/account/questions")).text
    assert (await client.post("/account/questions/willing", data={"on": "yes"})).status_code == 303
    async with db.writing() as tx:
        await own(tx, person, product)
    question = await asked(db, product)
    async with db.writing() as tx:
        assert await owners.route(tx, question) == 1
    page = (await client.get("/account/questions")).text
    assert path(question) in html.unescape(page)
    assert "You own this" in (await client.get(path(question))).text
    await client.post(f"{path(question)}/answers", data={"text": "Cool."})
    page = (await client.get("/account/questions")).text
    assert "They wait for you" not in page
    answer = re.search(r"/answers/(ans_\w+)/withdrawal", html.unescape(page))
    assert answer is not None
    await client.post(f"/answers/{answer[1]}/withdrawal")
    assert "Cool." not in (await client.get(path(question))).text
    await client.post("/account/questions/willing", data={"on": ""})
    async with db.reading() as read:
        assert not await owners.is_willing(read, person)


async def test_nobody_takes_away_what_others_wrote(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    question = await asked(db, product)
    async with db.writing() as tx:
        answer = ids.show("ans", await make_answer(tx, question, visitor=await member(tx)))
    await sign_in(client, db, Role.SHOPPER)
    for url in (f"/answers/{answer}/withdrawal", f"{path(question)}/withdrawal", f"/answers/{ids.show('ans', ids.new())}/withdrawal"):
        assert (await client.post(url)).status_code == 404
    assert "No, it stays cool." in (await client.get(path(question))).text


async def test_search_engines_are_told_of_a_question_once_it_has_an_answer(
    client: httpx.AsyncClient, db: Database, product: Product
) -> None:
    question = await asked(db, product)
    page = (await client.get(path(question))).text
    assert "QAPage" not in page
    assert facts(page) == []
    async with db.writing() as tx:
        await make_answer(tx, question)
    assert [one["mainEntity"]["answerCount"] for one in facts((await client.get(path(question))).text) if one["@type"] == "QAPage"] == [1]


async def test_after_asking_the_page_says_once_what_comes(client: httpx.AsyncClient, product: Product) -> None:
    made = await client.post(f"/p/{product.handle}/questions", data={"text": "Does it stack?"})
    page = (await client.get(made.headers["location"])).text
    assert "Your question is here." in page
    assert page.count("ten minutes") == 1


async def test_hidden_unknown_and_foreign_are_the_same(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    question = await asked(db, product)
    async with db.writing() as tx:
        await tx.run("delete from questions.passage")
        await tx.run("delete from questions.shown")
        await tx.run("update questions.question set state = 'waiting' where id = $1", question)
    for url in (path(question), path(QuestionId(ids.new())), "/questions/que_x", "/questions/ord_01h455vb4pex5vsknk084sn02q"):
        assert (await client.get(url)).status_code == 404
        assert (await client.post(f"{url}/answers", data={"text": "Yes."})).status_code == 404
    async with db.writing() as tx:
        await tx.run("delete from questions.follower")
        await tx.run("delete from questions.question")


async def test_pages_take_a_few_statements_however_much_there_is(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    question = await asked(db, product)
    for url in (f"/p/{product.handle}", path(question)):
        await count(client, url)
    few = [await count(client, url) for url in (f"/p/{product.handle}", path(question), f"/p/{product.handle}/questions")]
    async with db.writing() as tx:
        people = [await member(tx) for _ in range(3)]
        for number in range(8):
            other = await make_question(tx, product, f"Is number {number} alright?", people[number % 3])
            for person in people:
                await make_answer(tx, other, "Yes.", person)
                await make_answer(tx, question, f"Number {number}", person)
    many = [await count(client, url) for url in (f"/p/{product.handle}", path(question), f"/p/{product.handle}/questions")]
    assert (few, many) == ([2, 8, 8], [2, 7, 7])


async def test_a_page_without_the_rooms_tables_sells(app: Front, client: httpx.AsyncClient, db: Database, product: Product) -> None:
    async with db.writing() as tx:
        await tx.run("alter table questions.shown rename to gone")
    page = await client.get(f"/p/{product.handle}")
    assert page.status_code == 200
    assert 'action="/cart/lines"' in html.unescape(page.text)
    async with db.writing() as tx:
        await tx.run("alter table questions.gone rename to shown")


async def test_answers_come_in_their_order_on_the_page(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    question = await asked(db, product)
    async with db.writing() as tx:
        first = await make_answer(tx, question, "First one.")
        second = await make_answer(tx, question, "Second one.")
        await questions.vote(tx, await member(tx), second, True)
        assert (await store.find_answer(tx, first)) is not None
    page = (await client.get(path(question))).text
    assert page.index("Second one.") < page.index("First one.")
