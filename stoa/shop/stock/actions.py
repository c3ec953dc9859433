"""The verbs of stock."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from stoa.base import events, ids
from stoa.base.database import Writing
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.stock import rules, store
from stoa.shop.stock.model import ItemId, Need, NewItem, NoSuchStock, Pass, StillAllocated, StockCameBack, StockRanOut


async def make_items(tx: Writing, actor: Visitor, items: Iterable[NewItem]) -> dict[VariantId, ItemId]:
    """Begin to keep stock of these variants, an item each."""
    rows = [(ItemId(ids.new()), one.variant_id, one.product_id, one.on_hand, one.tracked, one.backorder) for one in items]
    if rows:
        await store.insert_items(tx, rows, _name(actor))
    return {row[1]: row[0] for row in rows}


async def compose(tx: Writing, variant: VariantId, product: ProductId, parts: Mapping[ItemId, int]) -> None:
    """Make a variant of these items: a shared one, or several for a bundle."""
    await store.replace_components(tx, variant, product, parts)
    await store.touch(tx, [product])


async def hold(tx: Writing, owner: UUID, wanted: Mapping[VariantId, int], until: datetime | None) -> None:
    """Promise these units to `owner` until that time, or until an event; they replace what it held before.

    Raises OutOfStock, and then promises nothing.
    """
    needs, others = await _lock(tx, owner, wanted)
    taken = rules.check(needs, wanted, others)
    await store.replace_holds(tx, owner, taken, until)
    await _touch(tx, rules.near_empty(needs, taken, others))


async def release(tx: Writing, *owners: UUID) -> None:
    """Give up everything that these owners hold."""
    items = {row[0] for row in await tx.rows("delete from stock.hold where owner = any($1) returning item_id", owners)}
    await _touch(tx, sorted(items))


async def pass_on(tx: Writing, passes: Sequence[Pass], until: datetime | None) -> list[bool]:
    """Let units that one owner holds be held by another until that time; return of each pass whether its giver held as many.

    Nothing becomes free by it, nor scarcer, so no item is locked. What a giver does not hold stays as it is.
    """
    needs = await store.needs(tx, sorted({one.variant_id for one in passes}))
    had = await store.lock_holds(tx, sorted({one.giver for one in passes}))
    done, moved = rules.pass_on(needs, had, passes)
    if moved:
        await store.move_holds(tx, moved, until)
    return done


async def allocate(tx: Writing, owner: UUID, order_id: UUID, wanted: Mapping[VariantId, int]) -> None:
    """Give these units to an order for good, using what `owner` holds.

    Raises OutOfStock, and then nothing is given.
    """
    needs, others = await _lock(tx, owner, wanted)
    taken = rules.check(needs, wanted, others)
    await store.allocate(tx, owner, order_id, taken)
    await _touch(tx, rules.near_empty(needs, taken, others))
    emptied = rules.ran_out(needs, taken)
    if emptied:
        await events.record_all(tx, [StockRanOut(about=product) for product in await store.products_of(tx, emptied)])


async def free(tx: Writing, order_id: UUID, wanted: Mapping[VariantId, int]) -> None:
    """Take these units from an order and put them back for sale (a cancellation)."""
    needs = await store.needs(tx, list(wanted))
    given = rules.needed(needs, wanted)
    await store.change_allocation(tx, order_id, given, shipped=False)
    await _came_back(tx, needs)


async def ship(tx: Writing, order_id: UUID, wanted: Mapping[VariantId, int]) -> None:
    """Take these units of an order out of the house."""
    given = rules.needed(await store.needs(tx, list(wanted)), wanted)
    await store.change_allocation(tx, order_id, given, shipped=True)


async def receive(
    tx: Writing, actor: Visitor, arrived: Mapping[VariantId, int], reason: str = "received", about: UUID | None = None
) -> None:
    """Put units on the shelf: a delivery, or goods sent back."""
    needs = await store.needs(tx, list(arrived))
    changes = rules.needed(needs, arrived)
    await store.change_on_hand(tx, changes, reason, _name(actor), about)
    await _came_back(tx, needs)


async def count_again(
    tx: Writing, actor: Visitor, counted: Mapping[VariantId, int], reason: str = "counted", *, beside_orders: bool = False
) -> None:
    """Set what is on hand to what was counted; `beside_orders`: what belongs to orders was left out of the count.

    Holds that the count no longer covers end, the youngest first. Raises StillAllocated where more belong to orders than there are, NoSuchStock for a bundle: its parts are counted.
    """
    needs = await store.lock_needs(tx, list(counted))
    if sorted(need.variant_id for need in needs) != sorted(counted):
        raise NoSuchStock
    changes = {need.item_id: counted[need.variant_id] + (need.allocated if beside_orders else 0) - need.on_hand for need in needs}
    try:
        async with tx.attempt():
            await store.change_on_hand(tx, changes, reason, _name(actor), None)
    except asyncpg.CheckViolationError:
        most = max(need.allocated for need in needs)
        raise StillAllocated(allocated=most) from None
    await store.end_uncovered_holds(tx, list(changes))
    await _touch(tx, list(changes))
    await _came_back(tx, [need for need in needs if changes[need.item_id] > 0])


async def set_policy(tx: Writing, variants: list[VariantId], *, tracked: bool, backorder: bool) -> None:
    """Say whether units are counted, and whether it may be sold when there are none."""
    items = [need.item_id for need in await store.needs(tx, variants)]
    await store.set_policy(tx, items, tracked=tracked, backorder=backorder)
    await _touch(tx, items)


async def _lock(tx: Writing, owner: UUID, wanted: Mapping[VariantId, int]) -> tuple[list[Need], dict[UUID, int]]:
    needs = await store.lock_needs(tx, list(wanted))
    # A second statement, so that it sees what was committed while the locks were waited for.
    return needs, await store.held(tx, [need.item_id for need in needs], tx.now, but=owner)


async def _came_back(tx: Writing, needs: list[Need]) -> None:
    await _touch(tx, [need.item_id for need in needs if need.tracked])
    empty = [need.item_id for need in needs if need.tracked and need.on_hand - need.allocated <= 0]
    if empty:
        await events.record_all(tx, [StockCameBack(about=product) for product in await store.products_of(tx, empty)])


async def _touch(tx: Writing, items: list[ItemId]) -> None:
    if items:
        await store.touch(tx, await store.products_of(tx, items))


def _name(actor: Visitor) -> str:
    return str(actor.person or actor.name or "system")
