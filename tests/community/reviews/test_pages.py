"""The screens of reviews through the real app: what everybody reads, how one writes, and who may do what."""

import html
import io
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import msgspec
import pytest
from PIL import Image

from stoa.base import ids, jobs
from stoa.base.database import Database, statements
from stoa.community import reviews
from stoa.community.reviews import asking, reactions, store
from stoa.community.reviews.model import Basis, ReviewId, State
from stoa.people.permissions.model import Role
from stoa.shop.catalog.model import Product
from stoa.shop.orders.model import OrderDelivered
from tests.community.reviews.makers import a_put, all_of, make_delivered, make_review, put
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio


async def test_a_product_without_reviews_teaches_the_next_step(client: httpx.AsyncClient, mug: Product) -> None:
    page = (await client.get("/p/wide-mug")).text
    assert "Nobody has reviewed this yet." in page
    assert 'href="/p/wide-mug/review"' in page
    assert "aggregateRating" not in page
    empty = await client.get("/p/wide-mug/reviews")
    assert (empty.status_code, "No reviews yet" in empty.text) == (200, True)
    assert (await client.get("/p/nothing/reviews")).status_code == 404


async def test_a_guest_writes_and_everybody_reads_it_at_once(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    before = (await client.get("/p/wide-mug")).text
    assert "So nice" not in before
    wrong = await client.post("/p/wide-mug/review", data={"text": "<b>So</b> nice"})
    assert wrong.status_code == 422
    assert "&lt;b&gt;So" in wrong.text or "&lt;b>So" in wrong.text
    assert wrong.text.count("This is missing.") >= 2
    form = {
        "rating": "4",
        "title": "So nice",
        "text": "<script>alert(1)</script>\n\nHolds much.",
        "email": "ida@mail.example",
        "name": "Ida K.",
    }
    sent = await client.post("/p/wide-mug/review", data=form)
    assert sent.status_code == 303
    own = sent.headers["location"]
    assert re.fullmatch(r"/reviews/rev_\w+\?key=[\w-]+&done=published", own)
    page = (await client.get(own)).text
    assert "Your review is here" in page
    assert "Keep the address of this page" in page
    assert "<script>alert" not in page
    listed = (await client.get("/p/wide-mug/reviews")).text
    assert "So nice" in listed
    assert "Ida K." in listed
    assert "ida@mail.example" not in listed + page
    assert "We do not know whether they bought it" in listed
    await jobs.drain(db)
    after = (await client.get("/p/wide-mug")).text
    assert "So nice" in after
    assert '"reviewCount":1' in after.replace(" ", "")
    assert "How the stars are weighed" in after
    german = (await client.get("/de/p/wide-mug")).text
    assert "Ob es gekauft wurde, wissen wir nicht" in german
    assert '<div class="voice-said" lang="en">' in german


async def test_a_guest_opens_what_is_theirs_by_the_key_alone(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    sent = await client.post("/p/wide-mug/review", data={"rating": "4", "email": "i@mail.example"})
    path, _, query = sent.headers["location"].partition("?")
    key = query.partition("&")[0]
    edit = await client.get(f"{path}/edit?{key}")
    assert edit.status_code == 200
    for wrong in (f"{path}/edit", f"{path}/edit?key=guessed"):
        assert (await client.get(wrong)).status_code == 404
        assert (await client.post(wrong, data={"rating": "1"})).status_code == 404
    assert (await client.post(f"{path}/withdrawal", data={})).status_code == 404
    saved = await client.post(f"{path}/edit?{key}", data={"rating": "2", "text": "Cracked"})
    assert saved.headers["location"] == f"{path}?{key}&done=published"
    [one] = await all_of(db)
    assert (one.rating, one.text, one.version) == (2, "Cracked", 2)
    assert "Until then it gave 4 stars." in (await client.get(path)).text
    gone = await client.post(f"{path}/withdrawal?{key}", data={})
    assert gone.headers["location"] == "/p/wide-mug"
    assert (await client.get(f"{path}?{key}")).status_code == 404
    assert await all_of(db) == []


async def test_an_owner_writes_with_pictures_and_finds_it_in_the_account(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    person = await sign_in(client, db, Role.SHOPPER)
    async with db.writing() as tx:
        await make_delivered(tx, mug, person_id=person)
    assert "You have these" in (await client.get("/account/reviews")).text
    form = await client.get("/p/wide-mug/review")
    assert "Owner for" in form.text
    assert 'name="email"' not in form.text
    picture = io.BytesIO()
    Image.new("RGB", (900, 600), "tan").save(picture, "JPEG", exif=b"Exif\x00\x00secret")
    sent = await client.post(
        "/p/wide-mug/review",
        data={"rating": "5", "text": "Mine", "recommends": "yes"},
        files={"pictures": ("mug.jpg", picture.getvalue(), "image/jpeg")},
    )
    [one] = await all_of(db)
    assert (one.basis, one.author, one.recommends, len(one.pictures)) == (Basis.ORDER, person, True, 1)
    assert sent.headers["location"] == f"{one.path}?done=published"
    kept = await client.get(one.pictures[0].largest)
    assert b"secret" not in kept.content
    again = await client.get("/p/wide-mug/review")
    assert again.headers["location"] == f"{one.path}?done=already"
    assert (await client.post("/p/wide-mug/review", data={"rating": "1"})).status_code == 409
    mine = (await client.get("/account/reviews")).text
    assert "Mine" in mine
    assert "You have these" not in mine
    changed = await client.post(f"{one.path}/edit", data={"rating": "5", "text": "Mine", "without": one.pictures[0].digest})
    assert changed.status_code == 303
    assert (await all_of(db))[0].pictures == []
    broken = await client.post(f"{one.path}/edit", data={"rating": "5"}, files={"pictures": ("x.jpg", b"no picture", "image/jpeg")})
    assert broken.status_code == 422


async def test_a_letter_opens_the_form_without_an_account(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        order = await make_delivered(tx, mug, email="lena@mail.example")
        await reactions.plan_to_ask(tx, OrderDelivered(about=order.id, lines={order.lines[0].id: 1}))
        await tx.run("update reviews.request set due_at = $1", tx.now)
        await asking.ask_due(tx)
        text = await tx.value("select text from mail.letter where template = 'reviews/request'")
    token = re.search(r"/reviews/write/([\w-]+)", text)
    assert token is not None
    path = f"/reviews/write/{token[1]}"
    form = await client.get(path)
    assert form.status_code == 200
    action = re.search(r'action="(/reviews/write/[^"]+)"', html.unescape(form.text))
    assert action is not None
    assert (await client.post(path, data={"rating": "5"})).status_code == 404
    sent = await client.post(action[1], data={"rating": "4", "text": "By letter", "name": "Lena"})
    assert sent.status_code == 303
    [one] = await all_of(db)
    assert (one.basis, one.rating, one.name) == (Basis.ORDER, 4, "Lena")
    assert (await client.post(action[1], data={"rating": "1"})).status_code == 409
    stop = await client.post(f"{path}/stop", data={})
    assert stop.headers["location"] == f"{path}/stop?done=1"
    assert "We will not ask again" in (await client.get(f"{path}/stop?done=1")).text
    client.cookies.clear()
    for _ in range(2):
        click = await client.post(f"/de{path}/stop", data={"List-Unsubscribe": "One-Click"})
        assert (click.status_code, click.text, click.headers.get("location")) == (200, "", None)
    for wrong in ("/reviews/write/guessed", "/reviews/write/guessed/stop"):
        assert (await client.get(wrong)).status_code == 404


async def test_votes_need_an_account_and_lead_there(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        review_id = await make_review(tx, mug)
    path = f"/reviews/{ids.show('rev', review_id)}"
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.post(f"{path}/helpful", data={"helpful": "yes"})).headers["location"] == f"{path}#{ids.show('rev', review_id)}"
    assert (await all_of(db))[0].helpful == 1
    part = await client.post(f"{path}/helpful", data={"helpful": "yes"}, headers={"x-fragment": ids.show("rev", review_id)})
    assert 'aria-pressed="false"' in part.text
    assert (await all_of(db))[0].helpful == 0


def _hidden(page: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)}


async def test_what_a_guest_wanted_to_say_is_carried_through_the_sign_in(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        review_id = await make_review(tx, mug, 4, "Lovely thing")
    shown = ids.show("rev", review_id)
    path, was = f"/reviews/{shown}/helpful", "/p/wide-mug/reviews?stars=4&sort=new"
    sent = await client.post(f"/de{path}", data={"helpful": "yes"}, headers={"referer": f"{client.base_url}/de{was}"})
    way = urlsplit(sent.headers["location"])
    assert (sent.status_code, way.path) == (303, "/de/sign-in")
    [there] = parse_qs(way.query)["next"]
    assert there == f"{path}?{urlencode({'helpful': 'yes', 'back': was})}"
    assert _hidden((await client.get(sent.headers["location"])).text)["next"] == there, "the sign-in keeps the way"
    assert (await client.get(f"/de{there}")).status_code == 303, "a guest has to sign in"
    await sign_in(client, db, Role.SHOPPER)
    page = (await client.get(f"/de{there}")).text
    assert "Ja, sie hat geholfen" in page
    assert "Lovely thing" in page
    assert (await all_of(db))[0].helpful == 0, "a page alone never votes"
    form = {name: value for name, value in _hidden(page).items() if name in {"helpful", "confirmed", "back"}}
    assert form == {"helpful": "yes", "confirmed": "1", "back": was}
    for _ in range(2):
        assert (await client.post(f"/de{path}", data=form)).headers["location"] == f"/de{was}#{shown}"
        assert (await all_of(db))[0].helpful == 1, "confirmed twice takes nothing back"
    assert (await client.get(f"/de{there}")).headers["location"] == f"/de{was}#{shown}", "it is said already"


async def test_a_vote_leads_to_no_other_site(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        review_id = await make_review(tx, mug)
    path, end = f"/reviews/{ids.show('rev', review_id)}", f"#{ids.show('rev', review_id)}"
    for strange in ("https://else.example/p/x", "//else.example", f"{client.base_url}.else.example/p/x", "javascript:alert(1)", "http://["):
        sent = await client.post(f"{path}/helpful", data={}, headers={"referer": strange})
        assert parse_qs(urlsplit(sent.headers["location"]).query)["next"] == [
            f"{path}/helpful?{urlencode({'helpful': 'yes', 'back': path})}"
        ]
    await sign_in(client, db, Role.SHOPPER)
    for strange in ("https://else.example/p/x", "//else.example", "/\\else.example", "/sign-out"):
        assert (await client.post(f"{path}/helpful", data={"back": strange})).headers["location"] == f"{path}{end}"
        page = (await client.get(f"{path}/helpful", params={"helpful": "no", "back": strange})).text
        assert 'href="https://else' not in page
        assert _hidden(page)["back"] == path


async def test_what_is_hidden_is_not_there(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        [review_id] = await put(tx, msgspec.structs.replace(a_put(mug, 1, "Hidden words", now=tx.now), state=State.REMOVED))
    path = f"/reviews/{ids.show('rev', review_id)}"
    await sign_in(client, db, Role.SHOPPER)
    nothing = f"/reviews/{ids.show('rev', ids.new())}"
    for rest in ("", "/edit"):
        first, second = await client.get(path + rest), await client.get(nothing + rest)
        assert (first.status_code, second.status_code) == (404, 404)
    assert (await client.post(f"{path}/helpful", data={})).status_code == 404
    assert "Hidden words" not in (await client.get("/p/wide-mug/reviews")).text


async def test_the_list_is_narrowed_by_its_address_and_anything_is_some_list(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await put(tx, *[a_put(mug, 1 + n % 5, f"Number{n}x", now=tx.now, days=n) for n in range(40)])
    await jobs.drain(db)
    page = (await client.get("/p/wide-mug/reviews?stars=1")).text
    assert (page.count('<article class="voice"'), "8 reviews" in page) == (8, True)
    first = (await client.get("/p/wide-mug/reviews?sort=new")).text
    more = re.search(r'href="(/p/wide-mug/reviews\?[^"]+cursor=[^"#]+)', html.unescape(first))
    assert more is not None
    second = (await client.get(more[1])).text
    shown = [set(re.findall(r"Number\d+x", text)) for text in (first, second)]
    assert (len(shown[0]), len(shown[1]), shown[0] & shown[1]) == (15, 15, set())
    for odd in ("stars=9", "sort=x", "variant=var_x", "language=" + "x" * 99, "says=x&aspect=noise", "owners=2"):
        assert (await client.get(f"/p/wide-mug/reviews?{odd}")).status_code == 200, odd
    assert (await client.get("/p/wide-mug/reviews?cursor=x")).status_code == 422


async def test_pages_stay_within_their_budgets(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await put(tx, *[a_put(mug, 1 + n % 5, "Said", now=tx.now, days=n) for n in range(40)])
    await jobs.drain(db)

    async def cost(path: str) -> int:
        await client.get(path)
        seen: list[str] = []
        token = statements.set(seen)
        try:
            assert (await client.get(path)).status_code == 200
        finally:
            statements.reset(token)
        return len(seen)

    assert await cost("/p/wide-mug?x=1") <= 5
    assert await cost("/p/wide-mug/reviews") <= 12
    assert await cost("/reviews/ledger") <= 6  # one of them: whether removals hang on stars


async def test_what_is_said_in_another_language_says_so(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    laut = ["Sie ist leider viel zu laut für mich.", "Leider ist das sehr laut.", "Das ist leider laut und ich bin nicht zufrieden."]
    async with db.writing() as tx:
        await put(tx, *[a_put(mug, 1, text, now=tx.now, language="de") for text in laut])
        await reviews.refresh(tx, [mug.id])
    for path in ("/p/wide-mug", "/p/wide-mug/reviews"):
        assert re.search(r'<q lang="de">[^<]+</q>[^§]{0,160}German', (await client.get(path)).text)
        assert "German" not in (await client.get(f"/de{path}")).text


async def test_a_page_still_sells_without_the_reviews(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await tx.run("alter table reviews.panel rename to panel_")
    try:
        page = await client.get("/p/wide-mug")
        assert page.status_code == 200
        assert 'action="/cart/lines"' in page.text
    finally:
        async with db.writing() as tx:
            await tx.run("alter table reviews.panel_ rename to panel")


async def test_a_review_is_found_by_its_own_id_only(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        review_id = await make_review(tx, mug)
        found = await store.find(tx, ReviewId(review_id))
    assert found is not None
    assert (await client.get(f"/reviews/{ids.show('que', review_id)}")).status_code == 404
    page = (await client.get(found.path)).text
    assert found.salt in page


async def test_an_orders_link_makes_an_owner_without_an_account(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        order = await make_delivered(tx, mug)
    path = f"/p/wide-mug/review?order={order.shown_id}&key={order.key}"
    assert "Owner for" in (await client.get(path)).text
    assert (await client.get(f"/p/wide-mug/review?order={order.shown_id}&key=guessed")).status_code == 404
    assert (await client.post(path, data={"rating": "4"})).status_code == 303
    [one] = await all_of(db)
    assert (one.basis, one.line_id) == (Basis.ORDER, order.lines[0].id)


async def test_reviews_are_narrowed_by_the_names_of_languages(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        for language in ("de", "en"):
            await make_review(tx, mug, language=language)
        await reviews.refresh(tx, [mug.id])
    english, german = [(await client.get(f"{prefix}/p/wide-mug/reviews")).text for prefix in ("", "/de")]
    assert all(f">{name} (1)</option>" in english for name in ("German", "English"))
    assert all(f">{name} (1)</option>" in german for name in ("Deutsch", "Englisch"))
