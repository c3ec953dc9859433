"""Reviews by API: what each answer carries, who may do what, and cursors."""

from typing import Any

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.community import moderation, reviews
from stoa.community.moderation.model import Verdict
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST
from stoa.shop.catalog.model import Product
from tests.community.reviews.makers import a_member, a_put, make_delivered, make_review, put
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio
LIST = "/api/products/wide-mug/reviews"


async def _write(client: httpx.AsyncClient, **said: Any) -> dict[str, Any]:
    answer = await client.post(LIST, json={"rating": 5, **said})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def test_a_review_carries_what_it_rests_on(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    person = await sign_in(client, db, Role.SHOPPER)
    async with db.writing() as tx:
        order = await make_delivered(tx, mug, person_id=person)
    made = await _write(client, text="Holds much", title="Good")
    assert (made["moderation_state"], made["key"]) == ("published", None)
    one = (await client.get(f"/api/reviews/{made['id']}")).json()
    assert (one["basis"], one["days_of_ownership"], one["is_incentivized_review"], one["collection_method"]) == (
        "order",
        0,
        False,
        "unsolicited",
    )
    assert (one["language"], one["moderation_state"], one["variant"], one["version"]) == ("en", "published", "Clay", 1)
    assert len(one["order_line_hash"]) == 32
    assert str(order.lines[0].id) not in str(one)
    await jobs.drain(db)
    listed = (await client.get(LIST)).json()
    assert (listed["count"], listed["verified"], listed["stars"], listed["items"][0]["id"]) == (1, 1, [0, 0, 0, 0, 1], made["id"])
    assert listed["low"] < listed["score"] < listed["high"]
    product = (await client.get("/api/products?query=mug")).json()["items"]
    assert [(one["stars"], one["reviews"]) for one in product if one["handle"] == "wide-mug"] in ([], [(round(listed["score"], 1), 1)])


async def test_the_product_page_says_the_same_to_search_engines(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    made = await _write(client, email="ida@mail.example", name="Ida", text="Holds much")
    await jobs.drain(db)
    page = (await client.get("/p/wide-mug")).text
    for said in ('"propertyID":"basis","value":"none"', '"propertyID":"is_incentivized_review","value":false',
                 '"propertyID":"collection_method","value":"unsolicited"', '"propertyID":"moderation_state","value":"published"',
                 '"inLanguage":"en"', f'reviews/{made["id"]}', '"reviewCount":1'):  # fmt: skip
        assert said in page, said
    assert "ida@mail.example" not in page


async def test_a_guest_needs_an_address_and_keeps_the_key(client: httpx.AsyncClient, mug: Product) -> None:
    refused = await client.post(LIST, json={"rating": 5})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/email")
    for wrong in ({"rating": 6}, {"rating": 5, "email": "x"}, {"rating": 5, "email": "a@b.example", "variant_id": "var_x"},
                  {"rating": 5, "email": "a@b.example", "aspects": {"noise": 2}}, {"rating": 5, "stars": 1}):  # fmt: skip
        assert (await client.post(LIST, json=wrong)).status_code == 422, wrong
    made = await _write(client, email="a@b.example", text="First")
    path = f"/api/reviews/{made['id']}"
    assert (await client.patch(path, json={"rating": 1})).status_code == 404
    key = {"review-key": made["key"]}
    changed = (await client.patch(path, json={"rating": 2}, headers=key)).json()
    assert (changed["rating"], changed["text"], changed["version"]) == (2, "First", 2)
    assert (await client.delete(path)).status_code == 404
    assert (await client.delete(path, headers=key)).status_code == 204
    assert (await client.get(path, headers=key)).status_code == 404


async def test_pages_follow_one_another(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await put(tx, *[a_put(mug, 1 + n % 5, now=tx.now, days=n) for n in range(7)])
    await jobs.drain(db)
    for sort in ("helpful", "new", "high", "low"):
        seen, cursor = [], ""
        while True:
            answer = (await client.get(f"{LIST}?sort={sort}&limit=3{cursor}")).json()
            seen += [one["id"] for one in answer["items"]]
            if not answer["has_more"]:
                break
            cursor = f"&cursor={answer['next_cursor']}"
        assert len(seen) == len(set(seen)) == 7, sort
    assert [one["rating"] for one in (await client.get(f"{LIST}?stars=1")).json()["items"]] == [1, 1]
    assert (await client.get(f"{LIST}?cursor=x")).status_code == 422
    assert (await client.get("/api/products/nothing/reviews")).status_code == 404


async def test_members_vote_and_see_their_own(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        path = f"/api/reviews/{ids.show('rev', await make_review(tx, mug))}"
    assert (await client.put(f"{path}/vote", json={"helpful": True})).status_code == 401
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.put(f"{path}/vote", json={"helpful": True})).json() == {"helpful": 1, "unhelpful": 0, "voted": True}
    assert (await client.put(f"{path}/vote", json={"helpful": None})).json() == {"helpful": 0, "unhelpful": 0, "voted": None}
    own = await _write(client)
    assert (await client.put(f"/api/reviews/{own['id']}/vote", json={"helpful": True})).status_code == 409
    assert (await client.post(LIST, json={"rating": 1})).status_code == 409
    assert [one["id"] for one in (await client.get("/api/me/reviews")).json()["items"]] == [own["id"]]


async def test_the_shop_answers_brings_in_and_sets(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        review = ids.show("rev", await make_review(tx, mug, 2))
    await sign_in(client, db, Role.MERCHANT)
    assert [one["id"] for one in (await client.get("/api/admin/reviews?view=unanswered")).json()["items"]] == [review]
    assert (await client.put(f"/api/admin/reviews/{review}/reply", json={"text": "Sorry."})).json()["text"] == "Sorry."
    assert (await client.get(f"/api/reviews/{review}")).json()["reply"]["text"] == "Sorry."
    assert (await client.get("/api/admin/reviews?view=needed")).json()["items"] == []
    refused = await client.get("/api/admin/reviews?view=x")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["detail"] == "This is one of: needed, unanswered, critical, all."
    item = {"product_id": ids.show("prd", mug.id), "rating": 4, "created_at": "2025-01-02T03:04:05Z", "source": "old", "source_id": "1"}
    first = (await client.post("/api/admin/reviews", json={"items": [item, item]})).json()["items"]
    assert [one["outcome"] for one in first] == ["made", "kept"]
    wrong = {**item, "product_id": "prd_x"}
    assert (await client.post("/api/admin/reviews", json={"items": [wrong]})).json()["errors"][0]["pointer"] == "/items/0/product_id"
    terms = {"enabled": True, "wait_days": 30, "again_days": 9}
    assert (await client.put("/api/admin/reviews/terms", json=terms)).json()["items"][0]["wait_days"] == 30
    assert (await client.put("/api/admin/reviews/terms", json={**terms, "category_id": ids.show("cat", ids.new())})).status_code == 422


@pytest.mark.parametrize("verdict", list(Verdict))
async def test_what_waits_is_shown_to_no_admin_with_its_stars(
    client: httpx.AsyncClient, db: Database, mug: Product, verdict: Verdict
) -> None:
    said = "See https://elsewhere.example/mugs for words that wait"
    made = await _write(client, rating=2, text=said, email="ida@mail.example")
    assert made["moderation_state"] == "waiting"
    admin = await sign_in(client, db, Role.ADMIN)
    pages = ("/desk/reviews?view=all", f"/desk/reviews/{made['id']}", "/api/admin/reviews", f"/api/admin/reviews/{made['id']}")

    async def asked() -> list[tuple[int, bool]]:
        answers = [await client.get(path) for path in pages]
        return [(one.status_code, "words that wait" in one.text) for one in answers]

    hidden = [(200, False), (404, False), (200, False), (404, False)]
    assert await asked() == hidden
    assert (await client.post(f"{pages[1]}/reply", data={"text": "Thank you."})).status_code == 404
    async with db.writing() as tx:
        case = await moderation.lease(tx, a_member(admin, Role.ADMIN))
        assert case is not None
        decision = await moderation.decide(tx, a_member(admin, Role.ADMIN), case, verdict, "spam", "An address of a shop")
    assert await asked() == [(200, True)] * 4
    assert [one["rating"] for one in (await client.get("/api/admin/reviews")).json()["items"]] == [2]
    if verdict is Verdict.REMOVED:
        async with db.writing() as tx:
            await moderation.appeal(tx, GUEST, decision.id, "It is my own", decision.key)
        assert await asked() == hidden


async def test_an_order_that_is_not_known_is_refused_with_those_that_are(client: httpx.AsyncClient, mug: Product) -> None:
    for sort in ("helpful", "new", "high", "low"):
        assert (await client.get(f"{LIST}?sort={sort}")).status_code == 200
    refused = await client.get(f"{LIST}?sort=newest")
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    [error] = refused.json()["errors"]
    assert (error["pointer"], error["detail"]) == ("/sort", "This is one of: helpful, new, high, low.")
    for name, wrong in (("stars", "0"), ("stars", "6"), ("language", "x" * 9), ("aspect", "x" * 41)):
        refused = await client.get(f"{LIST}?{name}={wrong}")
        assert refused.status_code == 422, refused.text
        assert refused.json()["errors"][0]["pointer"] == f"/{name}", refused.text


async def test_the_ledger_is_read_with_cursors(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await put(tx, *[a_put(mug, 5, now=tx.now) for _ in range(3)])
        await jobs.enqueue(tx, "reviews.seal")
    await jobs.drain(db)
    first = (await client.get("/api/reviews/ledger?limit=4")).json()
    rest = (await client.get(f"/api/reviews/ledger?cursor={first['next_cursor']}")).json()
    assert [one["seq"] for one in [*first["items"], *rest["items"]]] == [1, 2, 3, 4, 5, 6]
    assert rest["items"][0]["previous"] == first["items"][-1]["hash"]


async def test_what_several_say_alike_can_be_read_with_its_sentences(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    quiet = ["Der Mixer ist sehr leise und schnell.", "Angenehm leise, auch nachts.", "Ich bin zufrieden, er ist flüsterleise."]
    async with db.writing() as tx:
        made = [await make_review(tx, mug, 5, text, language="de") for text in quiet[:2]]
        await reviews.refresh(tx, [mug.id])
    assert (await client.get(f"/de{LIST}/highlights")).json() == {"items": []}, "two are not several"
    async with db.writing() as tx:
        made += [await make_review(tx, mug, 5, quiet[2], language="de")]
        await reviews.refresh(tx, [mug.id])
    [one] = (await client.get(f"/de{LIST}/highlights")).json()["items"]
    assert {name: one[name] for name in ("aspect", "polarity", "language", "reviews")} == {
        "aspect": "noise",
        "polarity": "for",
        "language": "de",
        "reviews": 3,
    }
    assert {said["review_id"]: said["text"] for said in one["sentences"]} == {
        ids.show("rev", review): text for review, text in zip(made, quiet, strict=True)
    }
    assert [(await client.get(said["url"])).status_code for said in one["sentences"]] == [200] * 3
    assert (await client.get("/api/products/nothing/reviews/highlights")).status_code == 404
