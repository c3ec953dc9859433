"""Invitations that are taken back: by whoever made them, by the desk, by their time."""

import asyncio
import re
from collections import Counter
from datetime import timedelta

import httpx
import pytest

from stoa.base import ids, invariants
from stoa.base.database import Database, Writing
from stoa.base.refusals import Refusal
from stoa.deals.private_sales import belonging, club_store, clubs, leaving
from stoa.deals.private_sales.model import (
    ClubId,
    InvitationId,
    InvitationIsUsedUp,
    InvitationIsWithdrawn,
    NoInvitationLeft,
    NoSuchClubInvitation,
    NothingToTakeBack,
)
from stoa.people import privacy
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from tests.deals.private_sales.makers import make_club, member
from tests.deals.private_sales.test_pages import another, planned, sign_in, text


async def _made(tx: Writing, club: ClubId, by: Visitor, places: int = 1) -> tuple[str, InvitationId]:
    token = await clubs.invite(tx, by, club, places=places)
    return token, (await clubs.made(tx, token)).id


async def _left(tx: Writing, club: ClubId, who: Visitor) -> int:
    return (await clubs.own_invitations(tx, who, club))[0].left


async def test_taken_back_it_lets_nobody_in_and_may_be_given_again(tx: Writing) -> None:
    club = await make_club(tx)
    host = await member(tx, club)
    token, one = await _made(tx, club, host, 3)
    ada = (await clubs.accept(tx, GUEST, token)).member
    assert await _left(tx, club, host) == 0
    with pytest.raises(NoInvitationLeft):
        await clubs.invite(tx, host, club)
    for _ in range(2):
        await clubs.withdraw(tx, host, club, one)
        assert await _left(tx, club, host) == 2
    for asked in (clubs.accept, clubs.invited):
        with pytest.raises(InvitationIsWithdrawn):
            await asked(tx, GUEST, token)
    there = await club_store.member(tx, ada.id)
    assert there is not None
    assert there.invited_by == (await clubs.own_invitations(tx, host, club))[0].id
    await clubs.invite(tx, host, club, places=2)
    with pytest.raises(NoInvitationLeft):
        await clubs.invite(tx, host, club)


async def test_whom_it_was_for_has_come_and_stays(tx: Writing) -> None:
    club = await make_club(tx)
    host = await member(tx, club)
    token, one = await _made(tx, club, host)
    await clubs.accept(tx, GUEST, token)
    with pytest.raises(NothingToTakeBack):
        await clubs.withdraw(tx, host, club, one)
    assert await _left(tx, club, host) == 2


async def test_a_member_takes_back_their_own_alone(tx: Writing) -> None:
    club, other = await make_club(tx), await make_club(tx)
    host, guest = await member(tx, club, 1), await member(tx, club, 2)
    _, one = await _made(tx, club, host)
    _, of_shop = await _made(tx, club, SYSTEM)
    for who, of, which in ((guest, club, one), (GUEST, club, one), (host, other, one), (host, club, of_shop), (SYSTEM, other, one)):
        with pytest.raises(NoSuchClubInvitation):
            await clubs.withdraw(tx, who, of, which)
    await clubs.withdraw(tx, SYSTEM, club, one)
    await clubs.withdraw(tx, SYSTEM, club, of_shop)
    assert await _left(tx, club, host) == 3
    assert await tx.value("select count(*) from audit.entry where verb = 'private_sales.withdraw'") == 2


async def test_what_nobody_came_by_in_time_may_be_given_again(tx: Writing) -> None:
    club = await make_club(tx)
    host = await member(tx, club)
    token, _ = await _made(tx, club, host, 2)
    await clubs.accept(tx, GUEST, token)
    tx.now += clubs.LASTS - timedelta(seconds=1)
    assert not await clubs.lapse(tx)
    tx.now += timedelta(seconds=1)
    assert await clubs.lapse(tx)
    assert not await clubs.lapse(tx)
    assert await _left(tx, club, host) == 2
    with pytest.raises(InvitationIsUsedUp):  # nobody took it back
        await clubs.accept(tx, GUEST, token)


async def test_nobody_comes_by_whoever_was_taken_out_or_erased(tx: Writing) -> None:
    club = await make_club(tx)
    ada, ben = await member(tx, club, 1), await member(tx, club, 2)
    tokens = [(await _made(tx, club, one, 2))[0] for one in (ada, ben)]
    stays = (await clubs.accept(tx, GUEST, tokens[0])).member
    await leaving.put_out(tx, SYSTEM, (await clubs.own_invitations(tx, ada, club))[0].id)
    assert ben.person is not None
    await privacy.erase(tx, SYSTEM, ben.person)
    for token in tokens:
        with pytest.raises(InvitationIsWithdrawn):
            await clubs.accept(tx, GUEST, token)
    assert await club_store.member(tx, stays.id) is not None


async def test_who_comes_again_stays_below_whoever_invited_them_first(tx: Writing) -> None:
    club = await make_club(tx)
    host, other = await member(tx, club, 1), await member(tx, club, 2)
    ada = await member(tx, await make_club(tx), 3)
    first, second = (await _made(tx, club, host))[0], (await _made(tx, club, other))[0]
    came = (await clubs.accept(tx, ada, first)).member
    await leaving.put_out(tx, SYSTEM, came.id)
    again = (await clubs.accept(tx, ada, second)).member
    assert (again.id, again.invited_by) == (came.id, came.invited_by)
    assert await invariants.check(tx) == []


async def test_the_last_place_is_either_taken_or_taken_back(db: Database) -> None:
    async with db.writing() as tx:
        club = await make_club(tx)
        host = await member(tx, club)
        made = [await _made(tx, club, host) for _ in range(3)]
    found: Counter[str] = Counter()

    async def one(act: object) -> None:
        try:
            async with db.writing() as tx:
                await act(tx)  # type: ignore[operator]
        except Refusal as refusal:
            found[refusal.code] += 1

    doing = [lambda tx, token=token: clubs.accept(tx, GUEST, token) for token, _ in made]
    doing += [lambda tx, back=back: clubs.withdraw(tx, host, club, back) for _, back in made]
    await asyncio.gather(*[one(act) for act in doing])
    assert found.keys() <= {"invitation_is_withdrawn", "nothing_to_take_back"}
    assert found.total() == 3
    async with db.reading() as read:
        assert await invariants.check(read) == []


async def test_on_the_pages(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        club = (await planned(db)).club
        token = await clubs.invite(tx, SYSTEM, club)
    await client.post(f"/club/{token}")
    address = f"/club/{ids.show('clb', club)}/invitations"
    link = re.search(r"/club/[\w-]{22}<", text(await client.post(address, data={"places": "1"})))
    page = (await client.get("/club")).text
    back = re.search(rf'action="({address}/inv_\w+)"', page)
    assert link is not None
    assert back is not None
    assert "You may invite 2 more people." in page
    stranger = another(client)
    assert (await stranger.post(back[1])).status_code == 404
    assert (await client.post(back[1])).headers["location"] == "/club"
    page = (await client.get("/club")).text
    assert "You may invite 3 more people." in page
    assert back[1] not in page
    gone = await stranger.get(link[0][:-1])
    assert (gone.status_code, "This invitation was taken back." in gone.text) == (410, True)
    assert (await client.post(back[1])).headers["location"] == "/club"


async def test_on_the_desk(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        club = await make_club(tx)
        host = await member(tx, club)
        token, one = await _made(tx, club, host)
        used, spent = await _made(tx, club, SYSTEM)
        await clubs.accept(tx, GUEST, used)
    await sign_in(client, db, Role.MERCHANT)
    desk = f"/desk/clubs/{ids.show('clb', club)}/invitations"
    back = f"{desk}/{ids.show('inv', one)}"
    page = (await client.get(desk)).text
    assert f'action="{back}"' in page
    assert ids.show("inv", spent) not in page
    assert (await client.post(back)).headers["location"] == desk
    assert "taken back" in (await client.get(desk)).text
    refused = await client.post(f"{desk}/{ids.show('inv', spent)}")
    assert (refused.status_code, "Everybody has come for whom this invitation was." in refused.text) == (409, True)
    assert (await another(client).get(f"/club/{token}")).status_code == 410


async def test_by_api(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        club = (await planned(db)).club
        token = await clubs.invite(tx, SYSTEM, club)
    await client.post(f"/api/invitations/{token}")
    at = f"/api/clubs/{ids.show('clb', club)}/invitations"
    made = (await client.post(at, json={"places": 2})).json()
    listed = (await client.get(at)).json()
    assert (listed["left"], [(one["id"], one["places"], one["used"]) for one in listed["items"]]) == (1, [(made["id"], 2, 0)])
    stranger = another(client)
    assert (await stranger.get(at)).status_code == 404
    assert (await stranger.delete(f"{at}/{made['id']}")).status_code == 404
    for _ in range(2):
        assert (await client.delete(f"{at}/{made['id']}")).status_code == 204
    assert (await client.get(at)).json() == {"left": 3, "items": []}
    refused = await stranger.post(f"/api/invitations/{made['token']}")
    assert (refused.status_code, refused.json()["code"]) == (410, "invitation_is_withdrawn")
    again = (await client.post(at, json={"places": 1})).json()
    await sign_in(client, db, Role.MERCHANT)
    desk = f"/api/admin{at.removeprefix('/api')}"
    for _ in range(2):
        assert (await client.delete(f"{desk}/{again['id']}")).status_code == 204
    first, *_ = (await client.get(desk)).json()["items"]
    assert (first["id"], first["withdrawn_at"] is not None, first["used"]) == (again["id"], True, 0)
    async with db.reading() as read:
        assert (await clubs.made(read, again["token"])).withdrawn_at is not None
        assert await club_store.invitation(read, belonging.digest("guessed")) is None
