"""Whoever leaves a club, is taken out of it or erased: nothing is kept for them any more, and who waits gets it at once."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.deals.private_sales import club_store, clubs, keeping, leaving
from stoa.deals.private_sales.model import InvitationIsWithdrawn, NoSuchClub, NoSuchSale
from stoa.people import privacy
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from tests.deals.private_sales.makers import claims, guest, item_of, make_club, member, order, settle, take
from tests.deals.private_sales.test_buying import open_sale, state
from tests.deals.private_sales.test_pages import another, come_in, path, planned, text

pytestmark = pytest.mark.anyio


async def test_a_member_leaves_and_comes_back_by_a_new_invitation(tx: Writing) -> None:
    club = await make_club(tx)
    ada, other = await member(tx, club), await member(tx, await make_club(tx), 2)
    link = await clubs.invite(tx, ada, club)
    stays = (await clubs.accept(tx, GUEST, await clubs.invite(tx, ada, club))).member
    with pytest.raises(NoSuchClub):
        await leaving.leave(tx, other, club)
    await leaving.leave(tx, ada, club)
    for again in (leaving.leave(tx, ada, club), clubs.invite(tx, ada, club)):
        with pytest.raises(NoSuchClub):
            await again
    with pytest.raises(InvitationIsWithdrawn):
        await clubs.accept(tx, GUEST, link)
    assert await club_store.member(tx, stays.id) is not None
    assert await tx.value("select count(*) from audit.entry where verb = 'private_sales.put_out'") == 0  # nobody of the staff did it
    back = await clubs.accept(tx, ada, await clubs.invite(tx, SYSTEM, club))
    assert (back.member.tier, back.member.person_id) == ("member", ada.person)


async def test_a_guest_leaves_and_their_pass_opens_nothing(tx: Writing) -> None:
    club = await make_club(tx)
    visitor, passes = await guest(tx, club)
    await leaving.leave(tx, visitor, club, passes)
    with pytest.raises(NoSuchClub):
        await clubs.own_invitations(tx, visitor, club, passes)


@pytest.mark.parametrize("how", ["leaves", "taken out", "erased"])
async def test_what_was_kept_goes_to_who_waits(db: Database, how: str) -> None:
    club, (ada, ben, cyd, dan) = await open_sale(db, 4, units=2)
    async with db.writing() as tx:
        await take(tx, club, ada)
        await take(tx, club, dan)
        for who in (ben, cyd):
            await keeping.wait(tx, who, club.item.id, 1, str(who.person))
    for gone, then in ((ben, ["waiting", "held"]), (ada, ["offered", "held"])):
        async with db.writing() as tx:
            await _go(tx, how, gone, club.club)
            assert [one.state.value for who in (cyd, dan) for one in await claims(tx, club, who)] == then
            assert (await item_of(tx, club)).reserve == 0
            if how != "erased":
                with pytest.raises(NoSuchSale):
                    await take(tx, club, gone)
    async with db.writing() as tx:
        assert await tx.value("select count(*) from private_sales.claim where state in ('waiting', 'offered', 'held')") == 2


async def _go(tx: Writing, how: str, who: Visitor, club: object) -> None:
    assert who.person is not None
    found = await club_store.member_of(tx, club, who.person, [])  # type: ignore[arg-type]
    assert found is not None
    if how == "leaves":
        await leaving.leave(tx, who, found.club_id)
    elif how == "taken out":
        await leaving.put_out(tx, SYSTEM, found.id)
    else:
        await privacy.erase(tx, SYSTEM, who.person)


async def test_what_was_ordered_stays_ordered(db: Database) -> None:
    club, (ada,) = await open_sale(db)
    async with db.writing() as tx:
        cart = await take(tx, club, ada)
    await order(db, cart, ada)
    async with db.writing() as tx:
        await leaving.leave(tx, ada, club.club)
    await settle(db)
    async with db.writing() as tx:
        assert await state(tx, club, ada) == [("bought", 1)]
        assert await tx.value("select state from orders.order") == "open"


async def test_one_leaves_on_the_page_of_ones_clubs(client: httpx.AsyncClient, db: Database) -> None:
    club = await planned(db)
    await come_in(db, client, club)
    assert (await client.get(path(club))).status_code == 200
    page = await client.get("/club")
    assert "You no longer see its sales" in text(page)
    address = f"/club/{ids.show('clb', club.club)}/leave"
    assert f'action="{address}"' in page.text
    async with another(client) as stranger:
        assert (await stranger.post(address)).status_code == 404
    answer = await client.post(address)
    assert (answer.status_code, answer.headers["location"]) == (303, "/club")
    assert "The cellar" not in (await client.get("/club")).text
    assert (await client.get(path(club))).status_code == 404


async def test_one_leaves_by_api(client: httpx.AsyncClient, db: Database) -> None:
    club = await planned(db)
    await come_in(db, client, club)
    address = f"/api/clubs/{ids.show('clb', club.club)}/membership"
    assert (await client.delete(address)).status_code == 204
    again = await client.delete(address)
    assert (again.status_code, again.json()["code"]) == (404, "no_such_club")


async def test_who_comes_after_the_opening_is_told_that_the_first_come_first(client: httpx.AsyncClient, db: Database) -> None:
    soon, (club, _) = await planned(db), await open_sale(db, 0)
    for one, words in ((soon, "everybody waits for one draw"), (club, "from now on the line is first come, first served")):
        await come_in(db, client, one)
        page = text(await client.get(path(one)))
        assert words in page
