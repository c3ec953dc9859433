"""What everybody reads of collections: which there are, and which hold a piece."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from stoa.base.database import Reading
from stoa.base.locale import LANGUAGES
from stoa.shop.catalog.model import ProductId

_FIRST = LANGUAGES[0].code


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """A collection as it is offered to read; `count` is how much of it is published."""

    handle: str
    title: str
    text: str
    count: int


async def gathered(read: Reading, language: str, pieces: Sequence[tuple[str, UUID]] | None = None, *, limit: int = 6) -> list[Gathered]:
    """Return collections with something published in them, the newest first; with `pieces` those that hold one of these (kind, id)."""
    if pieces is not None and not pieces:
        return []
    kinds, found = ([kind for kind, _ in pieces], [piece for _, piece in pieces]) if pieces is not None else (None, None)
    return await read.all(
        Gathered,
        """select c.handle, coalesce(nullif(c.texts -> $1 ->> 'title', ''), c.texts -> $5 ->> 'title', c.handle) as title,
            coalesce(nullif(c.texts -> $1 ->> 'text', ''), c.texts -> $5 ->> 'text', '') as text, n.count
        from moderation.collection c cross join lateral (select count(*)::int as count from moderation.collected m
            join moderation.piece p on p.kind = m.kind and p.id = m.piece_id where m.collection_id = c.id and p.state = 'published') n
        where n.count > 0 and ($2::text[] is null or c.id in (select m.collection_id from unnest($2::text[], $3::uuid[]) w (kind, id)
            join moderation.collected m on m.kind = w.kind and m.piece_id = w.id
            join moderation.piece p on p.kind = m.kind and p.id = m.piece_id where p.state = 'published'))
        order by c.id desc limit $4""",
        language,
        kinds,
        found,
        limit,
        _FIRST,
    )


async def told_of(read: Reading, pieces: Sequence[tuple[str, UUID]]) -> dict[tuple[str, UUID], tuple[ProductId | None, str]]:
    """Return which product pieces are about, if any, and in which language they are written."""
    rows = await read.rows(
        """select p.kind, p.id, p.product_id, p.language from unnest($1::text[], $2::uuid[]) w (kind, id)
        join moderation.piece p on p.kind = w.kind and p.id = w.id""",
        [kind for kind, _ in pieces],
        [piece for _, piece in pieces],
    )
    return {(row["kind"], row["id"]): (row["product_id"], row["language"]) for row in rows}
