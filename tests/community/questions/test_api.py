"""Questions by API."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.community.questions import owners
from stoa.people import sessions
from stoa.people.permissions.model import Role, Visitor, granted
from stoa.shop.catalog.model import Product
from tests.community.questions.makers import make_answer, make_owner, make_question, make_thing, member
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio


async def test_a_program_asks_answers_votes_and_accepts(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    url = f"/api/products/{product.handle}/questions"
    asked = await client.post(url, json={"text": "Does it stack well?", "email": "jo@example.com", "name": "Jo"})
    assert asked.status_code == 201
    body = asked.json()
    assert (body["same"], body["request_id"], body["state"]) == (False, None, "published")
    question = f"/api/questions/{body['question_id']}"
    made = await client.post(f"{question}/answers", json={"text": "Three high.", "name": "Kim"})
    answer = made.json()["id"]
    assert (await client.put(f"/api/answers/{answer}/vote", json={"helpful": True})).status_code == 401
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.put(f"/api/answers/{answer}/vote", json={"helpful": True})).status_code == 200
    refused = await client.put(f"{question}/accepted", json={"answer_id": answer})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_question")
    accepted = await client.put(f"{question}/accepted?key={body['key']}", json={"answer_id": answer})
    shown = accepted.json()
    assert shown == (await client.get(question)).json()
    assert shown["answers"] == [
        {
            "id": answer, "text": "Three high.", "language": "en", "basis": "none", "accepted": True, "helpful": 1, "unhelpful": 0,
            "author": {"name": "Kim", "guest": True, "owner_since": None, "official": False}, "created_at": shown["answers"][0]["created_at"],
        }
    ]  # fmt: skip
    assert (await client.delete(f"/api/answers/{answer}/vote")).status_code == 204
    assert (await client.get(question)).json()["answers"][0]["helpful"] == 0


async def test_lists_come_in_pages(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    async with db.writing() as tx:
        for number in range(5):
            await make_question(tx, product, f"Is number {number} alright?")
    for order in ("helpful", "newest", "unanswered"):
        seen, cursor = [], ""
        while cursor is not None:
            answer = (await client.get(f"/api/products/{product.handle}/questions?order={order}&limit=2{cursor}")).json()
            seen += [one["text"] for one in answer["items"]]
            cursor = f"&cursor={answer['next_cursor']}" if answer["has_more"] else None
        assert seen == [f"Is number {number} alright?" for number in (4, 3, 2, 1, 0)]
    bad = await client.get(f"/api/products/{product.handle}/questions?cursor=nonsense")
    assert (bad.status_code, bad.json()["code"]) == (422, "bad_cursor")
    assert (await client.get("/api/products/nothing/questions")).status_code == 404


async def test_suggestions_and_what_is_refused(client: httpx.AsyncClient, product: Product) -> None:
    found = await client.get("/api/questions/suggestions", params={"product": ids.show("prd", product.id), "q": "dishwasher"})
    assert [(one["kind"], one["text"]) for one in found.json()["items"]] == [("specification", "Care: Dishwasher safe")]
    assert (await client.get("/api/questions/suggestions", params={"product": "prd_x", "q": "dishwasher"})).status_code == 404
    url = f"/api/products/{product.handle}/questions"
    shop = await client.post(url, json={"text": "Where is my order?"})
    assert (shop.status_code, shop.json()["code"], shop.json()["errors"][0]["pointer"]) == (422, "shop_needs_an_address", "/email")
    kept = (await client.post(url, json={"text": "Where is my order?", "email": "jo@example.com"})).json()
    assert (kept["question_id"], kept["request_id"][:4]) == (None, "ask_")
    wrong = await client.post(url, json={"text": "Does it stack?", "email": "nonsense"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/email")
    for body in ({"text": ""}, {"text": "x" * 301}, {}, {"text": "Does it stack?", "variant_id": ids.show("var", ids.new())}):
        assert (await client.post(url, json=body)).status_code in {404, 422}


async def test_an_owner_answers_by_link(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    async with db.writing() as tx:
        question = await make_question(tx, product)
        await make_owner(tx, product, willing=True)
        await owners.route(tx, question)
        text = await tx.value("select text from mail.letter where template = 'questions/asked'")
    token = text.partition("/answer/")[2].split()[0].rstrip(".")
    made = await client.post(f"/api/answer-links/{token}", json={"text": "Cool."})
    assert (made.status_code, made.json()["state"]) == (201, "published")
    again = await client.post(f"/api/answer-links/{token}", json={"text": "Cool."})
    assert (again.status_code, again.json()["code"]) == (410, "answer_link_spent")
    page = await client.get(f"/answer/{token}")
    assert (page.status_code, "the letter we sent you then leads to your answer" in page.text) == (410, True)
    assert (await client.get(f"/api/questions/{made.json()['question_id']}")).json()["answers"][0]["basis"] == "owner"


async def test_an_answer_by_link_that_a_host_looks_at_first_is_said_to_wait(
    client: httpx.AsyncClient, db: Database, product: Product
) -> None:
    async with db.writing() as tx:
        question = await make_question(tx, product)
        for _ in range(2):
            await make_owner(tx, product, willing=True)
        await owners.route(tx, question)
        letters = await tx.rows("select text from mail.letter where template = 'questions/asked'")
    first, second = (row["text"].partition("/answer/")[2].split()[0].rstrip(".") for row in letters)
    made = await client.post(f"/api/answer-links/{first}", json={"text": "Look at https://elsewhere.example/mugs first."})
    assert (made.status_code, made.json()["state"]) == (201, "waiting")
    assert (await client.get(f"/api/questions/{made.json()['question_id']}")).json()["answers"] == []
    page = await client.post(f"/answer/{second}", data={"text": "Or at https://elsewhere.example/cups."})
    assert page.headers["location"].startswith("/answer/back/")
    assert page.headers["location"].endswith("?done=waiting")


async def test_members_see_what_waits_for_them(client: httpx.AsyncClient, db: Database) -> None:
    assert (await client.get("/api/me/questions")).status_code == 401
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.put("/api/me/questions", json={"willing": True})).json() == {"willing": True, "waiting": [], "held": []}
    assert (await client.get("/api/me/questions")).json()["willing"] is True
    async with db.writing() as tx:
        question = ids.show("que", await make_question(tx, await make_thing(tx), visitor=await member(tx)))
    assert (await client.put(f"/api/questions/{question}/following")).status_code == 200
    assert (await client.delete(f"/api/questions/{question}/following")).status_code == 204
    assert (await client.put("/api/questions/que_x/following")).status_code == 404


async def test_what_others_do_not_see_yet_is_read_changed_and_taken_away(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    async with db.writing() as tx:
        question = await make_question(tx, product)
    await sign_in(client, db, Role.SHOPPER)
    words = {"text": "Look at https://elsewhere.example/mugs first."}
    made = (await client.post(f"/api/questions/{ids.show('que', question)}/answers", json=words)).json()
    held = (await client.get("/api/me/questions")).json()["held"]
    assert [(one["id"], one["state"], one["shown_from"], one["text"]) for one in held] == [(made["id"], "waiting", None, words["text"])]
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.put(f"/api/answers/{made['id']}", json={"text": "Mine."})).status_code == 404
    assert (await client.delete(f"/api/answers/{made['id']}")).status_code == 404
    assert (await client.get("/api/me/questions")).json()["held"] == []


async def test_the_api_says_how_far_a_question_has_come(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    async with db.writing() as tx:
        question = await make_question(tx, product)
    here = f"/api/questions/{ids.show('que', question)}"
    nothing = {"owners": 0, "rounds": 0, "then_at": None, "shop_since": None}
    assert (await client.get(here)).json()["standing"] == {"how": "soon", **nothing}
    async with db.writing() as tx:
        await make_owner(tx, product, willing=True)
        await owners.route(tx, question)
    standing = (await client.get(here)).json()["standing"]
    assert (standing["how"], standing["owners"], standing["rounds"], standing["shop_since"]) == ("asked", 1, 1, None)
    assert standing["then_at"] is not None
    assert (await client.get(f"/api/products/{product.handle}/questions")).json()["items"][0]["standing"] == standing
    async with db.writing() as tx:
        await make_answer(tx, question)
    assert (await client.get(here)).json()["standing"] is None


async def test_a_key_of_the_shop_answers_for_the_shop(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    async with db.writing() as tx:
        question = ids.show("que", await make_question(tx, product))
        await client.post(f"/api/products/{product.handle}/questions", json={"text": "Where is my order?", "email": "jo@example.com"})
        _, secret = await sessions.make_key(tx, Visitor(permissions=granted({Role.ADMIN})), "Helper", ["customers.edit", "customers.read"])
    client.headers["authorization"] = f"Bearer {secret}"
    made = await client.post(f"/api/questions/{question}/answers", json={"text": "We tested it.", "urgent": "law"})
    assert made.status_code == 201
    shown = (await client.get(f"/api/questions/{question}")).json()["answers"][0]
    assert shown["author"] == {"name": "", "guest": False, "owner_since": None, "official": True}
    waiting = (await client.get("/api/admin/questions/requests")).json()["items"]
    replied = await client.post(f"/api/admin/questions/requests/{waiting[0]['id']}/reply", json={"text": "Tomorrow."})
    assert (replied.status_code, replied.json()["state"]) == (201, "answered")
    figures = (await client.get("/api/admin/questions/figures")).json()
    assert (figures["asked"], figures["answered"], figures["by_customers"], figures["by_shop"], figures["for_the_shop"]) == (1, 1, 0, 1, 1)
    assert (await client.post(f"/api/admin/questions/{question}/merge", json={"into": question})).status_code == 403
