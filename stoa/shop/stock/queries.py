"""What pages read of stock."""

from uuid import UUID

from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.shop.catalog.model import VariantId
from stoa.shop.stock.model import FEW, Availability, Few

_FREE = """
select c.variant_id,
    case when bool_and(not i.tracked) then null
        else min(case when i.tracked then (i.on_hand - i.allocated - coalesce(h.quantity, 0)) / c.quantity end) end as free,
    bool_and(i.backorder or not i.tracked) as backorder,
    min(i.on_hand / c.quantity) as on_hand, max(i.allocated) as allocated, min(h.until_at) as until
from stock.component c join stock.item i on i.id = c.item_id
left join lateral (
    select sum(quantity)::bigint as quantity, min(until_at) as until_at from stock.hold h
    where h.item_id = i.id and (h.until_at is null or h.until_at > {now}){whose}) h on true
where {which} group by c.variant_id
"""

AVAILABILITY = Panel(
    "select coalesce(json_agg(a), '[]') from ("
    + _FREE.format(
        now=":now::timestamptz",
        whose="",
        which="c.product_id = (select id from catalog.product where handle = :handle)",
    )
    + ") a",
    list[Availability],
)
"""How many of each variant of the product `:handle` can be had at `:now`."""


SCARCE = Panel(
    f"""select coalesce(json_agg(json_build_object('variant', s.variant_id, 'free', s.free) order by s.free, s.variant_id), '[]') from (
        select c.variant_id, i.on_hand - i.allocated as free from stock.item i join stock.component c on c.item_id = i.id
        join catalog.variant v on v.id = c.variant_id and v.ended_at is null
        where i.tracked and not i.backorder and i.on_hand - i.allocated <= {FEW} order by 2, 1 limit 8) s""",
    list[Few],
)
"""The variants of which the fewest are left, few or none."""


def there(which: str, now: str) -> str:
    """Return SQL for whether any variant can be had at `now`, of those that `which` names: a condition on `c`, which has product_id and variant_id."""
    sold = f"{which} and exists (select from catalog.variant v where v.id = c.variant_id and v.ended_at is null)"
    return f"exists (select from ({_FREE.format(now=now, whose='', which=sold)}) f where f.free is null or f.free > 0 or f.backorder)"


async def availability(read: Reading, variants: list[VariantId], owner: UUID | None = None) -> dict[VariantId, Availability]:
    """Return how many of each variant can be had now, in one statement; what is not kept is not in it.

    What is held for `owner` (a cart) counts as free to them.
    """
    which = "c.variant_id = any($1)"
    if owner is None:
        rows = await read.rows(_FREE.format(now="$2", whose="", which=which), variants, read.now)
    else:
        rows = await read.rows(_FREE.format(now="$2", whose=" and h.owner <> $3", which=which), variants, read.now, owner)
    return {row["variant_id"]: Availability(**dict(row)) for row in rows}
