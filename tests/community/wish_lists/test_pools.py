"""Money put together: exact, complete or given back, whatever happens in between."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.community.wish_lists import actions, claiming, pool_store, pooling, queries
from stoa.community.wish_lists import model as m
from stoa.community.wish_lists.model import Change, Role, Settings
from stoa.community.wish_lists.pool_model import Pool, PoolId, PoolState, ShareState
from stoa.outside.payments.model import Answer, Outcome
from stoa.people import privacy
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders, payments, shipping
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments import giving_back
from stoa.shop.payments.actions import record
from tests.community.wish_lists.makers import HERS, RETURN, Wishes, a_part, contribute, guest, make_pool, make_wishes

pytestmark = pytest.mark.anyio


async def opened(db: Database, **overrides: Any) -> tuple[Wishes, PoolId]:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, **overrides)
        return wishes, await make_pool(tx, wishes)


async def pool_of(db: Database, pool_id: PoolId) -> Pool:
    async with db.reading() as read:
        found = await pool_store.find(read, pool_id)
    assert found is not None
    return found


async def shares_of(db: Database, pool_id: PoolId) -> list[tuple[int, ShareState]]:
    async with db.reading() as read:
        return [(one.amount, one.state) for one in await pool_store.shares(read, pool_id)]


async def money_of(db: Database, pool_id: PoolId) -> list[tuple[int, int]]:
    """Return what was taken and given back of each share."""
    async with db.reading() as read:
        rows = await read.rows(
            """select p.captured, p.refunded, p.refunding from wish_lists.share s join payments.payment p on p.id = s.payment_id
            where s.pool_id = $1 order by s.id""",
            pool_id,
        )
    assert all(row["refunding"] == 0 for row in rows)
    return [(row["captured"], row["refunded"]) for row in rows]


async def letters(db: Database) -> list[tuple[str, str]]:
    async with db.reading() as read:
        return [(row[0], row[1]) for row in await read.rows('select template, "to" from mail.letter order by id')]


async def overdue(db: Database, pool_id: PoolId) -> None:
    async with db.writing() as tx:
        await tx.run("update wish_lists.pool set until = $2 where id = $1", pool_id, tx.now)
        await jobs.enqueue(tx, "wish_lists.end_pools")
    await jobs.drain(db)


async def test_when_it_is_all_there_it_is_ordered_and_sent_to_the_owner(db: Database) -> None:
    wishes, pool_id = await opened(db)
    pool = await pool_of(db, pool_id)
    assert (pool.goal, pool.currency, pool.order_id) == (2880, "EUR", None)
    await contribute(db, wishes, pool_id, 1000)
    held = await pool_of(db, pool_id)
    assert held.order_id is not None
    async with db.reading() as read:
        order = await orders.get(read, held.order_id)
        assert (order.state, order.hold_reason, order.placed_at, order.total.amount) == (OrderState.HELD, "gift_pool", None, 2880)
        assert await read.value("select sum(allocated) from stock.item") == 1
    await contribute(db, wishes, pool_id, 1880, by=2)
    full = await pool_of(db, pool_id)
    assert (full.state, full.promised, full.paid) == (PoolState.FULL, 2880, 2880)
    async with db.reading() as read:
        order = await orders.get(read, held.order_id)
    assert (order.state, order.placed_at is not None, order.shipping_address, order.email) == (OrderState.OPEN, True, HERS, "")
    assert await money_of(db, pool_id) == [(1000, 0), (1880, 0)]
    assert await letters(db) == [("wish_lists/receipt", "ada@example.com")] * 2 + [("wish_lists/filled", "ada@example.com")] * 2
    async with db.reading() as read:
        kinds = [row["kind"] for row in await read.rows("select kind from base.event where kind like 'wish_lists.Pool%' order by id")]
    assert kinds == ["wish_lists.PoolOpened", "wish_lists.PoolFilled"]
    with pytest.raises(m.PoolIsOver):
        await contribute(db, wishes, pool_id, 100)
    async with db.writing() as tx:
        await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 1}, "manual")
        shipment = await tx.value("select id from shipping.shipment")
        await shipping.deliver(tx, SYSTEM, shipment)
        theirs = await orders.get(tx, order.id)
    assert (theirs.person_id, theirs.email != "") == (wishes.person, True)


async def test_what_is_missed_goes_back_to_everybody_by_itself(db: Database) -> None:
    wishes, pool_id = await opened(db)
    await contribute(db, wishes, pool_id, 1000)
    await contribute(db, wishes, pool_id, 500, by=2)
    order_id = (await pool_of(db, pool_id)).order_id
    assert order_id is not None
    await overdue(db, pool_id)
    await overdue(db, pool_id)
    assert (await pool_of(db, pool_id)).state is PoolState.MISSED
    assert await money_of(db, pool_id) == [(1000, 1000), (500, 500)]
    assert await shares_of(db, pool_id) == [(1000, ShareState.RETURNED), (500, ShareState.RETURNED)]
    assert (await letters(db)).count(("wish_lists/returned", "ada@example.com")) == 2
    assert "checkout/cancelled" not in [template for template, _ in await letters(db)]
    async with db.reading() as read:
        assert (await orders.get(read, order_id)).state is OrderState.CANCELLED
        assert await read.value("select sum(allocated) from stock.item") == 0
    with pytest.raises(m.PoolIsOver):
        await contribute(db, wishes, pool_id, 500)


async def test_a_share_that_comes_back_to_the_shop_is_told_and_told_again_when_it_is_paid(db: Database) -> None:
    """RefundCameBack tells the giver; the money is paid once more, by hand."""
    wishes, pool_id = await opened(db)
    await contribute(db, wishes, pool_id, 1000)
    order_id = (await pool_of(db, pool_id)).order_id
    assert order_id is not None
    await overdue(db, pool_id)
    async with db.writing() as tx:
        [refund] = await payments.refunds(tx, [order_id])
        await giving_back.follow(tx, refund, Answer(outcome=Outcome.FAILED, code="declined"), told=True)
    await jobs.drain(db)
    async with db.writing() as tx:
        await payments.mark_refunded(tx, order_id)
    await jobs.drain(db)
    assert await money_of(db, pool_id) == [(1000, 1000)]
    told = [template for template, _ in await letters(db)][-3:]
    assert told == ["wish_lists/returned", "wish_lists/came_back", "wish_lists/returned"]


async def test_a_declined_first_part_holds_nothing_back(db: Database) -> None:
    wishes, pool_id = await opened(db, on_hand=1)
    await contribute(db, wishes, pool_id, 1000, "tok_declined")
    pool = await pool_of(db, pool_id)
    assert (pool.state, pool.promised, pool.paid, pool.order_id) == (PoolState.OPEN, 0, 0, None)
    async with db.reading() as read:
        assert await read.value("select sum(allocated) from stock.item") == 0
        assert await read.value("select array_agg(state) from orders.order") == ["cancelled"]
    await contribute(db, wishes, pool_id, 2880)
    assert (await pool_of(db, pool_id)).state is PoolState.FULL


async def test_a_part_nobody_confirms_is_free_again_for_others(db: Database) -> None:
    wishes, pool_id = await opened(db)
    await contribute(db, wishes, pool_id, 1000)
    waiting = await contribute(db, wishes, pool_id, 1880, "tok_challenge", by=2)
    with pytest.raises(m.NotThatMuch):
        await contribute(db, wishes, pool_id, 1880, by=3)
    async with db.writing() as tx:
        await tx.run("update payments.payment set made_at = made_at - interval '31 minutes' where id = $1", waiting.payment.id)
    await payments.look_up(db, waiting.payment.id)
    await jobs.drain(db)
    assert await shares_of(db, pool_id) == [(1000, ShareState.PAID), (1880, ShareState.LOST)]
    await contribute(db, wishes, pool_id, 1880, by=3)
    assert (await pool_of(db, pool_id)).state is PoolState.FULL


async def test_a_part_that_is_confirmed_after_the_end_is_let_go(db: Database) -> None:
    wishes, pool_id = await opened(db)
    late = await contribute(db, wishes, pool_id, 1000, "tok_challenge")
    await overdue(db, pool_id)
    assert await shares_of(db, pool_id) == [(1000, ShareState.LOST)]
    assert late.payment.challenge_url is not None
    async with db.writing() as tx:
        await record(tx, late.payment, Answer(outcome=Outcome.CAPTURED, reference="ch_late", amount=None))
    async with db.reading() as read:
        row = await read.row("select state, captured, refunding from payments.payment where id = $1", late.payment.id)
    assert tuple(row) == ("captured", 1000, 1000)
    async with db.writing() as tx:  # the provider never took it in this world
        await tx.run("update payments.refund set state = 'made'")
        await tx.run("update payments.payment set refunded = refunding, refunding = 0")
        await tx.run("delete from base.job")


@pytest.mark.parametrize("how", ["remove", "take_down", "give_up", "erase"])
async def test_whoever_ends_it_everybody_gets_their_money_back(db: Database, how: str) -> None:
    wishes, pool_id = await opened(db)
    await contribute(db, wishes, pool_id, 1500)
    async with db.writing() as tx:
        if how == "remove":
            await actions.remove(tx, wishes.owner, wishes.list.id, wishes.entry.id)
        elif how == "take_down":
            await actions.take_down(tx, wishes.owner, wishes.list.id)
        elif how == "give_up":
            await pooling.give_up(tx, pool_id)
        else:
            await privacy.erase(tx, SYSTEM, wishes.person)
    await jobs.drain(db)
    assert (await pool_of(db, pool_id)).state is PoolState.CLOSED
    assert await money_of(db, pool_id) == [(1500, 1500)]
    assert ("wish_lists/returned", "ada@example.com") in await letters(db)


async def test_an_order_that_the_shop_cancels_gives_everything_back(db: Database) -> None:
    wishes, pool_id = await opened(db)
    await contribute(db, wishes, pool_id, 880)
    await contribute(db, wishes, pool_id, 2000, by=2)
    order_id = (await pool_of(db, pool_id)).order_id
    assert order_id is not None
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, order_id, "broken", by_staff=True)
    await jobs.drain(db)
    assert (await pool_of(db, pool_id)).state is PoolState.CLOSED
    assert await money_of(db, pool_id) == [(880, 880), (2000, 2000)]


async def test_a_pool_needs_an_address_and_something_wished_for(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    await actions.change(tx, wishes.owner, wishes.list.id, wishes.entry.id, Change(had=True))
    with pytest.raises(m.NotWished):
        await make_pool(tx, wishes)
    await actions.change(tx, wishes.owner, wishes.list.id, wishes.entry.id, Change(had=False))
    bare = await actions.make(tx, wishes.person, Settings(title="No address"), "eu", "en")
    entry = await actions.save(tx, SYSTEM, wishes.owner, wishes.shop.variant, "eu", "en", list_id=bare.id)
    with pytest.raises(m.NoAddress):
        await pooling.open_pool(tx, bare, entry.id, wishes.owner, None)
    await make_pool(tx, wishes)
    with pytest.raises(m.PoolIsRunning):
        await make_pool(tx, wishes)
    with pytest.raises(m.AlreadyTaken):
        await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1)


async def test_opening_a_pool_tells_an_owner_nothing_of_what_is_promised(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        promised = await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(9), "Ada", 1)
        pool_id = await make_pool(tx, wishes)
        seen = await queries.see(tx, wishes.list, Role.GIVER, guest(2), SYSTEM, "eu", "en")
        assert (seen.entries[0].pool, seen.entries[0].free, seen.entries[0].taken) == (None, 0, 1)
        own = await queries.see(tx, wishes.list, Role.OWNER, wishes.owner, SYSTEM, "eu", "en")
        assert own.entries[0].pool is not None
    with pytest.raises(m.PoolIsOver):
        await contribute(db, wishes, pool_id, 1000)
    async with db.writing() as tx:
        await claiming.give_up(tx, promised.id, guest(9))
    await contribute(db, wishes, pool_id, 1000)
    with pytest.raises(m.AlreadyTaken):
        async with db.writing() as tx:
            await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(9), "Ada", 1)


async def test_the_goal_is_what_it_costs_when_the_first_one_gives(db: Database) -> None:
    wishes, pool_id = await opened(db)
    async with db.writing() as tx:
        await tx.run("update pricing.price set amount = 3000")
    await contribute(db, wishes, pool_id, 1000)
    assert (await pool_of(db, pool_id)).goal == 3390
    async with db.writing() as tx:
        await tx.run("update pricing.price set amount = 9000")
    await contribute(db, wishes, pool_id, 2390)
    assert (await pool_of(db, pool_id)).state is PoolState.FULL


steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("give"), st.integers(1, 9), st.sampled_from(["tok_ok", "tok_ok", "tok_declined", "tok_challenge", "tok_timeout"])
        ),
        st.tuples(st.just("expire"), st.just(0), st.just("")),
        st.tuples(st.just("end"), st.just(0), st.just("")),
        st.tuples(st.just("cancel"), st.just(0), st.just("")),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=steps)
async def test_no_cent_is_lost_or_made_whatever_happens(db: Database, plan: list[tuple[str, int, str]]) -> None:
    """Of a full pool exactly the goal is kept; of every other one nothing; and nobody gets back a cent that was not theirs."""
    async with db.writing() as tx:
        await tx.run("truncate wish_lists.list, orders.order, carts.cart, pricing.market, shipping.zone, catalog.product, base.job cascade")
        await tx.run("truncate payments.payment, stock.item, pricing.tax_rate, profiles.address cascade")
    wishes, pool_id = await opened(db)
    for number, (what, part, token) in enumerate(plan):
        await _step(db, wishes, pool_id, what, part, token, number)
        await _is_exact(db, pool_id)
    await overdue(db, pool_id)
    await _expire(db)
    await _is_exact(db, pool_id)
    pool = await pool_of(db, pool_id)
    taken = await money_of(db, pool_id)
    kept = sum(captured - refunded for captured, refunded in taken)
    assert pool.state is not PoolState.OPEN
    assert kept == (pool.goal if pool.state is PoolState.FULL else 0)
    assert all(refunded in (0, captured) for captured, refunded in taken)


async def _step(db: Database, wishes: Wishes, pool_id: PoolId, what: str, part: int, token: str, number: int) -> None:
    pool = await pool_of(db, pool_id)
    if what == "give":
        amount = min(max(pool.goal * part // 9, 100), max(pool.left, 1))
        try:
            await pooling.contribute(db, wishes.list, pool_id, guest(number), a_part(amount, token), "en", RETURN)
        except (m.PoolIsOver, m.NotThatMuch):
            return
    elif what == "expire":
        await _expire(db)
    elif what == "end":
        async with db.writing() as tx:
            await pooling.give_up(tx, pool_id)
    elif pool.order_id is not None and pool.state in {PoolState.OPEN, PoolState.FULL}:
        async with db.writing() as tx:
            await orders.cancel(tx, SYSTEM, pool.order_id, "test", by_staff=True)
    await jobs.drain(db)


async def _expire(db: Database) -> None:
    """Let half an hour pass for every payment whose outcome is not known."""
    async with db.writing() as tx:
        await tx.run("update payments.payment set made_at = made_at - interval '31 minutes'")
        waiting = [
            row["id"] for row in await tx.rows("select id from payments.payment where state in ('unknown', 'challenge', 'intended')")
        ]
    for payment in waiting:
        await payments.look_up(db, payment)
    await jobs.drain(db)


async def _is_exact(db: Database, pool_id: PoolId) -> None:
    pool, shares = await pool_of(db, pool_id), await shares_of(db, pool_id)
    if pool.state in {PoolState.OPEN, PoolState.FULL}:
        living = [amount for amount, state in shares if state in {ShareState.PROMISED, ShareState.PAID}]
        assert pool.promised == sum(living) <= pool.goal
        assert pool.paid == sum(amount for amount, state in shares if state is ShareState.PAID)
        captured = sum(captured - refunded for captured, refunded in await money_of(db, pool_id))
        assert captured == pool.paid
    assert timedelta(0) < pool.until - pool.made_at
