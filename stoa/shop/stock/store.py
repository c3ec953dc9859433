"""The SQL of stock."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.stock.model import ItemId, Need

_NEEDS = """
select c.variant_id, c.item_id, c.quantity, i.on_hand, i.allocated, i.tracked, i.backorder
from stock.component c join stock.item i on i.id = c.item_id
where c.variant_id = any($1) order by i.id, c.variant_id
"""


async def lock_needs(tx: Writing, variants: list[VariantId]) -> list[Need]:
    """Lock the items that these variants are made of, in the order of their ids, and return how they stand.

    Holds that refer to an item may be written meanwhile: passing one on waits for nobody here.
    """
    return [Need(*row) for row in await tx.rows(_NEEDS + "for no key update of i", variants)]


async def needs(read: Reading, variants: list[VariantId]) -> list[Need]:
    return [Need(*row) for row in await read.rows(_NEEDS, variants)]


async def held(tx: Reading, items: list[ItemId], now: datetime, *, but: UUID) -> dict[UUID, int]:
    """Return how many of each item others hold at this moment."""
    rows = await tx.rows(
        """select item_id, sum(quantity)::bigint from stock.hold
        where item_id = any($1) and owner <> $2 and (until_at is null or until_at > $3) group by item_id""",
        items,
        but,
        now,
    )
    return {row[0]: row[1] for row in rows}


async def replace_holds(tx: Writing, owner: UUID, wanted: Mapping[ItemId, int], until: datetime | None) -> None:
    """Make these the owner's holds, and no others; a hold keeps the moment it began, and never ends sooner than it was to."""
    await tx.run(
        """with gone as (delete from stock.hold where owner = $1 and item_id <> all($2::uuid[]))
        insert into stock.hold (owner, item_id, quantity, made_at, until_at)
        select $1, item_id, quantity, $4, $5 from unnest($2::uuid[], $3::bigint[]) as t (item_id, quantity)
        on conflict (owner, item_id) do update set quantity = excluded.quantity,
            until_at = case when excluded.until_at is null then null else greatest(hold.until_at, excluded.until_at) end""",
        owner,
        list(wanted),
        list(wanted.values()),
        tx.now,
        until,
    )


async def lock_holds(tx: Writing, owners: list[UUID]) -> dict[tuple[UUID, UUID], int]:
    """Lock the running holds of these owners, in order, and return how many units each is of, by owner and item."""
    rows = await tx.rows(
        """select owner, item_id, quantity from stock.hold where owner = any($1) and (until_at is null or until_at > $2)
        order by owner, item_id for update""",
        owners,
        tx.now,
    )
    return {(row[0], row[1]): row[2] for row in rows}


async def move_holds(tx: Writing, moved: list[tuple[UUID, UUID, ItemId, int]], until: datetime | None) -> None:
    """Move units from one owner's holds to another's: giver, taker, item, how many. The givers' rows are locked, and hold that many."""
    columns = list(zip(*moved, strict=True))
    await tx.run(
        """with moved as (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) as t (giver, taker, item_id, quantity)),
        less as (select giver, item_id, sum(quantity)::bigint as quantity from moved group by 1, 2),
        gone as (delete from stock.hold h using less l where h.owner = l.giver and h.item_id = l.item_id and h.quantity = l.quantity),
        fewer as (update stock.hold h set quantity = h.quantity - l.quantity from less l
            where h.owner = l.giver and h.item_id = l.item_id and h.quantity > l.quantity)
        insert into stock.hold (owner, item_id, quantity, made_at, until_at)
        select taker, item_id, sum(quantity)::bigint, $5, $6 from moved group by 1, 2 order by 1, 2
        on conflict (owner, item_id) do update set quantity = hold.quantity + excluded.quantity,
            until_at = case when excluded.until_at is null then null else greatest(hold.until_at, excluded.until_at) end""",
        *[list(column) for column in columns],
        tx.now,
        until,
    )


async def allocate(tx: Writing, owner: UUID, order_id: UUID, taken: Mapping[ItemId, int]) -> None:
    """Give the units to the order and end the owner's holds."""
    await tx.run(
        """with wanted as (select * from unnest($3::uuid[], $4::bigint[]) as t (item_id, quantity)),
        item as (update stock.item i set allocated = allocated + w.quantity from wanted w where i.id = w.item_id),
        ended as (delete from stock.hold where owner = $1),
        moved as (insert into stock.movement (item_id, on_hand, allocated, reason, about, actor, at)
            select item_id, 0, quantity, 'order', $2, 'system', $5 from wanted)
        insert into stock.allocation (order_id, item_id, quantity) select $2, item_id, quantity from wanted
        on conflict (order_id, item_id) do update set quantity = stock.allocation.quantity + excluded.quantity""",
        owner,
        order_id,
        list(taken),
        list(taken.values()),
        tx.now,
    )


async def change_allocation(tx: Writing, order_id: UUID, given: Mapping[ItemId, int], *, shipped: bool) -> None:
    """Take units from an order: back to the shelf, or out of the house. The database refuses more than it has."""
    await tx.run(
        """with given as (select * from unnest($2::uuid[], $3::bigint[]) as t (item_id, quantity)),
        lessened as (update stock.allocation a set quantity = a.quantity - g.quantity from given g
            where a.order_id = $1 and a.item_id = g.item_id returning a.item_id),
        item as (update stock.item i set allocated = allocated - g.quantity,
                on_hand = on_hand - case when $4 then g.quantity else 0 end
            from given g join lessened l using (item_id) where i.id = g.item_id)
        insert into stock.movement (item_id, on_hand, allocated, reason, about, actor, at)
        select item_id, case when $4 then -quantity else 0 end, -quantity, case when $4 then 'shipped' else 'released' end, $1, 'system', $5 from given""",
        order_id,
        list(given),
        list(given.values()),
        shipped,
        tx.now,
    )


async def insert_items(tx: Writing, rows: list[tuple[ItemId, VariantId, ProductId, int, bool, bool]], actor: str) -> None:
    columns = list(zip(*rows, strict=True))
    await tx.run(
        """with fresh as (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bool[], $6::bool[])
            as t (id, variant_id, product_id, on_hand, tracked, backorder)),
        item as (insert into stock.item (id, on_hand, tracked, backorder) select id, on_hand, tracked, backorder from fresh returning id),
        moved as (insert into stock.movement (item_id, on_hand, allocated, reason, actor, at) select id, on_hand, 0, 'first count', $7, $8 from fresh)
        insert into stock.component (variant_id, item_id, product_id) select variant_id, id, product_id from fresh""",
        *[list(column) for column in columns],
        actor,
        tx.now,
    )


async def replace_components(tx: Writing, variant: VariantId, product: ProductId, parts: Mapping[ItemId, int]) -> None:
    await tx.run("delete from stock.component where variant_id = $1 and item_id <> all($2::uuid[])", variant, list(parts))
    await tx.run(
        """insert into stock.component (variant_id, item_id, product_id, quantity)
        select $1, item_id, $2, quantity from unnest($3::uuid[], $4::int[]) as t (item_id, quantity)
        on conflict (variant_id, item_id) do update set quantity = excluded.quantity""",
        variant,
        product,
        list(parts),
        list(parts.values()),
    )


async def change_on_hand(tx: Writing, changes: Mapping[ItemId, int], reason: str, actor: str, about: UUID | None) -> None:
    """Add to what is on hand, or take from it. The CHECKs refuse to go below what belongs to orders."""
    await tx.run(
        """with change as (select * from unnest($1::uuid[], $2::bigint[]) as t (item_id, quantity)),
        item as (update stock.item i set on_hand = on_hand + c.quantity from change c where i.id = c.item_id)
        insert into stock.movement (item_id, on_hand, allocated, reason, about, actor, at)
        select item_id, quantity, 0, $3, $4, $5, $6 from change where quantity <> 0""",
        list(changes),
        list(changes.values()),
        reason,
        about,
        actor,
        tx.now,
    )


async def end_uncovered_holds(tx: Writing, items: list[ItemId]) -> None:
    """End the youngest holds that a smaller count no longer covers; those of events go last."""
    await tx.run(
        """delete from stock.hold h using (
            select h.owner, h.item_id, i.on_hand - i.allocated as room,
                sum(h.quantity) over (partition by h.item_id order by h.until_at is not null, h.made_at, h.owner) as promised
            from stock.hold h join stock.item i on i.id = h.item_id
            where i.id = any($1) and i.tracked and not i.backorder and (h.until_at is null or h.until_at > $2)) x
        where h.owner = x.owner and h.item_id = x.item_id and x.promised > x.room""",
        items,
        tx.now,
    )


async def set_policy(tx: Writing, items: list[ItemId], *, tracked: bool, backorder: bool) -> None:
    await tx.run("update stock.item set tracked = $2, backorder = $3 where id = any($1)", items, tracked, backorder)


async def products_of(read: Reading, items: list[ItemId]) -> list[ProductId]:
    """Return the products that have a variant made of these items."""
    return [row[0] for row in await read.rows("select distinct product_id from stock.component where item_id = any($1) order by 1", items)]


async def touch(tx: Writing, products: list[ProductId]) -> None:
    """Have the pages of these products made again; always in the order of ids, so that nobody waits in a circle."""
    if products:
        await tx.run("select base.touch('product:' || id) from unnest($1::uuid[]) id order by id", products)


async def sweep(tx: Writing) -> int:
    """Delete holds that ran out a day ago: they have counted for nothing since."""
    return await tx.run("delete from stock.hold where until_at < $1::timestamptz - interval '1 day'", tx.now)
