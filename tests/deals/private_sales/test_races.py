"""What happens at one moment: the last units, the last places of an invitation, two draws, many hands on one list."""

import asyncio
from collections import Counter

import pytest

from stoa.base.database import Database
from stoa.base.refusals import Refusal
from stoa.deals import private_sales
from stoa.deals.private_sales import actions, clubs, moving, watching
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from tests.deals.private_sales.makers import MINUTE, Club, claims, crowd, item_of, make_sale, order, sale_of, settle, stock_of, take
from tests.deals.private_sales.test_buying import open_sale

pytestmark = pytest.mark.anyio


async def at_once(db: Database, *doing: object) -> Counter[str]:
    """Do all of it in transactions of their own, beginning at one moment; return how often what came of it."""
    gate = asyncio.Barrier(len(doing))

    async def one(act: object) -> str:
        await gate.wait()
        try:
            async with db.writing() as tx:
                await act(tx)  # type: ignore[operator]
        except Refusal as refusal:
            return refusal.code
        return "done"

    return Counter(await asyncio.gather(*[one(act) for act in doing]))


async def test_the_last_units_are_kept_for_as_many(db: Database) -> None:
    club, people = await open_sale(db, 8, units=3)
    found = await at_once(db, *[lambda tx, who=who: take(tx, club, who) for who in people])
    assert found == {"done": 3, "sold_out_now": 5}
    async with db.writing() as tx:
        assert (await item_of(tx, club)).reserve == 0
        assert await stock_of(tx, club.shop.variant) == (0, 3, 0)


async def test_one_person_in_many_tabs_gets_what_one_person_gets(db: Database) -> None:
    club, (ada,) = await open_sale(db, 1, units=9, per_person=2)
    found = await at_once(db, *[lambda tx: take(tx, club, ada)] * 6)
    assert found == {"done": 2, "over_the_limit": 4}


async def test_the_last_place_of_an_invitation_is_used_once(db: Database) -> None:
    async with db.writing() as tx:
        club = await make_sale(tx)
        token = await clubs.invite(tx, SYSTEM, club.club, places=2)
    found = await at_once(db, *[lambda tx: clubs.accept(tx, GUEST, token)] * 6)
    assert found == {"done": 2, "invitation_is_used_up": 4}


async def test_nobody_invites_more_than_their_quota(db: Database) -> None:
    async with db.writing() as tx:
        club = await make_sale(tx)
        accepted = await clubs.accept(tx, GUEST, await clubs.invite(tx, SYSTEM, club.club))
    found = await at_once(db, *[lambda tx: clubs.invite(tx, GUEST, club.club, passes=accepted.token)] * 6)
    assert found == {"done": 3, "no_invitation_left": 3}


async def test_entering_many_times_at_once_is_one_place(db: Database) -> None:
    club, (ada,) = await open_sale(db, 1, room=1)
    async with db.writing() as tx:
        token = (await clubs.accept(tx, GUEST, await clubs.invite(tx, SYSTEM, club.club))).token
    guest = Visitor(groups=frozenset({f"club:{club.club}"}))
    found = await at_once(db, *[lambda tx: actions.enter(tx, guest, club.sale, token)] * 6)
    assert found == {"done": 6}
    async with db.reading() as read:
        assert await read.value("select count(*) from private_sales.entrant") == 2
        assert await read.value("select max(rank) from private_sales.entrant") == (await sale_of(read, club.sale)).last_rank
    assert ada.person is not None


async def test_a_draw_is_made_once_however_many_workers_make_it(db: Database) -> None:
    async with db.writing() as tx:
        tx.now -= 61 * MINUTE
        club: Club = await make_sale(tx, room=10)
        await crowd(tx, club.sale, 100)
    await at_once(db, *[lambda tx: moving.turn(tx, club.sale)] * 5)
    async with db.reading() as read:
        first = await watching.draw_of(read, club.sale)
        assert len(first.rounds[1].entrants) == 100
        assert await read.value("select array_agg(rank order by rank) from private_sales.entrant") == list(range(1, 101))
        assert await read.value("select count(*) from private_sales.entrant where admitted_at is not null") == 10
    await at_once(db, *[lambda tx: moving.turn(tx, club.sale)] * 5)
    async with db.reading() as read:
        assert await watching.draw_of(read, club.sale) == first


async def test_who_enters_while_the_draw_is_made_has_a_place(db: Database) -> None:
    async with db.writing() as tx:
        tx.now -= 61 * MINUTE
        club: Club = await make_sale(tx, room=1)
        await crowd(tx, club.sale, 50)
        tokens = [(await clubs.accept(tx, GUEST, await clubs.invite(tx, SYSTEM, club.club))).token for _ in range(4)]
    guest = Visitor(groups=frozenset({f"club:{club.club}"}))
    entering = [lambda tx, token=token: actions.enter(tx, guest, club.sale, token) for token in tokens]
    found = await at_once(db, lambda tx: moving.turn(tx, club.sale), *entering)
    assert found == {"done": 5}
    await settle(db)
    async with db.reading() as read:
        assert await read.value("select array_agg(rank order by rank) from private_sales.entrant") == list(range(1, 55))
        assert await read.value("select count(*) from private_sales.entrant where drawn is not null") == 50


async def test_units_that_come_back_at_once_go_to_each_who_waits_once(db: Database) -> None:
    club, people = await open_sale(db, 6, units=3)
    async with db.writing() as tx:
        for who in people[:3]:
            await take(tx, club, who)
    async with db.writing() as tx:
        for who in people[3:]:
            await private_sales.wait(tx, who, club.item.id, 1, str(who.person))
        kept = [(await claims(tx, club, who))[0].id for who in people[:3]]
    back = [lambda tx, who=who, one=one: private_sales.no_thanks(tx, who, one) for who, one in zip(people[:3], kept, strict=True)]
    await at_once(db, *back, *[lambda tx: moving.hand_on(tx, club.item.id)] * 3)
    async with db.writing() as tx:
        states = [[(one.state.value, one.quantity) for one in await claims(tx, club, who)] for who in people[3:]]
        assert states == [[("offered", 1)]] * 3
        assert (await item_of(tx, club)).reserve == 0


async def test_an_order_in_the_moment_at_which_its_time_ends_is_one_or_the_other(db: Database) -> None:
    club, (ada,) = await open_sale(db, 1, units=1)
    async with db.writing() as tx:
        cart = await take(tx, club, ada)
        await tx.run("update private_sales.claim set until_at = $1", tx.now)

    async def buy() -> str:
        try:
            await order(db, cart, ada)
        except Refusal as refusal:
            return refusal.code
        return "done"

    async def hand_on() -> None:
        async with db.writing() as tx:
            await moving.hand_on(tx, club.item.id)

    outcome, *_ = await asyncio.gather(buy(), hand_on(), hand_on())
    await settle(db)
    assert outcome in {"claim_is_over", "out_of_stock"}
    async with db.writing() as tx:
        assert (await item_of(tx, club)).reserve == 1
        assert await stock_of(tx, club.shop.variant) == (0, 1, 0)
