"""What the desk reads of one sale: what of each thing is where, and what came of it."""

import msgspec

from stoa.base.database import Reading
from stoa.base.money import Money
from stoa.deals.private_sales import store
from stoa.deals.private_sales.model import ItemId, Sale
from stoa.shop import catalog, orders
from stoa.shop.catalog.model import SoldVariant, VariantId


class SeenItem(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that is sold: its `units`, how many are `bought`, kept for somebody, `free`; `waiting` people wait for it."""

    id: ItemId
    variant_id: VariantId
    price: Money
    usual: Money
    units: int
    bought: int
    kept: int
    free: int
    waiting: int
    variant: SoldVariant | None = None


async def items(read: Reading, sale: Sale, language: str) -> list[SeenItem]:
    """Return what is sold, in order, in two statements."""
    rows = await read.rows(
        """select i.id, i.variant_id, i.price, i.usual, i.units, i.reserve, k.bought, k.kept, k.waiting from private_sales.item i
        cross join lateral (select coalesce(sum(quantity) filter (where state = 'bought'), 0)::int as bought,
            coalesce(sum(quantity) filter (where state in ('offered', 'held', 'ordered')), 0)::int as kept,
            count(*) filter (where state = 'waiting')::int as waiting from private_sales.claim where item_id = i.id and state <> 'over') k
        where i.sale_id = $1 order by i.position""",
        sale.id,
    )
    sold = await catalog.sold_variants(read, [row["variant_id"] for row in rows], language, None)
    return [
        SeenItem(
            id=row["id"],
            variant_id=row["variant_id"],
            price=Money(row["price"], sale.currency),
            usual=Money(row["usual"], sale.currency),
            units=row["units"],
            bought=row["bought"],
            kept=row["kept"],
            free=row["reserve"],
            waiting=row["waiting"],
            variant=sold.get(row["variant_id"]),
        )
        for row in rows
    ]


async def cohort(read: Reading, sale: Sale) -> orders.reports.Cohort:
    """Return what came of a sale so far."""
    rows = await read.rows(
        "select distinct order_id from private_sales.claim where sale_id = $1 and state = 'bought' and order_id is not null", sale.id
    )
    usual = {one.variant_id: one.usual for one in await store.items(read, sale.id)}
    return await orders.reports.cohort(read, [row[0] for row in rows], usual, sale.currency)
