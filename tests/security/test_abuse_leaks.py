"""What could be found out that nobody shows: by trying addresses, by the size of pages, by pages that are kept, by the stars."""

import html
import re

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.base.http.visits import LIST_COOKIE, SESSION_COOKIE
from stoa.community import circles, moderation
from stoa.community.circles.actions import invite
from stoa.community.circles.model import Audience, PutFollow
from stoa.community.moderation import actions
from stoa.community.moderation.model import Verdict
from stoa.people import sessions
from stoa.people.permissions.model import Role, Visitor, granted
from stoa.shop.catalog.model import Product
from tests.community.circles.makers import as_member, handle_of, make_friends, make_member, make_purchase
from tests.community.moderation.makers import make_host
from tests.community.questions.makers import make_question, make_thing
from tests.community.reviews.makers import a_member, make_review
from tests.community.wish_lists.makers import make_wishes
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session, sign_in

pytestmark = pytest.mark.anyio

LINK = "Look at https://evil.example/cups for a better one"


@pytest.fixture
async def thing(db: Database) -> Product:
    async with db.writing() as tx:
        return await make_thing(tx)


def plain(answer: httpx.Response, *names: str) -> tuple[int, str]:
    text = html.unescape(answer.text)
    for name in names:
        text = text.replace(name, "")
    return answer.status_code, text


@pytest.mark.parametrize("signed_in", [False, True])
async def test_hidden_foreign_and_unknown_are_one_answer(client: httpx.AsyncClient, db: Database, thing: Product, signed_in: bool) -> None:
    """To the letter, so that neither words nor the size of a page say that something is there."""
    async with db.writing() as tx:
        author, other = a_member(await make_person(tx)), a_member(await make_person(tx))
        waiting = await make_review(tx, thing, 1, LINK, by=author)
        asked = await make_question(tx, thing, f"Is it so? {LINK}", author)
        shown = await make_review(tx, thing, 5, "It is good.", by=other)
        report = await moderation.report(tx, other, "review", shown, "spam")
        host = await make_host(tx)
        made = await moderation.decide(
            tx, host, await actions.look_at(tx, host, "review", shown), Verdict.REMOVED, "spam", "An advertisement"
        )
        wishes = await make_wishes(tx)
        lena = await make_member(tx, "Lena K.", page=Audience.NOBODY)
        handle = await handle_of(tx, lena)
        invitation = await invite(tx, as_member(lena))
    if signed_in:
        await sign_in(client, db)
    secret, token = wishes.secret, invitation.rpartition("/")[2]
    entry = ids.show("ent", wishes.entry.id)
    there = {
        "/reviews/{}": ids.show("rev", waiting),
        "/reviews/{}/edit": ids.show("rev", waiting),
        "/api/reviews/{}": ids.show("rev", waiting),
        "/questions/{}": ids.show("que", asked),
        "/api/questions/{}": ids.show("que", asked),
        "/report/review/{}": ids.show("pie", waiting),
        "/report/question/{}": ids.show("pie", asked),
        "/reports/{}": ids.show("rpt", report.id),
        "/decisions/{}": ids.show("dec", made.id),
        "/api/decisions/{}": ids.show("dec", made.id),
        "/lists/{}": ids.show("lst", wishes.list.id),
        "/api/lists/{}": ids.show("lst", wishes.list.id),
        "/people/{}": handle,
        "/api/people/{}": handle,
    }
    for pattern, name in there.items():
        prefix = name.partition("_")[0]
        never = "lena-k-00000000" if "people" in pattern else ids.show(prefix, ids.new())
        one, two = await client.get(pattern.format(name)), await client.get(pattern.format(never))
        if one.status_code in {303, 401}:  # what is for members alone sends every guest to sign in
            assert (two.status_code, signed_in) == (one.status_code, False)
            continue
        assert (one.status_code, pattern) == (404, pattern)
        assert plain(one, name) == plain(two, never), pattern
    for path, almost in (
        (f"/l/{secret}", f"/l/{secret[:-1]}{'A' if secret[-1] != 'A' else 'B'}"),
        (f"/l/{secret}/entries/{entry}", f"/l/{secret}/entries/{ids.show('ent', ids.new())}"),
        (f"/circle/invitation/{token}", f"/circle/invitation/{token[:-1]}{'A' if token[-1] != 'A' else 'B'}"),
    ):
        assert ((await client.get(path)).status_code, (await client.get(almost)).status_code) == (200, 404)
    assert len(secret) >= 22
    assert len(token) >= 32


async def test_what_nobody_shows_is_in_no_page_and_no_size_of_one(client: httpx.AsyncClient, db: Database, thing: Product) -> None:
    """A stranger's product page is the same to the letter before and after somebody whom they follow bought it, showing it to friends."""
    async with db.writing() as tx:
        owner = await make_member(tx, "Lena K.", page=Audience.EVERYONE, purchases=Audience.FRIENDS)
    stranger = await sign_in(client, db)
    async with db.writing() as tx:
        await circles.put_follows(tx, as_member(stranger), [PutFollow(stranger, owner, False)])
        handle = await handle_of(tx, owner)
    paths = (f"/p/{thing.handle}", f"/people/{handle}", f"/api/people/{handle}", "/account/circle", "/search?q=mug")
    before = [plain(await client.get(path)) for path in paths]
    async with db.writing() as tx:
        await make_purchase(tx, owner, thing.id)
    assert [plain(await client.get(path)) for path in paths] == before
    async with db.writing() as tx:
        await make_friends(tx, stranger, owner)
    assert "Lena K." in (await client.get(f"/p/{thing.handle}")).text


async def test_a_kept_page_holds_what_everybody_may_see(client: httpx.AsyncClient, db: Database, thing: Product) -> None:
    """Asked for in every order, as guest, friend, holder of a list and program: what one was shown is never another's."""
    async with db.writing() as tx:
        friend, me = await make_member(tx, "Lena K.", page=Audience.EVERYONE, purchases=Audience.FRIENDS), await make_person(tx)
        await make_friends(tx, friend, me)
        await make_purchase(tx, friend, thing.id)
        token = await make_session(tx, me)
        _, secret = await sessions.make_key(tx, Visitor(permissions=granted({Role.ADMIN})), "All", ["catalog.edit", "community.moderate"])
    path = f"/p/{thing.handle}"
    ways = {
        "guest": {},
        "friend": {"cookie": f"{SESSION_COOKIE}={token}"},
        "list": {"cookie": f"{LIST_COOKIE}={'x' * 43}"},
        "cart": {"cookie": f"stoa_cart={ids.new()}"},
        "key": {"authorization": f"Bearer {secret}"},
        "bad session": {"cookie": f"{SESSION_COOKIE}={'x' * 43}"},
    }
    for order in (list(ways), list(reversed(ways)), ["friend", "guest", "friend", "key", "guest", "list", "guest", "cart"]):
        async with db.writing() as tx:
            await tx.run("select base.touch($1)", f"product:{thing.id}")
        for way in order:
            client.cookies.clear()
            text = (await client.get(path, headers=ways[way])).text
            assert ("Lena K." in text) is (way == "friend"), (order, way)
            assert "x" * 43 not in text


async def test_what_is_taken_away_is_gone_from_a_kept_page_at_once(client: httpx.AsyncClient, db: Database, thing: Product) -> None:
    async with db.writing() as tx:
        author = a_member(await make_person(tx))
        review = await make_review(tx, thing, 5, "Zebracake is what it holds.", by=author)
        question = await make_question(tx, thing, "Does zebracake fit?", author)
    await jobs.drain(db)
    path = f"/p/{thing.handle}"
    for _ in range(2):
        assert (await client.get(path)).text.lower().count("zebracake") >= 2
    async with db.writing() as tx:
        host = await make_host(tx)
        for kind, piece in (("review", review), ("question", question)):
            await moderation.decide(
                tx, host, await actions.look_at(tx, host, kind, piece), Verdict.REMOVED, "off_topic", "It is about a cake"
            )
    await jobs.drain(db)
    for where in (
        path,
        f"{path}/reviews",
        f"{path}/questions",
        f"/api/products/{thing.handle}/reviews",
        f"/questions/suggest?q=zebracake+fit&product={ids.show('prd', thing.id)}",
        "/search?q=zebracake",
        "/feeds/reviews.google.xml",
    ):
        assert "zebracake is" not in (await client.get(where)).text.lower(), where
        assert "does zebracake" not in (await client.get(where)).text.lower(), where


@pytest.mark.parametrize("stars", [1, 5])
async def test_whoever_decides_is_shown_no_stars_and_no_way_to_them(
    client: httpx.AsyncClient, db: Database, thing: Product, stars: int
) -> None:
    async with db.writing() as tx:
        review = await make_review(tx, thing, stars, LINK, by=a_member(await make_person(tx)))
        assert await tx.value("select state from reviews.review where id = $1", review) == "waiting"
        case = ids.show("cas", await tx.value("select id from moderation.case_ where piece_id = $1", review))
    await sign_in(client, db, Role.HOST)
    for path in (f"/desk/community/queue/{case}", "/desk/community/queue", "/desk/community"):
        text = html.unescape((await client.get(path)).text)
        for name in (ids.show("rev", review), ids.show("pie", review), str(review), review.hex):
            assert name not in text, path
        assert "rating" not in text
        assert not re.search(r"[★☆]|\bof 5\b", text), path
        assert not re.search(r'class="[^"]*\bstars\b', text), path
    assert "rating" not in (await client.get("/api/admin/moderation/queue")).text
    name = ids.show("rev", review)
    assert (await client.get(f"/reviews/{name}")).status_code == 404
    assert (await client.get(f"/api/reviews/{name}")).status_code == 404
    assert (await client.get(f"/api/admin/reviews/{name}")).status_code == 403
    assert (await client.get("/desk/reviews")).status_code == 403
    shown = (await client.get(f"/p/{thing.handle}")).text + (await client.get(f"/p/{thing.handle}/reviews")).text
    assert "aggregateRating" not in shown
