"""Group buys through the real checkout and the sandbox provider: what docs/group-buys.md says, with orders and money."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from stoa.base import clock, jobs
from stoa.base.database import Database, Writing, statements
from stoa.deals.group_buys import actions, moving, overdue, settling, store
from stoa.deals.group_buys.model import (
    AlreadyIn,
    GroupIsOver,
    GroupNotYet,
    NoPlaceLeft,
    NoSuchPlace,
    PlaceState,
    State,
    TeamHasTipped,
)
from stoa.deals.group_buys.reactions import give_an_hour
from stoa.outside import mail
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, payments
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments.model import CaptureDeclined
from tests.deals.group_buys.makers import (
    declined,
    join,
    make_deal,
    make_tiers,
    member,
    money,
    now,
    order,
    places,
    standing,
    start,
)
from tests.shop.checkout.makers import RETURN

pytestmark = pytest.mark.anyio
SHIPPING = 390
MOST_FOR_MONEY = 26
"""Statements for each place until its money is taken, those of the sandbox too (docs/performance.md)."""


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, db: Database) -> Callable[[timedelta], None]:
    """Advance the shop's clock."""
    gone = [timedelta()]
    real = clock.now

    def forward(by: timedelta) -> None:
        gone[0] += by

    monkeypatch.setattr(db, "_now", lambda: real() + gone[0])
    return forward


async def test_a_team_of_three(db: Database, later: Callable[[timedelta], None]) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, ada = await start(db, group)
    assert ada.order.subtotal.amount == 2000
    assert await standing(db, team) == ("open", 1, 1)
    await declined(db, team, group)
    assert await standing(db, team) == ("open", 1, 1)
    await join(db, team, group)
    assert await standing(db, team) == ("open", 2, 2)
    await join(db, team, group, "tok_challenge")
    assert await standing(db, team) == ("open", 3, 2)
    with pytest.raises(NoPlaceLeft):
        await join(db, team, group)
    later(timedelta(minutes=15))
    assert await standing(db, team) == ("open", 2, 2)
    assert (await money(db))[1] == 0
    await join(db, team, group)
    assert await standing(db, team) == ("settled", 3, 3)
    assert (await money(db))[1] == 3 * (2000 + SHIPPING)
    async with db.reading() as read:
        states = [(await orders.get(read, one.order_id)).state for one in await places(db, team) if one.state is PlaceState.CAPTURED]
    assert states == [OrderState.OPEN] * 3


async def test_the_same_team_but_dan_never_comes(db: Database, later: Callable[[timedelta], None]) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, ada = await start(db, group)
    await join(db, team, group)
    later(timedelta(hours=23, minutes=59))
    assert await standing(db, team) == ("open", 2, 2)
    later(timedelta(minutes=1, seconds=1))
    assert await standing(db, team) == ("settled", 0, 0)
    assert await money(db) == (0, 0, 0)
    async with db.reading() as read:
        assert (await orders.get(read, ada.order.id)).state is OrderState.CANCELLED
        assert await read.value("select count(*) from payments.payment where state = 'voided'") == 2


async def test_everybody_pays_the_lowest_price_reached(db: Database, later: Callable[[timedelta], None]) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    for _ in range(4):
        placed = await join(db, group.team, group)
        assert placed.order.subtotal.amount == 9000
    assert await standing(db, group.team) == ("tipped", 4, 4)
    assert await money(db) == (4 * (9000 + SHIPPING), 0, 0)
    later(timedelta(days=1))
    assert await standing(db, group.team) == ("settled", 4, 4)
    assert await money(db) == (0, 4 * (8000 + SHIPPING), 0)
    async with db.reading() as read:
        found = await orders.get(read, placed.order.id)
        assert (found.state, found.subtotal.amount, found.total.amount) == (OrderState.OPEN, 8000, 8000 + SHIPPING)


async def test_a_deal_that_is_filled_settles_at_once(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    for _ in range(5):
        await join(db, group.team, group)
    assert await standing(db, group.team) == ("settled", 5, 5)
    assert await money(db) == (0, 5 * (8000 + SHIPPING), 0)
    with pytest.raises(GroupIsOver):
        await join(db, group.team, group)


async def test_leaving_is_one_call_until_the_tip(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    ada = await join(db, group.team, group)
    place = (await places(db, group.team))[0]
    async with db.writing() as tx:
        with pytest.raises(NoSuchPlace):
            await actions.leave(tx, GUEST, place.id, "wrong")
        await actions.leave(tx, GUEST, place.id, ada.order.key)
    assert await standing(db, group.team) == ("open", 0, 0)
    assert await money(db) == (0, 0, 0)
    ben = await join(db, group.team, group)
    await join(db, group.team, group)
    place = next(one for one in await places(db, group.team) if one.order_id == ben.order.id)
    with pytest.raises(TeamHasTipped):
        async with db.writing() as tx:
            await actions.leave(tx, GUEST, place.id, ben.order.key)
    assert await standing(db, group.team) == ("tipped", 2, 2)


async def test_a_capture_that_is_declined_has_an_hour_and_the_others_keep_their_price(
    db: Database, later: Callable[[timedelta], None]
) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    for token in ("tok_ok", "tok_ok", "tok_capture_fails", "tok_capture_fails"):
        placed = await join(db, group.team, group, token)
    later(timedelta(days=1))
    assert await standing(db, group.team) == ("tipped", 4, 4)
    assert await money(db) == (0, 2 * (8000 + SHIPPING), 0)
    found = await places(db, group.team)
    assert [one.state for one in found] == [PlaceState.CAPTURED, PlaceState.CAPTURED, PlaceState.GRACE, PlaceState.GRACE]
    later(timedelta(minutes=40))
    async with db.writing() as tx:
        again = await payments.pay_again(tx, found[2].order_id, "sandbox", "tok_ok")
    await payments.authorize(db, again, RETURN)
    assert await standing(db, group.team) == ("tipped", 4, 4)
    assert (await money(db))[1] == 3 * (8000 + SHIPPING)
    later(timedelta(minutes=21))
    assert await standing(db, group.team) == ("settled", 3, 3)
    async with db.reading() as read:
        assert (await orders.get(read, placed.order.id)).state is OrderState.CANCELLED
    assert (await money(db))[1] == 3 * (8000 + SHIPPING)


async def test_an_authorization_that_comes_after_the_deadline_is_let_go(db: Database, later: Callable[[timedelta], None]) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx, closes_at=tx.now + timedelta(minutes=5))
    assert group.team is not None
    await join(db, group.team, group)
    await join(db, group.team, group)
    late = await join(db, group.team, group, "tok_late")
    later(timedelta(minutes=5))
    assert (await standing(db, group.team))[0] == "settled"
    later(timedelta(minutes=10))
    async with db.reading() as read:
        payment = await payments.of_order(read, late.order.id)
    assert payment is not None
    await payments.look_up(db, payment.id)
    assert await standing(db, group.team) == ("settled", 2, 2)
    assert await money(db) == (0, 2 * (9000 + SHIPPING), 0)


async def test_outcomes_that_come_twice_count_once(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    for _ in range(5):
        placed = await join(db, group.team, group, "tok_twice")
    assert await standing(db, group.team) == ("settled", 5, 5)
    async with db.writing() as tx:
        await settling.captured(tx, placed.order.id)
        await give_an_hour(tx, CaptureDeclined(about=placed.order.id, code="expired"))
        await moving.tick(tx, group.team.id)
    assert await standing(db, group.team) == ("settled", 5, 5)
    assert (await money(db))[1] == 5 * (8000 + SHIPPING)


async def test_the_merchant_ends_it_with_a_reason(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    async with db.writing() as tx:
        await actions.end_early(tx, SYSTEM, group.deal, "The kiln broke")
    assert await standing(db, team) == ("settled", 0, 0)
    assert await money(db) == (0, 0, 0)
    async with db.writing() as tx:
        found = await now(tx, team)
        assert (found.state, found.percent, found.ended_reason) == (State.SETTLED, None, "The kiln broke")
        with pytest.raises(GroupIsOver):
            await actions.end_early(tx, SYSTEM, group.deal, "again")
        with pytest.raises(GroupIsOver):
            await actions.start(tx, GUEST, group.deal, group.shop.variant, "en")


async def test_nobody_joins_before_the_starter_counts_and_a_member_is_in_once(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    someone = member()
    team, _ = await start(db, group, "tok_challenge", someone)
    with pytest.raises(GroupNotYet):
        await join(db, team, group)
    another = member(2)
    other, _ = await start(db, group, "tok_ok", another)
    with pytest.raises(AlreadyIn):
        await join(db, other, group, visitor=another)


async def test_a_cart_of_before_the_end_is_refused_and_nobody_is_asked_for_money(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    async with db.writing() as tx:
        cart = await actions.join(tx, GUEST, team.handle, group.shop.variant, "en")
        await actions.end_early(tx, SYSTEM, group.deal, "over")
    with pytest.raises(GroupIsOver):
        await order(db, cart, "tok_ok")
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 1


async def test_what_a_dead_worker_left_is_done_by_the_watch(db: Database, later: Callable[[timedelta], None]) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    for _ in range(2):
        await join(db, group.team, group)
    later(timedelta(days=1))
    async with db.writing() as tx:
        await moving.tick(tx, group.team.id)
        await tx.run("delete from base.job where kind like 'group_buys.%'")
    later(timedelta(seconds=31))
    async with db.reading() as read:
        assert {one.what for one in await overdue.due(read)} == {"take"}
    assert await standing(db, group.team) == ("settled", 2, 2)
    assert (await money(db))[1] == 2 * (9000 + SHIPPING)


@pytest.mark.parametrize("verb", ["take", "release", "tell"])
async def test_one_of_many_that_fails_is_tried_alone_and_the_others_are_settled_without_it(
    db: Database, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    placed = [await join(db, group.team, group) for _ in range(4)]
    bad = placed[1].order.id
    place, name = {"take": (payments, "refund"), "release": (orders, "release"), "tell": (mail, "post")}[verb]
    real = getattr(place, name)

    async def refusing(tx: Writing, *given: Any, **named: Any) -> Any:
        if bad in given or (verb == "tell" and given[0] == placed[1].order.email and given[1] == "group_buys/won"):
            raise RuntimeError("poisoned")
        return await real(tx, *given, **named)

    monkeypatch.setattr(place, name, refusing)
    await join(db, group.team, group)  # it is full: it settles at once
    with pytest.raises(RuntimeError, match="poisoned"):
        await jobs.drain(db)
    await jobs.drain(db)
    async with db.reading() as read:
        states = [one.state.value for one in await store.places_of(read, group.team.id)]
        told = await read.value("select count(*) from mail.letter where template = 'group_buys/won'")
    assert sorted(states) == (["captured"] * 5 if verb == "tell" else ["captured"] * 4 + ["capturing"])
    assert told == 4
    monkeypatch.undo()
    async with db.writing() as tx:
        await tx.run("update base.job set leased_until = clock_timestamp() - interval '1 second' where state = 'running'")
    assert await standing(db, group.team) == ("settled", 5, 5)
    assert (await money(db))[1] == 5 * (8000 + SHIPPING)


async def test_places_are_settled_by_jobs_for_twenty(db: Database) -> None:
    """What is done to each costs statements of its own; what is done to all of them jobs and transactions for twenty."""
    async with db.writing() as tx:
        group = await make_tiers(tx, maximum=21, on_hand=100)
    assert group.team is not None
    for _ in range(20):
        await join(db, group.team, group)
    await jobs.drain(db)
    await join(db, group.team, group)
    kinds: Counter[str] = Counter()
    sent: Counter[str] = Counter()
    real = jobs.perform

    async def perform(db: Database, taken: jobs.Taken) -> None:
        kinds[taken.kind] += 1
        token = statements.set(seen := [])
        await real(db, taken)
        statements.reset(token)
        sent[taken.kind] += len(seen)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "perform", perform)
        await jobs.drain(db)
    assert await standing(db, group.team) == ("settled", 21, 21)
    each = {kind: count for kind, count in kinds.items() if count > 4}
    assert set(each) == {"mail.send", "outside_payments.deliver"}  # letters and the sandbox's own messages go out one by one
    assert (sent["group_buys.many"] + sent["payments.capture_all"]) / 20 <= MOST_FOR_MONEY
