"""What the desk reads of stock: every kept variant with what it is of, and what happened to one of them."""

from datetime import datetime

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.paging import Slice
from stoa.shop.catalog.model import VariantId
from stoa.shop.stock.model import FEW, ItemId, NoSuchStock

VIEWS = ("all", "low", "out", "held")

_SHELF = """
select json_build_object('variant_id', s.variant_id, 'item_id', s.item_id, 'handle', s.handle, 'title', s.title, 'choices', s.choices, 'sku', s.sku,
    'on_hand', s.on_hand, 'allocated', s.allocated, 'held', s.held, 'tracked', s.tracked, 'backorder', s.backorder, 'parts', s.parts) as found
from (
    select v.id as variant_id, i.id as item_id, p.handle, coalesce(v.sku, '') as sku, v.choices, i.on_hand, i.allocated, i.tracked, i.backorder,
        (select t.title from catalog.product_text t where t.product_id = p.id order by t.language = $1 desc, t.language limit 1) as title,
        (select count(*) from stock.component o where o.variant_id = v.id)::int as parts,
        coalesce((select sum(h.quantity) from stock.hold h where h.item_id = i.id and (h.until_at is null or h.until_at > $2)), 0)::bigint as held
    from catalog.variant v join catalog.product p on p.id = v.product_id
    join stock.component c on c.variant_id = v.id join stock.item i on i.id = c.item_id
    where v.ended_at is null and p.state <> 'archived') s
where ($3::uuid is null or (s.variant_id, s.item_id) > ($3, $4))
    and ($5 = '' or s.sku ilike '%' || $5 || '%' or s.title ilike '%' || $5 || '%')
    and case $6 when 'low' then s.tracked and s.on_hand - s.allocated - s.held between 1 and $7
        when 'out' then s.tracked and s.on_hand - s.allocated - s.held <= 0 when 'held' then s.held > 0 else true end
order by s.variant_id, s.item_id limit $8
"""


class Shelved(msgspec.Struct, frozen=True, kw_only=True):
    """A variant's item on the shelf: how many lie there, belong to orders, are promised."""

    variant_id: VariantId
    item_id: ItemId
    handle: str
    title: str | None
    choices: list[str]
    sku: str
    on_hand: int
    allocated: int
    held: int
    tracked: bool
    backorder: bool
    parts: int

    @property
    def free(self) -> int:
        return self.on_hand - self.allocated - self.held


class Movement(msgspec.Struct, frozen=True, kw_only=True):
    """A change: how many were put on the shelf or taken from it, given to orders or taken back, and why."""

    on_hand: int
    allocated: int
    reason: str
    about: str | None
    actor: str
    at: datetime


_decode = msgspec.json.Decoder(list[Shelved])


async def shelf(
    read: Reading, language: str, *, query: str = "", view: str = "all", cursor: str | None = None, limit: int = 50
) -> Slice[Shelved]:
    """Return what is kept, by variant; `view` narrows it to what is low, out or held."""
    after = paging.decode(cursor, tuple[VariantId, ItemId]) if cursor else (None, None)
    text = await read.value(
        f"select coalesce(json_agg(found), '[]')::text from ({_SHELF}) x",
        language,
        read.now,
        *after,
        query.strip()[:100],
        view,
        FEW,
        limit + 1,
    )
    found = _decode.decode(text)
    last = found[limit - 1] if len(found) > limit else None
    return Slice(found[:limit], paging.encode(last.variant_id, last.item_id) if last else None)


async def movements(read: Reading, variant: VariantId, limit: int = 100) -> list[Movement]:
    """Return what happened to the items of a variant, the latest first. Raises NoSuchStock."""
    rows = await read.rows(
        """select m.on_hand, m.allocated, m.reason, m.about::text, m.actor, m.at from stock.movement m
        join stock.component c on c.item_id = m.item_id where c.variant_id = $1 order by m.id desc limit $2""",
        variant,
        limit,
    )
    if not rows:
        raise NoSuchStock(str(variant))
    return [Movement(**dict(row)) for row in rows]
