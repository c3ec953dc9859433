"""Lists of letters for the screens."""

from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.paging import Slice
from stoa.outside.mail import store
from stoa.outside.mail.model import Letter, LetterId, State


class LetterLine(msgspec.Struct, frozen=True):
    """A letter in a list."""

    id: LetterId
    to: str
    subject: str
    language: str
    template: str
    state: State
    attempts: int
    made_at: datetime
    sent_at: datetime | None
    error: str | None


_LINE = 'id, "to", subject, language, template, state, attempts, made_at, sent_at, error'


async def letters(
    read: Reading, *, state: State | None = None, to: str | None = None, cursor: str | None = None, limit: int = paging.LIMIT
) -> Slice[LetterLine]:
    """Return letters, newest first; of one state, to one address. Raises BadCursor."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        LetterLine,
        f"""select {_LINE} from mail.letter
        where ($1::text is null or state = $1) and ($2::text is null or "to" = $2) and ($3::uuid is null or id < $3)
        order by id desc limit $4""",
        state,
        to,
        before,
        limit + 1,
    )
    more = len(rows) > limit
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if more else None)


async def written_to(read: Reading, address: str) -> list[Letter]:
    """Return every letter there is to somebody, the oldest first, however the address was typed."""
    return await read.all(Letter, f"""select {store.LETTER} from mail.letter where lower("to") = lower($1) order by id""", address)


async def counts(read: Reading) -> dict[State, int]:
    """Return how many letters are in each state."""
    return {State(row["state"]): row["count"] for row in await read.rows("select state, count(*) from mail.letter group by state")}
