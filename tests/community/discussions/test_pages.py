"""Topics through the real app: what guests, members and hosts see and do; what is bought from a topic; and by API."""

import html
import io
import json
import re
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from stoa.base import ids, invariants, jobs
from stoa.base.database import Database, statements
from stoa.community import discussions, moderation, questions
from stoa.community.discussions import outcomes, privacy
from stoa.community.discussions.model import Kind, Topic
from stoa.community.moderation import keeping
from stoa.community.moderation.model import Verb
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import carts, catalog, checkout
from stoa.shop.carts.model import CartId
from stoa.shop.catalog.model import Group, NewGroup
from tests.community.discussions.makers import make_post, make_topic
from tests.community.questions.makers import make_question, make_thing, member
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import RETURN, Shop, a_buyer, make_shop

pytestmark = pytest.mark.anyio

ADDRESS = {
    "email": "ada@example.com",
    "name": "Ada Kahl",
    "line1": "Hafenstraße 12",
    "postal_code": "20095",
    "city": "Hamburg",
    "country": "DE",
}
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


async def opened(db: Database, **more: object) -> Topic:
    async with db.writing() as tx:
        return await make_topic(tx, **more)


async def count(client: httpx.AsyncClient, url: str) -> int:
    seen: list[str] = []
    token = statements.set(seen)
    try:
        answer = await client.get(url, headers={"cookie": f"stoa_cart={uuid4()}"})
    finally:
        statements.reset(token)
    assert answer.status_code == 200
    return len(seen)


async def test_a_guest_reads_and_is_asked_to_sign_in_to_write(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    topic = await opened(db, text=f"Take /p/{shop.product.handle} for tea.", kind=Kind.QUESTION, question="Which one is for tea?")
    listed = (await client.get("/talk")).text
    assert topic.title in listed
    assert "Which one is for tea?" in listed
    page = html.unescape((await client.get(f"/talk/t/{topic.handle}")).text)
    assert f'href="/p/{shop.product.handle}"' in page
    assert "Sign in to write" in page
    assert (await client.post(f"/talk/t/{topic.handle}/posts", data={"text": "Hello"})).status_code == 401
    assert topic.title in (await client.get(f"/p/{shop.product.handle}")).text
    assert "What people talk about" in (await client.get(f"/p/{shop.product.handle}")).text
    assert "Gespräche" in (await client.get("/de/talk")).text
    assert "Guides and talk" in listed


async def test_a_product_that_nobody_talks_about_shows_nothing(client: httpx.AsyncClient, shop: Shop) -> None:
    assert "What people talk about" not in (await client.get(f"/p/{shop.product.handle}")).text


async def test_what_is_bought_from_a_topic_is_counted_on_it(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    topic = await opened(db, text=f"Take /p/{shop.product.handle}")
    variant = ids.show("var", shop.variant)
    assert f'value="{variant}"' in (await client.get(f"/talk/t/{topic.handle}")).text
    note = await client.post(f"/talk/t/{topic.handle}/cart", data={"variant": variant}, headers={"x-fragment": "cart-note"})
    assert (note.status_code, 'id="cart-note"' in note.text) == (200, True)
    assert (await client.post(f"/talk/t/{topic.handle}/cart", data={"variant": variant})).headers["location"] == "/cart"
    async with db.writing() as tx:
        row = await tx.row("select * from discussions.led")
        assert set(dict(row)) == {"cart_id", "product_id", "topic_id", "at", "counted"}  # nobody's name
        cart = await carts.lock(tx, CartId(row["cart_id"]))
    await checkout.place(db, GUEST, cart, a_buyer(), RETURN)
    await jobs.drain(db)
    assert "One product was ordered from here" in (await client.get(f"/talk/t/{topic.handle}")).text
    async with db.reading() as read:
        assert await read.value("select array_agg(counted) from discussions.led") == [True]


async def test_a_member_writes_replies_follows_and_takes_away(client: httpx.AsyncClient, db: Database) -> None:
    topic = await opened(db)
    await sign_in(client, db, Role.SHOPPER)
    here = f"/talk/t/{topic.handle}"
    empty = await client.post(f"{here}/posts", data={"text": " "})
    assert empty.status_code == 422
    image = io.BytesIO()
    Image.new("RGB", (600, 400), "red").save(image, "PNG")
    made = await client.post(f"{here}/posts", data={"text": "Mine:"}, files={"pictures": ("mine.png", image.getvalue(), "image/png")})
    assert made.status_code == 303
    post = made.headers["location"].rpartition("#")[2]
    page = (await client.get(here)).text
    assert re.search(r'<img src="(/|&#x2f;)pictures[^"]+"[^>]*width="600" height="400"', page)
    assert (
        await client.post(f"{here}/posts", data={"text": "Bad"}, files={"pictures": ("x.png", b"nonsense", "image/png")})
    ).status_code == 422
    assert "Mine:" in (await client.get(f"{here}?reply={post}")).text
    await client.post(f"{here}/posts", data={"text": "And so.", "reply": post})
    assert "And so." in (await client.get(here)).text
    account = (await client.get("/account/talk")).text
    assert topic.title in account
    assert "Mine:" in account
    assert (await client.post(f"/talk/posts/{post}/accepted", data={"on": "yes"})).status_code == 403
    assert (await client.post(f"/talk/posts/{post}/withdrawal")).status_code == 303
    assert "Mine:" not in (await client.get(here)).text
    await client.post(f"{here}/following", data={"on": ""})
    assert "You follow no topic" in (await client.get("/account/talk")).text


async def test_hosts_open_topics_with_questions_worth_having(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        product = await make_thing(tx)
        people = [await member(tx) for _ in range(4)]
        question = await make_question(tx, product, "Which size for two people?", people[0])
        for person in people[1:]:
            await questions.follow(tx, person, question, "en")
    await sign_in(client, db, Role.HOST)
    desk = html.unescape((await client.get("/desk/community/talk")).text)
    assert "Which size for two people?" in desk
    start = re.search(r"/desk/community/talk/new\?question=que_\w+", desk)
    assert start is not None
    form = html.unescape((await client.get(start[0])).text)
    assert f"/p/{product.handle}" in form
    wrong = await client.post("/desk/community/talk", data={"kind": "question", "title": "", "question": ""})
    assert wrong.status_code == 422
    made = await client.post(
        "/desk/community/talk",
        data={
            "kind": "question", "title": "Size for two", "question": "Which size for two people?", "text": "Tell us.",
            "question_id": ids.show("que", question),
        },
    )  # fmt: skip
    assert made.headers["location"] == "/talk/t/size-for-two"
    page = html.unescape((await client.get("/talk/t/size-for-two")).text)
    assert f"/questions/{ids.show('que', question)}" in page
    assert f"/p/{product.handle}" in page
    topic = re.search(r"/desk/community/talk/(top_\w+)/pin", page)
    assert topic is not None
    for verb, data in (("pin", {"on": "yes"}), ("feature", {"on": "yes"}), ("close", {"on": "yes"}), ("move", {"to": ""})):
        assert (await client.post(f"/desk/community/talk/{topic[1]}/{verb}", data=data)).status_code == 303
    assert "It can be read; nothing more is written here." in (await client.get("/talk/t/size-for-two")).text
    assert (await client.post("/talk/t/size-for-two/posts", data={"text": "Late"})).status_code == 409
    assert (await client.post(f"/desk/community/talk/{topic[1]}/juggle")).status_code == 404


async def test_members_propose_and_hosts_decide(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.post("/talk/proposal", data={"kind": "show", "title": ""})).status_code == 422
    assert (await client.post("/talk/proposal", data={"kind": "show", "title": "Show your shelves"})).status_code == 303
    assert (await client.get("/talk/t/show-your-shelves")).status_code == 404
    assert "Show your shelves" not in (await client.get("/talk")).text
    assert (await client.get("/desk/community/talk")).status_code == 403
    await sign_in(client, db, Role.HOST)
    desk = html.unescape((await client.get("/desk/community/talk")).text)
    topic = re.search(r"/desk/community/talk/(top_\w+)/proposal", desk)
    assert topic is not None
    assert (await client.post(f"/desk/community/talk/{topic[1]}/proposal", data={"do": "open"})).status_code == 303
    assert (await client.get("/talk/t/show-your-shelves")).status_code == 200


async def test_what_people_write_is_never_markup(client: httpx.AsyncClient, db: Database) -> None:
    topic = await opened(db, title=f"Title {HOSTILE}", text=HOSTILE, question=f"Is it so? {HOSTILE}")
    async with db.writing() as tx:
        await make_post(tx, topic, f"{HOSTILE} /p/{HOSTILE}")
    for url in ("/talk", f"/talk/t/{topic.handle}"):
        text = (await client.get(url)).text
        assert "<script>alert" not in text, url
        assert "<img src=x" not in text, url


async def test_a_topic_takes_a_few_statements_however_much_there_is(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    topic = await opened(db, text=f"Take /p/{shop.product.handle}")
    async with db.writing() as tx:
        await make_post(tx, topic, "Reply", reply_to=await make_post(tx, topic))
    urls = ("/talk", f"/talk/t/{topic.handle}", f"/p/{shop.product.handle}")
    for url in urls:
        await count(client, url)
    few = [await count(client, url) for url in urls]
    async with db.writing() as tx:
        for number in range(6):
            post = await make_post(tx, topic, f"Number {number}")
            await make_post(tx, topic, "Reply", reply_to=post)
            await make_topic(tx, title=f"Another topic {number}")
    assert [await count(client, url) for url in urls] == few
    assert few[2] == 1  # what stands beside the sale was written down
    assert max(few) <= 12


async def test_by_api(client: httpx.AsyncClient, db: Database) -> None:
    topic = await opened(db)
    url = f"/api/topics/{topic.handle}"
    assert (await client.post(f"{url}/posts", json={"text": "Hello"})).status_code == 401
    await sign_in(client, db, Role.SHOPPER)
    post = (await client.post(f"{url}/posts", json={"text": "Hello there"})).json()["id"]
    reply = (await client.post(f"{url}/posts", json={"text": "Again", "reply_to": post})).json()["id"]
    below = (await client.post(f"{url}/posts", json={"text": "And again", "reply_to": reply})).json()["id"]
    shown = (await client.get(url)).json()
    assert [(one["id"], [reply["id"] for reply in one["replies"]]) for one in shown["posts"]] == [(post, [reply, below])]
    assert (await client.put(f"/api/posts/{post}/accepted")).status_code == 403
    assert (await client.put(f"{url}/following")).status_code == 200
    assert (await client.delete(f"/api/posts/{below}")).status_code == 204
    assert (await client.post("/api/topics", json={"kind": "show", "title": "Show yours"})).status_code == 201
    assert (await client.get("/api/topics/show-yours")).status_code == 404
    assert (await client.post("/api/admin/topics", json={"kind": "guide", "title": "How to"})).status_code == 403
    await sign_in(client, db, Role.HOST)
    made = (await client.post("/api/admin/topics", json={"kind": "guide", "title": "How to choose"})).json()
    changed = await client.patch(f"/api/admin/topics/{made['id']}", json={"pinned": True, "closed": True})
    assert changed.status_code == 200
    listed = (await client.get("/api/topics")).json()
    assert ([one["handle"] for one in listed["pinned"]], [one["handle"] for one in listed["items"]]) == (["how-to-choose"], [topic.handle])
    assert (await client.put(f"/api/posts/{post}/accepted")).status_code == 200
    assert (await client.get(url)).json()["outcome"] == {"answers": 1, "orders": 0}
    merged = await client.post(f"/api/admin/topics/{made['id']}/merge", json={"into": ids.show("top", topic.id)})
    assert merged.status_code == 201
    assert (await client.get("/api/topics/how-to-choose")).json()["handle"] == topic.handle
    assert (await client.get("/api/topics?cursor=nonsense")).status_code == 422
    assert (await client.get("/api/topics?category=nothing")).status_code == 404


async def test_an_erasure_takes_the_name_and_leaves_the_words(db: Database) -> None:
    async with db.writing() as tx:
        topic = await make_topic(tx)
        ada = await member(tx)
        await make_post(tx, topic, "Words that stay.", ada)
        assert {name: len(rows) for name, rows in (await privacy.export(tx, ada.member)).items()} == {"topics": 0, "posts": 1, "follows": 1}
        await privacy.erase(tx, ada.member)
        thread = await discussions.find(tx, topic.handle)
        assert [(one.text, one.author) for one in thread.posts.items] == [("Words that stay.", None)]
        assert str(ada.member) not in str(await tx.rows("select * from discussions.following"))


async def test_a_host_who_merges_into_nothing_keeps_what_was_typed(client: httpx.AsyncClient, db: Database) -> None:
    topic = await opened(db, title="How to choose a kettle")
    await sign_in(client, db, Role.HOST)
    path = f"/desk/community/talk/{ids.show('top', topic.id)}/merge"
    for typed in ("/talk/t/nothing", f"/talk/t/{topic.handle}", ""):
        answer = await client.post(path, data={"into": typed})
        page = html.unescape(answer.text)
        assert (answer.status_code, "There is no other topic at this address." in page) == (422, True)
        assert f'name="into" value="{typed}"' in page
        assert '<details class="card" open>' in page


async def test_hosts_see_what_holds_of_a_topic_and_change_it_with_one_tap(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    topic, other = await opened(db, title="How to choose a kettle"), await opened(db, title="Kettles, once more")
    async with db.writing() as tx:
        await catalog.make_category(
            tx, SYSTEM, NewGroup(handle="kitchen-things", texts={"en": Group(name="Kitchen things"), "de": Group(name="Küchendinge")})
        )
        above = await tx.value("select id from catalog.category where handle = 'kitchen-things'")
        await catalog.make_category(tx, SYSTEM, NewGroup(handle="cups", texts={"en": Group(name="Cups")}, parent_id=above))
    await sign_in(client, db, Role.HOST)
    path = f"/desk/community/forward/topic/{ids.show('top', topic.id)}"
    assert path in html.unescape((await client.get(f"/talk/t/{topic.handle}")).text), "from the topic's own menu"

    async def after(**sent: str) -> str:
        answer = await client.post(path, data=sent)
        assert answer.status_code == 303, answer.text
        return html.unescape((await client.get(path)).text)

    page = html.unescape((await client.get(path)).text)
    assert "button-primary" not in page, "the accent is for the one action of a screen, and here are five"
    for words in ("Not featured", "Not pinned", "Is in no category", "Is in no collection"):
        assert words in page
    assert "Featured since" in await after(verb="feature")
    assert "Not featured" in await after(verb="feature", off="yes")
    assert "then it ends by itself" in await after(verb="feature", until="2099-06-01T18:00")
    async with db.reading() as read:
        until = await read.value("select featured_until from discussions.topic where id = $1", topic.id)
    assert until == datetime(2099, 6, 1, 16, tzinfo=UTC), "in the shop's zone"
    assert "Not featured" in await after(verb="feature", off="yes")
    late = await client.post(path, data={"verb": "feature", "until": "2001-01-01T10:00"})
    assert (late.status_code, "Choose a time in the future" in late.text) == (422, True)
    api = f"/api/admin/topics/{ids.show('top', topic.id)}"
    assert (await client.patch(api, json={"featured": True, "featured_until": "2001-01-01T10:00:00Z"})).json()["code"] == "end_is_past"
    assert (await client.patch(api, json={"featured": True, "featured_until": "2099-06-01T16:00:00Z"})).status_code in {200, 204}
    read_topic = (await client.get(f"/api/topics/{topic.handle}")).json()
    assert (read_topic["featured"], read_topic["featured_until"]) == (True, "2099-06-01T16:00:00Z")
    assert "Not featured" in await after(verb="feature", off="yes")
    assert "Pinned since" in await after(verb="pin")
    assert "Is in: Kitchen things" in await after(verb="move", to="kitchen-things")
    below = await after(verb="move", to="cups")
    assert "Is in: – Cups" in below
    assert '<option value="cups" selected>– Cups</option>' in below, "what holds is what is chosen"
    assert "Is in no category" in await after(verb="move", to="")
    assert (await client.post(path, data={"verb": "move", "to": "nowhere"})).status_code == 422
    assert (await client.post(path, data={"verb": "merge", "to": f"/talk/t/{topic.handle}"})).status_code == 422, "not into itself"
    assert (await client.post(path, data={"verb": "merge", "to": "/talk/t/nothing"})).status_code == 422
    merged = await after(verb="merge", to=f"https://shop.example/de/talk/t/{other.handle}?x=1#y")
    assert "Merged into another one" in merged
    assert f'href="/talk/t/{other.handle}"' in merged
    assert "Unpin" not in merged
    assert (await client.post(path, data={"verb": "pin"})).status_code == 409


async def test_a_topic_leads_to_the_collections_that_hold_it_or_a_post(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    topic = await opened(db)
    async with db.writing() as tx:
        post = await make_post(tx, topic, "Descale it with vinegar")
        host = await member(tx)
        await keeping.make_collection(tx, host, "care", {"en": {"title": "Care and repair", "text": ""}})
    assert "Care and repair" not in (await client.get(f"/talk/t/{topic.handle}")).text
    async with db.writing() as tx:
        await moderation.curate(tx, host, Verb.COLLECT, "post", [post], to="care")
    page = html.unescape((await client.get(f"/talk/t/{topic.handle}")).text)
    assert 'href="/collected/care"' in page
    assert "Descale it with vinegar" in (await client.get("/collected/care")).text


async def test_what_came_of_a_topic_is_counted_from_reading_to_paying_and_nothing_else_is(
    client: httpx.AsyncClient, db: Database, shop: Shop
) -> None:
    topic = await opened(db, text=f"Take /p/{shop.product.handle}")
    silent = await opened(db, title="Of something else")
    here, variant = f"/talk/t/{topic.handle}", {"variant": ids.show("var", shop.variant)}

    async def paid() -> None:
        await client.post("/checkout")
        await client.post("/checkout/address", data=ADDRESS)
        await client.post("/checkout/delivery", data={"delivery": "standard"})
        placed = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
        assert placed.headers["location"].startswith("/orders/")
        await jobs.drain(db)

    async def told() -> str:
        return (await client.get(here)).text

    await told()
    async with db.reading() as read:
        assert await read.value("select count(*) from discussions.led") == 0, "reading leaves no trace"
    await client.post("/cart/lines", data=variant)
    await paid()
    assert "ordered from here" not in await told(), "read, and bought elsewhere"
    client.cookies.clear()
    await client.post(f"/talk/t/{silent.handle}/cart", data=variant)
    await paid()
    async with db.reading() as read:
        assert await read.value("select count(*) from discussions.led") == 0, "a topic that does not name it did not lead to it"
    client.cookies.clear()
    assert f'value="{variant["variant"]}"' in await told()
    await client.post(f"{here}/cart", data=variant)
    client.cookies.clear()
    await client.post("/cart/lines", data=variant)
    await paid()
    assert "ordered from here" not in await told(), "one put it into a cart, another one paid"
    client.cookies.clear()
    await client.post(f"{here}/cart", data=variant)
    assert "ordered from here" not in await told(), "not yet paid"
    await paid()
    assert "One product was ordered from here" in await told()
    async with db.reading() as read:
        lines = await read.rows(
            "select c.topic_id, n.product_id from discussions.came c join orders.line n on n.id = c.line_id and n.product_id = c.product_id"
        )
        assert [tuple(row) for row in lines] == [(topic.id, shop.product.id)], "the number can be traced to its line"
        assert await invariants.check(read) == []
    async with db.writing() as tx:
        await tx.run("update discussions.led set at = at - interval '61 days' where not counted")
        assert await outcomes.forget(tx) == 1, "what lay in a cart too long"
        assert await tx.value("select count(*) from discussions.led where counted") == 1


async def test_search_engines_read_a_topic_with_replies_where_they_belong(client: httpx.AsyncClient, db: Database) -> None:
    topic = await opened(db, kind=Kind.QUESTION, question="Which one is for tea?")
    async with db.writing() as tx:
        post = await make_post(tx, topic, "The small one")
        reply = await make_post(tx, topic, "And for coffee?", reply_to=post)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', (await client.get(f"/talk/t/{topic.handle}")).text, re.DOTALL)
    assert found is not None
    facts = json.loads(found[1])
    assert (facts["@type"], facts["headline"], facts["text"]) == ("DiscussionForumPosting", topic.title, "It depends.")
    assert facts["url"].endswith(f"/talk/t/{topic.handle}")
    [first] = facts["comment"]
    assert [(one["author"]["@type"], bool(one["author"]["name"])) for one in (facts, first)] == [("Organization", True), ("Person", True)]
    assert (first["text"], [one["text"] for one in first["comment"]]) == ("The small one", ["And for coffee?"])
    assert first["comment"][0]["url"].endswith(f"#{ids.show('pst', reply)}")
    assert all({"datePublished", "author", "url"} <= set(one) for one in (facts, first, first["comment"][0]))
