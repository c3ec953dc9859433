"""What a group does where its product is sold out: it gathers nobody, lets people wait, and asks them once there is some again."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.deals.group_buys import listing, moving, store
from stoa.deals.group_buys.happening import What
from stoa.deals.group_buys.model import Deal, TeamId
from stoa.shop import stock
from stoa.shop.catalog.model import VariantId
from stoa.shop.stock.model import Availability, OutOfStock


async def refuse_sold_out(read: Reading, variant: VariantId, quantity: int) -> None:
    """Raise stock's OutOfStock where so many cannot be had now: nobody is led into a checkout that ends in nothing."""
    found = (await stock.availability(read, [variant])).get(variant)
    if found is None or not found.enough(quantity):
        raise OutOfStock(variant, max(found.free or 0, 0) if found is not None else 0)


async def is_sold_out(read: Reading, deal: Deal) -> bool:
    """Return whether nothing of what a deal sells can be had now."""
    return not await read.value(f"select {store.there('$2')} from group_buys.deal d where d.id = $1", deal.id, read.now)


async def is_withdrawn(read: Reading, deal: Deal) -> bool:
    """Return whether a deal's product is not sold any more, and has no page."""
    return not await read.value("select exists (select from catalog.product where id = $1 and own_state = 'active')", deal.product_id)


async def ask(tx: Writing, team_id: TeamId) -> None:
    """Ask those who wait for what can be had again, in order: as many as there are units for, and places. Told twice, nobody is asked twice."""
    await moving.locked(tx, team_id)
    line = await listing.line(tx, team_id)
    there = await stock.availability(tx, sorted({variant for variant, _ in line}))
    for _ in range(to_ask(line, there)):
        await moving.happen(tx, team_id, What.CAME_BACK)


def to_ask(line: Sequence[tuple[VariantId, bool]], there: Mapping[VariantId, Availability]) -> int:
    """Return how many of a line may be asked: each wants a variant, and a unit is left for whoever was asked already (True)."""
    left: dict[VariantId, float] = {
        one: float("inf") if found.free is None or found.backorder else found.free for one, found in there.items()
    }
    asked = 0
    for variant, was_asked in sorted(line, key=lambda one: not one[1]):
        if left.get(variant, 0) > 0:
            left[variant] -= 1
            asked += not was_asked
    return asked


async def tell(tx: Writing, products: Sequence[UUID]) -> None:
    """Tell those who watch teams of these products that they look otherwise now."""
    await tx.rows(
        """select pg_notify('stoa', 'group ' || t.handle) from group_buys.deal d join group_buys.team t on t.deal_id = d.id
        where d.product_id = any($1) and d.ended_at is null and t.percent is null and t.state in ('open', 'tipped') and t.deadline > $2""",
        list(products),
        tx.now,
    )
