"""Guests who wait are written to, if they said where to; whoever has the letter takes what is kept, or says no."""

import re
from html import unescape

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.visits import PASS_COOKIE
from stoa.deals.private_sales.model import ClaimId, WaitingOffered
from stoa.deals.private_sales.reactions import tell
from tests.deals.group_buys.test_pages import ADDRESS
from tests.deals.private_sales.makers import Club, item_of, settle, take
from tests.deals.private_sales.test_buying import open_sale
from tests.deals.private_sales.test_pages import come_in, path, text

pytestmark = pytest.mark.anyio


async def waiting(db: Database, client: httpx.AsyncClient, email: str = "ben@example.com", language: str = "", **overrides: object) -> Club:
    """Have a guest wait for the last piece, which somebody has in a cart."""
    club, (ada,) = await open_sale(db, 1, units=1, **overrides)
    async with db.writing() as tx:
        await take(tx, club, ada)
    await come_in(db, client, club)
    await client.post(f"{path(club)}/line")
    item = ids.show("sit", club.item.id)
    said = await client.post(f"{language}{path(club)}/items/{item}/wait", data={"quantity": "1", "email": email})
    assert said.status_code == 303, said.text
    return club


async def comes_back(db: Database) -> None:
    """Let the time in the cart be over."""
    async with db.writing() as tx:
        await tx.run("update private_sales.claim set until_at = $1 where state = 'held'", tx.now)
    await settle(db)


async def letters(db: Database) -> list[tuple[str, str, str]]:
    """Return to whom was written, about what, and the letter's address."""
    async with db.reading() as read:
        rows = await read.rows("""select "to", subject, text from mail.letter where template = 'private_sales/offered' order by id""")
    found = [(row, re.search(r"http://localhost:8000((?:/de)?/sales/sal_\w+/offer/[\w-]+)", row["text"])) for row in rows]
    return [(row["to"], row["subject"], link[1] if link else "") for row, link in found]


async def known(db: Database) -> list[tuple[str, str | None]]:
    async with db.reading() as read:
        return [tuple(row) for row in await read.rows("select state, email from private_sales.claim where wanted > 0 order by since, id")]


async def test_a_guest_is_written_to_and_buys_in_another_browser(db: Database, client: httpx.AsyncClient) -> None:
    club = await waiting(db, client)
    assert (await known(db))[1] == ("waiting", "ben@example.com")
    await comes_back(db)
    ((to, subject, link),) = await letters(db)
    assert (to, "came back and is kept for you" in subject) == ("ben@example.com", True)
    async with db.reading() as read:
        letter = " ".join(str(await read.value("select text from mail.letter where template = 'private_sales/offered'")).split())
    assert "It costs €15.00 in the sale. VAT is included; what delivery costs is said at the checkout, before you pay." in letter
    client.cookies.clear()
    assert (await client.get(path(club))).status_code == 404
    page = await client.get(link)
    assert (page.status_code, page.headers["referrer-policy"].startswith("same-origin")) == (200, True)
    assert "One came back, and is kept for you" in page.text
    assert "€15.00" in page.text
    taken = await client.post(link, data={"do": "take"})
    assert (taken.status_code, taken.headers["location"]) == (303, "/checkout/address")
    assert await known(db) == [("over", None), ("held", None)]
    assert (await client.get(path(club))).status_code == 404, "the letter makes nobody a member"
    assert (await client.post("/checkout/address", data=ADDRESS)).headers["location"] == "/checkout/delivery"
    assert (await client.post("/checkout/delivery", data={"delivery": "standard"})).headers["location"] == "/checkout/pay"
    placed = await client.post("/checkout/place", data={"payment": "sandbox:tok_ok"})
    assert placed.headers["location"][:8] == "/orders/", placed.text
    await settle(db)
    assert (await known(db))[1] == ("bought", None)
    again = await client.get(link)
    assert "This is not kept any more" in again.text
    assert (await client.post(link, data={"do": "take"})).status_code == 409


async def test_one_click_says_no_and_the_next_one_is_asked(db: Database, client: httpx.AsyncClient) -> None:
    club = await waiting(db, client)
    first = client.cookies[PASS_COOKIE]
    client.cookies.clear()
    await come_in(db, client, club)
    await client.post(f"{path(club)}/line")
    await client.post(f"{path(club)}/items/{ids.show('sit', club.item.id)}/wait", data={"quantity": "1", "email": "cleo@example.com"})
    assert client.cookies[PASS_COOKIE] != first
    await comes_back(db)
    client.cookies.clear()
    ((_, _, link),) = await letters(db)
    page = await client.get(f"{link}?no=1")
    assert 'name="do" value="no"' in text(page)
    assert await known(db) == [("over", None), ("offered", "ben@example.com"), ("waiting", "cleo@example.com")], "looking says nothing"
    said = await client.post(link, data={"do": "no"})
    assert said.headers["location"] == f"{link}?thanked=1"
    assert "Thank you: the next one gets it" in (await client.get(said.headers["location"])).text
    await settle(db)
    assert [one[0] for one in await letters(db)] == ["ben@example.com", "cleo@example.com"]
    assert await known(db) == [("over", None), ("over", None), ("offered", "cleo@example.com")]
    assert (await client.post(link, data={"do": "no"})).status_code == 409


async def test_the_letter_is_in_the_guests_language(db: Database, client: httpx.AsyncClient) -> None:
    await waiting(db, client, language="/de")
    await comes_back(db)
    ((_, subject, link),) = await letters(db)
    assert "zurückgekommen" in subject
    assert link.startswith("/de/sales/")
    assert "wird nicht" not in (await client.get(link)).text


async def test_without_an_address_nobody_is_written_to(db: Database, client: httpx.AsyncClient) -> None:
    club = await waiting(db, client, "")
    await comes_back(db)
    assert await letters(db) == []
    assert "One came back, and is kept for you" in (await client.get(path(club))).text


async def test_what_is_no_address_is_said_and_nothing_is_done(db: Database, client: httpx.AsyncClient) -> None:
    club, (ada,) = await open_sale(db, 1, units=1)
    async with db.writing() as tx:
        await take(tx, club, ada)
    await come_in(db, client, club)
    await client.post(f"{path(club)}/line")
    assert 'name="email"' in text(await client.get(path(club)))
    said = await client.post(f"{path(club)}/items/{ids.show('sit', club.item.id)}/wait", data={"quantity": "1", "email": "ben"})
    assert (said.status_code, "This does not look like a mail address" in unescape(said.text)) == (422, True)
    refused = await client.post(f"/api{path(club)}/items/{ids.show('sit', club.item.id)}/waiting", json={"email": "ben"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/email")
    async with db.reading() as read:
        assert await read.value("select count(*) from private_sales.claim where state = 'waiting'") == 0


async def test_a_key_opens_what_it_is_of_and_nothing_else(db: Database, client: httpx.AsyncClient) -> None:
    club = await waiting(db, client)
    await comes_back(db)
    ((_, _, link),) = await letters(db)
    client.cookies.clear()
    other = link.replace(ids.show("sal", club.sale), ids.show("sal", ids.new()))
    for address in (f"{link}x", other, f"{path(club)}/offer/{'a' * 22}"):
        for found in (
            await client.get(address),
            await client.post(address, data={"do": "no"}),
            await client.delete(f"/api{address.replace('/offer/', '/offers/')}"),
        ):
            assert found.status_code == 404
    async with db.reading() as read:
        assert await read.value("select count(*) from private_sales.claim where key is not null and length(key) = 32") == 1


async def test_programs_take_it_or_leave_it(db: Database, client: httpx.AsyncClient) -> None:
    club = await waiting(db, client)
    await comes_back(db)
    ((_, _, link),) = await letters(db)
    client.cookies.clear()
    api = f"/api{link.replace('/offer/', '/offers/')}"
    taken = await client.post(api)
    assert (taken.status_code, set(taken.json())) == (201, {"cart_id", "until"})
    assert (await client.delete(api)).status_code == 409
    async with db.reading() as read:
        assert (await item_of(read, club)).reserve == 0  # type: ignore[arg-type]


async def test_heard_twice_it_is_one_letter_whose_link_holds(db: Database, client: httpx.AsyncClient) -> None:
    await waiting(db, client)
    await comes_back(db)
    async with db.writing() as tx:
        row = await tx.row("select id, sale_id from private_sales.claim where state = 'offered'")
        await tell(tx, WaitingOffered(about=row["sale_id"], claim=ClaimId(row["id"])))
    ((_, _, link),) = await letters(db)
    assert (await client.get(link)).status_code == 200


async def test_when_the_sale_ends_the_addresses_of_who_waited_are_forgotten(db: Database, client: httpx.AsyncClient) -> None:
    club = await waiting(db, client)
    async with db.writing() as tx:
        await tx.run("update private_sales.sale set ends_at = $2 where id = $1", club.sale, tx.now)
    await settle(db)
    assert [email for _, email in await known(db)] == [None, None]
