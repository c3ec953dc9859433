"""The SQL of those who wait for a place."""

from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.deals.group_buys.model import TeamId, Waiting, WaitingId
from stoa.shop import stock
from stoa.shop.catalog.model import VariantId

_WAITING = "id, team_id, variant_id, person_id as person, email, language, key, state, since, offered_until"


async def insert(tx: Writing, one: Waiting) -> None:
    await tx.run(
        """insert into group_buys.waiting (id, team_id, variant_id, person_id, email, language, key, state, since)
        values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8)""",
        one.id,
        one.team_id,
        one.variant_id,
        one.person,
        one.email,
        one.language,
        one.key,
        tx.now,
    )


async def find(read: Reading, waiting_id: WaitingId) -> Waiting | None:
    return await read.one(Waiting, f"select {_WAITING} from group_buys.waiting where id = $1", waiting_id)


async def by_key(read: Reading, key: str) -> Waiting | None:
    return await read.one(Waiting, f"select {_WAITING} from group_buys.waiting where key = $1", key)


async def offer_next(tx: Writing, team_id: TeamId, until: datetime) -> WaitingId | None:
    """Keep a place for the first who waits, of those first whose variant can be had; return who that is."""
    found: WaitingId | None = await tx.value(
        f"""update group_buys.waiting set state = 'offered', offered_until = $2 where id =
            (select w.id from group_buys.waiting w where w.team_id = $1 and w.state = 'waiting'
            order by {stock.there("c.variant_id = w.variant_id", "$3")} desc, w.id limit 1) returning id""",
        team_id,
        until,
        tx.now,
    )
    return found


async def line(read: Reading, team_id: TeamId) -> list[tuple[VariantId, bool]]:
    """Return what each of those who wait wants, in order, and whether they have been asked; some hundreds at most."""
    rows = await read.rows(
        "select variant_id, state = 'offered' from group_buys.waiting where team_id = $1 and state in ('waiting', 'offered') order by id limit 500",
        team_id,
    )
    return [(row[0], row[1]) for row in rows]


async def offer_again(tx: Writing, waiting_id: WaitingId) -> None:
    await tx.run("update group_buys.waiting set state = 'offered' where id = $1 and state = 'taken'", waiting_id)


async def take(tx: Writing, team_id: TeamId, waiting_id: UUID) -> bool:
    """Take what is kept for somebody, once and in time; return whether that was so."""
    sql = """update group_buys.waiting set state = 'taken' where id = $2 and team_id = $1 and state = 'offered' and offered_until > $3"""
    return await tx.run(sql, team_id, waiting_id, tx.now) == 1


async def still_kept(read: Reading, waiting_id: WaitingId | None) -> bool:
    """Return whether the time for which a place was kept for them is not over."""
    sql = "select exists (select from group_buys.waiting where id = $1 and state = 'taken' and offered_until > $2)"
    return waiting_id is not None and bool(await read.value(sql, waiting_id, read.now))


async def end(tx: Writing, waiting_id: WaitingId, state: str) -> str | None:
    """End somebody's waiting and forget their address; return how it stood, None where it had ended."""
    was: str | None = await tx.value(
        """update group_buys.waiting w set state = $2, email = null from (select id, state from group_buys.waiting where id = $1 for update) o
        where w.id = o.id and o.state in ('waiting', 'offered') returning o.state""",
        waiting_id,
        state,
    )
    return was


async def end_all(tx: Writing, team_id: TeamId, *states: str) -> bool:
    """End the waiting of all who stand like this; return whether there are any, who are to be written to a last time."""
    sql = "update group_buys.waiting set state = 'over' where team_id = $1 and state = any($2)"
    return await tx.run(sql, team_id, list(states)) > 0


class Over(msgspec.Struct, frozen=True):
    """Somebody who waited in vain, for a last letter."""

    id: WaitingId
    variant_id: VariantId
    email: str
    language: str


async def forget_over(tx: Writing, team_id: TeamId, most: int) -> list[Over]:
    """Forget the addresses of those who waited in vain, so many at a time; return them for their last letter."""
    return await tx.all(
        Over,
        """with old as (select id, variant_id, email, language from group_buys.waiting
            where team_id = $1 and state = 'over' and email is not null order by id limit $2 for update),
        forgotten as (update group_buys.waiting w set email = null from old where w.id = old.id)
        select id, variant_id, email, language from old order by id""",
        team_id,
        most,
    )


async def forget(tx: Writing, waiting_id: WaitingId) -> None:
    """Forget the address of somebody who is in."""
    await tx.run("update group_buys.waiting set email = null where id = $1", waiting_id)
