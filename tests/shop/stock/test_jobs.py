from datetime import timedelta

from stoa.base import clock, ids, jobs
from stoa.base.database import Database
from stoa.shop import stock
from tests.shop.stock.makers import make_stock


async def test_holds_that_ran_out_a_day_ago_are_swept_and_nothing_else_changes(db: Database) -> None:
    old, fresh, running, endless = (ids.new() for _ in range(4))
    async with db.writing() as tx:
        variant = await make_stock(tx, 10)
        for owner, until in (
            (old, timedelta(days=-1, seconds=-1)),
            (fresh, timedelta(days=-1, minutes=1)),
            (running, timedelta(minutes=10)),
            (endless, None),
        ):
            await stock.hold(tx, owner, {variant: 1}, None if until is None else clock.now() + until)
    for _ in range(2):
        async with db.writing() as tx:
            await jobs.enqueue(tx, "stock.sweep")
        assert await jobs.drain(db) == 1
        async with db.reading() as read:
            assert {row["owner"] for row in await read.rows("select owner from stock.hold")} == {fresh, running, endless}
            assert (await stock.availability(read, [variant]))[variant].free == 8
            assert await read.value("select count(*) from stock.movement") == 1  # the making
