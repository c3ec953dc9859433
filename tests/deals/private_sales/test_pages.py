"""Private sales in the browser: the way in, the line, choosing, waiting, buying; and the merchant's screens. To everybody else there is nothing."""

import html
import re
from datetime import datetime
from xml.etree import ElementTree as ET

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.visits import PASS_COOKIE, PURPOSE_COOKIE
from stoa.deals.private_sales import actions, changing, clubs, moving, store
from stoa.deals.private_sales.model import NewItem, NewSale
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM, Visitor
from tests.deals.private_sales.makers import MINUTE, Club, crowd, item_of, make_sale, settle, take
from tests.deals.private_sales.test_buying import open_sale
from tests.people.accounts.makers import PASSWORD, make_person
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = {
    "email": "ada@example.com", "name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE",
}  # fmt: skip


def path(club: Club) -> str:
    return f"/sales/{ids.show('sal', club.sale)}"


def another(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """Return another browser, with cookies of its own."""
    return httpx.AsyncClient(transport=client._transport, base_url=client.base_url, headers={"origin": client.headers["origin"]})


def text(page: httpx.Response) -> str:
    return html.unescape(page.text)


async def planned(db: Database, **overrides: object) -> Club:
    async with db.writing() as tx:
        club = await make_sale(tx, **overrides)  # type: ignore[arg-type]
        await moving.turn(tx, club.sale)
        return club


async def come_in(db: Database, client: httpx.AsyncClient, club: Club, places: int = 1) -> str:
    """Come in by an invitation as whoever the client is; return it."""
    async with db.writing() as tx:
        token = await clubs.invite(tx, SYSTEM, club.club, places=places)
    page = await client.get(f"/club/{token}")
    assert page.status_code == 200
    assert "The cellar" in page.text
    assert (await client.post(f"/club/{token}")).headers["location"] == "/club"
    return token


async def test_to_everybody_else_there_is_nothing(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    for address in (
        path(club),
        f"{path(club)}/line",
        f"{path(club)}/opening.ics",
        "/sales/sal_nonsense",
        "/club/guessed",
        "/club/calendar/x",
    ):
        assert (await client.get(address)).status_code == 404, address
    assert (await client.post(f"{path(club)}/line")).status_code == 404
    item = ids.show("sit", club.item.id)
    for act in ("take", "wait"):
        assert (await client.post(f"{path(club)}/items/{item}/{act}", data={"quantity": "1"})).status_code == 404
    assert "You are in no club" in (await client.get("/club")).text
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.get(path(club))).status_code == 404


async def test_a_guest_comes_in_by_a_link_and_sees_the_preview(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    token = await come_in(db, client, club)
    assert client.cookies.get(PASS_COOKIE)
    mine = await client.get("/club")
    assert f'href="{path(club)}"' in text(mine)
    assert (await client.get(f"/club/{token}")).headers["location"] == "/club"  # whoever is in by it finds the way there again
    assert (await another(client).get(f"/club/{token}")).status_code == 410
    page = await client.get(path(club))
    assert page.status_code == 200
    assert "Cellar night" in page.text
    assert "€15.00" in page.text
    assert 'content="noindex"' in page.text
    assert "/take" not in page.text
    assert (await client.get(f"/de{path(club)}")).text.count("Kellernacht") >= 1
    other = another(client)
    assert (await other.get(path(club))).status_code == 404


async def test_before_its_preview_a_sale_is_announced_and_no_more(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        club = await make_sale(tx, preview_at=tx.now + 10 * MINUTE)
    await come_in(db, client, club)
    assert "announced" in (await client.get("/club")).text
    page = await client.get(path(club))
    assert "€15.00" not in page.text
    assert "It has been announced" in page.text
    refused = await client.post(f"{path(club)}/line")
    assert refused.status_code == 409
    assert "It has not begun yet." in refused.text


async def test_one_waits_for_the_draw_and_then_in_line(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db, room=1)
    await come_in(db, client, club)
    assert (await client.post(f"{path(club)}/line")).headers["location"] == f"{path(club)}/line"
    page = await client.get(f"{path(club)}/line")
    assert "You are in the draw" in page.text
    assert f'<a href="{path(club)}/line">Look again</a>' in text(page)  # without scripts nothing looks for them
    assert f'data-running="{path(club)}/line" data-every="15"' in text(page)
    part = await client.get(f"{path(club)}/line", headers={"X-Fragment": "place"})
    assert part.text.lstrip().startswith('<section class="sale-place')
    assert "<html" not in part.text
    async with db.writing() as tx:
        await crowd(tx, club.sale, 30)
        await tx.run("update private_sales.round set opens_at = $1", tx.now)
        await tx.run("update private_sales.sale set opens_at = $1", tx.now)
        await tx.run("update private_sales.entrant set entered_at = $1", tx.now - MINUTE)
    await settle(db)
    page = await client.get(f"{path(club)}/line")
    assert re.search(r"(\d+ people|One person|You are next|It is your turn)", page.text)
    async with db.writing() as tx:
        await tx.run("update private_sales.sale set ends_at = $1", tx.now)
    over = await client.get(f"{path(club)}/line")
    assert "This sale has ended" in over.text
    assert "data-running" not in over.text
    assert "Enter" not in over.text.partition("<main")[2].partition("</main>")[0]
    drawn = await client.get(f"{path(club)}/draw")
    assert "31 people were in the draw." in drawn.text
    assert "Cellar night" not in drawn.text
    assert "€" not in drawn.text.partition("<main")[2].partition("</main>")[0]


async def entered(db: Database, client: httpx.AsyncClient, **overrides: object) -> Club:
    """Open a sale now and let the client in."""
    club, _ = await open_sale(db, 0, **overrides)
    await come_in(db, client, club)
    assert (await client.post(f"{path(club)}/line")).headers["location"] == path(club)
    return club


async def test_a_guest_chooses_and_buys(db: Database, client: httpx.AsyncClient) -> None:
    club = await entered(db, client)
    page = await client.get(path(club))
    assert "It is your turn" in page.text
    item = ids.show("sit", club.item.id)
    assert f'action="{path(club)}/items/{item}/take"' in text(page)
    assert (await client.post(f"{path(club)}/items/{item}/take", data={"quantity": "1"})).headers["location"] == path(club)
    page = await client.get(path(club))
    assert "Kept for you" in page.text
    cart = re.search(r'name="cart" value="([^"]+)"', page.text)
    assert cart is not None
    tapped = await client.post(f"{path(club)}/checkout", data={"cart": cart[1]})
    assert (tapped.status_code, tapped.headers["location"]) == (303, "/checkout/address")
    assert PURPOSE_COOKIE in tapped.headers["set-cookie"]
    assert (await client.post("/checkout/address", data=ADDRESS)).headers["location"] == "/checkout/delivery"
    assert (await client.post("/checkout/delivery", data={"delivery": "standard"})).headers["location"] == "/checkout/pay"
    assert "bank_transfer:" not in (await client.get("/checkout/pay")).text
    placed = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
    assert placed.headers["location"][:8] == "/orders/"
    await settle(db)
    async with db.reading() as read:
        row = await read.row("select subtotal, state from orders.order")
    assert (row["subtotal"], row["state"]) == (1500, "open")
    page = await client.get(path(club))
    assert "Bought" in page.text
    assert "/take" not in page.text


async def test_what_cannot_be_done_is_said_in_words(db: Database, client: httpx.AsyncClient) -> None:
    club = await entered(db, client, units=1)
    item = ids.show("sit", club.item.id)
    refused = await client.post(f"{path(club)}/items/{item}/take", data={"quantity": "2"})
    assert refused.status_code == 409
    assert "One piece of this for each person" in refused.text
    assert (await client.post(f"{path(club)}/items/{item}/take", data={"quantity": "x"})).status_code == 422
    assert (await client.post(f"{path(club)}/items/sit_nonsense/take", data={"quantity": "1"})).status_code == 404
    assert (await client.post(f"{path(club)}/claims/clm_nonsense/no-thanks")).status_code == 404
    assert (await client.post(f"{path(club)}/checkout", data={"cart": "cpt_nonsense"})).status_code == 404


async def test_one_waits_for_what_comes_back_and_is_written_to(db: Database, client: httpx.AsyncClient) -> None:
    club, (ada,) = await open_sale(db, 1, units=1)
    async with db.writing() as tx:
        await take(tx, club, ada)
    await sign_in(client, db, Role.SHOPPER)
    await come_in(db, client, club)
    await client.post(f"{path(club)}/line")
    item = ids.show("sit", club.item.id)
    page = await client.get(path(club))
    assert f'action="{path(club)}/items/{item}/wait"' in text(page)
    await client.post(f"{path(club)}/items/{item}/wait", data={"quantity": "1"})
    page = await client.get(path(club))
    assert "You are the first who waits" in page.text
    assert "One piece is in a cart and may come back." in page.text
    async with db.writing() as tx:
        await tx.run("update private_sales.claim set until_at = $1 where state = 'held'", tx.now)
    await settle(db)
    page = await client.get(path(club))
    assert "One came back, and is kept for you" in page.text
    async with db.reading() as read:
        letters = await read.rows("select subject, text from mail.letter where template = 'private_sales/offered'")
    assert len(letters) == 1
    assert "came back and is kept for you" in letters[0]["subject"]
    assert path(club) in letters[0]["text"]
    claim = re.search(rf'action="{path(club)}/claims/(clm_\w+)/take"', text(page))
    assert claim is not None
    assert (await client.post(f"{path(club)}/claims/{claim[1]}/take")).headers["location"] == "/checkout/address"
    await client.post(f"{path(club)}/claims/{claim[1]}/no-thanks")
    async with db.writing() as tx:
        assert (await item_of(tx, club)).reserve == 1


async def test_nobody_touches_what_is_kept_for_others(db: Database, client: httpx.AsyncClient) -> None:
    club, (ada,) = await open_sale(db, 1)
    async with db.writing() as tx:
        cart = await take(tx, club, ada)
    await come_in(db, client, club)
    await client.post(f"{path(club)}/line")
    assert (await client.post(f"{path(club)}/checkout", data={"cart": ids.show("cpt", cart.id)})).status_code == 404
    async with db.reading() as read:
        claim = ids.show("clm", await read.value("select id from private_sales.claim"))
    for act in ("take", "no-thanks"):
        assert (await client.post(f"{path(club)}/claims/{claim}/{act}")).status_code == 404


async def test_a_member_invites_within_their_quota(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    await come_in(db, client, club)
    address = f"/club/{ids.show('clb', club.club)}/invitations"
    made = await client.post(address, data={"places": "3"})
    assert "It is shown this once." in made.text
    link = re.search(r'id="invitation"[^>]*>[^<]*(/club/[\w-]{22})<', text(made))
    assert link is not None
    assert (await client.post(address, data={"places": "1"})).status_code == 409
    assert "You have invited as many people as you may." in (await client.get("/club")).text
    other = another(client)
    assert (await other.post(address, data={"places": "1"})).status_code == 404
    assert (await other.post(link[1])).headers["location"] == "/club"


async def test_every_opening_is_in_a_calendar_and_a_feed(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    await come_in(db, client, club)
    async with db.reading() as read:
        sale = await store.sale(read, club.sale)
        feed = await read.value("select feed from private_sales.member")
    assert sale is not None
    start = f"DTSTART:{sale.opens_at:%Y%m%dT%H%M%SZ}"
    one = await client.get(f"{path(club)}/opening.ics")
    assert one.headers["content-type"].startswith("text/calendar")
    assert start in one.text
    assert "€" not in one.text
    program = another(client)
    assert start in (await program.get(f"/club/calendar/{feed}")).text
    atom = await program.get(f"/club/feed/{feed}")
    assert atom.headers["content-type"].startswith("application/atom+xml")
    assert "<title>Cellar night</title>" in atom.text
    assert "€15" not in atom.text


async def test_early_access_is_in_its_members_calendar(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    async with db.writing() as tx:
        sale = await store.sale(tx, club.sale)
        assert sale is not None
        token = await clubs.invite(tx, SYSTEM, club.club, tier="gold")
    await client.post(f"/club/{token}")
    assert f"DTSTART:{sale.opens_at - 30 * MINUTE:%Y%m%dT%H%M%SZ}" in (await client.get(f"{path(club)}/opening.ics")).text
    assert "30 minutes before the others" in (await client.get("/club")).text


async def test_calendars_and_feeds_learn_that_a_sale_has_moved(db: Database, client: httpx.AsyncClient) -> None:
    """A program keeps what it has unless the sequence, or when it was updated, says that there is something newer."""
    club = await planned(db)
    await come_in(db, client, club)
    async with db.reading() as read:
        feed = await read.value("select feed from private_sales.member")

    async def read_all() -> list[tuple[int, str]]:
        addresses = (f"{path(club)}/opening.ics", f"/club/calendar/{feed}", "/deals.ics", f"/club/feed/{feed}", "/deals.atom")
        return [_newest((await client.get(address)).text, "Cellar") for address in addresses]

    before = await read_all()
    async with db.writing() as tx:
        sale = await store.sale(tx, club.sale)
        assert sale is not None
        tx.now = moved = tx.now + MINUTE
        given = {name: getattr(sale, name) for name in set(NewSale.__struct_fields__) - {"items", "opens_at", "title"}}
        item = NewItem(club.shop.variant, 1500, 5)
        title = {"en": 'Cellar; "wine", bread & <more>'}
        await changing.change_sale(tx, SYSTEM, club.sale, NewSale(**given, items=(item,), opens_at=sale.opens_at + MINUTE, title=title))
    after = await read_all()
    assert [at for at, _ in before] == [int(sale.changed_at.timestamp())] * 5
    assert [at for at, _ in after] == [int(moved.timestamp())] * 5
    assert {title for _, title in before} == {"Cellar night"}
    assert [title for _, title in after] == ['Cellar\\; "wine"\\, bread & <more>'] * 3 + ['Cellar; "wine", bread & <more>'] * 2


async def test_a_member_of_another_tier_finds_the_new_time_in_their_calendar_and_nobody_else_does(
    db: Database, client: httpx.AsyncClient
) -> None:
    club = await planned(db)
    other = another(client)
    await come_in(db, client, club)
    await come_in(db, other, club)
    async with db.reading() as read:
        (mine, feed), (_, others) = await read.rows("select id, feed from private_sales.member order by id")

    async def read_all(who: httpx.AsyncClient, feed: str) -> list[int]:
        addresses = (f"{path(club)}/opening.ics", f"/club/calendar/{feed}", "/deals.ics", f"/club/feed/{feed}", "/deals.atom")
        return [_newest((await who.get(address)).text, "Cellar")[0] for address in addresses]

    before = await read_all(client, feed)
    async with db.writing() as tx:
        sale = await store.sale(tx, club.sale)
        assert sale is not None
        tx.now = moved = tx.now + MINUTE
        await clubs.set_member(tx, SYSTEM, mine, "gold", 3)
    after = await read_all(client, feed)
    assert before == [int(sale.changed_at.timestamp())] * 5
    assert after == [int(moved.timestamp())] * 5
    assert await read_all(other, others) == before
    calendar = (await client.get(f"/club/calendar/{feed}")).text
    assert f"DTSTART:{sale.opens_at - 30 * MINUTE:%Y%m%dT%H%M%SZ}" in calendar
    assert f"LAST-MODIFIED:{moved:%Y%m%dT%H%M%SZ}" in calendar
    async with db.writing() as tx:
        tx.now = moved + MINUTE
        await clubs.set_member(tx, SYSTEM, mine, "gold", 5)  # another quota moves nothing
    assert await read_all(client, feed) == after


def _newest(text: str, name: str) -> tuple[int, str]:
    """Return when the entry of that name was changed, in seconds, and its name as it is written."""
    if text.startswith("<?xml"):
        entries = [
            (int(datetime.fromisoformat(str(one.findtext(f"{ATOM}updated"))).timestamp()), str(one.findtext(f"{ATOM}title")))
            for one in ET.fromstring(text).findall(f"{ATOM}entry")  # noqa: S314 - our own
        ]
    else:
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        whole = text.replace("\r\n ", "")
        entries = [(int(at), said) for at, said in re.findall(r"SEQUENCE:(\d+)\r\n.*?SUMMARY:(.*?)\r\n", whole, re.DOTALL)]
    ((at, said),) = [one for one in entries if name in one[1]]
    return at, said[said.index(name) :]  # the page of deals says before it that it is coming


async def test_signing_in_makes_a_guests_place_their_own(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    await come_in(db, client, club)
    await client.post(f"{path(club)}/line")
    before = (await client.get(f"/api{path(club)}/line")).json()["entrant"]
    async with db.writing() as tx:
        ada = await make_person(tx, email="ada@example.com", password=PASSWORD)
    await client.post("/sign-in", data={"email": "ada@example.com", "password": PASSWORD})
    async with db.reading() as read:
        found = await actions.place_of(read, Visitor(person=ada), club.sale)
    assert str(found.entrant) == before
