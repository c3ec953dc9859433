"""What is read of sales as a whole: by the desk, and by anybody who checks a draw."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.paging import Slice
from stoa.deals.private_sales import rules, store
from stoa.deals.private_sales.model import NoSuchSale, Phase, Sale, SaleId
from stoa.shop.catalog.model import ProductId


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """A sale as the desk watches it: people in its line, inside, and units by where they are."""

    sale: Sale
    club: str
    phase: Phase
    entered: int
    waiting: int
    inside: int
    units: int
    free: int
    kept: int
    bought: int
    listed: int


async def watched(read: Reading, language: str, cursor: str | None = None, limit: int = 50) -> Slice[Watched]:
    """Return the sales as the desk watches them, the newest first, in two statements. Raises BadCursor."""
    after = SaleId(paging.decode(cursor, tuple[UUID])[0]) if cursor else None
    sales = await store.sales(read, limit + 1, after)
    return Slice(await _of(read, sales[:limit], language), paging.encode(sales[limit - 1].id) if len(sales) > limit else None)


async def watched_one(read: Reading, sale_id: SaleId, language: str) -> Watched:
    """Return one sale as the desk watches it. Raises NoSuchSale."""
    sale = await store.sale(read, sale_id)
    if sale is None:
        raise NoSuchSale
    return (await _of(read, [sale], language))[0]


async def _of(read: Reading, sales: list[Sale], language: str) -> list[Watched]:
    rows = {
        row["id"]: row
        for row in await read.rows(
            """select s.id, coalesce(c.name ->> $3, c.name ->> 'en', '') as club,
                (select count(*) from private_sales.entrant e where e.sale_id = s.id)::int as entered,
                (select count(*) from private_sales.entrant e where e.sale_id = s.id and e.admitted_until > $2)::int as inside,
                (select count(*) from private_sales.entrant e where e.sale_id = s.id and e.rank is null)::int as undrawn,
                i.units, i.reserve, k.kept, k.bought, k.listed
            from private_sales.sale s join private_sales.club c on c.id = s.club_id,
            lateral (select coalesce(sum(units), 0)::int as units, coalesce(sum(reserve), 0)::int as reserve
                from private_sales.item where sale_id = s.id) i,
            lateral (select coalesce(sum(quantity) filter (where state in ('offered', 'held', 'ordered')), 0)::int as kept,
                coalesce(sum(quantity) filter (where state = 'bought'), 0)::int as bought,
                count(*) filter (where state = 'waiting')::int as listed from private_sales.claim where sale_id = s.id) k
            where s.id = any($1)""",
            [one.id for one in sales],
            read.now,
            language,
        )
    }
    return [_watched(one, rows[one.id], read.now) for one in sales]


def _watched(sale: Sale, row: Any, now: datetime) -> Watched:
    return Watched(
        sale=sale,
        club=row["club"],
        phase=rules.phase(sale, sale.opens_at, now),
        entered=row["entered"],
        waiting=sale.last_rank - sale.admitted_through + row["undrawn"],
        inside=row["inside"],
        units=row["units"],
        free=row["reserve"],
        kept=row["kept"],
        bought=row["bought"],
        listed=row["listed"],
    )


async def hidden_after(read: Reading, sale_id: SaleId) -> list[ProductId]:
    """Return the products that nobody sees since a sale has closed. Raises NoSuchSale while it has not."""
    sale = await store.sale(read, sale_id)
    if sale is None or sale.closed_at is None:
        raise NoSuchSale
    rows = await read.rows("select id from catalog.product where audience = $1 order by id", sale.audience)
    return [ProductId(row[0]) for row in rows]


class DrawnRound(msgspec.Struct, frozen=True):
    """A draw as it is published: hexadecimal numbers, and the entrants' public ids in the order that it gave. No seed before it was made."""

    opens_at: datetime
    commitment: str
    seed: str | None
    waiting: int
    entrants: list[str]


class Draw(msgspec.Struct, frozen=True):
    """All draws of a sale."""

    rounds: list[DrawnRound]


async def draw_of(read: Reading, sale_id: SaleId) -> Draw:
    """Return what is published of a sale's draws; it says nothing about people, nor what is sold. Raises NoSuchSale."""
    found = await store.rounds(read, sale_id)
    if not found:
        raise NoSuchSale
    entrants, waiting = await store.drawn(read, sale_id), await store.waiting_for_draw(read, sale_id)
    return Draw(
        [
            DrawnRound(
                opens_at=one.opens_at,
                commitment=one.commitment.hex(),
                seed=one.seed.hex() if one.seed is not None else None,
                waiting=0 if one.drawn_at is not None else waiting.get(one.ahead_minutes, 0),
                entrants=entrants.get(one.ahead_minutes, []),
            )
            for one in found
        ]
    )
