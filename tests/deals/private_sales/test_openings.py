"""Letters about openings: once each, to whom they are for, as long as they are wanted; and the letter that says that one is listed."""

import re
from datetime import datetime, timedelta

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.deals.private_sales import actions, changing, club_store, keeping, moving, openings, store
from stoa.deals.private_sales.model import NewItem, NewSale, WaitingListed
from stoa.deals.private_sales.reactions import tell_listed
from stoa.people.sessions.model import SYSTEM
from tests.deals.private_sales.makers import MINUTE, Club, crowd, guest, item_of, make_sale, member, open_now, sale_of, settle, take
from tests.deals.private_sales.test_letters import comes_back, known, waiting

pytestmark = pytest.mark.anyio


async def written(db: Database, kind: str) -> list[str]:
    async with db.reading() as read:
        rows = await read.rows("""select "to" from mail.letter where template = $1 order by "to" """, f"private_sales/{kind}")
    return [row[0].partition("-")[0] for row in rows]


async def announced(db: Database) -> Club:
    """Plan a sale for a gold member, two members, a guest, and one who wants no letters."""
    async with db.writing() as tx:
        club = await make_sale(tx)
        for number, tier in ((1, "gold"), (2, "member"), (3, "member")):
            await member(tx, club.club, number, tier)
        await guest(tx, club.club)
        quiet = await member(tx, club.club, 4)
        feed = await tx.value("select feed from private_sales.member where person_id = $1", quiet.person)
        await openings.set_letters(tx, feed, wanted=False)
    return club


async def test_the_club_is_told_of_a_sale_once(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openings, "AT_ONCE", 2)
    club = await announced(db)
    await settle(db)
    assert await written(db, "announced") == ["person1", "person2", "person3"]
    async with db.writing() as tx:
        sale = await sale_of(tx, club.sale)
        await openings.write(tx, {"sale": str(club.sale), "kind": "announced", "opens_at": sale.opens_at.isoformat()})
    await settle(db)
    assert await written(db, "announced") == ["person1", "person2", "person3"]
    async with db.reading() as read:
        letter = await read.row("select text, unsubscribe, one_click from mail.letter where template = 'private_sales/announced' limit 1")
    assert letter["one_click"]
    assert re.search(r"/club/letters/[0-9a-f]{32}$", letter["unsubscribe"])
    assert "/club/calendar/" in letter["text"]
    assert "15.00" not in letter["text"], "nothing of what is sold"


async def write_soon(db: Database, club: Club, before: timedelta, ahead: int) -> None:
    async with db.writing() as tx:
        sale = await sale_of(tx, club.sale)
        tx.now = sale.opens_at - timedelta(minutes=ahead) - before
        await openings.write(tx, {"sale": str(club.sale), "kind": "soon", "opens_at": sale.opens_at.isoformat(), "ahead": ahead})


async def test_each_tier_is_told_a_quarter_of_an_hour_before_its_own_opening(db: Database) -> None:
    club = await announced(db)
    async with db.reading() as read:
        due = await read.rows(
            "select args, due_at from base.job where kind = 'private_sales.write' and due_at > $1 order by due_at", read.now
        )
        opens_at: datetime = (await store.sale(read, club.sale)).opens_at  # type: ignore[union-attr]
    assert [row["due_at"] for row in due] == [opens_at - 45 * MINUTE, opens_at - 15 * MINUTE]
    await write_soon(db, club, 15 * MINUTE, 30)
    assert await written(db, "soon") == ["person1"]
    await write_soon(db, club, 15 * MINUTE, 0)
    assert await written(db, "soon") == ["person1", "person2", "person3"]


async def test_what_has_opened_moved_or_ended_is_told_to_nobody(db: Database) -> None:
    club = await announced(db)
    await write_soon(db, club, -MINUTE, 0)
    async with db.writing() as tx:
        sale = await sale_of(tx, club.sale)
        late = {"sale": str(club.sale), "kind": "soon", "opens_at": (sale.opens_at + MINUTE).isoformat(), "ahead": 0}
        await openings.write(tx, late)
        await actions.end_sale(tx, SYSTEM, club.sale, "The cellar is wet.")
    await write_soon(db, club, 15 * MINUTE, 0)
    await settle(db)
    assert await written(db, "soon") == await written(db, "announced") == []


async def test_a_sale_that_moves_is_announced_again(db: Database) -> None:
    club = await announced(db)
    await settle(db)
    async with db.writing() as tx:
        sale = await sale_of(tx, club.sale)
        given = {name: getattr(sale, name) for name in NewSale.__struct_fields__ if name != "items"}
        items = tuple(NewItem(one.variant_id, one.price, one.units) for one in await store.items(tx, club.sale))
        await changing.change_sale(tx, SYSTEM, club.sale, NewSale(**{**given, "items": items, "per_person": 2}))
    await settle(db)
    assert len(await written(db, "announced")) == 3, "the time is the same"
    async with db.writing() as tx:
        moved = {**given, "items": items, "opens_at": sale.opens_at + 10 * MINUTE}
        await changing.change_sale(tx, SYSTEM, club.sale, NewSale(**moved))
    await settle(db)
    assert len(await written(db, "announced")) == 6


async def test_one_click_ends_them_and_a_look_does_not(db: Database, client: httpx.AsyncClient) -> None:
    club = await announced(db)
    async with db.reading() as read:
        feed = await read.value("select feed from private_sales.member where letters and person_id is not null limit 1")
    path = f"/club/letters/{feed}"
    calendar = await client.get(f"/club/calendar/{feed}/{ids.show('sal', club.sale)}")
    assert calendar.text.count("BEGIN:VEVENT") == 1
    assert (await client.get(f"/club/calendar/{feed}/{ids.show('sal', ids.new())}")).status_code == 404
    page = await client.get(path)
    assert "We write to you about openings of “The cellar”" in page.text

    async def wanted() -> bool:
        async with db.reading() as read:
            found = await club_store.by_feed(read, feed)
        assert found is not None
        return found.letters

    assert await wanted()
    assert (await client.post(path, data={"List-Unsubscribe": "One-Click"})).status_code == 303
    assert not await wanted()
    assert "not write to you about openings" in (await client.get(path)).text
    await client.post(path, data={"do": "yes"})
    assert await wanted()
    assert (await client.get("/club/letters/nobody")).status_code == 404
    assert (await client.post("/club/letters/nobody", data={"do": "no"})).status_code == 404


async def listed_link(db: Database) -> str:
    async with db.reading() as read:
        (row,) = await read.rows("select unsubscribe, one_click, text from mail.letter where template = 'private_sales/listed'")
    assert row["one_click"]
    return str(row["unsubscribe"]).removeprefix("http://localhost:8000")


async def test_who_is_listed_is_told_and_leaves_with_one_click(db: Database, client: httpx.AsyncClient) -> None:
    await waiting(db, client)
    await settle(db)
    link = await listed_link(db)
    client.cookies.clear()
    page = await client.get(f"{link}?no=1")
    assert (page.status_code, "You wait for it" in page.text) == (200, True)
    assert (await known(db))[1] == ("waiting", "ben@example.com"), "looking changes nothing"
    assert (await client.post(link, data={"do": "take"})).status_code == 409
    assert (await client.post(link, data={"List-Unsubscribe": "One-Click"})).status_code == 303
    assert (await known(db))[1] == ("over", None)
    await comes_back(db)
    assert await written(db, "offered") == []


async def test_the_first_letter_still_holds_when_there_is_a_second(db: Database, client: httpx.AsyncClient) -> None:
    await waiting(db, client)
    await settle(db)
    link = await listed_link(db)
    await comes_back(db)
    assert len(await written(db, "offered")) == 1
    assert "One came back, and is kept for you" in (await client.get(link)).text


async def test_a_member_is_told_that_they_are_listed_once(db: Database) -> None:
    async with db.writing() as tx:
        club = await make_sale(tx, units=1)
        people = [await member(tx, club.club, number) for number in (1, 2)]
        for one in people:
            await actions.enter(tx, one, club.sale)
        await open_now(tx, club)
        await take(tx, club, people[0])
        for _ in range(2):
            claim = await keeping.wait(tx, people[1], club.item.id, 1, "ben's")
    await settle(db)
    async with db.writing() as tx:
        await tell_listed(tx, WaitingListed(about=club.sale, claim=claim))
    assert await written(db, "listed") == ["person2"]


async def test_who_waited_while_nothing_ran_comes_in_at_once(db: Database) -> None:
    """Thirty wait, ten come in at a time, for ten minutes. Nothing runs for half an hour: all are in in one turn, nobody's minutes have passed unseen."""
    async with db.writing() as tx:
        club = await make_sale(tx, units=5, room=10)
        await crowd(tx, club.sale, 40)
        await open_now(tx, club)
        assert await store.inside(tx, club.sale) == 10
        tx.now += 5 * MINUTE
        await moving.turn(tx, club.sale)
        assert await store.inside(tx, club.sale) == 10
        tx.now += 26 * MINUTE
        await moving.turn(tx, club.sale)
        assert await store.inside(tx, club.sale) == 30
        sale = await sale_of(tx, club.sale)
        assert sale.admitted_through == sale.last_rank == 40
        assert (
            await tx.value("select min(admitted_until) from private_sales.entrant where admitted_until > $1", tx.now)
            == tx.now + 10 * MINUTE
        )


async def test_an_opening_that_comes_late_lets_in_who_should_be_in(db: Database) -> None:
    async with db.writing() as tx:
        club = await make_sale(tx, units=5, room=10)
        await crowd(tx, club.sale, 25)
        tx.now = (await sale_of(tx, club.sale)).opens_at + 11 * MINUTE
        await moving.turn(tx, club.sale)
        assert await store.inside(tx, club.sale) == 20
        tx.now += 10 * MINUTE
        await moving.turn(tx, club.sale)
        assert await store.inside(tx, club.sale) == 5
        assert (await item_of(tx, club)).reserve == 5
