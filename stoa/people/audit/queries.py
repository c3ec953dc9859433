"""Reading the audit log."""

from datetime import datetime
from uuid import UUID

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.paging import Slice
from stoa.people.audit.model import Entry


async def history(
    read: Reading,
    *,
    about: UUID | None = None,
    actor: UUID | None = None,
    verb: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    cursor: str = "",
    limit: int = 50,
) -> Slice[Entry]:
    """Return entries, latest first; `verb` may be a beginning ("orders."). Raises BadCursor."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    found = await read.all(
        Entry,
        """select id, at, actor, key, verb, about, facts from audit.entry
        where ($1::uuid is null or about = $1) and ($2::uuid is null or actor = $2) and ($3 = '' or starts_with(verb, $3))
        and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5) and ($6::uuid is null or id < $6)
        order by id desc limit $7""",
        about,
        actor,
        verb,
        since,
        until,
        before,
        limit + 1,
    )
    more = paging.encode(found[limit - 1].id) if len(found) > limit else None
    return Slice(found[:limit], more)


async def verbs(read: Reading) -> list[str]:
    """Return every verb that was ever noted, by a walk along the index."""
    return [
        row["verb"]
        for row in await read.rows(
            """with recursive walk as (
                (select verb from audit.entry order by verb limit 1)
                union all
                select (select e.verb from audit.entry e where e.verb > walk.verb order by e.verb limit 1) from walk where walk.verb is not null)
            select verb from walk where verb is not null"""
        )
    ]
