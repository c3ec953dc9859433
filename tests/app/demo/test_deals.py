"""The demo's deals: one person missing, a deal half way, a sale about to open; and each of them settles when its time comes."""

from collections.abc import Callable
from datetime import timedelta

from stoa.app.demo import seeding
from stoa.app.demo.deals import selling
from stoa.base import invariants, jobs
from stoa.base.database import Database

MANY = 20_000
TEAMS = """select d.kind, t.state, t.size, t.counted, count(o.id) as orders, count(*) filter (where y.state = 'authorized') as authorized
    from group_buys.team t join group_buys.deal d on d.id = t.deal_id
    join group_buys.place p on p.team_id = t.id join orders.order o on o.id = p.order_id join payments.payment y on y.order_id = o.id
    group by d.kind, t.id order by d.kind"""


def silent(_words: str, _done: int, _total: int) -> None:
    """Say nothing."""


async def test_a_team_misses_one_a_deal_is_half_way_and_a_sale_opens_soon(db: Database, forward: Callable[[timedelta], None]) -> None:
    await seeding.fill(db, silent)
    async with db.reading() as read:
        teams = [tuple(row.values()) for row in await read.rows(TEAMS)]
        assert teams == [("team", "open", 3, 2, 2, 2), ("tiers", "tipped", 6, 12, 12, 12)]
        sale = await read.row("select id, opens_at, opened_at from private_sales.sale")
        assert sale is not None
        assert timedelta(minutes=1) < sale["opens_at"] - read.now <= selling.SOON
        assert sale["opened_at"] is None
        waiting = "select count(*), count(rank), count(admitted_at) from private_sales.entrant"
        assert tuple((await read.row(waiting)).values()) == (selling.MEMBERS, 0, 0)  # type: ignore[union-attr]
    await jobs.drain(db, limit=MANY)
    forward(timedelta(minutes=4))
    await jobs.drain(db, limit=MANY)
    async with db.reading() as read:
        assert tuple((await read.row(waiting)).values()) == (selling.MEMBERS, selling.MEMBERS, selling.ROOM)  # type: ignore[union-attr]
    forward(timedelta(days=3))
    await jobs.drain(db, limit=MANY)
    async with db.reading() as read:
        settled = [tuple(row.values())[:4] for row in await read.rows(TEAMS)]
        assert settled == [("team", "settled", 3, 0), ("tiers", "settled", 6, 12)]
        paid = await read.rows(
            """select d.kind, sum(y.captured) as captured, array_agg(distinct y.state) as states from group_buys.place p
            join group_buys.team t on t.id = p.team_id join group_buys.deal d on d.id = t.deal_id
            join payments.payment y on y.order_id = p.order_id group by d.kind order by d.kind"""
        )
        assert [(row["kind"], row["captured"], row["states"]) for row in paid] == [
            ("team", 0, ["voided"]),
            ("tiers", 12 * 11_815, ["captured"]),
        ]
    async with db.snapshot() as read:
        assert await invariants.check(read) == []
