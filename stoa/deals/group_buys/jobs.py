"""What group buys does at deadlines and after a commit: settling needs nobody at the keyboard."""

import contextlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.deals.group_buys import actions, asking, ending, moving, overdue, reminding, selling_out, settling, telling
from stoa.deals.group_buys.model import WITHDRAWN, DealId, GroupIsOver, PlaceId, TeamId, WaitingId
from stoa.people.sessions.model import SYSTEM
from stoa.shop.orders.model import OrderId


@jobs.job("group_buys.tick")
async def tick(tx: Writing, args: dict[str, Any]) -> None:
    await moving.tick(tx, TeamId(UUID(args["team"])))


@jobs.job("group_buys.many", attempts=20)
async def many(tx: Writing, args: dict[str, Any]) -> None:
    """Do to some places of a team that has ended what is done to each."""
    do = {"take": settling.take, "let_go": settling.let_go}[args["what"]]
    await settling.at_once(tx, do, f"group_buys.{args['what']}", "place", [PlaceId(UUID(one)) for one in args["places"]])


@jobs.job("group_buys.take", attempts=20)
async def take(tx: Writing, args: dict[str, Any]) -> None:
    await settling.take(tx, PlaceId(UUID(args["place"])))


@jobs.job("group_buys.let_go", attempts=20)
async def let_go(tx: Writing, args: dict[str, Any]) -> None:
    await settling.let_go(tx, PlaceId(UUID(args["place"])), why=args.get("why", "group_unpaid"))


@jobs.job("group_buys.captured", attempts=20)
async def captured(tx: Writing, args: dict[str, Any]) -> None:
    await settling.captured(tx, OrderId(UUID(args["order"])))


@jobs.job("group_buys.won")
async def won(tx: Writing, args: dict[str, Any]) -> None:
    """Tell somebody what their group has reached."""
    await telling.has_won(tx, OrderId(UUID(args["order"])))


@jobs.job("group_buys.offer_over")
async def offer_over(tx: Writing, args: dict[str, Any]) -> None:
    await moving.lapse(tx, WaitingId(UUID(args["waiting"])))


@jobs.job("group_buys.list_over")
async def list_over(tx: Writing, args: dict[str, Any]) -> None:
    if await asking.is_over(tx, TeamId(UUID(args["team"]))):
        await jobs.enqueue(tx, "group_buys.list_over", args)


@jobs.job("group_buys.ask")
async def ask(tx: Writing, args: dict[str, Any]) -> None:
    """Ask those who wait for what was sold out and can be had again."""
    await selling_out.ask(tx, TeamId(UUID(args["team"])))


@jobs.job("group_buys.opens")
async def opens(tx: Writing, args: dict[str, Any]) -> None:
    """Have the product's page show a deal that opens now."""
    await tx.run("select base.touch($1)", f"product:{args['product']}")


@jobs.job("group_buys.never")
async def never(tx: Writing, args: dict[str, Any]) -> None:
    """End a team whose starter never paid."""
    await moving.end(tx, TeamId(UUID(args["team"])), "never_begun")


@jobs.job("group_buys.over")
async def over(tx: Writing, args: dict[str, Any]) -> None:
    """Free the product of a deal that takes nobody new."""
    await ending.over(tx, DealId(UUID(args["deal"])))


@jobs.job("group_buys.withdrawn")
async def withdrawn(tx: Writing, args: dict[str, Any]) -> None:
    """End a deal whose product is not sold any more."""
    with contextlib.suppress(GroupIsOver):
        await actions.end_early(tx, SYSTEM, DealId(UUID(args["deal"])), WITHDRAWN)


@jobs.job("group_buys.changed")
async def changed(tx: Writing, args: dict[str, Any]) -> None:
    """Tell whoever is in what has become better."""
    await telling.is_better(tx, PlaceId(UUID(args["place"])), args["at"])


_ABOUT = {"over": "deal", "tick": "team", "ask": "team", "never": "team", "take": "place", "let_go": "place", "offer_over": "waiting"}


@jobs.job("group_buys.remind", own_transactions=True, every=timedelta(minutes=1))
async def remind(db: Database, _args: dict[str, Any]) -> None:
    """Remind those whose team misses few shortly before its end."""
    more = True
    while more:
        async with db.writing() as tx:
            more = await reminding.remind(tx)


@jobs.job("group_buys.watch", own_transactions=True, every=timedelta(seconds=5))
async def watch(db: Database, _args: dict[str, Any]) -> None:
    """Do what the clock has made due and what a worker's death left undone; what fails keeps nothing else waiting."""
    async with db.reading() as read:
        found = await overdue.due(read)
    await jobs.do_each(db, [(f"group_buys.{one.what}", {_ABOUT[one.what]: str(one.id)}) for one in found])
