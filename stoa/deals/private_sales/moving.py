"""What the clock does to sales: preview, draws, waves, units handed on, the end. Each step may be taken twice.

Locks in the order sale → item → holds → claims. Whoever makes or cancels an order has the stock's items locked already, so they lock
no item of a sale: units that come back stay in the cart's hold until they are handed on here.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from stoa.base import events, jobs
from stoa.base.database import Writing
from stoa.deals.private_sales import belonging, claim_store, rules, store
from stoa.deals.private_sales.line import Claim, ClaimState
from stoa.deals.private_sales.model import ClaimId, EntrantAdmitted, Item, ItemId, Sale, SaleEnded, SaleId, SaleOpened, WaitingOffered
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, orders, pricing, stock
from stoa.shop.orders.model import OrderId, State
from stoa.shop.pricing.model import OfferId
from stoa.shop.stock.model import Pass


async def turn(tx: Writing, sale_id: SaleId) -> None:
    """Do what the clock has made due for a sale."""
    sale = await store.lock_sale(tx, sale_id)
    if sale is None or sale.closed_at is not None:
        return
    if sale.previewed_at is None and tx.now >= sale.preview_at:
        await _preview(tx, sale)
    if sale.ended_at is None and tx.now < sale.ends_at:
        await _draw(tx, sale)
        await admit(tx, sale_id)
    elif sale.ended_at is None:
        await end(tx, sale, "")
    if tx.now >= sale.closes_at:
        await _close(tx, sale)


async def _preview(tx: Writing, sale: Sale) -> None:
    await store.mark(tx, sale.id, "previewed_at")
    if sale.hidden:
        products = sorted({one.product_id for one in await store.items(tx, sale.id)})
        await catalog.restrict(tx, SYSTEM, products, belonging.group(sale.club_id))


async def _draw(tx: Writing, sale: Sale) -> None:
    due = await store.lock_round(tx, sale.id)
    for ahead, seed in due:  # each after the one before: there are as many as tiers
        await store.draw(tx, sale.id, ahead, seed)
    await store.rank_late(tx, sale.id)
    if due and sale.opened_at is None:
        await store.mark(tx, sale.id, "opened_at")
        await store.touch(tx, sale.id)
        await events.record(tx, SaleOpened(about=sale.id))


async def admit(tx: Writing, sale_id: SaleId) -> int:
    """Let in as many as there is room for, in the order of the line, all at once; return how many."""
    sale = await store.lock_sale(tx, sale_id)
    if sale is None or sale.ended_at is not None or tx.now >= sale.ends_at or sale.admitted_through >= sale.last_rank:
        return 0
    inside = await store.inside(tx, sale_id)
    room = sale.room - inside
    if not inside:
        room += sale.room * rules.missed(sale, await store.free_since(tx, sale), tx.now)
    if room <= 0:
        return 0
    through = min(sale.admitted_through + room, sale.last_rank)
    until = min(tx.now + timedelta(minutes=sale.cart_minutes), sale.ends_at)
    admitted = await store.admit(tx, sale_id, through, until)
    waves = await store.note_wave(tx, sale_id, through)
    await store.set_line(tx, sale_id, through, rules.pace(waves, tx.now))
    await events.record_all(tx, [EntrantAdmitted(about=sale_id, entrant=one) for one in admitted])
    return len(admitted)


async def end(tx: Writing, sale: Sale, reason: str) -> None:
    """Let nobody in any more and close the waiting lists; what is in carts may still be bought in its time."""
    await store.end(tx, sale.id, reason)
    await claim_store.close_lists(tx, sale.id)
    await store.touch(tx, sale.id)
    await events.record(tx, SaleEnded(about=sale.id))


async def _close(tx: Writing, sale: Sale) -> None:
    """Give what is left back to the shop; what nobody else was to see, nobody sees any more."""
    for item in await store.item_ids(tx, sale.id):  # in order; a sale has a hundred items at most
        await hand_on(tx, item)
    await stock.release(tx, UUID(str(sale.id)))
    if tx.now < sale.ends_at + timedelta(minutes=sale.cart_minutes):  # ended early; otherwise its prices have ended by themselves
        await pricing.end_offer(tx, SYSTEM, *[OfferId(one) for one in await store.offers(tx, sale.id)])
    if sale.hidden:
        products = sorted({one.product_id for one in await store.items(tx, sale.id)})
        await catalog.restrict(tx, SYSTEM, products, sale.audience)
    await store.mark(tx, sale.id, "closed_at")
    await store.touch(tx, sale.id)


async def hand_on(tx: Writing, item_id: ItemId) -> Item | None:
    """Take back what somebody's time is over for, and offer what is in nobody's hands to those who wait, in order.

    The item is locked until the transaction ends; it is returned as it stands then.
    """
    item = await claim_store.lock_item(tx, item_id)
    sale = await store.sale(tx, item.sale_id) if item is not None else None
    if item is None or sale is None:
        return None
    back = await _take_back(tx, sale, item, await claim_store.run_out(tx, item_id))
    free = item.reserve + back
    given: dict[ClaimId, int] = {}
    if free and rules.takes_turns(sale, tx.now):
        waiting = await claim_store.next_waiting(tx, item_id, free)
        given = dict(zip([one.id for one in waiting], rules.allot(free, [one.wanted for one in waiting]), strict=False))
    if given:
        until = min(tx.now + timedelta(hours=sale.offer_hours), sale.closes_at)
        await claim_store.offer(tx, given, until)
        await events.record_all(tx, [WaitingOffered(about=sale.id, claim=one) for one in given])
    change = back - sum(given.values())
    if change:
        await claim_store.set_reserve(tx, item_id, change)
    return await claim_store.lock_item(tx, item_id)


async def _take_back(tx: Writing, sale: Sale, item: Item, ended: list[Claim]) -> int:
    """Take back what these have not bought; return how many units. What was ordered in the same moment stays theirs."""
    if not ended:
        return 0
    back = sum(one.quantity for one in ended if one.state is ClaimState.OFFERED)
    held = [one for one in ended if one.state is ClaimState.HELD and one.cart_id is not None]
    passes = [Pass(one.cart_id, sale.id, item.variant_id, one.quantity) for one in held if one.cart_id is not None]
    for one, done in zip(held, await stock.pass_on(tx, passes, sale.closes_at) if passes else [], strict=True):
        back += one.quantity if done else 0
    await claim_store.over(tx, [one.id for one in ended])
    return back


async def turn_later(tx: Writing, sale_id: SaleId, moments: Iterable[datetime]) -> None:
    """Have a sale looked at when each of its moments comes; a watch looks after them as well."""
    for at in moments:
        await jobs.enqueue(tx, "private_sales.turn", {"sale": sale_id}, at=at, key=f"sale:{sale_id}:{at.isoformat()}")


async def hand_on_soon(tx: Writing, items: list[ItemId]) -> None:
    """Have units that came back handed on once this transaction has committed."""
    await jobs.enqueue_all(tx, [("private_sales.hand_on", {"item": one}) for one in sorted(items)])


async def cancel_soon(tx: Writing, order_id: OrderId) -> None:
    """Have an order cancelled whose way to pay has had its share, once this transaction has committed."""
    await jobs.enqueue(tx, "private_sales.cancel", {"order": order_id})


async def cancel(tx: Writing, order_id: OrderId) -> None:
    """Cancel an order that is still held: its amount is let go with that. Told twice, nothing changes."""
    order = await orders.lock(tx, order_id)
    if order.state is State.HELD:
        await orders.cancel(tx, SYSTEM, order_id, "sale_limit", by_staff=True)
