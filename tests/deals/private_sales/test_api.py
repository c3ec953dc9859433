"""Private sales by API: one place with the pages, the same refusals, and nothing for whom it is not."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.visits import PASS_COOKIE
from stoa.deals.private_sales import clubs
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from tests.deals.private_sales.makers import Club, crowd, settle, take
from tests.deals.private_sales.test_buying import open_sale
from tests.deals.private_sales.test_pages import another, path, planned
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio
BODY = {
    "email": "ada@example.com",
    "shipping_address": {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"},
    "payment": {"provider": "sandbox", "token": "tok_ok"},
}  # fmt: skip


async def accepted(db: Database, client: httpx.AsyncClient, club: Club) -> dict[str, str]:
    async with db.writing() as tx:
        token = await clubs.invite(tx, SYSTEM, club.club)
    answer = await client.post(f"/api/invitations/{token}")
    assert answer.status_code == 201
    found: dict[str, str] = answer.json()
    return found


async def test_a_guest_gets_a_pass_and_sees_their_sales(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    assert (await client.get("/api/sales")).json() == []
    found = await accepted(db, client, club)
    assert found["club_id"] == ids.show("clb", club.club)
    assert client.cookies.get(PASS_COOKIE) == found["pass"]
    (sale,) = (await client.get("/api/sales")).json()
    assert (sale["id"], sale["phase"], sale["title"]) == (ids.show("sal", club.sale), "preview", "Cellar night")
    detail = (await client.get(f"/api{path(club)}")).json()
    assert detail["items"][0]["price"] == {"amount": 1500, "currency": "EUR"}
    assert detail["items"][0]["free"] == 5


async def test_pages_and_api_share_one_place(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    await accepted(db, client, club)
    first = (await client.post(f"/api{path(club)}/line")).json()
    assert (first["where"], first["ahead"]) == ("before", 0)
    await client.post(f"{path(club)}/line")
    assert (await client.get(f"/api{path(club)}/line")).json() == first
    async with db.reading() as read:
        assert await read.value("select count(*) from private_sales.entrant") == 1


async def test_pieces_are_taken_bought_and_given_back(db: Database, client: httpx.AsyncClient) -> None:
    club, _ = await open_sale(db, 0, per_person=2)
    await accepted(db, client, club)
    item = ids.show("sit", club.item.id)
    early = await client.post(f"/api{path(club)}/items/{item}/claims", json={"quantity": 1})
    assert (early.status_code, early.json()["code"]) == (409, "not_your_turn")
    assert (await client.post(f"/api{path(club)}/line")).json()["where"] == "inside"
    kept = await client.post(f"/api{path(club)}/items/{item}/claims", json={"quantity": 2})
    assert kept.status_code == 201
    more = await client.post(f"/api{path(club)}/items/{item}/claims", json={"quantity": 1})
    assert (more.status_code, more.json()["code"]) == (409, "over_the_limit")
    (claim,) = (await client.get(f"/api{path(club)}/claims")).json()
    assert (claim["state"], claim["quantity"]) == ("held", 2)
    placed = await client.post(f"/api/carts/{kept.json()['cart_id']}/checkout", json=BODY)
    assert placed.status_code == 201, placed.text
    await settle(db)
    (claim,) = (await client.get(f"/api{path(club)}/claims")).json()
    assert claim["state"] == "bought"
    gone = await client.delete(f"/api{path(club)}/claims/{claim['id']}")
    assert (gone.status_code, gone.json()["code"]) == (409, "claim_is_over")


async def test_one_waits_and_is_offered(db: Database, client: httpx.AsyncClient) -> None:
    club, (ada,) = await open_sale(db, 1, units=1)
    async with db.writing() as tx:
        await take(tx, club, ada)
    await accepted(db, client, club)
    await client.post(f"/api{path(club)}/line")
    item = ids.show("sit", club.item.id)
    none = await client.post(f"/api{path(club)}/items/{item}/claims", json={})
    assert (none.status_code, none.json()["code"]) == (409, "sold_out_now")
    waiting = (await client.post(f"/api{path(club)}/items/{item}/waiting", json={})).json()
    assert (waiting["state"], waiting["ahead"]) == ("waiting", 0)
    too_early = await client.post(f"/api{path(club)}/claims/{waiting['id']}/cart")
    assert (too_early.status_code, too_early.json()["code"]) == (409, "claim_is_over")
    async with db.writing() as tx:
        await tx.run("update private_sales.claim set until_at = $1 where state = 'held'", tx.now)
    await settle(db)
    (offer,) = (await client.get(f"/api{path(club)}/claims")).json()
    assert offer["state"] == "offered"
    assert (await client.post(f"/api{path(club)}/claims/{offer['id']}/cart")).status_code == 201
    assert (await client.delete(f"/api{path(club)}/claims/{offer['id']}")).status_code == 204
    assert (await client.get(f"/api{path(club)}/claims")).json() == []


async def test_the_draw_is_published_for_anybody_and_says_nothing_else(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    async with db.writing() as tx:
        await crowd(tx, club.sale, 3)
    found = (await client.get(f"/api{path(club)}/draw")).json()
    assert [(one["seed"], one["waiting"], one["entrants"]) for one in found["rounds"]] == [(None, 0, []), (None, 3, [])]
    assert set(found["rounds"][0]) == {"opens_at", "commitment", "seed", "waiting", "entrants"}
    assert (await client.get("/api/sales/sal_nonsense/draw")).status_code == 404


async def test_to_everybody_else_there_is_nothing(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    api, item, claim = f"/api{path(club)}", ids.show("sit", club.item.id), ids.show("clm", ids.new())

    async def statuses(browser: httpx.AsyncClient) -> set[int]:
        answers = [
            await browser.get(api),
            await browser.post(f"{api}/line"),
            await browser.get(f"{api}/line"),
            await browser.get(f"{api}/claims"),
            await browser.post(f"{api}/items/{item}/claims", json={}),
            await browser.post(f"{api}/items/{item}/waiting", json={}),
            await browser.post(f"{api}/claims/{claim}/cart"),
            await browser.delete(f"{api}/claims/{claim}"),
            await browser.post(f"/api/clubs/{ids.show('clb', club.club)}/invitations", json={"places": 1}),
            await browser.post("/api/invitations/guessed"),
        ]
        return {one.status_code for one in answers}

    assert await statuses(client) == {404}
    stranger = another(client)
    await sign_in(stranger, db, Role.SHOPPER)
    assert await statuses(stranger) == {404}
    await accepted(db, stranger, await planned_other(db))
    assert await statuses(stranger) == {404}


async def planned_other(db: Database) -> Club:
    """Plan a sale of another club."""
    return await planned(db)


async def test_a_member_invites_by_api(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    await accepted(db, client, club)
    address = f"/api/clubs/{ids.show('clb', club.club)}/invitations"
    made = await client.post(address, json={"places": 3})
    assert made.status_code == 201
    assert made.json()["url"].endswith(f"/club/{made.json()['token']}")
    again = await client.post(address, json={"places": 1})
    assert (again.status_code, again.json()["code"]) == (409, "no_invitation_left")
    assert (await another(client).post(f"/api/invitations/{made.json()['token']}")).status_code == 201
