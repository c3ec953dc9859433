"""The shop's side of questions: it answers, waits, and sees what waits for it; hosts make one of two."""

import html
import re

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.community import questions
from stoa.community.questions import owners
from stoa.people.permissions.model import Role
from stoa.shop.catalog.model import Product
from tests.community.questions.makers import make_asked, make_owner, make_question, member
from tests.community.questions.reading import asked, facts, letter, path
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio


async def test_the_shop_answers_labelled_and_later(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    question = await asked(db, product)
    await sign_in(client, db, Role.AGENT)
    page = (await client.get(path(question))).text
    assert "You answer for the shop" in page
    assert "is shown on" in page
    held = await client.post(f"{path(question)}/answers", data={"text": "We tested it."})
    assert "done=held" in held.headers["location"]
    mine = html.unescape((await client.get(held.headers["location"])).text)
    assert "Only you see this so far. It is shown on" in mine
    assert mine.count("We tested it.") == 2
    assert f'action="{path(question)}/answers"' not in mine
    kept = dict(client.cookies)
    client.cookies.clear()
    assert "We tested it." not in (await client.get(path(question))).text
    await sign_in(client, db, Role.AGENT)
    assert "The shop has answered already" in (await client.get(path(question))).text
    answer = re.search(r"/answers/(ans_\w+)/text", mine)
    assert answer is not None
    assert (await client.post(f"/answers/{answer[1]}/text", data={"text": "Not mine."})).status_code == 404
    assert (await client.post(f"/answers/{answer[1]}/withdrawal")).status_code == 404
    client.cookies.clear()
    client.cookies.update(kept)
    empty = await client.post(f"/answers/{answer[1]}/text", data={"text": " "})
    assert (empty.status_code, "your answer is as it was" in empty.text) == (422, True)
    changed = await client.post(f"/answers/{answer[1]}/text", data={"text": "We tested it twice."})
    assert changed.headers["location"] == f"{path(question)}?done=changed#answer"
    assert "We tested it twice." in (await client.get(path(question))).text
    async with db.reading() as read:
        row = await read.row("select text, held, visible_from - made_at as waits from questions.answer")
        assert row is not None
        assert (row["text"], row["held"]) == ("We tested it twice.", True)
    gone = await client.post(f"/answers/{answer[1]}/withdrawal", data={"from": "question"})
    after = html.unescape((await client.get(gone.headers["location"])).text)
    assert "Your answer was taken away." in after
    assert f'action="{path(question)}/answers"' in after
    await client.post(f"{path(question)}/answers", data={"text": "We tested it."})
    assert "your answer waits" in (await client.get("/desk/questions?view=unanswered")).text
    await client.post(f"{path(question)}/answers", data={"text": "Stop: it cracks.", "urgent": "safety"})
    shown = (await client.get(path(question))).text
    assert "Stop: it cracks." in shown
    assert ">The shop<" in shown
    assert facts(shown)[0]["mainEntity"]["suggestedAnswer"][0]["author"]["@type"] == "Organization"


async def test_the_desk_answers_what_only_the_shop_can(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    await client.post(f"/p/{product.handle}/questions", data={"text": "Where is my parcel?", "email": "jo@example.com"})
    await sign_in(client, db, Role.AGENT)
    page = html.unescape((await client.get("/desk/questions")).text)
    request = re.search(r"/desk/questions/requests/(ask_\w+)", page)
    assert request is not None
    assert (await client.post(f"/desk/questions/requests/{request[1]}", data={})).status_code == 422
    assert (await client.post(f"/desk/questions/requests/{request[1]}", data={f"text-{request[1]}": "At the depot."})).status_code == 303
    assert (await client.post(f"/desk/questions/requests/{request[1]}", data={f"text-{request[1]}": "Twice."})).status_code == 404
    assert "At the depot." in await letter(db, "replied")
    assert "At the depot." in (await client.get("/desk/questions?view=done")).text


async def test_the_desk_counts_who_was_asked_who_may_still_answer_and_who_is_told(
    client: httpx.AsyncClient, db: Database, product: Product
) -> None:
    async with db.writing() as tx:
        for _ in range(3):
            await make_owner(tx, product, willing=True)
        question = await make_question(tx, product, visitor=await member(tx))
        await questions.follow(tx, await member(tx), question, "en")
        await owners.route(tx, question)
        digests = [row["digest"] for row in await tx.rows("select digest from questions.asked order by digest")]
        await tx.run("update questions.asked set until_at = $1 where digest = $2", tx.now, digests[0])
        await tx.run("update questions.asked set state = 'declined', done_at = $1 where digest = $2", tx.now, digests[1])
    await sign_in(client, db, Role.MERCHANT)
    page = (await client.get("/desk/questions?view=unanswered")).text
    assert [re.sub("<.*?>", "", one) for one in re.findall(r"<th[^>]*>(.*?)</th>", page)] == [
        "Question", "Owners asked", "Of them may still answer", "Are told of answers", "Since",
    ]  # fmt: skip
    assert re.findall(r'<td class="table-num"[^>]*>(\d+)</td>', page) == ["3", "1", "2"]


async def test_hosts_merge_what_is_the_same(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    into, source = await asked(db, product, text="Does the handle get very hot?"), await asked(db, product, text="Does the handle get hot?")
    await sign_in(client, db, Role.HOST)
    assert (await client.get("/desk/questions")).status_code == 403
    page = html.unescape((await client.get("/desk/community/questions")).text)
    assert f"/desk/community/questions/{ids.show('que', source)}/merge" in page
    done = await client.post(f"/desk/community/questions/{ids.show('que', source)}/merge", data={"into": ids.show("que", into)})
    assert done.status_code == 303
    moved = await client.get(path(source))
    assert (moved.status_code, moved.headers["location"]) == (301, path(into))


async def test_things_are_named_in_the_language_of_whoever_reads(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    """The shop's people read one language; those who ask write many."""
    await asked(db, product, language="de", text="Wird der Henkel sehr heiß?")
    await asked(db, product, language="de", text="Wird der Henkel heiß?")
    await client.post(f"/p/{product.handle}/questions", data={"text": "Where is my parcel?", "email": "jo@example.com"})
    await sign_in(client, db, Role.ADMIN)
    for at, named in (("/desk/questions", 1), ("/desk/questions?view=unanswered", 2), ("/desk/community/questions", 3)):
        english, german = (await client.get(at)).text, (await client.get(f"/de{at}")).text
        assert (at, english.count("Wide mug"), english.count("Weite Tasse")) == (at, named, 0)
        assert (at, german.count("Wide mug"), german.count("Weite Tasse")) == (at, 0, named)


async def test_what_the_shop_owes_and_owed_is_read_page_by_page(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    await sign_in(client, db, Role.ADMIN)
    async with db.writing() as tx:
        for number in range(3):
            await make_asked(tx, product, f"Where is my parcel number {number}?", email="jo@example.com")
    listed = "/api/admin/questions/requests?limit=2"
    first = (await client.get(listed)).json()
    rest = (await client.get(f"{listed}&cursor={first['next_cursor']}")).json()
    texts = [one["text"] for one in first["items"] + rest["items"]]
    assert texts == [f"Where is my parcel number {number}?" for number in range(3)]
    assert (first["has_more"], rest["has_more"], rest["next_cursor"]) == (True, False, None)
    assert {one["product"] for one in first["items"]} == {ids.show("prd", product.id)}
    for one in first["items"]:
        answer = await client.post(f"/api/admin/questions/requests/{one['id']}/reply", json={"text": "At the depot."})
        assert answer.status_code == 201
    done = (await client.get(f"{listed}&done=true&limit=1")).json()
    older = (await client.get(f"{listed}&done=true&limit=1&cursor={done['next_cursor']}")).json()
    assert [one["text"] for one in done["items"] + older["items"]] == texts[1::-1]
    assert (await client.get(f"{listed}&cursor=nonsense")).status_code == 422
