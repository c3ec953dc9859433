"""Clubs and sales at the room's own door: coming in, the draw, waves, carts that hold for minutes, the waiting list, the end."""

import hashlib
from datetime import timedelta

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.deals import private_sales
from stoa.deals.private_sales import actions, clubs, keeping, moving, queries, store, watching
from stoa.deals.private_sales.line import ClaimIsOver, NothingKept, NotYourTurn, OverTheLimit, SoldOutNow, Where
from stoa.deals.private_sales.model import (
    InvitationIsUsedUp,
    NoInvitationLeft,
    NoSuchClub,
    NoSuchClubInvitation,
    NoSuchSale,
    Phase,
    SaleIsOver,
    SaleNotYet,
    UnfitSale,
)
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import catalog, pricing
from tests.deals.private_sales.makers import (
    MINUTE,
    claims,
    crowd,
    guest,
    inside,
    item_of,
    make_sale,
    member,
    open_now,
    sale_of,
    stock_of,
    take,
)

pytestmark = pytest.mark.anyio


async def test_planning_sets_units_aside_and_hides_products(tx: Writing) -> None:
    club = await make_sale(tx, units=3, on_hand=5)
    assert await stock_of(tx, club.shop.variant) == (2, 3, 0)
    assert await catalog.sold_variants(tx, [club.shop.variant], "en") == {}
    quotes = await pricing.quote(tx, "eu", [club.shop.variant], ["everyone", "members", f"club:{club.club}"], tx.now + 61 * MINUTE)
    assert quotes[club.shop.variant].price.amount == 2500
    quotes = await pricing.quote(tx, "eu", [club.shop.variant], ["everyone", f"club:{club.sale}"], tx.now + 61 * MINUTE)
    assert quotes[club.shop.variant].price.amount == 1500


async def test_what_makes_no_sense_is_refused_by_field(tx: Writing) -> None:
    with pytest.raises(UnfitSale) as refusal:
        await make_sale(tx, ends_at=tx.now, per_person=0)
    assert [one.pointer for one in refusal.value.errors] == ["/ends_at", "/per_person"]
    with pytest.raises(UnfitSale) as refusal:
        await make_sale(tx, price=2500)
    assert [one.code for one in refusal.value.errors] == ["not_lower"]


async def test_early_access_begins_after_the_preview(tx: Writing) -> None:
    with pytest.raises(UnfitSale) as refusal:
        await make_sale(tx, preview_at=tx.now + 40 * MINUTE)
    assert [(one.pointer, one.code) for one in refusal.value.errors] == [("/preview_at", "after_opening")]


async def test_members_see_the_products_from_the_preview_on(tx: Writing) -> None:
    club = await make_sale(tx, preview_at=tx.now + 10 * MINUTE)
    visitor = await member(tx, club.club)
    with pytest.raises(SaleNotYet):
        await actions.enter(tx, visitor, club.sale)
    await moving.turn(tx, club.sale)
    assert await catalog.sold_variants(tx, [club.shop.variant], "en", list(visitor.groups)) == {}
    tx.now += 10 * MINUTE
    await moving.turn(tx, club.sale)
    assert club.shop.variant in await catalog.sold_variants(tx, [club.shop.variant], "en", list(visitor.groups))
    assert await catalog.sold_variants(tx, [club.shop.variant], "en") == {}


async def test_an_invitation_lets_in_as_many_as_it_says(tx: Writing) -> None:
    club = await make_sale(tx)
    host = await member(tx, club.club)
    token = await clubs.invite(tx, host, club.club, places=2)
    first = await clubs.accept(tx, GUEST, token)
    assert first.token is not None
    again = await clubs.accept(tx, GUEST, token, first.token)
    assert (again.member.id, again.token) == (first.member.id, None)
    await clubs.accept(tx, GUEST, token)
    with pytest.raises(InvitationIsUsedUp):
        await clubs.accept(tx, GUEST, token)
    with pytest.raises(InvitationIsUsedUp):
        await clubs.invited(tx, GUEST, token)
    with pytest.raises(NoSuchClubInvitation):
        await clubs.accept(tx, GUEST, "guessed")


async def test_a_member_invites_within_their_quota_and_into_the_ordinary_tier(tx: Writing) -> None:
    club = await make_sale(tx)
    host = await member(tx, club.club, tier="gold")
    with pytest.raises(NoInvitationLeft):
        await clubs.invite(tx, host, club.club, places=4)
    token = await clubs.invite(tx, host, club.club, places=3, tier="gold")
    with pytest.raises(NoInvitationLeft):
        await clubs.invite(tx, host, club.club)
    assert (await clubs.accept(tx, GUEST, token)).member.tier == "member"
    with pytest.raises(NoSuchClub):
        await clubs.invite(tx, GUEST, club.club)


async def test_an_invitation_runs_out(tx: Writing) -> None:
    club = await make_sale(tx)
    token = await clubs.invite(tx, SYSTEM, club.club, until=tx.now + MINUTE)
    tx.now += MINUTE
    with pytest.raises(InvitationIsUsedUp):
        await clubs.accept(tx, GUEST, token)


async def test_to_everybody_else_there_is_no_sale(tx: Writing) -> None:
    club = await make_sale(tx)
    other = await make_sale(tx)
    stranger = await member(tx, other.club)
    for visitor in (GUEST, stranger):
        with pytest.raises(NoSuchSale):
            await actions.enter(tx, visitor, club.sale)
        with pytest.raises(NoSuchSale):
            await actions.place_of(tx, visitor, club.sale)
    assert await queries.open_for(tx, GUEST) == []
    assert [one.sale.id for one in await queries.open_for(tx, stranger)] == [other.sale]


async def test_one_place_whichever_way_one_asks(tx: Writing) -> None:
    club = await make_sale(tx)
    visitor = await member(tx, club.club)
    first = await actions.enter(tx, visitor, club.sale)
    assert first.where is Where.BEFORE
    assert await actions.enter(tx, visitor, club.sale) == first
    assert await actions.place_of(tx, visitor, club.sale) == first
    who, token = await guest(tx, club.club)
    mine = await actions.enter(tx, who, club.sale, token)
    assert await actions.enter(tx, who, club.sale, f"other.{token}") == mine
    assert mine.entrant != first.entrant


async def test_a_guest_who_signs_in_keeps_their_place(tx: Writing) -> None:
    club = await make_sale(tx)
    who, token = await guest(tx, club.club)
    place = await actions.enter(tx, who, club.sale, token)
    stranger = await member(tx, (await make_sale(tx)).club)
    assert stranger.person is not None
    await clubs.sign_in(tx, stranger.person, "Ada", token)
    assert await actions.place_of(tx, stranger, club.sale) == place


async def test_the_draw_is_the_order_that_the_promised_seed_gives(tx: Writing) -> None:
    club = await make_sale(tx, room=3)
    await crowd(tx, club.sale, 40)
    before = await watching.draw_of(tx, club.sale)
    assert [one.seed for one in before.rounds] == [None, None]
    assert before.rounds[1].waiting == 40
    await open_now(tx, club)
    drawn = (await watching.draw_of(tx, club.sale)).rounds[1]
    assert drawn.commitment == before.rounds[1].commitment
    assert drawn.seed is not None
    seed = bytes.fromhex(drawn.seed)
    assert hashlib.sha256(seed).hexdigest() == drawn.commitment
    assert len(drawn.entrants) == 40
    assert drawn.entrants == sorted(drawn.entrants, key=lambda one: hashlib.sha256(seed + one.encode()).digest())
    rows = await tx.rows("select id::text, admitted_at from private_sales.entrant order by rank")
    assert [row["id"] for row in rows] == drawn.entrants
    assert [row["admitted_at"] is not None for row in rows] == [True] * 3 + [False] * 37
    await moving.turn(tx, club.sale)
    assert (await watching.draw_of(tx, club.sale)).rounds[1] == drawn


async def test_early_access_has_a_draw_of_its_own_before_the_others(tx: Writing) -> None:
    club = await make_sale(tx)
    gold, other = await member(tx, club.club, 1, "gold"), await member(tx, club.club, 2)
    assert (await actions.enter(tx, gold, club.sale)).opens_at == tx.now + 30 * MINUTE
    assert (await actions.enter(tx, other, club.sale)).opens_at == tx.now + 60 * MINUTE
    tx.now += 30 * MINUTE
    await moving.turn(tx, club.sale)
    assert (await actions.place_of(tx, gold, club.sale)).where is Where.INSIDE
    assert (await actions.place_of(tx, other, club.sale)).where is Where.BEFORE
    published = (await watching.draw_of(tx, club.sale)).rounds
    assert [one.seed is not None for one in published] == [True, False]
    tx.now += 30 * MINUTE
    await moving.turn(tx, club.sale)
    assert (await actions.place_of(tx, other, club.sale)).where is Where.INSIDE


async def test_after_the_opening_first_come_first_served(tx: Writing) -> None:
    club = await make_sale(tx, room=1)
    await crowd(tx, club.sale, 2)
    await open_now(tx, club)
    third, fourth = await inside(tx, club, 3), await inside(tx, club, 4)
    places = [await actions.place_of(tx, one, club.sale) for one in (third, fourth)]
    assert [(one.where, one.ahead) for one in places] == [(Where.LINE, 1), (Where.LINE, 2)]
    with pytest.raises(NotYourTurn):
        await take(tx, club, third)


async def test_who_was_not_drawn_in_time_by_anybody_is_drawn_when_they_come(tx: Writing) -> None:
    """The worker is dead at the opening; the first who asks has the draw made."""
    club = await make_sale(tx)
    early = await member(tx, club.club)
    await actions.enter(tx, early, club.sale)
    tx.now += 60 * MINUTE
    late = await inside(tx, club, 2)
    assert (await actions.place_of(tx, early, club.sale)).drawn == 1
    found = await actions.place_of(tx, late, club.sale)
    assert (found.where, found.drawn) == (Where.INSIDE, None)


async def test_waves_let_in_as_many_as_there_is_room_for(tx: Writing) -> None:
    club = await make_sale(tx, room=4)
    await crowd(tx, club.sale, 10)
    await open_now(tx, club)
    assert await actions.admit(tx, club.sale) == 0
    tx.now += 10 * MINUTE
    assert await actions.admit(tx, club.sale) == 4
    assert (await sale_of(tx, club.sale)).pace == pytest.approx(0.4)
    tx.now += 10 * MINUTE
    assert [await actions.admit(tx, club.sale) for _ in range(2)] == [2, 0]


async def test_whose_time_is_over_may_come_again_at_the_end_of_the_line(tx: Writing) -> None:
    club = await make_sale(tx, room=1)
    await open_now(tx, club)
    first = await inside(tx, club, 1)
    second = await inside(tx, club, 2)
    tx.now += 10 * MINUTE
    assert (await actions.place_of(tx, first, club.sale)).where is Where.OVER
    with pytest.raises(NotYourTurn):
        await take(tx, club, first)
    assert (await actions.enter(tx, first, club.sale)).where is Where.LINE
    assert (await actions.place_of(tx, second, club.sale)).where is Where.INSIDE


async def test_pieces_in_a_cart_are_kept_for_its_minutes(tx: Writing) -> None:
    club = await make_sale(tx, units=2, per_person=2)
    await open_now(tx, club)
    one, two = await inside(tx, club, 1), await inside(tx, club, 2)
    cart = await take(tx, club, one)
    assert (cart.purpose, cart.audience, cart.market) == (f"club:{club.sale}", f"club:{club.sale}", "eu")
    assert (await take(tx, club, one)).id == cart.id
    assert (await item_of(tx, club)).reserve == 0
    assert [(kept.quantity, kept.until_at) for kept in await claims(tx, club, one)] == [(2, tx.now + 10 * MINUTE)]
    assert await stock_of(tx, club.shop.variant) == (0, 2, 0)
    with pytest.raises(SoldOutNow) as refusal:
        await take(tx, club, two)
    assert refusal.value.facts == {"free": 0}
    tx.now += 10 * MINUTE - timedelta(microseconds=1)
    await moving.hand_on(tx, club.item.id)
    assert (await item_of(tx, club)).reserve == 0
    tx.now += timedelta(microseconds=1)
    await moving.hand_on(tx, club.item.id)
    assert (await item_of(tx, club)).reserve == 2
    assert [kept.state for kept in await claims(tx, club, one)] == ["over"]
    assert await stock_of(tx, club.shop.variant) == (0, 2, 0)


async def test_a_person_gets_so_many_and_so_does_a_device(tx: Writing) -> None:
    club = await make_sale(tx, units=9, per_person=2)
    await open_now(tx, club)
    one, two = await inside(tx, club, 1), await inside(tx, club, 2)
    await take(tx, club, one, 2, device="phone")
    with pytest.raises(OverTheLimit):
        await take(tx, club, one, 1, device="another")
    with pytest.raises(OverTheLimit):
        await take(tx, club, two, 1, device="phone")
    await take(tx, club, two, 2, device="tablet")
    assert (await item_of(tx, club)).reserve == 5


async def test_what_comes_back_goes_to_those_who_wait_in_order_and_with_quantity(tx: Writing) -> None:
    club = await make_sale(tx, units=3, per_person=3)
    await open_now(tx, club)
    buyer = await inside(tx, club, 1)
    await take(tx, club, buyer, 3)
    waiting = [await inside(tx, club, number) for number in (2, 3, 4)]
    tx.now += MINUTE
    for number, one in enumerate(waiting):
        tx.now += MINUTE
        await private_sales.wait(tx, one, club.item.id, 2 if number == 0 else 1, str(one.person))
    lists = queries.lists
    seen = [(await lists(tx, one, club.sale))[0].queue for one in waiting]
    assert [(one.ahead, one.pieces_ahead, one.in_carts) for one in seen if one is not None] == [(0, 0, 3), (1, 2, 3), (2, 3, 3)]
    (kept,) = await claims(tx, club, buyer)
    await private_sales.no_thanks(tx, buyer, kept.id)
    states = [[(one.state, one.quantity) for one in await claims(tx, club, who)] for who in waiting]
    assert states == [[("offered", 2)], [("offered", 1)], [("waiting", 0)]]
    assert (await item_of(tx, club)).reserve == 0
    (offer,) = await claims(tx, club, waiting[0])
    assert offer.until_at == (await sale_of(tx, club.sale)).closes_at
    with pytest.raises(NothingKept):
        await private_sales.no_thanks(tx, waiting[1], offer.id)
    await private_sales.no_thanks(tx, waiting[0], offer.id)
    assert [(one.state, one.quantity) for one in await claims(tx, club, waiting[2])] == [("offered", 1)]
    assert (await item_of(tx, club)).reserve == 1


async def test_what_is_offered_is_taken_into_a_cart_of_its_own(tx: Writing) -> None:
    club = await make_sale(tx, units=1, offer_hours=1, ends_at=tx.now + 600 * MINUTE)
    await open_now(tx, club)
    buyer, waiting = await inside(tx, club, 1), await inside(tx, club, 2)
    await take(tx, club, buyer)
    claim = await private_sales.wait(tx, waiting, club.item.id, 1, "x")
    with pytest.raises(ClaimIsOver):
        await private_sales.take_offer(tx, waiting, claim, "en")
    tx.now += 10 * MINUTE
    await moving.hand_on(tx, club.item.id)
    tx.now += 59 * MINUTE
    cart = await private_sales.take_offer(tx, waiting, claim, "en")
    (kept,) = await claims(tx, club, waiting)
    assert (kept.state, kept.cart_id, kept.until_at) == ("held", cart.id, tx.now + 10 * MINUTE)
    tx.now += 10 * MINUTE
    await moving.hand_on(tx, club.item.id)
    assert (await item_of(tx, club)).reserve == 1


async def test_the_end_closes_lists_and_gives_back_what_is_left(tx: Writing) -> None:
    club = await make_sale(tx, units=2, on_hand=2)
    await open_now(tx, club)
    one = await inside(tx, club, 1)
    tx.now += 55 * MINUTE
    again = await actions.enter(tx, one, club.sale)
    assert again.until == tx.now + 5 * MINUTE
    await take(tx, club, one)
    tx.now += 5 * MINUTE
    await moving.turn(tx, club.sale)
    with pytest.raises(SaleIsOver):
        await take(tx, club, one)
    assert [kept.state for kept in await claims(tx, club, one)] == ["held"]
    assert await stock_of(tx, club.shop.variant) == (0, 2, 0)
    tx.now += 10 * MINUTE
    await moving.turn(tx, club.sale)
    assert await stock_of(tx, club.shop.variant) == (2, 0, 0)
    assert (await sale_of(tx, club.sale)).closed_at == tx.now
    assert await catalog.sold_variants(tx, [club.shop.variant], "en", [f"club:{club.club}"]) == {}
    await moving.turn(tx, club.sale)


async def test_a_sale_that_is_ended_early_closes_when_its_carts_have(tx: Writing) -> None:
    club = await make_sale(tx)
    await open_now(tx, club)
    one = await inside(tx, club, 1)
    await take(tx, club, one)
    await private_sales.end_sale(tx, SYSTEM, club.sale, "The kiln broke")
    assert [known.phase for known in await queries.open_for(tx, one)] == [Phase.ENDED]
    assert (await sale_of(tx, club.sale)).closes_at == tx.now + 10 * MINUTE
    with pytest.raises(SaleIsOver):
        await private_sales.end_sale(tx, SYSTEM, club.sale, "twice")
    tx.now += 10 * MINUTE
    assert await store.due_sales(tx) == [club.sale]
    await moving.turn(tx, club.sale)
    assert await store.due_sales(tx) == []


async def test_everything_may_happen_twice(tx: Writing) -> None:
    club = await make_sale(tx, room=2)
    await crowd(tx, club.sale, 5)
    for minutes in (0, 30, 60, 61, 120, 130, 140):
        tx.now = (await sale_of(tx, club.sale)).opens_at + (minutes - 60) * MINUTE
        await moving.turn(tx, club.sale)
        once = await tx.rows("select * from private_sales.sale s, private_sales.entrant e where e.sale_id = s.id order by e.id")
        await moving.turn(tx, club.sale)
        assert await tx.rows("select * from private_sales.sale s, private_sales.entrant e where e.sale_id = s.id order by e.id") == once
    kinds = await tx.rows("select kind from base.event where about = $1 order by id", club.sale)
    assert [row[0].partition(".")[2] for row in kinds] == ["SaleOpened", "EntrantAdmitted", "EntrantAdmitted", "SaleEnded"]


async def test_nothing_is_kept_in_a_sale_that_does_not_exist(tx: Writing) -> None:
    club = await make_sale(tx)
    await open_now(tx, club)
    visitor = await inside(tx, club)
    for act in (keeping.take_offer(tx, visitor, ids.new(), "en"), keeping.no_thanks(tx, visitor, ids.new())):  # type: ignore[arg-type]
        with pytest.raises(NothingKept):
            await act
