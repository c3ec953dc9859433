"""The SQL of pools and of what people gave to them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community.wish_lists.model import EntryId, ListId
from stoa.community.wish_lists.pool_model import Pool, PoolId, PoolState, Share, ShareId, ShareState
from stoa.people.sessions.model import PersonId
from stoa.shop.orders.model import OrderId
from stoa.shop.payments.model import PaymentId

_POOL = "p.id, p.entry_id, p.quantity, p.currency, p.goal, p.promised, p.paid, p.state, p.until, p.order_id, p.made_at"
_SHARE = """s.id, s.pool_id, s.payment_id, s.amount, s.name, s.email, s.message, s.person, s.guest, s.language, s.state, s.made_at,
    s.name_state = 'published' as shown, s.view"""


async def of_list(read: Reading, list_id: ListId) -> dict[EntryId, Pool]:
    """Return the pools of a list that are open or full, by entry: there is one at most."""
    found = await read.all(
        Pool,
        f"""select {_POOL} from wish_lists.pool p join wish_lists.entry e on e.id = p.entry_id
        where e.list_id = $1 and p.state in ('open', 'full')""",
        list_id,
    )
    return {one.entry_id: one for one in found}


async def of_entry(read: Reading, entry_id: EntryId) -> Pool | None:
    return await read.one(Pool, f"select {_POOL} from wish_lists.pool p where p.entry_id = $1 and p.state in ('open', 'full')", entry_id)


async def find(read: Reading, pool_id: PoolId) -> Pool | None:
    return await read.one(Pool, f"select {_POOL} from wish_lists.pool p where p.id = $1", pool_id)


async def lock(tx: Writing, pool_id: PoolId) -> Pool | None:
    return await tx.one(Pool, f"select {_POOL} from wish_lists.pool p where p.id = $1 for update", pool_id)


async def of_order(read: Reading, order_id: OrderId) -> PoolId | None:
    found: PoolId | None = await read.value("select id from wish_lists.pool where order_id = $1", order_id)
    return found


async def insert(tx: Writing, entry_id: EntryId, quantity: int, goal: int, currency: str, until: datetime, by: PersonId) -> PoolId:
    pool = PoolId(ids.new())
    await tx.run(
        """insert into wish_lists.pool (id, entry_id, quantity, currency, goal, until, opened_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)""",
        pool,
        entry_id,
        quantity,
        currency,
        goal,
        until,
        by,
        tx.now,
    )
    return pool


async def begin(tx: Writing, pool_id: PoolId, order_id: OrderId, goal: int) -> None:
    """Tie a pool to its order: from here on its goal stands."""
    await tx.run("update wish_lists.pool set order_id = $2, goal = $3 where id = $1", pool_id, order_id, goal)


async def unbegin(tx: Writing, pool_id: PoolId) -> None:
    await tx.run("update wish_lists.pool set order_id = null where id = $1", pool_id)


async def promise(tx: Writing, pool_id: PoolId, amount: int) -> bool:
    """Add to what is promised, if it fits: of two who fill the last cents one is refused here."""
    return (
        await tx.run(
            """update wish_lists.pool set promised = promised + $2 where id = $1 and state = 'open' and until > $3 and promised + $2 <= goal""",
            pool_id,
            amount,
            tx.now,
        )
        == 1
    )


async def lose(tx: Writing, pool_id: PoolId, amount: int) -> None:
    await tx.run("update wish_lists.pool set promised = promised - $2 where id = $1", pool_id, amount)


async def pay(tx: Writing, pool_id: PoolId, amount: int) -> None:
    await tx.run("update wish_lists.pool set paid = paid + $2 where id = $1", pool_id, amount)


async def end(tx: Writing, pool_id: PoolId, state: PoolState) -> bool:
    """End an open pool; return whether this was the moment."""
    return (
        await tx.run("update wish_lists.pool set state = $2, ended_at = $3 where id = $1 and state = 'open'", pool_id, state.value, tx.now)
        == 1
    )


async def reopen_none(tx: Writing, pool_id: PoolId) -> bool:
    """Close a pool whose order was cancelled after it was full; return whether this was the moment."""
    return await tx.run("update wish_lists.pool set state = 'closed', ended_at = $2 where id = $1 and state = 'full'", pool_id, tx.now) == 1


async def move(tx: Writing, pool_id: PoolId, to: EntryId) -> None:
    """Bring a pool to the entry that its own becomes part of."""
    await tx.run("update wish_lists.pool set entry_id = $2 where id = $1", pool_id, to)


async def overdue(read: Reading, limit: int = 100) -> list[PoolId]:
    rows = await read.rows("select id from wish_lists.pool where state = 'open' and until <= $1 order by until limit $2", read.now, limit)
    return [row["id"] for row in rows]


async def open_of(read: Reading, *, entry: EntryId | None = None, of: ListId | None = None) -> list[PoolId]:
    """Return the open pools of an entry or a list, in a fixed order."""
    rows = await read.rows(
        """select p.id from wish_lists.pool p join wish_lists.entry e on e.id = p.entry_id
        where p.state = 'open' and (e.id = $1 or e.list_id = $2) order by p.id""",
        entry,
        of,
    )
    return [row["id"] for row in rows]


async def shares_of_list(read: Reading, list_id: ListId) -> dict[PoolId, list[Share]]:
    """Return what was given to the living pools of a list, by pool, the first first."""
    found: dict[PoolId, list[Share]] = {}
    rows = await read.all(
        Share,
        f"""select {_SHARE} from wish_lists.share s join wish_lists.pool p on p.id = s.pool_id join wish_lists.entry e on e.id = p.entry_id
        where e.list_id = $1 and p.state in ('open', 'full') order by s.id""",
        list_id,
    )
    for one in rows:
        found.setdefault(one.pool_id, []).append(one)
    return found


async def shares(read: Reading, pool_id: PoolId) -> list[Share]:
    return await read.all(Share, f"select {_SHARE} from wish_lists.share s where s.pool_id = $1 order by s.id", pool_id)


async def share(read: Reading, share_id: ShareId) -> Share | None:
    return await read.one(Share, f"select {_SHARE} from wish_lists.share s where s.id = $1", share_id)


async def share_of(read: Reading, payment_id: PaymentId) -> Share | None:
    return await read.one(Share, f"select {_SHARE} from wish_lists.share s where s.payment_id = $1", payment_id)


async def insert_share(tx: Writing, values: dict[str, Any]) -> None:
    await tx.run(
        """insert into wish_lists.share (id, pool_id, payment_id, amount, name, email, message, person, guest, language, view, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""",
        values["id"],
        values["pool_id"],
        values["payment_id"],
        values["amount"],
        values["name"],
        values["email"],
        values["message"],
        values["person"],
        values["guest"],
        values["language"],
        values["view"],
        tx.now,
    )


async def set_name_state(tx: Writing, shares: Sequence[UUID], state: str) -> None:
    await tx.run("update wish_lists.share set name_state = $2 where id = any($1) and name_state <> $2", list(shares), state)


async def set_share(tx: Writing, share_id: ShareId, state: ShareState, was: Sequence[ShareState]) -> bool:
    """Move a share on, once; return whether this was the moment."""
    return (
        await tx.run(
            """update wish_lists.share set state = $2, paid_at = case when $2 = 'paid' then $4 else paid_at end,
                ended_at = case when $2 in ('lost', 'returned') then $4 end
            where id = $1 and state = any($3)""",
            share_id,
            state.value,
            [one.value for one in was],
            tx.now,
        )
        == 1
    )


async def give_back(tx: Writing, pool_id: PoolId) -> None:
    """Note that everything of a pool goes back; what was only promised is lost."""
    await tx.run(
        """update wish_lists.share set state = case state when 'paid' then 'returning' else 'lost' end,
            ended_at = case state when 'paid' then null else $2::timestamptz end
        where pool_id = $1 and state in ('promised', 'paid')""",
        pool_id,
        tx.now,
    )
