from datetime import timedelta

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.people.sessions.model import SYSTEM
from stoa.shop import stock
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.stock.model import OutOfStock, Pass, StillAllocated
from tests.shop.stock.makers import make_stock

MINUTES = timedelta(minutes=10)


async def free(tx: Writing, variant: VariantId) -> int | None:
    return (await stock.availability(tx, [variant]))[variant].free


async def test_a_hold_takes_units_from_others_but_not_from_its_owner(tx: Writing) -> None:
    variant, owner = await make_stock(tx, 3), ids.new()
    await stock.hold(tx, owner, {variant: 2}, tx.now + MINUTES)
    assert await free(tx, variant) == 1
    await stock.hold(tx, owner, {variant: 3}, tx.now + MINUTES)
    assert await free(tx, variant) == 0


async def test_a_hold_ends_by_itself_at_its_moment(tx: Writing) -> None:
    variant = await make_stock(tx, 1)
    await stock.hold(tx, ids.new(), {variant: 1}, tx.now + MINUTES)
    tx.now += MINUTES - timedelta(microseconds=1)
    with pytest.raises(OutOfStock):
        await stock.hold(tx, ids.new(), {variant: 1}, tx.now + MINUTES)
    tx.now += timedelta(microseconds=1)
    second = ids.new()
    await stock.hold(tx, second, {variant: 1}, tx.now + MINUTES)
    await stock.allocate(tx, second, ids.new(), {variant: 1})
    assert await tx.value("select count(*) from stock.hold where owner = $1", second) == 0
    await tx.run("delete from stock.hold")  # the first one, which the invariant's own clock would still count


async def test_too_many_are_refused_with_the_number_that_is_free_and_nothing_is_kept(tx: Writing) -> None:
    plenty, scarce = await make_stock(tx, 50), await make_stock(tx, 2)
    with pytest.raises(OutOfStock) as refusal:
        await stock.allocate(tx, ids.new(), ids.new(), {plenty: 1, scarce: 3})
    assert (refusal.value.variant_id, refusal.value.free) == (scarce, 2)
    assert await tx.value("select count(*) from stock.allocation") == 0
    assert await free(tx, plenty) == 50


async def test_variants_that_share_an_item_and_bundles_count_together(tx: Writing) -> None:
    cup, product = await make_stock(tx, 5), ProductId(ids.new())
    item = await tx.value("select item_id from stock.component where variant_id = $1", cup)
    gift, pair = VariantId(ids.new()), VariantId(ids.new())
    await stock.compose(tx, gift, product, {item: 1})
    await stock.compose(tx, pair, product, {item: 2})
    assert [await free(tx, one) for one in (cup, gift, pair)] == [5, 5, 2]
    with pytest.raises(OutOfStock) as refusal:
        await stock.allocate(tx, ids.new(), ids.new(), {cup: 2, gift: 2, pair: 1})
    assert refusal.value.free in {0, 1}
    await stock.allocate(tx, ids.new(), ids.new(), {cup: 1, gift: 2, pair: 1})
    assert [await free(tx, one) for one in (cup, gift, pair)] == [0, 0, 0]


async def test_an_order_gives_units_back_or_sends_them(tx: Writing) -> None:
    variant, order = await make_stock(tx, 4), ids.new()
    await stock.allocate(tx, ids.new(), order, {variant: 3})
    await stock.free(tx, order, {variant: 1})
    await stock.ship(tx, order, {variant: 2})
    found = (await stock.availability(tx, [variant]))[variant]
    assert (found.on_hand, found.allocated, found.free) == (2, 0, 2)


async def test_running_out_and_coming_back_are_told_once(tx: Writing) -> None:
    product = ids.new()
    variant, order = await make_stock(tx, 1, product=product), ids.new()
    await stock.allocate(tx, ids.new(), order, {variant: 1})
    await stock.free(tx, order, {variant: 1})
    await stock.receive(tx, SYSTEM, {variant: 5})
    rows = await tx.rows("select kind, about from base.event order by id")
    assert [(row["kind"], row["about"]) for row in rows] == [("stock.StockRanOut", product), ("stock.StockCameBack", product)]


async def test_a_count_ends_holds_it_does_not_cover_youngest_first(tx: Writing) -> None:
    variant, first, second = await make_stock(tx, 4), ids.new(), ids.new()
    await stock.hold(tx, first, {variant: 2}, tx.now + MINUTES)
    tx.now += timedelta(seconds=1)
    await stock.hold(tx, second, {variant: 2}, tx.now + MINUTES)
    await stock.count_again(tx, SYSTEM, {variant: 3})
    assert [row["owner"] for row in await tx.rows("select owner from stock.hold")] == [first]


async def test_a_count_below_what_orders_have_is_refused(tx: Writing) -> None:
    variant = await make_stock(tx, 4)
    await stock.allocate(tx, ids.new(), ids.new(), {variant: 3})
    with pytest.raises(StillAllocated) as refusal:
        await stock.count_again(tx, SYSTEM, {variant: 2})
    assert refusal.value.facts == {"allocated": 3}
    assert (await stock.availability(tx, [variant]))[variant].on_hand == 4


async def test_what_nobody_counts_is_always_there(tx: Writing) -> None:
    uncounted, later = await make_stock(tx, 0, tracked=False), await make_stock(tx, 0, backorder=True)
    await stock.allocate(tx, ids.new(), ids.new(), {uncounted: 9, later: 2})
    found = await stock.availability(tx, [uncounted, later])
    assert found[uncounted].free is None
    assert (found[later].free, found[later].available) == (-2, True)


async def test_a_count_beside_orders_leaves_out_what_is_theirs(tx: Writing) -> None:
    variant, order = await make_stock(tx, 5), ids.new()
    await stock.allocate(tx, order, order, {variant: 2})
    await stock.count_again(tx, SYSTEM, {variant: 9}, beside_orders=True)
    found = (await stock.availability(tx, [variant]))[variant]
    assert (found.free, found.on_hand, found.allocated) == (9, 11, 2)


async def test_a_hold_is_not_made_shorter(tx: Writing) -> None:
    variant, owner = await make_stock(tx, 1), ids.new()
    await stock.hold(tx, owner, {variant: 1}, tx.now + 2 * MINUTES)
    await stock.hold(tx, owner, {variant: 1}, tx.now + MINUTES)
    assert await tx.value("select until_at from stock.hold where owner = $1", owner) == tx.now + 2 * MINUTES
    await stock.hold(tx, owner, {variant: 1}, None)
    assert await tx.value("select until_at from stock.hold where owner = $1", owner) is None


async def test_what_one_holds_is_passed_on_and_what_nobody_holds_is_not(tx: Writing) -> None:
    cup, saucer = await make_stock(tx, 5), await make_stock(tx, 5)
    giver, taker, until = ids.new(), ids.new(), tx.now + MINUTES
    await stock.hold(tx, giver, {cup: 3, saucer: 1}, None)
    wanted = [Pass(giver, taker, cup, 2), Pass(giver, taker, cup, 2), Pass(giver, taker, saucer, 1), Pass(ids.new(), taker, cup, 1)]
    assert await stock.pass_on(tx, wanted, until) == [True, False, True, False]
    rows = await tx.rows("select owner, quantity, until_at from stock.hold order by owner = $1, quantity", taker)
    assert [(row["owner"], row["quantity"], row["until_at"]) for row in rows] == [(giver, 1, None), (taker, 1, until), (taker, 2, until)]
    assert (await free(tx, cup), await free(tx, saucer)) == (2, 4)


async def test_what_has_run_out_is_not_passed_on(tx: Writing) -> None:
    cup, giver = await make_stock(tx, 1), ids.new()
    await stock.hold(tx, giver, {cup: 1}, tx.now + MINUTES)
    tx.now += MINUTES
    assert await stock.pass_on(tx, [Pass(giver, ids.new(), cup, 1)], None) == [False]
