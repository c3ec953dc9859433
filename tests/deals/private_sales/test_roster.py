"""Whom the desk sees: a club of thousands, page by page, found by name or mail, each below whoever invited them."""

import re
from uuid import UUID

import httpx
import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Database, Reading, Writing, statements
from stoa.deals.private_sales import actions, clubs, leaving, roster, rules
from stoa.deals.private_sales.model import ClubId, MemberId, SaleId
from stoa.deals.private_sales.roster import Wanted
from stoa.people import accounts, sessions
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from tests.deals.private_sales.makers import crowd, make_club, make_sale, member, open_now, sale_of, take
from tests.deals.private_sales.test_pages import another, planned
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio
ALL = Wanted()
PEOPLE = 3_000


def test_a_tree_stands_below_its_roots() -> None:
    one, two, three, four, five = (MemberId(UUID(int=n)) for n in range(1, 6))
    assert rules.tree({}) == []
    assert rules.tree({two: one, four: two, three: None, five: one, one: None}) == [(one, 0), (two, 1), (four, 2), (five, 1), (three, 0)]
    assert rules.tree({four: two, five: four}) == [(four, 0), (five, 1)], "whoever led to the first is not here"


async def everybody(read: Reading, club: ClubId, wanted: Wanted = ALL, limit: int = 2) -> list[list[tuple[str, int, bool]]]:
    """Return the pages of a club's members: name, depth, and whether they are found."""
    pages, cursor = [], None
    while True:
        page = await roster.members(read, club, wanted, cursor, limit, above=True)
        pages.append([(one.member.name, one.depth, one.found) for one in page.items])
        cursor = page.next_cursor
        if cursor is None:
            return pages


async def test_each_page_of_a_club_shows_who_led_to_its_members(tx: Writing) -> None:
    club = await make_club(tx)
    ada, ben = await member(tx, club, 1), await member(tx, club, 2)
    await clubs.accept(tx, GUEST, await clubs.invite(tx, ada, club))
    await clubs.accept(tx, await _person(tx, "Cy"), await clubs.invite(tx, ben, club))
    assert await everybody(tx, club) == [
        [("Person 1", 0, True), ("Person 2", 0, True)],
        [("Person 1", 0, False), ("", 1, True), ("Person 2", 0, False), ("Cy", 1, True)],
    ]
    (seat,) = (await roster.members(tx, club, Wanted("person 2"))).items
    await leaving.put_out(tx, SYSTEM, seat.member.id)
    assert await everybody(tx, club, limit=9) == [[("Person 1", 0, True), ("", 1, True), ("Person 2", 0, False), ("Cy", 1, True)]]


async def _person(tx: Writing, name: str, email: str = "") -> Visitor:
    person = await accounts.make(tx, email or f"{ids.new().hex}@example.com", name=name)
    return Visitor(person=person, name=name)


async def test_a_member_is_found_by_name_or_mail(tx: Writing) -> None:
    club, other = await make_club(tx), await make_club(tx)
    for of in (club, other):
        await clubs.accept(tx, await _person(tx, "Ada 100% Lovelace", f"first-{of}@example.com"), await clubs.invite(tx, SYSTEM, of))
    await clubs.accept(tx, await _person(tx, "Ben"), await clubs.invite(tx, SYSTEM, club))

    async def found(words: str, *, mails: bool = True) -> list[str]:
        return [one.member.name for one in (await roster.members(tx, club, Wanted(words, mails))).items]

    assert await found(" LOVE ") == ["Ada 100% Lovelace"]
    assert await found("0% l") == ["Ada 100% Lovelace"]
    assert await found("_") == []
    assert await found("first-") == ["Ada 100% Lovelace"]
    assert await found("first-", mails=False) == []
    assert await found("example.com") == [], "an address is found by how it begins"
    assert await found("") == ["Ada 100% Lovelace", "Ben"]


async def test_who_led_far_up_is_left_out(tx: Writing) -> None:
    """A chain of ten, each invited by the one before: six stand above the last."""
    club = await make_club(tx)
    token = await clubs.invite(tx, SYSTEM, club)
    for number in range(10):
        one = await _person(tx, f"N{number}")
        await clubs.accept(tx, one, token)
        token = await clubs.invite(tx, one, club)
    page = await everybody(tx, club, Wanted("n9"))
    assert page == [[*[(f"N{number}", number - 3, False) for number in range(3, 9)], ("N9", 6, True)]]


async def test_a_sale_shows_who_came_below_those_who_did_not(tx: Writing) -> None:
    club = await make_sale(tx)
    ada = await member(tx, club.club, 1)
    ben, cy = await _person(tx, "Ben"), await _person(tx, "Cy")
    for one in (ben, cy):
        await clubs.accept(tx, one, await clubs.invite(tx, ada, club.club))
        await actions.enter(tx, one, club.sale)
    await member(tx, club.club, 2)
    sale = await sale_of(tx, club.sale)
    pages, cursor = [], None
    for _ in range(2):
        page = await roster.came(tx, sale, ALL, cursor, 1)
        pages.append([(one.member.name, one.depth, one.entered) for one in page.items])
        cursor = page.next_cursor
    assert (pages, cursor) == ([[("Person 1", 0, False), ("Ben", 1, True)], [("Person 1", 0, False), ("Cy", 1, True)]], None)
    assert [one.member.name for one in (await roster.came(tx, sale, Wanted("cy"))).items] == ["Person 1", "Cy"]
    await open_now(tx, club)
    await take(tx, club, msgspec.structs.replace(ben, groups=frozenset({f"club:{club.club}"})))
    assert [(one.inside, one.pieces) for one in (await roster.came(tx, sale, Wanted("ben"))).items] == [(False, 0), (True, 0)]


async def _big(tx: Writing, sale: SaleId, people: int) -> None:
    """Fill a sale's club, its waiting list and its invitations."""
    found = await sale_of(tx, sale)
    await crowd(tx, sale, people)
    await tx.run(
        """insert into private_sales.claim (id, sale_id, item_id, member_id, wanted, quantity, state, device, since)
        select gen_random_uuid(), $1, i.id, m.id, 1, 0, 'waiting', 'x', $2 from private_sales.item i, private_sales.member m
        where i.sale_id = $1 and m.club_id = $3 order by m.id""",
        sale,
        tx.now,
        found.club_id,
    )
    await tx.run(
        """insert into private_sales.invitation (id, club_id, digest, by_member, tier, places, until_at, made_at)
        select gen_random_uuid(), $1, sha256(m.id::text::bytea), m.id, 'member', 1, $2, $2 from private_sales.member m where m.club_id = $1""",
        found.club_id,
        tx.now,
    )
    await tx.run("update private_sales.member set quota = 1, invited = 1 where club_id = $1", found.club_id)


async def test_thousands_cost_the_desk_as_many_statements_as_a_handful(db: Database, client: httpx.AsyncClient) -> None:
    """And as long a page as fifty: members, invitations, the waiting list, who came."""
    small, large = await planned(db), await planned(db)
    async with db.writing() as tx:
        await _big(tx, small.sale, 2)
        await _big(tx, large.sale, PEOPLE)
        await tx.run("analyze private_sales.member")
    await sign_in(client, db, Role.MERCHANT)
    for of in ("/desk/clubs/{club}", "/desk/clubs/{club}/invitations", "/desk/sales/{sale}", "/desk/sales/{sale}/people",
               "/desk/sales/{sale}/people?view=came", "/desk/clubs/{club}?q=nobody", "/api/admin/clubs/{club}/members",
               "/api/admin/clubs/{club}/invitations", "/api/admin/sales/{sale}/claims?view=waiting"):  # fmt: skip
        cost = []
        for club in (small, small, large):
            token = statements.set(seen := [])
            answer = await client.get(of.format(club=ids.show("clb", club.club), sale=ids.show("sal", club.sale)))
            statements.reset(token)
            assert answer.status_code == 200, answer.text
            cost.append(len(seen))
        assert cost[2] == cost[1], of
        assert answer.text.count("<tr>") <= 1 + roster.PAGE + 2, of


async def test_the_whole_waiting_list_is_paged_through(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    async with db.writing() as tx:
        await _big(tx, club.sale, 120)
    await sign_in(client, db, Role.MERCHANT)
    desk = f"/desk/sales/{ids.show('sal', club.sale)}"
    assert f'href="{desk}/people?view=waiting"' in (await client.get(desk)).text
    for at in (f"{desk}/people?view=waiting", f"{desk}/people?view=came", f"/desk/clubs/{ids.show('clb', club.club)}",
               f"/desk/clubs/{ids.show('clb', club.club)}/invitations"):  # fmt: skip
        rows, address = [], at
        while address and len(rows) < 4:
            page = (await client.get(address)).text
            rows.append(page.count("<tr>") - 1)
            step = re.search(r'rel="next" href="([^"]+)"', page)
            address = at.partition("?")[0] + step[1].replace("&amp;", "&") if step else ""
        assert rows == [50, 50, 20], at


async def test_a_key_that_reads_no_customers_finds_nobody_by_mail(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        club = await make_club(tx)
        ada = await _person(tx, "Ada", "first@example.com")
        await clubs.accept(tx, ada, await clubs.invite(tx, SYSTEM, club, places=3))
        await clubs.invite(tx, ada, club)
        _, narrow = await sessions.make_key(tx, SYSTEM, "clubs", ["offers.edit"])
        _, wide = await sessions.make_key(tx, SYSTEM, "clubs", ["offers.edit", "customers.read"])
    at = f"/api/admin/clubs/{ids.show('clb', club)}"
    for token, found in ((narrow, []), (wide, ["Ada"])):
        auth = {"authorization": f"Bearer {token}"}
        for query, named in (("first@", found), ("ad", ["Ada"]), ("x", [])):
            listed = (await client.get(f"{at}/members", params={"q": query}, headers=auth)).json()
            assert [one["name"] for one in listed["items"]] == named
        made = (await client.get(f"{at}/invitations", params={"q": "first@"}, headers=auth)).json()
        assert len(made["items"]) == len(found)
    made = (await client.get(f"{at}/invitations", params={"limit": 1}, headers=auth)).json()
    assert (made["items"][0]["used"], made["items"][0]["places"], made["has_more"]) == (0, 1, True)
    rest = (await client.get(f"{at}/invitations", params={"cursor": made["next_cursor"]}, headers=auth)).json()
    assert [(one["by"], one["used"], one["places"]) for one in rest["items"]] == [(None, 1, 3)]
    listed = (await client.get("/api/admin/clubs", params={"limit": 1}, headers=auth)).json()
    assert (len(listed["items"]), listed["has_more"], listed["next_cursor"]) == (1, False, None)


async def test_nobody_else_sees_the_lists(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    stranger = another(client)
    await sign_in(stranger, db, Role.HOST)
    for of in (f"/desk/clubs/{ids.show('clb', club.club)}/invitations", f"/desk/sales/{ids.show('sal', club.sale)}/people"):
        assert (await client.get(of)).status_code == 303
        assert (await stranger.get(of)).status_code == 403
    await sign_in(client, db, Role.MERCHANT)
    assert (await client.get("/desk/sales/sal_0123/people")).status_code == 404
    assert (await client.get(f"/desk/clubs/{ids.show('clb', club.club)}?cursor=x")).status_code == 422
