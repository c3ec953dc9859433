"""The pages of wish lists through the real app: for guests, owners, givers and nobody else."""

import html
import re

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.base.http.visits import LIST_COOKIE
from stoa.community.wish_lists import actions, claiming, joining, store
from stoa.community.wish_lists.model import Kind, Role, Settings, View, Who
from stoa.people.permissions.model import Role as Is
from stoa.people.sessions.model import GUEST
from tests.community.wish_lists.makers import Wishes, guest, make_pool, make_wishes, member
from tests.people.sessions.makers import make_session, sign_in
from tests.shop.checkout.makers import Shop, make_shop

pytestmark = pytest.mark.anyio


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


async def wishes_of(db: Database, **overrides: object) -> Wishes:
    async with db.writing() as tx:
        return await make_wishes(tx, **overrides)  # type: ignore[arg-type]


def var(shop: Shop) -> str:
    return ids.show("var", shop.variant)


def prd(shop: Shop) -> str:
    return ids.show("prd", shop.product.id)


async def test_a_guest_saves_with_one_tap_and_no_account(client: httpx.AsyncClient, shop: Shop) -> None:
    page = await client.get(f"/p/{shop.product.handle}")
    assert 'formaction="/saved"' in page.text
    assert 'aria-pressed="false"' in page.text
    tapped = await client.post("/saved", data={"product": prd(shop), "variant": var(shop), "quantity": "1", "save": "yes"})
    assert (tapped.status_code, tapped.headers["location"]) == (303, "/saved")
    cookie = tapped.headers["set-cookie"].lower()
    assert "stoa_list=" in cookie
    assert "httponly" in cookie
    assert len(client.cookies[LIST_COOKIE]) == 43
    assert "Wide mug" in (await client.get("/saved")).text
    again = await client.get(f"/p/{shop.product.handle}")
    assert 'aria-pressed="true"' in again.text
    client.cookies.clear()
    assert 'aria-pressed="false"' in (await client.get(f"/p/{shop.product.handle}")).text
    assert "Wide mug" not in (await client.get("/saved")).text


async def test_the_heart_answers_with_itself_and_moves_nothing(client: httpx.AsyncClient, shop: Shop) -> None:
    body = {"product": prd(shop), "variant": var(shop), "quantity": "1", "save": "yes"}
    tapped = await client.post("/saved", data=body, headers={"x-fragment": "cart-note"})
    assert tapped.status_code == 200
    assert re.search(r'<div id="cart-note" data-say="Saved to your list"></div>', tapped.text)
    assert 'id="save" data-swap' in tapped.text
    assert 'aria-pressed="true"' in tapped.text
    off = await client.post("/saved", data={**body, "save": "remove"}, headers={"x-fragment": "cart-note"})
    assert 'aria-pressed="false"' in off.text
    assert "Wide mug" not in (await client.get("/saved")).text


async def test_hearts_on_cards(client: httpx.AsyncClient, shop: Shop) -> None:
    body = {"product": prd(shop)}
    tapped = await client.post("/saved", data=body, headers={"x-fragment": "hearts"})
    assert f'id="save-{prd(shop)}" data-swap' in tapped.text
    assert 'aria-pressed="true"' in tapped.text
    assert 'aria-label="Save Wide mug"' in tapped.text
    mine = await client.get("/saved/hearts", headers={"x-fragment": "hearts"})
    assert f'id="save-{prd(shop)}"' in mine.text
    off = await client.post("/saved?save=remove", data=body, headers={"x-fragment": "hearts"})
    assert 'aria-pressed="false"' in off.text
    client.cookies.clear()
    assert "save-prd" not in (await client.get("/saved/hearts")).text


@pytest.mark.parametrize("body", [{}, {"product": "x"}, {"variant": ids.show("var", ids.new())}, {"product": ids.show("prd", ids.new())}])
async def test_what_is_not_sold_is_not_saved(client: httpx.AsyncClient, shop: Shop, body: dict[str, str]) -> None:
    answer = await client.post("/saved", data=body)
    assert answer.status_code in {404, 409}
    assert LIST_COOKIE not in client.cookies


async def test_signing_in_takes_the_list_along(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    await client.post("/saved", data={"product": prd(shop), "variant": var(shop)})
    token = client.cookies[LIST_COOKIE]
    person = await sign_in(client, db, Is.SHOPPER)
    async with db.writing() as tx:
        await make_session(tx, person, list=token)
    page = await client.get("/saved")
    assert "Wide mug" in page.text
    assert "Only you see this." in page.text
    async with db.reading() as read:
        assert await read.value("select count(*) from wish_lists.list") == 1
    client.cookies.delete("stoa_session")
    assert "Wide mug" not in (await client.get("/saved")).text


async def test_an_owner_makes_shares_and_takes_back_a_list(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    await sign_in(client, db, Is.SHOPPER)
    assert (await client.post("/account/lists", data={"title": " "})).status_code == 422
    made = await client.post("/account/lists", data={"title": "Our <b>day</b>", "kind": "registry"})
    at = made.headers["location"]
    assert at.startswith("/lists/lst_")
    await client.post("/saved", data={"product": prd(shop), "list": at.rpartition("/")[2]})
    page = await client.get(at)
    assert "Only you see this list." in page.text
    assert "Our <b>day" not in page.text
    assert "Our <b>day</b>" in html.unescape(page.text)
    assert "Wide mug" in page.text
    assert "/l/" not in page.text
    await client.post(f"{at}/share")
    link = re.search(r'value="http://localhost:8000(/l/[\w-]{32})"', html.unescape((await client.get(at)).text))
    assert link is not None
    assert (await client.get(link[1])).headers["location"] == at
    client.cookies.clear()
    assert (await client.get(link[1])).status_code == 200
    await sign_in(client, db, Is.SHOPPER, email="eve@example.com")
    for path in ("", "/settings"):
        assert (await client.get(at + path)).status_code == 404
    for path in ("/share", "/revocation", "/removal", "/settings", "/invitation"):
        assert (await client.post(at + path, data={"title": "x"})).status_code == 404
    assert (await client.get(link[1])).status_code == 200


async def test_what_other_sites_show_of_a_link_names_nobody(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db, title="Edda and Tom marry", recipient="Edda & Tom", message="Come to Lüneburg!")
    for prefix in ("", "/de"):
        page = await client.get(f"{prefix}/l/{wishes.secret}")
        head = html.unescape(page.text.partition("</head>")[0])
        assert not any(name in head for name in ("Edda", "Tom", "marry", "neburg"))
        assert 'name="robots" content="noindex, nofollow"' in head
        assert page.headers["x-robots-tag"] == "noindex, nofollow"
        body = html.unescape(page.text.partition("</head>")[2])
        assert "Edda and Tom marry" in body
        assert "Geheimgasse" not in page.text
        assert "stoa_list" not in page.headers.get("set-cookie", "")
    assert wishes.secret not in (await client.get("/sitemap.xml")).text
    await client.get("/robots.txt")


async def test_a_guest_promises_with_a_name_only(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db, quantity=2)
    at = f"/l/{wishes.secret}/entries/{ids.show('ent', wishes.entry.id)}"
    assert 'name="name"' in (await client.get(at)).text
    nameless = await client.post(at, data={"name": " ", "quantity": "2"})
    assert nameless.status_code == 422
    assert 'value="2"' in nameless.text
    given = await client.post(at, data={"name": "Grandma <3", "how": "promise"})
    assert given.headers["location"].startswith(f"/l/{wishes.secret}#ent_")
    page = await client.get(f"/l/{wishes.secret}")
    assert "You promised this until" in page.text
    assert "Grandma" not in page.text
    other = httpx.AsyncClient(transport=client._transport, base_url=client.base_url, headers=client.headers)
    async with other:
        seen = await other.get(f"/l/{wishes.secret}")
        assert "1 left to give" in seen.text
        assert "You promised" not in seen.text
        claim = re.search(r"/claims/(clm_\w+)/end", page.text)
        assert claim is not None
        assert (await other.post(f"/l/{wishes.secret}/claims/{claim[1]}/end")).status_code == 404
        greedy = await other.post(at, data={"name": "Eve", "quantity": "2"})
        assert (greedy.status_code, "Only one is left" in greedy.text) == (409, True)
        assert 'value="Eve"' in greedy.text
    ended = await client.post(f"/l/{wishes.secret}/claims/{claim[1]}/end")
    assert ended.headers["location"] == f"/l/{wishes.secret}"
    assert "2 left to give" in (await client.get(f"/l/{wishes.secret}")).text


async def test_a_guest_buys_it_for_somebody_whose_address_they_never_see(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db)
    at = f"/l/{wishes.secret}/entries/{ids.show('ent', wishes.entry.id)}"
    pages = [await client.get(at)]
    bought = await client.post(at, data={"name": "Ada", "how": "buy", "to": "them"})
    assert bought.headers["location"] == "/cart"
    pages.append(await client.get("/cart"))
    assert "This goes to Edda" in pages[-1].text
    assert (await client.post("/checkout")).headers["location"] == "/checkout/address"
    pages.append(await client.get("/checkout/address"))
    await client.post("/checkout/address", data={"email": "ada@example.com"})
    pages.append(await client.get("/checkout/pay"))
    placed = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
    await jobs.drain(db)
    pages.append(await client.get(placed.headers["location"]))
    pages.append(await client.get(f"/l/{wishes.secret}"))
    assert "You give this. Thank you!" in pages[-1].text
    assert [page.url for page in pages if "Geheimgasse" in page.text or page.status_code != 200] == []
    client.cookies.clear()
    assert "Somebody gives this" in (await client.get(f"/l/{wishes.secret}")).text


@pytest.mark.parametrize(("view", "shows"), [(View.NOTHING, ()), (View.TAKEN, ("taken",)), (View.ALL, ("taken", "Ada"))])
async def test_an_owner_sees_what_they_chose_to(client: httpx.AsyncClient, db: Database, view: View, shows: tuple[str, ...]) -> None:
    wishes = await wishes_of(db, quantity=2, view=view)
    before = await _as_owner(client, db, wishes)
    async with db.writing() as tx:
        await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1)
    after = await _as_owner(client, db, wishes)
    assert ("is taken care of" in after, "Ada wants to give it" in after) == ("taken" in shows, "Ada" in shows)
    assert (before == after) is (view is View.NOTHING)


async def _as_owner(client: httpx.AsyncClient, db: Database, wishes: Wishes) -> str:
    async with db.writing() as tx:
        client.cookies.set("stoa_session", await make_session(tx, wishes.person))
    texts = [
        (await client.get(path)).text
        for path in (wishes.list.path, f"{wishes.list.path}/entries/{ids.show('ent', wishes.entry.id)}", "/account/lists")
    ]
    client.cookies.clear()
    return "".join(texts)


async def test_an_entry_is_changed_and_mistakes_keep_what_was_typed(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db)
    async with db.writing() as tx:
        client.cookies.set("stoa_session", await make_session(tx, wishes.person))
    at = f"{wishes.list.path}/entries/{ids.show('ent', wishes.entry.id)}"
    wrong = await client.post(at, data={"quantity": "100", "note": "x" * 501, "priority": "2", "below": "cheap"})
    assert wrong.status_code == 422
    assert wrong.text.count('class="field-error"') == 3
    assert "cheap" in wrong.text
    right = await client.post(at, data={"quantity": "3", "note": "In <i>sage</i>", "priority": "2", "below": "19.90", "stock": "yes"})
    assert right.headers["location"] == wishes.list.path
    page = await client.get(wishes.list.path)
    assert "In <i>" not in page.text
    assert "In <i>sage</i>" in html.unescape(page.text)
    assert "Looking out" in page.text
    assert "3 wished for" in page.text
    assert 'value="19.90"' in (await client.get(at)).text
    cart = await client.post(f"{at}/cart")
    assert cart.headers["location"] == "/cart"
    assert 'value="3"' in (await client.get("/cart")).text
    assert (await client.post(at, data={"change": "remove"})).headers["location"] == wishes.list.path
    assert (await client.get(at)).status_code == 404


async def test_settings_say_what_a_list_is(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db)
    async with db.writing() as tx:
        client.cookies.set("stoa_session", await make_session(tx, wishes.person))
    at = f"{wishes.list.path}/settings"
    assert "Geheimgasse 7" in (await client.get(at)).text
    wrong = await client.post(at, data={"title": "", "date": "tomorrow", "message": "Kept"})
    assert (wrong.status_code, "Kept" in wrong.text) == (422, True)
    said = {"title": "New day", "kind": "list", "view": "all", "date": "2027-06-12", "message": "One\n\nTwo", "recipient": "Us"}
    assert (await client.post(at, data=said)).headers["location"] == wishes.list.path
    shared = await _shared(client, wishes)
    assert "June 12, 2027" in shared or "12 June 2027" in shared
    assert "<p>Two</p>" in shared
    async with db.reading() as read:
        found = await store.find(read, wishes.list.id)
    assert found is not None
    assert (found.address_id, found.view, found.kind, found.secret) == (None, View.ALL, Kind.LIST, wishes.secret)


async def _shared(client: httpx.AsyncClient, wishes: Wishes) -> str:
    kept = dict(client.cookies)
    client.cookies.clear()
    page = await client.get(f"/l/{wishes.secret}")
    client.cookies.update(kept)
    assert page.status_code == 200
    return page.text


async def test_several_pay_together_in_the_open(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db)
    async with db.writing() as tx:
        pool = await make_pool(tx, wishes)
    at = f"/l/{wishes.secret}/pools/{ids.show('pol', pool)}"
    assert "28.80" in (await client.get(at)).text.replace("€", "")
    said = {"name": "Ada", "email": "ada@example.com", "payment": "sandbox:tok_ok"}
    for amount, words in (
        ("30", "Only €28.80 are missing"),
        ("0.50", "€1.00 or more"),
        ("28", "too little for the next"),
        ("x", "amount of money"),
    ):
        wrong = await client.post(at, data={**said, "amount": amount})
        assert (wrong.status_code, words in html.unescape(wrong.text)) == (422, True), amount
        assert "ada@example.com" in wrong.text
    declined = await client.post(at, data={**said, "amount": "10", "payment": "sandbox:tok_declined"})
    assert declined.status_code == 402
    await jobs.drain(db)
    first = await client.post(at, data={**said, "amount": "10"})
    assert first.headers["location"].startswith(f"/l/{wishes.secret}/shares/shr_")
    await jobs.drain(db)
    assert "Thank you!" in (await client.get(first.headers["location"])).text
    page = (await client.get(f"/l/{wishes.secret}")).text
    assert "€10.00 of €28.80 together" in page
    assert "€10.00 of it from you" in page
    last = await client.post(at, data={**said, "amount": "18.80"})
    await jobs.drain(db)
    assert "it is all together" in (await client.get(last.headers["location"])).text
    mine = dict(client.cookies)
    client.cookies.clear()
    assert (await client.get(last.headers["location"])).status_code == 404
    client.cookies.update(mine)
    over = await client.post(at, data={**said, "amount": "1"})
    assert over.status_code in {410, 422}
    async with db.reading() as read:
        letters = await read.rows('select template, "to" from mail.letter order by id')
    assert [row["template"] for row in letters].count("wish_lists/receipt") == 2
    assert {row["to"] for row in letters} == {"ada@example.com"}


async def test_coming_back_from_the_bank(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db)
    async with db.writing() as tx:
        pool = await make_pool(tx, wishes)
    at = f"/l/{wishes.secret}/pools/{ids.show('pol', pool)}"
    sent = await client.post(at, data={"name": "Ada", "email": "ada@example.com", "payment": "sandbox:tok_challenge", "amount": "10"})
    assert (sent.status_code, "/demo/pay/" in sent.headers["location"]) == (303, True)
    async with db.reading() as read:
        share = await read.value("select id from wish_lists.share")
    back = f"/l/{wishes.secret}/shares/{ids.show('shr', share)}"
    assert "One moment" in (await client.get(back)).text


async def test_an_invitation_is_taken_up_with_one_tap(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db)
    async with db.writing() as tx:
        invitation = await joining.invite(tx, wishes.owner, wishes.list.id, surprised=False)
    assert (await client.get(invitation.path)).status_code == 303
    person = await sign_in(client, db, Is.SHOPPER, email="tom@example.com")
    assert "Our day" in (await client.get(invitation.path)).text
    joined = await client.post(invitation.path)
    assert joined.headers["location"] == wishes.list.path
    page = await client.get(wishes.list.path)
    assert "You look after this list together" in page.text
    assert f"/co-owners/{ids.show('per', person)}/removal" in page.text
    assert "Our day" in (await client.get("/account/lists")).text
    assert (await client.get("/lists/join/" + "x" * 32)).status_code == 410


async def test_the_saved_list_of_a_member_may_be_moved_to_another(client: httpx.AsyncClient, db: Database, shop: Shop) -> None:
    person = await sign_in(client, db, Is.SHOPPER)
    await client.post("/saved", data={"product": prd(shop)})
    async with db.writing() as tx:
        other = await actions.make(tx, person, Settings(title="Kitchen"), "eu", "en")
        saved = await store.saved_of(tx, Who(person))
        assert saved is not None
        entry = (await store.entries(tx, saved.id))[0]
    at = f"{saved.path}/entries/{ids.show('ent', entry.id)}"
    assert "Kitchen" in (await client.get(at)).text
    await client.post(at, data={"quantity": "1", "priority": "1", "to": other.shown_id})
    assert "Wide mug" in (await client.get(other.path)).text
    assert "Wide mug" not in (await client.get("/saved")).text


async def test_in_german_and_in_no_language_at_all(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db, quantity=2, view=View.ALL)
    async with db.writing() as tx:
        await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1)
        await make_pool(tx, wishes)
        token = await make_session(tx, wishes.person)
        await joining.invite(tx, wishes.owner, wishes.list.id, surprised=True)
        await actions.save(tx, member(wishes.person), wishes.owner, wishes.shop.variant, "eu", "en")
    entry = ids.show("ent", wishes.entry.id)
    for prefix in ("/de", "/xx"):
        for path in (f"/l/{wishes.secret}", f"/l/{wishes.secret}/entries/{entry}", "/saved"):
            assert (await client.get(prefix + path)).status_code == 200
        client.cookies.set("stoa_session", token)
        for path in (wishes.list.path, f"{wishes.list.path}/entries/{entry}", f"{wishes.list.path}/settings", "/account/lists", "/saved"):
            assert (await client.get(prefix + path)).status_code == 200
        client.cookies.clear()
    assert GUEST.person is None
