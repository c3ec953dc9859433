"""What private sales do at their moments and after a commit."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.deals.private_sales import claim_store, clubs, moving, openings, store
from stoa.deals.private_sales.model import ItemId, SaleId
from stoa.shop.orders.model import OrderId


@jobs.job("private_sales.turn")
async def turn(tx: Writing, args: dict[str, Any]) -> None:
    await moving.turn(tx, SaleId(UUID(args["sale"])))


@jobs.job("private_sales.write")
async def write(tx: Writing, args: dict[str, Any]) -> None:
    await openings.write(tx, args)


@jobs.job("private_sales.hand_on")
async def hand_on(tx: Writing, args: dict[str, Any]) -> None:
    await moving.hand_on(tx, ItemId(UUID(args["item"])))


@jobs.job("private_sales.cancel", attempts=20)
async def cancel(tx: Writing, args: dict[str, Any]) -> None:
    await moving.cancel(tx, OrderId(UUID(args["order"])))


@jobs.job("private_sales.watch", own_transactions=True, every=timedelta(seconds=5))
async def watch(db: Database, _args: dict[str, Any]) -> None:
    """Do what the clock has made due and what a worker's death left undone; what fails keeps nothing else waiting."""
    async with db.reading() as read:
        sales, items = await store.due_sales(read), await claim_store.due_items(read)
    await jobs.do_each(db, [("private_sales.turn", {"sale": str(sale)}) for sale in sales])
    await jobs.do_each(db, [("private_sales.hand_on", {"item": str(item)}) for item in items])


@jobs.job("private_sales.lapse", own_transactions=True, every=timedelta(minutes=1))
async def lapse(db: Database, _args: dict[str, Any]) -> None:
    """Have members invite others where nobody came by an invitation in time."""
    more = True
    while more:
        async with db.writing() as tx:
            more = await clubs.lapse(tx)
